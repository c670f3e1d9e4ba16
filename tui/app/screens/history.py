"""What was done, in words, newest first; any line of it can be taken back, whatever came after."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from tui.app import deeds
from tui.app.hands import Room
from tui.app.moments import ago
from tui.app.panels.lines import Lines
from tui.app.screens.sheet import Line, SheetScreen
from tui.newsroom.triage import Change


class HistoryScreen(SheetScreen):
    """The journal.  ``turn`` takes a change back (True) or does it again (False)."""

    def __init__(self, room: Room, changes: Sequence[Change], turn: Callable[[int, bool], None]) -> None:
        words = room.words
        super().__init__(
            words.say("history.title"),
            words,
            room.verbs,
            lambda typed: self._lines(),
            hint=words.say("hint.history"),
            keyboard=room.keyboard,
        )
        self._room, self._turn, self._changes = room, turn, changes

    def take(self, changes: Sequence[Change]) -> None:
        """Show the journal as it is now; the cursor stays on its line."""
        cursor = self.lines.cursor + len(changes) - len(self._changes)
        self._changes = changes
        self.lines.show(self._lines())
        self.lines.move_to(cursor)

    def _lines(self) -> list[Line]:
        return [self._line(change) for change in self._changes] or [Line("", self._words.say("empty.history"))]

    def _line(self, change: Change) -> Line:
        words = self._words
        told = deeds.told(change, words.say)
        if change.quiet:
            told = words.say("history.opened", title=change.title) if change.count == 1 else told
        if change.undone:
            told = f"{words.say('history.undone')} \u00b7 {told}"
        when = ago(change.at, self._room.clock(), words)
        return Line(when, told, str(change.id), "gone" if change.undone else "hint" if change.quiet else "sentence")

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """Take that line back, or do it again; the sheet stays."""
        message.stop()
        message.prevent_default()
        if message.item < len(self._changes):
            change = self._changes[message.item]
            self._turn(change.id, not change.undone)
