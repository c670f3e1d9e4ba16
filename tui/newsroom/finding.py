"""Full-text search in the one query language: the best hits first, each with the text around the first word found.

A word is looked for as a whole (and without its Arabic clitics), the last one
also as a beginning; these hits are ranked by bm25 and newness.  After them come
those that have it inside a word, newest first: together they are all that a
scan for the folded letters would find.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.grammar import All, Node, QueryError, Term, parse, parse_unfinished, terms
from tui.model import Article, Headline
from tui.newsroom.desk import Desk
from tui.newsroom.query import any_of, column_of, compile_tree, is_phrase, match_words, starred, whole_words
from tui.newsroom.texts import article_of
from tui.store import findings, headlines
from tui.store.findings import SHORTEST_PART
from tui.store.scalars import storable
from tui.text import fold_map, query_form

BEFORE, AFTER = 60, 140
"""So many characters of a snippet stand before and after the start of the first word found."""
NEWEST = 2000
"""So many hits are ranked, the newest: a word that half of all articles have says little about any."""
BEGINNINGS, SHORTEST = 2000, 200
"""A beginning that more words have is looked for in the shortest of them alone: one goes on typing."""
_WORDS = frozenset(("words", "phrase", "title", "author"))


Ranges = tuple[tuple[int, int], ...]
"""Logical offsets, end exclusive."""


@dataclass(frozen=True, slots=True)
class Excerpt:
    """A piece of one block's text around the first word found, where words stand in it, and where in the title."""

    snippet: str
    spans: Ranges
    title_spans: Ranges


class Hit:
    """A story that was found.  What is shown of its text is read when it is asked for, and then kept."""

    def __init__(self, desk: Desk, headline: Headline, tokens: tuple[str, ...]) -> None:
        self.headline = headline
        self._desk, self._tokens = desk, tokens
        self.read: Excerpt | None = None
        """What :meth:`excerpt` made, None if nobody asked yet."""

    @property
    def snippet(self) -> str:
        """A piece of one block's text, in logical order."""
        return self.excerpt().snippet

    @property
    def spans(self) -> Ranges:
        """Where the words stand in ``snippet``."""
        return self.excerpt().spans

    def excerpt(self) -> Excerpt:
        """The piece of its text that shows why it was found; reads the article the first time."""
        if self.read is None:
            article = article_of(self._desk, self.headline.id)
            snippet, spans = ("", ()) if article is None else cut(article, self._tokens)
            self.read = Excerpt(snippet, spans, _places(_pattern(self._tokens), *fold_map(self.headline.title)))
        return self.read


def find(desk: Desk, text: str, limit: int, *, unfinished: bool = False) -> list[Hit]:
    """What a query finds over everything cached, the best first; nothing looked for, no hits.

    ``unfinished``: it is still being typed.  Raises QueryError.
    """
    tree = (parse_unfinished if unfinished else parse)(storable(text))
    if isinstance(tree, All) and not tree.parts:
        return []
    words = list(_positive(tree))
    tokens = tuple(token for term in words for token in query_form(term.value).split())
    begun = _last(text, tree) if unfinished else None
    found = _ranked(desk, tree, limit, begun)
    if len(found) < limit and any(len(token) >= SHORTEST_PART for token in tokens):
        found = list(dict.fromkeys([*found, *_inside(desk, tree, limit, begun)]))[:limit]
    return [Hit(desk, headline, tokens) for headline in headlines.headlines(desk.store, found)]


def looks_for_nothing(text: str) -> bool:
    """Whether what is typed so far says nothing yet that could be looked for, as ``company:`` does."""
    try:
        tree = parse_unfinished(storable(text))
    except QueryError:
        return False
    return isinstance(tree, All) and not tree.parts


def _last(text: str, tree: Node) -> Term | None:
    """The term at the end of what is typed, None if its value is finished: by a blank, a quotation mark …"""
    last = max(terms(tree), key=lambda term: term.position, default=None)
    if last is None:
        return None
    typed = text[last.position :]
    quoted = typed.count('"')
    open_still = quoted == 1 or (quoted == 0 and not any(sign.isspace() or sign == ")" for sign in typed))
    return last if open_still else None


def _ranked(desk: Desk, tree: Node, limit: int, begun: Term | None) -> list[int]:
    """Articles that have the words as such, the best first; without words that all must have, the newest first."""
    parts = tree.parts if isinstance(tree, All) else (tree,)
    words = [part for part in parts if isinstance(part, Term) and part.field in _WORDS]
    rest = All(tuple(part for part in parts if part not in words))
    now = desk.clock()
    condition = compile_tree(desk.store, rest, now.astimezone(), dismissed=True, begun=begun)
    if not words:
        return list(headlines.ids(desk.store, condition, limit))
    last = words[-1] if isinstance(parts[-1], Term) and parts[-1] is words[-1] else None
    match = " AND ".join(f"({_match(desk, term, begun=term is last)})" for term in words)
    moment = round(now.timestamp() * 1000)
    return findings.ranked(desk.store, match, condition, max(NEWEST, limit), limit, moment)


def _match(desk: Desk, term: Term, *, begun: bool) -> str:
    if "*" in term.value:
        return starred(desk.store, term)
    return _begun(desk, term) if begun else whole_words(term)


def _begun(desk: Desk, term: Term) -> str:
    """The last term: its last word may go on."""
    tokens = query_form(term.value).split()
    if is_phrase(term) or not tokens or len(tokens[-1]) < 2:
        return whole_words(term)
    column = column_of(term)
    words = findings.beginning(desk.store, tokens[-1], BEGINNINGS)
    if len(words) < BEGINNINGS:
        return match_words(term.value, column=column, prefix=True)
    few = " OR ".join(f'"{word}"' for word in (tokens[-1], *sorted(words, key=len)[:SHORTEST]))
    match = " AND ".join([*(f'"{token}"' for token in tokens[:-1]), f"({few})"])
    return f"{{{column}}} : ({match})" if column else match


def _inside(desk: Desk, tree: Node, limit: int, begun: Term | None) -> list[int]:
    """Articles that have the words inside others too, newest first."""

    def anywhere(term: Term) -> str:
        tokens = query_form(term.value).split()
        if is_phrase(term):
            return whole_words(term)
        column = column_of(term)
        match = " AND ".join(any_of(desk.store, token, quick=True) for token in tokens)
        return f"{{{column}}} : ({match})" if column else match

    now = desk.clock().astimezone()
    condition = compile_tree(desk.store, tree, now, dismissed=True, words=anywhere, begun=begun)
    return list(headlines.ids(desk.store, condition, limit))


def _positive(node: Node) -> Iterator[Term]:
    """The terms of words that are wished for, which are marked in what is found."""
    if isinstance(node, Term):
        if node.field in _WORDS:
            yield node
    elif hasattr(node, "parts"):
        for part in node.parts:
            yield from _positive(part)


def cut(article: Article, tokens: tuple[str, ...]) -> tuple[str, Ranges]:
    """The piece of the first block that holds one of the folded ``tokens``, and where they stand in it."""
    pattern = _pattern(tokens)
    for block in article.blocks:
        folded, sources = fold_map(block.text)
        first = pattern.search(folded)
        if first is None:
            continue
        begin = max(0, sources[first.start()] - BEFORE)
        end = min(len(block.text), sources[first.start()] + AFTER)
        begin = block.text.rfind(" ", 0, begin) + 1 if begin else 0
        end = block.text.find(" ", end) if block.text.find(" ", end) > 0 else len(block.text)
        places = _places(pattern, folded, sources)
        spans = tuple((start - begin, stop - begin) for start, stop in places if begin <= start and stop <= end)
        return block.text[begin:end], spans
    text = article.blocks[0].text if article.blocks else ""
    return text[: BEFORE + AFTER], ()


def _pattern(tokens: tuple[str, ...]) -> re.Pattern[str]:
    """Any of the folded words, the longest first; of no words: what stands nowhere."""
    return re.compile("|".join(re.escape(token) for token in sorted(tokens, key=len, reverse=True)) or r"(?!)")


def _places(pattern: re.Pattern[str], folded: str, sources: Sequence[int]) -> Ranges:
    """Where a pattern stands in the text that was folded; ``sources`` are the offsets that the letters came from."""
    return tuple((sources[one.start()], sources[one.end() - 1] + 1) for one in pattern.finditer(folded))
