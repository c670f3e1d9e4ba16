"""What the dialogue says: whole sentences, one after another, on a terminal or into a pipe."""

from __future__ import annotations

import os
import shutil
import sys
from argparse import Namespace

from tui.cli.output import Surface, one_line
from tui.cli.speech import mirrored, said
from tui.text import lay_out

PIPE_LINES = 24
"""How long a page is in a pipe."""

_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
"""LRI, RLI, FSI and PDI (UAX#9), which nobody who reads line by line needs to hear of."""


class Telling:
    """Standard output, without colours.

    Text is logical, as a screen reader needs it and a terminal with bidi of its
    own wants it, unless a display mode is asked for by option or variable:
    ``--display auto`` chooses the terminal's.
    """

    def __init__(self, options: Namespace) -> None:
        plain = Namespace(**vars(options))
        plain.no_color = True
        plain.display = getattr(options, "display", None) or os.environ.get("KHABAR_DISPLAY") or "off"
        self.surface = Surface(plain)
        self.typed = sys.stdin.isatty()
        self.width = self.surface.width
        self.page = max(6, shutil.get_terminal_size().lines - 4) if self.surface.tty else PIPE_LINES

    def say(self, key: str, /, **values: object) -> None:
        """A sentence of the catalogue."""
        own = {name: f"\u2068{value}\u2069" if isinstance(value, str) else value for name, value in values.items()}
        words = one_line(said(key, **own))
        if not self.surface.visual:
            self.text(words)
            return
        for line in lay_out(words, self.width, base=int(mirrored())):
            self.surface.write([(line.padded(self.width), ())])

    def text(self, words: str) -> int:
        """A paragraph in its own direction; returns how many lines it took (as if it were a terminal's)."""
        words = one_line(words if self.surface.visual else words.translate(_ISOLATES))
        lines = lay_out(words, self.width) if words else []
        if self.surface.visual:
            self.surface.paragraph(words, 0)
        elif self.surface.tty:
            # In logical order, cut between words: a line that the terminal cuts itself ends inside one.
            for line in lines:
                sys.stdout.write(words[line.start : line.end].rstrip() + "\n")
        else:
            sys.stdout.write(words + "\n")
        return len(lines)

    def prompt(self, place: str) -> None:
        """Ask for a line, where somebody types it; a script needs only the answers."""
        if self.typed:
            sys.stdout.write(f"{place}> ")
        sys.stdout.flush()

    def end_of_input(self) -> None:
        """Leave the line of the prompt."""
        if self.typed:
            sys.stdout.write("\n")
        sys.stdout.flush()
