"""Rules and views made in the reader: offered in the status line, taken with one key, taken back with another."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.app.conftest import reading_on
from tests.newsroom.stories import NEWS, NOON, article, put
from tui.config import Rule, View, load
from tui.newsroom import Desk, open_desk, reading


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Eight stories of one feed, six of which have a word of the title in common."""
    file = tmp_path / "feeds.toml"
    file.write_text(f'# mine\n[[feed]]\nurl = "{NEWS.url}"\ntitle = "News"\n', encoding="utf-8")
    with open_desk(load(file), tmp_path / "data") as desk:
        desk.clock = lambda: NOON
        titles = [*(f"Lottery number {word}" for word in "abcdef"), "Elections", "Harbour"]
        put(desk, NEWS, [article(title, "Text.", hours=at) for at, title in enumerate(titles, 1)])
        yield desk


async def test_like_dismissals_are_offered_as_a_rule_and_one_key_takes_it(desk: Desk) -> None:
    before = desk.config.path.read_text(encoding="utf-8")
    async with reading_on(desk) as reader:
        reader.reader.making.quiet_seconds = 0.0
        await reader.press("g", "a", "g", "g", "x", "x", "x")
        assert reader.reader.making.suggestion is None
        await reader.press("!")
        assert reader.toast == "No rule is offered now"
        await reader.press("x")
        await reader.pilot.pause(0.05)
        await reader.settle()
        assert "!: a rule against “lottery” in titles in News? 4 dismissed" in reader.lines()[0]
        assert reader.focus == "headlines"
        await reader.press("!")
        assert reader.toast == "Rule “Not lottery in News”: 2 dismissed, u undoes"
        assert "a rule against" not in reader.lines()[0]
        assert desk.config.rules == (Rule('title:"lottery" feed:"News"', ("dismiss",), "Not lottery in News"),)
        assert desk.config.path.read_text(encoding="utf-8").startswith(before)
        assert len(reading.ids(desk)) == 2
        assert reader.flags(5) == "d"
        await reader.press("u")
        assert len(reading.ids(desk)) == 4
        assert desk.config.path.read_text(encoding="utf-8") == before


async def test_a_search_is_kept_as_a_view_beside_the_feeds(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "v")
        assert reader.toast == "This list has no query to keep"
        await reader.press("/")
        await reader.type("harbour")
        await reader.press("enter", "g", "v")
        await reader.type("By the sea")
        await reader.press("enter")
        assert reader.toast == "View “By the sea” is kept, u undoes"
        assert desk.config.views == (View("By the sea", "harbour"),)
        assert [shelf.title for shelf in reader.panels.feeds.shelves if shelf.key == "view:By the sea"]
        await reader.press("/")
        await reader.type("harbour")
        await reader.press("enter", "g", "v")
        await reader.type("By the sea")
        await reader.press("enter")
        assert "there is a view of that name already" in reader.toast
        await reader.press("u")
        assert not load(desk.config.path).views
        assert all(shelf.key != "view:By the sea" for shelf in reader.panels.feeds.shelves)
