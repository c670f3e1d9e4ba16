"""Points in time as the reader says them: in local time, short."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tui.app.words import Words

if TYPE_CHECKING:
    from tui.newsroom.revisions import Change

DATE_WIDTH = 7
"""The widest result of :func:`short_date` in cells."""


def short_date(moment: datetime, now: datetime) -> str:
    """``14:02`` today, ``23.11.`` this year, ``11.2024`` before.

    ``moment`` and ``now`` are aware; the result is in local time.
    """
    local, today = moment.astimezone(), now.astimezone()
    if local.date() == today.date():
        return f"{local:%H:%M}"
    if local.year == today.year:
        return f"{local:%d.%m.}"
    return f"{local:%m.%Y}"


def ago(moment: datetime, now: datetime, words: Words) -> str:
    """How long ago, in words."""
    minutes = max(0, int((now - moment).total_seconds() // 60))
    if minutes < 1:
        return words.say("when.now")
    if minutes < 60:
        return words.say("when.minutes", count=minutes)
    if minutes < 48 * 60:
        return words.say("when.hours", count=minutes // 60)
    return words.say("when.days", count=minutes // (24 * 60))


def heading_of(change: Change, say: Callable[..., str]) -> str:
    """What stands over a change of a watched page: when it was seen, in local time, and how many words it touched."""
    when = f"{change.at.astimezone():%d.%m.%Y %H:%M}"
    # Isolates: date and counts keep their order inside a right-to-left sentence.
    count = f"\u2066+{change.comparison.added}\u2069 \u2066\u2212{change.comparison.removed}\u2069"
    return say("changes.heading", when=f"\u2068{when}\u2069", words=count)
