"""``khabar add``, ``remove`` and ``feeds``."""

from __future__ import annotations

import asyncio
import sys
from argparse import Namespace
from datetime import datetime
from pathlib import Path
from typing import Any

from tui.app.waits import span, wait
from tui.cli.commands import subscribed
from tui.cli.faults import Refusal, complain
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import ask, explained, mirrored, paragraph, said, tell
from tui.model import Feed, FeedStatus
from tui.newsroom import Desk, reading
from tui.newsroom.subscribe import Choice, Choices, Imported, SubscribeError, add, import_opml, remove

HEALTH_INDENT = 18
"""Where the lines below a feed's own begin."""


def run_add(options: Namespace) -> int:
    """Subscribe to the feed at, or offered by, a URL."""
    with subscribed(options, complain) as desk:
        file = Path(options.url)
        if "://" not in options.url and file.is_file():
            return _import(desk, options, _read(file), tuple(options.tag))
        found = _add(desk, options, options.url)
        if isinstance(found, Choices):
            chosen = _choose(options, found.feeds)
            if chosen is None:
                return 0
            found = _add(desk, options, chosen.url)
        if isinstance(found, Imported):
            return _tell_import(options, found)
        if isinstance(found, Choices):
            raise Refusal(said("cli.add.no_feed", url=options.url))
    if options.json:
        print_json({"added": found.url, "title": found.title, "kind": found.kind, "tags": list(found.tags)})
    else:
        tell(options, one_line(said("cli.add.done", url=found.url)))
    return 0


def run_import(options: Namespace) -> int:
    """Subscribe to the feeds of an OPML file; ``-`` is standard input."""
    body = sys.stdin.buffer.read() if options.file == "-" else _read(Path(options.file))
    with subscribed(options, complain) as desk:
        return _import(desk, options, body, tuple(options.tag))


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise Refusal(f"{path}: {(error.strerror or said('cli.entities.unreadable')).lower()}") from None


def _import(desk: Desk, options: Namespace, body: bytes, tags: tuple[str, ...]) -> int:
    name = getattr(options, "file", None) or options.url
    try:
        return _tell_import(options, import_opml(desk, body, tags=tags))
    except SubscribeError as error:
        raise Refusal(f"{name}: {error}") from None


def _tell_import(options: Namespace, found: Imported) -> int:
    if options.json:
        print_json(
            {"added": [{"url": feed.url, "tags": list(feed.tags)} for feed in found.added], "known": found.known}
        )
    else:
        tell(options, said("cli.import.done", count=len(found.added), known=found.known))
    return 0


def _add(desk: Desk, options: Namespace, url: str) -> Feed | Choices | Imported:
    try:
        return asyncio.run(add(desk, url, title=options.title, tags=tuple(options.tag), kind=options.kind))
    except SubscribeError as error:
        raise Refusal(str(error)) from None


def _choose(options: Namespace, choices: tuple[Choice, ...]) -> Choice | None:
    """Which of several feeds: asked for on a terminal; --json lists them; a pipe is refused with the list."""
    if options.json:
        print_json({"choices": [{"url": choice.url, "title": choice.title} for choice in choices]})
        return None
    surface = Surface(options)
    for number, choice in enumerate(choices, 1):
        surface.say(f"{number}  {choice.url}  {choice.title}")
    if not (sys.stdin.isatty() and surface.tty):
        raise Refusal(said("cli.add.offers", url=options.url, count=len(choices)))
    answer = ask(surface, said("cli.add.which", last=len(choices)))
    if not answer.isascii() or not answer.isdigit() or not 1 <= int(answer[:4]) <= len(choices):
        raise Refusal(said("cli.add.nothing"))
    return choices[int(answer[:4]) - 1]


def run_remove(options: Namespace) -> int:
    """Unsubscribe."""
    with subscribed(options, complain) as desk:
        try:
            feed = remove(desk, options.feed)
        except SubscribeError as error:
            raise Refusal(str(error)) from None
    tell(options, said("cli.remove.done", url=one_line(feed.url)))
    return 0


def run_feeds(options: Namespace) -> int:
    """The feeds, how much of each is unread, when it answered last, and what is wrong with it."""
    with subscribed(options, complain) as desk:
        sources, now = reading.sources(desk), desk.clock()
    if options.json:
        print_json([feed_json(source) for source in sources])
        return 0
    surface = Surface(options)
    for source in sources:
        _print_feed(surface, source, now)
    return 0


def _print_feed(surface: Surface, source: FeedStatus, now: datetime) -> None:
    fetched = f"{source.fetched.astimezone():%Y-%m-%d %H:%M}" if source.fetched else ""
    if not surface.visual:
        # Columns for other programs: the same words in every language.
        told = (fetched or "never", source.title, source.feed.url, source.error or "ok")
        planned = source.next.isoformat() if source.next else ""
        row = (str(source.id), f"{source.unread}/{source.total}", *told, planned, source.why)
        sys.stdout.write("\t".join(one_line(part) for part in row) + "\n")
        return
    if mirrored():
        counts = f"{source.unread}/{source.total}"
        paragraph(surface, f"{source.id:>4}  {counts:>9}   {fetched or said('cli.feeds.never')}   {source.title}", 0)
    else:
        title = surface.cell(source.title, max(1, surface.width - 36), align="left")
        surface.write(
            [
                (f"{source.id:>4}  ", ("number",)),
                (f"{source.unread:>5}/{source.total:<6}", ()),
                (surface.cell(fetched or said("cli.feeds.never"), 18, align="left"), ("number",)),
                (title, ("bad",) if source.error else ()),
            ]
        )
    # An error is worth as many lines as it takes.
    if source.error:
        paragraph(surface, explained(source.error), HEALTH_INDENT)
    planned = wait(source.next, source.why, source.rhythm, source.failures, now, said)
    if source.rhythm and source.why != "rhythm":
        planned = said("cli.feeds.rhythm", planned=planned, every=span(source.rhythm, said))
    paragraph(surface, planned, HEALTH_INDENT)


def feed_json(source: FeedStatus) -> dict[str, Any]:
    """A feed's values by name."""
    return {
        "id": source.id,
        "url": source.feed.url,
        "title": source.title,
        "kind": source.feed.kind,
        "tags": list(source.feed.tags),
        "full_text": source.feed.full_text,
        "unread": source.unread,
        "total": source.total,
        "fetched": source.fetched.isoformat() if source.fetched else None,
        "error": source.error,
        "failures": source.failures,
        "rhythm_minutes": round(source.rhythm.total_seconds() / 60) or None,
        "next": source.next.isoformat() if source.next else None,
        "why": source.why or None,
    }
