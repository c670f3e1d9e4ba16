"""Finding words inside an article, whatever way they are spelled there."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple
from unicodedata import combining

from tui.model import TITLE_BLOCK, Article
from tui.text import fold
from tui.text.fold import fold_map

MOST = 1000
"""So many places are found at the most."""


class Match(NamedTuple):
    """A place where the words stand: offsets into the text of a block, or of the title (TITLE_BLOCK)."""

    block: int
    start: int
    end: int


def matches(article: Article, words: str) -> tuple[Match, ...]:
    """Every place of ``words`` in the order of reading, at most MOST of them.

    Both sides are folded (:func:`tui.text.fold`): without vowel marks, tatweel,
    diacritics and case, with one alef, ya, ha and kaf.  A blank stands for any
    number of them.  Places do not overlap.
    """
    wanted = " ".join(fold(words).split())
    found: list[Match] = []
    for block, text, folded, sources in folded_texts(article) if wanted else ():
        at = folded.find(wanted)
        while at >= 0 and len(found) < MOST:
            found.append(Match(block, sources[at], _end(text, sources[at + len(wanted) - 1] + 1)))
            at = folded.find(wanted, at + len(wanted))
    return tuple(found)


@lru_cache(maxsize=2)
def folded_texts(article: Article) -> tuple[tuple[int, str, str, list[int]], ...]:
    """Title and blocks with what is looked through: block, text, its folded form, and the source of each character.

    The first time takes long enough for a thread where the article is long.
    """
    texts = [(TITLE_BLOCK, article.title), *enumerate(block.text for block in article.blocks)]
    return tuple((block, text, *_squeezed(*fold_map(text))) for block, text in texts)


def _end(text: str, end: int) -> int:
    """What the folding took away belongs to the letter before it."""
    while end < len(text) and (combining(text[end]) or text[end] == "\u0640"):
        end += 1
    return end


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
