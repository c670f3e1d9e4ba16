"""The lines above and below the panels, and the toast over them."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer
from textual.widget import Widget

from tui import text
from tui.app import paint
from tui.app.barlines import Part, Place, footer_pieces, status_pieces
from tui.app.paint import Piece
from tui.app.strips import StyleBook, strip
from tui.app.verbs import Verb
from tui.app.words import Words

TOAST_SECONDS = 4.0
SECONDS_A_WORD = 0.35
"""A toast of many words stands longer: so long it takes to read one."""
TOAST_LINES = 4
"""The highest that a toast may be."""


class Bar(Widget, can_focus=False):
    """One line of finished pieces; a click on the key of a verb does what the key does."""

    ALLOW_SELECT = False

    class Clicked(Message):
        """The key of a verb was clicked."""

        def __init__(self, name: str) -> None:
            super().__init__()
            self.name = name

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.book = StyleBook(self)
        self.places: list[Place] = []

    def on_click(self, event: events.Click) -> None:
        """Do what the key under the pointer does."""
        for start, end, name in self.places:
            if start <= event.x < end:
                self.post_message(self.Clicked(name))

    def notify_style_update(self) -> None:
        """The style sheet changed."""
        super().notify_style_update()
        self.book.renewed()

    def pieces(self, width: int) -> list[Piece]:
        """The line in ``width`` cells."""
        raise NotImplementedError

    def render_line(self, y: int) -> Strip:
        """Paint (Textual's line API)."""
        return strip(self.pieces(self.size.width) if y == 0 else [], self.size.width, self.book)


class Status(Bar):
    """Name, unread count, state of the network, what waits; at the other end the keys that lead on."""

    def __init__(self, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._left: tuple[Part, ...] = ()
        self._right: tuple[Part, ...] = ()

    def show(self, left: Sequence[Part], right: Sequence[Part]) -> None:
        """Take the parts for both ends; what has no room at the far end is left out."""
        if (tuple(left), tuple(right)) != (self._left, self._right):
            self._left, self._right = tuple(left), tuple(right)
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """Both ends, the near one first."""
        pieces, self.places = status_pieces(self._left, self._right, width, mirrored=self._words.mirrored)
        return pieces


class Footer(Bar):
    """The most useful keys, from the registry; a click does what the key does."""

    def __init__(self, verbs: Sequence[Verb], words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._words = words
        self._verbs = verbs
        self.pending = self.leads_to = ""

    def show_pending(self, pending: str, leads_to: str = "") -> None:
        """Show keys that wait for more, and the link that they are the number of."""
        if (pending, leads_to) != (self.pending, self.leads_to):
            self.pending, self.leads_to = pending, leads_to
            self.refresh()

    def pieces(self, width: int) -> list[Piece]:
        """As many keys as there is room for."""
        waiting: list[Piece] = []
        if self.pending:
            waiting = paint.natural(self.pending + "\u2026 ", "waiting")
            if self.leads_to:
                waiting += paint.natural(self.leads_to + "  ", "hint", limit=max(0, width - 13))
        pieces, self.places = footer_pieces(self._verbs, self._words, width, waiting)
        return pieces


class Toast(Bar):
    """A sentence over the footer that goes away by itself."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.words = ""
        self._role = "toast"
        self._timer: Timer | None = None
        self.changed: Callable[[], None] = lambda: None

    def say(self, words: str, *, error: bool = False) -> None:
        """Show ``words`` (logical text, one line)."""
        self.words = " ".join(words.split())
        self._role = "error" if error else "toast"
        self.display = True
        self.changed()
        self.refresh()
        if self._timer is not None:
            self._timer.stop()
        self._timer = self.set_timer(max(TOAST_SECONDS, SECONDS_A_WORD * len(self.words.split())), self.hide)

    def hide(self) -> None:
        """Take it away."""
        self.display = False

    def wanted_size(self, most: int) -> tuple[int, int]:
        """The width, at most ``most``, and the height that the sentence needs with a blank at both ends."""
        wanted = text.width(self.words) + 2
        if wanted <= most:
            return max(1, wanted), 1
        return max(1, most), max(1, min(TOAST_LINES, len(text.lay_out(self.words, max(1, most - 2)))))

    def render_line(self, y: int) -> Strip:
        """Paint one line of the sentence, in the middle of its box (Textual's line API)."""
        width, height = self.size
        room = max(1, width - 2)
        lines = text.lay_out(self.words, room) if height > 1 else ()
        if height <= 1:
            inner = paint.label(self.words, max(0, width - 2), self._role, align="center")
        elif y >= len(lines):
            # The box still has the size of the sentence before.
            inner = paint.blank(room, (self._role,))
        else:
            # What is left over stands in the last line and is cut there.
            words = self.words[lines[y].start :] if y == height - 1 else self.words[lines[y].start : lines[y].end]
            inner = paint.label(words.strip(), max(0, width - 2), self._role, align="center", default=lines[y].base)
        return strip([(" ", (self._role,)), *inner, (" ", (self._role,))], width, self.book)
