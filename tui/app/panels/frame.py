"""The borders of all panels as one picture, with the panels' titles in it."""

from __future__ import annotations

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

from tui.app.borders import Caption, border_cells, joined
from tui.app.geometry import Plan
from tui.app.strips import StyleBook, strip


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
        if self.book.renewed():
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
        cells = border_cells(self._plan, self._border, line, self._captions, self._focus, base=self._base)
        return strip(joined(cells), self.size.width, self.book)
