"""A place in an article that holds when the article changes: it is known by its words, not by its number.

A place is (block, offset) as rows count: the offset is one into the text that
is set for the block (:mod:`tui.articles.layout`).
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.articles.layout import own_offset, set_range
from tui.model import Article

LONGEST = 60
"""Code points of a place's words."""
_SHORTEST = 8
"""Fewer of them are no evidence when they stand in another block."""


def words_at(article: Article, block: int, offset: int) -> str:
    """The words that stand at a place, to its block's end at most; "" in the title and for a place that is none."""
    if not 0 <= block < len(article.blocks):
        return ""
    start = own_offset(article, block, offset)
    return article.blocks[block].text[start : start + LONGEST]


def found_again(article: Article, block: int, offset: int, words: str) -> tuple[int, int]:
    """Where ``words``, which stood at (block, offset), stand now.

    If they are nowhere, their first half or quarter counts, the nearest to where
    they were; if that is gone too, the place is the same block's, or the end.
    """
    if block < 0 or not article.blocks:
        return (block, offset) if block < 0 else (-1, 0)
    if words and words_at(article, block, offset) == words:
        return block, offset
    for wanted in _shorter(words):
        for index in _nearest(block, len(article.blocks)):
            at = article.blocks[index].text.find(wanted)
            if at >= 0:
                return index, set_range(article, index, at, at)[0]
    if block >= len(article.blocks):
        return len(article.blocks) - 1, 0
    return block, offset if not words and offset < len(article.blocks[block].text) else 0


def _shorter(words: str) -> Iterator[str]:
    """The words, and their halves as long as they say something."""
    if words:
        yield words
    while len(words) // 2 >= _SHORTEST:
        words = words[: len(words) // 2]
        yield words


def _nearest(start: int, count: int) -> Iterator[int]:
    """All numbers below ``count``, those nearest to ``start`` first."""
    yield from sorted(range(count), key=lambda index: abs(index - start))
