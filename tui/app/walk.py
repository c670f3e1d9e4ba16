"""From one unread story to the next, and through the whole newspaper with one key."""

from __future__ import annotations

from tui.app.hands import Room
from tui.app.looks import Looks
from tui.app.session import KEY
from tui.app.shelves import Shelves
from tui.app.stories import Stories


class Walk:
    """Steps between unread stories."""

    def __init__(self, room: Room, looks: Looks, shelves: Shelves, stories: Stories) -> None:
        self._room, self._looks, self._shelves, self._stories = room, looks, shelves, stories

    def _step(self, direction: int, *, open_it: bool) -> None:
        """To the nearest unread story in that direction, round the end, and on to the next shelf that has one."""
        headlines, listing = self._room.panels.headlines, self._shelves.listing
        row = listing.unread_after(headlines.cursor) if direction > 0 else listing.unread_before(headlines.cursor)
        if row is None:
            row = listing.unread_after(-1) if direction > 0 else listing.unread_before(len(listing))
            row = None if row == headlines.cursor else row
        if row is None:
            if not self._shelves.next_shelf(direction, open_row=open_it):
                self._room.say("toast.no_unread")
                if listing.key == KEY:
                    self._looks.focus("headlines")  # the session is over
        elif open_it:
            self._stories.open_row(row)
        else:
            headlines.move_to(row)

    def do_next_unread(self, count: int) -> None:
        """The next unread story; in an article it opens."""
        self._step(1, open_it=self._looks.inside)

    def do_previous_unread(self, count: int) -> None:
        """The unread story before."""
        self._step(-1, open_it=self._looks.inside)

    def advance(self, row: int) -> None:
        """After a verb on ``row``: on to the next unread story, else to the next row."""
        listing = self._shelves.listing
        target = listing.unread_after(row)
        if self._looks.inside:
            if target is None:
                self._looks.focus("headlines")
            else:
                self._stories.open_row(target)
            return
        self._room.panels.headlines.move_to(row + 1 if target is None else target)

    def do_read_on(self, count: int) -> None:
        """A page further; at the end the story is read and the next unread one opens."""
        article = self._room.panels.article
        headline = self._room.panels.headlines.current
        if not self._looks.inside:
            if headline is not None:
                self._stories.open_row(self._room.panels.headlines.cursor)
            else:
                self._room.say("toast.no_story")
        elif not article.page(1):
            if article.story is not None:
                self._stories.mark_read(self._shelves.listing.targets(article.story.headline.id))
            self._step(1, open_it=True)

    def do_unfold(self, count: int) -> None:
        """A row that stands for a story: its sources below it, to compare; again: one row."""
        headlines = self._room.panels.headlines
        if not len(headlines.listing):
            self._room.say("toast.no_story")
            return
        self._looks.focus("headlines")
        if not headlines.fold_or_unfold():
            self._room.say("toast.no_sources")

    def do_read_back(self, count: int) -> None:
        """A page back."""
        if self._looks.inside:
            self._room.panels.article.page(-1)
        else:
            self._room.panels.headlines.do_page_up(1)
