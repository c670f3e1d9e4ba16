"""From row to row of a list."""

from __future__ import annotations

from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.looking import Looking
from tui.cli.plain.reading import Reading


class Moving:
    """Takes another row in hand and tells it."""

    def __init__(self, dialogue: Dialogue, read: Reading, looking: Looking) -> None:
        self._here, self._read, self._looking = dialogue, read, looking

    def do_down(self, count: int, rest: str) -> None:
        """The next headline."""
        self._move(self._here.cursor + max(1, count))

    def do_up(self, count: int, rest: str) -> None:
        """The headline before."""
        self._move(self._here.cursor - max(1, count))

    def do_top(self, count: int, rest: str) -> None:
        """The first headline, or row ``count``."""
        self._move(max(0, count - 1))

    def do_bottom(self, count: int, rest: str) -> None:
        """The last headline."""
        self._move(len(self._here.listing) - 1)

    def _move(self, row: int) -> None:
        here = self._here
        if not len(here.listing):
            here.say("toast.no_story")
            return
        self._read.close()
        target = max(0, min(row, len(here.listing) - 1))
        if target == here.cursor and row != target:
            here.say("plain.no_more")
        here.cursor = here.top = target
        self._looking.tell_current()
