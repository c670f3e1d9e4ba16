"""A refresh moves nothing; and whatever is done and undone, the state returns exactly."""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.app.conftest import Running, reading_on
from tests.newsroom.stories import NOON, article, put
from tui.app.messages import FeedRefreshed, RefreshEnded, RefreshStarted
from tui.app.pictures import pressed
from tui.config import Config, ReaderSettings
from tui.model import Feed
from tui.newsroom import Desk, open_desk, reading, triage

FEEDS = tuple(Feed(f"https://feed{number}.test/rss", f"Feed {number}") for number in range(400))
HELD_SECONDS, REPEATS_A_SECOND = 5, 30
PRESSES = HELD_SECONDS * REPEATS_A_SECOND
"""A held key as terminals repeat it."""


@contextmanager
def desk_with(folder: Path, feeds: tuple[Feed, ...], stories: int) -> Iterator[Desk]:
    """A desk with so many unread stories, spread over the feeds, the newest first."""
    config = Config(folder / "feeds.toml", ReaderSettings(refresh_minutes=0), feeds)
    with open_desk(config, folder / "data") as desk:
        for index, feed in enumerate(feeds):
            numbers = range(index, stories, len(feeds))
            if numbers:
                put(desk, feed, [article(f"Story {n}", f"Text {n}.", hours=n / 60) for n in numbers])
        yield desk


@pytest.mark.parametrize("read_is_hidden", [False, True])
async def test_x_held_while_four_hundred_feeds_refresh(tmp_path: Path, *, read_is_hidden: bool) -> None:
    with desk_with(tmp_path, FEEDS, 600) as desk:
        async with reading_on(desk) as reader:
            await reader.press("g", "a", *(["L"] if read_is_hidden else []), "g", "g")
            listing = reader.panels.headlines.listing
            before = listing.ids.tolist()
            under: list[int] = []
            act = reader.reader.triaging.act

            def watched(verb: str, count: int) -> None:
                under.append(reader.panels.headlines.listing.ids[reader.cursor])
                act(verb, count)

            reader.reader.triaging.act = watched  # type: ignore[method-assign]
            reader.reader.post_message(RefreshStarted(len(FEEDS)))
            for index, feed in enumerate(FEEDS):
                if index * PRESSES // len(FEEDS) != (index + 1) * PRESSES // len(FEEDS):
                    reader.app.post_message(pressed("x"))
                # What comes is newer than everything, and older too: it would stand above and between.
                hours = -1 - index if index % 2 else index / 60
                put(desk, feed, [article(f"New {index}", "New.", hours=hours)], at=NOON + timedelta(minutes=1))
                reader.reader.post_message(FeedRefreshed(feed.url, feed.title, "updated", 1, ""))
                if index % 7 == 0:
                    await reader.pilot.pause(0)
            reader.reader.post_message(RefreshEnded(0, len(FEEDS), len(FEEDS)))
            await reader.settle()
            assert reader.panels.headlines.listing is listing
            assert listing.ids.tolist() == before, "no row moved"
            assert under == before[:PRESSES], "every press was for the next story"
            assert sorted(reading.ids(desk, "dismissed")) == sorted(under)
            assert reader.cursor == PRESSES
            assert sorted(change.ids[0] for change in triage.history(desk, 1000)) == sorted(under)
            waiting = len(listing.waiting)
            assert waiting == len(FEEDS)
            assert f"{waiting} new" in reader.lines()[0]
            await reader.press("g", "n")
            assert listing.ids[reader.cursor] == before[PRESSES], "the cursor stays on its story"
            assert len(listing) == len(before) + waiting
            for _ in range(PRESSES):
                reader.app.post_message(pressed("u"))
            await reader.settle()
            assert not len(reading.ids(desk, "dismissed"))


KEYS = st.lists(
    st.sampled_from(
        (
            "j", "k", "x", "s", "t", "m", "a", "A", "X", "3x", "2s", "4m", "u", "u", "^r", ".", "2.", "vjx", "vks",
            "vat", "vAm", "n", "N", "]", "[", "l", "h", "space", "gg", "G", "ga", "gt", "gs", "L", "history",
            "arrivals", "restart",
        )
    ),
    max_size=14,
)  # fmt: skip


async def does(reader: Running, step: str) -> None:
    """One step of the play below."""
    if step == "history":
        await reader.press("U", "enter", "j", "enter", "escape")
    elif step == "arrivals":
        reader.reader.shelves.look_for_arrivals()
        await reader.settle()
        await reader.press("g", "n")
    elif step == "^r":
        await reader.press("ctrl+r")
    elif step == "space":
        await reader.press("space")
    else:
        await reader.press(*step)


def state(desk: Desk) -> list[tuple[bool, bool, bool, bool]]:
    """The flags of every story."""
    return [(one.read, one.starred, one.later, one.dismissed) for one in reading.headlines(desk, range(1, STORIES + 1))]


STORIES = 12


async def play(steps: list[str]) -> None:
    """Do the steps in the running reader, then take everything back and do it all again."""
    with tempfile.TemporaryDirectory() as folder, desk_with(Path(folder), FEEDS[:3], STORIES) as desk:
        first = state(desk)
        sessions: list[list[str]] = [[]]
        for step in steps:
            if step == "restart":
                sessions.append([])
            else:
                sessions[-1].append(step)
        for session in sessions:
            async with reading_on(desk, (100, 30)) as reader:
                for step in session:
                    await does(reader, step)
                shown = reader.panels.headlines.listing
                for row, number in enumerate(shown.ids):
                    kept = reading.headlines(desk, [number])[0]
                    assert shown.headline(row) == kept, "what is shown is what is kept"
                    assert shown.is_unread(row) == (not (kept.read or kept.dismissed))
        async with reading_on(desk, (100, 30)) as reader:
            last = state(desk)
            standing = sum(1 for change in triage.history(desk, 1000) if not change.undone)
            for _ in range(standing):
                await reader.press("u")
            assert state(desk) == first
            await reader.press("u")
            assert state(desk) == first
            assert reader.toast == "nothing to undo"
            for _ in range(standing):
                await reader.press("ctrl+r")
            assert state(desk) == last


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(steps=KEYS)
def test_everything_that_keys_do_is_taken_back_exactly(steps: list[str]) -> None:
    asyncio.run(play(steps))
