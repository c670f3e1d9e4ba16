"""The second line of a hit: a piece of its text around what was found, in its own direction."""

from __future__ import annotations

from collections.abc import Sequence

from tui import text
from tui.app import paint
from tui.app.paint import Piece
from tui.text import Span

FOUND = "hit"
"""The role of what was looked for."""
INDENT = 5
"""So many cells stay free before it: it begins below the date."""
_CUT = "\u2026"


def marks(ranges: Sequence[tuple[int, int]], shift: int = 0) -> list[Span]:
    """Spans over what was found, moved by ``shift``; what lies before the text then is left out."""
    return [Span(start + shift, end + shift, FOUND) for start, end in ranges if start + shift >= 0]


def begin(snippet: str, found: Sequence[tuple[int, int]], room: int) -> int:
    """Where to begin, so that the first thing found is seen in ``room`` cells: at 0 or at a word (logical offset).

    A third of the room stands before it, more where the text behind it does not fill the rest.
    """
    if not found or text.width(snippet) <= room or text.width(snippet[: found[0][1]]) <= room * 2 // 3:
        return 0
    first = found[0][0]
    earliest = max(0, min(first - room // 3, len(snippet) - room + 1))
    word = snippet.find(" ", max(0, earliest - 1), first) + 1
    return word or snippet.rfind(" ", max(0, first - room // 2), first) + 1 or first


def excerpt_pieces(
    snippet: str, found: Sequence[tuple[int, int]], width: int, *, default: int, mirrored: bool
) -> list[Piece]:
    """A snippet in ``width`` cells; ``default`` is the level of one without a strong letter."""
    indent = min(INDENT, max(0, width - 1))
    room = max(1, width - indent - 1)
    start = begin(snippet, found, room)
    base = text.base_level(snippet, default)  # that of the whole, whatever letter it is cut before
    shown = f"{_CUT}{snippet[start:]}" if start else snippet
    spans = marks(found, len(shown) - len(snippet))
    return paint.columns(
        [paint.blank(indent), paint.label(shown, room, "excerpt", base=base, spans=spans), paint.blank(1)],
        mirrored=mirrored,
    )
