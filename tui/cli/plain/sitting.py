"""A session with an end, in the dialogue."""

from __future__ import annotations

from tui.app.opening import read_session
from tui.app.session import USUAL_MINUTES, Session
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.looking import Looking
from tui.cli.speech import said
from tui.newsroom import reading


class Sitting:
    """Begins a session, goes back to it, and stops it."""

    def __init__(self, dialogue: Dialogue, looking: Looking) -> None:
        self._here, self._looking = dialogue, looking

    def begin_session(self, minutes: int) -> None:
        """Begin with the queue of so many minutes."""
        here = self._here
        listing = read_session(here.desk, minutes).listing
        listing.title = said("session.title", minutes=minutes)
        if not len(listing):
            here.say("session.nothing", key=here.key("go_all"))
            return
        here.session = Session(listing, len(listing), minutes, here.desk.clock())
        self._looking.show(listing)

    def do_session(self, count: int, rest: str) -> None:
        """Begin a session of ``count`` minutes; back to its list; or, there, stop it."""
        here, session = self._here, self._here.session
        number = count or (int(rest) if rest.isdecimal() and len(rest) < 4 else 0)
        if session is None or session.ended is not None:
            self.begin_session(number or USUAL_MINUTES)
        elif here.listing is not session.listing:
            found = reading.headlines(here.desk, session.listing.everything())
            session.catch_up(found, (one.id for one in found if not (one.read or one.dismissed)))
            self._looking.show(session.listing)
        else:
            here.tell_session("stopped", session)
            here.session = None
