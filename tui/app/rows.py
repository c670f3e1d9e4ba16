"""Rows of the headline list: each title set in its own direction and cut at its own end.

Knows nothing of the toolkit: the first picture and the list paint the same rows.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from tui import text
from tui.app import paint
from tui.app.folds import Folds
from tui.app.listing import Listing
from tui.app.moments import DATE_WIDTH, short_date
from tui.app.paint import Piece
from tui.app.panels.excerpts import marks
from tui.app.words import Words
from tui.model import RTL_LANGUAGES, Headline

_DOT, _STAR, _LATER, _REVISED = "\u25cf", "\u2605", "\u25f7", "\u00b1"
_FOLDED, _FOLDED_MIRRORED, _UNFOLDED, _BELOW, _BELOW_MIRRORED = "\u25b8", "\u25c2", "\u25be", "\u2514", "\u2518"


def row_pieces(
    headline: Headline,
    width: int,
    now: datetime,
    words: Words,
    *,
    unread: bool,
    revised: bool = False,
    story: str = "",
    found: Sequence[tuple[int, int]] = (),
) -> list[Piece]:
    """One headline in ``width`` cells: dot, flags, time, feed, a sign that it changed, its ``story``'s sign, title.

    ``found``: what a search found in the title, as ranges of offsets.
    """
    state = "gone" if headline.dismissed else ("unread" if unread else "read")
    base = base_of(headline, words)
    flags = [
        *paint.label(_DOT if unread else " ", 2, "unread", align="right" if words.mirrored else "left"),
        *paint.label(_STAR if headline.starred else " ", 1, "star", align="left"),
        *paint.label(_LATER if headline.later else " ", 1, "later", align="left"),
    ]
    feed_width = 0 if width < 44 else min(18, max(10, width // 6))
    parts = [
        paint.blank(1),
        flags,
        paint.label(short_date(headline.date, now), DATE_WIDTH + 1, "date", align="center", default=0),
    ]
    if feed_width:
        parts += [paint.label(headline.feed_title, feed_width, "feed", default=words.base), paint.blank(2)]
    if revised:
        parts.append(paint.label(_REVISED, 2, "revised", align="right" if words.mirrored else "left", default=0))
    if story:
        side = "right" if words.mirrored else "left"
        parts.append(paint.label(story, text.width(story) + 1, "count", align=side, default=words.base))
    rest = width - sum(paint.width_of(part) for part in parts) - 1
    parts += [paint.label(headline.title, rest, state, default=base, spans=marks(found)), paint.blank(1)]
    return paint.columns(parts, mirrored=words.mirrored)


def base_of(headline: Headline, words: Words) -> int:
    """The level of what has no strong letter."""
    return 1 if headline.language in RTL_LANGUAGES else words.base


def row_of(listing: Listing, row: int, width: int, now: datetime, words: Words) -> list[Piece]:
    """Row ``row`` of a list in ``width`` cells; blank for a story that the store no longer has."""
    headline = listing.headline(row)
    if headline is None:
        return paint.blank(width)
    sign = _story_sign(listing.folds, headline.id, words)
    revised = headline.revised or listing.folds.tells_revised(headline.id)
    unread = listing.is_unread(row)
    hit = listing.hits.get(headline.id)
    found = hit.read.title_spans if hit is not None and hit.read is not None else ()
    return row_pieces(headline, width, now, words, unread=unread, revised=revised, story=sign, found=found)


def _story_sign(folds: Folds, story: int, words: Words) -> str:
    """How many sources a row stands for, folded or unfolded; or that it is one of those above it."""
    if folds.below(story):
        return _BELOW_MIRRORED if words.mirrored else _BELOW
    count = folds.size(story)
    if not count:
        return ""
    folded = _FOLDED_MIRRORED if words.mirrored else _FOLDED
    return f"{_UNFOLDED if folds.is_open(story) else folded}{count}"


def first_line(row: int, height: int) -> int:
    """The line at the top of a list that is shown with the cursor on ``row``, one line a row."""
    return row if height <= 1 else max(0, row + 1 - height)
