"""The headline list: one row a story, each title set in its own direction and cut at its own end."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message

from tui.app import paint
from tui.app.listing import Listing
from tui.app.paint import Piece
from tui.app.panels.excerpts import excerpt_pieces
from tui.app.panels.lines import Lines
from tui.app.rows import base_of, row_of
from tui.app.selecting import Selection
from tui.app.words import Words
from tui.model import Headline

if TYPE_CHECKING:
    from tui.newsroom.finding import Hit


class Headlines(Lines):
    """The rows of a :class:`~tui.app.listing.Listing`; what a search found has a piece of its text on a second line."""

    class Lacking(Message):
        """The texts of hits on the screen are not read yet."""

        def __init__(self, listing: Listing, hits: Sequence[Hit]) -> None:
            super().__init__()
            self.listing, self.hits = listing, hits

    def __init__(self, words: Words, clock: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words, self._clock = words, clock
        self._now = clock()
        self.selection = Selection()
        self._pressed: int | None = None
        self._range = (0, 0)
        self._lacking: list[Hit] = []
        self.listing = Listing("", "", "", array("q"), (), lambda ids: ())

    def show(self, listing: Listing, row: int = 0) -> None:
        """Show another view, with the cursor on ``row``."""
        if listing is not self.listing:
            self.selection.clear()
        self.listing = listing
        self._now = self._clock()
        self.cursor = row
        self.repaint()
        self.show_cursor()

    def measure_for_width(self) -> None:
        """A row that was painted for a width is the same for that width."""
        self.measure()
        self.refresh()

    def item_count(self) -> int:
        """How many stories the view has."""
        return len(self.listing)

    @property
    def rows_seen(self) -> int:
        """How many hits of a search have room on the screen."""
        return (self.size.height + 1) // 2

    def _lines_each(self) -> int:
        return 2 if self.listing.hits else 1

    def line_count(self) -> int:
        """A line a story, two for a hit."""
        return len(self.listing) * self._lines_each()

    def item_at(self, line: int) -> int:
        """The story that ``line`` belongs to."""
        return line // self._lines_each()

    def lines_of(self, item: int) -> tuple[int, int]:
        """The first line of a story and the one after its last."""
        each = self._lines_each()
        return item * each, (item + 1) * each

    def pieces(self, line: int, width: int) -> list[Piece]:
        """One headline, or the piece of text below it."""
        row = self.item_at(line)
        if line > self.lines_of(row)[0]:
            headline = self.listing.headline(row)
            return self._excerpt(self.listing.hits.get(headline.id) if headline is not None else None, width)
        return row_of(self.listing, row, width, self._now, self._words)

    def _excerpt(self, hit: Hit | None, width: int) -> list[Piece]:
        """The piece of a hit's text; nothing as long as it is not read, which is asked for."""
        if hit is None:
            return paint.blank(width)
        if hit.read is None:
            if not self._lacking:
                self.call_after_refresh(self._ask)
            self._lacking.append(hit)
            return paint.blank(width)
        base = base_of(hit.headline, self._words)
        read = hit.read
        return excerpt_pieces(read.snippet, read.spans, width, default=base, mirrored=self._words.mirrored)

    def _ask(self) -> None:
        """Once everything is painted: all that lacks, together."""
        lacking, self._lacking = self._lacking, []
        self.post_message(self.Lacking(self.listing, lacking))

    def fold_or_unfold(self) -> bool:
        """Show the sources of the story under the cursor below it, or fold them again; False if it has one source."""
        if not self.listing.unfold(self.cursor):
            row = self.listing.fold(self.cursor)
            if row is None:
                return False
            self.cursor = row
        self.reselected()
        self.repaint()
        self.show_cursor()
        return True

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor."""
        return self.listing.headline(self.cursor) if len(self.listing) else None

    # The selection

    def picked(self, item: int) -> bool:
        """Whether a story is selected."""
        if not self.selection:
            return False
        first, end = self._range
        return first <= item < end or self.listing.ids[item] in self.selection.single

    def selected(self) -> list[int]:
        """The selected ids, from top to bottom."""
        return self.selection.ids(self.listing, self.cursor) if self.selection else []

    def selected_count(self) -> int:
        """How many are selected, without naming them: that may be everything."""
        first, end = self._range
        rows = (self.listing.row_of(story) for story in self.selection.single)
        return end - first + sum(row is not None and not first <= row < end for row in rows)

    def select(self, *, anchor: int | None = None) -> None:
        """Begin a range at row ``anchor`` (the cursor's without one) if there is none."""
        if self.selection.anchor is None and len(self.listing):
            self.selection.anchor = self.listing.ids[self.cursor if anchor is None else anchor]
        self.reselected()

    def let_go(self) -> bool:
        """Select nothing; False if nothing was selected."""
        had = bool(self.selection)
        self.selection.clear()
        self.reselected()
        return had

    def reselected(self) -> None:
        """The selection changed, or the cursor that is its end."""
        self._range = self.selection.range(self.listing, self.cursor)
        self.refresh()
        self.post_message(self.Moved(self, self.cursor))

    def move_to(self, item: int) -> None:
        """Move the cursor, and the end of the selection with it."""
        super().move_to(item)
        if self.selection:
            self._range = self.selection.range(self.listing, self.cursor)
            self.refresh()

    def do_out(self, count: int) -> None:
        """Let go of what is selected; without a selection leave the list."""
        if not self.let_go():
            super().do_out(count)

    def _row_under(self, event: events.MouseEvent) -> int | None:
        line = event.y + self.scroll_offset.y
        return self.item_at(line) if 0 <= line < self.line_count() else None

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """A selection may begin here."""
        self._pressed = self._row_under(event)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """With the button held: select from where it was pressed."""
        row = self._row_under(event)
        if event.button and self._pressed is not None and row is not None and row != self.cursor:
            if self.selection.anchor is None and row == self._pressed:
                return
            self.select(anchor=self._pressed)
            self.move_to(row)

    def on_click(self, event: events.Click) -> None:
        """A click enters; with Shift it selects up to there, with Ctrl or Alt that row; after a drag it is nothing."""
        row, pressed, self._pressed = self._row_under(event), self._pressed, None
        event.prevent_default()
        if row is None or (pressed is not None and pressed != row):
            return
        if event.shift:
            self.select()
            self.move_to(row)
        elif event.ctrl or event.meta:
            self.selection.toggle(self.listing.ids[row])
            self.reselected()
        else:
            self.let_go()
            self.move_to(row)
            self.do_enter(0)

    def brought_in(self, count: int) -> None:
        """``count`` rows were put on top: the cursor and the view stay on their stories."""
        top = self.scroll_offset.y
        self.cursor += count
        self._range = self.selection.range(self.listing, self.cursor)
        self._now = self._clock()
        self.repaint()
        self.scroll_to(y=top + count, animate=False, force=True)
