"""Who is followed: a company or person with a view of its own in feeds.toml, made and taken away from inside.

Each turn is a line of the history, which undo takes back.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from tui.config import ConfigError, View
from tui.grammar import QueryError, Term, parse
from tui.newsroom import settings
from tui.newsroom.desk import Desk
from tui.newsroom.triage import FOLLOW, MADE_VIEW, UNFOLLOW, Change, changed
from tui.store import dossiers, journal
from tui.store.dossiers import Name

KINDS = ("company", "person")
LONG_AGO = datetime.fromtimestamp(0, UTC)


@dataclass(frozen=True, slots=True)
class Followed:
    """One who is followed.  ``view``: the view that says so, None where an older version kept it in the store."""

    kind: str
    id: str
    name: str
    view: View | None

    @property
    def query(self) -> str:
        """What finds its stories."""
        return query_of(self.kind, self.id)


def query_of(kind: str, id: str) -> str:
    """The query of the view of a company or person."""
    return f'{kind}:"{id.replace(chr(34), "")}"'


def followed(desk: Desk) -> list[Followed]:
    """The companies and people that have a view of their own, in the order of the views."""
    found = []
    for view in desk.config.views:
        term = _entity(view)
        if term is not None:
            found.append(Followed(term.field, term.value, view.title, view))
    known = {(one.kind, one.id) for one in found}
    return found + [one for one in _old(desk) if (one.kind, one.id) not in known]


def _old(desk: Desk) -> list[Followed]:
    """Those whom an older version knew to be followed, in the order in which that was begun."""
    states = [state for state in dossiers.states(desk.store).values() if state.followed is not None]
    states.sort(key=lambda state: (state.followed or LONG_AGO, state.id))
    return [Followed(state.kind, state.id, state.name, None) for state in states]


def _entity(view: View) -> Term | None:
    """The company or person that is all of a view's query."""
    try:
        tree = parse(view.query)
    except QueryError:
        return None
    return tree if isinstance(tree, Term) and tree.field in KINDS else None


def _of(desk: Desk, kind: str, id: str) -> list[Followed]:
    merged = dossiers.merges(desk.store)
    return [one for one in followed(desk) if one.kind == kind and merged.get(one.id, one.id) == id]


def followed_since(desk: Desk, kind: str, id: str) -> datetime | None:
    """Since when somebody is followed; the beginning of time where nobody knows, None for not."""
    for one in _of(desk, kind, id):
        if one.view is None:
            return dossiers.states(desk.store)[one.id].followed
        return journal.made_at(desk.store, (FOLLOW, MADE_VIEW), one.view.title) or LONG_AGO
    return None


def begin(desk: Desk, name: Name) -> None:
    """Make a view of a company or person.  Raises ConfigError."""
    if not _of(desk, name.kind, name.id):
        view = View(_title(desk, name), query_of(name.kind, name.id))
        settings.make(desk, view)
        _write(desk, FOLLOW, view, taken=False)


def _title(desk: Desk, name: Name) -> str:
    """Its name, or, where another view is called so, its name and a number."""
    title, taken, number = name.name, {view.title for view in desk.config.views}, 1
    while title in taken:
        number += 1
        title = f"{name.name} ({number})"
    return title


def end(desk: Desk, name: Name) -> None:
    """Take its views away.  Raises ConfigError."""
    for one in _of(desk, name.kind, name.id):
        if one.view is None:
            dossiers.set_state(desk.store, Name(one.id, one.kind, one.name), "followed", 0)
        elif settings.take_away(desk, one.view):
            _write(desk, UNFOLLOW, one.view, taken=True)


def _write(desk: Desk, verb: str, view: View, *, taken: bool) -> Change:
    edit = settings.dump(view, taken=taken)
    return changed(journal.change(desk.store, verb, (), desk.clock(), lambda it: it, note=view.title, edit=edit))


def adopt(desk: Desk) -> int:
    """Make views of those whom an older version followed.  Returns how many; 0 if feeds.toml cannot be edited."""
    done = 0
    if not desk.config.path.exists():
        return 0
    for one in _old(desk):
        try:
            if not any(other.view for other in _of(desk, one.kind, one.id)):
                settings.make(desk, View(_title(desk, Name(one.id, one.kind, one.name)), one.query))
        except ConfigError:
            break  # They go on being followed by what the store knows.
        dossiers.set_state(desk.store, Name(one.id, one.kind, one.name), "followed", 0)
        done += 1
    return done
