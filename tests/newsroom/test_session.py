"""The queue of a session: what matters most first, and no more than fits."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.newsroom import Desk, dossiers, reading, triage
from tui.newsroom.demo import demo_desk
from tui.newsroom.session import Candidate, fill, queue, ranked

NOW = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)


def test_more_sources_somebody_followed_and_newer_come_first() -> None:
    alone = Candidate(1, 1, False, 0.9)
    told_by_four = Candidate(2, 4, False, 0.1)
    followed = Candidate(3, 1, True, 0.5)
    newest = Candidate(4, 1, False, 1.0)
    assert [one.id for one in ranked([alone, told_by_four, followed, newest])] == [2, 3, 4, 1]
    same = [Candidate(7, 1, False, 0.5), Candidate(8, 1, False, 0.5)]
    assert ranked(same) == same


def test_what_is_too_long_is_passed_over_but_the_first_story_stays() -> None:
    lengths = {1: 4.0, 2: 8.0, 3: 3.0, 4: 0.0, 5: 3.0}
    candidates = [Candidate(number, 1, False, 0) for number in lengths]
    assert fill(candidates, 10, lengths.__getitem__) == [1, 3, 4]
    assert fill(candidates[1:], 2, lengths.__getitem__) == [2]
    assert fill([], 10, lengths.__getitem__) == []


@given(st.lists(st.floats(0, 30), max_size=40), st.floats(1, 60))
def test_it_never_takes_longer_than_it_may(lengths: list[float], minutes: float) -> None:
    candidates = [Candidate(number, 1, False, 0) for number in range(len(lengths))]
    chosen = fill(candidates, minutes, lengths.__getitem__)
    assert chosen == sorted(set(chosen))
    assert len(chosen) <= 1 or sum(lengths[number] for number in chosen) <= minutes + 1e-6
    assert bool(chosen) == bool(lengths)


@pytest.fixture
def demo(tmp_path: Path) -> Iterator[Desk]:
    with demo_desk(tmp_path, clock=lambda: NOW) as desk:
        yield desk


def test_a_queue_holds_unread_stories_alone_and_the_followed_first(demo: Desk) -> None:
    desk = demo
    every = list(queue(desk, 60).ids)
    assert set(every) <= set(reading.ids(desk, "unread since:7d"))
    assert len(every) > 3
    assert len(queue(desk, 60).members[every[0]]) == 2, "two sources tell it, in two languages"
    triage.apply(desk, "dismiss", every[:1], desk.clock())
    triage.apply(desk, "read", every[1:2], desk.clock())
    rest = list(queue(desk, 60).ids)
    assert not set(every[:2]) & set(rest)
    last = rest[-1]
    story = reading.story(desk, last)
    person = next(one for one in story.recognition.entities if one.kind in dossiers.KINDS)
    dossiers.follow(desk, person.id, on=True)
    assert list(queue(desk, 60).ids).index(last) < len(rest) - 1
    assert len(queue(desk, 1).ids) <= 2
