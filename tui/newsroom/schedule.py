"""When a feed is asked the next time, and why then.  Pure: the time and the chance are passed in.

A feed is asked as often as it brings something, and never more often than the
reader's ``refresh_minutes`` (ten at least), than the server's own freshness
(RFC 9111, 5.2.2.1 and 5.3) or the feed's ``ttl`` allow.  One that fails is
asked less and less often; Retry-After (RFC 9110, 10.2.3) is obeyed, and one
that is gone (410) is not asked any more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from http import HTTPStatus
from itertools import pairwise
from typing import Final, Literal

from tui.config import Config

LAST_REFRESH: Final = "last_refresh"
"""The fact of the store that says when all feeds were asked last."""
LEAST: Final = timedelta(minutes=10)
USUAL: Final = timedelta(minutes=30)
LONGEST: Final = timedelta(days=1)
LONGEST_RETRY: Final = timedelta(days=7)
LONGEST_UNREACHED: Final = timedelta(hours=2)
"""A machine without a network must not find its feeds asleep when it has one again."""
JITTER: Final = 0.1
"""The share of a wait by which it is longer, by chance: all readers of a feed must not come at once."""
NEWEST: Final = 20
"""So many articles tell a feed's rhythm."""

Why = Literal["usual", "rhythm", "server", "ttl", "retry", "failures", "gone"]


@dataclass(frozen=True, slots=True)
class Plan:
    """The next time (aware; None for never), the reason, and the time between the feed's articles (0: unknown)."""

    next: datetime | None
    why: Why
    rhythm: timedelta = timedelta()


def usual_wait(config: Config) -> timedelta:
    """The wait that the reader wishes; USUAL where he has switched the timer off."""
    return timedelta(minutes=config.reader.refresh_minutes) or USUAL


def rhythm_of(dates: Sequence[datetime], now: datetime) -> timedelta:
    """How much time is between two articles: the median of the newest, or the silence since, if that is longer."""
    newest = sorted((date for date in dates if date <= now), reverse=True)[:NEWEST]
    if not newest:
        return timedelta()
    gaps = [(later - earlier).total_seconds() for later, earlier in pairwise(newest)]
    return max(timedelta(seconds=_median(gaps)), now - newest[0])


def _median(values: Sequence[float]) -> float:
    """The middle of the values, 0 of none; the module "statistics" brings fractions, which each refresh would pay."""
    ordered, half = sorted(values), len(values) // 2
    if not ordered:
        return 0
    return ordered[half] if len(values) % 2 else (ordered[half - 1] + ordered[half]) / 2


def after_success(
    now: datetime,
    *,
    usual: timedelta,
    dates: Sequence[datetime],
    fresh: timedelta = timedelta(),
    ttl: timedelta = timedelta(),
    chance: float = 0.0,
) -> Plan:
    """The plan after an answer.

    ``usual`` is the wait that the reader wishes, ``dates`` when the feed's
    newest articles came out, ``fresh`` what the server says of its answer, and
    ``ttl`` what the feed says of itself; ``chance`` is from 0 to 1.
    """
    rhythm = rhythm_of(dates, now)
    waits: dict[Why, timedelta] = {"usual": max(usual, LEAST), "rhythm": rhythm / 2, "server": fresh, "ttl": ttl}
    why = max(waits, key=lambda one: min(waits[one], LONGEST))
    return Plan(now + _later(min(waits[why], LONGEST), chance), why, rhythm)


def after_failure(
    now: datetime,
    *,
    usual: timedelta,
    failures: int,
    status: int = 0,
    retry: timedelta = timedelta(),
    rhythm: timedelta = timedelta(),
    chance: float = 0.0,
) -> Plan:
    """The plan after the failure number ``failures`` in a row; ``status`` is HTTP's, 0 where nothing answered."""
    if status == HTTPStatus.GONE:
        return Plan(None, "gone", rhythm)
    wait = max(usual, LEAST) * 2 ** min(max(failures - 1, 0), 10)
    wait = min(wait, LONGEST if status else LONGEST_UNREACHED)
    if retry >= wait or (retry and status in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE)):
        return Plan(now + max(min(retry, LONGEST_RETRY), LEAST), "retry", rhythm)
    return Plan(now + _later(wait, chance), "failures", rhythm)


def _later(wait: timedelta, chance: float) -> timedelta:
    return wait * (1 + JITTER * chance)


def must_wait(now: datetime, next: datetime | None, why: str) -> bool:
    """Whether not even the reader's own wish asks it now: its server said when, or that it is gone."""
    return why == "gone" or (why == "retry" and next is not None and next > now)
