"""A watched page that changed: a sign in the list, and what changed on a sheet."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.app.conftest import reading_on
from tests.newsroom.stories import NOON, TECH, article, desk_in, put
from tui.app.listing import Listing
from tui.app.screens.changes import ChangesScreen
from tui.model import Headline
from tui.newsroom import Desk, reading
from tui.store import feeds
from tui.store.revisions import keep_former

NEW = "The quay cost 135 million, said the office."
OLD = "The quay cost 120 million, said the office."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "feeds.toml").write_text("[reader]\nrefresh_minutes = 0\n")
    with desk_in(tmp_path) as desk:
        put(desk, TECH, [article("The harbour", NEW), article("Another story", "It never changed.", hours=1)])
        with desk.store.write() as connection:
            keep_former(connection, 1, article("The harbour", OLD), NOON + timedelta(hours=1))
        desk.clock = lambda: NOON
        feeds.remember(desk.store, reading.LAST_REFRESH, NOON.isoformat())
        yield desk


@pytest.mark.parametrize("size", [(160, 45), (80, 24)])
async def test_the_sheet_shows_both_numbers_and_closes(desk: Desk, size: tuple[int, int]) -> None:
    async with reading_on(desk, size, offline=True) as reader:
        await reader.press("g", "a")
        row = next(line for line in reader.lines() if "The harbour" in line)
        assert "\u00b1" in row
        assert not any("\u00b1" in line for line in reader.lines() if "Another story" in line)
        await reader.press("enter", "d")
        opened = reader.app.screen
        assert isinstance(opened, ChangesScreen)
        shown = "\n".join(reader.lines())
        assert "The quay cost 120 135 million" in shown
        assert "+1" in shown
        styles = {
            segment.text: str(segment.style)
            for strip in reader.app.screen._compositor.render_strips()
            for segment in strip
        }
        assert "strike" in styles["120"]
        assert "underline" in styles["135"]
        await reader.press("d")
        assert not opened.is_attached
        assert reader.focus == "article"


async def test_a_story_that_never_changed_says_so(desk: Desk) -> None:
    async with reading_on(desk, offline=True) as reader:
        await reader.press("g", "a", "j", "d")
        assert reader.app.screen is reader.reader
        assert "has not changed" in reader.toast


async def test_a_page_that_changes_while_the_list_is_open_is_unread_again_where_it_stands(desk: Desk) -> None:
    async with reading_on(desk, offline=True) as reader:
        await reader.press("g", "a", "j", "m")
        assert reader.flags(1) == "r"
        with desk.store.write() as connection:
            keep_former(connection, 2, article("Another story", "It changed."), NOON + timedelta(hours=2))
        reader.reader.shelves.look_for_arrivals()
        await reader.settle()
        assert reader.flags(1) == ""
        row = next(line for line in reader.lines() if "Another story" in line)
        assert "\u00b1" in row
        assert reader.cursor == 1
        assert reader.toast == "1 watched page has changed, d shows how"
        reader.reader.shelves.look_for_arrivals()
        await reader.press("m")
        assert "changed" not in reader.toast  # said once


def test_a_folded_story_has_the_sign_if_one_of_its_sources_changed() -> None:
    changed = Headline(2, 1, "Feed", "Title", "en", NOON, revised=True)
    listing = Listing("all", "", "", array("q", [1, 3]), (), lambda ids: (), groups={1: (1, 2)})
    assert listing.is_stale(changed)
    listing.updated([changed])
    assert not listing.is_stale(changed)
    assert listing.folds.tells_revised(1)
    assert listing.is_unread(0)
    assert not listing.folds.tells_revised(3)
