"""What must hold for every text whatsoever (hypothesis), and agreement with libraries that others wrote."""

import re
import unicodedata
from itertools import pairwise

import arabic_reshaper
import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from uniseg.linebreak import line_break_breakables

from tests.shared import shared_path
from tui import text
from tui.text.bidi import resolve
from tui.text.line import Line, mirrored
from tui.text.lines import iterate
from tui.text.profiles import PROFILES
from tui.text.shaping import shape_afresh, shape_clusters, shape_plain
from tui.text.wrap import break_offsets

LETTERS = "\u0627\u0628\u062a\u0644\u0645\u064a\u0629\u0621\u0640\u067e\u06af\u0644\u0627\u0644\u0622"
MARKS = "\u064e\u0651\u0654\u0670\u0301\u05b0"
HEBREW = "\u05d0\u05d1\u05dd"
LATIN = "abcXYZ\u00e9\u0111 \u0431\u0436"
DIGITS = "0123456789\u0660\u0665\u06f4"
SIGNS = " .,:;!?-%$+/()[]{}<>\u00ab\u00bb\u201c\u201d\u060c\u061b\u061f\u2013\u2014\u2026"
HOSTILE = (
    "\u200b\u200c\u200d\u200e\u200f\u061c\u202a\u202b\u202d\u202e\u202c"
    "\u2066\u2067\u2068\u2069\u00ad\t\x1b\x07\x9b\u06dd\ufe0f\ufeff\ud800"
)
WIDE = "\u4e2d\u6587\uff08\uff09\U0001f600\U0001f469\u3000\u1100\u0e33"

ordinary = st.text(st.sampled_from(LETTERS + HEBREW + LATIN + DIGITS + SIGNS + "    "), max_size=80)
mixed = st.one_of(
    ordinary,
    st.text(st.sampled_from(LETTERS + MARKS + HEBREW + LATIN + DIGITS + SIGNS + HOSTILE + WIDE + "\n"), max_size=60),
    st.text(max_size=40),
)
widths = st.integers(1, 30)
bases = st.sampled_from([None, 0, 1])


def shown(line: Line) -> str:
    return "".join(cell.glyph for cell in line.cells)


@given(mixed, widths, bases)
def test_each_character_is_in_one_cell_or_is_a_dropped_blank_or_control(
    source: str, width: int, base: int | None
) -> None:
    lines = text.lay_out(source, width, base=base)
    seen = [0] * len(source)
    for line in lines:
        for cell in line.cells:
            for at in range(cell.start, cell.end):
                seen[at] += 1
    assert max(seen, default=0) <= 1
    for at, times in enumerate(seen):
        kind = unicodedata.category(source[at])
        blank = source[at].isspace() or kind in ("Cc", "Cf", "Zs", "Zl", "Zp")
        ignorable = kind in ("Mn", "Cn", "Lo") and shape_afresh(source[at]).glyphs in ((), (" " + source[at],))
        assert times or blank or ignorable, (at, source[at])


@given(mixed, widths, bases)
def test_lines_fit_tile_the_text_and_rebuild_it(source: str, width: int, base: int | None) -> None:
    at = 0
    for line in text.lay_out(source, width, base=base):
        assert re.fullmatch("(?:\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029])?", source[at : line.start])
        assert line.width <= width
        assert line.width == sum(cell.width for cell in line.cells) == cell_len(line.text)
        assert line.text == shown(line)
        ranges = line.logical(0, line.width)
        assert len(ranges) <= 1
        if ranges:
            assert ranges[0][0] == line.start
            assert source[ranges[0][1] : line.end].isspace() or ranges[0][1] <= line.end
        at = line.end
    assert at == len(source)


@given(mixed, widths, bases, st.sampled_from(["start", "left", "right", "center"]))
def test_padded_is_exactly_as_wide_as_asked(source: str, width: int, base: int | None, align: str) -> None:
    for line in text.lay_out(source, width, base=base):
        assert cell_len(line.padded(width, align)) == width  # type: ignore[arg-type]  # sampled from its values
        assert cell_len(line.padded(width + 3)) == width + 3
        assert line.padded(0) == ""
    fitted = text.fit(source, width, base=base)
    assert cell_len(fitted.padded(width)) == width
    assert fitted.width <= width


@given(mixed, widths)
def test_no_control_reaches_a_cell(source: str, width: int) -> None:
    lines = (*text.lay_out(source, width), text.fit(source, width))
    for char in "".join(line.text for line in lines):
        assert unicodedata.category(char) not in ("Cc", "Cf", "Cs", "Zl", "Zp"), hex(ord(char))


@given(mixed, widths, st.data())
def test_pieces_cover_exactly_the_cells_of_a_range(source: str, width: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(start, len(source)))
    for line in text.lay_out(source, width):
        expected, column = set(), 0
        for cell in line.cells:
            if start < end and cell.start < end and start < cell.end:
                expected |= set(range(column, column + cell.width))
            column += cell.width
        pieces = line.pieces(start, end)
        assert {at for left, right in pieces for at in range(left, right)} == expected
        assert all(a[1] < b[0] for a, b in pairwise(pieces))
        spans = [text.Span(start, end, "x")]
        assert "".join(piece for piece, _ in line.runs(spans)) == line.text


@given(mixed, widths)
def test_a_column_leads_back_to_its_offset(source: str, width: int) -> None:
    for line in text.lay_out(source, width):
        column = 0
        for cell in line.cells:
            assert line.offset_at(column) == cell.start
            assert line.caret(cell.start) == column
            column += cell.width


@given(st.text(st.sampled_from(LATIN + "0123456789" + SIGNS.translate({0x61B: None, 0x61F: None})), max_size=60))
def test_left_to_right_text_is_left_as_it_is(source: str) -> None:
    assert text.lay_out(source, 1000)[0].text == source.rstrip(" ")
    assert text.width(source) == len(source)


@given(ordinary, st.sampled_from("LR"))
def test_order_agrees_with_python_bidi(source: str, direction: str) -> None:
    base = "LR".index(direction)
    ours = "".join(source[at] for at in resolve(source, base).order)
    assert ours == get_display(source, base_dir=direction)


@given(st.text(st.sampled_from(LETTERS + "\u06cc\u0649\u0624\u0626\u06a9 ab1.\u060c"), max_size=40))
def test_forms_agree_with_arabic_reshaper(source: str) -> None:
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
    assert "".join(shape_afresh(source).glyphs) == reshaper.reshape(source)


@given(st.text(st.sampled_from(LETTERS + "\u06ba\u06b5\u0677\u0671\u0649 a1.\u0660\u060c"), max_size=40))
def test_plain_words_are_shaped_as_clusters_are(source: str) -> None:
    assert shape_plain(source) == shape_clusters(source)


@given(st.one_of(mixed, ordinary))
def test_break_opportunities_are_those_of_uax14(source: str) -> None:
    expected = [at for at, may in enumerate(line_break_breakables(source)) if may and at]
    assert break_offsets(source) == expected


@given(ordinary)
def test_every_profile_keeps_what_a_line_says(source: str) -> None:
    """Taking out what a profile puts in, and turning back what it turns, gives the line again."""
    line = text.fit(source, 200).text
    cells = [cell.glyph for cell in text.fit(source, 200).cells]
    assert "".join(cells) == line
    for name in ("visual", "bdsm", "konsole", "mlterm", "off"):
        assert PROFILES[name].encode(line) is line
    assert PROFILES["lrm"].encode(line).replace("\u200e", "") == line
    assert re.sub("\x1b\\[[0-9;]*m", "", PROFILES["sgr"].encode(line)) == line
    assert re.sub("\x1b\\]66;w=1:v=[12];(.*?)\x07", r"\1", PROFILES["kitty-cells"].encode(line)) == line
    for name in ("kitty-runs", "words-lrm"):
        sent = PROFILES[name].encode(line).replace("\u200e", "")
        table = mirrored()
        assert sorted(sent.translate({ord(a): min(a, b) for a, b in table.items()})) == sorted(
            line.translate({ord(a): min(a, b) for a, b in table.items()})
        )


@given(mixed)
def test_sanitise_leaves_nothing_dangerous_and_is_done_once(source: str) -> None:
    clean = text.sanitise(source)
    assert text.sanitise(clean) is clean
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\ud800-\udfff]", clean)


@given(mixed)
def test_fold_map_points_at_the_source_of_each_character(source: str) -> None:
    folded, offsets = text.fold_map(source)
    assert folded == text.fold(source)
    assert len(offsets) == len(folded)
    assert offsets == sorted(offsets)
    for at, offset in enumerate(offsets):
        assert folded[at] in text.fold(source[offset])


@pytest.mark.parametrize("width", [20, 40, 80])
def test_an_article_is_set_as_the_oracles_would(width: int) -> None:
    source = shared_path("standardprva/article.txt").read_text(encoding="utf-8")
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
    for paragraph in source.split("\n"):
        assert "".join(shape_afresh(paragraph).glyphs) == reshaper.reshape(paragraph)
        for line in iterate(paragraph, width):
            assert cell_len(line.padded(width)) == width
            assert paragraph[line.start : line.end].strip(" ") == "".join(
                paragraph[first:last] for first, last in line.logical(0, line.width)
            )
        shaped = "".join(shape_afresh(paragraph).glyphs)
        base = text.base_level(paragraph)
        assert "".join(shaped[at] for at in resolve(shaped, base).order) == get_display(shaped, base_dir="LR"[base])
