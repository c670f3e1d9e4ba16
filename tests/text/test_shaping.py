"""Joining forms: against Unicode's own joining types, and the cases that others get wrong."""

import gzip

import pytest
from uniseg.graphemecluster import grapheme_cluster_boundaries

from tests.shared import shared_path
from tui.text.shaping import joining_forms, shape, shape_afresh


def test_letters_with_forms_join_as_unicode_says() -> None:
    with gzip.open(shared_path("unicode/ArabicShaping.txt.gz"), "rt", encoding="utf-8") as file:
        rows = [line.split(";") for line in file if line[0] not in "#\n"]
    types = {chr(int(code, 16)): joining.strip() for code, _, joining, _ in rows}
    letters = joining_forms().letters
    assert len(letters) > 75
    wrong = {}
    for letter, (_, final, initial, medial) in letters.items():
        ours = "D" if initial and medial and final else "R" if final else "U"
        if types.get(letter, "U") != ours:
            wrong[f"{ord(letter):04X}"] = (types.get(letter, "U"), ours)
    # Unicode encodes only two of the four forms of noon ghunna, and only one of u with high hamza.
    assert wrong == {"06BA": ("D", "R"), "0677": ("R", "U")}


@pytest.mark.parametrize(
    ("word", "glyphs"),
    [
        ("\u0628\u0628\u0628", ["FE91", "FE92", "FE90"]),
        ("\u062f\u0628", ["FEA9", "FE8F"]),
        ("\u0628\u064e\u0628", ["FE91+064E", "FE90"]),  # a mark is transparent and stays in its cell
        ("\u0644\u0627", ["FEFB"]),
        ("\u0628\u0644\u0627", ["FE91", "FEFC"]),
        ("\u0644\u064e\u0627\u064b", ["FEFB+064E+064B"]),  # the marks of both letters
        ("\u0627\u0644\u0644\u0647", ["FE8D", "FEDF", "FEE0", "FEEA"]),  # the word Allah stays four letters
        ("\u0628\u0640\u0628", ["FE91", "0640", "FE90"]),  # tatweel
        ("\u0647\u200d", ["FEEB"]),  # ZWJ asks for the joining form
        ("\u0628\u200c\u0628", ["FE8F", "FE8F"]),  # ZWNJ cuts
        ("\u0628\u200c\u200d\u0628", ["FE8F", "FE90"]),  # each side sees what is next to it
        ("\u0644\u200c\u0627", ["FEDD", "FE8D"]),  # ... and takes the ligature apart
        ("\u0647\u200d \u0644\u0627", ["FEEB", "0020", "FEFB"]),  # what arabic-reshaper dies of
        ("\u0628\u200e\u0628", ["FE91", "FE90"]),  # a direction mark is transparent
        ("\u0628\u2067\u0628", ["FE8F", "FE8F"]),  # an isolate is not
        ("\u0627\u0654", ["FE83"]),  # alef and combining hamza are one letter
        ("\u0628\u06b5\u0628", ["FE8F", "06B5", "FE8F"]),  # a letter without forms
        ("\ufe91\ufe90", ["FE91", "FE90"]),  # shaped already
        ("\u0628a", ["FE8F", "0061"]),
        ("\u06dd\u0661\u0662", ["0028", "0661", "0662+0029"]),  # end of verse: brackets around its number
        ("\u06dd", ["066D"]),
    ],
)
def test_forms(word: str, glyphs: list[str]) -> None:
    found = [
        f"{ord(glyph[0]):04X}" + "".join(f"+{ord(mark):04X}" for mark in glyph[1:])
        for glyph in shape_afresh(word).glyphs
    ]
    assert found == glyphs


def test_lam_alef_is_one_cell_of_two_letters() -> None:
    shaped = shape("\u0633\u0644\u0627\u0645")
    assert shaped.starts == (0, 1, 3)
    assert not shaped.simple


def test_a_cell_never_starts_inside_a_grapheme_cluster_of_letters_and_marks() -> None:
    with gzip.open(shared_path("unicode/GraphemeBreakTest.txt.gz"), "rt", encoding="utf-8") as file:
        samples = [line.partition("#")[0].split() for line in file]
    checked = 0
    for sample in samples:
        text = "".join(chr(int(part, 16)) for part in sample if part not in ("\u00f7", "\u00d7"))
        # Emoji sequences and jamo are measured by the toolkit code point by code point, and so are cells.
        if not text or not all(char < "\u0600" and char.isprintable() for char in text):
            continue
        checked += 1
        assert {0, *shape_afresh(text).starts} <= {0, *grapheme_cluster_boundaries(text)}
    assert checked > 5
