"""The reader on the demo's stories, without a terminal."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from tui.app.app import Khabar
from tui.app.pictures import pressed, settle
from tui.newsroom import Desk
from tui.newsroom.demo import demo_desk


class Running:
    """A running reader: keys go in, state comes out."""

    def __init__(self, app: Khabar, pilot: Pilot[None]) -> None:
        self.app, self.pilot = app, pilot
        self.reader = app.reader
        self.panels = app.reader.room.panels
        self.looks = app.reader.looks

    async def settle(self) -> None:
        """Until every job is done and every message handled."""
        await settle(self.app, self.pilot)

    async def press(self, *keys: str) -> None:
        """Press keys one by one, each until all it started is done."""
        for key in keys:
            self.app.post_message(pressed(key))
            await self.settle()

    async def type(self, words: str) -> None:
        """Type into a field."""
        for character in words:
            self.app.post_message(pressed("space" if character == " " else character))
        await self.settle()

    async def resize(self, width: int, height: int) -> None:
        """Another size."""
        await self.pilot.resize_terminal(width, height)
        await self.settle()

    def lines(self) -> list[str]:
        """The screen, line by line, as the terminal gets it."""
        strips = self.app.screen._compositor.render_strips()
        return ["".join(segment.text for segment in strip) for strip in strips]

    @property
    def focus(self) -> str:
        """The panel that has the focus."""
        return self.looks.shown.focus

    @property
    def toast(self) -> str:
        """What was said last, without the marks that isolate what was filled in."""
        return self.panels.toast.words.replace("\u2068", "").replace("\u2069", "")

    @property
    def cursor(self) -> int:
        """The row under the cursor."""
        return self.panels.headlines.cursor

    def flags(self, row: int) -> str:
        """The flags of a row: r(ead) s(tarred) l(ater) d(ismissed)."""
        headline = self.panels.headlines.listing.headline(row)
        assert headline is not None
        flags = zip("rsld", (headline.read, headline.starred, headline.later, headline.dismissed), strict=True)
        return "".join(letter for letter, on in flags if on)


@asynccontextmanager
async def reading_on(desk: Desk, size: tuple[int, int] = (160, 45), **options: Any) -> AsyncIterator[Running]:
    """Run the reader on ``desk``."""
    options.setdefault("environ", {"LANG": "en"})
    app = Khabar(desk, **options)
    app.reader.stories.preview_seconds = 0
    app.reader.stories.slow_seconds = 60
    async with app.run_test(size=size) as pilot:
        running = Running(app, pilot)
        await running.settle()
        yield running


def rows_of(listing: Sequence[int]) -> list[int]:
    """Ids as a list."""
    return list(listing)


def evening() -> datetime:
    """A time at which most of the demo's stories are of today; just after midnight one would be."""
    return datetime(2026, 3, 10, 21, 0).astimezone()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """The demo's desk in a folder of the test's own."""
    with demo_desk(tmp_path, clock=evening) as desk:
        yield desk
