"""A picture of the screen drawn cell by cell, exact by construction.

Strips are already in visual order and shaped, so every cell is one glyph and
its marks: nothing is left to a renderer that might reorder or join again.
Borders and bars are drawn as lines and rectangles, so that they meet.
Needs Pillow (in the ``dev`` extra) and the DejaVu fonts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont
from rich.color import Color
from rich.color_triplet import ColorTriplet
from rich.segment import Segment
from rich.style import Style

from tui import text
from tui.app import paint

CELL_WIDTH, CELL_HEIGHT, SIZE = 10, 21, 16
_MARGIN = 14
_LEFT, _RIGHT, _UP, _DOWN = 1, 2, 4, 8
_LINES = {
    "\u2500": _LEFT | _RIGHT,
    "\u2502": _UP | _DOWN,
    "\u250c": _RIGHT | _DOWN,
    "\u2510": _LEFT | _DOWN,
    "\u2514": _RIGHT | _UP,
    "\u2518": _LEFT | _UP,
    "\u251c": _UP | _DOWN | _RIGHT,
    "\u2524": _UP | _DOWN | _LEFT,
    "\u252c": _LEFT | _RIGHT | _DOWN,
    "\u2534": _LEFT | _RIGHT | _UP,
    "\u253c": _LEFT | _RIGHT | _UP | _DOWN,
}
_FAMILIES = (
    ("DejaVuSansMono.ttf", "DejaVuSansMono-Bold.ttf", "DejaVuSansMono-Oblique.ttf"),
    ("DejaVuSans.ttf", "DejaVuSans-Bold.ttf", "DejaVuSans-Oblique.ttf"),
)
Rgb = tuple[int, int, int]
_NEAREST = {
    "\ufba6": "\ufee9",
    "\ufba7": "\ufeea",
    "\ufba8": "\ufeeb",
    "\ufba9": "\ufeec",
    "\ufbae": "\ufeef",
    "\ufbaf": "\ufef0",
}
"""Urdu's heh goal and yeh barree are in none of the DejaVu fonts: the nearest letter stands in the picture."""
_NOWHERE = "\U0010fffe"


@cache
def _font(family: int, look: int) -> ImageFont.FreeTypeFont:
    """A face of a family: 0 regular, 1 bold, 2 oblique."""
    return ImageFont.truetype(_FAMILIES[family][look], SIZE, layout_engine=ImageFont.Layout.BASIC)


@cache
def _has(family: int, look: int, character: str) -> bool:
    """Whether a face has a glyph of its own for ``character``."""
    font = _font(family, look)
    return bytes(font.getmask(character)) != bytes(font.getmask(_NOWHERE)) or character.isspace()


def _face(character: str, style: Style) -> ImageFont.FreeTypeFont:
    """The first face that has the character, in the style's look if that has it."""
    wanted = 1 if style.bold else 2 if style.italic else 0
    for family in range(len(_FAMILIES)):
        for look in (wanted, 0):
            if _has(family, look, character):
                return _font(family, look)
    return _font(0, wanted)


def _rgb(triplet: ColorTriplet | None, default: Rgb) -> Rgb:
    return (triplet.red, triplet.green, triplet.blue) if triplet is not None else default


def _triplet(colour: Color | None) -> ColorTriplet | None:
    """A colour's parts; None for the terminal's own."""
    return None if colour is None or colour.is_default else colour.get_truecolor()


def _colours(style: Style) -> tuple[Rgb, Rgb]:
    """(foreground, background)."""
    front = _rgb(_triplet(style.color), (220, 220, 220))
    back = _rgb(_triplet(style.bgcolor), (16, 16, 20))
    return (back, front) if style.reverse else (front, back)


def draw(lines: Sequence[Sequence[Segment]], path: Path) -> None:
    """Write the picture of ``lines`` to ``path`` as PNG."""
    width = max(sum(text.width(segment.text) for segment in line) for line in lines)
    ground = next((_colours(segment.style)[1] for line in lines for segment in line if segment.style), (16, 16, 20))
    size = width * CELL_WIDTH + 2 * _MARGIN, len(lines) * CELL_HEIGHT + 2 * _MARGIN
    image = Image.new("RGB", size, ground)
    pen = ImageDraw.Draw(image)
    for row, line in enumerate(lines):
        x, y = _MARGIN, _MARGIN + row * CELL_HEIGHT
        for segment in line:
            style = segment.style or Style.null()
            for cell in paint.clusters(segment.text):
                cells = max(1, text.width(cell))
                _draw_cell(pen, x, y, cell, cells, style)
                x += cells * CELL_WIDTH
    image.quantize(255, dither=Image.Dither.NONE).save(path, optimize=True)


def _draw_cell(pen: ImageDraw.ImageDraw, x: int, y: int, cell: str, cells: int, style: Style) -> None:
    """One cell: ground, glyph with its marks, lines under or through it."""
    front, back = _colours(style)
    right, bottom = x + cells * CELL_WIDTH, y + CELL_HEIGHT
    pen.rectangle((x, y, right - 1, bottom - 1), fill=back)
    if cell in _LINES:
        _draw_lines(pen, x, y, _LINES[cell], front)
    elif "\u2581" <= cell[0] <= "\u2588":
        height = (ord(cell[0]) - 0x2580) * (CELL_HEIGHT - 5) // 8
        pen.rectangle((x, bottom - 3 - height, right - 2, bottom - 3), fill=front)
    else:
        for character in cell:
            if character.isspace():
                continue
            if character in _NEAREST and not _has(0, 0, character):
                character = _NEAREST[character]
            font = _face(character, style)
            slack = cells * CELL_WIDTH - font.getlength(character)
            # A glyph that is not of the grid's width stands in the middle of its cell.
            pen.text((x + slack / 2, y + CELL_HEIGHT - 6), character, font=font, fill=front, anchor="ls")
    if style.underline:
        pen.line((x, bottom - 3, right - 1, bottom - 3), fill=front)
    if style.strike:
        pen.line((x, y + CELL_HEIGHT // 2, right - 1, y + CELL_HEIGHT // 2), fill=front)


def _draw_lines(pen: ImageDraw.ImageDraw, x: int, y: int, ways: int, colour: Rgb) -> None:
    """A border cell, from its middle to the edges it goes on to."""
    middle, centre = x + CELL_WIDTH // 2, y + CELL_HEIGHT // 2
    if ways & _LEFT:
        pen.line((x, centre, middle, centre), fill=colour)
    if ways & _RIGHT:
        pen.line((middle, centre, x + CELL_WIDTH, centre), fill=colour)
    if ways & _UP:
        pen.line((middle, y, middle, centre), fill=colour)
    if ways & _DOWN:
        pen.line((middle, centre, middle, y + CELL_HEIGHT), fill=colour)
