"""Read, star, later, dismiss, and everything back."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app.deeds import told, turned
from tui.app.offering import TRIAGED
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.making import Making
from tui.cli.plain.reading import Reading
from tui.cli.plain.typed import rows
from tui.cli.speech import said
from tui.newsroom import reading, triage
from tui.newsroom.triage import Change

SHOWN_CHANGES = 20


class Triaging:
    """Verbs on rows by number (``x 3 5-7``), on ``count`` rows from the one in hand, or on that one."""

    def __init__(self, dialogue: Dialogue, read: Reading, making: Making) -> None:
        self._here, self._read, self._making = dialogue, read, making
        self._last = ""

    def _act(self, verb: str, count: int, rest: str) -> None:
        here, listing = self._here, self._here.listing
        asked = rows(rest, len(listing)) if rest else list(range(here.cursor, here.cursor + max(1, count)))
        if asked is None:
            here.say("plain.no_rows", words=rest, most=len(listing))
            return
        ids = [listing.ids[row] for row in asked if row < len(listing)]
        if not ids:
            here.say("toast.no_story")
            return
        self._last = verb
        self._apply(verb, ids)
        if verb in TRIAGED:
            self._making.triaged()
        if not rest:
            self._advance(asked[-1])

    def _apply(self, verb: str, ids: Sequence[int]) -> None:
        here = self._here
        everything = [story for row in ids for story in here.listing.targets(row)]
        change = triage.apply(here.desk, verb, everything, here.desk.clock())
        here.learn(change.ids)
        if not change.count:
            here.say("plain.nothing")
            return
        what = turned(change, reading.headlines(here.desk, change.ids))
        here.say(f"toast.{what}", count=change.count, key=here.key("undo"))

    def _advance(self, row: int) -> None:
        """On to the next unread story, which Enter reads."""
        here = self._here
        self._read.close()
        target = here.listing.unread_after(row)
        if target is None:
            here.cursor = min(row + 1, len(here.listing) - 1)
            if not here.listing.unread_count():
                here.say("plain.all_read", key=here.key("next_shelf"))
                return
            target = here.cursor
        self._read.tell_next(target)

    def do_dismiss(self, count: int, rest: str) -> None:
        """Done with it."""
        self._act("dismiss", count, rest)

    def do_star(self, count: int, rest: str) -> None:
        """Star, or take the star away."""
        self._act("toggle_star", count, rest)

    def do_later(self, count: int, rest: str) -> None:
        """For later, or not any more."""
        self._act("toggle_later", count, rest)

    def do_toggle_read(self, count: int, rest: str) -> None:
        """Read or unread."""
        self._act("toggle_read", count, rest)

    def do_undismiss(self, count: int, rest: str) -> None:
        """Bring back what was dismissed."""
        self._act("undismiss", count, rest)

    def do_unstar(self, count: int, rest: str) -> None:
        """Take the star away."""
        self._act("unstar", count, rest)

    def do_unlater(self, count: int, rest: str) -> None:
        """Not for later any more."""
        self._act("unlater", count, rest)

    def do_mark_read(self, count: int, rest: str) -> None:
        """Read."""
        self._act("read", count, rest)

    def do_mark_unread(self, count: int, rest: str) -> None:
        """Unread."""
        self._act("unread", count, rest)

    def do_repeat(self, count: int, rest: str) -> None:
        """The last verb, here."""
        if self._last:
            self._act(self._last, count, rest)
        else:
            self._here.say("toast.nothing_to_repeat")

    def do_read_above(self, count: int, rest: str) -> None:
        """This and all above."""
        self._read_rows(self._here.cursor + 1)

    def do_read_all(self, count: int, rest: str) -> None:
        """All in the view."""
        self._read_rows(len(self._here.listing))

    def _read_rows(self, end: int) -> None:
        ids = self._here.listing.ids[:end]
        if ids:
            self._apply("read", ids)
        else:
            self._here.say("toast.no_story")

    def do_undo(self, count: int, rest: str) -> None:
        """Take back the last change, ``count`` of them, or the line of the history whose number follows."""
        here = self._here
        line = int(rest) if rest.isdecimal() and len(rest) < 16 else None
        for _ in range(max(1, count)):
            number = line if line is not None else triage.last_meant(here.desk)
            change = triage.undo(here.desk, here.desk.clock(), number)
            if not self._turned(change, "undone", "toast.nothing_to_undo"):
                return

    def do_redo(self, count: int, rest: str) -> None:
        """Do again what was taken back, or that line of the history."""
        here = self._here
        line = int(rest) if rest.isdecimal() and len(rest) < 16 else None
        for _ in range(max(1, count)):
            if not self._turned(triage.redo(here.desk, here.desk.clock(), line), "redone", "toast.nothing_to_redo"):
                return

    def _turned(self, change: Change | None, how: str, nothing: str) -> bool:
        here = self._here
        if change is None:
            here.say(nothing)
            return False
        here.learn(change.ids)
        if change.about:
            here.renamed()
        found = reading.headlines(here.desk, change.ids[:1])
        row = here.listing.row_of(change.ids[0]) if change.ids else None
        here.say(f"toast.{how}", what=told(change, said) if not found else f"{told(change, said)} ({found[0].title})")
        if row is not None and here.story is None:
            here.cursor = row
        return True

    def do_history(self, count: int, rest: str) -> None:
        """What was done, newest first, each line with the number that undo takes."""
        here = self._here
        changes = triage.history(here.desk, count or SHOWN_CHANGES)
        if not changes:
            here.say("empty.history")
        for change in changes:
            what = told(change, said)
            if change.undone:
                what = f"{said('plain.then', words=what)}{said('history.undone')}"
            at = f"{change.at.astimezone():%d.%m. %H:%M}"
            here.say("plain.change", number=change.id, at=at, what=what)
