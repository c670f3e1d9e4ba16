"""What changed in the story that is open, if its page is watched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.hands import Room
from tui.app.messages import ChangesRead
from tui.app.moments import heading_of
from tui.model import Recognition, Story
from tui.newsroom import reading

if TYPE_CHECKING:
    from tui.app.screens.reader import Reader


class Revised:
    """Reads what changed, and shows it on a sheet."""

    def __init__(self, reader: Reader, room: Room) -> None:
        self._reader, self._room = reader, room

    def do_changes(self, count: int) -> None:
        """What changed in the story that is open, else in the one under the cursor."""
        room = self._room
        story = room.panels.article.story
        headline = story.headline if story is not None else room.panels.headlines.current
        if headline is None:
            room.say("toast.no_story")
            return
        if not headline.revised:
            room.say("toast.unchanged")
            return
        desk, say, number = room.desk, room.words.say, headline.id

        def read() -> Story:
            from tui.articles.changes import as_article
            from tui.newsroom import revisions

            story = reading.story(desk, number)
            sections = [(heading_of(change, say), change.comparison) for change in revisions.changes(desk, number)]
            article = as_article(story.article, sections)
            return Story(story.headline, article, Recognition(article.language))

        room.jobs.read("changes", read, ChangesRead)

    def show(self, message: ChangesRead) -> None:
        """Show what changed, unless another sheet came first."""
        if self._reader.app.screen is not self._reader:
            return
        if not message.story.article.blocks:
            self._room.say("toast.unchanged")
            return
        from tui.app.screens.changes import ChangesScreen

        words = self._room.words
        screen = ChangesScreen(words.say("changes.title"), message.story, words, self._room.verbs, self._room.keyboard)
        self._reader.app.push_screen(screen)
