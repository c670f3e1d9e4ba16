"""What is derived from articles and can be made again: recognitions, the index of entities, the word index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tui.store import dossiers, stories
from tui.store.connection import Store
from tui.store.headlines import Condition
from tui.store.scalars import storable

if TYPE_CHECKING:
    from tui.model import Recognition

SHOWN_KINDS = ("company", "person")
SHORTEST_PART, _LONGEST_WORD = 3, 60
"""Letters that are looked for inside words; longer words are no words (addresses, codes)."""
HALF_OLD_MS = 14 * 86_400_000.0
_APART_BITS = 20


@dataclass(frozen=True, slots=True)
class Words:
    """An article's text in the form in which it is indexed (tui.text.search_form)."""

    title: str
    body: str
    author: str


def unrecognised(store: Store, version: int) -> list[int]:
    """The articles that the recogniser of this version has not read, newest first."""
    rows: Any = store.rows(
        "SELECT b.article FROM bodies b JOIN headlines h ON h.id = b.article"
        " WHERE NOT EXISTS (SELECT 1 FROM recognitions r WHERE r.article = b.article AND r.version = ?)"
        " ORDER BY h.date DESC, h.id DESC",
        (version,),
    )
    return [row[0] for row in rows]


def unindexed(store: Store) -> list[int]:
    """The articles that are not in the word index, newest first."""
    rows: Any = store.rows(
        "SELECT b.article FROM bodies b JOIN headlines h ON h.id = b.article"
        " WHERE NOT EXISTS (SELECT 1 FROM documents d WHERE d.article = b.article)"
        " ORDER BY h.date DESC, h.id DESC"
    )
    return [row[0] for row in rows]


def contents(store: Store, numbers: Sequence[int]) -> list[tuple[int, str]]:
    """The texts of these articles as they are kept (:func:`tui.store.codec.load_article`); others are left out."""
    rows: Any = store.rows(
        "SELECT article, content FROM bodies WHERE article IN (SELECT value FROM json_each(?))",
        (json.dumps(list(numbers)),),
    )
    found = dict(rows)
    return [(number, found[number]) for number in numbers if number in found]


def keep_recognitions(
    store: Store,
    version: int,
    found: Sequence[tuple[int, Recognition, Sequence[tuple[str, str, str]]]],
) -> None:
    """Keep recognitions: (article, recognition, names as (folded, kind, entity)).  One transaction."""
    from tui.store.codec import dump_recognition

    with store.write() as connection:
        for number, recognition, names in found:
            row = connection.execute("SELECT date FROM headlines WHERE id = ?", (number,)).fetchone()
            if row is None:
                continue
            connection.execute(
                "INSERT OR REPLACE INTO recognitions (article, version, content) VALUES (?, ?, ?)",
                (number, version, dump_recognition(recognition)),
            )
            connection.execute("DELETE FROM occurrences WHERE article = ?", (number,))
            connection.executemany(
                "INSERT OR REPLACE INTO occurrences (entity, article, count, date) VALUES (?, ?, ?, ?)",
                [
                    (storable(entity.id), number, entity.count, row[0])
                    for entity in recognition.entities
                    if entity.kind in SHOWN_KINDS
                ],
            )
            dossiers.keep(connection, number, row[0], *_said(recognition))
            connection.executemany(
                "INSERT OR IGNORE INTO entity_names (folded, kind, entity) VALUES (?, ?, ?)",
                [tuple(storable(part) for part in name) for name in names],
            )


def _said(recognition: Recognition) -> tuple[list[dossiers.Name], list[tuple[str, ...]]]:
    """What an article calls its companies and people, and what it says of them."""
    called, said = [], []
    for entity in recognition.entities:
        if entity.kind not in SHOWN_KINDS:
            continue
        names = (entity.id, entity.kind, entity.name, entity.latin, entity.native)
        called.append(dossiers.Name(*map(storable, names)))
        if entity.role:
            said.append((entity.id, "role", "", entity.role, entity.sentences[0].text if entity.sentences else ""))
        said += [(entity.id, r.kind, r.object, r.detail, r.sentence.text) for r in entity.relations]
    return called, [tuple(map(storable, row)) for row in said]


def recognitions(store: Store, numbers: Iterable[int], version: int) -> dict[int, Recognition]:
    """What was recognised in these articles, those without a fresh recognition left out."""
    from tui.store.codec import load_recognition

    found = {}
    for number in numbers:
        row: Any
        for row in store.rows("SELECT content FROM recognitions WHERE article = ? AND version = ?", (number, version)):
            found[number] = load_recognition(row[0])
    return found


def index(store: Store, texts: Sequence[tuple[int, Words]]) -> None:
    """Put articles into the word index, or anew if they are in it.  One transaction."""
    with store.write() as connection:
        seen: set[str] = set()
        for number, words in texts:
            row = connection.execute("SELECT date FROM headlines WHERE id = ?", (number,)).fetchone()
            if row is None:
                continue
            connection.execute("DELETE FROM documents WHERE article = ?", (number,))
            document = _free_document(connection, row[0])
            connection.execute("INSERT INTO documents (id, article) VALUES (?, ?)", (document, number))
            indexed = [storable(part) for part in (words.title, words.body, words.author)]
            connection.execute(
                "INSERT INTO search (rowid, title, body, author) VALUES (?, ?, ?, ?)", (document, *indexed)
            )
            seen.update(
                word for part in indexed for word in part.split() if SHORTEST_PART <= len(word) <= _LONGEST_WORD
            )
        _keep_words(connection, seen)


def _free_document(connection: sqlite3.Connection, date: int) -> int:
    """A number for a document: by date, so that an index read backwards gives the newest first.

    The last bits keep the documents of one moment apart.  A number stays taken
    when its article was indexed anew, because the text under it cannot be taken out.
    """
    from random import getrandbits  # 1 ms that only who writes the index pays

    bits = _APART_BITS
    while True:
        document = (max(0, date) << _APART_BITS) + getrandbits(bits)
        if connection.execute("SELECT 1 FROM search WHERE rowid = ?", (document,)).fetchone() is None:
            return document
        bits += 1  # a moment that very many articles share takes the numbers of those after it


def _keep_words(connection: sqlite3.Connection, seen: Iterable[str]) -> None:
    new = connection.execute(
        "SELECT value FROM json_each(?) WHERE value NOT IN (SELECT word FROM words)",
        (json.dumps(sorted(seen), ensure_ascii=False),),
    ).fetchall()
    for (word,) in new:
        number = connection.execute("INSERT INTO words (word) VALUES (?)", (word,)).lastrowid
        connection.execute("INSERT INTO word_parts (rowid, word) VALUES (?, ?)", (number, word))


def containing(store: Store, part: str, limit: int) -> list[str]:
    """Words of the index that have ``part`` inside them, the shortest first.

    One of fewer than SHORTEST_PART letters takes a look at every word.
    """
    if len(part) < SHORTEST_PART:
        sql = "SELECT word FROM words WHERE instr(word, ?) ORDER BY length(word), word LIMIT ?"
        every: Any = store.rows(sql, (part, limit))
        return [row[0] for row in every]
    rows: Any = store.rows(
        "SELECT w.word FROM word_parts p JOIN words w ON w.id = p.rowid WHERE word_parts MATCH ?"
        " ORDER BY length(w.word), w.word LIMIT ?",
        (f'"{part}"', limit),
    )
    return [row[0] for row in rows]


def beginning(store: Store, start: str, limit: int) -> list[str]:
    """Words of the index that begin so, in their order."""
    rows: Any = store.rows(
        "SELECT word FROM words WHERE word >= ? AND word < ? ORDER BY word LIMIT ?",
        (start, start + "\U0010ffff", limit),
    )
    return [row[0] for row in rows]


def ranked(store: Store, match: str, condition: Condition, newest: int, limit: int, now: int) -> list[int]:
    """Articles whose text fulfils an FTS5 expression, the best first: of the ``newest`` hits, by bm25 and by age.

    A word in the title counts eight times, in the author's name four times;
    what is ``HALF_OLD_MS`` old at ``now`` (ms) has lost half of what age can take.
    """
    where = f" AND ({condition.sql})" if condition.sql else ""
    rows: Any = store.rows(
        "SELECT article FROM (SELECT d.article, h.date, bm25(search, 8.0, 1.0, 4.0) AS score FROM search"  # noqa: S608
        " JOIN documents d ON d.id = search.rowid JOIN headlines h ON h.id = d.article"
        f" WHERE search MATCH ?{where} ORDER BY search.rowid DESC LIMIT ?)"
        f" ORDER BY score * (0.3 + 0.7 / (1.0 + max(0, ? - date) / {HALF_OLD_MS})), date DESC LIMIT ?",
        (match, *condition.parameters, newest, now, limit),
    )
    return [row[0] for row in rows]


def called(store: Store, kind: str, folded: str, id: str) -> set[str]:
    """The ids of the entities of a kind that have this folded name, or this id."""
    rows: Any = store.rows(
        "SELECT entity FROM entity_names WHERE kind = ?1 AND folded = ?2"
        " UNION SELECT entity FROM entities WHERE kind = ?1 AND entity = ?3",
        (kind, folded, id),
    )
    return {row[0] for row in rows}


def called_so_far(store: Store, kind: str, folded: str, limit: int) -> set[str]:
    """The ids of entities of a kind that have a name with a word that begins so."""
    rows: Any = store.rows(
        "SELECT DISTINCT entity FROM entity_names WHERE kind = ? AND instr(' ' || folded, ' ' || ?) LIMIT ?",
        (kind, folded, limit),
    )
    return {row[0] for row in rows}


def seen(store: Store, entities: Sequence[str], since: int) -> dict[str, tuple[int, list[int]]]:
    """For each entity: in how many articles it is, and the dates (ms) of those from ``since`` on."""
    found: dict[str, tuple[int, list[int]]] = {}
    with store.read() as connection:
        for entity in entities:
            total = connection.execute("SELECT count(*) FROM occurrences WHERE entity = ?", (entity,)).fetchone()[0]
            dates = connection.execute(
                "SELECT date FROM occurrences WHERE entity = ? AND date >= ?", (entity, since)
            ).fetchall()
            found[entity] = (total, [row[0] for row in dates])
    return found


def prune(connection: sqlite3.Connection, before: int) -> int:
    """Delete articles older than ``before`` (ms), by their date and by when they came.

    Starred ones, those for later, and entries still in their feed stay.
    Returns how many went.
    """
    gone = connection.execute(
        "DELETE FROM headlines WHERE id IN (SELECT h.id FROM headlines h JOIN articles a ON a.id = h.id"
        " WHERE h.date < ?1 AND a.added < ?1"
        " AND (a.listed = 0 OR h.feed IN (SELECT id FROM feeds WHERE subscribed = 0))"
        " AND NOT EXISTS (SELECT 1 FROM states s WHERE s.article = h.id AND s.flags & 6))",
        (before,),
    ).rowcount
    if gone:
        connection.execute(
            "DELETE FROM entity_names WHERE NOT EXISTS"
            " (SELECT 1 FROM occurrences o WHERE o.entity = entity_names.entity)"
        )
        connection.execute(
            "DELETE FROM entities WHERE NOT EXISTS (SELECT 1 FROM occurrences o WHERE o.entity = entities.entity)"
        )
        stories.drop_lone(connection)
    return gone
