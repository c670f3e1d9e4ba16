"""``khabar fetch``."""

from __future__ import annotations

import asyncio
import json
import sys
from argparse import Namespace
from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any

from tui.cli.commands import subscribed
from tui.cli.faults import FAILED, Refusal, complain
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import explained, finished, said, tell
from tui.model import Feed, FetchResult
from tui.newsroom import Desk


def run_fetch(options: Namespace) -> int:
    """Refresh, tell of each feed, and fail if any of them failed."""
    if options.page is not None:
        return _run_page(options)
    from tui.newsroom.neural import complaint
    from tui.newsroom.refresh import refresh

    with subscribed(options, complain) as desk:
        feeds = _named(desk, options.feeds)
        if not feeds:
            complain(said("cli.fetch.no_feeds", path=str(desk.config.path)))
            return 0
        telling = _Telling(options, len(feeds))
        telling.started()
        results = asyncio.run(
            refresh(
                desk,
                feeds=feeds if options.feeds else None,
                due=options.due,
                now=lambda: datetime.now(UTC),
                progress=telling.progressed,
            )
        )
        telling.ended(results)
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
    from tui.newsroom.subscribe import SubscribeError, match

    if not refs:
        return desk.config.feeds
    try:
        return tuple(status.feed for status in match(desk, list(refs)))
    except SubscribeError as error:
        raise Refusal(str(error)) from None


class _Telling:
    """How the refresh is told: events for the reader, a counter on a terminal, lines or JSON at the end."""

    def __init__(self, options: Namespace, total: int) -> None:
        self._events, self._json, self._options = options.events, options.json, options
        self._total, self._done = total, 0
        self._counter = sys.stderr.isatty() and not options.events

    def _event(self, **values: Any) -> None:
        sys.stdout.write(json.dumps(values, ensure_ascii=False) + "\n")
        sys.stdout.flush()

    def started(self) -> None:
        if self._events:
            self._event(event="start", total=self._total)
        self._count("")

    def _count(self, title: str) -> None:
        if self._counter:
            sys.stderr.write(f"\r\x1b[K{finished(f'{self._done}/{self._total}  {one_line(title)[:50]}')}")
            sys.stderr.flush()

    def progressed(self, result: FetchResult) -> None:
        self._done += 1
        if self._events:
            self._event(event="result", **_values(result))
        self._count(result.title)

    def ended(self, results: Sequence[FetchResult]) -> None:
        if self._counter:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        if self._events:
            self._event(event="end", failed=sum(result.outcome == "failed" for result in results))
        elif self._json:
            print_json([_values(result) for result in results])
        else:
            surface = Surface(self._options)
            # What failed and why comes last, where the eye is when it is done.
            for result in sorted(results, key=lambda one: one.outcome == "failed"):
                _print_result(surface, result)


def _values(result: FetchResult) -> dict[str, Any]:
    return {
        "url": result.feed.url,
        "title": result.title,
        "outcome": result.outcome,
        "new": result.new,
        "reason": result.reason,
    }


def _print_result(surface: Surface, result: FetchResult) -> None:
    told = result.reason or (said("cli.fetch.new", count=result.new) if result.new else "")
    if not surface.visual:
        sys.stdout.write(f"{result.outcome}\t{one_line(result.title)}\t{one_line(told)}\n")
        return
    told = explained(result.reason) or told
    title_width = min(32, surface.width // 3)
    bad = ("bad",) if result.outcome == "failed" else ()
    surface.write(
        [
            (surface.cell(said(f"cli.fetch.outcome.{result.outcome}"), 10, align="left"), bad),
            (surface.cell(result.title, title_width, align="left"), ()),
            ("  ", ()),
            (surface.cell(told, max(1, surface.width - title_width - 12), align="left"), ()),
        ]
    )
