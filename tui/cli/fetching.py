"""``khabar fetch``."""

from __future__ import annotations

import asyncio
import gc
import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Protocol

from tui.cli.commands import subscribed
from tui.cli.faults import FAILED, Refusal, complain
from tui.cli.speech import said, tell
from tui.model import Feed, FetchResult
from tui.newsroom import Desk


def run_fetch(options: Namespace) -> int:
    """Refresh, tell of each feed, and fail if any of them failed."""
    if options.page is not None:
        return _run_page(options)
    from tui.newsroom.background import step_back
    from tui.newsroom.refresh import refresh

    with subscribed(options, complain) as desk:
        feeds = _named(desk, options.feeds)
        if not feeds:
            complain(said("cli.fetch.no_feeds", path=str(desk.config.path)))
            return 0
        telling = _telling(options)
        telling.started(feeds)
        left = len(feeds)

        def progressed(result: FetchResult) -> None:
            nonlocal left
            telling.progressed(result)
            left -= 1
            if left <= 0:
                gc.enable()  # what came is read now, which takes longer and more memory
                if options.events:  # and there is a reader at the keys, who goes first
                    step_back()

        results = asyncio.run(
            refresh(
                desk,
                feeds=feeds if options.feeds else None,
                due=options.due,
                now=lambda: datetime.now(UTC),
                progress=progressed,
            )
        )
        telling.ended(results)
        from tui.newsroom.neural import complaint

        unused = complaint(desk)
    if unused:
        complain(unused)
    failed = sum(result.outcome == "failed" for result in results)
    if failed and not options.events:
        complain(said("cli.fetch.failed", count=failed, total=len(results)))
    return FAILED if failed else 0


def _run_page(options: Namespace) -> int:
    """The page of one story."""
    from tui.articles import words_of
    from tui.cli.output import one_line, print_json
    from tui.newsroom.pages import PageError, fetch_page

    with subscribed(options, complain) as desk:
        try:
            article = asyncio.run(fetch_page(desk, options.page))
        except PageError as error:
            raise Refusal(str(error)) from None
    if options.json:
        print_json({"id": options.page, "title": article.title, "words": words_of(article)})
    else:
        tell(options, said("cli.fetch.page", title=one_line(article.title), words=words_of(article)))
    return 0


def _named(desk: Desk, refs: Sequence[str]) -> tuple[Feed, ...]:
    if not refs:
        return desk.config.feeds
    from tui.newsroom.subscribe import SubscribeError, match

    try:
        return tuple(status.feed for status in match(desk, list(refs)))
    except SubscribeError as error:
        raise Refusal(str(error)) from None


class Telling(Protocol):
    """How a refresh is told."""

    def started(self, feeds: Sequence[Feed]) -> None:
        """These are asked."""

    def progressed(self, result: FetchResult) -> None:
        """One is done."""

    def ended(self, results: Sequence[FetchResult]) -> None:
        """All are; the results are in the order of the feeds."""


def _telling(options: Namespace) -> Telling:
    if options.events:
        return _Events()
    from tui.cli.fetched import Lines  # what lays lines out takes time that the reader's own refreshes need not

    return Lines(options)


class _Events:
    """For the reader: JSON lines, as it comes."""

    def _event(self, **values: object) -> None:
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def started(self, feeds: Sequence[Feed]) -> None:
        self._event(event="start", total=len(feeds))

    def progressed(self, result: FetchResult) -> None:
        self._event(event="result", **values_of(result))

    def ended(self, results: Sequence[FetchResult]) -> None:
        self._event(event="end", failed=sum(result.outcome == "failed" for result in results))


def values_of(result: FetchResult) -> dict[str, object]:
    """A result as JSON has it."""
    return {
        "url": result.feed.url,
        "title": result.title,
        "outcome": result.outcome,
        "new": result.new,
        "reason": result.reason,
    }
