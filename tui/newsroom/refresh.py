"""Refreshing: fetch all feeds at once, list what is new, then read, index and recognise it.

Fetching waits on the event loop; parsing, reading and recognising run in
processes of their own where there is enough to do, and writing in a thread.  An
outcome is a value: one bad feed never stops the others.
"""

from __future__ import annotations

import asyncio
import itertools
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, suppress
from datetime import datetime, timedelta
from functools import cached_property, partial
from http import HTTPStatus
from random import random
from typing import TYPE_CHECKING

from tui.config import ConfigError, move_feed
from tui.model import Feed, FetchResult
from tui.newsroom import schedule
from tui.newsroom.desk import LOG_NAME, Desk
from tui.newsroom.intake import Listing, Unreadable, listing, stored_from_page
from tui.newsroom.revisions import Former, former
from tui.newsroom.workers import MANY, Workers
from tui.newsroom.writing import Writer
from tui.store import arrivals, articles, feeds, headlines
from tui.store.arrivals import Answer, Arrived
from tui.store.articles import Stored
from tui.store.connection import Connection
from tui.store.feeds import Source
from tui.store.revisions import keep_former

if TYPE_CHECKING:
    from tui.fetch import Client, Fetched, Transport
    from tui.newsroom.fulltexts import FullTexts
    from tui.newsroom.studying import Studying

LONGEST_TURN = 1.0
"""Seconds that a feed of the very first refresh waits for those before it."""
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
    known = {feed.url: feed for feed in desk.config.feeds}
    wanted = tuple(known.values()) if feeds is None else tuple(known.get(feed.url, feed) for feed in feeds)
    if due:
        wanted = _due(desk, wanted, now())
    first = not headlines.any_at_all(desk.store)
    with (
        Workers(soon=first and len(wanted) >= MANY) as workers,
        closing(Writer(desk.store)) as writer,
        ThreadPoolExecutor(1, thread_name_prefix="study") as thread,
    ):
        from tui.fetch import Client

        async with Client(transport=transport) as client:
            round_ = _Round(desk, client, now, workers, writer, thread, named=feeds is not None)
            results = await round_.asked(wanted, progress, in_turn=first and len(wanted) < MANY)
            if desk.config.reader.pictures:
                from tui.newsroom.pictures import keep_pictures

                await keep_pictures(desk, client)
        if round_.moved:
            desk.reload_config()
        answered = feeds is None and any(result.outcome != "failed" for result in results)
        await round_.studying.finish(now(), answered=answered)
    return results


def _due(desk: Desk, wanted: Sequence[Feed], at: datetime) -> tuple[Feed, ...]:
    """Those whose time has come, and those never asked."""
    due = set(feeds.due(desk.store, at, schedule.usual_wait(desk.config)))
    return tuple(feed for feed in wanted if feed.url in due)


def _waits(source: Source) -> str:
    if source.next is None:
        return "410 gone; the feed has ended, khabar remove takes it away"
    return f"the server wishes not to be asked before {source.next.astimezone():%Y-%m-%d %H:%M}"


class _Turns:
    """The very first articles are numbered in the order of the feeds, if those are few and answer about as quickly."""

    def __init__(self, wanted: Sequence[Feed]) -> None:
        self._events = {feed.url: asyncio.Event() for feed in wanted}

    async def wait(self, feed: Feed) -> None:
        """Wait, not for long, until the feeds before this one have kept what came."""
        earlier = itertools.takewhile(lambda url: url != feed.url, self._events)
        waiting = [asyncio.ensure_future(self._events[url].wait()) for url in earlier]
        if waiting:
            _, late = await asyncio.wait(waiting, timeout=LONGEST_TURN)
            for one in late:
                one.cancel()

    def done(self, feed: Feed) -> None:
        if feed.url in self._events:
            self._events[feed.url].set()


class _Round:
    """One refresh: what its feeds share."""

    def __init__(
        self,
        desk: Desk,
        client: Client,
        now: Callable[[], datetime],
        workers: Workers,
        writer: Writer,
        thread: ThreadPoolExecutor,
        *,
        named: bool,
    ) -> None:
        self._desk, self._client, self._now = desk, client, now
        self._workers, self._writer, self._thread = workers, writer, thread
        self._named = named
        self._usual = schedule.usual_wait(desk.config)
        self._sources: dict[str, Source] = {}
        self._turns = _Turns(())
        self._new: set[int] = set()
        self._to_study = False
        self._over = asyncio.Event()
        self._last = time.monotonic()
        self.moved = False

    @cached_property
    def studying(self) -> Studying:
        """What is done with what came."""
        from tui.newsroom.studying import Studying

        return Studying(self._desk, self._workers, self._thread, self._new)

    @cached_property
    def _full_texts(self) -> FullTexts:
        from tui.newsroom.fulltexts import FullTexts

        return FullTexts(self._desk, self._client, self._workers, self._writer, self._now)

    async def asked(
        self, wanted: Sequence[Feed], progress: Callable[[FetchResult], None], *, in_turn: bool
    ) -> list[FetchResult]:
        """Ask all feeds; the results come in their order, when everything that came is recognised and indexed."""
        urls = [feed.url for feed in wanted]
        self._sources = await self._writer.do(lambda connection: {url: feeds.source(connection, url) for url in urls})
        if in_turn:
            self._turns = _Turns(wanted)
        # Those that failed the last time may do so again, slowly: they get the places that the others leave.
        order = sorted(wanted, key=lambda feed: self._sources[feed.url].failures > 0)
        studying = asyncio.create_task(self._study_when_quiet())
        tasks = {feed.url: asyncio.create_task(self._reported(feed, progress)) for feed in order}
        results = await asyncio.gather(*(tasks[feed.url] for feed in wanted))
        self._over.set()
        await studying
        return results

    async def _reported(self, feed: Feed, progress: Callable[[FetchResult], None]) -> FetchResult:
        """One feed, whatever comes of it."""
        task = asyncio.create_task(self._guarded(feed))
        await asyncio.wait([task])
        failure = task.exception()
        if failure is None:
            result = task.result()
        elif isinstance(failure, Exception):
            # A fault of ours on this feed's bytes: the others go on, and the log says where.
            self._desk.log(feed.url, failure)
            result = await self._failed(feed, f"{type(failure).__name__}: {failure} (see {LOG_NAME})")
        else:
            raise failure
        self._turns.done(feed)
        self._last = time.monotonic()
        progress(result)
        return result

    async def _guarded(self, feed: Feed) -> FetchResult:
        from tui.fetch import FetchError

        try:
            return await self._one(feed)
        except FetchError as error:
            return await self._failed(feed, str(error), error.status, timedelta(seconds=error.retry_after))
        except Unreadable as error:
            return await self._failed(feed, str(error), HTTPStatus.OK)

    async def _failed(self, feed: Feed, reason: str, status: int = 0, retry: timedelta = timedelta()) -> FetchResult:
        reason = " ".join(reason.split())
        now, source = self._now(), self._sources[feed.url]
        plan = schedule.after_failure(
            now,
            usual=self._usual,
            failures=source.failures + 1,
            status=status,
            retry=retry,
            rhythm=source.rhythm,
            chance=random(),
        )

        def keep(connection: Connection) -> None:
            feeds.record_failure(connection, source.id, reason)
            feeds.plan(connection, source.id, now, plan.next, plan.why, plan.rhythm)

        await self._writer.do(keep)
        return FetchResult(feed, feed.title or source.title, "failed", 0, reason)

    async def _one(self, feed: Feed) -> FetchResult:
        from tui.fetch import Validators

        source = self._sources[feed.url]
        if schedule.must_wait(self._now(), source.next, source.why) and not (self._named and source.why == "gone"):
            return FetchResult(feed, feed.title or source.title, "waiting", 0, _waits(source))
        fetched = await self._client.get(
            source.address,
            Validators(source.etag, source.last_modified),
            feed.access,
            packed=feed.kind == "feed",
        )
        if fetched.page is None:
            await self._writer.do(partial(self._answered, source, fetched, "", source.ttl))
            own_title, arrived = "", Arrived()
        elif feed.kind == "article":
            own_title, arrived = await self._watched(feed, source, fetched)
        else:
            own_title, arrived = await self._listed(feed, source, fetched)
        told = self._move(feed, source, fetched)
        self._turns.done(feed)
        new, changed = set(arrived.new), set(arrived.changed)
        self._new |= new
        if feed.full_text and feed.kind == "feed":
            changed |= await self._full_texts.fetch(feed, source)
        self._to_study = self._to_study or bool(new or changed)
        title = feed.title or own_title or source.title
        return FetchResult(feed, title, "updated" if new or changed else "unchanged", len(new), told)

    async def _watched(self, feed: Feed, source: Source, fetched: Fetched) -> tuple[str, Arrived]:
        """A page that is watched: its site's title, and the article if it is new or another than it was."""
        assert fetched.page is not None
        found = await self._workers.run(stored_from_page, feed, fetched.page)
        before = await asyncio.to_thread(former, self._desk, source.id, found)
        await self._turns.wait(feed)
        kept = await self._writer.do(partial(self._keep_page, source, fetched, found, before))
        return found.article.site, kept

    def _keep_page(
        self, source: Source, fetched: Fetched, found: Stored, before: Former | None, connection: Connection
    ) -> Arrived:
        kept = articles.keep(connection, source.id, [found], self._now(), full_text=True)
        if before is not None:
            keep_former(connection, before.number, before.article, self._now())
        self._answered(source, fetched, found.article.site, 0, connection)
        return Arrived(kept.new, kept.changed)

    async def _listed(self, feed: Feed, source: Source, fetched: Fetched) -> tuple[str, Arrived]:
        """A feed: its own title, its articles that are new, and those whose text is another than it was."""
        assert fetched.page is not None
        answer = Answer(fetched.page.url, fetched.page.content_type, fetched.coding, fetched.page.body)
        found = await self._workers.run(listing, answer)
        await self._turns.wait(feed)
        arrived = await self._writer.do(partial(self._keep_list, source, fetched, found, answer))
        changed: set[int] = set()
        if arrived.changed:
            # An entry that is listed otherwise may say the same: advertisements and counters change at every visit.
            changed = await self.studying.changed(arrived.answer)
        return found.title, Arrived(arrived.new, tuple(changed - set(arrived.new)))

    def _keep_list(
        self, source: Source, fetched: Fetched, found: Listing, answer: Answer, connection: Connection
    ) -> Arrived:
        arrived = arrivals.keep(connection, source.id, found.entries, answer, self._now())
        self._answered(source, fetched, found.title, found.ttl, connection)
        return arrived

    def _answered(self, source: Source, fetched: Fetched, own_title: str, ttl: int, connection: Connection) -> None:
        """Keep that a feed answered, and when to ask it again."""
        now = self._now()
        feeds.record_success(
            connection,
            source.id,
            now,
            etag=fetched.validators.etag,
            last_modified=fetched.validators.last_modified,
            moved_to=fetched.moved_to,
            own_title=own_title,
        )
        plan = schedule.after_success(
            now,
            usual=self._usual,
            dates=feeds.newest(connection, source.id, schedule.NEWEST),
            fresh=timedelta(seconds=fetched.fresh),
            ttl=timedelta(minutes=ttl),
            chance=random(),
        )
        feeds.plan(connection, source.id, now, plan.next, plan.why, plan.rhythm, ttl)

    def _move(self, feed: Feed, source: Source, fetched: Fetched) -> str:
        """A feed that moved for good gets its new address in feeds.toml too; returns what is said of it."""
        target = fetched.moved_to or (source.address if source.address != feed.url else "")
        if not target or feed.kind == "article":
            return ""
        if any(other.url == target for other in self._desk.config.feeds):
            return f"moved for good to {target}, which stands in feeds.toml too; khabar remove takes this one out"
        try:
            if not move_feed(self._desk.config.path, feed.url, target):
                return ""
        except ConfigError:
            return ""  # the file cannot be used now; the store knows where the feed is
        with self._desk.store.write() as connection:
            feeds.move(connection, source.id, target)
        self.moved = True
        return f"moved for good to {target}; feeds.toml says so now"

    async def _study_when_quiet(self) -> None:
        """Read what came when every feed is done, or while those that are left keep everybody waiting."""
        while not self._over.is_set():
            quiet = self._last + QUIET - time.monotonic()
            if quiet > 0 or not self._to_study:
                with suppress(TimeoutError):
                    await asyncio.wait_for(self._over.wait(), max(quiet, QUIET / 2))
                continue
            self._to_study = False
            await self.studying.all()
        await self.studying.all()
