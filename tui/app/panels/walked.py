"""The story with what one walks along in it: mentions of a company or person, and places where words were found."""

from __future__ import annotations

import re

from textual import events
from textual.message import Message

from tui import text
from tui.app.panels.article import ArticleView
from tui.articles import layout, within
from tui.articles.within import Match
from tui.model import Article, BlockKind, Story

_RAISED = re.compile("[\u2070\u00b9\u00b2\u00b3\u2074-\u2079]+")
"""A reference to a footnote (tui.articles.footnotes)."""
_PLAIN = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")


class WalkedView(ArticleView):
    """An article whose mentions and matches are gone to one by one, and marked."""

    class Named(Message):
        """A company or person was clicked."""

        def __init__(self, entity: str) -> None:
            super().__init__()
            self.entity = entity

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.current_entity = ""
        self._mention = -1
        self.sought = ""
        self.matches: tuple[Match, ...] = ()
        self._match = -1

    def show(self, story: Story) -> None:
        """Show another story: nothing is marked in it."""
        again = self.story is not None and self.story.headline.id == story.headline.id
        self.current_entity, self._mention = "", -1
        if not again:
            self.sought, self.matches, self._match = "", (), -1
        elif self.sought:
            self.matches, self._match = within.matches(story.article, self.sought), -1
        super().show(story)

    def clear(self) -> None:
        """Show no story."""
        self.current_entity = self.sought = ""
        self.matches, self._match = (), -1
        super().clear()

    def _begin(self) -> None:
        super()._begin()
        if self._flow is not None and self.matches:
            self._flow.mark(self.matches, self._match)

    # Mentions

    def first_entity(self) -> str:
        """The entity that is named most prominently, '' if none is."""
        story = self.story
        shown = [entity for entity in story.recognition.entities if not entity.badge] if story else []
        wanted = [entity.id for entity in shown if entity.kind in ("company", "person")]
        return wanted[0] if wanted else ""

    def name_of(self, entity: str) -> str:
        """An entity's name."""
        known = self.story.recognition.entities if self.story else ()
        return next((found.name for found in known if found.id == entity), entity)

    def go_to_mention(self, entity: str, step: int) -> tuple[int, int] | None:
        """Go to the next (1) or previous (-1) mention; returns (which, of how many), or None if there is none."""
        if self.story is None or self._flow is None:
            return None
        mentions = self._flow.mentions(entity)
        if not mentions:
            return None
        if entity == self.current_entity:
            self._mention = (self._mention + step) % len(mentions)
        else:
            self.current_entity = entity
            self._mention = 0 if step > 0 else len(mentions) - 1
        block, which = mentions[self._mention]
        self._lay_until(block)
        row = self._flow.highlight(entity, block, which)
        self._bring(row)
        self.refresh()
        return self._mention + 1, len(mentions)

    def on_click(self, event: events.Click) -> None:
        """A company or person was clicked; what was dragged over is a selection and no click."""
        line, column = event.y + self.scroll_offset.y, event.x
        if self._flow is None or line >= len(self._flow.rows) or self.screen.get_selected_text():
            return
        for piece, roles in self._flow.pieces(line):
            column -= text.width(piece)
            if column < 0:
                entity = next((role.removeprefix("entity:") for role in roles if role.startswith("entity:")), "")
                if entity:
                    self.post_message(self.Named(entity))
                return

    # Footnotes

    def note(self, number: int) -> int | None:
        """The block of a footnote, by its number; by 0 the one that is referred to first in what is seen."""
        article = self.story.article if self.story else Article("")
        blocks = article.blocks
        places = {block.ordinal: index for index, block in enumerate(blocks) if block.kind is BlockKind.NOTE}
        if number or self._flow is None or not places:
            return places.get(number)
        top = self.scroll_offset.y
        for row in self._flow.rows[top : top + self.size.height]:
            if row.line is None or row.block < 0 or blocks[row.block].kind is BlockKind.NOTE:
                continue
            first, last = (layout.own_offset(article, row.block, at) for at in (row.line.start, row.line.end))
            for label in _RAISED.findall(blocks[row.block].text[first:last]):
                if int(label.translate(_PLAIN)) in places:
                    return places[int(label.translate(_PLAIN))]
        return None

    # Words

    def find(self, words: str, start: tuple[int, int]) -> int:
        """Mark every place of ``words`` and go to the first from ``start`` on; how many there are."""
        self.sought = words
        self.matches = within.matches(self.story.article, words) if self.story else ()
        place = (start[0], layout.own_offset(self.story.article, *start)) if self.story else start
        self._match = within.first_from(self.matches, place)
        if self._flow is not None:
            self._flow.mark(self.matches, self._match)
        if self.matches:
            self._show_match()
        else:
            self.refresh()
        return len(self.matches)

    def go_to_match(self, step: int) -> tuple[int, int] | None:
        """Go to the next (1) or previous (-1) match; returns (which, of how many), or None if there is none."""
        if not self.matches or self._flow is None:
            return None
        self._match = (self._match + step) % len(self.matches)
        self._flow.mark(self.matches, self._match)
        self._show_match()
        return self._match + 1, len(self.matches)

    @property
    def match(self) -> int:
        """Which match is the current one, from 1; 0 without one."""
        return self._match + 1

    def _show_match(self) -> None:
        match = self.matches[self._match]
        self._lay_until(match.block)
        if self._flow is not None:
            self._bring(self._flow.row_of(match))
        self.refresh()

    def _bring(self, row: int) -> None:
        """Scroll only if ``row`` is not seen."""
        top, height = self.scroll_offset.y, self.size.height
        if not top <= row < top + height - 1:
            self._scroll(max(0, row - height // 3))
