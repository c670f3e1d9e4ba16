"""What the reader did, and the journal that takes it back, line by line, restart or not.

What an article's flags are follows from the changes that stand, in the order
in which they were made: of each bit, the last of them that touched it decides.
So any line can be taken back or done again at any time, whatever came after
it, and the order of taking back makes no difference.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tui.store import decisions
from tui.store.connection import Store
from tui.store.decisions import Decision
from tui.store.scalars import from_ms, storable, to_ms

KEPT_CHANGES = 5000
"""How many changes the journal remembers; those that decide about companies and people it remembers all."""
STANDS, REDOABLE, PUT_ASIDE = 0, 1, 2
"""``changes.undone``: it stands; it was taken back and redo brings it again; redo passes it over."""
_COLUMNS = "id, verb, at, undone, alone, quiet, note, edit, decided"


@dataclass(frozen=True, slots=True)
class Recorded:
    """A change in the journal.

    ``ids`` are the articles that are different now, in the order they were
    named.  ``alone``: nobody pressed a key for it; ``quiet``: nobody meant it
    by itself; ``note`` says more of it, such as a rule's title; ``edit`` is
    what it did to feeds.toml ("" for nothing), ``decided`` what was decided
    about a company or person (:func:`tui.store.decisions.load` reads it).
    """

    id: int
    verb: str
    ids: tuple[int, ...]
    at: datetime
    undone: bool
    alone: bool = False
    quiet: bool = False
    note: str = ""
    edit: str = ""
    decided: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the history: a change, how many articles it touched, and the title of the first (may be empty)."""

    change: Recorded
    count: int
    title: str


def flags(store: Store, numbers: Sequence[int]) -> dict[int, int]:
    """The flags of those of ``numbers`` that the store has."""
    with store.read() as connection:
        return _flags(connection, numbers)


def _flags(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, int]:
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
    decide: Callable[[dict[int, int]], Mapping[int, int]],
    *,
    alone: bool = False,
    quiet: bool = False,
    note: str = "",
    edit: str = "",
    join: int = 0,
) -> Recorded:
    """Set the flags to what ``decide`` says of those found, and write it down.

    Redo passes over what was undone before, unless the change came about
    ``alone``, without a key: such a change is passed over by undo and redo.
    One that changes nothing is not written down (its id is 0), unless there
    is an ``edit``.  ``join``: it becomes part of that change, if it stands.
    """
    with store.write() as connection:
        before = _flags(connection, numbers)
        after = decide(before)
        items = [(number, before[number], after[number]) for number in before if before[number] != after[number]]
        if not items and not edit:
            return Recorded(0, verb, (), at, False, alone, quiet, note)
        if not alone:
            _put_aside(connection)
        number, place = _joined(connection, join)
        if not number:
            cursor = connection.execute(
                "INSERT INTO changes (verb, at, alone, quiet, note, edit) VALUES (?, ?, ?, ?, ?, ?)",
                (verb, to_ms(at), int(alone), int(quiet), storable(note), storable(edit)),
            )
            assert cursor.lastrowid is not None
            number = cursor.lastrowid
        connection.executemany(
            "INSERT INTO change_items (change, place, article, before, after) VALUES (?, ?, ?, ?, ?)",
            [(number, place_, *item) for place_, item in enumerate(items, place)],
        )
        _set(connection, [(article, flag) for article, _, flag in items])
        _forget(connection, number - KEPT_CHANGES)
    return Recorded(number, verb, tuple(item[0] for item in items), at, False, alone, quiet, note, edit)


def decide(store: Store, verb: str, decision: Decision, at: datetime) -> Recorded:
    """Write a decision about a company or person down and make it true; one that changes nothing has the id 0."""
    with store.write() as connection:
        decided = decisions.decide(connection, decision)
        if not decided:
            return Recorded(0, verb, (), at, False, note=decision.name)
        _put_aside(connection)
        cursor = connection.execute(
            "INSERT INTO changes (verb, at, note, decided) VALUES (?, ?, ?, ?)",
            (verb, to_ms(at), storable(decision.name), decided),
        )
        assert cursor.lastrowid is not None
        decisions.settle(connection, decided)
        _forget(connection, cursor.lastrowid - KEPT_CHANGES)
    return Recorded(cursor.lastrowid, verb, (), at, False, note=decision.name, decided=decided)


def _put_aside(connection: sqlite3.Connection) -> None:
    """Something else is done: redo passes over what was taken back before."""
    connection.execute("UPDATE changes SET undone = ? WHERE undone = ?", (PUT_ASIDE, REDOABLE))


def _joined(connection: sqlite3.Connection, join: int) -> tuple[int, int]:
    """The change to become part of and its next place; 0 for none."""
    row = connection.execute(
        "SELECT c.id, (SELECT coalesce(max(place), -1) + 1 FROM change_items WHERE change = c.id)"
        " FROM changes c WHERE c.id = ? AND c.undone = 0",
        (join,),
    ).fetchone()
    return (0, 0) if row is None else (row[0], row[1])


def undo(store: Store, number: int | None = None) -> Recorded | None:
    """Take a change back, by default the last one that a key was pressed for; None if there is none that stands."""
    which = "id = ? AND undone = 0" if number is not None else "undone = 0 AND alone = 0"
    return _turn(store, f"{which} ORDER BY id DESC LIMIT 1", number, undone=True)


def redo(store: Store, number: int | None = None) -> Recorded | None:
    """Do again what was taken back, by default last and nothing else done since; None if there is nothing."""
    which = "id = ? AND undone > 0" if number is not None else "undone = 1"
    return _turn(store, f"{which} ORDER BY turn DESC, id LIMIT 1", number, undone=False)


def standing(store: Store, verbs: Sequence[str], note: str) -> list[int]:
    """The changes with one of these verbs and this note that stand, oldest first."""
    rows: Any = store.rows(
        "SELECT id FROM changes WHERE note = ? AND note <> '' AND undone = 0"
        " AND verb IN (SELECT value FROM json_each(?)) ORDER BY id",
        (note, json.dumps(list(verbs))),
    )
    return [row[0] for row in rows]


def handled(store: Store, limit: int, bulk: int) -> dict[int, bool]:
    """The articles that were handled last by hand, newest first: whether each was dismissed without being read.

    A change of more than ``bulk`` articles does not count, nor one that was
    taken back.  What was dismissed and then brought back was not dismissed.
    """
    rows: Any = store.rows(
        "SELECT i.article, i.before, coalesce(s.flags, 0) FROM (SELECT id FROM changes WHERE undone = 0 AND alone = 0"
        " AND edit = '' AND decided = '' ORDER BY id DESC LIMIT ?1) c JOIN change_items i ON i.change = c.id"
        " LEFT JOIN states s ON s.article = i.article"
        " WHERE (SELECT count(*) FROM change_items o WHERE o.change = c.id) <= ?2"
        " ORDER BY i.change DESC, i.place LIMIT ?1",
        (limit, bulk),
    )
    found: dict[int, bool] = {}
    for article, before, flags in rows:
        # Of several changes the oldest says whether it was read before.
        found[article] = bool(flags & 8) and not (flags | before) & 7
    return found


def made_at(store: Store, verbs: Sequence[str], note: str) -> datetime | None:
    """When the last such change that stands was made."""
    found = standing(store, verbs, note)
    rows: Any = store.rows("SELECT at FROM changes WHERE id = ?", (found[-1],)) if found else []
    return from_ms(rows[0][0]) if rows else None


def done_by(store: Store, verbs: Sequence[str], note: str) -> tuple[int, datetime | None]:
    """How many articles such changes touched that stand, and when the last of them was made."""
    rows: Any = store.rows(
        "SELECT (SELECT count(*) FROM change_items i JOIN changes c ON c.id = i.change"
        " WHERE c.note = ?1 AND c.note <> '' AND c.undone = 0 AND c.verb IN (SELECT value FROM json_each(?2))),"
        " (SELECT max(at) FROM changes WHERE note = ?1 AND note <> '' AND undone = 0"
        " AND verb IN (SELECT value FROM json_each(?2)))",
        (note, json.dumps(list(verbs))),
    )
    return rows[0][0], None if rows[0][1] is None else from_ms(rows[0][1])


def untouched(store: Store, numbers: Sequence[int]) -> list[int]:
    """Those of ``numbers`` that the reader did nothing to by hand and that have no flag."""
    rows: Any = store.rows(
        "SELECT h.id FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value"
        " LEFT JOIN states s ON s.article = h.id WHERE coalesce(s.flags, 0) = 0 AND NOT EXISTS"
        " (SELECT 1 FROM change_items i JOIN changes c ON c.id = i.change"
        " WHERE i.article = h.id AND c.alone = 0 AND c.undone = 0)"
        " ORDER BY wanted.key",
        (json.dumps(list(numbers)),),
    )
    return [row[0] for row in rows]


def _turn(store: Store, which: str, number: int | None, *, undone: bool) -> Recorded | None:
    with store.write() as connection:
        found = connection.execute(
            f"SELECT {_COLUMNS} FROM changes WHERE {which}",  # noqa: S608 - constants
            () if number is None else (number,),
        ).fetchone()
        if found is None:
            return None
        turn = connection.execute("SELECT coalesce(max(turn), 0) + 1 FROM changes").fetchone()[0]
        connection.execute(
            "UPDATE changes SET undone = ?, turn = ? WHERE id = ?",
            (REDOABLE if undone else STANDS, turn if undone else 0, found[0]),
        )
        rows = connection.execute(
            "SELECT article, before, after FROM change_items WHERE change = ? ORDER BY place", (found[0],)
        ).fetchall()
        touched = {article: before ^ after for article, before, after in rows}
        now = _flags(connection, touched)  # An article that was pruned meanwhile is passed over.
        standing = _replayed(connection, now)
        wanted = [
            (article, (flag & ~touched[article]) | (standing[article] & touched[article]))
            for article, flag in now.items()
        ]
        moved = [(article, flag) for article, flag in wanted if flag != now[article]]
        _set(connection, moved)
        decisions.settle(connection, found[-1])
    return _recorded((*found[:3], undone, *found[4:]), [article for article, _ in moved])


def _replayed(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, int]:
    """The bits of articles as the changes that stand leave them; bits that no change touched are 0."""
    flags, known = dict.fromkeys(numbers, 0), dict.fromkeys(numbers, 0)
    rows = connection.execute(
        "SELECT i.article, i.before, i.after, c.undone FROM json_each(?) wanted"
        " JOIN change_items i ON i.article = wanted.value JOIN changes c ON c.id = i.change"
        " ORDER BY i.article, i.change, i.place",
        (json.dumps(list(flags)),),
    )
    for article, before, after, undone in rows:
        bits = before ^ after
        flags[article] |= before & bits & ~known[article]
        known[article] |= bits
        if undone == STANDS:
            flags[article] = (flags[article] & ~bits) | (after & bits)
    return flags


def _forget(connection: sqlite3.Connection, last: int) -> None:
    """Drop the changes up to ``last``; those after them begin where those left off, so that undoing stays exact."""
    rows = connection.execute(
        "SELECT i.change, i.article, i.before, i.after, c.undone FROM changes c JOIN change_items i ON i.change = c.id"
        " WHERE c.id <= ? ORDER BY i.change, i.place",
        (last,),
    ).fetchall()
    for number, article, before, after, undone in rows:
        bits, left = before ^ after, before if undone else after
        later = connection.execute(
            "SELECT change, place, before, after FROM change_items WHERE article = ? AND change > ? ORDER BY change",
            (article, number),
        )
        for change_, place, was, became in later.fetchall():
            same = bits & (was ^ became)
            if same:
                connection.execute(
                    "UPDATE change_items SET before = ? WHERE change = ? AND place = ?",
                    ((was & ~same) | (left & same), change_, place),
                )
            bits &= ~same
            if not bits:
                break
    connection.execute("DELETE FROM changes WHERE id <= ? AND decided = ''", (last,))


def _set(connection: sqlite3.Connection, values: Sequence[tuple[int, int]]) -> None:
    connection.executemany("INSERT OR REPLACE INTO states (article, flags) VALUES (?, ?)", values)


def _recorded(row: tuple[Any, ...], ids: Sequence[int]) -> Recorded:
    number, verb, at, undone, alone, quiet, note, edit, decided = row
    return Recorded(number, verb, tuple(ids), from_ms(at), bool(undone), bool(alone), bool(quiet), note, edit, decided)


def history(store: Store, limit: int, before: int | None = None, named: int = 50) -> list[Line]:
    """The last changes, newest first, those that were undone included; ``before`` goes on below that line.

    The ids of each are its first ``named`` articles: all of them may be everything cached.
    """
    with store.read() as connection:
        rows = connection.execute(
            f"SELECT {_COLUMNS} FROM changes WHERE id < coalesce(?, id + 1) ORDER BY id DESC LIMIT ?",  # noqa: S608
            (before, limit),
        ).fetchall()
        lines = []
        for row in rows:
            count = connection.execute("SELECT count(*) FROM change_items WHERE change = ?", (row[0],)).fetchone()[0]
            found = connection.execute(
                "SELECT i.article, coalesce(h.title, '') FROM change_items i LEFT JOIN headlines h ON h.id = i.article"
                " WHERE i.change = ? ORDER BY i.place LIMIT ?",
                (row[0], named),
            ).fetchall()
            lines.append(Line(_recorded(row, [article for article, _ in found]), count, found[0][1] if found else ""))
        return lines
