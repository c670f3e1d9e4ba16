"""Refreshing: fetch all feeds at once, keep what is new, recognise and index it.

Fetching waits on the event loop; parsing, extracting, storing and recognising
run in threads.  An outcome is a value: one bad feed never stops the others.
"""

from __future__ import annotations

import asyncio
import itertools
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import nullcontext, suppress
from datetime import datetime, timedelta
from http import HTTPStatus
from random import random
from typing import TYPE_CHECKING

from tui.config import ConfigError, move_feed
from tui.model import Feed, FetchResult, Page
from tui.newsroom import schedule
from tui.newsroom.desk import LOG_NAME, Desk
from tui.newsroom.intake import stored_from_feed, stored_from_page, stored_full
from tui.newsroom.processes import MANY, parsing_processes
from tui.newsroom.reading import LAST_REFRESH
from tui.newsroom.rules import Round as Rules
from tui.newsroom.study import renew, study
from tui.store import articles, feeds, findings, headlines
from tui.store.articles import Kept, Stored
from tui.store.feeds import Source
from tui.store.headlines import EVERYTHING

if TYPE_CHECKING:
    from tui.fetch import Client, Fetched, Transport

__all__ = ["refresh", "renew"]

DEADLINE = 60.0
"""Seconds for one feed, its entries' pages included; a host that trickles costs the others nothing."""
MOST_PAGES = 20
"""Entries' pages fetched per feed and refresh (``full_text = true``); the others follow at the next."""
MOST_TRIES = 3
LONGEST_TURN = 1.0
"""Seconds that a feed of the very first refresh waits for those before it."""
PARSERS = 1
QUIET = 1.0
"""Seconds without an answer after which what came is read, though some feeds are not done."""


async def refresh(
    desk: Desk,
    *,
    feeds: Sequence[Feed] | None = None,
    due: bool = False,
    now: Callable[[], datetime],
    progress: Callable[[FetchResult], None],
    transport: Transport | None = None,
) -> list[FetchResult]:
    """Refresh ``feeds`` (None: all that are configured), telling ``progress`` of each as it is done.

    ``due``: only those whose time has come.  Without it all are asked, but for
    those whose server said when it wishes to be asked again, or that they are
    gone; one that is gone is asked when it is named.

    The results come in the order of the feeds.  When this returns, everything
    that came is recognised and indexed too.  ``now`` says the time, aware;
    ``transport`` replaces the network.  Raises StoreError.
    """
    from tui.fetch import Client

    known = {feed.url: feed for feed in desk.config.feeds}
    wanted = tuple(known.values()) if feeds is None else tuple(known.get(feed.url, feed) for feed in feeds)
    if due:
        wanted = _due(desk, wanted, now())
    with (
        parsing_processes() if len(wanted) >= MANY else nullcontext() as processes,
        ThreadPoolExecutor(PARSERS, thread_name_prefix="parse") as parsing,
        ThreadPoolExecutor(1, thread_name_prefix="study") as studying,
    ):
        async with Client(transport=transport) as client:
            round_ = _Round(desk, client, now, parsing, studying, processes, named=feeds is not None)
            if len(wanted) < MANY and not headlines.count(desk.store, EVERYTHING):
                round_.take_turns(wanted)
            studying_task = asyncio.create_task(round_.study_when_quiet())
            results = await asyncio.gather(*(round_.reported(feed, progress) for feed in wanted))
            round_.over.set()
            await studying_task
        if round_.moved:
            desk.reload_config()
        answered = feeds is None and any(result.outcome != "failed" for result in results)
        await asyncio.get_running_loop().run_in_executor(studying, _finish, desk, now(), answered)
    return list(results)


def _due(desk: Desk, wanted: Sequence[Feed], at: datetime) -> tuple[Feed, ...]:
    """Those whose time has come, and those never asked."""
    due = set(feeds.due(desk.store, at, schedule.usual_wait(desk.config)))
    return tuple(feed for feed in wanted if feed.url in due)


def _finish(desk: Desk, at: datetime, answered: bool) -> None:
    renew(desk)
    with desk.store.write() as connection:
        before = at - timedelta(days=desk.config.reader.keep_days)
        findings.prune(connection, round(before.timestamp() * 1000))
    if answered:
        feeds.remember(desk.store, LAST_REFRESH, at.isoformat())
    desk.store.optimise()


def _parse(feed: Feed, page: Page | None) -> tuple[str, list[Stored], int]:
    """The source's own title, its articles and its ttl in minutes; nothing for a page that has not changed.

    Raises NotAFeed and NoArticle.
    """
    if page is None:
        return "", [], 0
    if feed.kind == "article":
        found = stored_from_page(feed, page)
        return found.article.site, [found], 0
    return stored_from_feed(page)


def _waits(source: Source) -> str:
    if source.next is None:
        return "410 gone; the feed has ended, khabar remove takes it away"
    return f"the server wishes not to be asked before {source.next.astimezone():%Y-%m-%d %H:%M}"


class _Round:
    """One refresh: what its feeds share."""

    def __init__(
        self,
        desk: Desk,
        client: Client,
        now: Callable[[], datetime],
        parsing: ThreadPoolExecutor,
        studying: ThreadPoolExecutor,
        processes: ProcessPoolExecutor | None,
        *,
        named: bool,
    ) -> None:
        self._desk, self._client, self._now = desk, client, now
        self._parsing, self._studying, self._processes = parsing, studying, processes
        self._named = named
        self._usual = schedule.usual_wait(desk.config)
        self._editing = threading.Lock()
        self._rules = Rules(desk)
        self.moved = False
        self.over = asyncio.Event()
        self._last = time.monotonic()
        self._unread_articles: list[tuple[Sequence[int], Sequence[int]]] = []
        self._turns: dict[str, asyncio.Event] = {}

    def take_turns(self, wanted: Sequence[Feed]) -> None:
        """Number the very first articles in the order of the feeds, where those are few and answer about as quickly."""
        self._turns = {feed.url: asyncio.Event() for feed in wanted}

    async def _turn(self, feed: Feed) -> None:
        """Wait, not for long, until the feeds before this one have kept what came."""
        earlier = itertools.takewhile(lambda url: url != feed.url, self._turns)
        waiting = [asyncio.ensure_future(self._turns[url].wait()) for url in earlier]
        if waiting:
            _, late = await asyncio.wait(waiting, timeout=LONGEST_TURN)
            for one in late:
                one.cancel()

    def _turn_done(self, feed: Feed) -> None:
        if feed.url in self._turns:
            self._turns[feed.url].set()

    async def reported(self, feed: Feed, progress: Callable[[FetchResult], None]) -> FetchResult:
        """One feed, whatever comes of it."""
        task = asyncio.create_task(self._guarded(feed))
        await asyncio.wait([task])
        failure = task.exception()
        if failure is None:
            result = task.result()
        elif isinstance(failure, Exception):
            # A fault of ours on this feed's bytes: the others go on, and the log says where.
            self._desk.log(feed.url, failure)
            result = self._failed(feed, f"{type(failure).__name__}: {failure} (see {LOG_NAME})")
        else:
            raise failure
        self._turn_done(feed)
        self._last = time.monotonic()
        progress(result)
        return result

    async def _guarded(self, feed: Feed) -> FetchResult:
        from tui.articles import NoArticle
        from tui.feeds import NotAFeed
        from tui.fetch import FetchError

        try:
            async with asyncio.timeout(DEADLINE):
                return await self._one(feed)
        except FetchError as error:
            return self._failed(feed, str(error), error.status, timedelta(seconds=error.retry_after))
        except (NotAFeed, NoArticle) as error:
            return self._failed(feed, str(error), HTTPStatus.OK)
        except TimeoutError:
            return self._failed(feed, f"timed out after {DEADLINE:g} s")

    def _failed(self, feed: Feed, reason: str, status: int = 0, retry: timedelta = timedelta()) -> FetchResult:
        reason = " ".join(reason.split())
        now = self._now()
        with self._desk.store.write() as connection:
            source = feeds.source(connection, feed.url)
            feeds.record_failure(connection, source.id, reason)
            plan = schedule.after_failure(
                now,
                usual=self._usual,
                failures=source.failures + 1,
                status=status,
                retry=retry,
                rhythm=source.rhythm,
                chance=random(),
            )
            feeds.plan(connection, source.id, now, plan.next, plan.why, plan.rhythm)
        return FetchResult(feed, feed.title or source.title, "failed", 0, reason)

    async def _one(self, feed: Feed) -> FetchResult:
        from tui.fetch import Validators

        loop = asyncio.get_running_loop()
        source = await loop.run_in_executor(self._parsing, self._source, feed)
        if schedule.must_wait(self._now(), source.next, source.why) and not (self._named and source.why == "gone"):
            return FetchResult(feed, feed.title or source.title, "waiting", 0, _waits(source))
        fetched = await self._client.get(
            source.address, validators=Validators(source.etag, source.last_modified), access=feed.access
        )
        own_title, found, ttl = await self._parsed(feed, fetched.page)
        await self._turn(feed)
        kept = await loop.run_in_executor(self._parsing, self._keep, feed, source, fetched, own_title, found, ttl)
        moved = await loop.run_in_executor(self._parsing, self._move, feed, source, fetched)
        self._turn_done(feed)
        title = feed.title or own_title or source.title
        new, changed = set(kept.new), set(kept.changed)
        if feed.full_text and feed.kind == "feed":
            changed |= await self._fetch_pages(feed, source)
        if new or changed:
            # The headlines are in the lists already; to read what came waits until nobody else is answering.
            self._unread_articles.append((sorted({*new, *changed}, reverse=True), sorted(new)))
        return FetchResult(feed, title, "updated" if new or changed else "unchanged", len(new), moved)

    async def _parsed(self, feed: Feed, page: Page | None) -> tuple[str, list[Stored], int]:
        """What :func:`_parse` says, in another process if there are any."""
        loop = asyncio.get_running_loop()
        if page is not None and self._processes is not None:
            try:
                return await loop.run_in_executor(self._processes, _parse, feed, page)
            except BrokenProcessPool:
                self._processes = None  # one was killed, or none can be started here: threads will do
        return await loop.run_in_executor(self._parsing, _parse, feed, page)

    async def study_when_quiet(self) -> None:
        """Read what came when every feed is done, or while those that are left keep everybody waiting."""
        loop = asyncio.get_running_loop()
        while not self.over.is_set() or self._unread_articles:
            quiet = self._last + QUIET - time.monotonic()
            if not self.over.is_set() and (quiet > 0 or not self._unread_articles):
                with suppress(TimeoutError):
                    await asyncio.wait_for(self.over.wait(), max(quiet, QUIET / 2))
                continue
            await loop.run_in_executor(self._studying, self._study, *self._unread_articles.pop(0))

    def _study(self, numbers: Sequence[int], new: Sequence[int]) -> None:
        """Read what came, and let the rules act on it."""
        study(self._desk, numbers)
        self._rules.arrived(new)

    def _source(self, feed: Feed) -> Source:
        with self._desk.store.write() as connection:
            return feeds.source(connection, feed.url)

    def _move(self, feed: Feed, source: Source, fetched: Fetched) -> str:
        """A feed that moved for good gets its new address in feeds.toml too; returns what is said of it."""
        target = fetched.moved_to or (source.address if source.address != feed.url else "")
        if not target or feed.kind == "article":
            return ""
        with self._editing:
            try:
                if not move_feed(self._desk.config.path, feed.url, target):
                    return ""
            except ConfigError:
                return ""  # the file cannot be used now; the store knows where the feed is
            with self._desk.store.write() as connection:
                feeds.move(connection, source.id, target)
            self.moved = True
        return f"moved for good to {target}; feeds.toml says so now"

    def _keep(
        self, feed: Feed, source: Source, fetched: Fetched, own_title: str, found: Sequence[Stored], ttl: int
    ) -> Kept:
        """Keep what came, and when to ask again, in one transaction."""
        now = self._now()
        with self._desk.store.write() as connection:
            feeds.record_success(
                connection,
                source.id,
                now,
                etag=fetched.validators.etag,
                last_modified=fetched.validators.last_modified,
                moved_to=fetched.moved_to,
                own_title=own_title,
            )
            kept = Kept()
            if fetched.page is None:
                ttl = source.ttl
            else:
                kept = articles.keep(connection, source.id, found, now, full_text=feed.kind == "article")
            plan = schedule.after_success(
                now,
                usual=self._usual,
                dates=feeds.newest(connection, source.id, schedule.NEWEST),
                fresh=timedelta(seconds=fetched.fresh),
                ttl=timedelta(minutes=ttl),
                chance=random(),
            )
            feeds.plan(connection, source.id, now, plan.next, plan.why, plan.rhythm, ttl)
            return kept

    async def _fetch_pages(self, feed: Feed, source: Source) -> set[int]:
        """Fetch the pages of entries that have only the feed's text; what fails keeps that text."""
        with self._desk.store.write() as connection:
            wanted = articles.wanting_pages(connection, source.id, MOST_TRIES, MOST_PAGES)
            articles.count_tries(connection, [number for number, _, _ in wanted])
        done = await asyncio.gather(*(self._fetch_page(feed, source, *entry) for entry in wanted))
        return {number for number in done if number}

    async def _fetch_page(self, feed: Feed, source: Source, number: int, guid: str, url: str) -> int:
        from tui.articles import NoArticle
        from tui.fetch import FetchError, origin

        # What a feed is given is not for the sites that it links to.
        access = feed.access if origin(url) == origin(feed.url) else None
        try:
            fetched = await self._client.get(url, access=access)
            if fetched.page is None:
                return 0
            return await asyncio.get_running_loop().run_in_executor(
                self._parsing, self._take_page, source, number, guid, fetched.page
            )
        except (FetchError, NoArticle):
            return 0

    def _take_page(self, source: Source, number: int, guid: str, page: Page) -> int:
        known = articles.article(self._desk.store, number)
        if known is None:
            return 0
        full = stored_full(guid, known, page)
        with self._desk.store.write() as connection:
            articles.keep(connection, source.id, [full], self._now(), whole=False, full_text=True)
        return number
