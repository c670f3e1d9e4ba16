"""Articles and the bytes they came from: one row per (feed, guid), changed in place."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.model import Article, Page, Recognition
from tui.store.codec import dump_article, load_article, load_recognition, pack, unpack
from tui.store.connection import Store
from tui.store.scalars import storable, to_ms


@dataclass(frozen=True, slots=True)
class Stored:
    """An article to keep.  ``source`` are the bytes (or the entry's HTML) it was extracted from."""

    guid: str
    article: Article
    source: bytes
    source_type: str = ""
    source_url: str = ""


@dataclass(frozen=True, slots=True)
class Kept:
    """What :func:`keep` did: ids that are new, ids whose text changed."""

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()


def keep(
    connection: sqlite3.Connection,
    feed: int,
    entries: Sequence[Stored],
    at: datetime,
    *,
    whole: bool = True,
    full_text: bool = False,
) -> Kept:
    """Insert or update articles of one feed, inside the caller's transaction.

    What the reader did to an article is never touched.  ``whole``: ``entries``
    is everything the feed lists now.  An article whose page was fetched in full
    is not put back to the feed's shorter text.
    """
    new: list[int] = []
    changed: list[int] = []
    listed: set[str] = set()
    for entry in entries:
        guid = storable(entry.guid)
        if guid in listed:
            continue
        listed.add(guid)
        content = dump_article(entry.article)
        digest = digest_of(content)
        row = connection.execute(
            "SELECT a.id, a.digest, a.full_text, a.listed, h.date FROM articles a JOIN headlines h USING (id)"
            " WHERE a.feed = ? AND a.guid = ?",
            (feed, guid),
        ).fetchone()
        if row is None:
            new.append(_insert(connection, feed, entry, content, digest, at, full_text))
            continue
        number, known, is_full, was_listed, date = row
        if not was_listed:
            connection.execute("UPDATE articles SET listed = 1 WHERE id = ?", (number,))
        if known != digest and (full_text or not is_full):
            _update(connection, number, entry, content, digest, date, at, full_text)
            changed.append(number)
    if whole:
        unlist(connection, feed, listed)
    return Kept(tuple(new), tuple(changed))


def digest_of(content: str) -> bytes:
    """What tells one revision of an article from the next."""
    import hashlib  # 3 ms that only a refresh pays

    # The extracted article counts, not the bytes: a page's advertisements change at every visit.
    return hashlib.blake2b(content.encode(), digest_size=16).digest()


def _date(article: Article, at: datetime) -> int:
    # A date in the future would keep a story on top of the list for as long.
    return to_ms(at if article.published is None else min(article.published, at))


def _insert(
    connection: sqlite3.Connection,
    feed: int,
    entry: Stored,
    content: str,
    digest: bytes,
    at: datetime,
    full_text: bool,
) -> int:
    article = entry.article
    cursor = connection.execute(
        "INSERT INTO headlines (feed, date, language, title) VALUES (?, ?, ?, ?)",
        (feed, _date(article, at), article.language, storable(article.title)),
    )
    number = cursor.lastrowid
    assert number is not None
    connection.execute(
        "INSERT INTO articles (id, feed, guid, url, added, full_text, digest) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (number, feed, storable(entry.guid), storable(article.url), to_ms(at), int(full_text), digest),
    )
    _keep_body(connection, number, entry, content)
    return number


def _update(
    connection: sqlite3.Connection,
    number: int,
    entry: Stored,
    content: str,
    digest: bytes,
    date: int,
    at: datetime,
    full_text: bool,
) -> None:
    article = entry.article
    # Without a date of its own an article keeps the one of its first sight.
    moved = date if article.published is None else _date(article, at)
    connection.execute(
        "UPDATE headlines SET date = ?, language = ?, title = ? WHERE id = ?",
        (moved, article.language, storable(article.title), number),
    )
    connection.execute(
        "UPDATE articles SET url = ?, digest = ?, full_text = max(full_text, ?) WHERE id = ?",
        (storable(article.url), digest, int(full_text), number),
    )
    connection.execute("DELETE FROM recognitions WHERE article = ?", (number,))
    connection.execute("DELETE FROM documents WHERE article = ?", (number,))
    _keep_body(connection, number, entry, content)


def _keep_body(connection: sqlite3.Connection, number: int, entry: Stored, content: str) -> None:
    connection.execute(
        "INSERT OR REPLACE INTO bodies (article, content, source, source_url, source_type) VALUES (?, ?, ?, ?, ?)",
        (
            number,
            content,
            pack(entry.source),
            storable(entry.source_url),
            storable(entry.source_type),
        ),
    )


def unlist(connection: sqlite3.Connection, feed: int, listed: Iterable[str]) -> None:
    """Remember which articles their feed does not list any more: all but those with these guids."""
    known = connection.execute("SELECT id, guid FROM articles WHERE feed = ? AND listed = 1", (feed,)).fetchall()
    gone = set(listed)
    connection.executemany(
        "UPDATE articles SET listed = 0 WHERE id = ?", [(number,) for number, guid in known if guid not in gone]
    )


def wanting_pages(connection: sqlite3.Connection, feed: int, tries: int, limit: int) -> list[tuple[int, str, str]]:
    """(id, guid, URL) of listed articles whose page was not fetched yet, newest first; ``tries`` is the most so far."""
    return connection.execute(
        "SELECT a.id, a.guid, a.url FROM articles a JOIN headlines h USING (id)"
        " WHERE a.feed = ? AND a.listed = 1 AND a.full_text = 0 AND a.tries < ? AND a.url <> ''"
        " ORDER BY h.date DESC, h.id DESC LIMIT ?",
        (feed, tries, limit),
    ).fetchall()


def count_tries(connection: sqlite3.Connection, numbers: Iterable[int]) -> None:
    """Remember that the pages of these articles were asked for once more."""
    connection.executemany("UPDATE articles SET tries = tries + 1 WHERE id = ?", [(number,) for number in numbers])


def article(store: Store, number: int) -> Article | None:
    """One article's text, or None if the store has no such number."""
    rows = store.rows("SELECT content FROM bodies WHERE article = ?", (number,))
    return load_article(str(rows[0][0])) if rows else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where an article came from: its feed and what that calls it, and its own address."""

    feed: int
    feed_url: str
    guid: str
    url: str


def place_of(store: Store, number: int) -> Place | None:
    """Where an article came from, or None if the store has no such number."""
    rows: Any = store.rows(
        "SELECT a.feed, f.url, a.guid, a.url FROM articles a JOIN feeds f ON f.id = a.feed WHERE a.id = ?", (number,)
    )
    return next((Place(*row) for row in rows), None)


def recognition(store: Store, number: int, version: int) -> Recognition | None:
    """What the recogniser of this version found in an article, or None if it has not looked."""
    rows = store.rows("SELECT content FROM recognitions WHERE article = ? AND version = ?", (number, version))
    return load_recognition(str(rows[0][0])) if rows else None


def source_page(store: Store, number: int) -> Page | None:
    """The bytes that an article was extracted from."""
    row: Any
    for row in store.rows("SELECT source_url, source, source_type FROM bodies WHERE article = ?", (number,)):
        return Page(row[0], unpack(row[1]), row[2])
    return None


def by_url(store: Store, url: str) -> int | None:
    """The number of the article with this address, the fullest and newest first, or None."""
    rows = store.rows(
        "SELECT a.id FROM articles a LEFT JOIN bodies b ON b.article = a.id"
        " WHERE a.url = ?1 OR a.guid = ?1 ORDER BY length(b.content) DESC, a.id DESC LIMIT 1",
        (storable(url),),
    )
    return int(str(rows[0][0])) if rows else None


def position(store: Store, number: int) -> tuple[int, int, str] | None:
    """Where reading stopped: (block, offset, the words that stood there)."""
    row: Any
    for row in store.rows("SELECT block, place, words FROM positions WHERE article = ?", (number,)):
        return row[0], row[1], row[2]
    return None


def save_position(store: Store, number: int, block: int, offset: int, words: str = "") -> None:
    """Remember where reading stopped and the words there; an article that is gone meanwhile is no error."""
    with store.write() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO positions (article, block, place, words)"
            " SELECT id, ?, ?, ? FROM headlines WHERE id = ?",
            (block, offset, storable(words), number),
        )
