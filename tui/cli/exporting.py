"""``khabar export``: subscriptions as OPML; articles as Markdown, JSON or a book (EPUB)."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from time import monotonic
from typing import IO, Any

from tui.cli.arguments import FORMATS
from tui.cli.commands import looking, refuse_usage, subscribed
from tui.cli.faults import Refusal, complain
from tui.cli.listing import as_json, cannot_be_read
from tui.cli.output import one_line
from tui.cli.showing import article_json
from tui.cli.speech import said, tell
from tui.model import Article, Headline
from tui.newsroom import Desk, exporting, reading
from tui.newsroom.query import QueryError
from tui.newsroom.saving import safe_name

OPML, MARKDOWN, JSON, EPUB = "opml", "markdown", "json", "epub"
_ENDINGS = {OPML: ".opml", MARKDOWN: ".md", JSON: ".json", EPUB: ".epub"}
A_MOMENT, TOLD_EVERY = 1.0, 0.2
"""Seconds."""
Found = Iterable[tuple[Headline, Article]]


def run_export(options: Namespace) -> int:
    """Write what was asked for to standard output or to a file."""
    format, query = _asked(options)
    target = None if options.output in (None, "-") else Path(options.output).expanduser()
    if format == OPML:
        if query:
            raise refuse_usage(said("cli.export.opml_is_all"))
        return _export_opml(options, target)
    with looking(options) as desk:
        try:
            ids = reading.ids(desk, query, limit=options.limit)
        except QueryError as error:
            raise cannot_be_read(error, query) from None
        if not ids and format != JSON:
            raise Refusal(said("cli.export.nothing"))
        found = exporting.texts(desk, ids)
        if target is not None and sys.stderr.isatty():
            found = _counted(found, len(ids))
        if format == MARKDOWN and target is not None and target.is_dir():
            count = _each(target, found)
        else:
            title = " \u00b7 ".join(part for part in ("khabar", query, f"{desk.clock():%Y-%m-%d}") if part)
            write = {MARKDOWN: _write_markdown, JSON: _write_json, EPUB: _write_epub(desk, title)}[format]
            with _out(target, safe_name(title) + _ENDINGS[format], binary=format == EPUB) as (file, target):
                count = write(file, found)
    if target is not None:
        tell(options, one_line(said("cli.export.done", count=count, path=str(target))))
    return 0


def _counted(found: Found, total: int) -> Iterator[tuple[Headline, Article]]:
    """The same, with how far it is on the terminal once it takes longer than a moment."""
    began = shown = monotonic()
    for done, one in enumerate(found):
        now = monotonic()
        if now - began > A_MOMENT and now - shown > TOLD_EVERY:
            sys.stderr.write(f"\r\x1b[K{done}/{total}")
            sys.stderr.flush()
            shown = now
        yield one
    if shown != began:
        sys.stderr.write("\r\x1b[K")
        sys.stderr.flush()


def _asked(options: Namespace) -> tuple[str, str]:
    """The format and the query: ``export epub starred`` and ``export starred --format epub`` say the same."""
    words = list(options.query)
    if options.format is None:
        if not words or words[0] not in FORMATS:
            raise refuse_usage(said("cli.export.which", choices=", ".join(FORMATS)))
        options.format = words.pop(0)
    return options.format, " ".join(words).strip()


@contextmanager
def _out(target: Path | None, name: str, *, binary: bool) -> Iterator[tuple[IO[bytes], Path | None]]:
    """Standard output, or a file and where it is: ``name`` in a folder, in the place of one that is there."""
    if target is None:
        if binary and sys.stdout.isatty():
            raise refuse_usage(said("cli.export.where"))
        sys.stdout.flush()
        yield sys.stdout.buffer, None
        sys.stdout.buffer.flush()
        return
    path = target / name if target.is_dir() else target
    with exporting.replacing(path) as file:
        yield file, path


def _export_opml(options: Namespace, target: Path | None) -> int:
    from tui.newsroom.subscribe import export_opml

    with subscribed(options, complain) as desk:
        text = export_opml(desk)
    with _out(target, "khabar.opml", binary=False) as (file, _):
        file.write(text.encode("utf-8"))
    return 0


def _about(headline: Headline) -> tuple[str, ...]:
    return headline.feed_title, f"{headline.date.astimezone():%Y-%m-%d %H:%M}"


def _one_markdown(headline: Headline, article: Article) -> bytes:
    from tui.articles.markdown import markdown

    return markdown(article, _about(headline)).encode("utf-8", "replace")


def _write_markdown(file: IO[bytes], found: Found) -> int:
    count = 0
    for headline, article in found:
        file.write((b"\n---\n\n" if count else b"") + _one_markdown(headline, article))
        count += 1
    return count


def _each(folder: Path, found: Found) -> int:
    """A file an article, under its number and title: the same article is the same file the next time."""
    count = 0
    for headline, article in found:
        with exporting.replacing(folder / f"{headline.id} {safe_name(article.title)}.md") as file:
            file.write(_one_markdown(headline, article))
        count += 1
    return count


def _write_json(file: IO[bytes], found: Found) -> int:
    """A list, an article at a time."""
    count = 0
    for headline, article in found:
        one: dict[str, Any] = {**as_json(headline), **article_json(headline, article)}
        text = json.dumps(one, ensure_ascii=False, indent=2)
        # A lone surrogate has no UTF-8; controls to a terminal are legal but not needed as they are.
        safe = "".join(f"\\u{ord(c):04x}" if 0x7F <= ord(c) <= 0x9F or 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
        file.write((b",\n" if count else b"[\n") + safe.encode())
        count += 1
    file.write(b"\n]\n" if count else b"[]\n")
    return count


def _write_epub(desk: Desk, title: str) -> Callable[[IO[bytes], Found], int]:
    def write(file: IO[bytes], found: Found) -> int:
        from tui.articles import epub

        chapters = (epub.Chapter(one.id, article.title or one.title, article, _about(one)) for one, article in found)
        now: datetime = desk.clock()
        return epub.write(file, title, chapters, now)

    return write
