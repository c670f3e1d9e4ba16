"""Refreshing in a child process, so that no parsing runs beside the keys.

The child prints one JSON object a line (``start``, ``result``, ``end``).  The
reader only reads: what the child stored is found in the store.
"""

from __future__ import annotations

import asyncio
import json
from array import array
from asyncio.subprocess import DEVNULL, PIPE, Process
from collections.abc import Sequence
from datetime import datetime

from textual.message import Message
from textual.timer import Timer
from textual.widget import Widget
from textual.worker import Worker

from tui.app.hands import Room
from tui.app.listing import Listing
from tui.app.messages import FeedRefreshed, RefreshEnded, RefreshStarted
from tui.app.shelves import Shelves
from tui.app.stories import Stories
from tui.newsroom import Desk, reading

LOOK_SECONDS = 60
"""How often is looked whether a feed's time has come."""
ARRIVALS_SECONDS = 0.5
"""Between two looks at what has arrived: counting takes as long for one feed as for all."""
_LINE_LIMIT = 1 << 20


def _number(value: object) -> int:
    return value if isinstance(value, int) else 0


def as_message(line: bytes) -> Message | None:
    """One line of the child as a message; None for a line that is no event of ours."""
    try:
        event = json.loads(line)
    except ValueError:
        return None
    if not isinstance(event, dict):
        return None
    match event.get("event"):
        case "start":
            return RefreshStarted(_number(event.get("total")))
        case "result":
            return FeedRefreshed(
                str(event.get("url", "")),
                str(event.get("title", "")),
                str(event.get("outcome", "")),
                _number(event.get("new")),
                str(event.get("reason") or ""),
            )
    return None


class Refreshing:
    """Starts the child, counts what it says, and decides when the demo's stories are shown."""

    def __init__(
        self,
        room: Room,
        stories: Stories,
        shelves: Shelves,
        node: Widget,
        command: Sequence[str] | None,
        *,
        offline: bool,
    ) -> None:
        self._room, self._stories, self._shelves, self._node = room, stories, shelves, node
        self._command, self._offline = command, offline
        self._home = room.desk
        self._demo: Desk | None = None
        self._child: Process | None = None
        self._timer: Timer | None = None
        self._look: Timer | None = None
        self.running = False
        self.done = self.total = self.failed = self.new = 0
        self.state = "demo" if command is None and not offline else ("offline" if offline else "unknown")
        self.note: tuple[str, str] | None = None
        self.refreshed: datetime | None = None
        self.showing_demo = False

    def start(self) -> None:
        """Once, when the reader opens: refresh what is due, then each feed when its time comes."""
        self.refreshed = reading.last_refresh(self._home)
        if self._command is None or self._offline:
            return
        minutes = self._home.config.reader.refresh_minutes
        if self.refreshed is None:
            self.refresh(())
        elif minutes:
            self._refresh_due()
        if minutes:
            self._timer = self._node.set_interval(LOOK_SECONDS, self._refresh_due)

    def _refresh_due(self) -> None:
        """Refresh the feeds whose time has come."""
        if reading.any_due(self._home):
            self.refresh((), due=True)

    def do_refresh(self, count: int) -> None:
        """The feed that is shown or under the cursor in the side bar; otherwise all."""
        self._shelves.do_bring_in(0)
        feeds = self._room.panels.feeds
        row = feeds.cursor if feeds.has_focus else feeds.row_of(feeds.shown)
        shelf = feeds.shelves[row] if row is not None and row < len(feeds.shelves) else None
        urls: tuple[str, ...] = ()
        if shelf is not None and shelf.kind == "feed":
            sources = reading.sources(self._room.desk)
            urls = tuple(source.feed.url for source in sources if shelf.key.partition("@")[0] == f"feed:{source.id}")
        self._ask(urls)

    def do_refresh_all(self, count: int) -> None:
        """All feeds."""
        self._shelves.do_bring_in(0)
        self._ask(())

    def _ask(self, urls: Sequence[str]) -> None:
        if self.running:
            self._room.say("toast.refreshing")
        elif self._command is None:
            self._room.say("toast.no_network" if self._offline else "toast.offline")
        else:
            self.refresh(urls)

    def refresh(self, urls: Sequence[str], *, due: bool = False) -> None:
        """Start the child for ``urls`` (none: all feeds; ``due``: those whose time has come), unless one is at work."""
        if not self.running and self._command is not None:
            self.running = self._room.fetching = True
            self._shelves.say_why_empty()
            self.done = self.total = self.failed = self.new = 0
            self.note = None
            command = [*self._command, *(["--due"] if due else []), *(["--", *urls] if urls else [])]

            async def run() -> None:
                await self._run(command)

            _: Worker[None] = self._node.run_worker(run, group="refresh", exit_on_error=False)

    async def _run(self, command: Sequence[str]) -> None:
        """Run the child and post what it says; it always ends with RefreshEnded."""
        try:
            self._child = await asyncio.create_subprocess_exec(
                *command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE, limit=_LINE_LIMIT
            )
        except OSError as error:
            self._node.post_message(RefreshEnded(0, 0, 0, error.strerror or "the refresh cannot be started"))
            return
        assert self._child.stdout is not None
        assert self._child.stderr is not None
        complaints = asyncio.create_task(self._child.stderr.read())
        heard = False
        async for line in self._child.stdout:
            message = as_message(line)
            if message is not None:
                heard = True
                self._node.post_message(message)
        told = (await complaints).decode("utf-8", "replace").strip().splitlines()
        code = await self._child.wait()
        self._child = None
        reason = "" if heard else (told[-1] if told else f"the refresh ended with status {code}")
        self._node.post_message(RefreshEnded(0, 0, 0, reason))

    def started(self, message: RefreshStarted) -> None:
        """The child knows how many feeds there are."""
        self.total = message.total

    def one_done(self, message: FeedRefreshed) -> None:
        """One feed is done: count it, and look whether it brought something."""
        self.done += 1
        self.new += message.new
        if message.outcome != "failed" and message.reason and (message.outcome != "waiting" or self.total == 1):
            self.note = message.title, message.reason  # it moved for good, or the one that was asked for must wait
        if message.outcome == "failed":
            self.failed += 1
        elif message.new and self._look is None:
            self._look = self._node.set_timer(ARRIVALS_SECONDS, self._look_again)

    def _look_again(self) -> None:
        self._look = None
        self._shelves.look_for_arrivals()
        self._shelves.count_shelves()

    def ended(self, message: RefreshEnded) -> None:
        """The child ended: say what came, and show the demo's stories if there is nothing else to show."""
        self.running = self._room.fetching = False
        if self._look is not None:  # what it would look for is looked for now
            self._look.stop()
            self._look = None
        self._shelves.say_why_empty()
        everything_failed = bool(message.reason) or (self.done > 0 and self.failed == self.done)
        self.state = "offline" if everything_failed else "online"
        self.refreshed = reading.last_refresh(self._home)
        if message.reason:
            self._room.say("toast.failed", error=True, reason=self._room.reason(message.reason))
        elif self.failed:
            self._room.say("status.failed", error=True, count=self.failed, total=self.done)
        elif self.note is not None:
            title, told = self.note
            self._room.say("toast.note", title=title, reason=self._room.reason(told))
        elif self.new:
            self._room.say("toast.refreshed", count=self.new)
        if everything_failed and not len(reading.ids(self._home, limit=1)):
            self._show_demo()
        elif self.showing_demo and not everything_failed:
            self._show(self._home, demo=False)
        else:
            self._shelves.look_for_arrivals()
            self._shelves.count_shelves()

    def _show_demo(self) -> None:
        if self._demo is None:
            from tui.newsroom.demo import demo_desk

            self._room.jobs.read("demo", demo_desk, DemoOpened)

    def demo_opened(self, desk: Desk) -> None:
        """The demo's stories are ready."""
        self._demo = desk
        self._show(desk, demo=True)

    def _show(self, desk: Desk, *, demo: bool) -> None:
        # Stories are numbered by each desk for itself: nothing of the other one may stay on the screen.
        self._stories.close()
        self._room.desk, self.showing_demo = desk, demo
        self._room.panels.headlines.show(Listing("", "", "", array("q"), (), lambda ids: ()))
        self._room.panels.feeds.show(())
        self._shelves.begin_again()

    def stop(self) -> None:
        """End the child with the reader: what it stored stays."""
        if self._child is not None and self._child.returncode is None:
            self._child.terminate()

    def close(self) -> None:
        """After the last job: the demo's desk is ours to close."""
        if self._demo is not None:
            self._demo.close()


class DemoOpened(Message):
    """The demo's desk was made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
