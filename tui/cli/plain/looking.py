"""Views and lists: which stories there are, and which is in hand."""

from __future__ import annotations

from tui.app.found import narrow, search
from tui.app.listing import Listing
from tui.app.moments import short_date
from tui.app.opening import load
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.reading import Reading
from tui.cli.speech import said
from tui.model import Headline
from tui.newsroom import reading, views
from tui.newsroom.views import Shelf
from tui.text import fold

STANDING = ("today", "all", "later", "starred")


class Looking:
    """Lists, and goes from view to view."""

    def __init__(self, dialogue: Dialogue, read: Reading) -> None:
        self._here, self._read = dialogue, read
        self._show_read = True

    def begin(self, minutes: int = 0) -> None:
        """Say where one is and, unless a session of so many minutes comes, tell today's stories, or all."""
        here = self._here
        here.shelves = views.sidebar(here.desk)
        shelf = next(one for one in here.shelves if one.key == "today")
        for complaint in here.complaints:
            here.say("plain.failed", reason=complaint)
        here.say("plain.welcome", count=reading.total_unread(here.desk), key=here.key("help"))
        if not minutes:
            self.open(shelf if shelf.unread else next(one for one in here.shelves if one.key == "all"))

    def _title(self, shelf: Shelf) -> str:
        return said(f"shelf.{shelf.key}") if shelf.key in STANDING else shelf.title

    def open(self, shelf: Shelf) -> None:
        """Show a view from its first unread story on."""
        query = shelf.query if self._show_read else f"({shelf.query}) unread" if shelf.query else "unread"
        self.show(load(self._here.desk, shelf.key, self._title(shelf), query))

    def show(self, listing: Listing) -> None:
        """Take another list, close what is open, and tell its first page."""
        here = self._here
        self._read.close()
        here.listing, here.cursor = listing, listing.unread_after(-1) or 0
        self._here.top = here.cursor
        if not len(listing):
            self._say_empty(listing)
            return
        here.say("plain.view", title=listing.title, count=len(listing), unread=listing.unread_count())
        self._page()

    def _say_empty(self, listing: Listing) -> None:
        here = self._here
        here.say("plain.view_empty", title=listing.title)
        if not here.desk.config.feeds:
            here.say("plain.no_feeds", path=str(here.desk.config.path))
        elif reading.last_refresh(here.desk) is None:
            here.say("empty.headlines", key=here.key("refresh_all"))
        elif not self._show_read:
            here.say("empty.all_read", key=here.key("show_read"))

    def _page(self) -> None:
        here, listing = self._here, self._here.listing
        end = min(len(listing), self._here.top + max(1, here.telling.page - 2))
        for row in range(self._here.top, end):
            headline = listing.headline(row)
            if headline is not None:
                self.tell_row(row, headline)
        if end < len(listing):
            here.say("plain.more", count=len(listing) - end, key=here.key("page_down"))

    def tell_row(self, row: int, headline: Headline) -> None:
        """One headline with its number and its flags in words."""
        here = self._here
        flags = (
            ("unread", here.listing.is_unread(row)),
            ("starred", headline.starred),
            ("later", headline.later),
            ("dismissed", headline.dismissed),
        )
        told = "".join(said("plain.then", words=said(f"plain.flag.{name}")) for name, on in flags if on)
        sources = len(here.listing.targets(headline.id))
        if sources > 1:
            told += said("plain.then", words=said("plain.flag.sources", count=sources))
        here.say(
            "plain.row",
            number=row + 1,
            flags=told,
            date=short_date(headline.date, here.desk.clock()),
            feed=headline.feed_title,
            title=headline.title,
        )

    def do_list(self, count: int, rest: str) -> None:
        """The list again, from the row in hand or from row ``count`` on."""
        if not len(self._here.listing):
            self._say_empty(self._here.listing)
            return
        self._here.top = min(len(self._here.listing) - 1, count - 1) if count else self._here.cursor
        self._page()

    def do_page_down(self, count: int, rest: str) -> None:
        """The page after."""
        self._turn(1)

    def do_page_up(self, count: int, rest: str) -> None:
        """The page before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        page = max(1, self._here.telling.page - 2)
        top = self._here.top + step * page
        if top >= len(self._here.listing) or (top <= -page and step < 0):
            self._here.say("plain.no_more")
            return
        self._here.top = max(0, top)
        self._page()

    def do_view(self, count: int, rest: str) -> None:
        """The views and feeds by number, or the one that is named by number, title or query."""
        here = self._here
        here.shelves = views.sidebar(here.desk)
        if not rest and not count:
            for number, shelf in enumerate(here.shelves, 1):
                here.say("plain.shelf", number=number, title=self._title(shelf), count=shelf.unread)
            return
        if (rest.isdecimal() and len(rest) < 7) or count:
            number = count or int(rest)
            if not 1 <= number <= len(here.shelves):
                here.say("plain.no_number", number=number, most=len(here.shelves))
                return
            self.open(here.shelves[number - 1])
            return
        wanted = fold(rest)
        named = [one for one in here.shelves if wanted in (fold(self._title(one)), fold(one.key))]
        self.open(named[0] if named else Shelf("query", rest, rest, 0, "view", 0))

    def do_go_feeds(self, count: int, rest: str) -> None:
        """The views and feeds."""
        self.do_view(0, "")

    def do_go_today(self, count: int, rest: str) -> None:
        """Today."""
        self._go("today")

    def do_go_all(self, count: int, rest: str) -> None:
        """Everything."""
        self._go("all")

    def do_go_later(self, count: int, rest: str) -> None:
        """Read later."""
        self._go("later")

    def do_go_starred(self, count: int, rest: str) -> None:
        """Starred."""
        self._go("starred")

    def _go(self, key: str) -> None:
        self._here.shelves = views.sidebar(self._here.desk)
        self.open(next(one for one in self._here.shelves if one.key == key))

    def do_next_shelf(self, count: int, rest: str) -> None:
        """The next view with unread stories."""
        self._next(1)

    def do_previous_shelf(self, count: int, rest: str) -> None:
        """The view with unread stories before."""
        self._next(-1)

    def _next(self, step: int) -> None:
        here = self._here
        here.shelves = shelves = views.sidebar(here.desk)
        start = next((row for row, one in enumerate(shelves) if one.key == here.listing.key), 0)
        for distance in range(1, len(shelves)):
            shelf = shelves[(start + step * distance) % len(shelves)]
            if shelf.unread:
                self.open(shelf)
                return
        here.say("toast.no_unread")

    def do_search(self, count: int, rest: str) -> None:
        """What holds all these words, newest first."""
        here = self._here
        if not rest:
            here.say("plain.search_what", key=here.key("search"))
            return
        found = search(here.desk, rest)
        if not len(found):
            here.say("empty.search", words=rest)
            return
        found.title = said("shelf.search", words=rest)
        self.show(found)

    def do_narrow(self, count: int, rest: str) -> None:
        """Of this list, the stories whose title or feed holds all these words; without words the whole view again."""
        here = self._here
        if not rest:
            here.shelves = views.sidebar(here.desk)
            self.open(next((one for one in here.shelves if one.key == here.listing.key), here.shelves[0]))
            return
        found = narrow(here.desk, here.listing, rest)
        if not len(found):
            here.say("empty.search", words=rest)
            return
        self.show(found)

    def do_show_read(self, count: int, rest: str) -> None:
        """Show or hide what is read."""
        here = self._here
        self._show_read = not self._show_read
        here.say("toast.show_read" if self._show_read else "toast.hide_read")
        shelf = next((one for one in here.shelves if one.key == here.listing.key), here.shelves[0])
        self.open(shelf)

    def do_bring_in(self, count: int, rest: str) -> None:
        """Put what came with a refresh on top of the list."""
        arrived = self._here.listing.bring_in()
        self._here.say("toast.brought", count=arrived)
        self._here.cursor = self._here.top = 0
        if arrived:
            self._page()

    def tell_current(self) -> None:
        """Tell the headline in hand."""
        headline = self._here.current
        if headline is not None:
            self.tell_row(self._here.cursor, headline)
