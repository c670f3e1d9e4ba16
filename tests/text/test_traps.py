"""Lines that others get wrong, each worked out by hand from the rules that it names."""

from __future__ import annotations

import pytest

from tui import text
from tui.text.lines import fit, iterate

AB, BA = "\u05d0\u05d1", "\u05d1\u05d0"
GD, DG = "\u05d2\u05d3", "\u05d3\u05d2"


@pytest.mark.parametrize(
    ("rule", "source", "seen"),
    [
        ("N0: brackets around Latin keep their sides", f"{AB} (AI) {GD}", f"{DG} (AI) {BA}"),
        ("N0: brackets around Hebrew in English", f"see ({AB}) ok", f"see ({BA}) ok"),
        ("N0: a bracket pair follows what is in it", f"{AB} (AI {GD})", f"({DG} AI) {BA}"),
        ("L4: guillemets open towards their text", f"\u00ab{AB}\u00bb", f"\u00ab{BA}\u00bb"),
        ("W5: the percent sign belongs to its number", f"{AB} 12% {GD}", f"{DG} 12% {BA}"),
        ("W4: a date is one number", f"{AB} 04.09.2025", f"04.09.2025 {BA}"),
        ("W4: a range after Hebrew is one number", f"{AB} 10-20", f"10-20 {BA}"),
        ("W2: after Arabic the parts of a range are two", "\u0628\u0628 12-5", "5-12 \ufe90\ufe91"),
        ("W4: Arabic-Indic digits with their separator", "\u0628 \u0661\u066b\u0662", "\u0661\u066b\u0662 \ufe8f"),
        ("W7: a number after Latin is Latin's", f"GPT 4 {AB}", f"GPT 4 {BA}"),
        ("N1: a sign at the end goes to the end of the line", f"{AB}!", f"!{BA}"),
        ("P2: a line that begins with Latin is left to right", f"Meta {AB}.", f"Meta {BA}."),
        ("P2: digits and quotes decide nothing", f'12 "{AB}" ab', f'ab "{BA}" 12'),
        ("P2: nor does an emoji", f"\U0001f600 {AB}", f"{BA} \U0001f600"),
        ("X5a: an isolate does not leak", f"{AB} \u206612 - 5\u2069 {GD}", f"{DG} 12 - 5 {BA}"),
        ("L3: marks stay on their letter", f"\u05d0\u05b0{GD}", f"{DG}\u05d0\u05b0"),
        ("9.2 R: lam and alef share a cell", "\u0633\u0644\u0627\u0645", "\ufee1\ufefc\ufeb3"),
        ("9.2: the word Allah stays four letters", "\u0627\u0644\u0644\u0647", "\ufeea\ufee0\ufedf\ufe8d"),
        ("9.2: ZWJ before a lam-alef", "\u0647\u200d \u0644\u0627", "\ufefb \ufeeb"),
        ("9.2: ZWNJ cuts and takes no cell", "\u0645\u06cc\u200c\u0631", "\ufead\ufbfd\ufee3"),
        ("tatweel joins and stays", "\u0628\u06400", "0\u0640\ufe91"),
    ],
)
def test_one_line(rule: str, source: str, seen: str) -> None:
    assert text.lay_out(source, 80)[0].text == seen, rule


def test_it_is_cut_at_its_logical_end() -> None:
    assert fit(AB + GD, 3).text == f"\u2026{BA}"
    assert fit("abcdef", 3).text == "ab\u2026"
    assert fit("12345", 3, default=0).text == "12\u2026"
    assert fit("12345", 3, default=1).text == "\u202612"
    assert fit(f"{AB} ab{GD}", 5).text == f"\u2026a {BA}"


def test_it_is_wrapped_before_it_is_reordered() -> None:
    rows = [line.text for line in iterate(f"{AB} {GD} abc def", 6)]
    assert rows == [f"{DG} {BA}", "abc", "def"]
    # The whole line turned first would have put the end of the paragraph on the first row.
    assert rows[0] != "def"


def test_a_row_keeps_the_direction_of_its_paragraph() -> None:
    lines = text.lay_out(f"{AB} 12 Meta AI {GD}", 4)
    assert [line.base for line in lines] == [1] * len(lines)
    assert [line.padded(4) for line in lines][:2] == [f"  {BA}", "  12"]
