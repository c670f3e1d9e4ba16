"""Pictures in the terminal, where they are wanted, kept, and the extra is installed."""

from __future__ import annotations

import builtins
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from textual.geometry import Region
from textual_image.widget import HalfcellImage

from tests.app.conftest import Running, reading_on
from tui.app.messages import StoryLoaded
from tui.app.picturing import LARGEST, has_placeholders, loaded, read
from tui.app.screens.picture import PictureScreen
from tui.app.sixels import SixelPicture
from tui.config import Config, ReaderSettings
from tui.model import Block, BlockKind, Mark, MarkKind
from tui.newsroom import Desk, open_desk, pictures, reading

LEAD, INNER = "https://pics.test/lead", "https://pics.test/inner"


def keep(desk: Desk, url: str, size: tuple[int, int] = (64, 32), colour: str = "#ff0000") -> None:
    """Put a picture where a refresh would."""
    pictures.folder(desk).mkdir(parents=True, exist_ok=True)
    path = pictures._path(desk, url)
    Image.new("RGB", size, colour).save(path, "PNG")


async def open_pictured(reader: Running, desk: Desk) -> None:
    """Open a story with two pictures."""
    story = reading.story(desk, reader.panels.headlines.listing.ids[0])
    caption = Block(BlockKind.CAPTION, "A caption", (Mark(0, 9, MarkKind.PICTURE, INNER),))
    pictured = replace(story.article, picture=LEAD, blocks=(caption, *story.article.blocks))
    reader.reader.post_message(StoryLoaded(replace(story, article=pictured), focus=True))
    await reader.settle()


@pytest.mark.parametrize(
    ("terminal", "has"),
    [
        ("kitty(0.26.5)", False), ("kitty(0.28.0)", True), ("kitty(0.41.1)", True), ("kitty(1.0.0)", True),
        ("ghostty 1.1.3", True), ("Konsole 22.12.3", False), ("WezTerm 20240203", False), ("", False),
    ],
)  # fmt: skip
def test_placeholders_are_sent_to_terminals_that_know_them(terminal: str, has: bool) -> None:
    assert has_placeholders(terminal) is has


@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")
async def test_what_stands_beside_the_last_line_of_a_sixel_picture_is_on_that_line(desk: Desk) -> None:
    keep(desk, LEAD, (60, 60))
    async with reading_on(desk, (80, 24), pictures=SixelPicture) as reader:
        await open_pictured(reader, desk)
        await reader.press("I")
        screen = reader.app.screen
        (painted,) = screen.query("_Painted")
        seen = screen.find_widget(painted).visible_region
        strips = painted.render_lines(Region(0, 0, seen.width, seen.height))
        written = "".join(segment.text for segment in strips[-1])
        assert written.startswith(f"\x1b[{seen.y + 1};{seen.x + 1}H")
        assert "\x1bP" in written, "the picture itself"
        assert written.endswith(f"\x1b[{seen.bottom};{seen.right + 1}H"), "beside its last line (counted from 1)"
        assert seen.bottom < screen.size.height - 1, "a line below it is free"


@pytest.mark.filterwarnings("ignore:Image.Image.getdata:DeprecationWarning")  # textual-image's; pillow < 14 has it
async def test_a_kept_picture_is_shown_and_put_away(desk: Desk) -> None:
    opened: list[str] = []
    keep(desk, LEAD)
    async with reading_on(desk, (80, 24), pictures=HalfcellImage, opener=opened.append) as reader:
        await open_pictured(reader, desk)
        await reader.press("I")
        assert isinstance(reader.app.screen, PictureScreen)
        shown = "\n".join(reader.lines())
        assert shown.count("\u2580") > 200, "cells of two colours"
        assert "Picture" in shown
        await reader.press("q")
        assert len(reader.app.screen_stack) == 1
        await reader.press("2", "I")
        assert "not kept" in reader.toast
        await reader.press("1", "enter")
        assert opened == [INNER], "one that is not kept goes to the browser"
        keep(desk, INNER)
        await reader.press("1", "enter")
        assert isinstance(reader.app.screen, PictureScreen)
        assert opened == [INNER]
        await reader.press("escape", "3", "I")
        assert reader.toast == "no picture with this story"


async def test_without_the_extra_a_picture_is_a_link(desk: Desk) -> None:
    opened: list[str] = []
    keep(desk, INNER)
    async with reading_on(desk, (80, 24), opener=opened.append) as reader:
        await open_pictured(reader, desk)
        await reader.press("1", "enter")
        assert opened == [INNER]
        await reader.press("I")
        assert "pictures are off" in reader.toast


async def test_what_is_no_picture_is_said(desk: Desk) -> None:
    keep(desk, LEAD)
    pictures._path(desk, LEAD).write_bytes(b"\x89PNG\r\n\x1a\n" + b"?" * 50)
    async with reading_on(desk, (80, 24), pictures=HalfcellImage) as reader:
        await open_pictured(reader, desk)
        await reader.press("I")
        assert reader.toast == "this picture cannot be shown"
        assert len(reader.app.screen_stack) == 1


def test_a_picture_is_read_no_larger_than_a_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Image.new("P", (5000, 100)).save(tmp_path / "wide.gif")
    shown = read(tmp_path / "wide.gif")
    assert shown is not None
    assert (shown.mode, shown.width) == ("RGB", LARGEST[0])
    monkeypatch.setattr("tui.app.picturing.MOST_PIXELS", 100)
    assert read(tmp_path / "wide.gif") is None
    (tmp_path / "x.tiff").write_bytes(b"II*\0" + b"\0" * 100)
    assert read(tmp_path / "x.tiff") is None
    assert read(tmp_path / "nothing") is None


def test_the_extra_is_asked_for_only_where_pictures_are_wanted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    genuine = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.startswith("textual_image"):
            raise ImportError(name)
        return genuine(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without)
    for wanted, said in ((False, ""), (True, 'reader.pictures: needs pip install "khabar[images]"')):
        config = Config(tmp_path / "feeds.toml", ReaderSettings(pictures=wanted))
        with open_desk(config, tmp_path / "data") as desk:
            assert loaded(desk) == (None, said)
