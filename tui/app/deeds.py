"""A line of the history in words: what was done, to which story or to how many, and by which rule."""

from __future__ import annotations

from collections.abc import Callable

from tui.newsroom.triage import Change

Say = Callable[..., str]
"""Says the sentence of a key with its values filled in."""


def told(change: Change, say: Say) -> str:
    """``dismiss: "Title"``, ``read: 42``, ``rule "No sport": 7``."""
    what = say(f"done.{change.verb}", note=change.note)
    if change.count == 1 and change.title:
        return say("history.one", what=what, title=change.title)
    return say("history.line", what=what, count=change.count)
