"""Which view is open: shelves of the side bar, standing views, and what arrives for them."""

from __future__ import annotations

from tui.app.emptiness import why_empty
from tui.app.hands import Room
from tui.app.listing import Listing
from tui.app.looks import Looks
from tui.app.messages import Opened, ShelvesCounted, ViewGrew, ViewLoaded
from tui.app.opening import Awaited, Opening, load, read_opening
from tui.app.panels.sidebar import shelf_title
from tui.app.session import KEY
from tui.app.stories import Stories
from tui.newsroom import reading, views


class Shelves:
    """Opens views."""

    def __init__(self, room: Room, looks: Looks, stories: Stories) -> None:
        self._room, self._looks, self._stories = room, looks, stories
        self.show_read = True
        self.coming = False
        """Whether a view was asked for that is not read yet."""

    @property
    def listing(self) -> Listing:
        """The view that is shown."""
        return self._room.panels.headlines.listing

    def begin(self, opening: Awaited) -> Opening | None:
        """What is shown first, if it is there already; otherwise :class:`Opened` tells of it."""
        found = opening.ready()
        if found is None:
            self._room.jobs.read("view", opening.result, Opened)
        return found

    def opened(self, opening: Opening) -> None:
        """Show the first view, and count what stands beside it once it is painted."""
        say = self._room.words.say
        title = (
            say("session.title", minutes=opening.minutes) if opening.minutes else say(f"shelf.{opening.listing.key}")
        )
        opening.listing.title = title
        self.view_loaded(ViewLoaded(opening.listing, opening.row, focus=True))
        self._room.panels.headlines.call_after_refresh(self.count_shelves)

    def count_shelves(self) -> None:
        """Read the side bar again."""
        desk = self._room.desk
        self._room.jobs.read("shelves", lambda: views.sidebar(desk), ShelvesCounted)

    def open_view(
        self, key: str, title: str, query: str, *, focus: bool = False, unread: int = 0, open_row: bool = False
    ) -> None:
        """Open a view; ``unread`` 1 or -1 puts the cursor on its first or last unread story."""
        desk = self._room.desk
        if not self.show_read:
            query = f"({query}) unread" if query else "unread"

        def done(listing: Listing) -> ViewLoaded:
            row = 0
            if unread > 0:
                row = listing.unread_after(-1) or 0
            elif unread < 0:
                row = listing.unread_before(len(listing)) or 0
            return ViewLoaded(listing, row, focus, open_row)

        self.coming = True
        self._room.jobs.read("view", lambda: load(desk, key, title, query), done)

    def open_shelf(self, row: int, *, focus: bool = True, unread: int = 0, open_row: bool = False) -> None:
        """Open the shelf in ``row`` of the side bar."""
        shelves = self._room.panels.feeds.shelves
        if 0 <= row < len(shelves):
            shelf = shelves[row]
            title = shelf_title(shelf, self._room.words)
            self.open_view(shelf.key, title, shelf.query, focus=focus, unread=unread, open_row=open_row)

    def begin_again(self) -> None:
        """Show what is shown first of a desk that has taken the place of another."""
        desk = self._room.desk
        self._room.jobs.read("view", lambda: read_opening(desk), Opened)

    def shelves_counted(self, message: ShelvesCounted) -> None:
        """Show the side bar."""
        feeds = self._room.panels.feeds
        feeds.empty = self._room.words.say("empty.feeds")
        feeds.show(message.shelves)

    def view_loaded(self, message: ViewLoaded) -> None:
        """Show a view that was asked for."""
        panels, self.coming = self._room.panels, False
        panels.headlines.show(message.listing, message.row)
        panels.feeds.select(message.listing.key)
        self.say_why_empty()
        if message.open_row and len(message.listing):
            self._stories.open_row(message.row)
        else:
            if message.focus and not panels.field.display:  # it came late, and somebody types by now
                self._looks.focus("headlines")
            self._stories.preview()
        self._looks.relabel()

    def say_why_empty(self) -> None:
        """Say in the list, where it is empty, what to do about that."""
        headlines = self._room.panels.headlines
        if not len(headlines.listing):
            headlines.empty = why_empty(self._room, headlines.listing, show_read=self.show_read)
            headlines.refresh()

    def go(self, key: str) -> None:
        """Open one of the standing views by key."""
        row = self._room.panels.feeds.row_of(key)
        if row is not None:
            self.open_shelf(row)
        else:
            self.open_view(key, self._room.words.say(f"shelf.{key}"), views.standing(key), focus=True)

    def open_query(self, query: str) -> None:
        """Open what a query finds; one that cannot be read is said in one line."""
        self.open_view(f"query:{query}", query, query, focus=True)

    def do_go_today(self, count: int) -> None:
        """Today."""
        self.go("today")

    def do_go_later(self, count: int) -> None:
        """Read later."""
        self.go("later")

    def do_go_starred(self, count: int) -> None:
        """Starred."""
        self.go("starred")

    def do_go_all(self, count: int) -> None:
        """Everything."""
        self.go("all")

    def do_go_feeds(self, count: int) -> None:
        """The feeds column."""
        self._looks.unfold_feeds()
        self._looks.focus("feeds")

    def do_show_read(self, count: int) -> None:
        """Show or hide what is read."""
        self.show_read = not self.show_read
        self._room.say("toast.show_read" if self.show_read else "toast.hide_read")
        self.reopen()

    def reopen(self, *, focus: bool = False) -> None:
        """Read the view that is shown again, from the start."""
        shown = self.listing
        row = self._room.panels.feeds.row_of(shown.key)
        if row is not None:
            self.open_shelf(row, focus=focus)
        elif shown.key in ("search", KEY):
            self._looks.focus("headlines")
        else:
            self.go("all")

    def look_for_arrivals(self) -> None:
        """Ask what the view would hold now."""
        desk, shown = self._room.desk, self.listing
        if shown.key and not shown.partial:

            def look() -> ViewGrew:
                listing = load(desk, shown.key, shown.title, shown.query)
                return ViewGrew(listing, shown.key, reading.headlines(desk, reading.ids(desk, "revised unread")))

            self._room.jobs.read("arrivals", look, lambda grew: grew)

    def view_grew(self, message: ViewGrew) -> None:
        """Let what is new wait; an empty list takes it at once."""
        shown = self.listing
        if shown.partial or message.key != shown.key or message.listing.query != shown.query:
            return
        if not len(shown):
            if len(message.listing):
                self.view_loaded(ViewLoaded(message.listing))
            return
        shown.wait_for(message.listing)
        changed = [headline for headline in message.revised if shown.is_stale(headline)]
        if changed:
            shown.updated(changed)
            self._room.panels.headlines.repaint()
            self._room.say("toast.revised", count=len(changed), key=self._room.key("changes"))

    def do_bring_in(self, count: int) -> None:
        """Put what waits on top of the list."""
        arrived = self.listing.bring_in()
        if arrived:
            self._room.panels.headlines.brought_in(arrived)
            self._room.say("toast.brought", count=arrived)
        else:
            self._room.say("toast.up_to_date")
        self._looks.relabel()

    def next_shelf(self, direction: int, *, open_row: bool = False) -> bool:
        """Open the next shelf that has unread stories; False if there is none."""
        feeds = self._room.panels.feeds
        if self.listing.key == KEY:
            return False  # a session ends with its last story
        start = feeds.row_of(feeds.shown)
        count = len(feeds.shelves)
        for step in range(1, count):
            row = ((start or 0) + direction * step) % count
            if feeds.shelves[row].unread and feeds.shelves[row].key != feeds.shown:
                self.open_shelf(row, unread=1, open_row=open_row)
                return True
        return False

    def do_next_shelf(self, count: int) -> None:
        """The next feed or view with unread stories."""
        if not self.next_shelf(1):
            self._room.say("toast.no_unread")

    def do_previous_shelf(self, count: int) -> None:
        """The feed or view with unread stories before."""
        if not self.next_shelf(-1):
            self._room.say("toast.no_unread")
