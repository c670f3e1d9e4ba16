"""Headlines are listed before their texts are read; nothing is lost in between."""

from __future__ import annotations

import asyncio
import gzip
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
import pytest

from tests.newsroom.stories import desk_in
from tests.newsroom.test_refresh import GOOD, rss
from tui.model import FetchResult
from tui.newsroom import Desk, reading, studying
from tui.newsroom.intake import Unreadable, listing, texts
from tui.newsroom.refresh import refresh
from tui.newsroom.study import renew
from tui.store import arrivals, articles, feeds
from tui.store.arrivals import Answer, Arrived

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def answer(*items: tuple[str, str], title: str = "Own") -> Answer:
    return Answer(GOOD.url, "text/xml", "gzip", gzip.compress(rss(*items, title=title).encode()))


def keep(desk: Desk, came: Answer, at: datetime = NOW) -> Arrived:
    with desk.store.write() as connection:
        source = feeds.source(connection, GOOD.url)
        return arrivals.keep(connection, source.id, listing(came).entries, came, at)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path, GOOD) as desk:
        desk.clock = lambda: NOW
        yield desk


def titles(desk: Desk) -> list[str]:
    return [headline.title for headline in reading.headlines(desk, reading.ids(desk))]


def test_a_headline_is_listed_and_can_be_opened_before_its_text_was_read(desk: Desk) -> None:
    arrived = keep(desk, answer(("a", "First"), ("b", ""), ("b", "The same id again")))
    assert (arrived.new, arrived.changed) == ((1, 2), ())
    assert titles(desk) == ["About b: Meta hired people.", "First"]
    assert articles.article(desk.store, 1) is None
    story = reading.story(desk, 1)
    assert story.article.blocks[0].text == "About a: Meta hired people."
    assert story.recognition.mentions
    assert not reading.search(desk, "hired")
    assert renew(desk)
    assert [hit.headline.id for hit in reading.search(desk, "hired")] == [2, 1]
    again = reading.story(desk, 1)
    assert (again.article, again.recognition) == (story.article, story.recognition)
    assert arrivals.waiting(desk.store) == []
    assert desk.store.rows("SELECT count(*) FROM answers") == [(0,)]


def test_what_is_listed_as_before_is_left_alone(desk: Desk) -> None:
    keep(desk, answer(("a", "First")))
    renew(desk)
    assert keep(desk, answer(("a", "First"))) == Arrived()
    assert desk.store.rows("SELECT count(*) FROM answers") == [(0,)]


def test_an_entry_that_its_feed_lists_otherwise_is_read_again(desk: Desk) -> None:
    keep(desk, answer(("a", "First"), ("b", "Second")))
    renew(desk)
    arrived = keep(desk, answer(("a", "First, corrected"), ("b", "Second"), ("c", "Third")))
    assert (len(arrived.new), arrived.changed) == (1, (1,))
    assert reading.story(desk, 1).article.title == "First, corrected"
    assert renew(desk)
    assert titles(desk) == ["Third", "Second", "First, corrected"]
    assert [hit.headline.id for hit in reading.search(desk, "corrected")] == [1]


def test_one_that_says_the_same_in_other_bytes_has_not_changed(desk: Desk) -> None:
    keep(desk, answer(("a", "First")))
    renew(desk)
    known = reading.story(desk, 1)
    spaced = rss(("a", "First"), title="Own").replace("Meta hired", "Meta  hired<!-- counted 7 -->").encode()
    spaced_answer = Answer(GOOD.url, "text/xml", "", spaced)
    arrived = keep(desk, spaced_answer)
    assert arrived.changed == (1,)
    with desk.store.write() as connection:
        found = arrivals.read(connection, arrived.answer, [text for text, _ in texts(spaced_answer, ["a"])], NOW)
    assert found == {}
    assert reading.story(desk, 1) == known


def test_one_that_cannot_be_read_any_more_keeps_the_text_it_had(desk: Desk) -> None:
    keep(desk, answer(("a", "First")))
    renew(desk)
    known = reading.story(desk, 1)
    arrived = keep(desk, answer(("a", "Other")))
    with desk.store.write() as connection:
        assert arrivals.read(connection, arrived.answer, [], NOW) == {}
    assert reading.story(desk, 1) == known


def test_a_page_fetched_in_full_is_not_put_back(desk: Desk) -> None:
    keep(desk, answer(("a", "First")))
    renew(desk)
    desk.store.rows("UPDATE articles SET full_text = 1")
    assert keep(desk, answer(("a", "Other"))).changed == ()
    assert titles(desk) == ["First"]


def test_what_can_no_longer_be_read_keeps_its_headline(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    keep(desk, answer(("a", "First")))

    def refuse(came: Answer, guids: object) -> None:
        raise Unreadable("not a feed any more")

    monkeypatch.setattr("tui.newsroom.study.texts", refuse)
    renew(desk)
    article = reading.story(desk, 1).article
    assert (article.title, article.blocks, article.url) == ("First", (), "https://good.test/a")
    assert arrivals.waiting(desk.store) == []


def test_answers_of_articles_that_are_gone_are_dropped(desk: Desk) -> None:
    keep(desk, answer(("a", "First")))
    with desk.store.write() as connection:
        connection.execute("DELETE FROM headlines")
        arrivals.forget(connection)
    assert desk.store.rows("SELECT count(*) FROM answers") == [(0,)]
    assert renew(desk) == 0


def test_a_refresh_that_was_ended_before_it_read_is_made_good_by_the_next(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    def net(request: httpx.Request) -> httpx.Response:
        if "If-None-Match" in request.headers:
            return httpx.Response(304)
        return httpx.Response(200, text=rss(("a", "First")), headers={"ETag": '"1"'})

    def run() -> list[FetchResult]:
        transport = httpx.MockTransport(net)
        return asyncio.run(refresh(desk, now=lambda: NOW, progress=lambda result: None, transport=transport))

    async def nothing(self: object) -> None:
        pass

    with monkeypatch.context() as patch:
        patch.setattr(studying.Studying, "all", nothing)
        run()
    assert titles(desk) == ["First"]
    assert not reading.search(desk, "hired")
    assert run()[0].outcome == "unchanged"
    assert [hit.headline.id for hit in reading.search(desk, "hired")] == [1]


def test_a_title_stands_on_the_side_of_its_own_script_from_the_first(desk: Desk) -> None:
    came = answer(("a", "First"), ("b", "\u0639\u0646\u0648\u0627\u0646 \u0639\u0631\u0628\u064a"))
    keep(desk, came)
    languages = {headline.title[:5]: headline.language for headline in reading.headlines(desk, reading.ids(desk))}
    assert languages.pop("First") in ("", "en")
    assert list(languages.values()) == ["ar"]


def test_a_date_in_the_future_is_that_of_its_arrival(desk: Desk) -> None:
    late = rss(("a", "First")).replace("2026", "2036").encode()
    keep(desk, Answer(GOOD.url, "", "", late))
    assert reading.headlines(desk, [1])[0].date <= NOW + timedelta(seconds=1)
