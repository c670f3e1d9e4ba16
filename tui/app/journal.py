"""Changes that go to the journal on disk, made in the writing thread, and what they changed for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.app.messages import HistoryRead, TriageDone
from tui.newsroom import Desk, reading, triage
from tui.newsroom.triage import Change

NAMED = 500
"""Up to this many stories are read again one by one after a change; beyond, the view is counted anew."""


def apply(desk: Desk, verb: str, ids: Sequence[int], now: datetime, *, quiet: bool = False) -> TriageDone:
    """Do ``verb`` to ``ids``; ``quiet`` says nothing of it, and undo passes it over."""
    return _told(desk, triage.apply(desk, verb, ids, now, quiet=quiet), "quiet" if quiet else "done")


def undo(desk: Desk, now: datetime) -> TriageDone:
    """Take the last change back that was asked for; if none is left, the last quiet one.

    What was read by opening it stays read: nobody means that by "undo".
    """
    return _told(desk, triage.undo(desk, now, triage.last_meant(desk)), "undone")


def redo(desk: Desk, now: datetime) -> TriageDone:
    """Do again what was taken back last."""
    return _told(desk, triage.redo(desk, now), "redone")


def turn(desk: Desk, line: int, now: datetime, *, undone: bool) -> TriageDone:
    """Take one line of the history back, whatever came after it, or do it again."""
    if undone:
        return _told(desk, triage.undo(desk, now, line), "undone")
    return _told(desk, triage.redo(desk, now, line), "redone")


def read_history(desk: Desk, limit: int = 200) -> HistoryRead:
    """The last changes, newest first."""
    return HistoryRead(triage.history(desk, limit))


def _told(desk: Desk, change: Change | None, how: str) -> TriageDone:
    if change is None:
        return TriageDone(None, how, ())
    if len(change.ids) <= NAMED:
        return TriageDone(change, how, reading.headlines(desk, change.ids))
    return TriageDone(change, how, None, reading.ids(desk, "unread"))
