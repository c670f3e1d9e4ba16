"""A block's text with its marks, as things inside one another: what every mark-up language wants.  Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise
from urllib.parse import quote, urlsplit

from tui.model import Mark, MarkKind

_LINKED = ("http", "https", "mailto")
_KEPT = "%/:=&?~#+!$,;@()*[]'"
"""What has a meaning in an address, or is written as it is."""
_LINKS = (MarkKind.LINK, MarkKind.PICTURE)


@dataclass(frozen=True, slots=True)
class Inline:
    """A mark and what stands in it, over ``start:end`` of the block's text."""

    mark: Mark
    start: int
    end: int
    inside: tuple[Inline | Text, ...]


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text without a mark of its own, ``start:end`` of the block's text."""

    start: int
    end: int


def nested(text: str, marks: Sequence[Mark]) -> tuple[Inline | Text, ...]:
    """The whole text, in order.  Where marks overlap, the later one is cut in two; a link holds no other link."""
    known = sorted(
        (mark for mark in marks if 0 <= mark.start < mark.end <= len(text)), key=lambda one: (one.start, -one.end)
    )
    cuts = sorted({0, len(text), *(mark.start for mark in known), *(mark.end for mark in known)})
    pieces = []
    for start, end in pairwise(cuts):
        over: list[Mark] = []
        for mark in known:
            linked = mark.kind in _LINKS and any(other.kind in _LINKS for other in over)
            doubled = any(other.kind is mark.kind for other in over)
            if mark.start <= start and end <= mark.end and not linked and not doubled:
                over.append(mark)
        pieces.append((start, end, tuple(over)))
    return _grouped(pieces, 0)


def _grouped(pieces: Sequence[tuple[int, int, tuple[Mark, ...]]], depth: int) -> tuple[Inline | Text, ...]:
    out: list[Inline | Text] = []
    for mark, group in groupby(pieces, lambda piece: piece[2][depth] if len(piece[2]) > depth else None):
        members = list(group)
        if mark is None:
            out += [Text(start, end) for start, end, _ in members]
        else:
            out.append(Inline(mark, members[0][0], members[-1][1], _grouped(members, depth + 1)))
    return tuple(out)


def address(url: str) -> str:
    """``url`` as it may stand in a document, all of it ASCII; "" for what is no address of the net."""
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        return ""
    if scheme not in _LINKED or any(ord(character) < 32 for character in url):
        return ""
    return quote(url.strip(), safe=_KEPT, errors="replace")
