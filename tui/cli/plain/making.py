"""What the dialogue makes of lists and habits: a view of the list in hand, a rule that dismissals suggest."""

from __future__ import annotations

from tui.app.found import SEARCH
from tui.app.offering import against
from tui.cli.plain.dialogue import Dialogue
from tui.cli.speech import said
from tui.newsroom import learning, views
from tui.newsroom.learning import Suggestion


class Making:
    """Saves views, and offers a rule once there is one to offer."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._here = dialogue
        self._offer: Suggestion | None = None

    def do_save_view(self, count: int, rest: str) -> None:
        """Keep the list in hand as a view under the title that is given, else under its query."""
        here, listing = self._here, self._here.listing
        query = listing.query.strip()
        if not query:
            here.say("toast.no_query")
            return
        title = rest.strip() or (listing.title if listing.partial and listing.key != SEARCH else query)
        views.save(here.desk, title, query)
        here.say("toast.made_view", name=title, key=here.key("undo"))

    def triaged(self) -> None:
        """Something was dismissed or kept: offer the rule that it suggests, once."""
        found = learning.suggestion(self._here.desk)
        if found is not None and (self._offer is None or found.rule.when != self._offer.rule.when):
            learning.offered(self._here.desk, found.rule)
            what, key = against(found, said), self._here.key("accept_rule")
            self._here.say("suggest.offer", count=found.count, what=what, key=key)
        self._offer = found

    def do_accept_rule(self, count: int, rest: str) -> None:
        """Make the rule that was offered."""
        here, found = self._here, self._offer
        if found is None:
            here.say("toast.no_suggestion")
            return
        change = learning.accept(here.desk, found)
        self._offer = None
        here.learn(change.ids)
        here.say("toast.made_rule", name=found.rule.name, count=change.count, key=here.key("undo"))
