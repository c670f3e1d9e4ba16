"""Queries (:mod:`tui.grammar`) as conditions of the store.

Words stand beside each other as AND.  Words are looked up in the word index in
their folded form; every value becomes a parameter, never a part of the SQL.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from tui.grammar import AGE, DAYS, All, Node, Not, QueryError, Term, bad_date, number_of, parse, terms
from tui.store import Store, dossiers, feeds, findings, stories
from tui.store.findings import SHORTEST_PART
from tui.store.headlines import FROM_SUBSCRIBED, NOT_DISMISSED, Condition
from tui.store.scalars import storable
from tui.text import fold, query_form, search_form

__all__ = ["MATCH", "QueryError", "compile_query", "entity_ids", "match_words", "moment_of"]

_FLAGS = "coalesce((SELECT flags FROM states WHERE article = h.id), 0)"
_STATES = {
    "unread": Condition(f"{_FLAGS} & 1 = 0"),
    "read": Condition("EXISTS (SELECT 1 FROM states WHERE article = h.id AND flags & 1)"),
    "starred": Condition("h.id IN (SELECT article FROM states WHERE flags & 6 AND flags & 2)"),
    "later": Condition("h.id IN (SELECT article FROM states WHERE flags & 6 AND flags & 4)"),
    "dismissed": Condition("h.id IN (SELECT article FROM states WHERE flags & 8)"),
    "revised": Condition("h.id IN (SELECT id FROM headlines WHERE revised > 0)"),
}
MATCH = "h.id IN (SELECT article FROM documents WHERE id IN (SELECT rowid FROM search WHERE search MATCH ?))"
"""The condition of a full-text expression, which is its one parameter."""
PARTS = 3000
"""In so many other words a word is looked for."""
BEGUN = 500
"""So many companies or people are taken whose name begins as was typed so far."""
Words = Callable[[Term], str]
"""Makes an FTS5 expression of a term of words."""
_ENTITY = "h.id IN (SELECT article FROM occurrences WHERE entity IN (SELECT value FROM json_each(?)))"
_HOURS = {"h": 1, "d": 24, "w": 24 * 7, "m": 24 * 30, "y": 24 * 365}
_ARABIC = re.compile("[\u0621-\u064a]")


def compile_query(store: Store, text: str, now: datetime, *, dismissed: bool = False) -> Condition:
    """The condition for a query, dismissed articles left out unless the query speaks of them, or ``dismissed``.

    ``now`` is aware; days begin in the machine's zone.  Raises QueryError.
    """
    tree = parse(storable(text))
    return compile_tree(store, tree, now, dismissed=dismissed)


def compile_tree(
    store: Store,
    tree: Node,
    now: datetime,
    *,
    dismissed: bool = False,
    words: Words | None = None,
    begun: Term | None = None,
) -> Condition:
    """The same for a query that was read already; ``words`` says how words are looked up.  Raises QueryError.

    ``begun`` is a term of it that is still being typed: its value is the beginning of one.
    """
    condition = _Compiler(store, now, words or whole_words, begun).node(tree).both(FROM_SUBSCRIBED)
    if dismissed or any(term.field == "state" and term.value == "dismissed" for term in terms(tree)):
        return condition
    return condition.both(NOT_DISMISSED)


def whole_words(term: Term) -> str:
    """A term of words as an FTS5 expression: each word as a whole, a phrase word by word."""
    return match_words(term.value, phrase=is_phrase(term), column=column_of(term))


def is_phrase(term: Term) -> bool:
    """Whether the words of a term must follow each other."""
    return (term.field == "phrase" or " " in term.value) and "*" not in term.value


def starred(store: Store, term: Term) -> str:
    """Words with ``*`` as an FTS5 expression: at their end they may go on, at their beginning stand in others."""
    parts = []
    for piece in term.value.split():
        tokens = query_form(piece).split()
        parts += [f'"{token}"' for token in tokens[:-1]]
        if tokens and piece.startswith("*"):
            parts.append(any_of(store, tokens[-1]))
        elif tokens:
            parts.append(f'"{tokens[-1]}"' + ("*" if piece.endswith("*") else ""))
    match, column = " AND ".join(parts), column_of(term)
    return f"{{{column}}} : ({match})" if column and match else match


def any_of(store: Store, token: str, *, quick: bool = False) -> str:
    """A word, or any in which it stands, as an FTS5 expression; ``quick``: a short one only begins them."""
    others = [] if quick and len(token) < SHORTEST_PART else findings.containing(store, token, PARTS)
    few = len(others) < PARTS and len(token) > 1
    beginning = f' OR "{token}"*' if few else ""
    return f'("{token}"{beginning}{"".join(f" OR {chr(34)}{word}{chr(34)}" for word in others)})'


def column_of(term: Term) -> str:
    """Where a term of words is looked for: title, author, or "" for everywhere."""
    return term.field if term.field in ("title", "author") else ""


class _Compiler:
    def __init__(self, store: Store, now: datetime, words: Words, begun: Term | None = None) -> None:
        self._store, self._now, self._look_up, self._begun = store, now, words, begun

    def node(self, node: Node) -> Condition:
        if isinstance(node, Term):
            return self._term(node)
        if isinstance(node, Not):
            inner = self.node(node.inner)
            return Condition(f"NOT ({inner.sql or '1'})", inner.parameters)
        parts = [self.node(part) for part in node.parts]
        joint = " AND " if isinstance(node, All) else " OR "
        return Condition(
            joint.join(f"({part.sql or '1'})" for part in parts),
            tuple(value for part in parts for value in part.parameters),
        )

    def _term(self, term: Term) -> Condition:
        compilers: dict[str, Callable[[Term], Condition]] = {
            "state": lambda term: _STATES[term.value],
            "words": self._words,
            "phrase": self._words,
            "title": self._words,
            "author": self._words,
            "feed": self._feed,
            "tag": self._tag,
            "company": self._entity,
            "person": self._entity,
            "lang": self._language,
            "is": lambda term: stories.SEVERAL_SOURCES,
            "story": lambda term: stories.same_story(number_of(term)),
            "since": self._date,
            "before": self._date,
        }
        return compilers[term.field](term)

    def _words(self, term: Term) -> Condition:
        match = starred(self._store, term) if "*" in term.value else self._look_up(term)
        if not match:
            raise QueryError("no letter or digit to look for", term.position)
        return Condition(MATCH, (match,))

    def _feed(self, term: Term) -> Condition:
        if term.value.startswith("#"):
            return Condition("h.feed = ?", (number_of(term),))
        wanted = fold(term.value)
        known = feeds.names(self._store)
        found = [number for number, title, url in known if wanted in fold(title) or wanted in url.lower()]
        return _among(found)

    def _tag(self, term: Term) -> Condition:
        wanted, begun = fold(term.value), term == self._begun
        known = [(number, fold(tag)) for number, tag in feeds.tags(self._store)]
        return _among([number for number, tag in known if tag == wanted or (begun and tag.startswith(wanted))])

    def _entity(self, term: Term) -> Condition:
        found = findings.called(self._store, term.field, fold(term.value), term.value)
        if term == self._begun:
            found |= findings.called_so_far(self._store, term.field, fold(term.value), BEGUN)
        merged = dossiers.merges(self._store) if found else {}
        return Condition(_ENTITY, (json.dumps(sorted(_with_merged(found, merged))),))

    def _language(self, term: Term) -> Condition:
        wanted = term.value.lower()
        if term == self._begun:
            return Condition("h.language >= ? AND h.language < ?", (wanted, wanted + "\U0010ffff"))
        return Condition("h.language = ?", (wanted,))

    def _date(self, term: Term) -> Condition:
        moment = _moment(term, self._now)
        sign = ">=" if term.field == "since" else "<"
        return Condition(f"h.date {sign} ?", (round(moment.timestamp() * 1000),))


def entity_ids(store: Store, id: str) -> list[str]:
    """All ids that stand for the entity: its own first, then those that were put into it by hand."""
    return [id, *sorted(_with_merged({id}, dossiers.merges(store)) - {id})]


def _with_merged(ids: set[str], merged: Mapping[str, str]) -> set[str]:
    targets = {merged.get(id, id) for id in ids}
    return targets | {id for id, target in merged.items() if target in targets}


def _among(numbers: list[int]) -> Condition:
    return Condition("h.feed IN (SELECT value FROM json_each(?))", (json.dumps(numbers),))


def moment_of(value: str, now: datetime) -> datetime:
    """A date or an age such as ``7d`` as an aware time.  Raises QueryError."""
    return _moment(Term("since", value, 0), now)


def _moment(term: Term, now: datetime) -> datetime:
    """A date or an age as a time; a day begins at local midnight."""
    value = term.value.lower()
    midnight = now.astimezone().replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=None)
    if value in DAYS:
        return _local(midnight if value == "today" else midnight - timedelta(days=1))
    age = AGE.fullmatch(value)
    try:
        if age is not None:
            return now - timedelta(hours=int(age[1]) * _HOURS[age[2]])
        return _local(datetime.fromisoformat(term.value))
    except (ValueError, OverflowError):
        raise bad_date(term) from None


def _local(moment: datetime) -> datetime:
    """A time with the offset that holds on its own day; one without a zone is on the reader's wall clock."""
    return moment if moment.tzinfo is not None else moment.astimezone()


def match_words(text: str, *, phrase: bool = False, column: str = "", prefix: bool = False) -> str:
    """``text`` as an FTS5 expression over :func:`tui.text.search_form`, or ``""`` if it has no word.

    Every token is quoted, so nothing of it is read as FTS5 syntax.  The index
    of Arabic holds each word's stems behind it, so the words of an Arabic
    phrase are looked for near each other, not side by side.  ``prefix``: the
    last word may go on.
    """
    tokens = query_form(storable(text)).split()
    if not tokens:
        return ""
    quoted = ['"' + token.replace('"', '""') + '"' for token in tokens]
    if phrase and len(tokens) > 1:
        if any(_ARABIC.search(token) for token in tokens):
            distance = sum(len(search_form(token).split()) for token in tokens) + 4 * len(tokens)
            match = f"NEAR({' '.join(quoted)}, {distance})"
        else:
            match = " + ".join(quoted)
    else:
        match = " ".join(quoted)
        if prefix and len(tokens[-1]) > 1:
            match += "*"
    return f"{{{column}}} : ({match})" if column else match
