"""The lines above and below the panels as pieces.  Knows nothing of the toolkit.

Each comes with the places that do something when they are clicked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui import text
from tui.app import paint
from tui.app.keys import shown
from tui.app.paint import Piece
from tui.app.verbs import Verb, first_key
from tui.app.words import Words

NARROW = 56
"""Below this width the bars have room for the essential alone."""

Place = tuple[int, int, str]
"""A range of columns, and the verb that a click on it does."""


class Part(NamedTuple):
    """A piece of the status line: its words, their role, and the verb that a click on it does ("" for none)."""

    words: str
    role: str
    verb: str = ""


NAME = Part("khabar", "title")
"""What the status line begins with."""


def leading(verbs: Sequence[Verb], words: Words) -> list[Part]:
    """The keys that lead on, at the far end of the status line; the last of them is the last to give way."""
    names = ("search", "palette", "help")
    keys = [shown(first_key(verbs, name)) or name for name in names]
    return [Part(f"{key} {words.say(f'status.{name}')}", "hint", name) for key, name in zip(keys, names, strict=True)]


def status_pieces(
    left: Sequence[Part], right: Sequence[Part], width: int, *, mirrored: bool
) -> tuple[list[Piece], list[Place]]:
    """Both ends of the status line, the near one first; what has no room at the far end is left out."""
    near: list[list[Piece]] = [paint.blank(1, ("status",))]
    places: list[Place] = []
    used, end = 1, width
    # On a narrow screen the name of the program gives way to the state of things.
    for part in left if width >= NARROW else left[1:]:
        room = min(text.width(part.words), width - used - 1)
        if room > 3:
            gap = max(0, min(3, width - used - room))
            near += [paint.label(part.words, room, "status", part.role), paint.blank(gap, ("status",))]
            places.append((used, used + room, part.verb))
            used += room + gap
    far: list[list[Piece]] = []
    for part in reversed(right):
        room = text.width(part.words) + 2
        if used + room > end:
            break
        far[:0] = [paint.label(part.words, room - 2, "status", part.role), paint.blank(2, ("status",))]
        end -= room
        places.append((end, end + room - 2, part.verb))
    parts = [*near, paint.blank(end - used, ("status",)), *far]
    return paint.columns(parts, mirrored=mirrored), _found(places, width, mirrored=mirrored)


_LEGEND = {"companies": "company", "people": "person"}
"""Keys whose word has the colour of what they lead to: the legend of the marks in a story."""

_Row = tuple[str, str, str]
"""A verb's name, its key and its word."""


def footer_pieces(
    verbs: Sequence[Verb], words: Words, width: int, waiting: list[Piece]
) -> tuple[list[Piece], list[Place]]:
    """The most useful keys, as many as there is room for after ``waiting``, what is typed and waits for more."""
    used = 1 + paint.width_of(waiting)
    parts: list[list[Piece]] = [paint.blank(1), waiting]
    places: list[Place] = []
    for row in _listed(verbs, words, width, width - used):
        name, key, short = row
        parts += [
            paint.label(key, text.width(key), "key", align="left"),
            paint.blank(1),
            paint.label(short, text.width(short), _LEGEND.get(name, "hint")),
            paint.blank(2),
        ]
        places.append((used, used + _room(row), name))
        used += _room(row)
    parts.append(paint.blank(width - used))
    return paint.columns(parts, mirrored=words.mirrored), _found(places, width, mirrored=words.mirrored)


def _listed(verbs: Sequence[Verb], words: Words, width: int, left: int) -> list[_Row]:
    """The verbs that have room in the ``left`` of ``width`` cells, most useful first."""
    keyed = [verb for verb in verbs if verb.keys]
    # Where the status line has no room for it, the key that leads to all others stands here.
    kept = [
        ("help", shown(verb.keys[0]), words.say("status.help"))
        for verb in keyed
        if verb.name == "help" and width < NARROW
    ]
    left -= sum(map(_room, kept))
    listed: list[_Row] = []
    for verb in sorted((verb for verb in keyed if verb.footer), key=lambda verb: verb.footer):
        row = (verb.name, shown(verb.keys[0]), words.say(f"foot.{verb.name}"))
        if _room(row) <= left:
            listed.append(row)
            left -= _room(row)
    return [*listed, *kept]


def _room(row: _Row) -> int:
    """The cells that a key and its word take, the gap after them included."""
    return text.width(row[1]) + 1 + text.width(row[2]) + 2


def _found(places: Sequence[Place], width: int, *, mirrored: bool) -> list[Place]:
    """The places that do something, as columns of the screen."""
    turned = [(width - end, width - start, name) for start, end, name in places] if mirrored else places
    return [place for place in turned if place[2]]
