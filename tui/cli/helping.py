"""``--help`` from right to left: options at the right edge, what they do at their left."""

from __future__ import annotations

import argparse
import re
import sys
from argparse import Namespace
from collections.abc import Iterable, Iterator
from typing import Any

from tui.cli.speech import mirrored, said

COLUMN = 26
"""The cells at the right edge where commands and options stand."""
_ONE_LINE = 100_000
_ROW = re.compile(r"( *)(\S.*?)(?:  +(\S.*))?")


class Formatter(argparse.HelpFormatter):
    """argparse's layout, with our heading of the usage."""

    def add_usage(
        self,
        usage: str | None,
        actions: Iterable[argparse.Action],
        groups: Iterable[Any],
        prefix: str | None = None,
    ) -> None:
        """Begin with the usage; an empty ``prefix`` stays empty."""
        super().add_usage(usage, actions, groups, said("cli.help.usage") if prefix is None else prefix)


class Unbroken(Formatter):
    """The same with each text on one line, to be broken when it is laid out."""

    def __init__(self, prog: str, **settings: Any) -> None:
        super().__init__(prog, **{**settings, "width": _ONE_LINE})


class Help(argparse.Action):
    """``--help``."""

    def __call__(
        self, parser: argparse.ArgumentParser, namespace: Namespace, values: Any, option_string: str | None = None
    ) -> None:
        """Print the help and exit."""
        from tui.cli.faults import Refusal, complain

        try:
            _print(parser, namespace)
        except Refusal as refusal:
            complain(str(refusal))
            parser.exit(refusal.status)
        parser.exit()


def _print(parser: argparse.ArgumentParser, namespace: Namespace) -> None:
    if mirrored() and sys.stdout.isatty():
        from tui.cli.output import Surface

        surface = Surface(namespace)
        if surface.visual:
            parser.formatter_class = Unbroken
            vars(parser).update(color=False)  # Python 3.14 colours what it prints itself
            for row in from_right(parser.format_help(), surface.width):
                surface.write([(row, ())])
            return
    parser.print_help()


def from_right(text: str, width: int) -> Iterator[str]:
    """argparse's help, each text of it on one line, as visual rows of ``width`` cells."""
    from tui.text import lay_out

    usage = said("cli.help.usage")
    for line in text.splitlines():
        if line.startswith(usage):
            yield from _usage(usage.strip(), line.removeprefix(usage), width)
            continue
        found = _ROW.fullmatch(line)
        indent = len(found[1]) if found else 0
        if found and 0 < indent < 8:
            yield from _row(found[2], found[3] or "", indent, width)
        elif found and indent:
            yield from _texts(found[2], width)
        else:
            yield from (laid.padded(width, "right") for laid in lay_out(line, width, base=1))


def _usage(heading: str, synopsis: str, width: int) -> Iterator[str]:
    """The heading at the right edge, the synopsis as it is typed at its left."""
    from tui.text import fit
    from tui.text import width as cells

    room = max(1, width - cells(heading) - 1)
    edge = fit(heading, width, base=1).text
    for row in typed(synopsis, room):
        yield f"{row.ljust(room)} {edge}"
        edge = ""


def typed(synopsis: str, room: int) -> Iterator[str]:
    """What is typed (ASCII) in rows of ``room`` cells, an option beside its value if both fit."""
    row = ""
    for part in re.findall(r"\[[^\]]*\] ?|\S+ ?", synopsis):
        for piece in [part] if len(part.rstrip()) <= room else re.findall("[^, ]+[, ]*", part):
            if row and len(row + piece.rstrip()) > room:
                yield row.rstrip()
                row = ""
            row += piece
    yield row.rstrip()


def _texts(text: str, width: int) -> Iterator[str]:
    from tui.text import lay_out

    room = max(1, width - COLUMN)
    yield from (laid.padded(room, "right") for laid in lay_out(text, room, base=1))


def _row(name: str, text: str, indent: int, width: int) -> Iterator[str]:
    """A command or an option as it is typed, with what it does beside it, or below if it is long."""
    names = [row.rjust(width - indent) for row in typed(name, max(1, width - indent))]
    texts = list(_texts(text, width)) if text else []
    if texts and len(name) + indent + 2 <= COLUMN < width:
        yield texts[0] + name.rjust(COLUMN - indent)
        names, texts = [], texts[1:]
    yield from names
    yield from texts
