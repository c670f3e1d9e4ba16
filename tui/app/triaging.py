"""The verbs of triage.  Each binds to the ids that are under the cursor when the key is pressed."""

from __future__ import annotations

from collections.abc import Sequence

from tui.app import journal
from tui.app.deeds import deed, turned
from tui.app.hands import Room
from tui.app.looks import Looks
from tui.app.messages import TriageDone
from tui.app.walk import Walk
from tui.newsroom import reading
from tui.newsroom.triage import Change


class Triaging:
    """Dismiss, star, later, read, and everything back."""

    def __init__(self, room: Room, looks: Looks, walk: Walk) -> None:
        self._room, self._looks, self._walk = room, looks, walk
        self._last: tuple[str, int] | None = None

    def _targets(self, count: int) -> list[int]:
        """The rows that are selected; else those from the cursor on, ``count`` of them; in an article, that story."""
        headlines = self._room.panels.headlines
        story = self._room.panels.article.story
        if self._looks.inside and story is not None and not count:
            return [story.headline.id]
        return headlines.selected() or list(headlines.listing.ids[headlines.cursor :][: max(1, count)])

    def _all_of(self, rows: Sequence[int]) -> list[int]:
        """The articles for which rows stand: a folded one for all that tell its event."""
        targets = self._room.panels.headlines.listing.targets
        return [story for row in rows for story in targets(row)]

    def _apply(self, verb: str, rows: Sequence[int]) -> None:
        desk, now, ids = self._room.desk, self._room.clock(), self._all_of(rows)
        self._room.jobs.write(lambda: journal.apply(desk, verb, ids, now), lambda done: done)

    def act(self, verb: str, count: int) -> None:
        """Do ``verb`` to what is selected or under the cursor and move on."""
        ids = self._targets(count)
        if not ids:
            self._room.say("toast.no_story")
            return
        headlines = self._room.panels.headlines
        self._last = (verb, len(ids) if headlines.selection else count)
        self._apply(verb, ids)
        headlines.let_go()
        row = headlines.listing.row_of(ids[-1])
        if row is not None:
            self._walk.advance(row)

    def do_dismiss(self, count: int) -> None:
        """Done with it."""
        self.act("dismiss", count)

    def do_undismiss(self, count: int) -> None:
        """Bring it back."""
        self.act("undismiss", count)

    def do_star(self, count: int) -> None:
        """Star, or take the star away."""
        self.act("toggle_star", count)

    def do_unstar(self, count: int) -> None:
        """Take the star away."""
        self.act("unstar", count)

    def do_later(self, count: int) -> None:
        """For later, or not any more."""
        self.act("toggle_later", count)

    def do_unlater(self, count: int) -> None:
        """Not for later any more."""
        self.act("unlater", count)

    def do_toggle_read(self, count: int) -> None:
        """Read or unread."""
        self.act("toggle_read", count)

    def do_mark_read(self, count: int) -> None:
        """Read."""
        self.act("read", count)

    def do_mark_unread(self, count: int) -> None:
        """Unread."""
        self.act("unread", count)

    def do_repeat(self, count: int) -> None:
        """The last verb, here."""
        if self._last is None:
            self._room.say("toast.nothing_to_repeat")
        else:
            self.act(self._last[0], count or self._last[1])

    # Ranges and selections

    def do_select(self, count: int) -> None:
        """Begin a selection, of ``count`` stories if that is given; again: let go of it."""
        headlines = self._room.panels.headlines
        if not len(headlines.listing):
            self._room.say("toast.no_story")
            return
        self._looks.focus("headlines")
        if headlines.let_go():
            return
        headlines.select()
        if count > 1:
            headlines.move_to(headlines.cursor + count - 1)
        keys = {name: self._room.key(name) for name in ("read_above", "read_all", "out")}
        self._room.say("toast.selecting", above=keys["read_above"], all=keys["read_all"], out="Esc")

    def do_select_down(self, count: int) -> None:
        """Select one more, downwards."""
        self._extend(max(1, count))

    def do_select_up(self, count: int) -> None:
        """Select one more, upwards."""
        self._extend(-max(1, count))

    def _extend(self, step: int) -> None:
        headlines = self._room.panels.headlines
        self._looks.focus("headlines")
        headlines.select()
        headlines.move_to(headlines.cursor + step)

    def do_read_above(self, count: int) -> None:
        """This and all above are read; while selecting: they are selected."""
        headlines = self._room.panels.headlines
        if headlines.selection:
            self._select_rows(0, headlines.cursor)
        else:
            self._read(headlines.listing.ids[: headlines.cursor + 1])

    def do_read_all(self, count: int) -> None:
        """All in the view are read; while selecting: they are selected."""
        headlines = self._room.panels.headlines
        if headlines.selection:
            self._select_rows(0, len(headlines.listing) - 1)
        else:
            self._read(headlines.listing.ids)

    def _select_rows(self, first: int, last: int) -> None:
        headlines = self._room.panels.headlines
        headlines.selection.anchor = headlines.listing.ids[first]
        headlines.move_to(last)
        headlines.reselected()

    def _read(self, ids: Sequence[int]) -> None:
        if ids:
            self._apply("read", list(ids))
        else:
            self._room.say("toast.no_story")

    # Taking back

    def do_undo(self, count: int) -> None:
        """Take back the last ``count`` changes."""
        desk, now = self._room.desk, self._room.clock()
        for _ in range(max(1, count)):
            self._room.jobs.write(lambda: journal.undo(desk, now), lambda done: done)

    def do_redo(self, count: int) -> None:
        """Do again what was taken back."""
        desk, now = self._room.desk, self._room.clock()
        for _ in range(max(1, count)):
            self._room.jobs.write(lambda: journal.redo(desk, now), lambda done: done)

    def do_history(self, count: int) -> None:
        """What was done."""
        desk = self._room.desk
        self._room.jobs.write(lambda: journal.read_history(desk), lambda read: read)

    def turn(self, number: int, undone: bool) -> None:
        """Take one line of the history back, or do it again, and read the history anew."""
        desk, now = self._room.desk, self._room.clock()
        self._room.jobs.write(lambda: journal.turn(desk, number, now, undone=undone), lambda done: done)
        self.do_history(0)

    def done(self, message: TriageDone) -> None:
        """Show what a change did."""
        change, headlines = message.change, self._room.panels.headlines
        if change is None:
            self._room.say("toast.nothing_to_undo" if message.how == "undone" else "toast.nothing_to_redo")
            return
        listing = headlines.listing
        if message.headlines is not None:
            listing.updated(message.headlines)
        else:
            listing.forget()
            listing.mark_unread(message.unread or ())
        if message.how in ("undone", "redone"):
            self._return_to(change.ids)
            what = deed(change, self._room.words.say) + (f" ({change.count})" if change.count else "")
            self._room.say(f"toast.{message.how}", what=what)
        elif message.how == "done" and change.count:
            told = turned(change, message.headlines or ())
            self._room.say(f"toast.{told}", count=change.count, key=self._room.key("undo"))
        headlines.repaint()

    def learn(self, change: Change) -> None:
        """Show what was done to stories without a verb: by a rule that was made."""
        headlines, desk = self._room.panels.headlines, self._room.desk
        headlines.listing.updated(reading.headlines(desk, change.ids[: journal.NAMED]))
        headlines.repaint()

    def _return_to(self, ids: Sequence[int]) -> None:
        """Put the cursor back on what was taken back, if it is in this view."""
        headlines = self._room.panels.headlines
        rows = [row for row in (headlines.listing.row_of(story) for story in ids[:50]) if row is not None]
        if rows and not self._looks.inside:
            headlines.move_to(min(rows))
