"""A session with an end: how much of its time and of its stories is left, and what became of them.  Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from tui.app.listing import Listing
from tui.model import Headline

KEY = "session"
"""The key of a session's list among the views."""
USUAL_MINUTES = 10
"""How long a session is that is begun without a number."""


@dataclass(slots=True)
class Session:
    """A queue of ``total`` stories for ``minutes``, begun at ``started``.  ``ended`` is when it was done."""

    listing: Listing
    total: int
    minutes: int
    started: datetime
    ended: datetime | None = None
    time_told: bool = False

    @property
    def left(self) -> int:
        """How many of them are not decided on: unread, and not put off."""
        rows = range(len(self.listing))
        return len({self._story(row) for row in rows if self.listing.is_unread(row) and not self._has(row, "later")})

    @property
    def done(self) -> bool:
        """Whether nothing of it is left."""
        return self.total > 0 and self.left == 0

    def _story(self, row: int) -> int:
        """The story that a row belongs to: an unfolded one has a row for each of its sources."""
        return self.listing.folds.lead(self.listing.ids[row])

    def _has(self, row: int, *flags: str) -> bool:
        headline = self.listing.headline(row)
        return headline is not None and any(getattr(headline, flag) for flag in flags)

    def minutes_left(self, now: datetime) -> int:
        """Whole minutes of the time that is left, begun ones counted; 0 when it is over."""
        return max(0, ceil((self.started + timedelta(minutes=self.minutes) - now) / timedelta(minutes=1)))

    def minutes_taken(self, now: datetime) -> int:
        """Whole minutes since it began, at least 1."""
        return max(1, round(((self.ended or now) - self.started) / timedelta(minutes=1)))

    def kept(self) -> int:
        """How many of its stories are starred or for later."""
        rows = range(len(self.listing))
        return len({self._story(row) for row in rows if self._has(row, "starred", "later")})

    def catch_up(self, headlines: Iterable[Headline], unread: Iterable[int]) -> None:
        """Its list was not shown for a while: take what its articles, all of them, are now."""
        self.listing.forget()
        self.listing.learn(headlines)
        self.listing.mark_unread(unread)

    def account(self, now: datetime) -> dict[str, int]:
        """The figures of its sentences."""
        return {
            "count": self.total - self.left,
            "total": self.total,
            "minutes": self.minutes_taken(now),
            "kept": self.kept(),
        }
