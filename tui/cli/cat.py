"""``khabar cat``: any text as it comes, in bounded memory, laid out right, with the colours that it brought."""

from __future__ import annotations

import codecs
import os
import sys
from argparse import Namespace
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Protocol

from tui.cli.output import RESET, Surface
from tui.text import lay_out
from tui.text.line import Line, Span
from tui.text.sgr import Pen, uncoloured

_CHUNK = 1 << 16
LONGEST = 1 << 18
"""Characters of a line that is set as one paragraph; what is longer is cut at a blank, so that memory stays bounded."""


class Source(Protocol):
    """A stream of bytes that gives what is there."""

    def read1(self, size: int, /) -> bytes:
        """At most ``size`` bytes, b"" at the end."""


def run_cat(options: Namespace) -> int:
    """A file or standard input, line by line."""
    surface = Surface(options)
    colours = not (options.no_color or os.environ.get("NO_COLOR"))
    pen = Pen()
    with ExitStack() as stack:
        source = sys.stdin.buffer if options.file == "-" else stack.enter_context(Path(options.file).open("rb"))
        for line in lines_of(source):  # type: ignore[arg-type]  # both are buffered; typeshed names no read1 for one
            _print_line(surface, line, pen, colours)
    return 0


def lines_of(source: Source) -> Iterator[str]:
    """The lines of a UTF-8 stream without their ends, as soon as they are there; wrong bytes become U+FFFD."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")
    waiting = ""
    while chunk := source.read1(_CHUNK):
        *whole, waiting = (waiting + decoder.decode(chunk)).split("\n")
        yield from (line.removesuffix("\r") for line in whole)
        while len(waiting) > LONGEST:
            at = waiting.rfind(" ", 0, LONGEST) + 1 or LONGEST
            yield waiting[:at]
            waiting = waiting[at:]
    waiting += decoder.decode(b"", final=True)
    if waiting:
        yield waiting.removesuffix("\r")


def _print_line(surface: Surface, line: str, pen: Pen, colours: bool) -> None:
    text, spans = uncoloured(line, pen)
    if not colours:
        spans = ()
    if not surface.visual and not surface.asked_width:
        sys.stdout.write(_coloured(text, spans, 0) + "\n")
        return
    for laid in lay_out(text, surface.width):
        if surface.visual:
            surface.write_coloured(_pieces(laid, spans, surface.width))
        else:
            sys.stdout.write(_coloured(text[laid.start : laid.end].rstrip(), spans, laid.start) + "\n")


def _pieces(line: Line, spans: Sequence[Span], width: int) -> list[tuple[str, str]]:
    """A visual line as (text, sequence), with the blanks of a right-to-left line at its left."""
    lead = [(" " * (width - line.width), "")] if line.base else []
    return lead + [(piece, roles[-1] if roles else "") for piece, roles in line.runs(spans)]


def _coloured(text: str, spans: Sequence[Span], start: int) -> str:
    """Logical text with its colours put back; ``start`` is its offset in the line."""
    out: list[str] = []
    at = 0
    for span in spans:
        first, last = max(span.start - start, 0), min(span.end - start, len(text))
        if first < last:
            out += (text[at:first], span.role, text[first:last], RESET)
            at = last
    return "".join([*out, text[at:]])
