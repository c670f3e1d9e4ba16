"""A session in the reader: it opens on its queue, says what is left, ends, and is stopped."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from tests.app.conftest import Running, evening, reading_on
from tests.app.test_refreshing import child, refreshed, result
from tests.cli.running import run
from tui.app.opening import begin
from tui.newsroom import Desk, reading, triage
from tui.newsroom.demo import demo_desk


def status(reader: Running) -> str:
    return reader.lines()[0]


async def test_a_session_is_done_with_its_last_story(desk: Desk) -> None:
    async with reading_on(desk, opening=begin(desk, 3)) as reader:
        listing = reader.panels.headlines.listing
        count = len(listing)
        assert 1 < count < 14
        assert listing.title == "3 minutes"
        assert f"3 min, {count} left" in status(reader)
        await reader.press("x")
        assert f"3 min, {count - 1} left" in status(reader)
        for _ in range(count - 2):
            await reader.press("t")
        await reader.press("G", "enter")
        assert "done" not in status(reader), "the last story is open still"
        assert reader.focus == "article"
        for _ in range(40):
            if reader.focus != "article":
                break
            await reader.press("space")
        assert reader.focus == "headlines"
        assert f"done: {count} stories in 1 min, {count - 2} kept" in status(reader)
        assert reader.toast.startswith(f"done: {count} stories")
        assert reader.panels.headlines.listing is listing, "a session does not run on into another view"
        await reader.press("u")
        assert "done: " in status(reader)
        await reader.press("g", "a")
        assert "unread" in status(reader)


async def test_the_time_is_over_once_and_one_may_go_on(tmp_path: Path) -> None:
    now = [evening()]

    def clock() -> datetime:
        return now[0]

    with demo_desk(tmp_path, clock=clock) as desk:
        async with reading_on(desk, opening=begin(desk, 3)) as reader:
            count = len(reader.panels.headlines.listing)
            now[0] += timedelta(minutes=2, seconds=30)
            await reader.press("x")
            assert f"1 min, {count - 1} left" in status(reader)
            now[0] += timedelta(minutes=1)
            reader.reader.sitting.tick()
            assert reader.toast == f"time is up: 1 of {count} read in 4 min, 0 kept; go on, or gm stops"
            await reader.press("j")
            assert f"time is up, {count - 1} left" in status(reader)


async def test_one_leaves_a_session_comes_back_and_stops_it(desk: Desk) -> None:
    async with reading_on(desk, opening=begin(desk, 3)) as reader:
        ids = list(reader.panels.headlines.listing.ids)
        await reader.press("g", "a", "g", "g", "x", "g", "m")
        assert list(reader.panels.headlines.listing.ids) == ids
        assert "left" in status(reader)
        await reader.press("g", "m")
        assert reader.toast.startswith("stopped: ")
        assert "unread" in status(reader)
        await reader.press("5", "g", "m")
        assert reader.panels.headlines.listing.title == "5 minutes"
        assert "5 min, " in status(reader)


async def test_a_session_without_stories_says_so(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "A", "g", "m")
        assert "nothing unread to fill the time with: ga shows all stories" in " ".join(reader.lines())


def test_the_dialogue_has_sessions_too() -> None:
    done = run("demo", "--plain", "--minutes", "3", stdin=b"x\nt\nx\nx\nx\n")
    assert "3 minutes: " in done.out
    assert "done: " in done.out
    assert "kept" in done.out
    assert run("--plain", "--minutes", "0", "demo").status == 2


async def test_what_comes_while_a_session_runs_moves_nothing(desk: Desk, tmp_path: Path) -> None:
    command = child(tmp_path, {"event": "start", "total": 1}, result("updated", 2), {"event": "end"})
    async with reading_on(desk, opening=begin(desk, 3), refresh_command=command) as reader:
        ids = list(reader.panels.headlines.listing.ids)
        await reader.press("R")
        await refreshed(reader)
        assert reader.toast == "2 new: 3gm makes the queue anew"
        assert list(reader.panels.headlines.listing.ids) == ids
        await reader.press("x", "3", "g", "m")
        assert ids[0] not in reader.panels.headlines.listing.ids
        assert "3 min, " in status(reader)


async def test_a_queue_that_found_nothing_is_made_again_after_a_refresh(desk: Desk, tmp_path: Path) -> None:
    every = list(reading.ids(desk))
    triage.apply(desk, "dismiss", every, desk.clock())
    command = child(tmp_path, {"event": "start", "total": 1}, result("updated", 2), {"event": "end"})
    async with reading_on(desk, opening=begin(desk, 3), refresh_command=command) as reader:
        assert not len(reader.panels.headlines.listing)
        triage.undo(desk, desk.clock())  # as if a refresh had brought them
        await reader.press("R")
        await refreshed(reader)
        assert len(reader.panels.headlines.listing) > 1
        assert "3 min, " in status(reader)
