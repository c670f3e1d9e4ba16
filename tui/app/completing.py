"""Completion in the search field: what Tab would put there stands in the status line; Tab again takes the next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.hands import Room
from tui.app.messages import Completed

if TYPE_CHECKING:
    from tui.newsroom.completing import Completion

SHOWN = 4
"""So many are shown; Tab goes through all."""


class Completing:
    """Follows what is typed, and puts completions into the field."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self._found: list[Completion] = []
        self._typed = ""
        self._next = 0
        self._put = ""

    @property
    def hint(self) -> str:
        """The next completions, in words; "" for none."""
        if not self._found:
            return ""
        ahead = [self._found[(self._next + at) % len(self._found)] for at in range(min(SHOWN, len(self._found)))]
        return self._room.words.say("status.complete", choices=" \u00b7 ".join(one.text.strip() for one in ahead))

    def typed(self, value: str) -> None:
        """Look what may stand at the caret now; what Tab put there itself is no reason to look again."""
        if self._found and value == self._put:
            return
        from tui.newsroom.completing import complete

        desk, caret = self._room.desk, self._room.panels.field.caret
        self._room.jobs.read(
            "completion", lambda: complete(desk, value, caret), lambda found: Completed(value, tuple(found))
        )

    def found(self, message: Completed) -> None:
        """Completions were found."""
        self._typed, self._found = message.typed, list(message.found)
        self._next, self._put = 0, ""

    def tab(self) -> None:
        """Put the next completion into the field."""
        if self._found:
            text, caret = self._found[self._next].applied(self._typed)
            self._next = (self._next + 1) % len(self._found)
            self._put = text
            self._room.panels.field.replace(text, caret)

    def clear(self) -> None:
        """Nothing is typed any more."""
        self._found, self._put = [], ""
