"""Companies and people over all articles: where they occur, what is said of them, what the reader did to them."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.store.connection import Store
from tui.store.scalars import from_ms, to_ms


@dataclass(frozen=True, slots=True)
class Name:
    """What an entity is called."""

    id: str
    kind: str
    name: str
    latin: str = ""
    native: str = ""


@dataclass(frozen=True, slots=True)
class State:
    """What the reader did to an entity; None for never."""

    id: str
    kind: str
    name: str
    followed: datetime | None = None
    muted: datetime | None = None
    looked: datetime | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """One thing that an article says of ``subject``: a role, or a relation to ``object``."""

    article: int
    date: datetime
    subject: str
    kind: str
    object: str
    words: str
    sentence: str


def find(store: Store, folded: str, id: str = "") -> list[str]:
    """The ids of all entities with this folded name, and ``id`` itself if it is one."""
    rows: Any = store.rows(
        "SELECT entity FROM entity_names WHERE folded = ? UNION SELECT entity FROM entities WHERE entity = ?"
        " UNION SELECT entity FROM entity_states WHERE entity = ?",
        (folded, id, id),
    )
    return [row[0] for row in rows]


def beginning(store: Store, folded: str, limit: int) -> list[str]:
    """The ids of entities that have a name with a word that begins so, the most mentioned first."""
    rows: Any = store.rows(
        "SELECT n.entity FROM entity_names n WHERE instr(' ' || n.folded, ' ' || ?)"
        " GROUP BY n.entity ORDER BY (SELECT count(*) FROM occurrences o WHERE o.entity = n.entity) DESC LIMIT ?",
        (folded, limit),
    )
    return [row[0] for row in rows]


def names(store: Store, ids: Iterable[str]) -> dict[str, Name]:
    """What entities are called; unknown ones are left out."""
    rows: Any = store.rows(
        "SELECT e.entity, e.kind, e.name, e.latin, e.native FROM json_each(?) wanted"
        " JOIN entities e ON e.entity = wanted.value",
        (json.dumps(list(ids)),),
    )
    return {row[0]: Name(*row) for row in rows}


def named_in(store: Store, article: int) -> list[Name]:
    """The companies and people of an article."""
    rows: Any = store.rows(
        "SELECT e.entity, e.kind, e.name, e.latin, e.native FROM occurrences o JOIN entities e ON e.entity = o.entity"
        " WHERE o.article = ?",
        (article,),
    )
    return [Name(*row) for row in rows]


def spellings(store: Store, ids: Sequence[str]) -> list[str]:
    """Every folded spelling under which the entities are found."""
    rows: Any = store.rows(
        "SELECT DISTINCT folded FROM entity_names WHERE entity IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return [row[0] for row in rows]


def stories(store: Store, ids: Sequence[str], limit: int) -> list[tuple[int, int]]:
    """(article, mentions) of the newest stories in which one of the entities occurs."""
    rows: Any = store.rows(
        "SELECT article, sum(count) FROM occurrences WHERE entity IN (SELECT value FROM json_each(?))"
        " GROUP BY article ORDER BY date DESC, article DESC LIMIT ?",
        (json.dumps(list(ids)), limit),
    )
    return list(rows)


def totals(store: Store, ids: Sequence[str]) -> tuple[int, int]:
    """(stories, mentions) over everything cached."""
    rows: Any = store.rows(
        "SELECT count(DISTINCT article), coalesce(sum(count), 0) FROM occurrences"
        " WHERE entity IN (SELECT value FROM json_each(?))",
        (json.dumps(list(ids)),),
    )
    return rows[0][0], rows[0][1]


def dates(store: Store, ids: Sequence[str], since: datetime) -> list[datetime]:
    """When stories with one of the entities came out, from ``since`` on."""
    rows: Any = store.rows(
        "SELECT max(date) FROM occurrences WHERE entity IN (SELECT value FROM json_each(?)) AND date >= ?"
        " GROUP BY article",
        (json.dumps(list(ids)), to_ms(since)),
    )
    return [from_ms(row[0]) for row in rows]


def partners(store: Store, ids: Sequence[str], limit: int) -> list[tuple[str, int]]:
    """(entity, stories) of those who occur in the same stories most often."""
    rows: Any = store.rows(
        "SELECT o.entity, count(*) FROM occurrences o WHERE o.article IN"
        " (SELECT article FROM occurrences WHERE entity IN (SELECT value FROM json_each(?1)))"
        " AND o.entity NOT IN (SELECT value FROM json_each(?1))"
        " GROUP BY o.entity ORDER BY count(*) DESC, o.entity LIMIT ?2",
        (json.dumps(list(ids)), limit),
    )
    return list(rows)


def sayings(store: Store, ids: Sequence[str], limit: int) -> list[Said]:
    """What the newest articles say of the entities, and of others that has to do with them; newest first."""
    rows: Any = store.rows(
        "SELECT s.article, h.date, s.entity, s.kind, s.object, s.words, s.sentence FROM ("
        "SELECT * FROM sayings WHERE entity IN (SELECT value FROM json_each(?1)) UNION"
        " SELECT * FROM sayings WHERE object <> '' AND object IN (SELECT value FROM json_each(?1))) s"
        " JOIN headlines h ON h.id = s.article ORDER BY h.date DESC, s.article DESC, s.entity, s.place LIMIT ?2",
        (json.dumps(list(ids)), limit),
    )
    return [Said(article, from_ms(date), *rest) for article, date, *rest in rows]


def top(store: Store, since: datetime, until: datetime, kinds: Sequence[str]) -> dict[str, tuple[int, int]]:
    """(stories, mentions) of every entity of these kinds in a stretch of time."""
    rows: Any = store.rows(
        "SELECT o.entity, count(*), sum(o.count) FROM occurrences o JOIN entities e ON e.entity = o.entity"
        " WHERE o.date >= ? AND o.date < ? AND e.kind IN (SELECT value FROM json_each(?)) GROUP BY o.entity",
        (to_ms(since), to_ms(until), json.dumps(list(kinds))),
    )
    return {entity: (stories, mentions) for entity, stories, mentions in rows}


def any_turned(store: Store) -> bool:
    """Whether the store itself says of anybody that he is muted or followed."""
    return bool(store.rows("SELECT EXISTS (SELECT 1 FROM entity_states WHERE muted <> 0 OR followed <> 0)")[0][0])


def states(store: Store) -> dict[str, State]:
    """What the reader did, by entity id."""
    rows: Any = store.rows("SELECT entity, kind, name, followed, muted, looked, note FROM entity_states")
    return {
        entity: State(entity, kind, name, _moment(followed), _moment(muted), _moment(looked), note)
        for entity, kind, name, followed, muted, looked, note in rows
    }


def _moment(at: int) -> datetime | None:
    return from_ms(at) if at else None


def set_state(store: Store, name: Name, column: str, value: int) -> None:
    """Set one of followed, muted and looked: ms, 0 for never."""
    assert column in ("followed", "muted", "looked")
    with store.write() as connection:
        connection.execute(
            "INSERT OR IGNORE INTO entity_states (entity, kind, name) VALUES (?, ?, ?)", (name.id, name.kind, name.name)
        )
        connection.execute(f"UPDATE entity_states SET {column} = ? WHERE entity = ?", (value, name.id))  # noqa: S608


def merges(store: Store) -> dict[str, str]:
    """Which entity was put into which, by hand; every target stands for itself."""
    rows: Any = store.rows("SELECT entity, target FROM entity_merges")
    return dict(rows)


def splits(store: Store, article: int) -> set[str]:
    """Which entities of this article are not those of the other articles, by hand."""
    rows: Any = store.rows("SELECT entity FROM entity_splits WHERE article = ?", (article,))
    return {row[0] for row in rows}


def with_entities(store: Store, articles: Sequence[int], ids: Sequence[str]) -> list[int]:
    """Those of ``articles`` in which one of the entities occurs."""
    rows: Any = store.rows(
        "SELECT DISTINCT o.article FROM json_each(?) wanted JOIN occurrences o ON o.article = wanted.value"
        " WHERE o.entity IN (SELECT value FROM json_each(?))",
        (json.dumps(list(articles)), json.dumps(list(ids))),
    )
    return [row[0] for row in rows]


def keep(
    connection: sqlite3.Connection, article: int, date: int, called: Iterable[Name], said: Iterable[tuple[str, ...]]
) -> None:
    """Keep what an article says, inside the caller's transaction.

    ``called`` are its companies and people; ``said`` are rows of (entity, kind, object, words, sentence).
    """
    connection.executemany(
        "INSERT INTO entities (entity, kind, name, latin, native, seen) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (entity) DO UPDATE SET kind = excluded.kind, name = excluded.name, latin = excluded.latin,"
        " native = excluded.native, seen = excluded.seen WHERE excluded.seen >= seen",
        [(name.id, name.kind, name.name, name.latin, name.native, date) for name in called],
    )
    connection.execute("DELETE FROM sayings WHERE article = ?", (article,))
    connection.executemany(
        "INSERT INTO sayings (entity, article, place, kind, object, words, sentence) VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(entity, article, place, *rest) for place, (entity, *rest) in enumerate(said)],
    )
