"""What the reader did, and the journal that takes it back, restart or not."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.store.codec import from_ms, to_ms
from tui.store.connection import Store

KEPT_CHANGES = 1000
"""How many changes the journal remembers."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change in the journal; ``ids`` are the articles that it changed, in the order they were named."""

    id: int
    verb: str
    ids: tuple[int, ...]
    at: datetime
    undone: bool


def flags(store: Store, numbers: Sequence[int]) -> dict[int, int]:
    """The flags of those of ``numbers`` that the store has."""
    with store.read() as connection:
        return _flags(connection, numbers)


def _flags(connection: sqlite3.Connection, numbers: Sequence[int]) -> dict[int, int]:
    return dict(
        connection.execute(
            "SELECT h.id, coalesce(s.flags, 0) FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value"
            " LEFT JOIN states s ON s.article = h.id ORDER BY wanted.key",
            (json.dumps(list(numbers)),),
        ).fetchall()
    )


def change(
    store: Store,
    verb: str,
    numbers: Sequence[int],
    at: datetime,
    decide: Callable[[dict[int, int]], dict[int, int]],
    *,
    alone: bool = False,
) -> Recorded:
    """Set the flags to what ``decide`` says of those found, and write it down.

    What was undone before can no longer be redone, unless the change came
    about ``alone``, without a key: such a change is passed over by undo and redo.
    One that changes nothing is not written down (its id is 0).
    """
    with store.write() as connection:
        before = _flags(connection, numbers)
        after = decide(before)
        items = [(number, before[number], after[number]) for number in before if before[number] != after[number]]
        if not items:
            return Recorded(0, verb, (), at, False)
        if not alone:
            connection.execute("DELETE FROM changes WHERE undone = 1")
        cursor = connection.execute(
            "INSERT INTO changes (verb, at, alone) VALUES (?, ?, ?)", (verb, to_ms(at), int(alone))
        )
        number = cursor.lastrowid
        assert number is not None
        connection.executemany(
            "INSERT INTO change_items (change, place, article, before, after) VALUES (?, ?, ?, ?, ?)",
            [(number, place, *item) for place, item in enumerate(items)],
        )
        _set(connection, [(article, flag) for article, _, flag in items])
        connection.execute("DELETE FROM changes WHERE id <= ?", (number - KEPT_CHANGES,))
    return Recorded(number, verb, tuple(item[0] for item in items), at, False)


def undo(store: Store) -> Recorded | None:
    """Take the last change back; None if there is none."""
    last = "SELECT id, verb, at FROM changes WHERE undone = 0 AND alone = 0 ORDER BY id DESC LIMIT 1"
    return _turn(store, last, undone=True)


def redo(store: Store) -> Recorded | None:
    """Do again what was taken back last; None if there is nothing."""
    return _turn(store, "SELECT id, verb, at FROM changes WHERE undone = 1 ORDER BY id LIMIT 1", undone=False)


def articles_of(store: Store, verb: str) -> set[int]:
    """The articles that changes with this verb touched."""
    rows: Any = store.rows(
        "SELECT DISTINCT article FROM change_items WHERE change IN (SELECT id FROM changes WHERE verb = ?)", (verb,)
    )
    return {row[0] for row in rows}


def _turn(store: Store, which: str, *, undone: bool) -> Recorded | None:
    with store.write() as connection:
        found = connection.execute(which).fetchone()
        if found is None:
            return None
        number, verb, at = found
        items = connection.execute(
            "SELECT article, before, after FROM change_items WHERE change = ? ORDER BY place", (number,)
        ).fetchall()
        now = _flags(connection, [item[0] for item in items])
        # Only the bits that the change touched move; an article that was pruned meanwhile is passed over.
        wanted = [
            (article, (now[article] & ~(before ^ after)) | ((before if undone else after) & (before ^ after)))
            for article, before, after in items
            if article in now
        ]
        _set(connection, wanted)
        connection.execute("UPDATE changes SET undone = ? WHERE id = ?", (int(undone), number))
    return Recorded(number, verb, tuple(article for article, _ in wanted), from_ms(at), undone)


def _set(connection: sqlite3.Connection, values: Sequence[tuple[int, int]]) -> None:
    connection.executemany("INSERT OR REPLACE INTO states (article, flags) VALUES (?, ?)", values)


def history(store: Store, limit: int) -> list[Recorded]:
    """The last changes, newest first, those that were undone included."""
    with store.read() as connection:
        rows: Any = connection.execute(
            "SELECT c.id, c.verb, c.at, c.undone,"
            " (SELECT json_group_array(article) FROM (SELECT article FROM change_items WHERE change = c.id"
            " ORDER BY place)) FROM changes c ORDER BY c.id DESC LIMIT ?",
            (limit,),
        )
        return [
            Recorded(number, verb, tuple(json.loads(articles)), from_ms(at), bool(undone))
            for number, verb, at, undone, articles in rows
        ]
