"""What leaves the dialogue: links, the browser, files."""

from __future__ import annotations

from pathlib import Path

from tui.articles import layout
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.triaging import Triaging
from tui.cli.showing import print_changes
from tui.cli.speech import explained
from tui.model import Story
from tui.newsroom import reading, revisions, saving


class Outside:
    """Opens links and writes files."""

    def __init__(self, dialogue: Dialogue, triaging: Triaging) -> None:
        self._here, self._triaging = dialogue, triaging

    def _story(self) -> Story | None:
        """The story that is open, else that of the row in hand."""
        here, headline = self._here, self._here.current
        return here.story or (reading.story(here.desk, headline.id) if headline is not None else None)

    def do_links(self, count: int, rest: str) -> None:
        """The links of the story by number."""
        story = self._here.story
        if story is None:
            self._here.say("empty.no_story")
            return
        for number, url in enumerate(layout.links(story.article), 1):
            self._here.telling.text(f"[{number}] {url}")
        self._here.telling.text(story.article.url)

    def do_open_browser(self, count: int, rest: str) -> None:
        """Open the story, or its link ``count``, in the browser."""
        self._open(count, rest)

    def do_open_browser_dismiss(self, count: int, rest: str) -> None:
        """Open the story in the browser and dismiss it."""
        if self._open(0, ""):
            self._triaging.do_dismiss(0, "")

    def _open(self, count: int, rest: str) -> bool:
        here, story = self._here, self._story()
        url = story.article.url if story is not None else ""
        number = count or (int(rest) if rest.isdecimal() and len(rest) < 7 else 0)
        if number or rest:
            links = layout.links(story.article) if story is not None else ()
            url = links[number - 1] if 1 <= number <= len(links) else ""
        if not url.startswith(("http://", "https://")):
            here.say("toast.no_link")
            return False
        import webbrowser

        webbrowser.open(url)
        here.say("toast.opened", url=url)
        return True

    def do_save(self, count: int, rest: str) -> None:
        """Write the text of the story into a file: into the folder or file that is named, else here."""
        here, story = self._here, self._story()
        if story is None:
            here.say("toast.no_story")
            return
        try:
            here.say("toast.saved", path=str(saving.save(story.article, Path(rest or "."))))
        except saving.SavingError as error:
            here.say("plain.failed", reason=explained(str(error)))

    def do_changes(self, count: int, rest: str) -> None:
        """What changed in the page of the story."""
        here, story = self._here, self._story()
        found = revisions.changes(here.desk, story.headline.id) if story is not None else []
        if story is None or not found:
            here.say("cli.show.unchanged")
            return
        print_changes(here.telling.surface, story, found)
