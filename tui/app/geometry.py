"""Where the panels stand: a pure function of the screen's size and of what is folded away.

The panels share their borders, as in a drawn table, so the borders are one
picture of their own: each border cell knows in which of the four directions it
goes on, and that decides its character.  No border can therefore be crooked.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

FEEDS, HEADLINES, ARTICLE, COMPANIES, PEOPLE = "feeds", "headlines", "article", "companies", "people"
PANELS = (FEEDS, HEADLINES, ARTICLE, COMPANIES, PEOPLE)

WIDE = 110
"""From this width on all three columns stand side by side."""
PAIRED = 70
"""From this width on two columns stand side by side."""
TALL = 32
"""From this height on headlines and article stand above one another."""
_UP, _DOWN, _LEFT, _RIGHT = 1, 2, 4, 8
_CORNERS = {
    0: " ",
    _UP | _DOWN: "\u2502",
    _LEFT | _RIGHT: "\u2500",
    _DOWN | _RIGHT: "\u250c",
    _DOWN | _LEFT: "\u2510",
    _UP | _RIGHT: "\u2514",
    _UP | _LEFT: "\u2518",
    _UP | _DOWN | _RIGHT: "\u251c",
    _UP | _DOWN | _LEFT: "\u2524",
    _DOWN | _LEFT | _RIGHT: "\u252c",
    _UP | _LEFT | _RIGHT: "\u2534",
    _UP | _DOWN | _LEFT | _RIGHT: "\u253c",
}


class Box(NamedTuple):
    """A panel's place, border included: columns ``left`` to ``right`` and lines ``top`` to ``bottom``, inclusive."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def inside(self) -> tuple[int, int, int, int]:
        """(column, line, width, height) within the border."""
        return self.left + 1, self.top + 1, max(0, self.right - self.left - 1), max(0, self.bottom - self.top - 1)


class Shown(NamedTuple):
    """What the reader wants to see; what does not fit gives way to ``focus``."""

    focus: str = HEADLINES
    feeds: bool = True
    companies: bool = True
    people: bool = True
    article: bool = False
    zen: bool = False
    mirrored: bool = False


class Plan(NamedTuple):
    """The boxes of the panels that are shown."""

    width: int
    height: int
    boxes: Mapping[str, Box] = MappingProxyType({})

    def border(self) -> list[str]:
        """The border characters, one string of ``width`` cells for each line."""
        masks = [[0] * self.width for _ in range(self.height)]
        for box in self.boxes.values():
            for x in range(box.left, box.right):
                for y in (box.top, box.bottom):
                    masks[y][x] |= _RIGHT
                    masks[y][x + 1] |= _LEFT
            for y in range(box.top, box.bottom):
                for x in (box.left, box.right):
                    masks[y][x] |= _DOWN
                    masks[y + 1][x] |= _UP
        return ["".join(_CORNERS[mask] for mask in row) for row in masks]


def columns_for(width: int, shown: Shown) -> tuple[bool, bool]:
    """Say whether the feeds and the side panels have room beside the middle column."""
    aside = shown.companies or shown.people
    if shown.zen:
        return False, False
    if width >= WIDE:
        return shown.feeds, aside
    inside = shown.focus in (ARTICLE, COMPANIES, PEOPLE)
    if width >= PAIRED:
        if inside:
            return False, aside and (width >= 90 or shown.focus != ARTICLE)
        return shown.feeds and (width >= 90 or shown.focus == FEEDS), False
    return shown.focus == FEEDS, shown.focus in (COMPANIES, PEOPLE)


def plan(width: int, height: int, shown: Shown) -> Plan:
    """Lay out the panels on ``width`` x ``height`` cells: a status line above, a footer below, borders shared."""
    if width < 12 or height < 6:
        only = Box(0, 1, max(1, width - 1), max(2, height - 2))
        return Plan(width, max(height, 4), {shown.focus: only} if width > 2 and height > 4 else {})
    with_feeds, aside = columns_for(width, shown)
    top, bottom, right = 1, height - 2, width - 1
    boxes: dict[str, Box] = {}
    first = min(28, max(22, width * 14 // 100)) if with_feeds else 0
    last = right - min(44, max(28, width * 23 // 100)) if aside else right
    if with_feeds and width < PAIRED:
        boxes[FEEDS] = Box(0, top, right, bottom)
    elif aside and width < PAIRED:
        _stack_aside(boxes, Box(0, top, right, bottom), shown)
    else:
        if with_feeds:
            boxes[FEEDS] = Box(0, top, first, bottom)
        _stack_middle(boxes, Box(first, top, last, bottom), shown)
        if aside:
            _stack_aside(boxes, Box(last, top, right, bottom), shown)
    if shown.mirrored:
        boxes = {name: Box(right - box.right, box.top, right - box.left, box.bottom) for name, box in boxes.items()}
    return Plan(width, height, boxes)


def _stack_middle(boxes: dict[str, Box], box: Box, shown: Shown) -> None:
    """Headlines above the article where there is height for both, else the one in use."""
    inside = shown.focus in (ARTICLE, COMPANIES, PEOPLE)
    if shown.zen:
        boxes[ARTICLE if shown.article else HEADLINES] = box
    elif not shown.article:
        boxes[HEADLINES] = box
    elif box.bottom - box.top >= TALL:
        middle = box.top + (box.bottom - box.top) * 32 // 100
        boxes[HEADLINES] = Box(box.left, box.top, box.right, middle)
        boxes[ARTICLE] = Box(box.left, middle, box.right, box.bottom)
    else:
        boxes[ARTICLE if inside else HEADLINES] = box


def _stack_aside(boxes: dict[str, Box], box: Box, shown: Shown) -> None:
    """Companies above people, or the one that is not folded away."""
    both = shown.companies and shown.people
    if both:
        middle = box.top + (box.bottom - box.top) * 55 // 100
        boxes[COMPANIES] = Box(box.left, box.top, box.right, middle)
        boxes[PEOPLE] = Box(box.left, middle, box.right, box.bottom)
    else:
        boxes[COMPANIES if shown.companies else PEOPLE] = box
