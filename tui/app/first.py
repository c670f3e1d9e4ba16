"""The first picture: the list as it is in the store now, painted before the toolkit is imported.

It is what the toolkit's first picture will be, cell for cell, and made by the
same functions: rows (:mod:`tui.app.rows`), borders, bars, looks.  What is not
known yet (the side bar and what follows from it) is left blank in both.  It
knows nothing of the toolkit, which a contract of the architecture sees to.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from rich.color import ColorSystem
from rich.style import Style

from tui.app import paint
from tui.app.barlines import NAME, footer_pieces, leading, status_pieces
from tui.app.borders import Caption, border_cells, captions, joined, list_caption
from tui.app.geometry import COMPANIES, HEADLINES, PEOPLE, Plan, Shown, plan
from tui.app.listing import Listing
from tui.app.paint import Piece
from tui.app.roles import RoleStyles
from tui.app.rows import first_line, row_of
from tui.app.verbs import Verb
from tui.app.words import Words

LEAST_WIDTH, LEAST_HEIGHT = 30, 8
"""On a smaller screen nothing is painted before the toolkit is there."""


class First(NamedTuple):
    """What is shown first: a view with a story in it, its cursor's row, and what the lines around it are made of."""

    listing: Listing
    row: int
    words: Words
    verbs: Sequence[Verb]
    now: datetime


class Line(NamedTuple):
    """A line of the screen: its pieces, and the ground that they stand on."""

    pieces: list[Piece]
    ground: str = "background"


def screen(first: First, width: int, height: int) -> list[Line] | None:
    """The lines of a screen of ``width`` columns and ``height`` lines; None where it is too small."""
    words = first.words
    shape = plan(width, height, Shown(mirrored=words.mirrored))
    if width < LEAST_WIDTH or height < LEAST_HEIGHT or HEADLINES not in shape.boxes:
        return None
    status, _ = status_pieces([NAME], leading(first.verbs, words), width, mirrored=words.mirrored)
    footer, _ = footer_pieces(first.verbs, words, width, [])
    return [Line(status, "panel"), *map(Line, _middle(first, shape)), Line(footer)]


def _middle(first: First, shape: Plan) -> Iterator[list[Piece]]:
    """The lines between the bars: the borders, and the panels within them."""
    words, listing = first.words, first.listing
    title = words.say(f"shelf.{listing.key}")
    told = captions(words, list_caption(words, title, first.row, len(listing)), Caption(words.say("panel.article")))
    border = shape.border()
    boxes = sorted(shape.boxes.items(), key=lambda named: named[1].left)
    tops = {box.top for box in shape.boxes.values()}
    sides: dict[str, list[Piece]] = {}
    for y in range(1, shape.height - 1):
        # Most lines cross the same borders.
        cells = sides.get(border[y]) if y not in tops else None
        if cells is None:
            cells = border_cells(shape, border, y, told, HEADLINES, base=words.base)
        if y not in tops:
            sides[border[y]] = cells
        line: list[Piece] = []
        at = 0
        for name, box in boxes:
            left, top, width, height = box.inside
            if top <= y < top + height:
                line += [*joined(cells[at:left]), *_panel(first, name, y - top, width, height)]
                at = left + width
        yield [*line, *joined(cells[at:])]


def _panel(first: First, name: str, y: int, width: int, height: int) -> list[Piece]:
    """Line ``y`` of a panel's inside."""
    if name == HEADLINES:
        row = y + first_line(first.row, height)
        if row >= len(first.listing):
            return paint.blank(width)
        pieces = row_of(first.listing, row, width, first.now, first.words)
        return [(text, ("cursor", *roles)) for text, roles in pieces] if row == first.row else pieces
    told = first.words.say("empty.no_story") if name in (COMPANIES, PEOPLE) else ""
    return paint.notice(told, width, y if height > 1 else 1) or paint.blank(width)


def encoded(lines: Sequence[Line], styles: RoleStyles, depth: ColorSystem, *, colourless: bool = False) -> str:
    """The lines as a terminal takes them, each put in its place."""
    known: dict[tuple[str, tuple[str, ...]], Style] = {}
    out = []
    for number, line in enumerate(lines, 1):
        out.append(f"\x1b[{number};1H")
        for text, roles in line.pieces:
            style = known.get((line.ground, roles))
            if style is None:
                style = styles.over(styles.base(line.ground), roles)
                style = known[line.ground, roles] = style.without_color if colourless else style
            out.append(style.render(text, color_system=depth))
    return "".join(out)
