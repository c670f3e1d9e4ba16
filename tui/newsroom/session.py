"""A session with an end: as many unread stories as fit into some minutes, what matters most first.

What matters is how many sources tell a story, whether somebody in it is
followed, and how new it is; what fits is told by the length of its text.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from math import log2

from tui.newsroom import reading, stories, texts
from tui.newsroom.desk import Desk
from tui.newsroom.following import followed
from tui.newsroom.stories import Folded

WORDS_A_MINUTE = 200
"""As the reading time beside a title is reckoned."""
AT_LEAST = 0.2
"""Minutes that any story takes, if only to look at its headline and let it go."""
RECENT = "unread since:7d"
LOOKED = 200
"""So many of the foremost stories are measured at most."""
FOLLOWED, SOURCES, RECENCY = 2.0, 1.5, 1.0
"""What somebody who is followed, a doubling of the sources, and being the newest of all each weigh."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A story: its article, by how many sources it is told, whether it is of somebody followed, and how new it is.

    ``recency`` is 1 for the newest of all and falls to 0 for the oldest.
    """

    id: int
    sources: int
    followed: bool
    recency: float


def ranked(candidates: Iterable[Candidate]) -> list[Candidate]:
    """What matters most first; of two that matter the same, the one that was named first."""
    return sorted(candidates, key=_weight, reverse=True)


def _weight(one: Candidate) -> float:
    return FOLLOWED * one.followed + SOURCES * log2(max(1, one.sources)) + RECENCY * one.recency


def fill(candidates: Sequence[Candidate], minutes: float, length: Callable[[int], float]) -> list[int]:
    """The articles, in their order, that fit into ``minutes``; what is too long for the rest is passed over.

    ``length`` tells how many minutes an article takes.  The first story stays
    whatever its length: a session is never empty where there is something to read.
    """
    left, chosen = minutes, list[int]()
    for one in candidates:
        if left < AT_LEAST:
            break
        needed = max(AT_LEAST, length(one.id))
        if needed <= left or not chosen:
            chosen.append(one.id)
            left -= needed
    return chosen


def queue(desk: Desk, minutes: int) -> Folded:
    """The unread stories of the last week for a session of so many minutes, one row for each."""
    folded = stories.fold(desk, reading.ids(desk, RECENT))
    wanted = _of_followed(desk)
    count = len(folded.ids)
    candidates = [
        Candidate(
            id=lead,
            sources=_sources(desk, folded.members[lead]) if lead in folded.members else 1,
            followed=any(one in wanted for one in folded.members.get(lead, (lead,))),
            recency=1 - place / count,
        )
        for place, lead in enumerate(folded.ids)
    ]
    chosen = fill(ranked(candidates)[:LOOKED], minutes, lambda number: _minutes(desk, number))
    return Folded(array("q", chosen), {lead: folded.members[lead] for lead in chosen if lead in folded.members})


def _of_followed(desk: Desk) -> set[int]:
    """The unread articles in which somebody who is followed occurs."""
    return {number for one in followed(desk) for number in reading.ids(desk, f"{one.query} {RECENT}")}


def _sources(desk: Desk, members: Sequence[int]) -> int:
    return len({headline.feed_id for headline in reading.headlines(desk, members)})


def _minutes(desk: Desk, number: int) -> float:
    article = texts.article_of(desk, number)
    return sum(len(block.text.split()) for block in article.blocks) / WORDS_A_MINUTE if article is not None else 0.0
