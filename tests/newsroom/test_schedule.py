"""When a feed is asked again: by its rhythm, its server's wishes and its failures."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.newsroom.schedule import LEAST, LONGEST, LONGEST_RETRY, after_failure, after_success, must_wait

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
HALF = timedelta(minutes=30)


def every(gap: timedelta, count: int = 10) -> list[datetime]:
    """Articles with that much time between them, the newest just now."""
    return [NOW - gap * number for number in range(count)]


@pytest.mark.parametrize(
    ("dates", "fresh", "ttl", "wait", "why"),
    [
        ([], 0, 0, 30, "usual"),
        (every(timedelta(minutes=5)), 0, 0, 30, "usual"),
        (every(timedelta(hours=6)), 0, 0, 180, "rhythm"),
        (every(timedelta(days=30)), 0, 0, 24 * 60, "rhythm"),
        (every(timedelta(minutes=5)), 3600, 0, 60, "server"),
        (every(timedelta(minutes=5)), 365 * 86_400, 0, 24 * 60, "server"),
        (every(timedelta(minutes=5)), 0, 90, 90, "ttl"),
        ([NOW - timedelta(hours=8)], 0, 0, 240, "rhythm"),
        ([NOW + timedelta(days=400)], 0, 0, 30, "usual"),
    ],
)
def test_an_answer_plans_the_next(dates: list[datetime], fresh: int, ttl: int, wait: int, why: str) -> None:
    plan = after_success(
        NOW, usual=HALF, dates=dates, fresh=timedelta(seconds=fresh), ttl=timedelta(minutes=ttl), chance=0
    )
    assert (plan.next, plan.why) == (NOW + timedelta(minutes=wait), why)


@pytest.mark.parametrize(
    ("failures", "status", "retry", "wait", "why"),
    [
        (1, 500, 0, 30, "failures"),
        (3, 500, 0, 120, "failures"),
        (50, 500, 0, 24 * 60, "failures"),
        (50, 0, 0, 120, "failures"),
        (1, 503, 3600, 60, "retry"),
        (1, 429, 5, 10, "retry"),
        (1, 429, 365 * 86_400, 7 * 24 * 60, "retry"),
        (1, 429, 0, 30, "failures"),
    ],
)
def test_a_failure_plans_the_next(failures: int, status: int, retry: int, wait: int, why: str) -> None:
    plan = after_failure(NOW, usual=HALF, failures=failures, status=status, retry=timedelta(seconds=retry))
    assert (plan.next, plan.why) == (NOW + timedelta(minutes=wait), why)


def test_gone_is_for_good() -> None:
    plan = after_failure(NOW, usual=HALF, failures=1, status=410)
    assert (plan.next, plan.why) == (None, "gone")
    assert must_wait(NOW, plan.next, plan.why)


def test_who_must_wait() -> None:
    later = NOW + HALF
    assert not must_wait(NOW, later, "rhythm"), "the reader's own wish goes before ours"
    assert must_wait(NOW, later, "retry")
    assert not must_wait(later, later, "retry")


SPANS = st.timedeltas(timedelta(), timedelta(days=4000))


@given(SPANS, st.lists(st.datetimes(timezones=st.just(UTC)), max_size=30), SPANS, SPANS, st.floats(0, 1))
def test_never_sooner_than_ten_minutes_nor_much_later_than_a_day(
    usual: timedelta, dates: list[datetime], fresh: timedelta, ttl: timedelta, chance: float
) -> None:
    plan = after_success(NOW, usual=min(usual, LONGEST), dates=dates, fresh=fresh, ttl=ttl, chance=chance)
    assert plan.next is not None
    assert NOW + LEAST <= plan.next <= NOW + LONGEST * 1.1


@given(SPANS, st.integers(1, 10_000), st.sampled_from([0, 404, 429, 500, 503]), SPANS, st.floats(0, 1))
def test_failures_too(usual: timedelta, failures: int, status: int, retry: timedelta, chance: float) -> None:
    plan = after_failure(NOW, usual=min(usual, LONGEST), failures=failures, status=status, retry=retry, chance=chance)
    assert plan.next is not None
    assert NOW + LEAST <= plan.next <= NOW + LONGEST_RETRY
