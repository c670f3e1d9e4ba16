"""The Unicode bidirectional algorithm (UAX#9, revision 48) for one paragraph at a time.

P2/P3 stand here, X1-X10 in :mod:`tui.text.explicit`, W1-W7 and N1-I2 in
:mod:`tui.text.isolating`, N0 in :mod:`tui.text.brackets`; L1 and L2 stand
here again.  L3 is free, because a cell holds a letter with its marks, and L4
belongs to :mod:`tui.text.line`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from tui.text.brackets import brackets_in
from tui.text.classes import BIDI_BYTE, BYTE_OF_CLASS
from tui.text.explicit import REMOVED, first_strong, match_isolates, resolve_explicit
from tui.text.isolating import resolve_sequence

_EXPLICIT = re.compile(rb"[1-9]")
_REMOVED = re.compile(rb"[b1-5]")
_REMOVED_RUN = re.compile(rb"(b+)")
_SEPARATOR = re.compile(rb"([SB])")
_LEVEL_RUN = re.compile(rb"(.)\1*", re.DOTALL)
_BLANK_CLASSES = b"wb123456789"  # L1: white space and isolate controls, and what X9 removed
_CAN_REORDER = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class Levels(NamedTuple):
    """The answer for one paragraph set on one line.

    ``level`` is the paragraph's embedding level (P3); ``packed`` one byte for
    each character, after L1; ``removed`` the offsets that X9 takes out (their
    byte is the level of what stands before them).
    """

    level: int
    packed: bytes
    removed: frozenset[int] = frozenset()

    @property
    def levels(self) -> list[int | None]:
        """One level for each character, None where X9 removes it."""
        return [None if at in self.removed else level for at, level in enumerate(self.packed)]

    @property
    def order(self) -> list[int]:
        """L2: the logical offsets from left to right, without those in ``removed``."""
        if not self.removed:
            return visual_order(self.packed)
        kept = [at for at in range(len(self.packed)) if at not in self.removed]
        return [kept[at] for at in visual_order(bytes(self.packed[at] for at in kept))]


def has_rtl(text: str) -> bool:
    """Whether any character of ``text`` can change the order of a left-to-right line."""
    return not text.isascii() and _CAN_REORDER.search(text) is not None


def base_level(text: str, default: int = 0) -> int:
    """P2/P3: 1 when the first strong letter outside isolates is R or AL, 0 when it is L, else ``default``."""
    byte_of = BIDI_BYTE
    for char in text:
        cls = byte_of[char]
        if cls == 0x4C:
            return 0
        if cls in b"RA":
            return 1
        if cls in b"678":
            classes = bytes(map(byte_of.__getitem__, text))
            found = first_strong(classes, 0, len(classes), match_isolates(classes))
            return default if found is None else found
    return default


def resolve(text: str, base: int | None = None) -> Levels:
    """Resolve the levels of one paragraph; ``base`` None means by its first strong letter, 0 without one."""
    if base is None:
        base = base_level(text)
    if base == 0 and not has_rtl(text):
        return Levels(0, bytes(len(text)))
    classes = bytes(map(BIDI_BYTE.__getitem__, text))
    return _resolve(classes, base, [(at, text[at]) for at in brackets_in(text)])


def resolve_classes(classes: Sequence[str], base: int | None = None) -> Levels:
    """The same for a list of bidi class names ("AL", "EN", …), which holds no paired brackets."""
    packed = b"".join(BYTE_OF_CLASS[name] for name in classes)
    if base is None:
        base = first_strong(packed, 0, len(packed), match_isolates(packed)) or 0
    return _resolve(packed, base, [])


def _resolve(classes: bytes, base: int, brackets: list[tuple[int, str]]) -> Levels:
    edge = b"LR"[base : base + 1]
    levels: bytearray
    if _EXPLICIT.search(classes):
        levels = resolve_explicit(classes, base, brackets)
    elif b"b" in classes:
        levels = _resolve_around_removed(classes, base, edge, brackets)
    else:  # the whole paragraph is one isolating run sequence
        levels = bytearray(resolve_sequence(classes, base, edge, edge, brackets))
    _reset_blanks(levels, classes, base)
    removed: frozenset[int] = frozenset()
    if _REMOVED.search(classes):
        removed = frozenset(at for at, cls in enumerate(classes) if cls in REMOVED)
    return Levels(base, bytes(levels), removed)


def _resolve_around_removed(classes: bytes, base: int, edge: bytes, brackets: list[tuple[int, str]]) -> bytearray:
    """X9 where only BN (ZWNJ, SHY, …) has to be taken out: the rest is still one sequence."""
    parts = _REMOVED_RUN.split(classes)
    moved: list[tuple[int, str]] = []
    shift = at = 0
    waiting = iter(brackets)
    bracket = next(waiting, None)
    for number, part in enumerate(parts):
        at += len(part)
        if number & 1:
            shift += len(part)
            continue
        while bracket is not None and bracket[0] < at:
            moved.append((bracket[0] - shift, bracket[1]))
            bracket = next(waiting, None)
    resolved = resolve_sequence(b"".join(parts[::2]), base, edge, edge, moved)
    out = bytearray()
    at = 0
    for number, part in enumerate(parts):
        if number & 1:
            out += bytes([out[-1] if out else base]) * len(part)
        else:
            out += resolved[at : at + len(part)]
            at += len(part)
    return out


def _reset_blanks(levels: bytearray, classes: bytes, base: int) -> None:
    """L1: separators, and the blanks before them and at the end of the line, go to the paragraph's level."""
    at = 0
    for part in _SEPARATOR.split(classes) if b"S" in classes or b"B" in classes else (classes,):
        if part in (b"S", b"B"):
            levels[at] = base
        else:
            kept = len(part.rstrip(_BLANK_CLASSES))
            levels[at + kept : at + len(part)] = bytes([base]) * (len(part) - kept)
        at += len(part)


def visual_runs(levels: bytes) -> list[tuple[int, int]]:
    """L2 on level runs: (start, end) from left to right; a run of odd level reads from its end to its start."""
    runs = [found.span() for found in _LEVEL_RUN.finditer(levels)]
    if len(runs) < 2:
        return runs
    values = [levels[start] for start, _ in runs]
    for level in range(max(values), (min(values) | 1) - 1, -1):
        at = 0
        while at < len(values):
            if values[at] < level:
                at += 1
                continue
            end = at
            while end < len(values) and values[end] >= level:
                end += 1
            runs[at:end] = runs[at:end][::-1]
            values[at:end] = values[at:end][::-1]
            at = end
    return runs


def visual_order(levels: bytes) -> list[int]:
    """L2: positions from left to right."""
    order: list[int] = []
    for start, end in visual_runs(levels):
        order += range(end - 1, start - 1, -1) if levels[start] & 1 else range(start, end)
    return order
