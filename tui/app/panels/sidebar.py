"""The feeds column: views, tags with their feeds, and how much of each is unread."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app import paint
from tui.app.paint import Piece
from tui.app.panels.lines import Lines
from tui.app.words import Words
from tui.newsroom.views import Shelf

_NAMED = {"today", "later", "starred", "all"}


def shelf_title(shelf: Shelf, words: Words) -> str:
    """The shelf's title in the interface's language if it is one of ours."""
    return words.say(f"shelf.{shelf.key}") if shelf.key in _NAMED else shelf.title


class Sidebar(Lines):
    """One row a shelf; ``shown`` is the key of the shelf that is open."""

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self.shelves: tuple[Shelf, ...] = ()
        self.shown = ""

    def show(self, shelves: Sequence[Shelf]) -> None:
        """Take new shelves; the cursor stays on its shelf."""
        key = self.shelves[self.cursor].key if self.cursor < len(self.shelves) else self.shown
        self.shelves = tuple(shelves)
        row = self.row_of(key)
        if row is not None:
            self.cursor = row
        self.repaint()

    @property
    def unread(self) -> int:
        """How many stories are unread in all."""
        return next((shelf.unread for shelf in self.shelves if shelf.key == "all"), 0)

    def row_of(self, key: str) -> int | None:
        """The row of the shelf ``key``, or None."""
        return next((row for row, shelf in enumerate(self.shelves) if shelf.key == key), None)

    def select(self, key: str) -> None:
        """Mark the shelf that is open and put the cursor there."""
        self.shown = key
        row = self.row_of(key)
        if row is not None:
            self.cursor = row
            self.show_cursor()
        self.repaint()

    def item_count(self) -> int:
        """How many shelves there are."""
        return len(self.shelves)

    def pieces(self, line: int, width: int) -> list[Piece]:
        """One shelf: its title in its own direction, its unread count at the end edge."""
        shelf = self.shelves[line]
        count = str(shelf.unread) if shelf.unread else ""
        if shelf.key == self.shown:
            role = "shown"
        elif shelf.kind == "tag":
            role = "group"
        else:
            role = "unread" if shelf.unread else "read"
        edge = 1 + 2 * shelf.depth
        mark = "\u25be" if shelf.kind == "tag" else ""
        if shelf.error:
            # In the room of the indent, so that titles stay in line.
            mark, edge = "!", max(1, edge - 2)
        mark_width = 2 if mark else 0
        count_width = max(3, len(count))
        title_width = width - edge - mark_width - count_width - 2
        parts = [
            paint.blank(edge),
            paint.label(mark, mark_width, "error" if shelf.error else role,
                        align="right" if self._words.mirrored else "left"),
            paint.label(shelf_title(shelf, self._words), title_width, role, default=self._words.base,
                        align="right" if self._words.mirrored else "left"),
            paint.blank(1),
            paint.label(count, count_width, "count", align="left" if self._words.mirrored else "right"),
            paint.blank(1),
        ]  # fmt: skip
        return paint.columns(parts, mirrored=self._words.mirrored)
