"""What leaves the reader: addresses for the browser, text for the clipboard."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

from tui.app.browsing import NONE, OPENED, TERMINAL, open_here
from tui.app.hands import Opener, Room
from tui.app.looks import Looks
from tui.app.messages import Browsed
from tui.app.triaging import Triaging
from tui.model import Story
from tui.newsroom import reading

SCHEMES = frozenset({"http", "https", "mailto"})


def may_open(url: str) -> bool:
    """Whether an address may go to the browser: web and mail only, nothing that names a file or a program."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in SCHEMES and bool(parts.netloc or parts.scheme == "mailto") and url.isprintable()


class Outside:
    """Opens and copies."""

    def __init__(self, room: Room, looks: Looks, triaging: Triaging, opener: Opener) -> None:
        self._room, self._looks, self._triaging, self._opener = room, looks, triaging, opener
        self.viewer: Callable[[str], bool] = lambda url: False

    def story(self) -> Story | None:
        """The story that is open or under the cursor; None after saying so."""
        article, headline = self._room.panels.article, self._room.panels.headlines.current
        story = article.story
        if story is not None and (self._looks.inside or (headline and headline.id == story.headline.id)):
            return story
        if headline is not None:
            return reading.story(self._room.desk, headline.id)
        self._room.say("toast.no_story")
        return None

    def open_url(self, url: str, *, told: bool = True) -> None:
        """Open an address in the browser, in a thread of its own; refuse what is no web or mail address.

        ``told``: that it is open is said.
        """
        if not may_open(url):
            self._room.say("toast.bad_link", error=True, url=url[:60])
            return
        opener = self._opener

        def open_it() -> Browsed:
            found = opener(url)
            return Browsed(url, found if found in (NONE, TERMINAL) else OPENED, told)

        self._room.jobs.read("browser", open_it, lambda done: done)

    def browsed(self, message: Browsed) -> None:
        """Say that the browser is open, or why not; one that is a program of the terminal gets that now."""
        say, how, url = self._room.say, message.how, message.url
        if how == TERMINAL:
            from tui.app.giving import give_terminal

            went: list[bool] = []
            give_terminal(self._room.panels.article.app, lambda: went.append(open_here(url)))
            how = TERMINAL if any(went) else NONE
        if how == OPENED and message.told:
            say("toast.opened", url=url)
        elif how == NONE:
            say("toast.no_browser", error=True, key=self._room.key("copy_link"))

    def do_open_browser(self, count: int) -> None:
        """The story's page."""
        story = self.story()
        if story is not None:
            self.open_url(story.article.url)

    def do_open_browser_dismiss(self, count: int) -> None:
        """The story's page, and done with it."""
        story = self.story()
        if story is not None:
            self.open_url(story.article.url, told=False)  # what undo takes back has the last word
            self._triaging.act("dismiss", 0)

    def open_link(self, number: int) -> None:
        """Link ``number`` (from 1) of the article."""
        article = self._room.panels.article
        target = article.links[number - 1] if 1 <= number <= len(article.links) else ""
        if not target:
            self._room.say("toast.no_link", error=True)
        elif not target.startswith("#"):
            if not self.viewer(target):
                self.open_url(target)
        elif article.jump(target[1:]):
            self._room.say("toast.jumped", key=self._room.key("footnote"))

    def leads_to(self, digits: str) -> str:
        """Where the link leads whose number is being typed, "" if that is none."""
        links = self._room.panels.article.links
        if not self._looks.inside or not digits.isdecimal() or not 1 <= int(digits) <= len(links):
            return ""
        return links[int(digits) - 1]

    def do_copy_link(self, count: int) -> None:
        """The story's address."""
        story = self.story()
        if story is not None:
            self._copy(story.article.url, "toast.copied_link")

    def do_copy_text(self, count: int) -> None:
        """What is selected, else the whole text, as it would be typed."""
        selected = self._room.panels.article.screen.get_selected_text()
        if selected:
            self._copy(selected, "toast.copied_selection")
            return
        story = self.story()
        if story is not None:
            blocks = (block.text for block in story.article.blocks)
            self._copy("\n\n".join((story.article.title, *blocks)), "toast.copied_text")

    def _copy(self, words: str, said: str) -> None:
        self._room.panels.article.app.copy_to_clipboard(words)
        self._room.say(said)
