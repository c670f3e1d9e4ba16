"""What the reader makes of lists and habits: a view of the query that is shown, a rule that dismissals suggest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.timer import Timer

from tui.app.asking import Asking, Question
from tui.app.hands import Room
from tui.app.messages import SettingsMade, Suggested, TriageDone
from tui.app.offering import TRIAGED, against

if TYPE_CHECKING:
    from tui.newsroom.learning import Suggestion

QUIET_SECONDS = 0.8
"""The journal is looked through when no key did anything for so long."""


class Making:
    """Saves views, and offers rules in the status line; neither ever interrupts."""

    def __init__(self, room: Room, asking: Asking) -> None:
        self._room, self._asking = room, asking
        self._timer: Timer | None = None
        self._shown: set[str] = set()
        self.suggestion: Suggestion | None = None
        self.quiet_seconds = QUIET_SECONDS

    @property
    def offer(self) -> str:
        """The rule that is offered, in words; "" for none."""
        found = self.suggestion
        if found is None:
            return ""
        say = self._room.words.say
        return say("suggest.offer", count=found.count, what=against(found, say), key=self._room.key("accept_rule"))

    def triaged(self, message: TriageDone) -> None:
        """Something was done: look soon whether there is a pattern in it."""
        if message.change is None or (message.how == "done" and message.change.verb not in TRIAGED):
            return
        if self._timer is not None:
            self._timer.stop()
        if not self.quiet_seconds:
            self._look()
            return
        self._timer = self._room.panels.headlines.set_timer(self.quiet_seconds, self._look)

    def _look(self) -> None:
        from tui.newsroom import learning

        desk = self._room.desk
        self._room.jobs.read("suggestion", lambda: learning.suggestion(desk), Suggested)

    def suggested(self, message: Suggested) -> None:
        """The journal was looked through."""
        found, desk = message.suggestion, self._room.desk
        self.suggestion = found
        if found is not None and found.rule.when not in self._shown:
            from tui.newsroom import learning

            self._shown.add(found.rule.when)
            self._room.jobs.write(lambda: learning.offered(desk, found.rule))

    def do_accept_rule(self, count: int) -> None:
        """Make the rule that is offered."""
        found, desk = self.suggestion, self._room.desk
        if found is None:
            self._room.say("toast.no_suggestion")
            return
        self.suggestion = None

        def make() -> SettingsMade:
            from tui.newsroom import learning

            change = learning.accept(desk, found)
            return SettingsMade("rule", found.rule.name, change)

        self._room.jobs.write(make, lambda message: message)

    def do_save_view(self, count: int) -> None:
        """Keep the query that is shown as a view of its own."""
        listing = self._room.panels.headlines.listing
        query = listing.query.strip()
        if not query:
            self._room.say("toast.no_query")
            return
        usual = listing.title if listing.partial else query
        self._asking.ask("save_view", Question(lambda title: self._save(title.strip() or usual, query)))

    def _save(self, title: str, query: str) -> None:
        desk = self._room.desk

        def save() -> SettingsMade:
            from tui.newsroom import views

            return SettingsMade("view", title, views.save(desk, title, query))

        self._room.jobs.write(save, lambda message: message)
