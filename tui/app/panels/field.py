"""A text field that edits logical text and shows it as it should look."""

from __future__ import annotations

from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from tui import text
from tui.app import draft as editing
from tui.app import paint
from tui.app.draft import Draft
from tui.app.kitty import chord
from tui.app.paint import Piece
from tui.app.strips import StyleBook, strip
from tui.text import Span


class Field(Widget, can_focus=True, inherit_bindings=False):
    """One line of text with a caret.

    ``value`` is logical text and ``caret`` a logical offset into it; the caret
    goes where the arrow points, Shift selects, the mouse does both.
    """

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
        self._draft = Draft()
        self.awaits_focus = False
        """Whether it was opened and the toolkit has not given it the focus yet: what is typed is meant for it."""

    @property
    def value(self) -> str:
        """What was typed, logical text."""
        return self._draft.value

    @property
    def caret(self) -> int:
        """The caret's logical offset."""
        return self._draft.caret

    @property
    def selection(self) -> str:
        """What is selected, logical text."""
        start, end = self._draft.selected
        return self.value[start:end]

    def notify_style_update(self) -> None:
        """The style sheet changed."""
        super().notify_style_update()
        self.book.renewed()

    def start(self, prompt: str, value: str = "") -> None:
        """Begin with another prompt and text."""
        self.prompt = prompt
        self.awaits_focus = True
        self._draft = Draft(value, len(value), len(value))
        self.refresh()

    def replace(self, value: str, caret: int | None = None) -> None:
        """Put other text in place of all, with the caret at its end or at an offset."""
        if value != self.value:
            at = len(value) if caret is None else caret
            self._become(Draft(value, at, at))

    def insert(self, typed: str) -> None:
        """Put ``typed`` at the caret; what may not stand in one line is left out."""
        clean = " ".join(text.sanitise(typed).split("\n")).replace("\t", " ")
        if clean:
            self._become(self._draft.insert(clean))

    def _become(self, draft: Draft) -> None:
        changed = draft.value != self.value
        self._draft = draft
        self.refresh()
        if changed:
            self.post_message(self.Changed(draft.value))

    def on_focus(self) -> None:
        """From now on the keys come by themselves."""
        self.awaits_focus = False

    def on_paste(self, event: events.Paste) -> None:
        """Text from the terminal's clipboard."""
        event.stop()
        self.insert(event.text)

    def on_key(self, event: events.Key) -> None:
        """Edit; keys that are not for a field go on to the screen."""
        key = chord(event)
        if key == "enter":
            self.post_message(self.Submitted(self.value))
        elif key == "escape":
            self.post_message(self.Cancelled())
        elif key in ("up", "down", "pageup", "pagedown", "ctrl+n"):
            self.post_message(self.Steered("down" if key == "ctrl+n" else key))
        elif key in ("ctrl+c", "ctrl+x") and self.selection:
            self.app.copy_to_clipboard(self.selection)
            if key == "ctrl+x":
                self._become(self._draft.insert(""))
        else:
            draft = self._moved(key) or self._edited(key)
            if draft is not None:
                self._become(draft)
            elif event.character and event.is_printable:
                self.insert(event.character)
            else:
                return
        event.stop()
        event.prevent_default()

    def _moved(self, key: str) -> Draft | None:
        """The draft after a key that moves the caret; None for any other key."""
        select = "shift+" in key
        draft = self._draft
        match key.replace("shift+", ""):
            case "left" | "right" as arrow:
                step = 1 if arrow == "right" else -1
                return draft.to(editing.stepped(draft, step, self._base), select=select)
            case "ctrl+left" | "ctrl+right" as arrow:
                step = 1 if arrow == "ctrl+right" else -1
                return draft.to(editing.stepped_word(draft, step, self._base), select=select)
            case "home" | "ctrl+a":
                return draft.to(0, select=select)
            case "end" | "ctrl+e":
                return draft.to(len(draft.value), select=select)
        return None

    def _edited(self, key: str) -> Draft | None:
        """The draft after a key that takes something out; None for any other key."""
        draft = self._draft
        match key:
            case "backspace" | "ctrl+h":
                return draft.erase(editing.cell_before(draft))
            case "delete":
                return draft.erase(editing.cell_after(draft, self._base))
            case "ctrl+u":
                return draft.to(draft.caret).erase(0)
            case "ctrl+w":
                return draft.to(draft.caret).erase(draft.word_start())
        return None

    # The mouse

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """The caret goes to the cell; Shift selects up to it."""
        self.capture_mouse()
        self._become(self._draft.to(self._offset(event.x), select=event.shift))
        event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select while the button is held."""
        if event.button and self.app.mouse_captured is self:
            self._become(self._draft.to(self._offset(event.x), select=True))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """The selection stands."""
        self.release_mouse()

    def _offset(self, x: int) -> int:
        """The logical offset under a column of the field."""
        prompt, room = self._prompt(self.size.width)
        line, left, edge = self._set(room)
        column = x - (1 if self._base else paint.width_of(prompt)) - edge
        return left + line.offset_at(column)

    # Painting

    def _prompt(self, width: int) -> tuple[list[Piece], int]:
        """The prompt, and the cells that are left for the text."""
        prompt = paint.natural(self.prompt + " ", "key") if self.prompt else []
        return prompt, max(1, width - paint.width_of(prompt) - 1)

    def pieces(self, width: int) -> list[Piece]:
        """Prompt and text; the part of a long text around the caret is what is seen."""
        prompt, room = self._prompt(width)
        line, left, edge = self._set(room)
        start, end = self._draft.selected
        chosen = [Span(max(0, start - left), max(0, end - left), "selection")] if start < end else []
        inner = [*paint.blank(edge), *line.runs(chosen), *paint.blank(room - edge - line.width)]
        value = self._with_caret(inner, edge + line.caret(max(0, self.caret - left)), room)
        return paint.columns([prompt, value, paint.blank(1)], mirrored=bool(self._base))

    def _set(self, room: int) -> tuple[text.Line, int, int]:
        """The line that has room, the logical offset at which it starts, and the blanks before it."""
        line, left = editing.line_of(self.value, self._base), 0
        base = line.base
        while line.width >= room and left < self.caret:
            left += 1
            line = text.lay_out(self.value[left:], editing.UNBROKEN, base=base)[0]
        if line.width >= room:
            line = text.fit(self.value[left:], room - 1, base=base)
        return line, left, room - line.width if base == 1 else 0

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
        return strip(self.pieces(self.size.width), self.size.width, self.book)
