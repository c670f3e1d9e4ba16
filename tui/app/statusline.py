"""What the status line says, from the state of the others."""

from __future__ import annotations

from tui.app.barlines import NAME, Part, leading
from tui.app.finding import Finding
from tui.app.hands import Room
from tui.app.making import Making
from tui.app.moments import ago
from tui.app.refreshing import Refreshing
from tui.app.sitting import Sitting
from tui.app.waits import wait
from tui.newsroom import reading

_DOT, _RING = "\u25cf", "\u25cb"


class StatusLine:
    """Writes the status line."""

    def __init__(self, room: Room, refreshing: Refreshing, sitting: Sitting, making: Making, finding: Finding) -> None:
        self._room, self._refreshing, self._sitting, self._making = room, refreshing, sitting, making
        self._finding = finding

    def write(self) -> None:
        """Say everything anew."""
        room, words = self._room, self._room.words
        self._sitting.tick()
        left, session = [NAME], self._sitting.told()
        if session or room.panels.feeds.shelves:
            # Until the side bar is counted nobody knows how much is unread.
            state = session or (words.say("status.unread", count=room.panels.feeds.unread), "count")
            left += [Part(*state), Part(*self._network())]
        waiting = len(room.panels.headlines.listing.waiting)
        if waiting:
            told = words.say("status.waiting", count=waiting, key=room.key("bring_in"))
            left.append(Part(told, "waiting", "bring_in"))
        hint = self._finding.completing.hint
        if hint:
            left[1:] = [Part(hint, "waiting")]  # while one types, it is this that one looks for
        elif self._making.offer:
            left.append(Part(self._making.offer, "waiting", "accept_rule"))
        room.panels.status.show(left, leading(room.verbs, words))

    def _broken(self) -> str:
        """Why the feed under the cursor of the side bar, else the one that is shown, cannot be read; "" if it can."""
        feeds = self._room.panels.feeds
        row = feeds.cursor if feeds.has_focus else feeds.row_of(feeds.shown)
        shelf = feeds.shelves[row] if row is not None and row < len(feeds.shelves) else None
        return self._room.reason(shelf.error) if shelf is not None and shelf.error else ""

    def _planned(self) -> str:
        """When the feed that is shown is asked the next time; "" for other lists."""
        kind, _, number = self._room.panels.feeds.shown.partition("@")[0].partition(":")
        found = reading.planned(self._room.desk, int(number)) if kind == "feed" and number.isdigit() else None
        return wait(*found, self._room.clock(), self._room.words.say) if found else ""

    def _network(self) -> tuple[str, str]:
        words, refreshing = self._room.words, self._refreshing
        if refreshing.running:
            told = words.say("status.refreshing", done=refreshing.done, total=refreshing.total or "\u2026")
            return f"{_DOT} {told}", "busy"
        broken = self._broken()
        if broken:
            return words.say("status.broken", reason=broken), "offline"
        if refreshing.showing_demo:
            return words.say("status.showing_demo", key=self._room.key("refresh_all")), "offline"
        if refreshing.state == "demo":
            return f"{_RING} {words.say('status.demo')}", "offline"
        when = refreshing.refreshed
        fresh = (
            words.say("status.fresh", when=ago(when, self._room.clock(), words)) if when else words.say("status.never")
        )
        fresh = self._planned() or fresh
        if refreshing.state == "offline":
            return f"{_RING} {words.say('status.offline')}, {fresh}", "offline"
        if refreshing.state == "online":
            return f"{_DOT} {words.say('status.online')}, {fresh}", "online"
        return f"{_RING} {fresh}", "online"
