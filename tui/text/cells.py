"""The only width table: how many cells a character takes, and what may not reach a cell at all.

The widths are Rich's, so that the toolkit counts as we do.  Where terminals
disagree the character never gets that far: controls, joiners, direction marks,
soft hyphens and variation selectors are dropped, the marks that enclose a
number (U+06DD and its kin) are replaced (terminals.md, section 4).
"""

from __future__ import annotations

import re
from unicodedata import category

from rich.cells import get_character_cell_size

TAB_CELLS = 4
REPLACEMENT = "\ufffd"
ENCLOSING_VERSE = "\u06dd"
STAR = "\u066d"
"""Stands for a number sign whose width terminals disagree on."""

# Prepended concatenation marks (Cf that are seen): U+0600-0605, 06DD, 070F, 0890, 0891, 08E2, 110BD, 110CD.
_NUMBER_SIGNS = frozenset("\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\U000110bd\U000110cd")
# Default_Ignorable_Code_Point beyond category Cf: fillers, variation selectors, vowel inherent signs, CGJ.
_IGNORABLE = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2065\u3164\ufe00-\ufe0f\uffa0\ufff0-\ufff8\U000e0000-\U000e0fff]"
)
_BLANK = frozenset("\t \u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2008\u2009\u200a\u205f\u3000")


class _WidthOf(dict[str, int]):
    """Character -> cells; -1 for a character that is dropped."""

    def __missing__(self, char: str) -> int:
        cells = _measure(char)
        self[char] = cells
        return cells


def _measure(char: str) -> int:
    if char == "\t":
        return TAB_CELLS
    if char in _NUMBER_SIGNS:
        return 1
    kind = category(char)
    if kind == "Cs":
        return 1
    if kind in ("Cc", "Cf", "Zl", "Zp") or _IGNORABLE.match(char):
        return -1
    return get_character_cell_size(char)


WIDTH = _WidthOf()
"""Cells of one character standing alone: 0 for a mark, 2 for CJK and emoji, -1 for what is dropped."""


def glyph_of(char: str) -> str:
    """What is painted for ``char`` (before shaping); a lone surrogate becomes U+FFFD, a tab blanks."""
    if char == "\t":
        return " " * TAB_CELLS
    if char in _NUMBER_SIGNS:
        return STAR
    if "\ud800" <= char <= "\udfff":
        return REPLACEMENT
    return char


def is_blank(char: str) -> bool:
    """Whether ``char`` hangs at a line's end (white space that may be broken at)."""
    return char in _BLANK
