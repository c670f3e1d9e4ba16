"""The session of ``--minutes`` in the reader: what is left of it, when it is done, and how it is stopped."""

from __future__ import annotations

from textual.timer import Timer
from textual.widget import Widget

from tui.app.hands import Room
from tui.app.looks import Looks
from tui.app.messages import Opened, TriageDone, ViewLoaded
from tui.app.opening import Opening, read_session
from tui.app.session import KEY, USUAL_MINUTES, Session
from tui.app.shelves import Shelves
from tui.model import Headline
from tui.newsroom import reading

TICK_SECONDS = 15.0


class Sitting:
    """Begins a session, follows it, and says what became of it."""

    def __init__(self, node: Widget, room: Room, looks: Looks, shelves: Shelves) -> None:
        self._node, self._room, self._looks, self._shelves = node, room, looks, shelves
        self._timer: Timer | None = None
        self._minutes = 0
        self.session: Session | None = None

    def opened(self, opening: Opening) -> None:
        """A view that was read: the queue of a session begins it."""
        if opening.listing.key != KEY:
            return
        self._minutes = opening.minutes
        if not len(opening.listing):
            return
        self.session = Session(opening.listing, len(opening.listing), opening.minutes, self._room.clock())
        if self._timer is None:
            self._timer = self._node.set_interval(TICK_SECONDS, self.tick)
        self.tick()

    def tick(self) -> None:
        """Look whether it is done, or its time is over, and say so once."""
        session, now = self.session, self._room.clock()
        if session is None:
            return
        # Opening the last story makes it read, but it is being read still.
        if session.ended is None and session.done and not self._looks.inside:
            session.ended = now
            self._say("done", session.account(now))
        elif session.ended is None and not session.time_told and not session.minutes_left(now):
            session.time_told = True
            self._say("time", session.account(now))

    def _say(self, what: str, account: dict[str, int]) -> None:
        """Show a toast with the figures of the session."""
        words, key = self._room.words, self._room.key("session")
        self._room.panels.toast.say(words.say(f"session.{what}", key=key, **account))

    def told(self) -> tuple[str, str] | None:
        """What the status line says of it, and in which role; None without a session."""
        session, words, now = self.session, self._room.words, self._room.clock()
        if session is None:
            return None
        if session.ended is not None:
            if self._shelves.listing is not session.listing:
                return None  # one has gone on to something else
            return words.say("session.done", **session.account(now)), "online"
        minutes = session.minutes_left(now)
        if not minutes:
            return words.say("session.over", count=session.left), "waiting"
        return words.say("session.left", minutes=minutes, count=session.left), "waiting"

    def do_session(self, count: int) -> None:
        """Begin a session of ``count`` minutes; back to its list; or, there, stop it."""
        session = self.session
        if count or session is None or session.ended is not None:
            self._begin(count or USUAL_MINUTES)
        elif self._shelves.listing is not session.listing:
            self._return(session)
        else:
            account = session.account(self._room.clock())
            self.session = None
            self._say("stopped", account)

    def _begin(self, minutes: int) -> None:
        desk = self._room.desk
        self._room.jobs.read("view", lambda: read_session(desk, minutes), Opened)

    def refreshed(self, new: int) -> None:
        """A refresh is over: a queue that found nothing is made again; one that runs stays, and says how it can be."""
        shown = self._shelves.listing
        if not new or not self._minutes:
            return
        if shown.key == KEY and not len(shown):
            self._begin(self._minutes)
        elif self.session is not None and self.session.ended is None:
            key = f"{self._minutes}{self._room.key('session')}"
            self._room.say("session.new", count=new, key=key)

    def _return(self, session: Session) -> None:
        """Back to its list, as it is now."""
        desk, ids = self._room.desk, session.listing.everything()

        def done(headlines: list[Headline]) -> ViewLoaded:
            session.catch_up(headlines, (one.id for one in headlines if not (one.read or one.dismissed)))
            return ViewLoaded(session.listing, focus=True)

        self._room.jobs.read("view", lambda: reading.headlines(desk, ids), done)

    def changed(self, message: TriageDone) -> None:
        """A change that was made while another list was shown."""
        if self.session is not None and self._shelves.listing is not self.session.listing and message.headlines:
            self.session.listing.updated(message.headlines)
