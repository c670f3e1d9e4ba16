"""Which entry is which: ids that change overnight, one id in two feeds, another order, no id at all."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.newsroom.stories import desk_in
from tests.newsroom.test_refresh import GOOD, NOW, Net, outcomes, run
from tui.model import Feed
from tui.newsroom import Desk, reading, triage

OTHER = Feed("https://other.test/rss", "Other")
NIGHT = NOW + timedelta(hours=12)


def feed(*items: str) -> tuple[int, str]:
    return 200, f"<rss version='2.0'><channel><title>T</title>{''.join(items)}</channel></rss>"


def item(guid: str, title: str, link: str = "", day: int = 0, text: str = "Something happened.") -> str:
    parts = {
        "guid": guid,
        "title": title,
        "link": link,
        "pubDate": f"Mon, {day:02} Feb 2026 10:00:00 GMT" if day else "",
        "description": text,
    }
    return f"<item>{''.join(f'<{name}>{value}</{name}>' for name, value in parts.items() if value)}</item>"


@pytest.fixture
def net() -> Net:
    return Net()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with desk_in(tmp_path, GOOD) as desk:
        yield desk


def titles(desk: Desk) -> list[str]:
    return [headline.title for headline in reading.headlines(desk, reading.ids(desk))]


@pytest.mark.parametrize("case", ["dated", "undated", "moved", "redated", "retitled"])
def test_ids_that_all_change_overnight_double_nothing(desk: Desk, net: Net, case: str) -> None:
    """Read stays read, and nothing comes twice."""
    before = [item(f"a{n}", f"Story {n}", f"https://good.test/{n}", n + 1) for n in range(5)]
    after = {
        "dated": [item(f"b{n}", f"Story {n}", f"https://good.test/{n}", n + 1) for n in range(5)],
        "undated": [item(f"b{n}", f"Story {n}", f"https://good.test/{n}") for n in range(5)],
        "moved": [item(f"b{n}", f"Story {n}", f"https://new.test/{n}", n + 1) for n in range(5)],
        "redated": [item(f"b{n}", f"Story {n}", f"https://good.test/{n}", n + 10) for n in range(5)],
        "retitled": [item(f"b{n}", f"STORY {n}", f"https://good.test/{n}", n + 1) for n in range(5)],
    }[case]
    net.pages[GOOD.url] = feed(*before)
    assert outcomes(run(desk, net))[GOOD.url] == ("updated", 5)
    triage.apply(desk, "read", list(reading.ids(desk)), NOW)
    net.pages[GOOD.url] = feed(item("new", "A new one", "https://good.test/new", 20), *after)
    assert outcomes(run(desk, net, at=NIGHT))[GOOD.url] == ("updated", 1)
    assert sorted(map(str.lower, titles(desk))) == ["a new one", *(f"story {n}" for n in range(5))]
    assert [headline.title for headline in reading.headlines(desk, reading.ids(desk, "unread"))] == ["A new one"]
    assert outcomes(run(desk, net, at=NIGHT + timedelta(hours=12)))[GOOD.url][1] == 0


def test_a_column_with_one_title_and_one_address_is_new_each_day(desk: Desk, net: Net) -> None:
    net.pages[GOOD.url] = feed(item("monday", "The weather", "https://good.test/weather", 2, "Rain."))
    run(desk, net)
    net.pages[GOOD.url] = feed(item("tuesday", "The weather", "https://good.test/weather", 3, "Sun."))
    assert outcomes(run(desk, net, at=NIGHT))[GOOD.url] == ("updated", 1)
    assert len(titles(desk)) == 2


def test_what_could_be_two_is_neither(desk: Desk, net: Net) -> None:
    net.pages[GOOD.url] = feed(item("a", "Letters", "", 2, "One."), item("b", "Letters", "", 2, "Two."))
    run(desk, net)
    net.pages[GOOD.url] = feed(item("c", "Letters", "", 2, "Three."))
    assert outcomes(run(desk, net, at=NIGHT))[GOOD.url] == ("updated", 1)
    assert len(titles(desk)) == 3


def test_another_order_is_no_change(desk: Desk, net: Net) -> None:
    items = [item(f"a{n}", f"Story {n}", f"https://good.test/{n}", n + 1) for n in range(4)]
    net.pages[GOOD.url] = feed(*items)
    run(desk, net)
    before = reading.ids(desk)
    net.pages[GOOD.url] = feed(*reversed(items))
    assert outcomes(run(desk, net, at=NIGHT))[GOOD.url] == ("unchanged", 0)
    assert reading.ids(desk) == before


def test_one_id_in_two_feeds_is_two_articles(desk: Desk, net: Net) -> None:
    net.pages[GOOD.url] = feed(item("1", "The harbour", "https://good.test/1", 2))
    net.pages[OTHER.url] = feed(item("1", "The mountain", "https://other.test/1", 3))
    assert outcomes(run(desk, net, GOOD, OTHER)) == {GOOD.url: ("updated", 1), OTHER.url: ("updated", 1)}
    assert sorted(titles(desk)) == ["The harbour", "The mountain"]
    triage.apply(desk, "dismiss", list(reading.ids(desk, "feed:other")), NOW)
    assert titles(desk) == ["The harbour"]


def test_entries_without_id_and_link(desk: Desk, net: Net) -> None:
    """Their id is a digest of what they say: a corrected text is the same entry if its title and moment are."""
    items = [item("", "Tide table", day=2, text="High at six."), item("", "Lost: one oar", day=3, text="Blue.")]
    net.pages[GOOD.url] = feed(*items)
    assert outcomes(run(desk, net))[GOOD.url] == ("updated", 2)
    net.pages[GOOD.url] = feed(*items)
    assert outcomes(run(desk, net, at=NIGHT))[GOOD.url] == ("unchanged", 0)
    net.pages[GOOD.url] = feed(item("", "Tide table", day=2, text="High at seven."), items[1])
    assert outcomes(run(desk, net, at=NIGHT + timedelta(hours=12)))[GOOD.url] == ("updated", 0)
    assert len(titles(desk)) == 2
    tide = next(number for number in reading.ids(desk) if reading.story(desk, number).article.title == "Tide table")
    assert [block.text for block in reading.story(desk, tide).article.blocks] == ["High at seven."]
