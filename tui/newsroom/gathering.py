"""Which articles tell the same event: found as they come.

An article is compared, once it is recognised, with those of the days around it
that share a rare trait with it (:mod:`tui.newsroom.likeness`); it joins the
story whose members it is most like.  No work is done over the whole cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import groupby

from tui.newsroom.desk import Desk
from tui.newsroom.likeness import SAME_EVENT, Traits, dump, hashed, load, score, traits_of, weighed, weight
from tui.store import stories
from tui.store.connection import Connection

DAY_MS = 86_400_000
WINDOW = 3 * DAY_MS
"""So far apart two articles of one event may be."""
KEPT = 10 * DAY_MS
"""For so long traits are kept: a feed may bring an article late."""
RARE, MOST, MEMBERS = 60, 40, 12
"""A trait leads to candidates if at most so many articles have it; so many candidates are compared, and so many
members of the story of each."""
NO_STRANGER = 0.0
"""The score that an article must have with a story's members on average."""
BATCH = 10
"""Articles in one transaction: a reader who waits to write waits for no more than these."""


def assign(desk: Desk, numbers: Iterable[int]) -> None:
    """Find the stories of recognised articles, oldest first; those that changed are looked at anew.

    Articles older than KEPT are passed over: nothing is left to compare them with.
    """
    from tui.entities import RECOGNISER_VERSION

    wanted = stories.from_date(desk.store, list(numbers), round(desk.clock().timestamp() * 1000) - KEPT)
    for start in range(0, len(wanted), BATCH):
        texts = stories.texts(desk.store, wanted[start : start + BATCH], RECOGNISER_VERSION)
        found = [(number, feed, date, traits_of(text, recognition)) for number, feed, date, text, recognition in texts]
        with desk.store.write() as connection:
            for day, group in groupby(found, lambda each: each[2] // DAY_MS):
                around = _Around(connection, day * DAY_MS - WINDOW, (day + 1) * DAY_MS + WINDOW)
                for number, feed, date, traits in group:
                    around.place(number, feed, date, traits)


def forget(connection: Connection, now: datetime) -> None:
    """Drop the traits with which nothing that comes is compared any more; the stories stay."""
    stories.forget_traits(connection, round(now.timestamp() * 1000) - KEPT)


def renew(desk: Desk) -> int:
    """Find the stories of the last days' articles that were recognised before there were stories; returns how many."""
    from tui.entities import RECOGNISER_VERSION

    done = 0
    since = round(desk.clock().timestamp() * 1000) - WINDOW
    while batch := stories.untold(desk.store, RECOGNISER_VERSION, since, BATCH):
        assign(desk, batch)
        done += len(batch)
    return done


class _Around:
    """The articles of some days: how rare their traits are, and which of them may tell what a new one tells."""

    def __init__(self, connection: Connection, since: int, until: int) -> None:
        self._connection, self._since, self._until = connection, since, until
        self._count = stories.population(connection, since, until)
        self._having: dict[str, int] = {}

    def _frequency(self, trait: str) -> int:
        if trait not in self._having:
            self._having[trait] = stories.frequency(self._connection, hashed(trait), self._since, self._until)
        return self._having[trait]

    def _weigh(self, trait: str) -> float:
        return weight(min(self._frequency(trait), self._count), self._count)

    def place(self, number: int, feed: int, date: int, traits: Traits) -> None:
        """Keep an article's traits, and put it into the story that it tells, if others do."""
        connection = self._connection
        stories.leave(connection, number)
        keys = traits.keys()
        self._count += 1
        for trait in keys:
            self._having[trait] = self._frequency(trait) + 1
        traits = weighed(traits, self._weigh)
        stories.keep_traits(connection, number, date, dump(traits), keys.values())
        best = self._best(feed, date, traits, self._candidates(number, date, keys))
        if best is not None:
            stories.put(connection, min(best), [number, *best])

    def _candidates(self, number: int, date: int, keys: Mapping[str, int]) -> list[int]:
        found: dict[int, float] = {}
        for trait, key in keys.items():
            if self._frequency(trait) > RARE:
                continue
            for other in stories.having(self._connection, key, date - WINDOW, date + WINDOW):
                found[other] = found.get(other, 0.0) + self._weigh(trait)
        found.pop(number, None)
        return sorted(found, key=lambda other: -found[other])[:MOST]

    def _best(self, feed: int, date: int, traits: Traits, candidates: Sequence[int]) -> list[int] | None:
        """The members of the story that an article belongs to (one alone begins a story), or None.

        What its own feed tells already is no second source: a day's prices and a day's weather are alike every day.
        """
        known = stories.stories_of(self._connection, candidates)
        groups: dict[int, list[int]] = {}
        for other in candidates:
            story = known.get(other, -other)
            if story not in groups:
                groups[story] = stories.members(self._connection, story) if story > 0 else [other]
        told = stories.traits(self._connection, [other for group in groups.values() for other in group[-MEMBERS:]])
        own = stories.of_feed(self._connection, feed, [other for group in groups.values() for other in group])
        rated = []
        for group in groups.values():
            if not own.isdisjoint(group):
                continue
            scores = [
                score(traits, load(told[other][1]), abs(date - told[other][0]) / DAY_MS, self._weigh)
                for other in group
                if other in told
            ]
            if scores and max(scores) >= SAME_EVENT and sum(scores) / len(scores) >= NO_STRANGER:
                rated.append((max(scores) + sum(scores) / len(scores), group))
        return max(rated)[1] if rated else None
