"""Asking the feeds, and what came waits until it is asked for."""

from __future__ import annotations

import asyncio
from argparse import Namespace
from datetime import UTC, datetime

from tui.app.opening import load
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.looking import Looking
from tui.cli.speech import explained
from tui.model import Feed, FetchResult
from tui.newsroom import reading


class Refreshing:
    """Refreshes one feed or all; the list in hand keeps its numbers."""

    def __init__(self, dialogue: Dialogue, looking: Looking, options: Namespace, *, network: bool) -> None:
        self._here, self._looking, self._network = dialogue, looking, network
        self._offline = getattr(options, "offline", False)

    def do_refresh(self, count: int, rest: str) -> None:
        """The feed whose view is shown, else all."""
        key = self._here.listing.key.partition("@")[0]
        sources = reading.sources(self._here.desk)
        self._refresh(tuple(one.feed for one in sources if key == f"feed:{one.id}") or None)

    def do_refresh_all(self, count: int, rest: str) -> None:
        """All feeds."""
        self._refresh(None)

    def _refresh(self, feeds: tuple[Feed, ...] | None) -> None:
        here = self._here
        if not self._network:
            here.say("toast.no_network" if self._offline else "toast.offline")
            return
        if not here.desk.config.feeds:
            here.say("plain.no_feeds", path=str(here.desk.config.path))
            return
        from tui.newsroom.refresh import refresh

        results = asyncio.run(
            refresh(here.desk, feeds=feeds, due=False, now=lambda: datetime.now(UTC), progress=self._tell)
        )
        new = sum(result.new for result in results)
        failed = sum(result.outcome == "failed" for result in results)
        if failed:
            here.say("status.failed", count=failed, total=len(results))
        if not new:
            here.say("toast.up_to_date")
            return
        listing = here.listing
        now = load(here.desk, listing.key, listing.title, listing.query)
        if not len(listing):
            self._looking.show(now)
            return
        waiting = listing.wait_for(now)
        here.say("status.waiting", count=waiting, key=here.key("bring_in"))

    def _tell(self, result: FetchResult) -> None:
        """A feed that brought something or failed: one line, as it comes."""
        if result.outcome == "failed":
            self._here.say("plain.feed_failed", title=result.title, reason=explained(result.reason))
        elif result.new:
            self._here.say("plain.feed_new", title=result.title, count=result.new)

    def do_full_text(self, count: int, rest: str) -> None:
        """The page of the story: its full text."""
        here = self._here
        headline = here.current
        if headline is None:
            here.say("toast.no_story")
            return
        if not self._network:
            here.say("toast.no_network" if self._offline else "toast.offline")
            return
        from tui.newsroom.pages import PageError, fetch_page

        try:
            asyncio.run(fetch_page(here.desk, headline.id))
        except PageError as error:
            here.say("plain.failed", reason=explained(str(error)))
            return
        for hand in here.hands:
            opens = getattr(hand, "open", None)
            if opens is not None and hasattr(hand, "do_read_on"):
                reading.save_position(here.desk, headline.id, 0, 0)
                here.story = None
                opens(here.cursor)
