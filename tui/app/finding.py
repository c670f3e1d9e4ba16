"""Search over everything, and narrowing the list at hand, both as you type."""

from __future__ import annotations

from tui.app.completing import Completing
from tui.app.found import narrow, search
from tui.app.hands import Room
from tui.app.listing import Listing
from tui.app.looks import Looks
from tui.app.messages import HitsRead, ViewLoaded
from tui.app.panels.headlines import Headlines
from tui.app.panels.lines import Lines
from tui.app.shelves import Shelves

SEARCH, NARROW, CARDS = "search", "narrow", "cards"


class Finding:
    """Opens the field and turns what is typed into views."""

    def __init__(self, room: Room, looks: Looks, shelves: Shelves) -> None:
        self._room, self._looks, self._shelves = room, looks, shelves
        self.completing = Completing(room)
        self.mode = ""
        self._before: Listing | None = None
        self._cards, self._panel = room.panels.companies, "companies"

    @property
    def steered(self) -> Lines:
        """The list that the arrows move in while one types."""
        return self._cards if self.mode == CARDS else self._room.panels.headlines

    def do_search(self, count: int) -> None:
        """Search everything."""
        self._start(SEARCH)

    def do_narrow(self, count: int) -> None:
        """Narrow the list, or the cards of the panel that has the focus."""
        focus = self._looks.shown.focus
        if focus not in ("companies", "people"):
            self._start(NARROW)
            return
        panels = self._room.panels
        self._cards = panels.companies if focus == "companies" else panels.people
        self._panel, self.mode = focus, CARDS
        self._open_field("field.narrow")

    def search_for(self, words: str) -> None:
        """Search everything for words that are known already."""
        self._start(SEARCH)
        self._room.panels.field.replace(words)
        self.typed(words)
        self.submitted()

    def narrow_to(self, words: str) -> None:
        """Narrow the list to words that are known already."""
        self._start(NARROW)
        self._room.panels.field.replace(words)
        self.typed(words)
        self.submitted()

    def _start(self, mode: str) -> None:
        panels = self._room.panels
        if not self.mode:
            self._before = panels.headlines.listing
        self.mode = mode
        self._looks.focus("headlines")
        self._open_field(f"field.{mode}")

    def _open_field(self, prompt: str) -> None:
        field = self._room.panels.field
        field.display = True
        field.start(self._room.words.say(prompt))
        field.focus(scroll_visible=False)

    def typed(self, value: str) -> None:
        """Look for what stands in the field now."""
        desk, before = self._room.desk, self._before
        if self.mode == CARDS:
            self._cards.narrow(value)
            self._looks.relabel()
            return
        if not self.mode or before is None or self._shelves.coming:
            return
        from tui.newsroom.finding import looks_for_nothing

        if self.mode == SEARCH:
            self.completing.typed(value)
        if not value.strip() or (self.mode == SEARCH and looks_for_nothing(value)):
            # Also "company:" alone: nothing can be looked for yet, and the list stays what it was.  By a job, which
            # takes the place of one that still looks for what was typed before.
            self._room.jobs.read("view", lambda: before, ViewLoaded)
        elif self.mode == SEARCH:
            seen = self._room.panels.headlines.rows_seen
            self._room.jobs.read("view", lambda: search(desk, value, seen=seen), ViewLoaded)
        else:
            self._room.jobs.read("view", lambda: narrow(desk, before, value), ViewLoaded)

    def view_loaded(self, listing: Listing) -> None:
        """A view that was asked for before anything was typed came: it is the one to look in, and to go back to."""
        if self.mode in (SEARCH, NARROW) and not listing.partial and listing is not self._before:
            self._before = listing
            self.typed(self._room.panels.field.value)

    def read_hits(self, message: Headlines.Lacking) -> None:
        """Read the texts of hits that are on the screen now; those of an earlier screen have no hurry any more."""
        hits = message.hits

        def read() -> HitsRead:
            for hit in hits:
                hit.excerpt()
            return HitsRead(message.listing)

        self._room.jobs.read("hits", read, lambda done: done)

    def hits_read(self, message: HitsRead) -> None:
        """Show them."""
        headlines = self._room.panels.headlines
        if headlines.listing is message.listing:
            headlines.repaint()

    def submitted(self) -> None:
        """Stay in what was found."""
        cards, self.mode = self.mode == CARDS, ""
        self._close(self._panel if cards else "headlines")

    def cancelled(self) -> None:
        """Back to the view, or the cards, as they were."""
        if self.mode == CARDS:
            self.mode = ""
            self._cards.narrow("")
            self._close(self._panel)
            return
        before, self.mode = self._before, ""
        if before is not None:
            self._room.panels.headlines.show(before)
        self._close()

    def back(self) -> bool:
        """Leave what a search or a narrowing found; False if none is shown."""
        if not self._room.panels.headlines.listing.partial or self._before is None:
            return False
        self._room.panels.headlines.show(self._before)
        self._room.panels.feeds.select(self._before.key)
        self._looks.relabel()
        return True

    def complete(self) -> None:
        """Tab in the field."""
        if self.mode == SEARCH:
            self.completing.tab()

    def _close(self, focus: str = "headlines") -> None:
        self.completing.clear()
        self._room.panels.field.display = False
        self._looks.focus(focus)
        self._looks.relabel()
