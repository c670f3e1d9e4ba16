"""Triage: verbs over articles, each taken back exactly by undo.  Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType

from tui.newsroom.desk import Desk
from tui.store import journal
from tui.store.headlines import DISMISSED, LATER, READ, STARRED

VERBS: Mapping[str, tuple[int, bool | None]] = MappingProxyType(
    {
        "read": (READ, True),
        "unread": (READ, False),
        "toggle_read": (READ, None),
        "star": (STARRED, True),
        "unstar": (STARRED, False),
        "toggle_star": (STARRED, None),
        "later": (LATER, True),
        "unlater": (LATER, False),
        "toggle_later": (LATER, None),
        "dismiss": (DISMISSED, True),
        "undismiss": (DISMISSED, False),
    }
)
"""Each verb's flag, and whether it sets it, clears it, or (None) turns it."""


MUTE = "mute"
"""The verb of what a muted company or person dismisses.  Nobody pressed a key for it, so ``undo`` passes it over."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb changed.  ``ids`` are the articles that are different now; ``id`` is 0 if there are none."""

    id: int
    verb: str
    count: int
    ids: tuple[int, ...]
    at: datetime
    undone: bool = False


def apply(desk: Desk, verb: str, ids: Sequence[int], now: datetime) -> Change:
    """Do ``verb`` to articles, write it down, and say what it changed.

    A toggle clears the flag only if every article has it.  Unknown articles
    are passed over.  Raises KeyError for an unknown verb.
    """
    flag, setting = VERBS[verb]

    def decide(before: dict[int, int]) -> dict[int, int]:
        on = setting if setting is not None else not all(flags & flag for flags in before.values())
        return {number: (flags | flag if on else flags & ~flag) for number, flags in before.items()}

    return _change(journal.change(desk.store, verb, ids, now, decide))


def mute(desk: Desk, ids: Sequence[int], *, on: bool) -> Change:
    """Dismiss what is unread of these, or bring back those of them that muting dismissed."""
    if on:
        change = journal.change(desk.store, MUTE, ids, desk.clock(), _dismissed_if_unread, alone=True)
    else:
        dismissed = journal.articles_of(desk.store, MUTE)
        change = journal.change(
            desk.store,
            MUTE,
            [number for number in ids if number in dismissed],
            desk.clock(),
            lambda before: {number: flags & ~DISMISSED for number, flags in before.items()},
            alone=True,
        )
    return _change(change)


def _dismissed_if_unread(before: dict[int, int]) -> dict[int, int]:
    kept = READ | STARRED | LATER
    return {number: flags if flags & kept else flags | DISMISSED for number, flags in before.items()}


def undo(desk: Desk, now: datetime) -> Change | None:
    """Take the last change back; None if there is none left."""
    found = journal.undo(desk.store)
    return None if found is None else _change(found)


def redo(desk: Desk, now: datetime) -> Change | None:
    """Do again what was taken back last; None if there is nothing."""
    found = journal.redo(desk.store)
    return None if found is None else _change(found)


def history(desk: Desk, limit: int) -> list[Change]:
    """The last changes, newest first; ``undone`` says which of them are taken back."""
    return [_change(found) for found in journal.history(desk.store, limit)]


def _change(found: journal.Recorded) -> Change:
    return Change(found.id, found.verb, len(found.ids), found.ids, found.at, found.undone)
