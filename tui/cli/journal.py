"""``khabar history``, ``undo`` and ``redo``."""

from __future__ import annotations

import sys
from argparse import Namespace
from dataclasses import replace
from datetime import datetime
from typing import Any

from tui.app.deeds import told
from tui.cli.commands import looking
from tui.cli.faults import Refusal
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import logical, said, tell
from tui.newsroom import Desk, reading, triage
from tui.newsroom.triage import Change

PAGE = 200
"""Lines read at once."""


def run_history(options: Namespace) -> int:
    """What was done, newest first."""
    with looking(options) as desk:
        if options.json:
            print_json([as_json(change) for change in _lines(desk, options.limit)])
            return 0
        surface = Surface(options)
        for change in _lines(desk, options.limit):
            _print(surface, change)
    return 0


def _lines(desk: Desk, limit: int) -> list[Change]:
    found: list[Change] = []
    while len(found) < limit:
        page = triage.history(desk, min(PAGE, limit - len(found)), found[-1].id if found else None)
        if not page:
            break
        found += page
    return found


def _print(surface: Surface, change: Change) -> None:
    words = told(change, said)
    at = _when(change.at)
    if not surface.visual:
        state = "undone" if change.undone else "done"
        row = (str(change.id), at, state, change.verb, str(change.count), one_line(logical(words)))
        sys.stdout.write("\t".join(row) + "\n")
        return
    if change.undone:
        words = f"{words} \u00b7 {said('history.undone')}"
    room = max(1, surface.width - 26)
    surface.write(
        [
            (f"{change.id:>6}  ", ("number",)),
            (f"{at}  ", ("number",)),
            (surface.cell(words, room), ("meta",) if change.undone else ()),
        ]
    )


def _when(moment: datetime) -> str:
    return f"{moment.astimezone():%Y-%m-%d %H:%M}"


def as_json(change: Change) -> dict[str, Any]:
    """A line's values by name; ``ids`` are the first stories that it touched."""
    return {
        "id": change.id,
        "verb": change.verb,
        "note": change.note,
        "about": change.about,
        "other": change.other,
        "count": change.count,
        "ids": list(change.ids),
        "title": change.title,
        "at": change.at.isoformat(),
        "undone": change.undone,
    }


def run_undo(options: Namespace) -> int:
    """Take a change back."""
    return _turn(options, "undo")


def run_redo(options: Namespace) -> int:
    """Do one again."""
    return _turn(options, "redo")


def _turn(options: Namespace, how: str) -> int:
    with looking(options) as desk:
        if how == "undo":
            line = options.line if options.line is not None else triage.last_meant(desk)
            change = triage.undo(desk, desk.clock(), line)
        else:
            change = triage.redo(desk, desk.clock(), options.line)
        if change is None:
            if options.line is not None:
                raise Refusal(said(f"cli.{how}.no_line", line=options.line))
            raise Refusal(said(f"cli.{how}.nothing"))
        shown = _titled(desk, change)
    tell(options, one_line(said(f"cli.{how}.done", what=told(shown, said))))
    return 0


def _titled(desk: Desk, change: Change) -> Change:
    found = reading.headlines(desk, change.ids[:1])
    return replace(change, title=found[0].title if found else "")
