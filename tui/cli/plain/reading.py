"""A story, read in portions, and what it says of companies and people."""

from __future__ import annotations

from dataclasses import dataclass

from tui.app.session import KEY
from tui.articles import layout
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.typed import rows
from tui.cli.speech import said
from tui.model import BlockKind, Story
from tui.newsroom import reading, triage

_TITLED = {BlockKind.HEADING: "heading", BlockKind.QUOTE: "quote", BlockKind.CAPTION: "caption"}


@dataclass(slots=True)
class Place:
    """The blocks of the open story that stand in the last portion: ``start`` to ``end``, exclusive."""

    start: int = 0
    end: int = 0


class Reading:
    """Opens stories and reads on."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._here = dialogue
        self._place = Place()

    # Opening

    def open(self, row: int) -> None:
        """Open the story of a row where it was left, mark it read, and read its first portion."""
        here = self._here
        if not 0 <= row < len(here.listing):
            here.say("plain.no_number", number=row + 1, most=len(here.listing))
            return
        self.close()
        here.cursor = row
        headline = here.current
        if headline is None:
            here.say("toast.no_story")
            return
        here.story = story = reading.story(here.desk, headline.id)
        block = story.position[0]
        start = block if 0 <= block < len(story.article.blocks) else 0
        self._place = Place(start, start)
        told = here.listing.targets(headline.id)
        if not headline.read or len(told) > 1:
            triage.apply(here.desk, "read", told, here.desk.clock(), quiet=True)
            here.listing.updated(reading.headlines(here.desk, told))
        here.telling.text(story.article.title)
        self._tell_meta(story)
        if start:
            here.say("plain.resumed", percent=100 * start // len(story.article.blocks))
        self._portion()

    def _tell_meta(self, story: Story) -> None:
        article, headline = story.article, story.headline
        words = sum(len(block.text.split()) for block in article.blocks)
        self._here.say(
            "plain.meta",
            feed=headline.feed_title,
            byline=said("plain.then", words=article.byline) if article.byline else "",
            date=f"{headline.date.astimezone():%d.%m.%Y %H:%M}",
            count=max(1, round(words / layout.WORDS_PER_MINUTE)),
            row=self._here.cursor + 1,
        )

    def close(self) -> None:
        """No story is open any more; where it was left is remembered."""
        self.keep_position()
        self._here.story = None

    def keep_position(self) -> None:
        """Remember where the story was left: at its start once all of it was read."""
        story, place = self._here.story, self._place
        if story is not None:
            done = place.end >= len(story.article.blocks)
            block = 0 if done or place.start == 0 else place.start
            reading.save_position(self._here.desk, story.headline.id, block, 0, story.article)

    # Places

    @property
    def told(self) -> int:
        """The block that was told last, TITLE_BLOCK for the title."""
        return self._place.end - 1

    @told.setter
    def told(self, block: int) -> None:
        self._place = Place(max(0, block), block + 1)

    def tell_at(self, block: int) -> None:
        """Tell one block, or the title; what is read next is what follows it."""
        self.told = block
        story = self._here.story
        if story is not None and block < 0:
            self._here.telling.text(story.article.title)
        elif story is not None:
            self._block(story, block)

    def tell_block(self, block: int) -> None:
        """Tell one block; reading goes on where it was."""
        if self._here.story is not None:
            self._block(self._here.story, block)

    # Portions

    def _portion(self) -> None:
        """Whole paragraphs, about a page of them, and what comes then."""
        here, story, place = self._here, self._here.story, self._place
        assert story is not None
        blocks = story.article.blocks
        place.start, used = max(0, place.end), 0
        place.end = place.start
        while place.end < len(blocks) and (used == 0 or used < here.telling.page - 3):
            used += self._block(story, place.end)
            place.end += 1
        if place.end < len(blocks):
            here.say("plain.reading", percent=100 * place.end // len(blocks), key=here.key("read_on"))
        else:
            here.say("plain.read_out", key=here.key("read_on"))

    def _block(self, story: Story, index: int) -> int:
        """Tell one block; returns the lines it took."""
        telling, block = self._here.telling, story.article.blocks[index]
        words = layout.text_of_block(story.article, index)
        if block.kind is BlockKind.RULE:
            return 0
        if block.kind is BlockKind.CODE:
            return sum(telling.text(line) for line in words.splitlines())
        if block.kind is BlockKind.NOTE and block.ordinal is not None:
            return telling.text(f"{said('plain.block.note', number=block.ordinal)} {words}")
        if block.kind is BlockKind.ITEM:
            mark = "-" if block.ordinal is None else f"{block.ordinal}."
            return telling.text(f"{mark} {words}")
        titled = _TITLED.get(block.kind)
        return telling.text(f"{said(f'plain.block.{titled}')} {words}" if titled else words)

    def do_read_on(self, count: int, rest: str) -> None:
        """The next portion; at the end the next unread story; without one open, that in hand."""
        here = self._here
        if here.story is None:
            if len(here.listing):
                self.open(here.cursor)
            else:
                here.say("toast.no_story")
        elif self._place.end < len(here.story.article.blocks):
            self._portion()
        else:
            self.do_next_unread(0, "")

    def do_read_back(self, count: int, rest: str) -> None:
        """The portion before, or the story from its start."""
        here, place = self._here, self._place
        if here.story is None:
            here.say("empty.no_story")
            return
        length = max(1, place.end - place.start)
        place.end = max(0, place.start - length)
        self._portion()

    def do_enter(self, count: int, rest: str) -> None:
        """Open a row by its number, or the one in hand."""
        asked = rows(rest, len(self._here.listing)) if rest else [count - 1 if count else self._here.cursor]
        if not asked:
            self._here.say("plain.no_rows", words=rest, most=len(self._here.listing))
            return
        self.open(asked[0])

    def do_out(self, count: int, rest: str) -> None:
        """Close the story."""
        if self._here.story is None:
            self._here.say("toast.quit", key=self._here.key("quit"))
            return
        self.close()
        self.tell_next(self._here.cursor)

    def do_next_unread(self, count: int, rest: str) -> None:
        """The next unread story; while one is open it is opened too."""
        self._unread(1)

    def do_previous_unread(self, count: int, rest: str) -> None:
        """The unread story before."""
        self._unread(-1)

    def _unread(self, step: int) -> None:
        here, listing = self._here, self._here.listing
        row = listing.unread_after(here.cursor) if step > 0 else listing.unread_before(here.cursor)
        if row is None:
            row = listing.unread_after(-1) if step > 0 else listing.unread_before(len(listing))
        if row is None:
            if listing.key == KEY:
                self.close()  # the session is over
            else:
                self._next_view()
        elif here.story is not None:
            self.open(row)
        else:
            self.tell_next(row)

    def _next_view(self) -> None:
        """On to the next view that has unread stories: the whole newspaper with one key."""
        for hand in self._here.hands:
            on = getattr(hand, "do_next_shelf", None)
            if on is not None:
                on(0, "")

    def tell_next(self, row: int) -> None:
        """Take a row in hand and tell it."""
        here = self._here
        here.cursor = row
        for hand in here.hands:
            tell = getattr(hand, "tell_current", None)
            if tell is not None:
                tell()
