"""Sheets over the reader: help, palette, history.  One list each, painted through the door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui import text
from tui.app import paint
from tui.app.keyboard import Keyboard
from tui.app.keys import KeyParser
from tui.app.kitty import base_of, repeats
from tui.app.paint import Piece
from tui.app.panels.bars import Bar
from tui.app.panels.field import Field
from tui.app.panels.lines import Lines
from tui.app.verbs import LOCAL, Verb
from tui.app.words import Words

OUTPUT = "output"
"""The role of lines that a command of the user's wrote."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a sheet: keys or a time at the start edge, words, and what choosing it does ('' nothing)."""

    mark: str
    words: str
    name: str = ""
    role: str = ""


class SheetLines(Lines):
    """The lines of a sheet."""

    def __init__(self, words: Words, mark_width: int) -> None:
        super().__init__()
        self._words, self._mark_width = words, mark_width
        self.entries: Sequence[Line] = ()

    def show(self, entries: Sequence[Line]) -> None:
        """Take other lines."""
        self.entries = entries
        self.cursor = 0
        self.repaint()
        self.scroll_to(y=0, animate=False, force=True)

    def item_count(self) -> int:
        """How many lines there are."""
        return len(self.entries)

    def pieces(self, line: int, width: int) -> list[Piece]:
        """Mark and words."""
        entry = self.entries[line]
        mirrored = self._words.mirrored
        mark = min(self._mark_width, width // 3)
        # The answer of a command is no part of the interface: each of its lines stands at its own side.
        side = "start" if entry.role == OUTPUT else "right" if mirrored else "left"
        parts = [
            paint.blank(1),
            paint.label(entry.mark, mark, "key", align="right" if mirrored else "left", default=0),
            paint.blank(2),
            paint.label(entry.words, width - mark - 4, entry.role or "sentence", default=self._words.base, align=side),
            paint.blank(1),
        ]  # fmt: skip
        return paint.columns(parts, mirrored=mirrored)


class TitleBar(Bar):
    """The title of a sheet, and a hint at its end edge."""

    def __init__(self, title: str, hint: str, words: Words) -> None:
        super().__init__()
        self._title, self._hint, self._words = title, hint, words

    def entitle(self, title: str) -> None:
        """Show another title."""
        self._title = title
        self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """Title and hint."""
        hint = min(text.width(self._hint), width // 2)
        parts = [
            paint.label(self._title, width - hint, "title", align="right" if self._words.mirrored else "left"),
            paint.label(self._hint, hint, "hint"),
        ]
        return paint.columns(parts, mirrored=self._words.mirrored)


class Sheet(Vertical):
    """The box of a sheet."""


class SheetScreen(ModalScreen[str]):
    """A list over the reader; it is left with the name of what was chosen, '' for nothing.

    With ``typing`` a field stands above the list and ``entries`` is asked again for what was typed.
    """

    def __init__(
        self,
        title: str,
        words: Words,
        verbs: Sequence[Verb],
        entries: Callable[[str], Sequence[Line]],
        *,
        hint: str = "",
        prompt: str = "",
        mark_width: int = 14,
        keyboard: Keyboard | None = None,
    ) -> None:
        super().__init__()
        self._title, self._hint = title, hint or words.say("hint.close")
        self._words, self._entries, self._prompt = words, entries, prompt
        self._parser = KeyParser((verb for verb in verbs if verb.name in LOCAL), keyboard)
        self.bar = TitleBar(self._title, self._hint, words)
        self.lines = SheetLines(words, mark_width)
        self.field = Field(prompt, base=words.base) if prompt else None

    def compose(self) -> ComposeResult:
        """Title, field, list."""
        with Sheet():
            yield self.bar
            if self.field is not None:
                yield self.field
            yield self.lines

    def on_mount(self) -> None:
        """Show everything at first."""
        self.lines.empty = ""
        self.lines.show(self._entries(""))
        (self.field or self.lines).focus()

    def on_field_changed(self, message: Field.Changed) -> None:
        """Narrow the list."""
        self.lines.show(self._entries(message.value))

    def on_field_submitted(self, message: Field.Submitted) -> None:
        """Choose what the cursor is on."""
        self.lines.do_enter(0)

    def on_field_cancelled(self, message: Field.Cancelled) -> None:
        """Leave."""
        self.dismiss("")

    def on_field_steered(self, message: Field.Steered) -> None:
        """Move in the list while the field has the focus."""
        moves = {"up": self.lines.do_up, "down": self.lines.do_down, "pageup": self.lines.do_page_up,
                 "pagedown": self.lines.do_page_down}  # fmt: skip
        moves[message.key](0)

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """Leave with what was chosen."""
        name = self.lines.entries[message.item].name
        if name:
            self.dismiss(name)

    def on_lines_left(self, message: Lines.Left) -> None:
        """Leave."""
        self.dismiss("")

    def on_key(self, event: events.Key) -> None:
        """The moving keys of the registry."""
        event.stop()
        command = None if repeats(event) else self._parser.feed(event.key, event.character, base_of(event))
        if command is not None:
            if command.name == "quit":
                self.dismiss("")
                return
            owner = self if hasattr(self, f"do_{command.name}") else self.lines
            getattr(owner, f"do_{command.name}")(command.count)
