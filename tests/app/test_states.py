"""What is said where there is nothing to show, what is wrong, and what has room on which screen."""

from __future__ import annotations

import asyncio
import re
import threading
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual import events

from tests.app.conftest import Running, reading_on
from tui import config, text
from tui.app.pictures import pressed
from tui.app.screens.sheet import SheetScreen
from tui.config import Config
from tui.model import Story
from tui.newsroom import Desk, open_desk, reading
from tui.newsroom.refresh import refresh

SIZES = [(40, 12), (60, 20), (80, 24), (100, 30), (160, 45), (250, 60)]


def seen(reader: Running) -> str:
    """The screen's words, one blank between them."""
    return " ".join(" ".join(reader.lines()).split())


@pytest.fixture
def broken(tmp_path: Path) -> Config:
    """Two feeds that nobody serves."""
    path = tmp_path / "feeds.toml"
    path.write_text(
        '[[feed]]\nurl = "http://127.0.0.1:9"\ntags = ["t"]\n[[feed]]\nurl = "http://127.0.0.1:9/y"\ntitle = "Broken"',
        encoding="utf-8",
    )
    return config.load(path)


async def test_without_feeds_it_says_how_to_get_some(tmp_path: Path) -> None:
    with open_desk(Config(tmp_path / "feeds.toml"), tmp_path / "data") as desk:
        async with reading_on(desk, (60, 20), offline=True) as reader:
            assert "khabar add URL subscribes" in seen(reader)
            assert "no story open" not in seen(reader)


async def test_before_the_first_refresh_it_says_what_to_press(broken: Config, tmp_path: Path) -> None:
    with open_desk(broken, tmp_path / "data") as desk:
        async with reading_on(desk, (100, 20), offline=True) as reader:
            assert "nothing here yet: R refreshes" in seen(reader)


async def test_a_broken_feed_has_a_sign_and_its_reason(broken: Config, tmp_path: Path) -> None:
    with open_desk(broken, tmp_path / "data") as desk:
        await refresh(desk, feeds=None, due=False, now=lambda: datetime.now(UTC), progress=lambda result: None)
        async with reading_on(desk, (220, 20), offline=True) as reader:
            await reader.press("g", "f", "G")
            assert "! Broken" in seen(reader)
            assert "cannot be read: connection refused: 127.0.0.1" in reader.lines()[0]
            await reader.press("enter")
            assert "this feed could not be read: connection refused: 127.0.0.1. r tries again" in seen(reader)
            await reader.press("g", "a")
            assert "cannot be read" not in reader.lines()[0]


@pytest.mark.parametrize(
    ("keys", "words"),
    [
        (("g", "l"), "nothing kept for later: t on a story puts it here"),
        (("g", "s"), "nothing starred: s on a story puts it here"),
        (("/", "q", "q", "q", "enter"), "nothing found for qqq"),
        (("g", "a", "A", "L"), "all read. L shows what you have read"),
    ],
)
async def test_an_empty_list_says_what_to_do(desk: Desk, keys: tuple[str, ...], words: str) -> None:
    async with reading_on(desk, (100, 26)) as reader:
        await reader.press(*keys)
        assert words in seen(reader)


async def test_while_the_feeds_are_asked_an_empty_list_says_so(broken: Config, tmp_path: Path) -> None:
    with open_desk(broken, tmp_path / "data") as desk:
        async with reading_on(desk, (100, 20), offline=True) as reader:
            reader.reader.room.fetching = True
            reader.reader.shelves.say_why_empty()
            assert "asking the feeds" in seen(reader)
            await asyncio.sleep(0)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_panel_and_the_help_can_be_reached_on_every_screen(
    desk: Desk, size: tuple[int, int], language: str
) -> None:
    async with reading_on(desk, size, environ={"LANG": language}) as reader:
        await reader.press("g", "a", "enter")
        for key, panel in ((("c",), "companies"), (("p",), "people"), (("g", "f"), "feeds"), (("g", "a"), "headlines")):
            await reader.press(*key)
            assert reader.focus == panel
            assert reader.looks.widgets[panel].display
            assert reader.looks.widgets[panel].size.width > 10
        top, bottom = reader.lines()[0], reader.lines()[-1]
        assert "?" in top + bottom
        assert "space" in bottom
        assert all(len(line) >= size[0] - 60 for line in reader.lines())


async def test_a_long_word_of_the_toast_stands_over_several_lines(desk: Desk) -> None:
    async with reading_on(desk, (40, 14)) as reader:
        words = "feeds.toml:8: theme.sea.date: date can hardly be read on background (contrast 1.0, 3.0 is needed)"
        reader.panels.toast.say(words, error=True)
        await reader.settle()
        frameless = re.sub("[ \u2500-\u257f]", "", seen(reader))
        assert words.replace(" ", "") in frameless
        assert reader.panels.toast.size.height == 3
        reader.panels.toast.words = "short"
        assert "short" in reader.panels.toast.render_line(0).text
        assert not reader.panels.toast.render_line(2).text.strip(), "painted before it has its new size"
        reader.panels.toast.say("short")
        await reader.settle()
        assert reader.panels.toast.size.height == 1


async def test_the_wheel_and_a_click_work_in_every_panel(desk: Desk) -> None:
    async with reading_on(desk, (160, 22)) as reader:
        await reader.press("g", "a", "enter")
        for name in ("feeds", "article", "companies", "people"):
            panel = reader.looks.widgets[name]
            focus = reader.focus
            await reader.pilot._post_mouse_events([events.MouseScrollDown], panel, offset=(3, 3))
            await reader.settle()
            assert panel.scroll_offset.y > 0, name
            assert reader.focus == focus, "the wheel takes no focus away"
        for name in ("people", "companies", "article"):
            await reader.pilot.click(reader.looks.widgets[name], offset=(5, 2))
            await reader.settle()
            assert reader.focus == name
        await reader.pilot.click(reader.panels.feeds, offset=(5, 3))
        await reader.settle()
        assert reader.panels.headlines.listing.title != "All"


async def test_a_story_without_text_says_how_to_get_it(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "enter")
        story = reader.panels.article.story
        assert story is not None
        from tui.app.messages import StoryLoaded

        bare = replace(story, article=replace(story.article, blocks=()))
        reader.reader.stories.story_loaded(StoryLoaded(bare, focus=True))
        await reader.settle()
        assert reader.toast == "the feed gave no text: F fetches the page, o opens it"


async def test_several_complaints_of_the_settings_stand_in_full(desk: Desk) -> None:
    path = desk.config.path
    path.write_text(
        '[reader]\ntheme = "sea"\n[theme.sea]\nbackground = "#06141b"\ndate = "#0a1a22"\nmeta = "#10242e"\n',
        encoding="utf-8",
    )
    loaded = config.load(path)
    desk.config = replace(desk.config, themes=loaded.themes, reader=loaded.reader)
    for width in (60, 120):
        async with reading_on(desk, (width, 20)) as reader:
            assert isinstance(reader.app.screen, SheetScreen)
            told = re.sub("[ \u200e]", "", "".join(line.words for line in reader.app.screen.lines.entries))
            assert "feeds.toml:5:theme.sea.date:date" in told
            assert told.count("atleast3.0isneeded)") == 2
            assert all(
                text.width(line.words) <= reader.app.screen.lines.size.width - 4
                for line in reader.app.screen.lines.entries
            )


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_the_keys_of_the_status_line_can_be_clicked(desk: Desk, language: str) -> None:
    async with reading_on(desk, (100, 24), environ={"LANG": language}) as reader:
        await reader.pilot.click(reader.panels.status, offset=(reader.lines()[0].index("?"), 0))
        await reader.settle()
        assert isinstance(reader.app.screen, SheetScreen)
        await reader.press("escape")
        await reader.pilot.click(reader.panels.status, offset=(reader.lines()[0].index("/"), 0))
        await reader.settle()
        assert reader.panels.field.display


async def test_a_click_on_a_name_goes_to_its_card(desk: Desk) -> None:
    async with reading_on(desk, (160, 45)) as reader:
        await reader.press("g", "a", "enter")
        view = reader.panels.article
        line, column, entity = next(
            (line, text.width("".join(piece for piece, _ in pieces[:place])), role.removeprefix("entity:"))
            for line in range(1, view.size.height)
            for pieces in [view._flow.pieces(line) if view._flow else []]
            for place, (_, roles) in enumerate(pieces)
            for role in roles
            if role.startswith("entity:") and "person" in roles
        )
        await reader.pilot.click(view, offset=(column, line))
        await reader.settle()
        assert reader.focus == "people"
        assert reader.panels.people.current is not None
        assert reader.panels.people.current.id == entity
        await reader.pilot.click(view, offset=(0, 2))
        await reader.settle()
        assert reader.focus == "article"


async def test_a_story_that_does_not_come_is_said_to_be_on_its_way(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    let_go = threading.Event()
    real = reading.story

    def slow(desk: Desk, number: int) -> Story:
        assert let_go.wait(30)
        return real(desk, number)

    async with reading_on(desk, (80, 24)) as reader:
        said = asyncio.Event()
        monkeypatch.setattr(reading, "story", slow)
        monkeypatch.setattr(reader.panels.toast, "say", lambda words, error=False: said.set())
        reader.reader.stories.slow_seconds = 0.01
        reader.app.post_message(pressed("enter"))
        try:
            await asyncio.wait_for(said.wait(), 20)
            assert reader.focus == "headlines"
        finally:
            let_go.set()
        await reader.settle()
        assert reader.focus == "article"
