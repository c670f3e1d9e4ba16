"""Where a long paragraph may be set in portions, so that its first lines need not wait for its last ones.

UAX#9 resolves a paragraph as a whole, but nothing crosses a strong letter with
no bracket open around it and no explicit control in the paragraph: W1-W7 look
back to the last strong letter, N1 and N2 from one strong letter to the next,
and N0 inside a pair and back from it.  So a portion is resolved exactly if it
starts with a strong letter and sees the one that the next portion starts with.
A portion starts after a blank: nothing joins over one.
"""

from __future__ import annotations

import re

from tui.text.brackets import paired
from tui.text.classes import BIDI_BYTE

FIRST, FURTHER = 1500, 1500
"""Characters of the first portion and of each further one, at least: half of a screen."""
_STRONG = frozenset(b"LRA")
# Explicit embeddings, overrides and isolates; separators that L1 resets at.
_WHOLE = re.compile("[\t\n\x0b\x0c\r\x1c-\x1f\x85\u2028-\u202e\u2066-\u2069]")


def cuts(text: str, first: int = FIRST, further: int = FURTHER) -> list[int]:
    """The offsets at which ``text`` (one paragraph) may be cut, ascending; none if it has to be set as a whole."""
    if len(text) <= first or _WHOLE.search(text):
        return []
    pairs = paired(text)
    if pairs is None:
        return []
    out: list[int] = []
    least = first
    waiting = iter(pairs)
    pair = next(waiting, None)
    closed = -1
    at = text.find(" ", least) + 1
    while 0 < at < len(text):
        while pair is not None and pair[0] < at:
            closed = max(closed, pair[1])
            pair = next(waiting, None)
        if closed >= at:
            at = text.find(" ", closed) + 1
            continue
        if BIDI_BYTE[text[at]] in _STRONG and text[at - 2] != " ":
            out.append(at)
            at = text.find(" ", at + further) + 1
        else:
            at = text.find(" ", at) + 1
    return out
