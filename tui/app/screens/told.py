"""What jobs found out, and which hand it goes to: the half of the reader's screen that no key calls."""

from __future__ import annotations

from textual.screen import Screen
from textual.worker import Worker, WorkerState

from tui.app import messages
from tui.app.finding import Finding
from tui.app.fulltexts import FullTexts
from tui.app.handing import Handing
from tui.app.hands import Room
from tui.app.making import Making
from tui.app.mentions import Mentions
from tui.app.outside import Outside
from tui.app.panels.headlines import Headlines
from tui.app.panels.walked import WalkedView
from tui.app.picturing import Picturing
from tui.app.refreshing import DemoOpened, Refreshing
from tui.app.revised import Revised
from tui.app.shelves import Shelves
from tui.app.sitting import Sitting
from tui.app.statusline import StatusLine
from tui.app.stories import Stories
from tui.app.triaging import Triaging


class Told(Screen[None]):
    """Handles the messages of jobs; the hands are those of the reader."""

    room: Room
    shelves: Shelves
    stories: Stories
    triaging: Triaging
    refreshing: Refreshing
    full_texts: FullTexts
    revised: Revised
    finding: Finding
    making: Making
    status: StatusLine
    sitting: Sitting
    mentions: Mentions
    handing: Handing
    picturing: Picturing
    outside: Outside

    def on_opened(self, message: messages.Opened) -> None:
        """What is shown first was read."""
        self.shelves.opened(message.opening)
        self.sitting.opened(message.opening)
        self.status.write()

    def on_shelves_counted(self, message: messages.ShelvesCounted) -> None:
        """The side bar was read."""
        self.shelves.shelves_counted(message)
        self.status.write()

    def on_view_loaded(self, message: messages.ViewLoaded) -> None:
        """A view was read."""
        self.shelves.view_loaded(message)
        self.finding.view_loaded(message.listing)
        self.status.write()

    def on_view_grew(self, message: messages.ViewGrew) -> None:
        """The view was read again behind the reader's back."""
        self.shelves.view_grew(message)
        self.status.write()

    def on_headlines_lacking(self, message: Headlines.Lacking) -> None:
        """Hits are on the screen whose texts are not read yet."""
        self.finding.read_hits(message)

    def on_hits_read(self, message: messages.HitsRead) -> None:
        """Now they are."""
        self.finding.hits_read(message)

    def on_story_loaded(self, message: messages.StoryLoaded) -> None:
        """A story was read."""
        self.stories.story_loaded(message)

    def on_page_fetched(self, message: messages.PageFetched) -> None:
        """The full text of a story came, or did not."""
        self.full_texts.fetched(message)

    def on_browsed(self, message: messages.Browsed) -> None:
        """An address went to the browser, or did not."""
        self.outside.browsed(message)

    def on_changes_read(self, message: messages.ChangesRead) -> None:
        """What changed in a watched page was read."""
        self.revised.show(message)

    def on_walked_view_named(self, message: WalkedView.Named) -> None:
        """A company or person was clicked in the story."""
        self.mentions.show(message.entity)

    def on_triage_done(self, message: messages.TriageDone) -> None:
        """A change is in the journal."""
        self.triaging.done(message)
        if message.change is not None and message.change.about:
            self.stories.reload_shown()
        self.sitting.changed(message)
        self.making.triaged(message)
        self.shelves.count_shelves()
        self.status.write()

    def on_settings_made(self, message: messages.SettingsMade) -> None:
        """A rule or a view was made."""
        self.triaging.learn(message.change)
        counted: dict[str, object] = {"count": message.change.count} if message.what == "rule" else {}
        self.room.say(
            f"toast.made_{message.what}", name=message.name, error=False, key=self.room.key("undo"), **counted
        )
        self.shelves.count_shelves()
        self.status.write()

    def on_completed(self, message: messages.Completed) -> None:
        """What may stand at the caret is known."""
        self.finding.completing.found(message)
        self.status.write()

    def on_suggested(self, message: messages.Suggested) -> None:
        """The journal was looked through for a rule."""
        self.making.suggested(message)
        self.status.write()

    def on_refresh_started(self, message: messages.RefreshStarted) -> None:
        """A refresh began."""
        self.refreshing.started(message)
        self.status.write()

    def on_feed_refreshed(self, message: messages.FeedRefreshed) -> None:
        """One feed is done."""
        self.refreshing.one_done(message)
        self.status.write()

    def on_refresh_ended(self, message: messages.RefreshEnded) -> None:
        """The refresh is over."""
        self.refreshing.ended(message)
        self.sitting.refreshed(self.refreshing.new)
        self.status.write()

    def on_demo_opened(self, message: DemoOpened) -> None:
        """The demo's stories stand in for an empty store."""
        self.refreshing.demo_opened(message.desk)
        self.status.write()

    def on_worker_state_changed(self, event: Worker.StateChanged) -> None:
        """A job failed: say so in one line."""
        if event.state is WorkerState.ERROR:
            if event.worker.group == "view":
                self.shelves.coming = False
            reason = " ".join(str(event.worker.error).split()) or type(event.worker.error).__name__
            self.room.say("toast.failed", error=True, reason=self.room.reason(reason))

    def on_saved(self, message: messages.Saved) -> None:
        """A story was written to a file, or not."""
        self.handing.saved(message)

    def on_picture_read(self, message: messages.PictureRead) -> None:
        """A picture was read."""
        if message.picture is None:
            self.room.say("toast.bad_picture", error=True)
        elif self.picturing.show_with is not None and self.app.screen is self:
            from tui.app.screens.picture import PictureScreen

            picture = message.picture
            shown = self.picturing.show_with(picture)
            self.app.push_screen(PictureScreen(self.room, shown, picture.width / max(1, picture.height)))
