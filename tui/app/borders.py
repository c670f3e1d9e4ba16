"""The borders of all panels with the panels' titles in them.  Knows nothing of the toolkit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from tui import text
from tui.app import paint
from tui.app.geometry import ARTICLE, COMPANIES, FEEDS, HEADLINES, PEOPLE, Box, Plan
from tui.app.paint import Piece
from tui.app.words import Words


class Caption(NamedTuple):
    """A panel's title (logical text) and, at the other end of the same edge, a short note such as a position.

    ``role`` colours the title as what it stands for is coloured in the text.
    """

    title: str
    note: str = ""
    role: str = ""


def captions(
    words: Words, headlines: Caption, article: Caption, companies: str = "", people: str = ""
) -> dict[str, Caption]:
    """The captions of all panels; ``companies`` and ``people`` are how many there are."""
    return {
        FEEDS: Caption(words.say("panel.feeds")),
        HEADLINES: headlines,
        ARTICLE: article,
        COMPANIES: Caption(words.say("panel.companies"), companies, "company"),
        PEOPLE: Caption(words.say("panel.people"), people, "person"),
    }


def list_caption(words: Words, title: str, row: int, count: int) -> Caption:
    """The caption of the headline list: the view's title, and the place of ``row`` among ``count``."""
    name = words.say("panel.headlines")
    return Caption(f"{name} \u00b7 {title}" if title else name, f"{row + 1}/{count}" if count else "")


def border_cells(
    plan: Plan, border: Sequence[str], line: int, captions: Mapping[str, Caption], focus: str, *, base: int
) -> list[Piece]:
    """Line ``line`` of the screen, one piece a column; ``base`` is the level of a caption without a strong letter."""
    cells: list[Piece] = [(character, (_role(plan, focus, x, line),)) for x, character in enumerate(border[line])]
    for name, box in plan.boxes.items():
        if box.top == line and name in captions:
            _write(cells, captions[name], box, "caption-focus" if name == focus else "caption-frame", base)
    return cells


def _role(plan: Plan, focus: str, x: int, line: int) -> str:
    box = plan.boxes.get(focus)
    if box is None or not (box.left <= x <= box.right and box.top <= line <= box.bottom):
        return "frame"
    return "frame-focus" if x in (box.left, box.right) or line in (box.top, box.bottom) else "frame"


def _write(cells: list[Piece], caption: Caption, box: Box, role: str, base: int) -> None:
    """Write a title over the top edge of ``box``, at its start side."""
    room = box.right - box.left - 5
    if room < 3:
        return
    for words, at_start, limit in ((caption.title, True, room), (caption.note, False, room // 3)):
        width = min(limit, text.width(words))
        if width <= 0:
            continue
        roles = (role, caption.role) if at_start and caption.role else (role,)
        pieces = [(" ", (role,)), *paint.label(words, width, *roles, default=base), (" ", (role,))]
        left = box.left + 1 if at_start != bool(base) else box.right - width - 2
        cells[left : left + width + 2] = _cells(pieces)


def _cells(pieces: list[Piece]) -> list[Piece]:
    """Keep ``pieces`` as they are but make the list as long as they are wide, so that later columns stay put."""
    out: list[Piece] = []
    for words, roles in pieces:
        out.append((words, roles))
        out += [("", roles)] * (text.width(words) - 1)
    return out


def joined(cells: list[Piece]) -> list[Piece]:
    """Join neighbours of the same role."""
    out: list[Piece] = []
    for words, roles in cells:
        if out and out[-1][1] == roles:
            out[-1] = (out[-1][0] + words, roles)
        else:
            out.append((words, roles))
    return out
