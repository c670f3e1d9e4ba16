"""The headline list: one row a story, each title set in its own direction and cut at its own end."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from datetime import datetime

from tui.app import paint
from tui.app.listing import Listing
from tui.app.moments import DATE_WIDTH, short_date
from tui.app.paint import Piece
from tui.app.panels.lines import Lines
from tui.app.words import Words
from tui.model import RTL_LANGUAGES, Headline

_DOT, _STAR, _LATER = "\u25cf", "\u2605", "\u25f7"


def row_pieces(headline: Headline, width: int, now: datetime, words: Words, *, unread: bool) -> list[Piece]:
    """One headline in ``width`` cells: dot, flags, time, feed, title."""
    state = "gone" if headline.dismissed else ("unread" if unread else "read")
    base = 1 if headline.language in RTL_LANGUAGES else words.base
    flags = [
        *paint.label(_DOT if unread else " ", 2, "unread", align="right" if words.mirrored else "left"),
        *paint.label(_STAR if headline.starred else " ", 1, "star", align="left"),
        *paint.label(_LATER if headline.later else " ", 1, "later", align="left"),
    ]
    feed_width = 0 if width < 44 else min(18, max(10, width // 6))
    parts = [
        paint.blank(1),
        flags,
        paint.label(short_date(headline.date, now), DATE_WIDTH + 1, "date", align="center", default=0),
    ]
    if feed_width:
        parts += [paint.label(headline.feed_title, feed_width, "feed", default=words.base), paint.blank(2)]
    rest = width - sum(paint.width_of(part) for part in parts) - 1
    parts += [paint.label(headline.title, rest, state, default=base), paint.blank(1)]
    return paint.columns(parts, mirrored=words.mirrored)


class Headlines(Lines):
    """The rows of a :class:`~tui.app.listing.Listing`."""

    def __init__(self, words: Words, clock: Callable[[], datetime], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words, self._clock = words, clock
        self._now = clock()
        self.listing = Listing("", "", "", array("q"), (), lambda ids: ())

    def show(self, listing: Listing, row: int = 0) -> None:
        """Show another view, with the cursor on ``row``."""
        self.listing = listing
        self._now = self._clock()
        self.cursor = row
        self.repaint()
        self.show_cursor()

    def item_count(self) -> int:
        """How many stories the view has."""
        return len(self.listing)

    def pieces(self, line: int, width: int) -> list[Piece]:
        """One headline."""
        headline = self.listing.headline(line)
        if headline is None:
            return paint.blank(width)
        return row_pieces(headline, width, self._now, self._words, unread=self.listing.is_unread(line))

    @property
    def current(self) -> Headline | None:
        """The headline under the cursor."""
        return self.listing.headline(self.cursor) if len(self.listing) else None

    def brought_in(self, count: int) -> None:
        """``count`` rows were put on top: the cursor and the view stay on their stories."""
        top = self.scroll_offset.y
        self.cursor += count
        self._now = self._clock()
        self.repaint()
        self.scroll_to(y=top + count, animate=False, force=True)
