"""Paired brackets: BD16 finds the pairs of one isolating run sequence, N0 gives them a direction."""

from __future__ import annotations

import re
from collections.abc import Sequence

from bidi.mirror import MIRRORED

# The 64 pairs of BidiBrackets.txt, by their opening bracket.  Each closing bracket is its mirror image.
OPENING = (
    "([{\u0f3a\u0f3c\u169b\u2045\u207d\u208d\u2308\u230a\u2329\u2768\u276a\u276c\u276e\u2770\u2772\u2774\u27c5\u27e6"
    "\u27e8\u27ea\u27ec\u27ee\u2983\u2985\u2987\u2989\u298b\u298d\u298f\u2991\u2993\u2995\u2997\u29d8\u29da\u29fc"
    "\u2e22\u2e24\u2e26\u2e28\u2e55\u2e57\u2e59\u2e5b\u3008\u300a\u300c\u300e\u3010\u3014\u3016\u3018\u301a\ufe59"
    "\ufe5b\ufe5d\uff08\uff3b\uff5b\uff5f\uff62"
)
# Brackets whose mirror image in BidiMirroring.txt is not their partner, and pairs newer than python-bidi's table.
_PARTNERS = {
    "\u298d": "\u2990",
    "\u298f": "\u298e",
    "\u2e55": "\u2e56",
    "\u2e57": "\u2e58",
    "\u2e59": "\u2e5a",
    "\u2e5b": "\u2e5c",
}
# Canonical equivalents count as the same bracket (BD16): U+2329/232A are U+3008/3009.
_CANONICAL = {"\u2329": "\u3008", "\u232a": "\u3009"}

CLOSING_OF = {
    _CANONICAL.get(opening, opening): _CANONICAL.get(closing, closing)
    for opening in OPENING
    for closing in [_PARTNERS.get(opening) or MIRRORED.get(opening) or opening]
}
CLOSING = frozenset(CLOSING_OF.values())

_DEEPEST = 63
_BRACKET = re.compile("[" + re.escape("".join(sorted({*OPENING, *CLOSING_OF, *CLOSING, "\u232a"}))) + "]")
_RIGHTWARD = re.compile(rb"[Rea]")
_STRONG = re.compile(rb"[LRea]")


def brackets_in(text: str) -> list[int]:
    """The offsets of all bracket characters in ``text``."""
    return [found.start() for found in _BRACKET.finditer(text)]


def paired(text: str) -> list[tuple[int, int]] | None:
    """(opening, closing) offsets of the pairs in a text without explicit controls; None if BD16's stack overflows."""
    found, overflow = _search([(at, text[at]) for at in brackets_in(text)])
    return None if overflow else found


def _pairs(chars: Sequence[tuple[int, str]]) -> list[tuple[int, int]]:
    return _search(chars)[0]


def _search(chars: Sequence[tuple[int, str]]) -> tuple[list[tuple[int, int]], bool]:
    """BD16 over (position, character), in order of the opening bracket; an overflowing stack ends the search."""
    stack: list[tuple[str, int]] = []
    found: list[tuple[int, int]] = []
    for position, raw in chars:
        char = _CANONICAL.get(raw, raw)
        closing = CLOSING_OF.get(char)
        if closing is not None:
            if len(stack) == _DEEPEST:
                return sorted(found), True
            stack.append((closing, position))
        elif char in CLOSING:
            for depth in range(len(stack) - 1, -1, -1):
                if stack[depth][0] == char:
                    found.append((stack[depth][1], position))
                    del stack[depth:]
                    break
    return sorted(found), False


def resolve_brackets(sequence: bytes, original: bytes, chars: Sequence[tuple[int, str]], embedding: int) -> bytes:
    """N0 for one isolating run sequence.

    ``sequence`` holds the classes after W7 between its sos (first byte) and
    eos (last byte); ``original`` the classes before W1 at the same positions;
    ``chars`` the bracket characters with their positions in ``sequence``;
    ``embedding`` is the sequence's level.  EN and AN count as R.
    """
    pairs = _pairs([(at, char) for at, char in chars if sequence[at] == 0x6F])  # ON only: an override ends a bracket
    if not pairs:
        return sequence
    work = bytearray(sequence)
    ours, strong_same, strong_other = (
        (0x52, _RIGHTWARD, re.compile(rb"L")) if embedding & 1 else (0x4C, re.compile(rb"L"), _RIGHTWARD)
    )
    other = 0x4C if embedding & 1 else 0x52
    reached, before = 1, work[0]
    for opening, closing in pairs:
        for found in _STRONG.finditer(work, reached, opening):
            before = found[0][0]
        reached = max(reached, opening)
        if strong_same.search(work, opening + 1, closing):
            resolved = ours  # N0 b
        elif strong_other.search(work, opening + 1, closing):
            opposite_before = (before == 0x4C) == (other == 0x4C)
            resolved = other if opposite_before else ours  # N0 c
        else:
            continue  # N0 d
        for at in (opening, closing):
            work[at] = resolved
            mark = at + 1
            while mark < len(work) - 1 and original[mark] == 0x6D:  # marks that follow a bracket go with it
                work[mark] = resolved
                mark += 1
    return bytes(work)
