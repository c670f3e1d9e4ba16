"""Entries that come back under another id: a site moved, or makes its ids anew at every start.  Pure but for one read.

An article that its feed does not list any more is a new entry if its address
and title are the same, or one of them and the moment of publication.  Two
moments that are known and differ are two entries (a column with one title and
one address) - unless several change so at once, which only a machine does.
"""

from __future__ import annotations

import json
import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, Protocol

AT_ONCE: Final = 3
"""So many entries with other ids and other dates, but the addresses and titles of before, are the same ones."""


class Entry(Protocol):
    """What is compared of a new entry; ``published`` is in ms, None if not said."""

    @property
    def guid(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def published(self) -> int | None: ...


class Gone(NamedTuple):
    """An article that its feed listed until now; ``date`` is that of its headline, in ms."""

    id: int
    guid: str
    title: str
    url: str
    date: int


def gone(connection: sqlite3.Connection, feed: int, listed: Iterable[str]) -> list[Gone]:
    """The articles that the feed listed the last time and does not list now, by guid."""
    return [
        Gone(*row)
        for row in connection.execute(
            "SELECT a.id, a.guid, h.title, a.url, h.date FROM articles a JOIN headlines h USING (id)"
            " WHERE a.feed = ? AND a.listed = 1 AND a.guid NOT IN (SELECT value FROM json_each(?))",
            (feed, json.dumps(list(listed))),
        )
    ]


def same(new: Sequence[Entry], former: Sequence[Gone]) -> dict[str, int]:
    """Which new entries are articles of before: guid -> number.  Each article is at most one of them."""
    found: dict[str, int] = {}
    taken: set[int] = set()

    def match(pairs: Sequence[tuple[Entry, Gone]]) -> None:
        # What could be two is neither.
        entries, articles = Counter(one.guid for one, _ in pairs), Counter(one.id for _, one in pairs)
        for entry, article in pairs:
            if entries[entry.guid] == articles[article.id] == 1:
                found[entry.guid] = article.id
                taken.add(article.id)

    def left() -> list[tuple[Entry, Gone]]:
        by_key: dict[tuple[str, str], list[Gone]] = {}
        for article in former:
            if article.id not in taken:
                for key in _keys(article):
                    by_key.setdefault(key, []).append(article)
        pairs = {
            (entry.guid, article.id): (entry, article)
            for entry in new
            if entry.guid not in found
            for key in _keys(entry)
            for article in by_key.get(key, ())
        }
        return list(pairs.values())

    match([(entry, one) for entry, one in left() if _all(entry, one) and entry.published == one.date])
    match([(entry, one) for entry, one in left() if entry.published == one.date])
    match([(entry, one) for entry, one in left() if _all(entry, one) and entry.published is None])
    redated = [(entry, one) for entry, one in left() if _all(entry, one)]
    if len(redated) >= AT_ONCE:
        match(redated)
    return found


def _keys(one: Entry | Gone) -> list[tuple[str, str]]:
    return [(kind, value) for kind, value in (("url", one.url), ("title", one.title)) if value]


def _all(entry: Entry, article: Gone) -> bool:
    return bool(entry.url and entry.title) and (entry.url, entry.title) == (article.url, article.title)
