"""Full-text search: hits newest first, each with a piece of its text around the first word found."""

from __future__ import annotations

import re

from tui.model import Article, Headline
from tui.newsroom.desk import Desk
from tui.newsroom.query import MATCH, match_words
from tui.newsroom.texts import article_of
from tui.store import headlines
from tui.store.headlines import FROM_SUBSCRIBED, Condition
from tui.text import fold_map, query_form

BEFORE, AFTER = 60, 140
"""So many characters of a snippet stand before and after the start of the first word found."""
_PART = re.compile(r'"([^"]*)"?|([^\s"]+)')


class Hit:
    """A story that was found.  The snippet is made when it is asked for: a list shows headlines alone."""

    def __init__(self, desk: Desk, headline: Headline, tokens: tuple[str, ...]) -> None:
        self.headline = headline
        self._desk, self._tokens = desk, tokens
        self._made: tuple[str, tuple[tuple[int, int], ...]] | None = None

    @property
    def snippet(self) -> str:
        """A piece of one block's text, in logical order."""
        return self._make()[0]

    @property
    def spans(self) -> tuple[tuple[int, int], ...]:
        """Where the words stand in ``snippet``: offsets, end exclusive."""
        return self._make()[1]

    def _make(self) -> tuple[str, tuple[tuple[int, int], ...]]:
        if self._made is None:
            article = article_of(self._desk, self.headline.id)
            self._made = ("", ()) if article is None else cut(article, self._tokens)
        return self._made


def find(desk: Desk, words: str, limit: int) -> list[Hit]:
    """Articles that hold every word or "phrase", newest first; no words, no hits."""
    parts = [(found[1], True) if found[1] is not None else (found[2], False) for found in _PART.finditer(words)]
    matches = [
        match_words(text, phrase=phrase, prefix=not phrase and place == len(parts) - 1)
        for place, (text, phrase) in enumerate(parts)
    ]
    if not any(matches):
        return []
    tokens = tuple(token for text, _ in parts for token in query_form(text).split())
    condition = Condition(MATCH, (" AND ".join(f"({match})" for match in matches if match),))
    found = headlines.ids(desk.store, condition.both(FROM_SUBSCRIBED), limit)
    return [Hit(desk, headline, tokens) for headline in headlines.headlines(desk.store, found)]


def cut(article: Article, tokens: tuple[str, ...]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The piece of the first block that holds one of the folded ``tokens``, and where they stand in it."""
    pattern = re.compile("|".join(re.escape(token) for token in sorted(tokens, key=len, reverse=True)))
    for block in article.blocks:
        folded, sources = fold_map(block.text)
        first = pattern.search(folded)
        if first is None:
            continue
        begin = max(0, sources[first.start()] - BEFORE)
        end = min(len(block.text), sources[first.start()] + AFTER)
        begin = block.text.rfind(" ", 0, begin) + 1 if begin else 0
        end = block.text.find(" ", end) if block.text.find(" ", end) > 0 else len(block.text)
        spans = []
        for found in pattern.finditer(folded):
            start, stop = sources[found.start()], sources[found.end() - 1] + 1
            if begin <= start and stop <= end:
                spans.append((start - begin, stop - begin))
        return block.text[begin:end], tuple(spans)
    text = article.blocks[0].text if article.blocks else ""
    return text[: BEFORE + AFTER], ()
