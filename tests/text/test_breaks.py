"""All cases of the Unicode Character Database for UAX#14, and paragraphs that are set in portions."""

import gzip
import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.shared import shared_path
from tui.text import lines
from tui.text.line import SetText
from tui.text.portions import cuts
from tui.text.wrap import break_offsets

# Rules that changed between Unicode 15.0 (the cases) and 16.0 (uniseg): LB15 became LB15a-LB15d, LB20a and LB21a keep
# a hyphen with its word, LB25 keeps the parts of a number and of "a.2".
CHANGED = re.compile(
    '-\u0308?[#\u00a7\u0e01]|,\u0308?0|"\u0308? [(\u2329]|[(\u00ab{].*[)\u00bb}]|[.][0-9]|\u05d0-\u05d0', re.DOTALL
)


def test_every_line_break_case() -> None:
    done = left_out = 0
    wrong: list[str] = []
    changed: list[str] = []
    with gzip.open(shared_path("unicode/LineBreakTest.txt.gz"), "rt", encoding="utf-8") as file:
        for line in file:
            parts = line.partition("#")[0].split()
            text, expected = "", []
            for part in parts:
                if part == "\u00f7" and text:
                    expected.append(len(text))
                elif part not in ("\u00f7", "\u00d7"):
                    text += chr(int(part, 16))
            if not text:
                continue
            if any(unicodedata.category(char) == "Cn" for char in text):
                left_out += 1
                continue
            done += 1
            if break_offsets(text) != expected[:-1]:
                (changed if CHANGED.search(text) else wrong).append(ascii(text))
    print(f"LineBreakTest: {done} cases, {left_out} left out, {len(changed)} by a rule that changed since")
    assert wrong == []
    assert len(changed) <= 29
    assert done > 7000


WORDS = (
    "\u062e\u0628\u0631", "\u0645\u064a\u062a\u0627", "Meta", "(AI)", "14.3", "12%", "\u00ab\u0623\u0648\u0628\u0646",
    "AI\u00bb", "(\u0642\u0627\u0644", "\u0647\u0630\u0627)", "[x", "y]", "\u062d\u064e\u0642\u0651", "\u05d7\u05d3",
    "the", "\u2014", "!", "3,000", "$5", "\u0644\u0627", "a-b", "\u060c", "+7", ")", "(", "\u2019\u0642", "",
    "\u0661\u0662", "\u4e2d\u6587", "\u0645\u06cc\u200c\u0631\u0648\u062f", "\u0301x", "a/b", "\u0628" * 40,
)  # fmt: skip
paragraphs = st.lists(st.sampled_from(WORDS), min_size=1, max_size=60).map(" ".join)


def rows(text: str, width: int, base: int | None) -> list[tuple[int, int, str, int, int]]:
    return [(line.start, line.end, line.text, line.width, line.base) for line in lines.iterate(text, width, base=base)]


@given(paragraphs, st.integers(1, 40), st.sampled_from([None, 0, 1]), st.integers(1, 30), st.integers(1, 30))
def test_portions_make_the_same_lines(text: str, width: int, base: int | None, first: int, further: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lines, "cuts", lambda part: [])
        whole = rows(text, width, base)
        patch.setattr(lines, "cuts", lambda part: cuts(part, first, further))
        assert rows(text, width, base) == whole


def test_a_long_paragraph_is_set_as_far_as_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\u062e\u0628\u0631 (AI) \u0645\u064a\u062a\u0627 14.3 " * 2000
    assert len(cuts(text)) > 10
    parts: list[str] = []
    whole = lines.set_paragraph

    def watched(part: str, base: int | None, default: int, offset: int, room: int, after: str = "") -> SetText:
        parts.append(part)
        return whole(part, base, default, offset, room, after)

    monkeypatch.setattr(lines, "set_paragraph", watched)
    coming = lines.iterate(text, 80)
    for _ in range(30):
        next(coming)
    assert sum(map(len, parts)) < 5000
    rest = sum(1 for _ in coming)
    assert rest > 400
    assert "".join(parts) == text


def test_what_reaches_anywhere_keeps_a_paragraph_whole() -> None:
    text = "\u062e\u0628\u0631 (AI) \u0645\u064a\u062a\u0627 14.3 " * 2000
    assert cuts(text.replace("(AI)", "\u2067AI\u2069")) == []  # isolates
    assert cuts("(" + text + ")") == []  # a bracket open from end to end
    assert len(cuts("(" + text)) > 10  # ... and one that is never closed
