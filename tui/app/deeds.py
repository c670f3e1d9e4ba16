"""A line of the history in words: what was done, to which story or to how many, and by which rule."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.model import Headline
from tui.newsroom.triage import Change

Say = Callable[..., str]
"""Says the sentence of a key with its values filled in."""
_FIRST_STRONG, _POP = "\u2068", "\u2069"


def told(change: Change, say: Say) -> str:
    """``dismiss: "Title"``, ``read: 42``, ``rule "No sport": 7``."""
    what = deed(change, say)
    if not change.count:
        return what
    if change.count == 1 and change.title:
        return say("history.one", what=what, title=change.title)
    return say("history.line", what=what, count=change.count)


def deed(change: Change, say: Say) -> str:
    """What was done, without to what: ``dismiss``, ``rule "No sport"``."""
    # Whom an older version muted has no rule and no note.
    verb = "made_rule" if change.verb == "mute" and change.note else change.verb
    if not change.about:
        return say(f"done.{verb}", note=change.note)
    # Two names, or a name and a text, each of its own direction: neither takes the other's signs along (UAX#9, FSI).
    note, other = (f"{_FIRST_STRONG}{words}{_POP}" for words in (change.note, change.other))
    return say(f"done.{verb}", note=note, other=other)


def turned(change: Change, headlines: Sequence[Headline]) -> str:
    """The verb as it turned out: a toggle that set every one of the changed stories the same way is told as that."""
    flags = {"toggle_read": "read", "toggle_star": "starred", "toggle_later": "later"}
    if change.verb not in flags:
        return change.verb
    states = {bool(getattr(headline, flags[change.verb])) for headline in headlines}
    if len(states) != 1:
        return change.verb
    name = change.verb.removeprefix("toggle_")
    return name if states.pop() else f"un{name}"
