"""What changed in a watched page, word by word and when: a sheet over the reader, set as an article is."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events
from textual.app import ComposeResult
from textual.screen import ModalScreen

from tui.app.keyboard import Keyboard
from tui.app.keys import KeyParser
from tui.app.panels.article import ArticleView
from tui.app.screens.sheet import Sheet, TitleBar
from tui.app.verbs import LOCAL, Verb
from tui.app.words import Words
from tui.model import Story

_PAGES = {"read_on": 1, "read_back": -1}
_AGAIN = "changes"
"""The key that opened it closes it."""


class ChangesScreen(ModalScreen[None]):
    """``story`` is one whose article is what changed (:func:`tui.articles.changes.as_article`)."""

    def __init__(
        self, title: str, story: Story, words: Words, verbs: Sequence[Verb], keyboard: Keyboard | None = None
    ) -> None:
        super().__init__()
        self._story = story
        wanted = (verb for verb in verbs if verb.name in LOCAL or verb.name in (*_PAGES, _AGAIN))
        self._parser = KeyParser(wanted, keyboard)
        self.bar = TitleBar(title, words.say("hint.close"), words)
        self.article = ArticleView()

    def compose(self) -> ComposeResult:
        """Title and text."""
        with Sheet():
            yield self.bar
            yield self.article

    def on_mount(self) -> None:
        """Show what changed, the newest first."""
        self.article.show(self._story)
        self.article.focus()

    def on_article_view_left(self, message: ArticleView.Left) -> None:
        """Leave."""
        message.stop()
        self.dismiss()

    def on_article_view_scrolled(self, message: ArticleView.Scrolled) -> None:
        """Of no concern to the reader below."""
        message.stop()

    def on_key(self, event: events.Key) -> None:
        """The moving keys of the registry."""
        event.stop()
        command = self._parser.feed(event.key, event.character)
        if command is None:
            return
        if command.name in ("quit", _AGAIN):
            self.dismiss()
        elif command.name in _PAGES:
            self.article.page(_PAGES[command.name])
        else:
            getattr(self.article, f"do_{command.name}")(command.count)
