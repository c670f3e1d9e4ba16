"""An article as rows for one width, laid out block by block on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby, islice

from tui import text
from tui.app import paint
from tui.app.paint import Piece
from tui.articles import layout
from tui.articles.layout import Row
from tui.articles.within import Match
from tui.model import BYLINE_BLOCK, RTL_LANGUAGES, TITLE_BLOCK, Story
from tui.text import Span

_ISOLATES = dict.fromkeys(range(0x2066, 0x206A))
"""What keeps cells and dates in order on the screen is not theirs to be copied."""
_AT_ONCE = 24
"""Rows that are laid out in one go: a few milliseconds at the most."""

SUMMARY_BLOCK = -3
"""The block number of a summary's heading; its paragraphs count down from there.  No reading position is in them."""
_BAR = "\u2502 "


def _rows_of_summary(texts: Mapping[int, str], width: int, language: str) -> list[Row]:
    """A summary between title and text: its heading and paragraphs behind a bar, and a blank."""
    side = int(language in RTL_LANGUAGES)
    room = max(1, min(width, layout.MEASURE) - len(_BAR))
    rows = [
        Row(line, "meta" if block == SUMMARY_BLOCK else "quote", block, len(_BAR), _BAR, base=side)
        for block, words in texts.items()
        for line in text.lay_out(text.sanitise(words), room, default=side)
    ]
    return [*rows, Row(None, "blank", min(texts), base=side)]


class Flow:
    """The rows of one story so far.  ``done`` says that all are there."""

    def __init__(self, story: Story, width: int, heading: str = "") -> None:
        """``heading`` stands over the story's summary; without one the summary is not shown."""
        self.width = width
        # A blank at either edge keeps the text off the border.
        self._edge = 1 if width > 30 else 0
        self._inner = width - 2 * self._edge
        self._story = story
        self._next = 0
        self._coming: Iterator[Row] = iter(())
        self._fresh = True
        self._firsts: dict[int, int] = {}
        self._marked: tuple[str, int, int] | None = None
        self._found: dict[int, tuple[Span, ...]] = {}
        self.rows: list[Row] = []
        self._add(layout.rows_of_title(story.article, story.recognition, self._inner))
        self._summary: dict[int, str] = {}
        if heading and story.summary is not None:
            texts = (heading, *story.summary.text.split("\n"))
            self._summary = {SUMMARY_BLOCK - index: words for index, words in enumerate(texts)}
            self._add(_rows_of_summary(self._summary, self._inner, story.summary.language))

    @property
    def done(self) -> bool:
        """Whether every block is laid out."""
        return self._next >= len(self._story.article.blocks)

    def _add(self, rows: list[Row]) -> None:
        for index, row in enumerate(rows, len(self.rows)):
            self._firsts.setdefault(row.block, index)
        self.rows += rows

    def lay_some(self) -> None:
        """Lay out the next few rows; those of two blocks never at once."""
        if self._fresh:
            self._coming = layout.iterate_block(self._story.article, self._next, self._story.recognition, self._inner)
        rows = list(islice(self._coming, _AT_ONCE))
        self._fresh = len(rows) < _AT_ONCE
        self._next += self._fresh
        self._add(rows)

    def lay_all(self) -> None:
        """Lay out the rest."""
        while not self.done:
            self.lay_some()

    def has(self, block: int) -> bool:
        """Whether a block is laid out, or never will be."""
        return self.done or block < self._next

    def pieces(self, index: int) -> list[Piece]:
        """The finished row, exactly ``width`` cells."""
        row = self.rows[index]
        if self._marked is not None and row.block == self._marked[1]:
            row = self._with_mark(row)
        if row.block in self._found:
            row = replace(row, spans=row.spans + self._found[row.block])
        return [*paint.blank(self._edge), *layout.runs(row, self._inner), *paint.blank(self._edge)]

    def position(self, index: int) -> tuple[int, int]:
        """(block, offset) of the first text in row ``index`` or below."""
        for row in self.rows[index:]:
            if row.block <= SUMMARY_BLOCK:
                continue
            if row.line is not None and row.role != "blank" and row.line.end > row.line.start:
                return row.block, row.line.start
        return TITLE_BLOCK, 0

    def row_at(self, block: int, offset: int) -> int:
        """The row that shows ``offset`` of ``block``; the first one for a block that is not there."""
        index = found = self._firsts.get(block, 0)
        while index < len(self.rows) and self.rows[index].block == block:
            line = self.rows[index].line
            if line is not None and line.start <= offset and line.end > line.start:
                found = index
            index += 1
        return found

    def mentions(self, entity: str) -> list[tuple[int, int]]:
        """Every mention of an entity as (block, which one in that block), from the title on."""
        order = {TITLE_BLOCK: -2, BYLINE_BLOCK: -1}
        found = [mention for mention in self._story.recognition.mentions if mention.entity == entity]
        found.sort(key=lambda mention: (order.get(mention.block, mention.block), mention.start))
        seen: dict[int, int] = {}
        out: list[tuple[int, int]] = []
        for mention in found:
            out.append((mention.block, seen.get(mention.block, 0)))
            seen[mention.block] = seen.get(mention.block, 0) + 1
        return out

    def highlight(self, entity: str, block: int, which: int) -> int:
        """Mark one mention as the current one and return its row."""
        role = f"entity:{entity}"
        starts: dict[tuple[int, int], int] = {}
        for index in range(self._firsts.get(block, 0), len(self.rows)):
            row = self.rows[index]
            if row.block != block:
                break
            for span in row.spans:
                if span.role == role and row.line is not None and span.start < row.line.end:
                    starts.setdefault((span.start, span.end), index)
        if not starts:
            self._marked = None
            return self._firsts.get(block, 0)
        start, end = sorted(starts)[min(which, len(starts) - 1)]
        self._marked = (entity, block, start)
        return starts[start, end]

    def mark(self, found: Sequence[Match], current: int) -> None:
        """Mark every place where words were found, and the one that is looked at."""
        self._found = {}
        for block, those in groupby(enumerate(found), key=lambda each: each[1].block):
            places = list(those)
            ranges = layout.set_ranges(self._story.article, block, [match[1:] for _, match in places])
            self._found[block] = tuple(
                Span(start, end, "current" if index == current else "match")
                for (index, _), (start, end) in zip(places, ranges, strict=True)
            )

    def row_of(self, match: Match) -> int:
        """The row in which a place that was found begins."""
        start, _ = layout.set_range(self._story.article, *match)
        return self.row_at(match.block, start)

    def _with_mark(self, row: Row) -> Row:
        assert self._marked is not None
        entity, _, start = self._marked
        marks = tuple(
            Span(span.start, span.end, "current")
            for span in row.spans
            if span.role == f"entity:{entity}" and span.start == start
        )
        return replace(row, spans=row.spans + marks) if marks else row

    def selected(self, span_of: Callable[[int], tuple[int, int] | None]) -> str:
        """The logical text under a selection.

        ``span_of`` gives the selected range of visual characters of a row (an
        end of -1 is that of the row), or None.
        """
        out: list[str] = []
        before: int | None = None
        for index, row in enumerate(self.rows):
            span = span_of(index)
            if span is None or row.line is None:
                continue
            chosen = self._logical(index, *span)
            if not chosen:
                continue
            out.append(("" if before is None else " " if before == row.block else "\n\n") + chosen)
            before = row.block
        return "".join(out)

    def _logical(self, index: int, start: int, end: int) -> str:
        """The logical text under a range of visual characters of one row."""
        row = self.rows[index]
        assert row.line is not None
        whole = "".join(words for words, _ in self.pieces(index))
        end = len(whole) if end < 0 else end
        line = row.line.text
        # The prefix stands at the start edge: look for the line from the other one.
        at = whole.find(line) if row.base == 1 else whole.rfind(line)
        left = text.width(whole[: max(0, at)])
        columns = text.width(whole[:start]) - left, text.width(whole[:end]) - left
        source = self._source(row)
        ranges = row.line.logical(max(0, columns[0]), max(0, columns[1]))
        return "".join(source[first:last] for first, last in ranges).translate(_ISOLATES)

    def _source(self, row: Row) -> str:
        """The text that a row's offsets count in."""
        if row.block in self._summary:
            return self._summary[row.block]
        return layout.text_of(self._story.article, row)
