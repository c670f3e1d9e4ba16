"""The one door between text and the screen: text -> finished visual pieces.  Knows nothing of the toolkit.

Everything that is shown passes here, so that no raw right-to-left string ever
reaches the toolkit: titles and labels through :func:`label`, articles through
:func:`tui.articles.layout.runs`.  A *piece* is visual text (already in the
order of the cells, shaped) with the roles that lie over it; a role is a name
that has a look in :mod:`tui.app.roles`.  :mod:`tui.app.strips` makes the
toolkit's strips of pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise

from tui import text
from tui.text import Span

_MARKS = re.compile(
    "[\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff]+"
)
"""Marks of Latin, Hebrew and Arabic letters."""

Piece = tuple[str, tuple[str, ...]]
"""Visual text and the roles over it, outermost first."""

_UNDERLINED = ("company", "person", "shown")
"""Roles that underline where there are no colours: words, not the blanks beside them."""
_ALIGNED = ("start", "left", "right", "center")


def blank(width: int, roles: tuple[str, ...] = ()) -> list[Piece]:
    """``width`` empty cells."""
    return [(" " * width, roles)] if width > 0 else []


def label(
    words: str,
    width: int,
    *roles: str,
    align: str = "start",
    default: int = 0,
    base: int | None = None,
    spans: Sequence[Span] = (),
) -> list[Piece]:
    """Set one line of text in exactly ``width`` cells, cut at its own end, in its own direction.

    ``align`` is ``start`` (the right edge for a right-to-left line), ``left``,
    ``right`` or ``center``.  ``default`` is the base level where the words
    have no strong letter, ``base`` the level whatever letters they have.
    ``spans`` are logical ranges of ``words``.
    """
    if width <= 0:
        return []
    line = text.fit(words, width, base=base, default=default)
    slack = width - line.width
    if align == "center":
        before = slack // 2
    elif align == "right" or (align == "start" and line.base == 1):
        before = slack
    else:
        before = 0
    inner = [(piece, (*roles, *over)) for piece, over in line.runs(_seen(spans, line) if spans else ())]
    around = tuple(role for role in roles if role not in _UNDERLINED)
    return [*blank(before, around), *inner, *blank(slack - before, around)]


def _seen(spans: Sequence[Span], line: text.Line) -> list[Span]:
    """Spans over what the line still shows: the sign for what was cut off stands for no part of it."""
    last = max(line.cells, key=lambda cell: cell.start, default=None)
    if last is None or last.end - last.start < 2 or last.glyph != text.ELLIPSIS:
        return list(spans)
    kept = (Span(span.start, min(span.end, last.start), span.role) for span in spans)
    return [span for span in kept if span.start < span.end]


def notice(words: str, width: int, y: int, *, base: int = 0) -> list[Piece]:
    """Line ``y`` of what an empty panel says: from its second line on, in the middle, as many lines as it takes."""
    lines = text.lay_out(words, max(1, width - 2), default=base) if words else []
    if not 0 < y <= len(lines):
        return []
    line = lines[y - 1]
    return label(words[line.start : line.end].strip(), width, "hint", align="center", default=line.base)


def natural(words: str, *roles: str, limit: int = 200) -> list[Piece]:
    """The same as :func:`label`, as wide as the words are (at most ``limit`` cells)."""
    return label(words, min(limit, text.width(words)), *roles)


def width_of(pieces: Iterable[Piece]) -> int:
    """The cells that ``pieces`` fill."""
    return sum(text.width(piece) for piece, _ in pieces)


def columns(parts: Sequence[list[Piece]], *, mirrored: bool) -> list[Piece]:
    """Put columns beside one another; the first one stands at the right edge when ``mirrored``."""
    ordered = reversed(parts) if mirrored else parts
    return [piece for part in ordered for piece in part]


def seams(piece: str) -> list[str]:
    """Cut after every letter with marks: a dialog that covers half of a row must not part a mark from its letter.

    Where a strip is cut inside a segment, rich leaves the marks of the last
    letter on the far side; at a seam between segments it cuts right.
    """
    if piece.isascii() or not _MARKS.search(piece):
        return [piece]
    cuts = [0, *(found.end() for found in _MARKS.finditer(piece)), len(piece)]
    return [piece[start:end] for start, end in pairwise(cuts) if end > start]


def over(pieces: Sequence[Piece], start: int, end: int, role: str) -> list[Piece]:
    """Lay a role over the visual characters ``start`` to ``end`` (-1: to the end) of a row."""
    out: list[Piece] = []
    at = 0
    for words, roles in pieces:
        last = at + len(words)
        first, stop = max(at, start), last if end < 0 else min(last, end)
        if first >= stop:
            out.append((words, roles))
        else:
            cut = (
                (words[: first - at], roles),
                (words[first - at : stop - at], (*roles, role)),
                (words[stop - at :], roles),
            )
            out += [piece for piece in cut if piece[0]]
        at = last
    return out


def clusters(words: str) -> list[str]:
    """Split visual text into cells: a base character with the marks that stand on it."""
    cells: list[str] = []
    for character in words:
        if cells and text.width(character) == 0:
            cells[-1] += character
        else:
            cells.append(character)
    return cells
