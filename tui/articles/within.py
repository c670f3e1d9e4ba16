"""Finding words inside an article, whatever way they are spelled there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple
from unicodedata import combining

from tui.model import TITLE_BLOCK, Article
from tui.text import fold
from tui.text.fold import fold_map


class Match(NamedTuple):
    """A place where the words stand: offsets into the text of a block, or of the title (TITLE_BLOCK)."""

    block: int
    start: int
    end: int


def matches(article: Article, words: str) -> tuple[Match, ...]:
    """Every place of ``words`` in the order of reading.

    Both sides are folded (:func:`tui.text.fold`): without vowel marks, tatweel,
    diacritics and case, with one alef, ya, ha and kaf.  A blank stands for any
    number of them.  Places do not overlap.
    """
    wanted = " ".join(fold(words).split())
    if not wanted:
        return ()
    found: list[Match] = []
    for block, text in [(TITLE_BLOCK, article.title), *enumerate(block.text for block in article.blocks)]:
        found += [Match(block, start, end) for start, end in _places(text, wanted)]
    return tuple(found)


def _places(text: str, wanted: str) -> list[tuple[int, int]]:
    folded, sources = _squeezed(*fold_map(text))
    places = []
    at = folded.find(wanted)
    while at >= 0:
        end = sources[at + len(wanted) - 1] + 1
        while end < len(text) and (combining(text[end]) or text[end] == "\u0640"):
            end += 1  # what the folding took away belongs to the letter before it
        places.append((sources[at], end))
        at = folded.find(wanted, at + len(wanted))
    return places


def _squeezed(folded: str, sources: list[int]) -> tuple[str, list[int]]:
    """Every run of blanks as one."""
    if folded.isascii() and "  " not in folded and not any(blank in folded for blank in "\t\n\r\f\v"):
        return folded, sources
    kept = [
        index
        for index, character in enumerate(folded)
        if not (character.isspace() and index and folded[index - 1].isspace())
    ]
    return "".join(" " if folded[index].isspace() else folded[index] for index in kept), [
        sources[index] for index in kept
    ]


def first_from(found: Sequence[Match], start: tuple[int, int]) -> int:
    """The index of the first match at ``start`` (block, offset) or after it, else of the first one; -1 for none."""
    later = (index for index, match in enumerate(found) if (match.block, match.start) >= start)
    return next(later, 0) if found else -1
