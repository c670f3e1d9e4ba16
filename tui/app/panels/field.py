"""A text field that edits logical text and shows it as it should look."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui import text
from tui.app import paint
from tui.app.paint import Piece, StyleBook


class Field(Widget, can_focus=True, inherit_bindings=False):
    """One line of text with a caret.

    ``value`` is logical text and ``caret`` a logical offset into it; moving
    left and right moves by logical position in the direction of the text, so
    the caret goes where the arrow points in a line of one direction.
    """

    COMPONENT_CLASSES = paint.COMPONENTS
    ALLOW_SELECT = False

    class Changed(Message):
        """The text changed."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Submitted(Message):
        """Enter was pressed."""

        def __init__(self, value: str) -> None:
            super().__init__()
            self.value = value

    class Cancelled(Message):
        """Esc was pressed."""

    class Steered(Message):
        """A key that moves in the list beside the field (``up``, ``down``, ``pageup``, ``pagedown``)."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, prompt: str = "", *, base: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.book = StyleBook(self)
        self.prompt, self._base = prompt, base
        self.value = ""
        self.caret = 0

    def notify_style_update(self) -> None:
        """The style sheet changed."""
        super().notify_style_update()
        self.book.forget()

    def start(self, prompt: str, value: str = "") -> None:
        """Begin with another prompt and text."""
        self.prompt, self.value, self.caret = prompt, value, len(value)
        self.refresh()

    def insert(self, typed: str) -> None:
        """Put ``typed`` at the caret; what may not stand in one line is left out."""
        clean = " ".join(text.sanitise(typed).split("\n")).replace("\t", " ")
        if clean:
            self._change(self.value[: self.caret] + clean + self.value[self.caret :], self.caret + len(clean))

    def _change(self, value: str, caret: int) -> None:
        self.value, self.caret = value, caret
        self.refresh()
        self.post_message(self.Changed(value))

    def _move(self, caret: int) -> None:
        self.caret = max(0, min(caret, len(self.value)))
        self.refresh()

    @property
    def _right_to_left(self) -> bool:
        return text.base_level(self.value, self._base) == 1

    def on_paste(self, event: events.Paste) -> None:
        """Text from the terminal's clipboard."""
        event.stop()
        self.insert(event.text)

    def on_key(self, event: events.Key) -> None:
        """Edit; keys that are not for a field go on to the screen."""
        step = -1 if self._right_to_left else 1
        match event.key:
            case "enter":
                self.post_message(self.Submitted(self.value))
            case "escape":
                self.post_message(self.Cancelled())
            case "backspace" | "ctrl+h" if self.caret:
                self._change(self.value[: self.caret - 1] + self.value[self.caret :], self.caret - 1)
            case "delete" if self.caret < len(self.value):
                self._change(self.value[: self.caret] + self.value[self.caret + 1 :], self.caret)
            case "ctrl+u":
                self._change(self.value[self.caret :], 0)
            case "ctrl+w":
                kept = self.value[: self.caret].rstrip()
                start = kept.rfind(" ") + 1
                self._change(kept[:start] + self.value[self.caret :], start)
            case "left":
                self._move(self.caret - step)
            case "right":
                self._move(self.caret + step)
            case "home" | "ctrl+a":
                self._move(0)
            case "end" | "ctrl+e":
                self._move(len(self.value))
            case "up" | "down" | "pageup" | "pagedown" | "ctrl+n":
                self.post_message(self.Steered("down" if event.key == "ctrl+n" else event.key))
            case _ if event.character and event.is_printable:
                self.insert(event.character)
            case "backspace" | "ctrl+h" | "delete":
                pass
            case _:
                return
        event.stop()
        event.prevent_default()

    def pieces(self, width: int) -> list[Piece]:
        """Prompt and text; the end of a long text is what is seen."""
        prompt = paint.natural(self.prompt + " ", "key") if self.prompt else []
        room = max(1, width - paint.width_of(prompt) - 1)
        line, left = self._set(room)
        edge = room - line.width if line.base == 1 else 0
        inner = [*paint.blank(edge), *line.runs(()), *paint.blank(room - edge - line.width)]
        value = self._with_caret(inner, edge + line.caret(max(0, self.caret - left)), room)
        return paint.columns([prompt, value, paint.blank(1)], mirrored=bool(self._base))

    def _set(self, room: int) -> tuple[text.Line, int]:
        """The line of the tail that has room, and the logical offset at which that tail starts."""
        left = 0
        line = text.lay_out(self.value, 100_000, default=self._base)[0]
        while line.width >= room and left < self.caret:
            left += 1
            line = text.lay_out(self.value[left:], 100_000, base=line.base)[0]
        if line.width >= room:
            line = text.fit(self.value[left:], room - 1, base=line.base)
        return line, left

    def _with_caret(self, pieces: list[Piece], column: int, room: int) -> list[Piece]:
        """Give the cell at ``column`` the caret's role."""
        column = max(0, min(column, room - 1))
        out: list[Piece] = []
        at = 0
        for words, roles in pieces:
            for cell in paint.clusters(words):
                wide = text.width(cell)
                over = ("caret",) if at <= column < at + wide and self.has_focus else ()
                out.append((cell, (*roles, *over)))
                at += wide
        return out

    def render_line(self, y: int) -> Strip:
        """Paint (Textual's line API)."""
        style: Style = self.book(())
        if y:
            return Strip.blank(self.size.width, style)
        return paint.strip(self.pieces(self.size.width), self.size.width, self.book)
