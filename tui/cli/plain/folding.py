"""Stories in the dialogue: the sources of a row as rows of their own."""

from __future__ import annotations

from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.looking import Looking


class Folding:
    """Unfolds the row in hand and folds it again."""

    def __init__(self, dialogue: Dialogue, looking: Looking) -> None:
        self._here, self._looking = dialogue, looking

    def do_unfold(self, count: int, rest: str) -> None:
        """The sources of a story below it; again: one row."""
        here = self._here
        if not len(here.listing):
            here.say("toast.no_story")
            return
        if not here.listing.unfold(here.cursor):
            row = here.listing.fold(here.cursor)
            if row is None:
                here.say("toast.no_sources")
                return
            here.cursor = row
        self._looking.do_list(0, "")
