"""The story with its summary, where one was asked for, between title and text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from textual.message import Message

from tui.app.panels.walked import WalkedView
from tui.model import TITLE_BLOCK, Story, Summary


class SummarisedView(WalkedView):
    """An article whose summary can be shown and hidden.  ``heading_of`` says whose words a summary is."""

    class Came(Message):
        """A summary of a story came."""

        def __init__(self, story: int, summary: Summary) -> None:
            super().__init__()
            self.story, self.summary = story, summary

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.heading_of: Callable[[Summary], str] = lambda summary: summary.model
        self._shown = True
        self._before = (TITLE_BLOCK, 0)

    def show(self, story: Story) -> None:
        """Show a story where it was left, with the summary that it has."""
        self._shown = True
        super().show(story)

    def summary_heading(self) -> str:
        """What stands over the story's summary; "" where none is shown."""
        summary = self.story.summary if self.story and self._shown else None
        return self.heading_of(summary) if summary else ""

    def on_summarised_view_came(self, message: Came) -> None:
        """Show a summary; that of a story that was left meanwhile is seen when it is opened again."""
        if self.story is not None and self.story.headline.id == message.story:
            self.story = replace(self.story, summary=message.summary)
            self._turn(shown=True)

    def toggle_summary(self) -> bool:
        """Hide the summary, or show it again from its first line; False if the story has none."""
        if self.story is None or self.story.summary is None:
            return False
        self._turn(shown=not self._shown)
        return True

    def _turn(self, *, shown: bool) -> None:
        """With the summary from the top; without it from where the text was left for it."""
        if shown:
            self._before = self.position
        self._shown = shown
        self._target = None if shown else self._before
        self._begin()
        if shown:
            self._scroll(0)
