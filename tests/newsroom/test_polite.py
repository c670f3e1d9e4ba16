"""Politeness over a played network: who is asked when, who moved, who is gone."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import httpx
import pytest

from tests.newsroom.stories import desk_in
from tests.newsroom.test_refresh import rss
from tui.config import load
from tui.model import Feed, FetchResult
from tui.newsroom import Desk, reading
from tui.newsroom.refresh import refresh

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
ONE = Feed("https://one.test/rss", "One")
TWO = Feed("https://two.test/rss", "Two")


@dataclass
class Net:
    """URL -> (status, body, headers)."""

    pages: dict[str, tuple[int, str, dict[str, str]]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(str(request.url))
        status, body, headers = self.pages[str(request.url)]
        if headers.get("ETag") and request.headers.get("If-None-Match") == headers["ETag"]:
            return httpx.Response(304, headers=headers)
        return httpx.Response(status, text=body, headers=headers)


@pytest.fixture
def net() -> Net:
    return Net({ONE.url: (200, rss(("a", "First")), {}), TWO.url: (200, rss(("b", "Second")), {})})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "feeds.toml").write_text(
        f'# mine\n[[feed]]\ntitle = "One"\nurl = "{ONE.url}" # first\n\n[[feed]]\ntitle = "Two"\nurl = "{TWO.url}"\n'
    )
    with desk_in(tmp_path, ONE, TWO) as desk:
        yield desk


def run(
    desk: Desk, net: Net, *, after: timedelta = timedelta(), due: bool = False, only: Feed | None = None
) -> list[str]:
    """Refresh so long after NOW; who was asked."""
    net.asked.clear()
    results(desk, net, after=after, due=due, only=only)
    return list(net.asked)


def results(
    desk: Desk, net: Net, *, after: timedelta = timedelta(), due: bool = False, only: Feed | None = None
) -> list[FetchResult]:
    moment = NOW + after
    desk.clock = lambda: moment
    return asyncio.run(
        refresh(
            desk,
            feeds=None if only is None else [only],
            due=due,
            now=lambda: moment,
            progress=lambda result: None,
            transport=httpx.MockTransport(net.answer),
        )
    )


def test_the_timer_asks_only_those_whose_time_has_come(desk: Desk, net: Net) -> None:
    net.pages[TWO.url] = (200, rss(("b", "Second")), {"Cache-Control": "max-age=86400", "ETag": '"x"'})
    assert len(run(desk, net, due=True)) == 2
    assert not reading.any_due(desk)
    assert run(desk, net, after=timedelta(minutes=9), due=True) == []
    one, two = reading.sources(desk)
    assert (one.why, two.why) == ("rhythm", "server")  # its only story is of the day before
    assert one.next is not None
    assert two.next is not None
    assert two.next >= NOW + timedelta(days=1)
    assert run(desk, net, after=one.next - NOW, due=True) == [ONE.url]
    assert len(run(desk, net, after=one.next - NOW)) == 2, "the reader's own wish asks all"


def test_a_server_that_says_when_is_obeyed(desk: Desk, net: Net) -> None:
    net.pages[ONE.url] = (503, "", {"Retry-After": "7200"})
    failed = results(desk, net)[0]
    assert (failed.outcome, failed.reason) == ("failed", "503 service unavailable; the server asks to wait 7200 s")
    waits = results(desk, net, after=timedelta(minutes=119))[0]
    assert waits.outcome == "waiting"
    assert waits.reason.startswith("the server wishes not to be asked before 2026-03-10 ")
    assert ONE.url not in run(desk, net, after=timedelta(minutes=119), only=ONE)
    net.pages[ONE.url] = (200, rss(("a", "First")), {})
    assert ONE.url in run(desk, net, after=timedelta(minutes=121))
    source = reading.sources(desk)[0]
    assert (source.error, source.failures) == ("", 0)


def test_retry_after_may_be_a_date(desk: Desk, net: Net) -> None:
    later = datetime.now(UTC) + timedelta(hours=3)
    net.pages[ONE.url] = (429, "", {"Retry-After": f"{later:%a, %d %b %Y %H:%M:%S} GMT"})
    results(desk, net)
    source = reading.sources(desk)[0]
    assert source.why == "retry"
    assert source.next is not None
    assert timedelta(hours=2, minutes=59) < source.next - NOW < timedelta(hours=3, minutes=1)


def test_one_that_is_gone_is_asked_only_by_name(desk: Desk, net: Net) -> None:
    net.pages[ONE.url] = (410, "", {})
    assert results(desk, net)[0].outcome == "failed"
    later = timedelta(days=30)
    assert run(desk, net, after=later, due=True) == [TWO.url]
    waits = results(desk, net, after=later)[0]
    assert (waits.outcome, waits.reason) == ("waiting", "410 gone; the feed has ended, khabar remove takes it away")
    net.pages[ONE.url] = (200, rss(("a", "First")), {})
    assert run(desk, net, after=later, only=ONE) == [ONE.url]
    assert reading.sources(desk)[0].why != "gone"


def test_one_that_fails_is_asked_less_and_less(desk: Desk, net: Net) -> None:
    net.pages[ONE.url] = (500, "", {})
    waits = []
    moment = timedelta()
    for _ in range(4):
        results(desk, net, after=moment)
        source = reading.sources(desk)[0]
        assert source.next is not None
        waits.append(source.next - NOW - moment)
        moment = source.next - NOW
    assert source.failures == 4
    assert all(later > 1.5 * sooner for sooner, later in pairwise(waits))


def test_one_that_moved_for_good_has_its_new_address_in_the_file(desk: Desk, net: Net) -> None:
    run(desk, net)
    starred = reading.ids(desk)[0]
    new = "https://new.test/rss"
    net.pages[ONE.url] = (301, "", {"Location": new})
    net.pages[new] = (200, rss(("a", "First"), ("c", "Third")), {})
    told = results(desk, net)[0]
    assert (told.outcome, told.new) == ("updated", 1)
    assert told.reason == f"moved for good to {new}; feeds.toml says so now"
    text = desk.config.path.read_text()
    assert text.startswith(f'# mine\n[[feed]]\ntitle = "One"\nurl = "{new}" # first\n')
    assert [feed.url for feed in load(desk.config.path).feeds] == [new, TWO.url]
    assert [feed.url for feed in desk.config.feeds] == [new, TWO.url]
    assert starred in reading.ids(desk), "what was kept stays with the feed"
    assert [source.feed.url for source in reading.sources(desk)] == [new, TWO.url]
    net.pages.pop(ONE.url)
    assert new in run(desk, net)


def test_one_that_moved_to_another_of_the_file_is_told_and_stays(desk: Desk, net: Net) -> None:
    before = desk.config.path.read_text()
    net.pages[TWO.url] = (200, rss(("b", "Second")), {})
    net.pages[ONE.url] = (301, "", {"Location": TWO.url})
    for _ in range(2):
        told = results(desk, net)[0]
        assert told.reason == (
            f"moved for good to {TWO.url}, which stands in feeds.toml too; khabar remove takes this one out"
        )
    assert desk.config.path.read_text() == before


def test_a_move_for_a_while_or_to_what_is_no_feed_changes_nothing(desk: Desk, net: Net) -> None:
    before = desk.config.path.read_text()
    net.pages[ONE.url] = (302, "", {"Location": "https://new.test/rss"})
    net.pages["https://new.test/rss"] = (200, rss(("a", "First")), {})
    net.pages[TWO.url] = (301, "", {"Location": "https://portal.test/login"})
    net.pages["https://portal.test/login"] = (200, "<html><body>Pay here</body></html>", {})
    assert [result.outcome for result in results(desk, net)] == ["updated", "failed"]
    assert desk.config.path.read_text() == before


def test_a_ttl_is_remembered_when_nothing_changed(desk: Desk, net: Net) -> None:
    body = rss(("a", "First")).replace("<channel>", "<channel><ttl>1440</ttl>")
    net.pages[ONE.url] = (200, body, {"ETag": '"x"'})
    results(desk, net)
    assert reading.sources(desk)[0].why == "ttl"
    results(desk, net)
    assert reading.sources(desk)[0].why == "ttl"
