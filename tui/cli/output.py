"""Standard output as a surface: a terminal gets finished visual lines, a pipe gets logical text."""

from __future__ import annotations

import json
import os
import shutil
import sys
from argparse import Namespace
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

from tui.cli.faults import WRONG_USAGE, Refusal
from tui.text import fit, lay_out, sanitise
from tui.text.profiles import Profile

if TYPE_CHECKING:
    from tui.app.terminal import Wishes

PIPE_WIDTH = 80
RESET = "\x1b[0m"
# Later roles win; "entity:…" and unknown roles change nothing.
STYLES = {
    "title": "1",
    "heading": "1",
    "meta": "2",
    "caption": "2",
    "note": "2",
    "quote": "3",
    "code": "2",
    "strong": "1",
    "emphasis": "3",
    "link": "4",
    "company": "36",
    "person": "35",
    "number": "2",
    "unread": "1",
    "bad": "31",
    "found": "7",
    "inserted": "4;32",
    "deleted": "9;31",
}


class Surface:
    """Where a command prints.  ``profile`` is None for logical text."""

    def __init__(self, options: Namespace) -> None:
        self.tty = sys.stdout.isatty()
        self.asked_width = getattr(options, "width", None)
        self.width: int = self.asked_width or (
            shutil.get_terminal_size((PIPE_WIDTH, 24)).columns if self.tty else PIPE_WIDTH
        )
        self.profile, self.reason = _profile(options, self.tty)
        from tui.app.terminal import colourless

        self.colours = self.tty and not getattr(options, "no_color", False) and not colourless(os.environ)

    @property
    def visual(self) -> bool:
        """Whether lines must be finished here: in visual order, padded, shaped."""
        return self.profile is not None

    def write(self, runs: Sequence[tuple[str, Sequence[str]]]) -> None:
        """One finished line: visual pieces with their roles, blanks at the right taken off."""
        pieces = [(text, roles) for text, roles in runs if text]
        while pieces and not pieces[-1][0].strip(" "):
            pieces.pop()
        if pieces:
            pieces[-1] = (pieces[-1][0].rstrip(" "), pieces[-1][1])
        self._finish("".join(self._styled(text, roles) for text, roles in pieces))

    def write_coloured(self, pieces: Sequence[tuple[str, str]]) -> None:
        """One finished line: visual pieces with the SGR sequence over each, "" for none."""
        self._finish("".join(f"{sequence}{text}{RESET}" if sequence else text for text, sequence in pieces).rstrip(" "))

    def _finish(self, line: str) -> None:
        if self.profile is not None:
            line = self.profile.encode(line)
            if self.tty:
                # A line at a time, so that a pipe that closes never leaves the terminal switched over.
                line = f"{self.profile.enter}{line}{self.profile.exit}"
        sys.stdout.write(line + "\n")

    def _styled(self, text: str, roles: Sequence[str]) -> str:
        codes = [STYLES[role] for role in roles if role in STYLES] if self.colours else []
        return f"\x1b[{';'.join(codes)}m{text}{RESET}" if codes and text.strip() else text

    def say(self, text: str) -> None:
        """One line of any text: laid out for a terminal, logical for a pipe; never with a control character."""
        indent = len(text) - len(text.lstrip(" "))
        words = one_line(text)
        if self.visual:
            words = fit(words, max(1, self.width - indent)).text
            self.write([(" " * indent + words, ())])
        else:
            sys.stdout.write(f"{' ' * indent}{words}\n")

    def paragraph(self, text: str, indent: int) -> None:
        """Text over as many lines as it takes; a pipe gets it on one."""
        words = one_line(text)
        if not self.visual:
            sys.stdout.write(f"{' ' * indent}{words}\n")
            return
        room = max(1, self.width - indent)
        for line in lay_out(words, room):
            self.write([(" " * indent + line.padded(room), ())])

    def cell(self, text: str, width: int, *, align: Literal["start", "left"] = "start") -> str:
        """``text`` in exactly ``width`` cells, in its own direction."""
        return fit(one_line(text), width).padded(width, align)


def _settings(options: Namespace) -> Wishes:
    """What feeds.toml wishes; a file that cannot be read is complained of where it is needed."""
    from tui.app.terminal import Wishes
    from tui.cli.commands import paths
    from tui.config import ConfigError, load

    try:
        where = paths(options).config
        reader = load(where).reader if where.exists() else None
    except ConfigError:
        reader = None
    return Wishes(reader.display, reader.marks) if reader else Wishes()


def _profile(options: Namespace, tty: bool) -> tuple[Profile | None, str]:
    """The display mode.  ``off`` and a pipe without a mode of its own mean logical text.

    Raises Refusal for a variable that names no mode.  The terminal is not asked
    here: an answer that comes late would stand on the shell's next line.
    """
    from tui.app.terminal import DisplayError, Wishes, choose_profile, gather, wishes

    asked, marks = getattr(options, "display", None), getattr(options, "marks", None)
    try:
        wish = wishes(asked, marks, _settings(options) if tty else Wishes(), os.environ)
    except DisplayError as error:
        raise Refusal(str(error), WRONG_USAGE) from None
    if wish.display == "off":
        return None, "as set: the terminal gets logical text"
    if wish.display == "auto" and not tty:
        return None, "not a terminal: logical text"
    return choose_profile(wish, gather(os.environ, ask=False))


def one_line(text: str) -> str:
    """``text`` without control characters, on one line."""
    return " ".join(sanitise(text).split())


def print_json(value: object) -> None:
    """JSON as UTF-8, readable; a lone surrogate becomes an escape."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    # U+0080 to U+009F are controls to a terminal and are legal, but not needed, as they are.
    sys.stdout.write("".join(f"\\u{ord(c):04x}" if 0x7F <= ord(c) <= 0x9F else c for c in text) + "\n")
