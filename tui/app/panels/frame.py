"""The borders of all panels as one picture, with the panels' titles in it."""

from __future__ import annotations

from dataclasses import dataclass

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui import text
from tui.app import paint
from tui.app.geometry import Box, Plan
from tui.app.paint import Piece
from tui.app.strips import StyleBook, strip


@dataclass(frozen=True, slots=True)
class Caption:
    """A panel's title (logical text) and, at the other end of the same edge, a short note such as a position.

    ``role`` colours the title as what it stands for is coloured in the text.
    """

    title: str
    note: str = ""
    role: str = ""


class Frame(Widget, can_focus=False):
    """Paints the borders; the panels lie over it."""

    ALLOW_SELECT = False

    def __init__(self, *, base: int = 0, id: str | None = None) -> None:
        super().__init__(id=id)
        self.book = StyleBook(self)
        self._base = base
        self._plan = Plan(0, 0)
        self._border: list[str] = []
        self._captions: dict[str, Caption] = {}
        self._focus = ""
        self._strips: dict[int, Strip] = {}

    def show(self, plan: Plan, captions: dict[str, Caption], focus: str) -> None:
        """Take a new plan, the panels' titles, and the panel that has the focus."""
        if plan == self._plan and focus == self._focus:
            # A position that moved on is one line, not the whole picture.
            for name, box in plan.boxes.items():
                if captions.get(name) != self._captions.get(name):
                    self._strips.pop(box.top, None)
                    self.refresh(Region(0, box.top - 1, plan.width, 1))
            self._captions = dict(captions)
            return
        if plan != self._plan:
            self._plan, self._border = plan, plan.border()
        self._captions, self._focus = dict(captions), focus
        self._strips.clear()
        self.refresh()

    def notify_style_update(self) -> None:
        """The style sheet changed."""
        super().notify_style_update()
        self.book.forget()
        self._strips.clear()

    def render_line(self, y: int) -> Strip:
        """Paint one line of borders (the frame's first line is the screen's second)."""
        line = y + 1
        if line not in self._strips:
            self._strips[line] = self._paint(line)
        return self._strips[line]

    def _paint(self, line: int) -> Strip:
        if not 0 <= line < len(self._border):
            return Strip.blank(self.size.width, self.book(()))
        cells: list[Piece] = [(character, (self._role(x, line),)) for x, character in enumerate(self._border[line])]
        for name, box in self._plan.boxes.items():
            if box.top == line:
                self._write_caption(cells, name, box)
        return strip(_joined(cells), self.size.width, self.book)

    def _role(self, x: int, line: int) -> str:
        box = self._plan.boxes.get(self._focus)
        if box is None or not (box.left <= x <= box.right and box.top <= line <= box.bottom):
            return "frame"
        return "frame-focus" if x in (box.left, box.right) or line in (box.top, box.bottom) else "frame"

    def _write_caption(self, cells: list[Piece], name: str, box: Box) -> None:
        """Write a title over the top edge of ``box``, at its start side."""
        caption = self._captions.get(name)
        room = box.right - box.left - 5
        if caption is None or room < 3:
            return
        role = "caption-focus" if name == self._focus else "caption-frame"
        for words, at_start, limit in ((caption.title, True, room), (caption.note, False, room // 3)):
            width = min(limit, text.width(words))
            if width <= 0:
                continue
            roles = (role, caption.role) if at_start and caption.role else (role,)
            pieces = [(" ", (role,)), *paint.label(words, width, *roles, default=self._base), (" ", (role,))]
            left = box.left + 1 if at_start != bool(self._base) else box.right - width - 2
            cells[left : left + width + 2] = _cells(pieces)


def _cells(pieces: list[Piece]) -> list[Piece]:
    """Keep ``pieces`` as they are but make the list as long as they are wide, so that later columns stay put."""
    out: list[Piece] = []
    for words, roles in pieces:
        out.append((words, roles))
        out += [("", roles)] * (text.width(words) - 1)
    return out


def _joined(cells: list[Piece]) -> list[Piece]:
    """Join neighbours of the same role."""
    out: list[Piece] = []
    for words, roles in cells:
        if out and out[-1][1] == roles:
            out[-1] = (out[-1][0] + words, roles)
        else:
            out.append((words, roles))
    return out
