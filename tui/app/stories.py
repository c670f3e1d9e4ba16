"""Which story is open: opening, previews beside the list, and where each was left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from textual.timer import Timer

from tui.app import journal
from tui.app.hands import Room
from tui.app.looks import Looks
from tui.app.messages import StoryLoaded
from tui.model import Headline, Story
from tui.newsroom import reading

PREVIEW_SECONDS = 0.12
"""How long the cursor rests before the story under it is shown beside the list."""

SLOW_SECONDS = 0.3
"""After so long a story that does not come is said to be on its way (one that was never read is studied first)."""


class Stories:
    """Opens stories."""

    def __init__(self, room: Room, looks: Looks) -> None:
        self._room, self._looks = room, looks
        self._preview: Timer | None = None
        self._opening: int | None = None
        self._slow: Timer | None = None
        self.preview_seconds, self.slow_seconds = PREVIEW_SECONDS, SLOW_SECONDS

    def open_row(self, row: int, *, focus: bool = True) -> None:
        """Open the story of a row: read it, and mark it read if it is opened and not only previewed."""
        headlines = self._room.panels.headlines
        headlines.move_to(row)
        headline = headlines.current
        if headline is None:
            return
        self._stop_preview()
        self.open_story(headline, focus=focus)

    def do_companies(self, count: int) -> None:
        """To the companies: in a list to those of the story under the cursor, which is read for that."""
        self._read_under_cursor()
        self._looks.do_companies(count)

    def do_people(self, count: int) -> None:
        """The same for people."""
        self._read_under_cursor()
        self._looks.do_people(count)

    def _read_under_cursor(self) -> None:
        """Show the story under the cursor, as a preview would, where there is no room for previews."""
        headline = self._room.panels.headlines.current
        if self._looks.shown.focus == "headlines" and headline is not None:
            self._stop_preview()
            self.open_story(headline, focus=False)

    def open_story(self, headline: Headline, *, focus: bool) -> None:
        """Read a story and show it."""
        shown = self._room.panels.article.story
        if shown is not None and shown.headline.id == headline.id:
            if focus:
                self._entered(headline)
            return
        if not focus and self._opening == headline.id:
            return  # It is on its way to be opened: a preview must not overtake that.
        self._opening = headline.id if focus else None
        self._no_longer_slow()
        if focus:
            say = self._room.say
            self._slow = self._room.panels.headlines.set_timer(self.slow_seconds, lambda: say("empty.loading"))
        desk, language = self._room.desk, self._room.words.language

        def read() -> Story:
            from tui.newsroom import summaries

            story = reading.story(desk, headline.id)
            return replace(story, summary=summaries.kept(desk, headline.id, language))

        self._room.jobs.read("story", read, lambda story: StoryLoaded(story, focus))

    def reload_shown(self) -> None:
        """Show the story that is open anew, if one is: somebody in it has another name or card now."""
        article, desk = self._room.panels.article, self._room.desk
        shown = article.story
        if shown is None:
            return
        place = article.position

        def read() -> Story:
            # Its summary is known; where it is left is what the screen shows, and not what was kept last.
            return replace(reading.story(desk, shown.headline.id), summary=shown.summary, position=place)

        self._room.jobs.read("again", read, lambda story: StoryLoaded(story, focus=False, again=True))

    def reload(self, number: int) -> None:
        """Show a story anew, where it was left, if it is the one that is open."""
        shown = self._room.panels.article.story
        if shown is None or shown.headline.id != number:
            return
        self.keep_position()
        desk, language = self._room.desk, self._room.words.language

        def read() -> Story:
            from tui.newsroom import summaries

            story = reading.story(desk, number)
            return replace(story, summary=summaries.kept(desk, number, language))

        self._room.jobs.read("story", read, lambda story: StoryLoaded(story, focus=False))

    def story_loaded(self, message: StoryLoaded) -> None:
        """Show a story that was asked for."""
        if message.again and not self._is_other(message.story):
            return
        self._opening = None
        self._no_longer_slow()
        self.keep_position()
        panels, words = self._room.panels, self._room.words
        self._looks.with_article()
        panels.article.show(message.story)
        panels.companies.show(message.story, words.say("empty.companies"))
        panels.people.show(message.story, words.say("empty.people"))
        if message.focus:
            self._entered(message.story.headline)
            if not message.story.article.blocks:
                self._room.say("empty.text", fetch=self._room.key("full_text"), browser=self._room.key("open_browser"))
        self._looks.relabel()

    def _is_other(self, story: Story) -> bool:
        """Whether a story that was read anew is still the one that is open, and something in it is different."""
        shown = self._room.panels.article.story
        if shown is None or shown.headline.id != story.headline.id:
            return False
        return replace(story, headline=shown.headline, position=shown.position) != shown

    def _no_longer_slow(self) -> None:
        if self._slow is not None:
            self._slow.stop()
            self._slow = None

    def _entered(self, headline: Headline) -> None:
        self._looks.with_article()
        self._looks.focus("article")
        targets = self._room.panels.headlines.listing.targets(headline.id)
        if not headline.read or len(targets) > 1:
            self.mark_read(targets)

    def mark_read(self, ids: Sequence[int]) -> None:
        """Mark stories read without a word, as reading does."""
        desk, now = self._room.desk, self._room.clock()
        self._room.jobs.write(lambda: journal.apply(desk, "read", ids, now, quiet=True), lambda done: done)

    def keep_position(self) -> None:
        """Remember where the story that is open was left."""
        article, desk = self._room.panels.article, self._room.desk
        if article.story is not None:
            story, (block, offset) = article.story, article.position
            self._room.jobs.write(lambda: reading.save_position(desk, story.headline.id, block, offset, story.article))

    def keep_position_now(self) -> None:
        """The same when the reader closes: nothing waits for an answer any more."""
        article = self._room.panels.article
        if article.story is not None:
            story = article.story
            reading.save_position(self._room.desk, story.headline.id, *article.position, story.article)

    def close(self) -> None:
        """No story is open any more; where it was left is remembered."""
        self.keep_position()
        panels, words = self._room.panels, self._room.words
        panels.article.clear()
        for cards in (panels.companies, panels.people):
            cards.show(None, words.say("empty.no_story"))
        self._looks.change(article=False, zen=False)
        self._looks.focus("headlines")

    def preview(self) -> None:
        """Show the story under the cursor beside the list, once the cursor rests."""
        self._stop_preview()
        if not self._looks.previews:
            return
        if self.preview_seconds:
            self._preview = self._room.panels.headlines.set_timer(self.preview_seconds, self._show_preview)
        else:
            self._show_preview()

    def _show_preview(self) -> None:
        headline = self._room.panels.headlines.current
        if headline is not None and self._looks.previews:
            self.open_story(headline, focus=False)

    def _stop_preview(self) -> None:
        if self._preview is not None:
            self._preview.stop()
            self._preview = None
