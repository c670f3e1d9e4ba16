"""A watched page that changes: its former text is kept, and what changed is told word by word and when."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import httpx
import pytest

from tests.newsroom.stories import desk_in
from tests.newsroom.test_refresh import NOW, PAGE, PARAGRAPH, Net, outcomes, rss, run
from tui.articles.changes import with_signs
from tui.model import Feed
from tui.newsroom import Desk, reading, revisions, triage
from tui.newsroom.pages import fetch_page
from tui.store.revisions import MOST_KEPT

WATCHED = Feed("https://good.test/page", "Page", kind="article")
LATER = NOW + timedelta(hours=3)


def page(*lines: str, title: str = "The harbour") -> tuple[int, str]:
    inside = "".join(PARAGRAPH.format(number) for number in range(4)) + "".join(f"<p>{line}</p>" for line in lines)
    return 200, PAGE.format(title, inside)


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path, WATCHED) as desk:
        yield desk


def test_a_change_is_a_revision_and_the_story_is_unread_again(desk: Desk, net: Net) -> None:
    net.pages[WATCHED.url] = page("The quay cost 120 million and took three years to build in all.")
    assert outcomes(run(desk, net))[WATCHED.url] == ("updated", 1)
    (number,) = reading.ids(desk)
    triage.apply(desk, "read", [number], NOW)
    assert revisions.changes(desk, number) == []
    assert not reading.headlines(desk, [number])[0].revised

    net.pages[WATCHED.url] = page("The quay cost 135 million and took three years to build in all.")
    assert outcomes(run(desk, net, at=LATER))[WATCHED.url] == ("updated", 0)
    headline = reading.headlines(desk, [number])[0]
    assert headline.revised
    assert not headline.read
    (change,) = revisions.changes(desk, number)
    assert change.at == LATER
    assert [with_signs(block).text for block in change.comparison.blocks] == [
        "The quay cost [-120-] {+135+} million and took three years to build in all."
    ]
    assert list(reading.ids(desk, "revised")) == [number]
    assert list(reading.ids(desk, "-revised")) == []


def test_a_change_that_is_fetched_by_hand_is_a_revision_too(desk: Desk, net: Net) -> None:
    net.pages[WATCHED.url] = page("One ship came in the night, says the log.")
    run(desk, net)
    (number,) = reading.ids(desk)
    net.pages[WATCHED.url] = page("Two ships came in the night, says the log.")
    asyncio.run(fetch_page(desk, number, transport=httpx.MockTransport(net.answer)))
    (change,) = revisions.changes(desk, number)
    assert (change.comparison.added, change.comparison.removed) == (2, 2)
    assert outcomes(run(desk, net, at=LATER))[WATCHED.url] == ("unchanged", 0)
    assert len(revisions.changes(desk, number)) == 1


def test_changes_are_told_newest_first(desk: Desk, net: Net) -> None:
    for hours, line in enumerate(
        ("One ship came in the night.", "Two ships came in the night.", "Nobody came at all.")
    ):
        net.pages[WATCHED.url] = page(line)
        run(desk, net, at=NOW + timedelta(hours=3 * hours))
    (number,) = reading.ids(desk)
    told = revisions.changes(desk, number)
    assert [change.at for change in told] == [NOW + timedelta(hours=6), NOW + timedelta(hours=3)]
    assert [with_signs(block).text for block in told[1].comparison.blocks] == [
        "[-One ship-] {+Two ships+} came in the night."
    ]


def test_what_surrounds_the_text_is_no_change(desk: Desk, net: Net) -> None:
    status, body = page("A line that stays as it is for ever.")
    for visit in range(3):
        noise = (
            f'<script>visit = {visit}</script><div class="related"><a href="/{visit}">Other {visit}</a></div></body>'
        )
        net.pages[WATCHED.url] = (status, body.replace("</body>", noise))
        run(desk, net, at=NOW + timedelta(hours=3 * visit))
    (number,) = reading.ids(desk)
    assert revisions.changes(desk, number) == []


def test_another_extraction_of_the_same_page_is_no_change(desk: Desk, net: Net) -> None:
    """What an older khabar made of the page differs from what this one makes: that is not the page's doing."""
    net.pages[WATCHED.url] = page("A line that stays as it is for ever.")
    run(desk, net)
    (number,) = reading.ids(desk)
    with desk.store.write() as connection:
        connection.execute("UPDATE bodies SET content = replace(content, 'A line', 'Share this A line')")
        connection.execute("UPDATE articles SET digest = x'00'")
    net.pages[WATCHED.url] = (200, page("A line that stays as it is for ever.")[1] + "<!-- visit 2 -->")
    run(desk, net, at=LATER)
    assert revisions.changes(desk, number) == []
    assert "Share this" not in " ".join(block.text for block in reading.story(desk, number).article.blocks)


def test_entries_of_feeds_keep_no_former_text(desk: Desk, net: Net) -> None:
    feed = Feed("https://good.test/rss", "Good")
    net.pages[feed.url] = (200, rss(("a", "First title")))
    run(desk, net, feed)
    net.pages[feed.url] = (200, rss(("a", "Second title")))
    run(desk, net, feed, at=LATER)
    (number,) = reading.ids(desk)
    assert reading.headlines(desk, [number])[0].title == "Second title"
    assert not reading.headlines(desk, [number])[0].revised


def test_a_live_blog_loses_its_oldest_texts(desk: Desk, net: Net) -> None:
    from tui.model import Article, Block, BlockKind
    from tui.store.revisions import keep_former
    from tui.store.revisions import revisions as kept

    net.pages[WATCHED.url] = page("The last line of all of them.")
    run(desk, net)
    (number,) = reading.ids(desk)
    with desk.store.write() as connection:
        for minute in range(MOST_KEPT + 5):
            former = Article("x", (Block(BlockKind.PARAGRAPH, f"Line {minute}"),))
            keep_former(connection, number, former, NOW + timedelta(minutes=minute))
    texts = kept(desk.store, number)
    assert len(texts) == MOST_KEPT + 1
    assert texts[0].article.blocks[0].text == "Line 5"
    assert texts[-1].taken == NOW + timedelta(minutes=MOST_KEPT + 4)
