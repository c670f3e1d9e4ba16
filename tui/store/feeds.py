"""Sources as the store knows them: what is subscribed, validators, health."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from tui.model import Feed, FeedStatus
from tui.store.connection import Store
from tui.store.scalars import dump, from_ms, storable, to_ms

_COLUMNS = "id, url, title, own_title, kind, tags, full_text, fetched, error, next, why, rhythm, failures"


@dataclass(frozen=True, slots=True)
class Source:
    """What a refresh needs to know of a feed: where it moved for good, and its validators."""

    id: int
    address: str
    etag: str
    last_modified: str
    title: str
    next: datetime | None = None
    why: str = ""
    rhythm: timedelta = timedelta()
    failures: int = 0
    ttl: int = 0


def subscribe(store: Store, feeds: Sequence[Feed]) -> None:
    """Make the subscriptions be ``feeds``, in that order; nothing is written if they are already.

    A feed that is no longer among them is hidden, not deleted.
    """
    wanted = [_row(place, feed) for place, feed in enumerate(feeds)]
    have = store.rows(
        "SELECT place, url, title, kind, tags, full_text FROM feeds WHERE subscribed = 1 ORDER BY place, id"
    )
    if have == wanted:
        return
    with store.write() as connection:
        connection.execute("UPDATE feeds SET subscribed = 0 WHERE subscribed = 1")
        connection.executemany(
            "INSERT INTO feeds (place, url, title, kind, tags, full_text) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (url) DO UPDATE SET place = excluded.place, title = excluded.title, kind = excluded.kind,"
            # A feed that begins to be fetched in full must be read again, whatever its validators say.
            " etag = CASE WHEN full_text < excluded.full_text OR kind <> excluded.kind THEN '' ELSE etag END,"
            " last_modified = CASE WHEN full_text < excluded.full_text OR kind <> excluded.kind THEN ''"
            " ELSE last_modified END,"
            " tags = excluded.tags, full_text = excluded.full_text, subscribed = 1",
            wanted,
        )


def _row(place: int, feed: Feed) -> tuple[int, str, str, str, str, int]:
    return place, feed.url, feed.title, feed.kind, dump(feed.tags), int(feed.full_text)


def statuses(store: Store, *, all_known: bool = False) -> list[FeedStatus]:
    """The subscribed feeds in the user's order (``all_known``: and those that were removed, at the end)."""
    with store.read() as connection:
        counts: dict[int, tuple[int, int]] = {
            feed: (total, unread)
            for feed, total, unread in connection.execute(
                "SELECT h.feed, count(*), count(*) FILTER (WHERE coalesce(s.flags, 0) & 9 = 0)"
                " FROM headlines h LEFT JOIN states s ON s.article = h.id GROUP BY h.feed"
            )
        }
        if all_known:
            rows = connection.execute(f"SELECT {_COLUMNS} FROM feeds ORDER BY subscribed DESC, place, id")  # noqa: S608
        else:
            rows = connection.execute(
                f"SELECT {_COLUMNS} FROM feeds WHERE subscribed = 1 ORDER BY place, id"  # noqa: S608 - a constant
            )
        return [_status(row, *counts.get(row[0], (0, 0))) for row in rows]


def _status(row: Any, total: int, unread: int) -> FeedStatus:
    number, url, title, own_title, kind, tags, full_text, fetched, error, next, why, rhythm, failures = row
    feed = Feed(url, title, kind, tuple(json.loads(tags)), bool(full_text))
    return FeedStatus(
        id=number,
        feed=feed,
        title=title or own_title or url,
        unread=unread,
        total=total,
        fetched=None if fetched is None else from_ms(fetched),
        error=error,
        next=None if next is None else from_ms(next),
        why=why,
        rhythm=timedelta(seconds=rhythm),
        failures=failures,
    )


def source(connection: sqlite3.Connection, url: str) -> Source:
    """What is known of the feed with this configured URL; it becomes known (hidden) if it is not."""
    sql = (
        "SELECT id, moved_to, etag, last_modified, title, own_title, next, why, rhythm, failures, ttl"
        " FROM feeds WHERE url = ?"
    )
    row = connection.execute(sql, (url,)).fetchone()
    if row is None:
        connection.execute("INSERT INTO feeds (url, subscribed) VALUES (?, 0)", (url,))
        row = connection.execute(sql, (url,)).fetchone()
    number, moved_to, etag, last_modified, title, own_title, next, why, rhythm, failures, ttl = row
    return Source(
        number,
        moved_to or url,
        etag,
        last_modified,
        title or own_title or url,
        None if next is None else from_ms(next),
        why,
        timedelta(seconds=rhythm),
        failures,
        ttl,
    )


def due(store: Store, at: datetime, usual: timedelta) -> list[str]:
    """The addresses of the subscribed feeds whose time has come; one without a plan waits for ``usual``."""
    rows: Any = store.rows(
        "SELECT url FROM feeds WHERE subscribed = 1 AND why <> 'gone' AND coalesce(next, fetched + ?, 0) <= ?",
        (round(usual.total_seconds() * 1000), to_ms(at)),
    )
    return [row[0] for row in rows]


def planned(store: Store, feed: int) -> tuple[datetime | None, str, timedelta, int] | None:
    """When a feed is asked the next time, why then, its rhythm and failures; None if it was never asked."""
    rows: Any = store.rows("SELECT next, why, rhythm, failures FROM feeds WHERE id = ? AND asked IS NOT NULL", (feed,))
    for next, why, rhythm, failures in rows:
        return None if next is None else from_ms(next), why, timedelta(seconds=rhythm), failures
    return None


def newest(connection: sqlite3.Connection, feed: int, limit: int) -> list[datetime]:
    """When the newest articles of a feed came out."""
    rows = connection.execute("SELECT date FROM headlines WHERE feed = ? ORDER BY date DESC LIMIT ?", (feed, limit))
    return [from_ms(row[0]) for row in rows]


def plan(
    connection: sqlite3.Connection,
    feed: int,
    at: datetime,
    next: datetime | None,
    why: str,
    rhythm: timedelta,
    ttl: int | None = None,
) -> None:
    """Remember when a feed was asked, and when it is asked again; ``ttl`` in minutes, None keeps what was known."""
    connection.execute(
        "UPDATE feeds SET asked = ?, next = ?, why = ?, rhythm = ?, ttl = coalesce(?, ttl) WHERE id = ?",
        (to_ms(at), None if next is None else to_ms(next), why, round(rhythm.total_seconds()), ttl, feed),
    )


def move(connection: sqlite3.Connection, feed: int, url: str) -> bool:
    """Give a feed another address for good; False if another feed has it."""
    if connection.execute("SELECT 1 FROM feeds WHERE url = ?", (url,)).fetchone():
        return False
    connection.execute("UPDATE feeds SET url = ?, moved_to = '' WHERE id = ?", (url, feed))
    return True


def record_success(
    connection: sqlite3.Connection,
    feed: int,
    at: datetime,
    *,
    etag: str,
    last_modified: str,
    moved_to: str = "",
    own_title: str = "",
) -> None:
    """Remember that a feed answered; an empty ``moved_to`` or ``own_title`` keeps what was known."""
    connection.execute(
        "UPDATE feeds SET fetched = ?, error = '', failures = 0, etag = ?, last_modified = ?,"
        " moved_to = CASE WHEN ? <> '' THEN ? ELSE moved_to END,"
        " own_title = CASE WHEN ? <> '' THEN ? ELSE own_title END WHERE id = ?",
        (to_ms(at), etag, last_modified, moved_to, moved_to, storable(own_title), storable(own_title), feed),
    )


def record_failure(connection: sqlite3.Connection, feed: int, reason: str) -> None:
    """Remember in one line why a feed could not be read; its articles and validators stay."""
    connection.execute(
        "UPDATE feeds SET error = ?, failures = failures + 1 WHERE id = ?", (storable(" ".join(reason.split())), feed)
    )


def remember(store: Store, name: str, value: str) -> None:
    """Keep a small fact by name."""
    with store.write() as connection:
        connection.execute("INSERT OR REPLACE INTO facts (name, value) VALUES (?, ?)", (name, value))


def recall(store: Store, name: str) -> str | None:
    """A fact that was kept, or None."""
    rows = store.rows("SELECT value FROM facts WHERE name = ?", (name,))
    return str(rows[0][0]) if rows else None


def names(store: Store) -> list[tuple[int, str, str]]:
    """(id, shown title, URL) of every feed, those that were removed included."""
    rows: Any = store.rows("SELECT id, coalesce(nullif(title, ''), nullif(own_title, ''), url), url FROM feeds")
    return list(rows)


def tags(store: Store) -> list[tuple[int, str]]:
    """(feed, tag) of every feed."""
    rows: Any = store.rows("SELECT f.id, t.value FROM feeds f, json_each(f.tags) t")
    return list(rows)
