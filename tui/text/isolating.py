"""One isolating run sequence: W1-W7, N0-N2, I1-I2, each rule as one pass over a byte string of classes.

The string stands between its sos and eos (X10), so that no rule needs a case
for the edges.  Bytes are those of :data:`tui.text.classes.BYTE_OF_CLASS`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.text.brackets import resolve_brackets

_W1 = re.compile(rb"([^m])(m+)")
_W2 = re.compile(rb"A[^LRA]*e[^LRA]*")
_W4_EN = re.compile(rb"(?<=e)[sc](?=e)")
_W4_AN = re.compile(rb"(?<=a)c(?=a)")
_W5 = re.compile(rb"(?<=e)t+|t+(?=e)")
_W7 = re.compile(rb"L[^LR]*e[^LR]*")
_NEUTRAL_IN_L = re.compile(rb"(?<=L)[oBSw6789]+(?=L)")
_NEUTRAL_IN_R = re.compile(rb"(?<=[Rea])[oBSw6789]+(?=[Rea])")

_W6 = bytes.maketrans(b"stc", b"ooo")
_W2_AN = bytes.maketrans(b"e", b"a")
_W7_L = bytes.maketrans(b"e", b"L")
_N2 = (bytes.maketrans(b"oBSw6789", b"LLLLLLLL"), bytes.maketrans(b"oBSw6789", b"RRRRRRRR"))


def _raise_levels(level: int) -> bytes:
    """I1 (even) or I2 (odd) as a table from class to level."""
    table = bytearray([level]) * 256
    for classes, steps in ((b"R", (1, 0)), (b"ea", (2, 1)), (b"L", (0, 1))):
        for byte in classes:
            table[byte] = level + steps[level & 1]
    return bytes(table)


_I = tuple(_raise_levels(level) for level in range(127))


def _inherit(found: re.Match[bytes]) -> bytes:
    """W1: a mark takes the class of what it stands on; on an isolate's edge it is a neutral."""
    base, marks = found[1], found[2]
    return base + (b"o" if base in b"6789" else base) * len(marks)


def resolve_sequence(classes: bytes, level: int, sos: bytes, eos: bytes, brackets: Sequence[tuple[int, str]]) -> bytes:
    """The levels of one isolating run sequence, one byte for each class.

    ``classes`` holds no character that X9 removes.  ``sos`` and ``eos`` are
    ``b"L"`` or ``b"R"``; ``brackets`` the bracket characters with their
    positions in ``classes``.
    """
    original = work = sos + classes + eos
    if b"m" in work:
        work = _W1.sub(_inherit, work)
    if b"e" in work:
        if b"A" in work:
            work = _W2.sub(lambda found: found[0].translate(_W2_AN), work)
        work = _W4_EN.sub(b"e", work)
    work = work.replace(b"A", b"R")  # W3
    if b"a" in work:
        work = _W4_AN.sub(b"a", work)
    if b"e" in work:
        work = _W5.sub(lambda found: b"e" * len(found[0]), work)
    work = work.translate(_W6)
    if b"e" in work:
        work = _W7.sub(lambda found: found[0].translate(_W7_L), work)
    if brackets:
        work = resolve_brackets(work, original, [(at + 1, char) for at, char in brackets], level)
    if level & 1:  # N1, N2: what does not stand between two of the other direction takes the embedding's
        work = _NEUTRAL_IN_L.sub(lambda found: b"L" * len(found[0]), work)
    else:
        work = _NEUTRAL_IN_R.sub(lambda found: b"R" * len(found[0]), work)
    return work.translate(_N2[level & 1]).translate(_I[level])[1:-1]
