"""Changes that go to the journal on disk, made in the writing thread, and what they changed for the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui.app.messages import HistoryRead, TriageDone
from tui.newsroom import Desk, reading, triage
from tui.newsroom.triage import Change

NAMED = 500
"""Up to this many stories are read again one by one after a change; beyond, the view is counted anew."""

LOOKED_BACK = 100
"""So many changes are looked through for one that was asked for."""


class Journal:
    """Writes changes down, in the writing thread alone.

    Opening a story marks it read; that is a change too, but nobody means it
    by "undo": such quiet changes are taken back only on the way to one that
    was asked for.
    """

    def apply(self, desk: Desk, verb: str, ids: Sequence[int], now: datetime, *, quiet: bool = False) -> TriageDone:
        """Do ``verb`` to ``ids``; ``quiet`` says nothing of it."""
        change = triage.apply(desk, verb, ids, now, quiet=quiet)
        return _told(desk, (change,), "quiet" if quiet else "done")

    def undo(self, desk: Desk, now: datetime) -> TriageDone:
        """Take the last change back that was asked for; if none is left, the last one."""
        standing = [change for change in triage.history(desk, LOOKED_BACK) if not change.undone and not change.alone]
        meant = next((change.id for change in standing if not change.quiet), None)
        changes: list[Change] = []
        while (change := triage.undo(desk, now)) is not None:
            changes.insert(0, change)
            if meant is None or change.id == meant:
                break
        return _told(desk, changes, "undone")

    def undo_line(self, desk: Desk, line: int, now: datetime) -> TriageDone:
        """Take that line of the history back, whatever came after it."""
        change = triage.undo(desk, now, line)
        return _told(desk, () if change is None else (change,), "undone")

    def redo_line(self, desk: Desk, line: int, now: datetime) -> TriageDone:
        """Do that line of the history again."""
        change = triage.redo(desk, now, line)
        return _told(desk, () if change is None else (change,), "redone")

    def redo(self, desk: Desk, now: datetime) -> TriageDone:
        """Do again what was taken back last."""
        change = triage.redo(desk, now)
        return _told(desk, () if change is None else (change,), "redone")


def read_history(desk: Desk, limit: int = 200) -> HistoryRead:
    """The last changes, newest first."""
    return HistoryRead(triage.history(desk, limit))


def _told(desk: Desk, changes: Sequence[Change], how: str) -> TriageDone:
    """The first of ``changes`` is the one to speak of; all of them changed stories."""
    if not changes:
        return TriageDone(None, how, ())
    ids = [story for change in changes for story in change.ids]
    if len(ids) <= NAMED:
        return TriageDone(changes[0], how, reading.headlines(desk, ids))
    return TriageDone(changes[0], how, None, reading.ids(desk, "unread"))
