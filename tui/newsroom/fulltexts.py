"""Entries' pages, fetched with their feed (``full_text = true``)."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING

from tui.model import Feed
from tui.newsroom.desk import Desk
from tui.newsroom.intake import Unreadable, stored_full
from tui.newsroom.texts import article_of
from tui.newsroom.workers import Workers
from tui.newsroom.writing import Writer
from tui.store import articles
from tui.store.connection import Connection
from tui.store.feeds import Source

if TYPE_CHECKING:
    from tui.fetch import Client

MOST_PAGES = 20
"""Entries' pages fetched per feed and refresh; the others follow at the next."""
MOST_TRIES = 3
DEADLINE = 60.0
"""Seconds for all pages of one feed; what did not come by then keeps the feed's text and is tried again."""


class FullTexts:
    """Fetches pages for one refresh."""

    def __init__(
        self, desk: Desk, client: Client, workers: Workers, writer: Writer, now: Callable[[], datetime]
    ) -> None:
        self._desk, self._client, self._workers, self._writer, self._now = desk, client, workers, writer, now

    async def fetch(self, feed: Feed, source: Source) -> set[int]:
        """Fetch the pages of entries that have only the feed's text; returns those that came."""

        def wanted(connection: Connection) -> list[tuple[int, str, str]]:
            found = articles.wanting_pages(connection, source.id, MOST_TRIES, MOST_PAGES)
            articles.count_tries(connection, [number for number, _, _ in found])
            return found

        entries = await self._writer.do(wanted)
        if not entries:
            return set()
        tasks = [asyncio.create_task(self._page(feed, source, *entry)) for entry in entries]
        done, late = await asyncio.wait(tasks, timeout=DEADLINE)
        for task in late:
            task.cancel()
        return {task.result() for task in done} - {0}

    async def _page(self, feed: Feed, source: Source, number: int, guid: str, url: str) -> int:
        """The page of one entry; 0 if what fails leaves it the feed's text."""
        from tui.fetch import FetchError, origin

        # What a feed is given is not for the sites that it links to.
        access = feed.access if origin(url) == origin(feed.url) else None
        try:
            fetched = await self._client.get(url, access=access, named_by=source.address)
            known = await asyncio.to_thread(article_of, self._desk, number)
            if fetched.page is None or known is None:
                return 0
            full = await self._workers.run(stored_full, guid, known, fetched.page)
        except (FetchError, Unreadable):
            return 0
        await self._writer.do(
            lambda connection: articles.keep(connection, source.id, [full], self._now(), whole=False, full_text=True)
        )
        return number
