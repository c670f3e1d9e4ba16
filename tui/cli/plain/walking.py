"""From place to place inside the open story: words, mentions of somebody, footnotes."""

from __future__ import annotations

from collections.abc import Sequence

from tui.articles import within
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.entities import Entities
from tui.cli.plain.reading import Reading
from tui.model import TITLE_BLOCK, BlockKind, Story


class Walking:
    """Tells the paragraph that holds what is looked for; Enter reads on from there."""

    def __init__(self, dialogue: Dialogue, read: Reading, entities: Entities) -> None:
        self._here, self._read, self._entities = dialogue, read, entities
        self._words = self._entity = ""

    def _story(self) -> Story | None:
        if self._here.story is None:
            self._here.say("toast.open_first")
        return self._here.story

    def _next(self, blocks: Sequence[int], step: int) -> int:
        """Which of ``blocks`` (in order, each as often as something is there) comes next, round the end."""
        told = self._read.told
        if step > 0:
            return next((at for at, block in enumerate(blocks) if block > told), 0)
        return next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at] < told), len(blocks) - 1)

    # Words

    def do_find(self, count: int, rest: str) -> None:
        """The first paragraph that holds the words, whatever way they are spelled."""
        if self._story() is None:
            return
        if not rest:
            self._here.say("plain.find_what", key=self._here.key("find"))
            return
        self._words = rest
        self._read.told = TITLE_BLOCK - 1
        self._find(1)

    def do_next_match(self, count: int, rest: str) -> None:
        """The next paragraph that holds them."""
        self._find(1)

    def do_previous_match(self, count: int, rest: str) -> None:
        """The paragraph before that does."""
        self._find(-1)

    def _find(self, step: int) -> None:
        story = self._story()
        if story is None:
            return
        if not self._words:
            self._here.say("toast.find_first", key=self._here.key("find"))
            return
        found = within.matches(story.article, self._words)
        if not found:
            self._here.say("toast.no_match", words=self._words)
            return
        at = self._next([match.block for match in found], step)
        self._here.say("toast.match", words=self._words, index=at + 1, count=len(found))
        self._read.tell_at(found[at].block)

    # Mentions

    def do_next_mention(self, count: int, rest: str) -> None:
        """The next paragraph that names a company or person: by number of the last cards, by name, or the last one."""
        self._mention(1, count, rest)

    def do_previous_mention(self, count: int, rest: str) -> None:
        """The paragraph before that does."""
        self._mention(-1, count, rest)

    def _mention(self, step: int, count: int, rest: str) -> None:
        here, story = self._here, self._story()
        if story is None:
            return
        known = any(mention.entity == self._entity for mention in story.recognition.mentions)
        if count or rest or not known:
            self._entity = self._entities.named(count, rest)
        blocks = sorted(
            mention.block
            for mention in story.recognition.mentions
            if mention.entity == self._entity and mention.block >= TITLE_BLOCK
        )
        if not blocks:
            here.say("toast.no_mention")
            return
        at = self._next(blocks, step)
        name = next((one.name for one in story.recognition.entities if one.id == self._entity), self._entity)
        here.say("toast.mention", name=name, index=at + 1, count=len(blocks))
        self._read.tell_at(blocks[at])

    # Footnotes

    def do_footnote(self, count: int, rest: str) -> None:
        """Footnote ``count``, or the first one."""
        story = self._story()
        if story is None:
            return
        number = count or (int(rest) if rest.isdecimal() and len(rest) < 4 else 0)
        blocks = story.article.blocks
        notes = {block.ordinal: at for at, block in enumerate(blocks) if block.kind is BlockKind.NOTE}
        found = notes.get(number) if number else next(iter(notes.values()), None)
        if found is None:
            self._here.say("toast.no_footnote")
        else:
            self._read.tell_block(found)
