"""Which articles tell the same event, and the traits of the last days' articles by which that is found."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.store.connection import Store
from tui.store.headlines import Condition

if TYPE_CHECKING:
    from tui.model import Article, Recognition

COUNTED = 300
"""A trait is counted so far: one that more articles have says nothing."""

SEVERAL_SOURCES = Condition(
    "h.id IN (SELECT article FROM story_members WHERE story IN (SELECT m.story FROM story_members m"
    " JOIN headlines o ON o.id = m.article GROUP BY m.story HAVING count(DISTINCT o.feed) > 1))"
)
"""Articles of an event that several feeds tell."""


def same_story(number: int) -> Condition:
    """An article and all that tell the same event."""
    return Condition(
        "h.id = ? OR h.id IN (SELECT article FROM story_members"
        " WHERE story = (SELECT story FROM story_members WHERE article = ?))",
        (number, number),
    )


def untold(store: Store, version: int, since: int, limit: int) -> list[int]:
    """Recognised articles from ``since`` (ms) on that have no traits yet, oldest first."""
    rows: Any = store.rows(
        "SELECT h.id FROM headlines h JOIN recognitions r ON r.article = h.id AND r.version = ?"
        " WHERE h.date >= ? AND NOT EXISTS (SELECT 1 FROM traits t WHERE t.article = h.id)"
        " ORDER BY h.date, h.id LIMIT ?",
        (version, since, limit),
    )
    return [row[0] for row in rows]


def from_date(store: Store, numbers: Sequence[int], since: int) -> list[int]:
    """Those of ``numbers`` that came out at ``since`` (ms) or later, oldest first."""
    rows: Any = store.rows(
        "SELECT h.id FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value"
        " WHERE h.date >= ? ORDER BY h.date, h.id",
        (json.dumps(list(numbers)), since),
    )
    return [row[0] for row in rows]


def texts(store: Store, numbers: Sequence[int], version: int) -> list[tuple[int, int, int, Article, Recognition]]:
    """(article, feed, date in ms, text, what was recognised) of those that are recognised, oldest first."""
    from tui.store.codec import load_article, load_recognition

    rows: Any = store.rows(
        "SELECT h.id, h.feed, h.date, b.content, r.content"
        " FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value"
        " JOIN bodies b ON b.article = h.id JOIN recognitions r ON r.article = h.id AND r.version = ?"
        " ORDER BY h.date, h.id",
        (json.dumps(list(numbers)), version),
    )
    return [(*rest, load_article(text), load_recognition(found)) for *rest, text, found in rows]


def frequency(connection: sqlite3.Connection, key: int, since: int, until: int) -> int:
    """How many articles between two dates (ms) have a trait; COUNTED at most."""
    row = connection.execute(
        "SELECT count(*) FROM (SELECT 1 FROM trait_keys WHERE key = ? AND date BETWEEN ? AND ? LIMIT ?)",
        (key, since, until, COUNTED),
    ).fetchone()
    return int(row[0])


def having(connection: sqlite3.Connection, key: int, since: int, until: int) -> list[int]:
    """The articles between two dates that have a trait."""
    rows = connection.execute(
        "SELECT article FROM trait_keys WHERE key = ? AND date BETWEEN ? AND ?", (key, since, until)
    )
    return [row[0] for row in rows]


def population(connection: sqlite3.Connection, since: int, until: int) -> int:
    """How many articles between two dates have traits."""
    return int(
        connection.execute("SELECT count(*) FROM traits WHERE date BETWEEN ? AND ?", (since, until)).fetchone()[0]
    )


def traits(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, tuple[int, str]]:
    """(date, traits as JSON) of articles."""
    rows = connection.execute(
        "SELECT article, date, content FROM traits WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return {number: (date, content) for number, date, content in rows}


def of_feed(connection: sqlite3.Connection, feed: int, numbers: Iterable[int]) -> set[int]:
    """Those of ``numbers`` that are a feed's."""
    rows = connection.execute(
        "SELECT h.id FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value WHERE h.feed = ?",
        (json.dumps(list(numbers)), feed),
    )
    return {row[0] for row in rows}


def keep_traits(connection: sqlite3.Connection, number: int, date: int, content: str, keys: Iterable[int]) -> None:
    """Keep an article's traits, in place of earlier ones."""
    connection.execute("DELETE FROM traits WHERE article = ?", (number,))
    connection.execute("INSERT INTO traits (article, date, content) VALUES (?, ?, ?)", (number, date, content))
    connection.executemany(
        "INSERT OR IGNORE INTO trait_keys (key, date, article) VALUES (?, ?, ?)", [(key, date, number) for key in keys]
    )


def forget_traits(connection: sqlite3.Connection, before: int) -> None:
    """Drop the traits of articles older than ``before`` (ms): nothing that comes is compared with them."""
    connection.execute("DELETE FROM traits WHERE date < ?", (before,))


def stories_of(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The stories of those of ``numbers`` that share one."""
    rows = connection.execute(
        "SELECT article, story FROM story_members WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    return dict(rows.fetchall())


def members(connection: sqlite3.Connection, story: int) -> list[int]:
    """The articles of a story."""
    return [row[0] for row in connection.execute("SELECT article FROM story_members WHERE story = ?", (story,))]


def put(connection: sqlite3.Connection, story: int, numbers: Iterable[int]) -> None:
    """Make articles members of a story, whatever story they were in."""
    connection.executemany(
        "INSERT OR REPLACE INTO story_members (article, story) VALUES (?, ?)", [(number, story) for number in numbers]
    )


def leave(connection: sqlite3.Connection, number: int) -> None:
    """Take an article out of its story; a story of one is none."""
    row = connection.execute("SELECT story FROM story_members WHERE article = ?", (number,)).fetchone()
    if row is None:
        return
    connection.execute("DELETE FROM story_members WHERE article = ?", (number,))
    if len(members(connection, row[0])) < 2:
        connection.execute("DELETE FROM story_members WHERE story = ?", (row[0],))


def drop_lone(connection: sqlite3.Connection) -> None:
    """Forget stories of which pruning left one article."""
    connection.execute(
        "DELETE FROM story_members WHERE story IN (SELECT story FROM story_members GROUP BY story HAVING count(*) < 2)"
    )


def all_members(store: Store) -> Mapping[int, int]:
    """The story of every article that shares one."""
    with store.read() as connection:
        return dict(connection.execute("SELECT article, story FROM story_members").fetchall())


def of(store: Store, number: int) -> list[int]:
    """An article and all that tell the same event, newest first."""
    condition = same_story(number)
    rows: Any = store.rows(
        f"SELECT h.id FROM headlines h WHERE {condition.sql} ORDER BY h.date DESC, h.id DESC",  # noqa: S608 - constants
        condition.parameters,
    )
    return [row[0] for row in rows]
