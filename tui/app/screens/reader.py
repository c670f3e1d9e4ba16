"""The reader's screen.  It only wires: widgets, hands, and which message goes to which hand."""

from __future__ import annotations

import gc
from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial

from textual import events
from textual.app import ComposeResult

from tui import text
from tui.app import messages
from tui.app.asking import Asking
from tui.app.colouring import Colouring
from tui.app.commands import Commands
from tui.app.dossiers import Dossiers
from tui.app.finding import Finding
from tui.app.fulltexts import FullTexts
from tui.app.handing import Handing
from tui.app.hands import Opener, Panels, Room
from tui.app.inside import Inside
from tui.app.jobs import Jobs
from tui.app.keyboard import Keyboard
from tui.app.keys import KeyParser
from tui.app.kitty import base_of, chord, repeats
from tui.app.looks import Looks
from tui.app.making import Making
from tui.app.mentions import Mentions
from tui.app.opening import Awaited, begin
from tui.app.outside import Outside
from tui.app.panels.article import ArticleView
from tui.app.panels.bars import Bar, Footer, Status, Toast
from tui.app.panels.cards import Cards
from tui.app.panels.field import Field
from tui.app.panels.frame import Frame
from tui.app.panels.headlines import Headlines
from tui.app.panels.lines import Lines
from tui.app.panels.sidebar import Sidebar
from tui.app.panels.summarised import SummarisedView
from tui.app.picturing import Picturing, Show
from tui.app.refreshing import Refreshing
from tui.app.revised import Revised
from tui.app.screens.told import Told
from tui.app.sheeting import Sheeting
from tui.app.shelves import Shelves
from tui.app.sitting import Sitting
from tui.app.statusline import StatusLine
from tui.app.stories import Stories
from tui.app.summarising import Summarising
from tui.app.triaging import Triaging
from tui.app.verbs import Verb
from tui.app.walk import Walk
from tui.app.words import Words
from tui.newsroom import Desk

WARM_SECONDS = 0.25
"""So long after the first picture the tables are made that a story's text is set with."""


def _panels(words: Words, verbs: tuple[Verb, ...], clock: Callable[[], datetime]) -> Panels:
    """Every panel, empty."""
    return Panels(
        frame=Frame(base=words.base),
        status=Status(words),
        feeds=Sidebar(words),
        headlines=Headlines(words, clock),
        article=SummarisedView(),
        companies=Cards("company", words),
        people=Cards("person", words),
        footer=Footer(verbs, words),
        field=Field(base=words.base),
        toast=Toast(),
    )


class Reader(Told, inherit_bindings=False):
    """Feeds, headlines, article, companies and people."""

    AUTO_FOCUS = ""
    """Nobody but looks.py moves the focus."""

    def __init__(
        self,
        desk: Desk,
        words: Words,
        verbs: tuple[Verb, ...],
        *,
        clock: Callable[[], datetime],
        opener: Opener,
        refresh_command: Sequence[str] | None,
        offline: bool,
        complaints: Sequence[str] = (),
        keyboard: Keyboard | None = None,
        pictures: Show | None = None,
        opening: Awaited | None = None,
    ) -> None:
        super().__init__()
        self.room = Room(desk, Jobs(self), _panels(words, verbs, clock), words, verbs, clock)
        self.room.keyboard = keyboard or self.room.keyboard
        self.parser = KeyParser(verbs, self.room.keyboard)
        self.looks = Looks(self.room)
        self.stories = Stories(self.room, self.looks)
        self.shelves = Shelves(self.room, self.looks, self.stories)
        self.walk_hand = Walk(self.room, self.looks, self.shelves, self.stories)
        self.triaging = Triaging(self.room, self.looks, self.walk_hand)
        self.refreshing = Refreshing(self.room, self.stories, self.shelves, self, refresh_command, offline=offline)
        self.outside = Outside(self.room, self.looks, self.triaging, opener)
        self.finding = Finding(self.room, self.looks, self.shelves)
        self.asking = Asking(self.room, self.looks)
        self.handing = Handing(self.room, self.asking, self.outside, self)
        inside = Inside(self.room, self.looks, self.asking)
        self.picturing = Picturing(self.room, pictures)
        self.outside.viewer = self.picturing.show
        take = {
            "find": inside.find_told, "save": self.handing.save_as, "pipe": self.handing.pipe_to,
            "search": self.finding.search_for, "narrow": self.finding.narrow_to, "view": self.shelves.open_query,
        }  # fmt: skip
        self.sitting = Sitting(self, self.room, self.looks, self.shelves)
        self.making = Making(self.room, self.asking)
        self.status = StatusLine(self.room, self.refreshing, self.sitting, self.making, self.finding)
        self.mentions = mentions = Mentions(self.room, self.looks)
        self.full_texts = FullTexts(self.room, self.stories, self, refresh_command)
        self.revised = Revised(self, self.room)
        self.hands: tuple[object, ...] = (
            self.stories, self.shelves, self.walk_hand, self.triaging, self.refreshing, self.outside, self.finding,
            mentions, Dossiers(self, self.room, mentions), Summarising(self.room, self, refresh_command),
            self.full_texts, self.revised, self.looks, self.handing, inside, self.sitting, self.making,
            self.picturing,
            Commands(self.room, self.asking, self.act, take), Colouring(self, self.room),
            Sheeting(self, self.room), self,
        )  # fmt: skip
        self._complaints = tuple(complaints)
        self._opening = opening or begin(desk)

    def compose(self) -> ComposeResult:
        """Every panel stands on the screen; looks.py places them."""
        panels, words = self.room.panels, self.room.words
        panels.article.empty = words.say("empty.article")
        panels.companies.empty = panels.people.empty = words.say("empty.no_story")
        yield from (panels.status, panels.frame, panels.feeds, panels.headlines, panels.article)
        yield from (panels.companies, panels.people, panels.footer, panels.field, panels.toast)

    def on_mount(self) -> None:
        """Place the panels, then read what they show."""
        panels = self.room.panels
        panels.field.display = panels.toast.display = False
        panels.toast.changed = self.looks.place_toast
        self.looks.layout()
        self.looks.focus("headlines")
        self.status.write()
        ready = self.shelves.begin(self._opening)
        if ready is not None:
            self.on_opened(messages.Opened(ready))
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """After the first paint: the network, and what is wrong with the settings."""
        if not gc.isenabled():
            gc.freeze()
            gc.enable()
        # A thread that computes shares Python with the keys: what was typed before the first picture comes first.
        self.set_timer(WARM_SECONDS, partial(self.room.jobs.prepare, text.warm_up))
        self.refreshing.start()
        self.status.write()
        if self._complaints:
            from tui.app.screens import sheets

            sheets.show_complaints(self, self.room, self._complaints)

    def on_unmount(self) -> None:
        """Nothing that was done is lost."""
        self.refreshing.stop()
        self.stories.keep_position_now()
        self.room.jobs.stop()
        self.refreshing.close()

    def on_resize(self) -> None:
        """Lay out for the new size; the focus goes to a panel that has room."""
        self.looks.layout()
        if self.room.panels.field.display:
            return
        self.looks.focus(self.looks.shown.focus)

    # Keys

    def on_key(self, event: events.Key) -> None:
        """Turn keys into verbs; a text field has had its turn by now."""
        event.stop()
        if repeats(event):
            return
        field = self.room.panels.field
        if field.has_focus or (field.display and field.awaits_focus):
            if event.key == "tab":
                (self.asking if self.asking.asks else self.finding).complete()
                self.status.write()
            elif not field.has_focus:
                field.on_key(event)  # typed in one go with the key that opened it
            return
        command = self.parser.feed(event.key, event.character, base_of(event))
        pending = self.parser.pending
        self.room.panels.footer.show_pending(pending, self.outside.leads_to(pending))
        if command is not None:
            self.act(command.name, command.count)
        elif chord(event) == "ctrl+c":
            self.room.say("toast.quit", key=self.room.key("quit"))

    def act(self, name: str, count: int = 0) -> None:
        """Do a verb of the registry: the panel with the focus is asked first, then the hands."""
        focused = self.looks.widgets.get(self.looks.shown.focus)
        for owner in (focused, *self.hands):
            method = getattr(owner, f"do_{name}", None)
            if method is not None:
                method(count)
                break
        # Now, and not when the message of the cursor comes: its place is painted with it, not a frame later.
        self.looks.relabel()
        self.status.write()

    def chosen(self, name: str | None) -> None:
        """An action was chosen on a sheet; none if it was only closed."""
        if name:
            self.act(name)

    def do_suspend(self, count: int) -> None:
        """Back to the shell until ``fg``."""
        self.app.action_suspend_process()

    def do_quit(self, count: int) -> None:
        """Leave."""
        self.app.exit()

    # What happened

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A panel got the focus."""
        self.looks.focused(event.widget)
        self.looks.relabel()

    def on_lines_moved(self, message: Lines.Moved) -> None:
        """The cursor moved."""
        if message.lines is self.room.panels.headlines:
            self.stories.preview()
        self.looks.relabel()

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A shelf or a story was entered."""
        if message.lines is self.room.panels.feeds:
            self.shelves.open_shelf(message.item)
        elif message.lines is self.room.panels.headlines:
            self.stories.open_row(message.item)
        else:
            self.act("dossier")

    def on_dossier_turned(self, message: messages.DossierTurned) -> None:
        """Somebody is followed or muted, or not any more."""
        self.room.say(f"toast.{message.what}", error=False, **message.values)
        self.shelves.count_shelves()

    def on_lines_left(self, message: Lines.Left) -> None:
        """Out of a list: what a search found, then the feeds; out of a panel, the story."""
        panels = self.room.panels
        if message.lines is panels.feeds:
            self.room.say("toast.quit", key=self.room.key("quit"))
        elif message.lines is not panels.headlines:
            self.looks.focus("article")
        elif not self.finding.back():
            self.looks.unfold_feeds()
            self.looks.focus("feeds")

    def on_article_view_left(self) -> None:
        """Out of the story."""
        self.stories.keep_position()
        self.looks.change(zen=False)
        self.looks.focus("headlines")

    def on_article_view_scrolled(self) -> None:
        """Another part of the story is seen."""
        self.looks.relabel()

    def on_article_view_link_chosen(self, message: ArticleView.LinkChosen) -> None:
        """A numbered link was asked for."""
        self.outside.open_link(message.number)

    def on_bar_clicked(self, message: Bar.Clicked) -> None:
        """A key of the footer or the status line was clicked."""
        self.act(message.name)

    def on_field_changed(self, message: Field.Changed) -> None:
        """Something was typed."""
        (self.asking if self.asking.asks else self.finding).typed(message.value)

    def on_field_submitted(self, message: Field.Submitted) -> None:
        """Enter in the field."""
        if self.asking.asks:
            self.asking.submitted(message.value)
        else:
            self.finding.submitted()
        self.status.write()

    def on_field_cancelled(self) -> None:
        """Esc in the field."""
        (self.asking if self.asking.asks else self.finding).cancelled()
        self.status.write()

    def on_field_steered(self, message: Field.Steered) -> None:
        """Moving in the list from the field."""
        if self.asking.asks:
            self.asking.steered(message.key)
            return
        verb = {"pageup": "page_up", "pagedown": "page_down"}.get(message.key, message.key)
        getattr(self.finding.steered, f"do_{verb}")(0)

    def on_piped(self, message: messages.Piped) -> None:
        """A command that got a story ended."""
        from tui.app.screens import sheets

        self.handing.piped(message, lambda title, output: sheets.show_output(self, self.room, title, output))

    def on_history_read(self, message: messages.HistoryRead) -> None:
        """The journal was read."""
        from tui.app.screens import sheets

        sheets.show_history(self, self.room, message)
