"""Refreshing through a child process, arrivals that wait, and no network."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from tests.app.conftest import Running, reading_on
from tui.app.messages import FeedRefreshed, RefreshStarted
from tui.app.refreshing import as_message
from tui.config import Config, ReaderSettings
from tui.model import Feed
from tui.newsroom import Desk, open_desk, reading, triage

QUIET = ReaderSettings(refresh_minutes=0)


def child(folder: Path, *events: dict[str, object], status: int = 0, complaint: str = "") -> list[str]:
    """A command that prints events as ``fetch --events`` does, and writes its arguments down."""
    script = folder / "child.py"
    lines = "\n".join(json.dumps(event) for event in events)
    script.write_text(
        "import sys, pathlib\n"
        f"pathlib.Path({str(folder / 'arguments')!r}).write_text('\\n'.join(sys.argv[1:]))\n"
        f"print({lines!r})\n"
        f"print({complaint!r}, file=sys.stderr)\n"
        f"sys.exit({status})\n"
    )
    return [sys.executable, str(script), "fetch", "--events"]


def result(outcome: str, new: int = 0, reason: str = "") -> dict[str, object]:
    """A result event."""
    return {"event": "result", "url": "https://a.test/", "title": "A", "outcome": outcome, "new": new, "reason": reason}


async def refreshed(reader: Running) -> None:
    """Until the child's words are all heard."""
    await reader.settle()
    assert not reader.reader.refreshing.running


def test_events_become_messages() -> None:
    started = as_message(b'{"event": "start", "total": 3}')
    assert isinstance(started, RefreshStarted)
    assert started.total == 3
    done = as_message(json.dumps(result("failed", 0, "404 not found")).encode())
    assert isinstance(done, FeedRefreshed)
    assert (done.outcome, done.reason) == ("failed", "404 not found")
    assert as_message(b"no json") is None
    assert as_message(b"[1]") is None
    assert as_message(b'{"event": "other"}') is None


async def test_a_refresh_counts_and_says_what_came(desk: Desk, tmp_path: Path) -> None:
    command = child(
        tmp_path, {"event": "start", "total": 2}, result("unchanged"), result("failed", 0, "x"), {"event": "end"}
    )
    async with reading_on(desk, refresh_command=command) as reader:
        await refreshed(reader)
        await reader.press("R")
        await refreshed(reader)
        refreshing = reader.reader.refreshing
        assert (refreshing.done, refreshing.failed, refreshing.total) == (2, 1, 2)
        assert refreshing.state == "online"
        assert reader.toast == "1 of 2 failed"
        assert (tmp_path / "arguments").read_text().splitlines() == ["fetch", "--events"]


async def test_r_refreshes_the_feed_that_is_shown(desk: Desk, tmp_path: Path) -> None:
    command = child(tmp_path, {"event": "start", "total": 1}, result("unchanged"), {"event": "end"})
    async with reading_on(desk, refresh_command=command) as reader:
        await refreshed(reader)
        shelves = reader.panels.feeds.shelves
        row = next(row for row, shelf in enumerate(shelves) if shelf.kind == "feed")
        reader.reader.shelves.open_shelf(row)
        await reader.settle()
        await reader.press("r")
        await refreshed(reader)
        arguments = (tmp_path / "arguments").read_text().splitlines()
        assert arguments[:3] == ["fetch", "--events", "--"]
        assert arguments[3:] == [
            source.feed.url for source in reading.sources(desk) if shelves[row].key == f"feed:{source.id}"
        ]
        assert len(arguments) == 4


async def test_arrivals_wait_until_asked_for(desk: Desk, tmp_path: Path) -> None:
    everything = reading.ids(desk)
    triage.apply(desk, "dismiss", [everything[0], everything[3]], reading.headlines(desk, [everything[0]])[0].date)
    command = child(tmp_path, {"event": "start", "total": 1}, result("updated", 2), {"event": "end"})
    async with reading_on(desk, refresh_command=command) as reader:
        await refreshed(reader)
        await reader.press("g", "a", "g", "g", "j")
        before = list(reader.panels.headlines.listing.ids)
        under = before[1]
        # Back from elsewhere, as if a refresh had brought them.
        triage.undo(desk, reading.headlines(desk, [everything[0]])[0].date)
        await reader.press("R")
        await refreshed(reader)
        listing = reader.panels.headlines.listing
        assert list(listing.ids) == before, "a refresh moves nothing"
        assert len(listing.waiting) == 2
        assert "2 new" in reader.lines()[0]
        await reader.press("g", "n")
        assert len(reader.panels.headlines.listing) == len(before) + 2
        assert reader.panels.headlines.listing.ids[reader.cursor] == under, "the cursor stays on its story"
        assert "2 new" not in reader.lines()[0]


async def test_a_child_that_cannot_run_is_one_clear_line(desk: Desk, tmp_path: Path) -> None:
    async with reading_on(desk, refresh_command=[str(tmp_path / "nothing")]) as reader:
        await refreshed(reader)
        await reader.press("R")
        await refreshed(reader)
        assert reader.toast == "failed: No such file or directory"
        assert "offline" in reader.lines()[0]


async def test_a_child_that_dies_says_its_last_words(desk: Desk, tmp_path: Path) -> None:
    command = child(tmp_path, status=2, complaint="feeds.toml:3: feed.url: is no address")
    async with reading_on(desk, refresh_command=command) as reader:
        await refreshed(reader)
        await reader.press("R")
        await refreshed(reader)
        assert reader.toast == "failed: feeds.toml:3: feed.url: is no address"


async def test_without_a_command_there_is_nothing_to_refresh(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        assert "demo" in reader.lines()[0]
        await reader.press("R")
        assert reader.toast == "no refresh here: these are demo stories"


async def test_offline_everything_stored_is_there(desk: Desk) -> None:
    async with reading_on(desk, offline=True) as reader:
        assert "offline" in reader.lines()[0]
        await reader.press("R")
        assert reader.toast == "offline: only what is stored is shown"
        await reader.press("enter")
        assert reader.panels.article.story is not None


async def test_a_first_run_without_a_network_shows_the_demo(tmp_path: Path) -> None:
    feed = Feed("https://a.test/feed")
    command = child(tmp_path, {"event": "start", "total": 1}, result("failed", 0, "no such host"), {"event": "end"})
    config = Config(tmp_path / "feeds.toml", QUIET, (feed,))
    with open_desk(config, tmp_path / "data") as empty:
        async with reading_on(empty, refresh_command=command) as reader:
            await refreshed(reader)
            assert len(reader.panels.headlines.listing) > 0
            assert reader.reader.room.desk is not empty
            assert "showing demo stories" in reader.lines()[0]
            await reader.press("x", "u")
            assert not triage.history(empty, 5), "what is done to the demo does not go to the reader's own journal"


async def test_an_empty_list_says_what_to_do(tmp_path: Path) -> None:
    with open_desk(Config(tmp_path / "feeds.toml", QUIET), tmp_path / "data") as empty:
        async with reading_on(empty) as reader:
            assert any("no feeds yet" in line for line in reader.lines())
            for key in ("enter", "x", "space", "n", "o", "y", "*", "A", "]"):
                await reader.press(key)
            assert reader.lines()


async def test_one_that_moved_and_one_that_must_wait_are_told(desk: Desk, tmp_path: Path) -> None:
    moved = "moved for good to https://b.test/; feeds.toml says so now"
    waits = "the server wishes not to be asked before 2026-03-10 14:00"
    for outcome, reason in (("updated", moved), ("waiting", waits)):
        command = child(tmp_path, {"event": "start", "total": 1}, result(outcome, 0, reason), {"event": "end"})
        async with reading_on(desk, refresh_command=command) as reader:
            await refreshed(reader)
            await reader.press("R")
            await refreshed(reader)
            assert reader.toast == f"A: {reason}"
