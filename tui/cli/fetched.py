"""What ``khabar fetch`` shows people: whom it waits for, a line for each feed, and what failed and why."""

from __future__ import annotations

import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence

from tui.cli.fetching import values_of
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import explained, finished, mirrored, paragraph, said
from tui.model import Feed, FetchResult
from tui.text import fit

OUTCOME_WIDTH = 10
LONGEST = 10_000
"""Cells: more than any terminal has."""
MOST_NAMED = 3
"""So many feeds that are still waited for are named."""


class Lines:
    """A counter on a terminal, then lines or JSON."""

    def __init__(self, options: Namespace) -> None:
        self._json, self._options = options.json, options
        self._counter = sys.stderr.isatty()
        self._left: dict[str, str] = {}
        self._total = 0

    def started(self, feeds: Sequence[Feed]) -> None:
        """These are asked."""
        self._left = {feed.url: feed.title or feed.url for feed in feeds}
        self._total = len(self._left)
        self._count("")

    def progressed(self, result: FetchResult) -> None:
        """One is done."""
        self._left.pop(result.feed.url, None)
        told = said(f"cli.fetch.outcome.{result.outcome}")
        self._count(f"{one_line(result.title)}: {told}")

    def _count(self, told: str) -> None:
        if not self._counter:
            return
        done = self._total - len(self._left)
        if not self._left:
            told = said("cli.fetch.reading")
        elif len(self._left) <= MOST_NAMED:
            told = said("cli.fetch.waits_for", feeds=", ".join(map(one_line, self._left.values())))
        room = max(20, shutil.get_terminal_size().columns - len(f"{done}/{self._total}  ") - 1)
        line = f"{done}/{self._total}  {told[:room]}"
        sys.stderr.write(f"\r\x1b[K{finished(line)}")
        sys.stderr.flush()

    def ended(self, results: Sequence[FetchResult]) -> None:
        """All are done: what failed and why comes last, where the eye is then."""
        if self._counter:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
        if self._json:
            print_json([values_of(result) for result in results])
            return
        surface = Surface(self._options)
        failed = [result for result in results if result.outcome == "failed"]
        for result in results:
            if result.outcome != "failed":
                _print_line(surface, result)
        if failed and surface.visual and len(results) > len(failed):
            sys.stdout.write("\n")
        for result in failed:
            _print_failed(surface, result)


def _print_line(surface: Surface, result: FetchResult) -> None:
    told = result.reason or (said("cli.fetch.new", count=result.new) if result.new else "")
    if not surface.visual:
        sys.stdout.write(f"{result.outcome}\t{one_line(result.title)}\t{one_line(told)}\n")
        return
    told = explained(result.reason) or told
    if mirrored():
        _print_mirrored(surface, result, told)
        return
    title_width = min(32, surface.width // 3)
    surface.write(
        [
            (surface.cell(said(f"cli.fetch.outcome.{result.outcome}"), OUTCOME_WIDTH, align="left"), ()),
            (surface.cell(result.title, title_width, align="left"), ()),
            ("  ", ()),
            (surface.cell(told, max(1, surface.width - title_width - OUTCOME_WIDTH - 2), align="left"), ()),
        ]
    )


def _print_mirrored(surface: Surface, result: FetchResult, told: str) -> None:
    """From right to left, over as many lines as it takes."""
    title = f"\u2068{one_line(result.title)}\u2069"  # FSI and PDI: a title keeps its own direction
    outcome = said(f"cli.fetch.outcome.{result.outcome}")
    paragraph(surface, f"{outcome:<{OUTCOME_WIDTH}}{title}" + (f": {told}" if told else ""), 0)


def _print_failed(surface: Surface, result: FetchResult) -> None:
    """One that failed, with the whole reason, however long: beside the name where it fits, else below it."""
    if not surface.visual:
        sys.stdout.write(f"{result.outcome}\t{one_line(result.title)}\t{one_line(result.reason)}\n")
        return
    reason = explained(result.reason)
    if mirrored():
        _print_mirrored(surface, result, reason)
        return
    title_width = min(32, surface.width // 3)
    room = surface.width - title_width - OUTCOME_WIDTH - 2
    beside = fit(one_line(reason), LONGEST).width <= room
    surface.write(
        [
            (surface.cell(said("cli.fetch.outcome.failed"), OUTCOME_WIDTH, align="left"), ("bad",)),
            (surface.cell(result.title, title_width if beside else room + title_width, align="left"), ("bad",)),
            (f"  {surface.cell(reason, room, align='left')}" if beside else "", ()),
        ]
    )
    if not beside:
        paragraph(surface, reason, OUTCOME_WIDTH)
