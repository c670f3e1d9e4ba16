"""Explicit levels: X1-X8 for embeddings, overrides and isolates, X9 and X10 for the runs that they make."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tui.text.isolating import resolve_sequence

MAX_DEPTH = 125
_L, _R, _B, _BN = b"LRBb"
_LRE, _RLE, _LRO, _RLO, _PDF, _LRI, _RLI, _FSI, _PDI = b"123456789"
REMOVED = frozenset((_LRE, _RLE, _LRO, _RLO, _PDF, _BN))
_ISOLATES = frozenset((_LRI, _RLI, _FSI))


def match_isolates(classes: bytes) -> dict[int, int]:
    """BD9: the position of each isolate initiator -> that of its matching PDI (only where there is one)."""
    open_at: list[int] = []
    pairs: dict[int, int] = {}
    for at, cls in enumerate(classes):
        if cls in _ISOLATES:
            open_at.append(at)
        elif cls == _PDI and open_at:
            pairs[open_at.pop()] = at
    return pairs


def first_strong(classes: bytes, start: int, end: int, pairs: dict[int, int]) -> int | None:
    """P2/P3 over ``classes[start:end]``: 0 or 1 by the first L, R or AL outside isolates, None without one."""
    at = start
    while at < end:
        cls = classes[at]
        if cls == _L:
            return 0
        if cls in b"RA":
            return 1
        at = pairs.get(at, end) if cls in _ISOLATES else at + 1
    return None


def _next_level(level: int, odd: int) -> int:
    """The least odd (even) level greater than ``level``."""
    return level + 1 if (level + 1) & 1 == odd else level + 2


class _Embeddings:
    """The directional status stack with its three counters (X1)."""

    def __init__(self, base: int) -> None:
        self.base = base
        self.reset()

    def reset(self) -> None:
        self.stack: list[tuple[int, int, bool]] = [(self.base, 0, False)]
        self.overflow_isolates = self.overflow_embeddings = self.valid_isolates = 0

    def embed(self, odd: int, override: int) -> None:
        """X2-X5."""
        level = _next_level(self.stack[-1][0], odd)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.stack.append((level, override, False))
        elif not self.overflow_isolates:
            self.overflow_embeddings += 1

    def isolate(self, odd: int) -> None:
        """X5a-X5c, the part after the initiator itself."""
        level = _next_level(self.stack[-1][0], odd)
        if level <= MAX_DEPTH and not self.overflow_isolates and not self.overflow_embeddings:
            self.valid_isolates += 1
            self.stack.append((level, 0, True))
        else:
            self.overflow_isolates += 1

    def end_isolate(self) -> None:
        """X6a, the part before the PDI itself."""
        if self.overflow_isolates:
            self.overflow_isolates -= 1
        elif self.valid_isolates:
            self.overflow_embeddings = 0
            while not self.stack[-1][2]:
                self.stack.pop()
            self.stack.pop()
            self.valid_isolates -= 1

    def end_embedding(self) -> None:
        """X7."""
        if self.overflow_isolates:
            return
        if self.overflow_embeddings:
            self.overflow_embeddings -= 1
        elif len(self.stack) > 1 and not self.stack[-1][2]:
            self.stack.pop()


_EMBEDDINGS = {_RLE: (1, 0), _LRE: (0, 0), _RLO: (1, _R), _LRO: (0, _L)}


def explicit_levels(classes: bytes, base: int, pairs: dict[int, int]) -> tuple[bytearray, bytearray]:
    """X1-X8: the explicit level and the (perhaps overridden) class of each character."""
    levels, out = bytearray(len(classes)), bytearray(classes)
    state = _Embeddings(base)
    for at, cls in enumerate(classes):
        level, override, _ = state.stack[-1]
        if cls in _EMBEDDINGS:
            levels[at] = level
            state.embed(*_EMBEDDINGS[cls])
        elif cls in _ISOLATES:
            levels[at] = level
            if override:
                out[at] = override
            if cls == _FSI:
                odd = first_strong(classes, at + 1, pairs.get(at, len(classes)), pairs) or 0
            else:
                odd = int(cls == _RLI)
            state.isolate(odd)
        elif cls == _PDI:
            state.end_isolate()
            levels[at], override, _ = state.stack[-1]
            if override:
                out[at] = override
        elif cls == _PDF:
            levels[at] = level
            state.end_embedding()
        elif cls == _B:
            levels[at] = base
            state.reset()  # X8
        else:
            levels[at] = level
            if override and cls != _BN:
                out[at] = override  # X6
    return levels, out


def _sequences(classes: bytes, levels: bytearray, kept: Sequence[int], pairs: dict[int, int]) -> Iterator[list[int]]:
    """BD13: the positions of each isolating run sequence."""
    runs: list[list[int]] = []
    for at in kept:
        if runs and levels[runs[-1][0]] == levels[at]:
            runs[-1].append(at)
        else:
            runs.append([at])
    starting = {run[0]: run for run in runs}
    closers = set(pairs.values())
    for run in runs:
        if run[0] in closers and classes[run[0]] == _PDI:
            continue  # continues the sequence of its initiator
        sequence = list(run)
        while (closer := pairs.get(sequence[-1])) is not None and closer in starting:
            sequence += starting[closer]
        yield sequence


def resolve_explicit(classes: bytes, base: int, brackets: Sequence[tuple[int, str]]) -> bytearray:
    """The levels before L1 of a paragraph that holds explicit controls (X1-X10, W, N, I).

    A character that X9 removes gets the level of what stands before it.
    """
    pairs = match_isolates(classes)
    levels, overridden = explicit_levels(classes, base, pairs)
    kept = [at for at, cls in enumerate(classes) if cls not in REMOVED]
    rank = {at: number for number, at in enumerate(kept)}
    chars = dict(brackets)
    resolved = bytearray(levels)
    for sequence in _sequences(classes, levels, kept, pairs):
        level = levels[sequence[0]]
        number = rank[sequence[0]]
        before = levels[kept[number - 1]] if number else base
        number = rank[sequence[-1]]
        unmatched = classes[sequence[-1]] in _ISOLATES and sequence[-1] not in pairs
        after = base if unmatched or number + 1 == len(kept) else levels[kept[number + 1]]
        sos, eos = b"LR"[max(level, before) & 1 :][:1], b"LR"[max(level, after) & 1 :][:1]
        here = [(n, chars[at]) for n, at in enumerate(sequence) if at in chars] if chars else []
        values = resolve_sequence(bytes(overridden[at] for at in sequence), level, sos, eos, here)
        for at, value in zip(sequence, values, strict=True):
            resolved[at] = value
    last = base
    for at, cls in enumerate(classes):
        if cls in REMOVED:
            resolved[at] = last
        last = resolved[at]
    return resolved
