"""One visual line: cells in visual order, and the exact map between columns and logical offsets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, NamedTuple

from tui.text.bidi import visual_order, visual_runs

Align = Literal["start", "left", "right", "center"]


class Cell(NamedTuple):
    """One cell of a line: what is painted (shaped, mirrored, marks inside), and the logical range it stands for."""

    glyph: str
    start: int
    end: int
    width: int


class Span(NamedTuple):
    """A role over the logical range ``start:end``."""

    start: int
    end: int
    role: str


@dataclass(slots=True)
class SetText:
    """One paragraph as cells in logical order, with the levels of UAX#9; lines are slices of it.

    ``starts`` has one entry more than ``glyphs``: the paragraph's end.
    ``widths`` is None where every cell is one column wide, ``levels`` None
    where every cell has level 0.  Offsets count in the text that was laid out.
    """

    base: int
    glyphs: Sequence[str]
    starts: Sequence[int]
    widths: Sequence[int] | None
    levels: bytes | None


@lru_cache(maxsize=1)
def mirrored() -> dict[str, str]:
    """L4: character -> its mirror image (BidiMirroring.txt, as python-bidi carries it)."""
    from bidi.mirror import MIRRORED

    return dict(MIRRORED)


def merge(ranges: Iterable[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Sort ranges and join those that touch."""
    out: list[tuple[int, int]] = []
    for start, end in sorted(ranges):
        if out and start <= out[-1][1]:
            out[-1] = (out[-1][0], max(end, out[-1][1]))
        else:
            out.append((start, end))
    return tuple(out)


class Line:
    """One visual line.

    ``base`` is the paragraph's direction (1 right to left); ``start`` and
    ``end`` the logical range in the laid-out text, blanks that hang at its end
    included; ``width`` the columns used, without padding.  Columns count from
    the left edge of the line itself, offsets are logical code points.
    """

    __slots__ = ("_columns", "_first", "_last", "_order", "_set", "end", "start", "width")

    def __init__(self, paragraph: SetText, first: int, last: int, end: int) -> None:
        """A line of the cells ``first:last`` of ``paragraph``, whose logical range ends at ``end``."""
        self._set, self._first, self._last = paragraph, first, last
        self.start, self.end = paragraph.starts[first], end
        self.width = last - first if paragraph.widths is None else sum(paragraph.widths[first:last])
        self._order: Sequence[int] | None = None
        self._columns: list[int] | None = None

    def __repr__(self) -> str:
        return f"Line({self.text!r}, base={self.base}, start={self.start}, end={self.end})"

    @property
    def base(self) -> int:
        """The paragraph's embedding level: 0 or 1."""
        return self._set.base

    @property
    def text(self) -> str:
        """The visual string from left to right, not padded."""
        levels, glyphs = self._set.levels, self._set.glyphs
        if levels is None:
            return "".join(glyphs[self._first : self._last])
        parts = []
        for start, end in visual_runs(levels[self._first : self._last]):
            run = glyphs[self._first + start : self._first + end]
            parts.append(_mirror_run(run) if levels[self._first + start] & 1 else "".join(run))
        return "".join(parts)

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells in visual order."""
        return tuple(self._cell(at) for at in self._visual())

    def _cell(self, at: int) -> Cell:
        the = self._set
        return Cell(self._glyph(at), the.starts[at], the.starts[at + 1], 1 if the.widths is None else the.widths[at])

    def _glyph(self, at: int) -> str:
        glyph = self._set.glyphs[at]
        if self._set.levels is not None and self._set.levels[at] & 1:
            return mirrored().get(glyph[0], glyph[0]) + glyph[1:]
        return glyph

    def _visual(self) -> Sequence[int]:
        """The cells' numbers in visual order (L2)."""
        if self._order is None:
            levels = self._set.levels
            if levels is None:
                self._order = range(self._first, self._last)
            else:
                self._order = [self._first + at for at in visual_order(levels[self._first : self._last])]
        return self._order

    def _lefts(self) -> list[int]:
        """The left column of each cell in visual order, and the line's width."""
        if self._columns is None:
            columns, widths = [0], self._set.widths
            for at in self._visual():
                columns.append(columns[-1] + (1 if widths is None else widths[at]))
            self._columns = columns
        return self._columns

    def pieces(self, start: int, end: int) -> tuple[tuple[int, int], ...]:
        """The column ranges, left to right, that show any of the logical range ``start:end``."""
        low, high = self._covering(start, end)
        lefts = self._lefts()
        return merge((lefts[place], lefts[place + 1]) for place, at in enumerate(self._visual()) if low <= at < high)

    def _covering(self, start: int, end: int) -> tuple[int, int]:
        """The cells (by number, in logical order) that hold any of ``start:end``."""
        starts = self._set.starts
        if end <= start:
            return self._first, self._first
        low = bisect_right(starts, start, self._first, self._last + 1) - 1
        high = bisect_left(starts, end, self._first, self._last)
        return max(low, self._first), high

    def offset_at(self, column: int) -> int:
        """The logical offset under ``column``; past an edge, the offset that lies beyond it (start or end)."""
        lefts = self._lefts()
        if not 0 <= column < self.width:
            return self.start if (column < 0) == (self.base == 0) else self.end
        return self._set.starts[self._visual()[bisect_right(lefts, column) - 1]]

    def caret(self, offset: int) -> int:
        """The column where a caret before ``offset`` stands: that of the offset's own cell.

        At the end of the line it is the column after it: ``width``, or -1 for a
        right-to-left line; behind blanks that hang it is as much farther.
        """
        starts = self._set.starts
        past = starts[self._last]
        if offset >= past or self._first == self._last:
            beyond = max(0, offset - past)
            return -1 - beyond if self.base else self.width + beyond
        at = max(bisect_right(starts, offset, self._first, self._last) - 1, self._first)
        place = self._visual().index(at)
        return self._lefts()[place]

    def logical(self, column0: int, column1: int) -> tuple[tuple[int, int], ...]:
        """The logical ranges, in logical order, of the cells that the columns ``column0:column1`` touch."""
        lefts, starts = self._lefts(), self._set.starts
        return merge(
            (starts[at], starts[at + 1])
            for place, at in enumerate(self._visual())
            if lefts[place] < column1 and column0 < lefts[place + 1]
        )

    def runs(self, spans: Sequence[Span] = ()) -> list[tuple[str, tuple[str, ...]]]:
        """The visual text from left to right, cut where the roles change; roles stand in the order of ``spans``."""
        over: dict[int, tuple[str, ...]] = {}
        for span in spans:
            if span.start < self.end and self.start < span.end:
                for at in range(*self._covering(span.start, span.end)):
                    over[at] = (*over.get(at, ()), span.role)
        if not over:
            return [(self.text, ())] if self._first < self._last else []
        out: list[tuple[list[str], tuple[str, ...]]] = []
        for at in self._visual():
            roles = over.get(at, ())
            if not out or out[-1][1] != roles:
                out.append(([], roles))
            out[-1][0].append(self._glyph(at))
        return [("".join(glyphs), roles) for glyphs, roles in out]

    def padded(self, width: int, align: Align = "start") -> str:
        """The visual text in exactly ``width`` columns; what does not fit is cut at the logical end."""
        if self.width > width:
            return self.cut(width).padded(width, align)
        slack = width - self.width
        before = self.slack_before(slack, align)
        return " " * before + self.text + " " * (slack - before)

    def slack_before(self, slack: int, align: Align = "start") -> int:
        """How many of ``slack`` blank columns stand at the left."""
        if align == "center":
            return slack // 2
        return slack if align == "right" or (align == "start" and self.base == 1) else 0

    def cut(self, width: int) -> Line:
        """The line's first cells (in logical order) that fit in ``width`` columns."""
        last, used = self._first, 0
        while last < self._last:
            used += 1 if self._set.widths is None else self._set.widths[last]
            if used > width:
                break
            last += 1
        return Line(self._set, self._first, last, self._set.starts[last])


def _mirror_run(glyphs: Sequence[str]) -> str:
    """The cells of one odd level run from left to right, mirrored (L4)."""
    table = mirrored()
    run = "".join(reversed(glyphs))
    if table.keys().isdisjoint(run):
        return run
    return "".join(table.get(glyph[0], glyph[0]) + glyph[1:] for glyph in reversed(glyphs))
