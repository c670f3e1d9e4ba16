"""What the reader decided about companies and people: who is merged, who is split off where, and the notes.

Each decision is a line of the journal.  What is true follows from the lines
that stand, in the order in which they were made, over what was true before the
first of them; so any line can be taken back or done again at any time.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, replace
from typing import Literal

from tui.store.connection import Connection
from tui.store.scalars import storable

APART = "apart"
State = str | dict[str, str]
"""A note; :data:`APART` or "" for one name in one article; or who is put into whom."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision.

    ``value`` is the note's text ("" for none), :data:`APART` or "" for the
    entity in ``article``, or the entity that it is put into ("" for none).
    ``other`` is what the history tells beside the name.  ``before``: what was
    true before the first decision about the same, which alone has it.
    """

    what: Literal["note", "split", "merge"]
    entity: str
    kind: str
    name: str
    value: str
    article: int = 0
    other: str = ""
    before: State | None = None

    def about(self, other: Decision) -> bool:
        """Whether both decide the same thing; merging is one thing for all entities, which are put into one another."""
        if self.what != other.what:
            return False
        return self.what == "merge" or (self.entity, self.article) == (other.entity, other.article)


def dump(decision: Decision) -> str:
    """A decision as the journal keeps it."""
    return json.dumps({name: value for name, value in asdict(decision).items() if value}, ensure_ascii=False)


def load(decided: str) -> Decision | None:
    """What :func:`dump` wrote; None for ""."""
    return Decision(**{"value": "", **json.loads(decided)}) if decided else None


def decide(connection: Connection, decision: Decision) -> str:
    """The decision as the journal is to keep it, or "" if nothing would be different."""
    now = _now(connection, decision)
    if _next(now, decision) == now:
        return ""
    first = not _lines(connection, decision)
    return storable(dump(replace(decision, before=now if first else None)))


def settle(connection: Connection, decided: str) -> None:
    """Make true what the lines of the journal that stand say about the same thing as ``decided``; "" is none."""
    decision = load(decided)
    if decision is None:
        return
    lines = _lines(connection, decision)
    state: State = lines[0][0].before or ({} if decision.what == "merge" else "")
    for line, stands in lines:
        if stands:
            state = _next(state, line)
    _set(connection, decision, state)


def _lines(connection: Connection, about: Decision) -> list[tuple[Decision, bool]]:
    """The lines about the same, oldest first, and whether each stands."""
    rows = connection.execute("SELECT decided, undone FROM changes WHERE decided <> '' ORDER BY id").fetchall()
    found = [(load(decided), not undone) for decided, undone in rows]
    return [(line, stands) for line, stands in found if line is not None and about.about(line)]


def _next(state: State, decision: Decision) -> State:
    """What is true after a decision.  Of merging: every target stands for itself."""
    if isinstance(state, str):
        return decision.value
    entity, target = decision.entity, decision.value
    if not target:
        return {one: into for one, into in state.items() if one != entity}
    if state.get(target) != entity:
        target = state.get(target, target)  # it is in another one by then
    moved = {one: target if into == entity else into for one, into in state.items()} | {entity: target}
    return {one: into for one, into in moved.items() if one != into and one != target}


def _now(connection: Connection, about: Decision) -> State:
    if about.what == "merge":
        return dict(connection.execute("SELECT entity, target FROM entity_merges").fetchall())
    if about.what == "split":
        query, values = "SELECT 1 FROM entity_splits WHERE article = ? AND entity = ?", (about.article, about.entity)
        return APART if connection.execute(query, values).fetchone() else ""
    row = connection.execute("SELECT note FROM entity_states WHERE entity = ?", (about.entity,)).fetchone()
    return str(row[0]) if row else ""


def _set(connection: Connection, about: Decision, state: State) -> None:
    if isinstance(state, dict):
        connection.execute("DELETE FROM entity_merges")
        connection.executemany("INSERT INTO entity_merges (entity, target) VALUES (?, ?)", state.items())
    elif about.what == "split":
        _set_split(connection, about, state)
    else:
        connection.execute(
            "INSERT INTO entity_states (entity, kind, name, note) VALUES (?, ?, ?, ?)"
            " ON CONFLICT (entity) DO UPDATE SET note = excluded.note",
            (about.entity, about.kind, about.name, state),
        )


def _set_split(connection: Connection, about: Decision, state: str) -> None:
    values = (about.entity, about.article)
    if state == _now(connection, about):
        return
    if state:
        # Not where the article was pruned meanwhile.
        connection.execute(
            "INSERT INTO entity_splits (entity, article) SELECT ?, id FROM headlines WHERE id = ?", values
        )
    else:
        connection.execute("DELETE FROM entity_splits WHERE entity = ? AND article = ?", values)
    connection.execute("DELETE FROM recognitions WHERE article = ?", (about.article,))
