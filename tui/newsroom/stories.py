"""Stories: articles that tell the same event fold to one row of a list.

Which articles those are is found as they come (:mod:`tui.newsroom.gathering`).
"""

from __future__ import annotations

from array import array
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui.model import Headline
from tui.newsroom.desk import Desk
from tui.store import headlines, stories


class Folded(NamedTuple):
    """A list with one row for each story: the ids of the rows, and by row the ids it stands for, itself first."""

    ids: array[int]
    members: Mapping[int, tuple[int, ...]]


def fold(desk: Desk, ids: Sequence[int]) -> Folded:
    """Fold a list: of each story in it the first article stays, in its place, and stands for the others."""
    known = stories.all_members(desk.store)
    if known.keys().isdisjoint(ids):
        return Folded(array("q", ids), {})
    leads: dict[int, int] = {}
    folded: dict[int, list[int]] = {}
    rows = array("q")
    for number in ids:
        story = known.get(number)
        if story is None:
            rows.append(number)
        elif story in leads:
            folded.setdefault(leads[story], [leads[story]]).append(number)
        else:
            leads[story] = number
            rows.append(number)
    return Folded(rows, {lead: tuple(members) for lead, members in folded.items()})


def members(desk: Desk, number: int) -> list[Headline]:
    """The headlines of an article and of all that tell the same event, newest first."""
    return headlines.headlines(desk.store, stories.of(desk.store, number))
