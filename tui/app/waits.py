"""When a feed is asked the next time and why then, in words: for the status line and for ``khabar feeds``."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)

Say = Callable[..., str]
"""Says the sentence of a key with its values filled in."""


def wait(next: datetime | None, why: str, rhythm: timedelta, failures: int, now: datetime, say: Say) -> str:
    """One line; ``next`` (aware) and the others are as :class:`tui.model.FeedStatus` has them."""
    if why == "gone":
        return say("wait.gone")
    if next is None or next <= now:
        return say("wait.now")
    there, here = next.astimezone(), now.astimezone()
    when = f"{there:%H:%M}" if there.date() == here.date() else f"{there:%Y-%m-%d %H:%M}"
    if why == "rhythm":
        return say("wait.rhythm", when=when, every=span(rhythm, say))
    if why == "failures":
        return say("wait.failures", when=when, count=failures)
    return say(f"wait.{why}" if why in ("server", "ttl", "retry") else "wait.usual", when=when)


def span(length: timedelta, say: Say) -> str:
    """A stretch of time in its largest unit that fits twice."""
    for name, unit in (("days", _DAY), ("hours", _HOUR)):
        if length >= 2 * unit:
            return say(f"span.{name}", number=round(length / unit))
    return say("span.minutes", number=max(1, round(length / timedelta(minutes=1))))
