"""``khabar list`` and ``khabar search``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Mapping, Sequence
from datetime import datetime
from types import MappingProxyType
from typing import Any

from tui.cli.commands import looking, refuse_usage
from tui.cli.faults import Refusal, complain
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import explained, said
from tui.model import Headline
from tui.newsroom import reading
from tui.newsroom.query import QueryError
from tui.newsroom.stories import Folded, fold

CHUNK = 500
"""Headlines in memory at once: a list of 100,000 flows."""


def run_list(options: Namespace) -> int:
    """Headlines that a query finds, newest first."""
    query = " ".join(options.query)
    with looking(options) as desk:
        try:
            ids = reading.ids(desk, query, limit=options.limit if options.unfold else None)
        except QueryError as error:
            raise cannot_be_read(error, query) from None
        folded = Folded(ids, {}) if options.unfold else fold(desk, ids)
        ids = folded.ids[: options.limit]
        surface = Surface(options)
        if options.json:
            found = reading.headlines(desk, ids)
            print_json([{**as_json(one), "story": list(folded.members.get(one.id, (one.id,)))} for one in found])
            return 0
        for start in range(0, len(ids), CHUNK):
            print_headlines(surface, reading.headlines(desk, ids[start : start + CHUNK]), folded.members)
        if not ids and surface.tty:
            complain(said("cli.list.nothing"))
    return 0


def run_search(options: Namespace) -> int:
    """What a query finds over everything cached, the best first, each with the text around the first word."""
    words = " ".join(options.words)
    with looking(options) as desk:
        try:
            hits = reading.search(desk, words, options.limit)
        except QueryError as error:
            raise cannot_be_read(error, words) from None
        surface = Surface(options)
        if options.json:
            print_json(
                [
                    {**as_json(hit.headline), "snippet": hit.snippet, "spans": [list(span) for span in hit.spans]}
                    for hit in hits
                ]
            )
            return 0
        for hit in hits:
            print_headlines(surface, [hit.headline])
            _print_snippet(surface, hit.snippet, hit.spans)
        if not hits and surface.tty:
            complain(said("cli.search.nothing"))
    return 0


def cannot_be_read(error: QueryError, query: str) -> Refusal:
    """A query's complaint, with its place."""
    place = error.position + 1
    return refuse_usage(said("cli.wrong.query", message=explained(error.message), place=place, query=repr(query)))


def _print_snippet(surface: Surface, snippet: str, spans: Sequence[tuple[int, int]]) -> None:
    from tui.text import Span, lay_out

    if not surface.visual:
        sys.stdout.write(f"\t{one_line(snippet)}\n")
        return
    found = [Span(start, end, "found") for start, end in spans]
    room = max(1, surface.width - 7)
    for line in lay_out(snippet, room):
        slack = " " * (room - line.width)
        runs = [(piece, roles) for piece, roles in line.runs(found)]
        surface.write([(" " * 7, ()), (slack, ()), *runs] if line.base else [(" " * 7, ()), *runs])


def print_headlines(
    surface: Surface, headlines: Sequence[Headline], members: Mapping[int, Sequence[int]] = MappingProxyType({})
) -> None:
    """Number, flags, date, feed, title: in columns on a terminal, separated by tabs in a pipe.

    A row that stands for several articles of one event says how many more they
    are: ``+2`` behind the feed, in a pipe behind the title.
    """
    for headline in headlines:
        more = len(members.get(headline.id, ())) - 1
        date = headline.date.astimezone()
        flags = flags_of(headline)
        if not surface.visual:
            told = (f"+{more}",) if more > 0 else ()
            row = (str(headline.id), flags, f"{date:%Y-%m-%d %H:%M}", headline.feed_title, headline.title, *told)
            sys.stdout.write("\t".join(one_line(part) for part in row) + "\n")
            continue
        feed_width = min(20, surface.width // 4)
        title_width = max(1, surface.width - feed_width - 22)
        role = () if headline.read else ("unread",)
        surface.write(
            [
                (f"{headline.id:>6} ", ("number",)),
                (f"{flags:<5}", ()),
                (f"{_when(date):>6}  ", ("number",)),
                (surface.cell(headline.feed_title, feed_width - (4 if more > 0 else 0), align="left"), ()),
                (f"{f'+{more}':>4}" if more > 0 else "", ("number",)),
                ("  ", ()),
                (surface.cell(headline.title, title_width), role),
            ]
        )


def _when(date: datetime) -> str:
    today = datetime.now().astimezone().date()
    if date.date() == today:
        return f"{date:%H:%M}"
    return f"{date:%d.%m.}" if date.year == today.year else f"{date:%m/%y}"


def flags_of(headline: Headline) -> str:
    """A sign per flag: ``*`` unread, ``s`` starred, ``t`` later, ``x`` dismissed, ``~`` changed."""
    signs = (("*", not headline.read), ("s", headline.starred), ("t", headline.later), ("x", headline.dismissed),
             ("~", headline.revised))  # fmt: skip
    return "".join(sign for sign, on in signs if on)


def as_json(headline: Headline) -> dict[str, Any]:
    """A headline's values by name; the date in ISO 8601, UTC."""
    return {
        "id": headline.id,
        "title": headline.title,
        "feed": headline.feed_title,
        "feed_id": headline.feed_id,
        "date": headline.date.isoformat(),
        "language": headline.language,
        "read": headline.read,
        "starred": headline.starred,
        "later": headline.later,
        "dismissed": headline.dismissed,
        "revised": headline.revised,
    }
