"""A list that draws only the lines on the screen: the base of every panel with a cursor."""

from __future__ import annotations

from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.app import paint
from tui.app.paint import Piece
from tui.app.strips import StyleBook, strip


class Lines(ScrollView, can_focus=True, inherit_bindings=False):
    """Items of one or more lines with a cursor on one of them.

    A subclass says how many items there are, which lines an item has, and how
    a line looks; nothing is kept for a line that is not on the screen.
    """

    ALLOW_SELECT = False

    class Moved(Message):
        """The cursor went to another item."""

        def __init__(self, lines: Lines, item: int) -> None:
            super().__init__()
            self.lines, self.item = lines, item

    class Chosen(Message):
        """An item was entered (Enter or a click)."""

        def __init__(self, lines: Lines, item: int) -> None:
            super().__init__()
            self.lines, self.item = lines, item

    class Left(Message):
        """The reader wants out of the list."""

        def __init__(self, lines: Lines) -> None:
            super().__init__()
            self.lines = lines

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.book = StyleBook(self)
        self.cursor = 0
        self.empty = ""
        self._painted: dict[tuple[int, int, bool, bool], Strip] = {}

    # What a subclass says

    def item_count(self) -> int:
        """How many items there are."""
        raise NotImplementedError

    def line_count(self) -> int:
        """How many lines all items have."""
        return self.item_count()

    def item_at(self, line: int) -> int:
        """The item that ``line`` belongs to."""
        return line

    def lines_of(self, item: int) -> tuple[int, int]:
        """The first line of ``item`` and the one after its last."""
        return item, item + 1

    def pieces(self, line: int, width: int) -> list[Piece]:
        """Line ``line`` in ``width`` cells."""
        raise NotImplementedError

    # Painting

    def repaint(self) -> None:
        """The items changed: forget what was painted and measure again."""
        self._painted.clear()
        self.measure()
        self.refresh()

    def measure(self) -> None:
        """How many lines there are may have changed."""
        count = self.item_count()
        self.cursor = max(0, min(self.cursor, count - 1))
        size = Size(self.size.width, self.line_count())
        if size != self.virtual_size:
            self.virtual_size = size

    def notify_style_update(self) -> None:
        """The style sheet changed."""
        super().notify_style_update()
        if self.book.renewed():
            self._painted.clear()

    def on_resize(self) -> None:
        """Lay out for the new width; the cursor stays in view."""
        self.measure_for_width()
        self.show_cursor()

    def measure_for_width(self) -> None:
        """The width is another one: what was painted may be, too."""
        self.repaint()

    def watch_has_focus(self, _has_focus: bool) -> None:
        """The cursor looks different in the panel that has the focus."""
        self._painted = {key: strip for key, strip in self._painted.items() if not key[2]}
        super().watch_has_focus(_has_focus)
        self.refresh()

    def render_line(self, y: int) -> Strip:
        """Paint one line of the screen (Textual's line API)."""
        width = self.size.width
        line = y + self.scroll_offset.y
        if line >= self.line_count():
            said = "" if self.item_count() else self.empty
            return strip(paint.notice(said, width, y if self.size.height > 1 else 1), width, self.book)
        item = self.item_at(line)
        marked = item == self.cursor
        picked = self.picked(item)
        key = (line, width, marked, picked)
        painted = self._painted.get(key)
        if painted is None:
            under = ("selection",) if picked else ()
            if marked and self.marks(item):
                # Whose the focus is, not who was told: the first picture is painted before the news.
                under = (*under, "cursor" if self.screen.focused is self else "resting")
            painted = strip(self.pieces(line, width), width, self.book, under)
            if len(self._painted) > 1000:
                self._painted.clear()
            self._painted[key] = painted
        return painted

    def marks(self, item: int) -> bool:
        """Whether the cursor on ``item`` is drawn as a bar."""
        return True

    def picked(self, item: int) -> bool:
        """Whether ``item`` is selected."""
        return False

    # Moving

    def move_to(self, item: int) -> None:
        """Put the cursor on ``item``, or on the nearest one there is."""
        count = self.item_count()
        target = max(0, min(item, count - 1))
        if count and target != self.cursor:
            previous, self.cursor = self.cursor, target
            for changed in (previous, target):
                start, end = self.lines_of(changed)
                self.refresh_lines(start, end - start)
            self.show_cursor()
            self.post_message(self.Moved(self, target))

    def show_cursor(self) -> None:
        """Scroll just far enough that the whole item under the cursor can be seen."""
        if not self.item_count() or self.size.height <= 0:
            return
        start, end = self.lines_of(self.cursor)
        top, height = self.scroll_offset.y, self.size.height
        if start < top or end - start >= height:
            self.scroll_to(y=start, animate=False, force=True)
        elif end > top + height:
            self.scroll_to(y=end - height, animate=False, force=True)

    def do_down(self, count: int) -> None:
        """Down by ``count``."""
        self.move_to(self.cursor + max(1, count))

    def do_up(self, count: int) -> None:
        """Up by ``count``."""
        self.move_to(self.cursor - max(1, count))

    def do_top(self, count: int) -> None:
        """To the first item, or to item ``count``."""
        self.move_to(max(0, count - 1))

    def do_bottom(self, count: int) -> None:
        """To the last item, or to item ``count``."""
        self.move_to(count - 1 if count else self.item_count() - 1)

    def _page(self, lines: int) -> None:
        line = max(0, min(self.lines_of(self.cursor)[0] + lines, self.line_count() - 1)) if self.item_count() else 0
        target = self.item_at(line) if self.item_count() else 0
        step = 1 if lines > 0 else -1
        self.move_to(target if target != self.cursor else self.cursor + step)

    def do_half_down(self, count: int) -> None:
        """Half a page down."""
        self._page(max(1, self.size.height // 2) * max(1, count))

    def do_half_up(self, count: int) -> None:
        """Half a page up."""
        self._page(-max(1, self.size.height // 2) * max(1, count))

    def do_page_down(self, count: int) -> None:
        """A page down."""
        self._page(max(1, self.size.height - 1) * max(1, count))

    def do_page_up(self, count: int) -> None:
        """A page up."""
        self._page(-max(1, self.size.height - 1) * max(1, count))

    def do_enter(self, count: int) -> None:
        """Enter the item under the cursor."""
        if self.item_count():
            self.post_message(self.Chosen(self, self.cursor))

    def do_out(self, count: int) -> None:
        """Leave the list."""
        self.post_message(self.Left(self))

    def on_click(self, event: events.Click) -> None:
        """A click moves the cursor there and enters."""
        line = event.y + self.scroll_offset.y
        if 0 <= line < self.line_count():
            self.move_to(self.item_at(line))
            self.do_enter(0)
