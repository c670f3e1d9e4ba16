"""What came and is not read yet: headlines at once, their texts afterwards.

A feed's answer is kept as it was sent; each of its articles that is new, or
listed otherwise than before, names it until its text has been read from there.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from tui.model import Article
from tui.store import identity
from tui.store.articles import Stored, digest_of, unlist
from tui.store.codec import dump_article, pack
from tui.store.connection import Store
from tui.store.scalars import from_ms, storable, to_ms

NOT_READ = b""
"""The digest of an article whose text was never read."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A feed as its server sent it: ``body`` is in the content coding ``coding`` still."""

    url: str
    content_type: str
    coding: str
    body: bytes


class Listed(NamedTuple):
    """An entry as a list needs it.  ``published`` is in ms, None if not said; ``digest`` is of all that it says."""

    guid: str
    title: str
    url: str
    language: str
    published: int | None
    digest: bytes


@dataclass(frozen=True, slots=True)
class Arrived:
    """Articles that are new, those that their feed lists otherwise than before, and the answer that holds their text.

    ``answer`` is 0 where there is none to read.
    """

    new: tuple[int, ...] = ()
    changed: tuple[int, ...] = ()
    answer: int = 0


class Text(NamedTuple):
    """The text of an article, as it is kept."""

    guid: str
    title: str
    url: str
    language: str
    published: int | None
    content: str
    digest: bytes
    source: bytes
    source_type: str
    source_url: str


def text_of(stored: Stored) -> Text:
    """An article in the form in which it is kept: for a process that has no store."""
    article = stored.article
    content = dump_article(article)
    return Text(
        storable(stored.guid),
        storable(article.title),
        storable(article.url),
        article.language,
        None if article.published is None else to_ms(article.published),
        content,
        digest_of(content),
        pack(stored.source),
        storable(stored.source_type),
        storable(stored.source_url),
    )


def keep(connection: sqlite3.Connection, feed: int, entries: Sequence[Listed], answer: Answer, at: datetime) -> Arrived:
    """Keep what a feed lists now, and ``answer`` if there is text to read in it; inside the caller's transaction."""
    listed: dict[str, Listed] = {}
    for entry in entries:
        listed.setdefault(entry.guid, entry)
    known = _known(connection, feed, listed)
    unknown = [entry for guid, entry in listed.items() if guid not in known]
    if unknown and (former := identity.gone(connection, feed, listed)):
        renamed = identity.same(unknown, former)
        connection.executemany("UPDATE articles SET guid = ? WHERE id = ?", renamed.items())
        known = _known(connection, feed, listed) if renamed else known
    new = [entry for guid, entry in listed.items() if guid not in known]
    changed = [(entry.digest, known[guid][0]) for guid, entry in listed.items() if _differs(entry, known.get(guid))]
    number = _keep_answer(connection, feed, answer) if new or changed else 0
    first = _insert(connection, feed, new, number, to_ms(at)) if new else 0
    connection.executemany(
        "UPDATE articles SET listing = ?, answer = ? WHERE id = ?",
        [(digest, number, article) for digest, article in changed],
    )
    again = [(row[0],) for row in known.values() if not row[3]]
    connection.executemany("UPDATE articles SET listed = 1 WHERE id = ?", again)
    unlist(connection, feed, listed)
    return Arrived(tuple(range(first, first + len(new))), tuple(article for _, article in changed), number)


def _known(connection: sqlite3.Connection, feed: int, guids: Iterable[str]) -> dict[str, tuple[int, bytes, int, int]]:
    """Those of these entries that the feed listed before: guid -> id, digest, whether in full, whether listed now."""
    return {
        row[0]: row[1:]
        for row in connection.execute(
            "SELECT guid, id, listing, full_text, listed FROM articles"
            " WHERE feed = ? AND guid IN (SELECT value FROM json_each(?))",
            (feed, json.dumps(list(guids))),
        )
    }


def _differs(entry: Listed, known: tuple[int, bytes, int, int] | None) -> bool:
    # A page that was fetched in full is not put back to the feed's shorter text.
    return known is not None and known[1] != entry.digest and not known[2]


def _keep_answer(connection: sqlite3.Connection, feed: int, answer: Answer) -> int:
    cursor = connection.execute(
        "INSERT INTO answers (feed, url, content_type, coding, body) VALUES (?, ?, ?, ?, ?)",
        (feed, storable(answer.url), storable(answer.content_type), storable(answer.coding), answer.body),
    )
    assert cursor.lastrowid is not None
    return cursor.lastrowid


def _insert(connection: sqlite3.Connection, feed: int, new: Sequence[Listed], answer: int, at: int) -> int:
    """Insert headlines under consecutive numbers; returns the first."""
    last = connection.execute("SELECT seq FROM sqlite_sequence WHERE name = 'headlines'").fetchone()
    first = 1 + (last[0] if last else 0)
    connection.executemany(
        "INSERT INTO headlines (id, feed, date, language, title) VALUES (?, ?, ?, ?, ?)",
        [
            # A date in the future would keep a story on top of the list for as long.
            (number, feed, at if entry.published is None else min(entry.published, at), entry.language, entry.title)
            for number, entry in enumerate(new, first)
        ],
    )
    connection.executemany(
        "INSERT INTO articles (id, feed, guid, url, added, digest, listing, answer) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (number, feed, entry.guid, entry.url, at, NOT_READ, entry.digest, answer)
            for number, entry in enumerate(new, first)
        ],
    )
    return first


def waiting(store: Store) -> list[int]:
    """The answers in which there is something to read, newest first."""
    rows: Any = store.rows("SELECT DISTINCT answer FROM articles WHERE answer IS NOT NULL ORDER BY answer DESC")
    return [row[0] for row in rows]


def answer(store: Store, number: int) -> tuple[Answer, dict[str, int]] | None:
    """An answer and the articles to read in it, by guid; None if that is done."""
    rows: Any = store.rows("SELECT url, content_type, coding, body FROM answers WHERE id = ?", (number,))
    wanted: Any = store.rows("SELECT guid, id FROM articles WHERE answer = ?", (number,))
    return (Answer(*rows[0]), dict(wanted)) if rows else None


def answer_of(store: Store, article: int) -> tuple[Answer, str] | None:
    """The answer that holds the text of an article that is not read yet, and the article's guid; else None."""
    rows: Any = store.rows(
        "SELECT w.url, w.content_type, w.coding, w.body, a.guid FROM articles a JOIN answers w ON w.id = a.answer"
        " WHERE a.id = ?",
        (article,),
    )
    return (Answer(*rows[0][:4]), rows[0][4]) if rows else None


def read(connection: sqlite3.Connection, number: int, texts: Iterable[Text], at: datetime) -> dict[str, int]:
    """Keep texts that were read from an answer, which is done with; returns the articles whose text is another now.

    They are given by guid.  Inside the caller's transaction.
    """
    wanted = dict(connection.execute("SELECT guid, id FROM articles WHERE answer = ?", (number,)).fetchall())
    found = {text.guid: text for text in texts if text.guid in wanted}
    for guid in wanted.keys() - found.keys():
        # It was listed and cannot be read: its headline is all there is of it, unless there was a text before.
        row = connection.execute("SELECT digest FROM articles WHERE id = ?", (wanted[guid],)).fetchone()
        if row[0] == NOT_READ:
            found[guid] = _headline_alone(connection, guid, wanted[guid])
    changed = {guid: wanted[guid] for guid, text in found.items() if _fill(connection, wanted[guid], text, to_ms(at))}
    connection.execute("UPDATE articles SET answer = NULL WHERE answer = ?", (number,))
    connection.execute("DELETE FROM answers WHERE id = ?", (number,))
    return changed


def _headline_alone(connection: sqlite3.Connection, guid: str, number: int) -> Text:
    title, language, date, url = connection.execute(
        "SELECT h.title, h.language, h.date, a.url FROM headlines h JOIN articles a USING (id) WHERE h.id = ?",
        (number,),
    ).fetchone()
    return text_of(Stored(guid, Article(title, (), url, published=from_ms(date), language=language), b""))


def _fill(connection: sqlite3.Connection, number: int, text: Text, at: int) -> bool:
    """Keep a text; False if it is the one that is there, or if the page was fetched in full meanwhile."""
    row = connection.execute(
        "SELECT a.digest, a.full_text, h.date, h.language, h.title FROM articles a JOIN headlines h USING (id)"
        " WHERE a.id = ?",
        (number,),
    ).fetchone()
    if row is None or row[1] or row[0] == text.digest:
        return False
    # Without a date of its own an article keeps the one of its first sight.
    shown = (row[2] if text.published is None else min(text.published, at), text.language, text.title)
    if shown != row[2:]:
        connection.execute("UPDATE headlines SET date = ?, language = ?, title = ? WHERE id = ?", (*shown, number))
    connection.execute("UPDATE articles SET url = ?, digest = ? WHERE id = ?", (text.url, text.digest, number))
    if row[0] != NOT_READ:
        connection.execute("DELETE FROM recognitions WHERE article = ?", (number,))
        connection.execute("DELETE FROM documents WHERE article = ?", (number,))
    connection.execute(
        "INSERT OR REPLACE INTO bodies (article, content, source, source_url, source_type) VALUES (?, ?, ?, ?, ?)",
        (number, text.content, text.source, text.source_url, text.source_type),
    )
    return True


def forget(connection: sqlite3.Connection) -> None:
    """Drop answers whose articles are gone."""
    connection.execute("DELETE FROM answers WHERE id NOT IN (SELECT answer FROM articles WHERE answer IS NOT NULL)")
