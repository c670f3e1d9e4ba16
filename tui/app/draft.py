"""A line of text that is being typed: logical text, a caret, a selection; and the order in which the caret passes.

Pure: a key makes a new draft.  The caret goes where the arrow points, one cell
at a time, through text of both directions; a cell is a letter with its marks,
or lam and alef.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tui import text

UNBROKEN = 1_000_000
"""A width at which nothing wraps."""


@dataclass(frozen=True, slots=True)
class Draft:
    """``caret`` and ``anchor`` are logical offsets; what lies between them is selected."""

    value: str = ""
    caret: int = 0
    anchor: int = 0

    @property
    def selected(self) -> tuple[int, int]:
        """The selected range; empty where the anchor is the caret."""
        return min(self.caret, self.anchor), max(self.caret, self.anchor)

    def insert(self, typed: str) -> Draft:
        """Put safe text in place of the selection."""
        start, end = self.selected
        at = start + len(typed)
        return Draft(self.value[:start] + typed + self.value[end:], at, at)

    def erase(self, other: int) -> Draft:
        """Take out the selection, or without one what lies between the caret and ``other``."""
        draft = self if self.caret != self.anchor else replace(self, anchor=max(0, min(other, len(self.value))))
        return draft.insert("")

    def to(self, offset: int, *, select: bool = False) -> Draft:
        """Move the caret; the selection reaches to it, or ends."""
        at = max(0, min(offset, len(self.value)))
        return replace(self, caret=at, anchor=self.anchor if select else at)

    def word_start(self) -> int:
        """Where the word before the caret starts."""
        return self.value[: self.caret].rstrip().rfind(" ") + 1


def line_of(value: str, default: int) -> text.Line:
    """The draft on one line; ``default`` is the direction of text without a strong letter."""
    return text.lay_out(value, UNBROKEN, default=default)[0]


def stops(value: str, default: int) -> list[int]:
    """The offsets where the caret may stand, in the order of the screen from left to right."""
    line = line_of(value, default)
    cells = [cell.start for cell in line.cells]
    # Blanks at the end hang: they have no cell, but the caret passes over them.
    past = max((cell.end for cell in line.cells), default=0)
    beyond = [*range(past, len(value) + 1)]
    return [*reversed(beyond), *cells] if line.base else [*cells, *beyond]


def stepped(draft: Draft, step: int, default: int) -> int:
    """The offset one cell to the right (1) or to the left (-1) of the caret."""
    places = stops(draft.value, default)
    # A caret inside a cell (between a letter and its mark) stands at that cell.
    inside = max((place for place in places if place <= draft.caret), default=0)
    return places[max(0, min(places.index(inside) + step, len(places) - 1))]


def stepped_word(draft: Draft, step: int, default: int) -> int:
    """The offset of the next word's edge in the direction of the arrow."""
    places = stops(draft.value, default)
    at = places.index(max((place for place in places if place <= draft.caret), default=0)) + step
    while 0 < at < len(places) - 1 and not _edge(draft.value, places[at]):
        at += step
    return places[max(0, min(at, len(places) - 1))]


def _edge(value: str, offset: int) -> bool:
    return offset < len(value) and value[offset] != " " and (offset == 0 or value[offset - 1] == " ")


def cell_before(draft: Draft) -> int:
    """The offset before the character that backspace takes: one code point, so that a mark can be typed anew."""
    return draft.caret - 1


def cell_after(draft: Draft, default: int) -> int:
    """The end of the cell at the caret, which delete takes whole."""
    later = [place for place in stops(draft.value, default) if place > draft.caret]
    return min(later, default=len(draft.value))
