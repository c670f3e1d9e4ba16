"""Refreshing over a network that is played: what comes is kept, what fails is said."""

import asyncio
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

import tui.entities
from tests.newsroom.stories import desk_in
from tui.config import Config
from tui.model import Article, Feed, FetchResult, Recognition
from tui.newsroom import Desk, reading, triage
from tui.newsroom.refresh import refresh
from tui.store.arrivals import Answer

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
GOOD = Feed("https://good.test/rss", "Good")
PAGE = "<html><head><title>{0}</title></head><body><article><h1>{0}</h1>{1}</article></body></html>"
PARAGRAPH = "<p>Meta said on Tuesday that the harbour office of the company opens in spring, number {}.</p>"


def rss(*items: tuple[str, str], title: str = "Own title") -> str:
    """An RSS feed of (guid, title) with a description each."""
    inside = "".join(
        f"<item><guid>{guid}</guid><title>{name}</title><link>https://good.test/{guid}</link>"
        f"<description>About {guid}: Meta hired people.</description>"
        "<pubDate>Mon, 09 Mar 2026 10:00:00 GMT</pubDate></item>"
        for guid, name in items
    )
    return f"<rss version='2.0'><channel><title>{title}</title><link>https://good.test/</link>{inside}</channel></rss>"


@dataclass
class Net:
    """A played network: URL -> (status, body); what is not there has no host."""

    pages: dict[str, tuple[int, str]] = field(default_factory=dict)
    asked: list[httpx.Request] = field(default_factory=list)

    def answer(self, request: httpx.Request) -> httpx.Response:
        self.asked.append(request)
        url = str(request.url)
        if url not in self.pages:
            raise httpx.ConnectError("All connection attempts failed", request=request)
        status, body = self.pages[url]
        tag = f'"{hash(body)}"'
        if request.headers.get("If-None-Match") == tag:
            return httpx.Response(304)
        return httpx.Response(status, text=body, headers={"ETag": tag, "Content-Type": "text/html; charset=utf-8"})


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path, GOOD) as desk:
        yield desk


def run(desk: Desk, net: Net, *feeds: Feed, at: datetime = NOW) -> list[FetchResult]:
    if feeds:
        desk.config = Config(desk.config.path, feeds=feeds)
        desk.subscribe()
    told: list[FetchResult] = []
    transport = httpx.MockTransport(net.answer)
    results = asyncio.run(refresh(desk, now=lambda: at, progress=told.append, transport=transport))
    assert sorted(result.feed.url for result in told) == sorted(result.feed.url for result in results)
    return results


def outcomes(results: list[FetchResult]) -> Mapping[str, tuple[str, int]]:
    return {result.feed.url: (result.outcome, result.new) for result in results}


def test_what_is_new_is_kept_recognised_and_found(desk: Desk, net: Net) -> None:
    net.pages[GOOD.url] = (200, rss(("a", "First"), ("b", "")))
    assert outcomes(run(desk, net)) == {GOOD.url: ("updated", 2)}
    assert [headline.title for headline in reading.headlines(desk, [1, 2])] == ["First", "About b: Meta hired people."]
    assert list(reading.ids(desk, "company:meta")) == [2, 1]
    assert [hit.headline.id for hit in reading.search(desk, "hired peo")] == [2, 1]
    assert reading.last_refresh(desk) == NOW
    story = reading.story(desk, 1)
    assert story.seen["meta"][0] == 2


def test_the_second_time_is_conditional_and_changes_nothing(desk: Desk, net: Net) -> None:
    net.pages[GOOD.url] = (200, rss(("a", "First")))
    run(desk, net)
    triage.apply(desk, "star", [1], NOW)
    assert outcomes(run(desk, net)) == {GOOD.url: ("unchanged", 0)}
    assert "If-None-Match" in net.asked[-1].headers
    net.pages[GOOD.url] = (200, rss(("a", "First, corrected"), ("b", "Second")))
    assert outcomes(run(desk, net)) == {GOOD.url: ("updated", 1)}
    headline = reading.headlines(desk, [1])[0]
    assert (headline.title, headline.starred) == ("First, corrected", True)
    assert [hit.headline.id for hit in reading.search(desk, "corrected")] == [1]


def test_a_bad_feed_never_stops_the_others_and_says_one_line(desk: Desk, net: Net) -> None:
    bad = [Feed(f"https://bad.test/{name}") for name in ("404", "text", "empty")]
    gone = Feed("https://nowhere.test/rss")
    net.pages |= {
        GOOD.url: (200, rss(("a", "First"))),
        bad[0].url: (404, "not here"),
        bad[1].url: (200, "no feed, only words"),
        bad[2].url: (200, ""),
    }
    results = run(desk, net, *bad, GOOD, gone)
    assert [result.outcome for result in results] == ["failed", "failed", "failed", "updated", "failed"]
    assert "404" in results[0].reason
    assert all(result.reason and "\n" not in result.reason for result in results if result.outcome == "failed")
    errors = [source.error for source in reading.sources(desk)]
    assert [bool(error) for error in errors] == [True, True, True, False, True]
    assert len(reading.ids(desk)) == 1


def test_a_failure_loses_nothing_and_heals(desk: Desk, net: Net) -> None:
    net.pages[GOOD.url] = (200, rss(("a", "First")))
    run(desk, net)
    net.pages[GOOD.url] = (500, "oops")
    assert outcomes(run(desk, net, at=NOW + timedelta(hours=1))) == {GOOD.url: ("failed", 0)}
    assert reading.last_refresh(desk) == NOW
    assert len(reading.ids(desk)) == 1
    net.pages[GOOD.url] = (200, rss(("a", "First")))
    run(desk, net)
    assert reading.sources(desk)[0].error == ""


def test_full_text_replaces_the_summary_and_stays(desk: Desk, net: Net) -> None:
    full = Feed(GOOD.url, "Good", full_text=True)
    net.pages[full.url] = (200, rss(("a", "First")))
    paragraphs = "".join(PARAGRAPH.format(number) for number in range(8))
    net.pages["https://good.test/a"] = (200, PAGE.format("First", paragraphs))
    assert outcomes(run(desk, net, full)) == {full.url: ("updated", 1)}
    assert len(reading.story(desk, 1).article.blocks) == 8
    net.pages[full.url] = (200, rss(("a", "First"), ("b", "No page")))
    assert outcomes(run(desk, net)) == {full.url: ("updated", 1)}
    assert len(reading.story(desk, 1).article.blocks) == 8
    assert len(reading.story(desk, 2).article.blocks) == 1


def test_a_watched_page_is_one_article_that_changes(desk: Desk, net: Net) -> None:
    page = Feed("https://page.test/story", kind="article")
    net.pages[page.url] = (200, PAGE.format("A story", "".join(PARAGRAPH.format(n) for n in range(5))))
    assert outcomes(run(desk, net, page)) == {page.url: ("updated", 1)}
    triage.apply(desk, "read", [1], NOW)
    net.pages[page.url] = (200, PAGE.format("A story", "".join(PARAGRAPH.format(n) for n in range(6))))
    assert outcomes(run(desk, net)) == {page.url: ("updated", 0)}
    assert list(reading.ids(desk)) == [1]
    story = reading.story(desk, 1)
    assert (len(story.article.blocks), story.headline.read) == (6, False)  # what is new in it was not read


def test_one_text_that_the_recogniser_chokes_on_stops_nothing(
    desk: Desk, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    recognise_article = tui.entities.recognise_article

    def choke(article: Article) -> Recognition:
        if article.title == "Bad":
            raise IndexError("no such token")
        return recognise_article(article)

    monkeypatch.setattr(tui.entities, "recognise_article", choke)
    net.pages[GOOD.url] = (200, rss(("a", "Bad"), ("b", "Good")))
    assert outcomes(run(desk, net)) == {GOOD.url: ("updated", 2)}
    assert reading.story(desk, 1).recognition.mentions == ()
    assert list(reading.ids(desk, "company:meta")) == [2]
    assert "no such token" in (desk.data / "khabar.log").read_text(encoding="utf-8")


def test_a_fault_of_ours_in_one_feed_is_that_feeds_failure(
    desk: Desk, net: Net, monkeypatch: pytest.MonkeyPatch
) -> None:
    def choke(answer: Answer) -> None:
        raise IndexError("no such element")

    monkeypatch.setattr("tui.newsroom.refresh.listing", choke)
    net.pages[GOOD.url] = (200, rss(("a", "First")))
    result = run(desk, net)[0]
    assert result.outcome == "failed"
    assert result.reason == "IndexError: no such element (see khabar.log)"


def test_the_first_article_is_the_first_feeds(desk: Desk, net: Net) -> None:
    page = Feed("https://page.test/story", kind="article")
    net.pages[page.url] = (200, PAGE.format("A story", "".join(PARAGRAPH.format(n) for n in range(5))))
    net.pages[GOOD.url] = (200, rss(("a", "First"), ("b", "Second")))
    gone = Feed("https://nowhere.test/rss")
    run(desk, net, gone, page, GOOD)
    assert [headline.title for headline in reading.headlines(desk, [1, 2, 3])] == ["A story", "First", "Second"]
