"""Where a line may be broken (UAX#14), by words.

The full rules are :mod:`uniseg`'s; they are slow, so they run only inside
words that need them, once for each word.  Between words separated by U+0020
the few rules that look across blanks stand here (LB7-LB18).  A text that holds
something those rules do not cover goes to uniseg whole.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

# Letters (AL, HL), digits (NU) and their marks (CM): uniseg never breaks between two of them.
_LETTERS = (
    "0-9A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u0241\u0400-\u0481\u048a-\u052f\u05d0-\u05ea"
    "\u0620-\u064a\u064b-\u065f\u0660-\u0669\u0670-\u06d3\u06f0-\u06f9"
)
# Straight quotes (QU) never break on either side; the others do not where they open or close a word.
_PLAIN_WORD = re.compile(
    f"[(\\[\"'\u00ab\u201c]*[{_LETTERS}]+(?:[.,:;\"']+[{_LETTERS}]+)*[)\\]\"'\u00bb\u201d.,:;!?\u060c\u061b\u061f]*"
)
_PLAIN_END = re.compile(f"[{_LETTERS}.,:;!?)\\]\"'\u060c\u061b\u061f]")
_PLAIN_START = re.compile(f"[{_LETTERS}(\\[\"']")
_WORD = re.compile("[^ ]+")
# Line separators, zero width space and whatever sticks to a blank need the rules as a whole.
_WHOLE = re.compile("[\t\n\x0b\x0c\r\x1c-\x1e\x85\u200b\u200d\u2028\u2029\u2060\ufeff]")


def break_offsets(text: str) -> list[int]:
    """The offsets in ``text`` at which a new line may start, ascending, without 0 and ``len(text)``."""
    if _WHOLE.search(text):
        return _by_the_book(text)
    out: list[int] = []
    previous = ""
    for found in _WORD.finditer(text):
        word = found[0]
        start = found.start()
        if start and may_break_between(previous or " ", word):
            out.append(start)
        if not _PLAIN_WORD.fullmatch(word):
            out += [start + at for at in breaks_inside(word)]
        previous = word
    return out


def warm_up() -> None:
    """Import and build what the first unusual word needs (some 30 ms), so that a thread can do it beforehand."""
    breaks_inside("a\u2013\u201cb\u201d")


def _by_the_book(text: str) -> list[int]:
    from uniseg.linebreak import line_break_breakables

    return [at for at, may in enumerate(line_break_breakables(text)) if may and at]


@lru_cache(maxsize=16384)
def breaks_inside(word: str) -> tuple[int, ...]:
    """The offsets inside a word (no blank in it) at which it may be broken."""
    if _PLAIN_WORD.fullmatch(word):
        return ()
    return tuple(_by_the_book(word))


def may_break_between(left: str, right: str) -> bool:
    """Whether a line may end after ``left`` and its blanks and start with ``right`` (both words, not empty)."""
    if _PLAIN_START.match(right) and _PLAIN_END.match(left, len(left) - 1):
        return True
    return _may_break(left, right)


@lru_cache(maxsize=16384)
def _may_break(left: str, right: str) -> bool:
    head, after_head = _class(right[0]), _class(right[1]) if len(right) > 1 else "SP"
    if head in ("WJ", "CL", "CP", "EX", "SY"):
        return False  # LB11, LB13
    last = _class(left[-1])
    if last == "CM" or after_head == "CM":  # LB9 would have to be looked through
        return len(left) + 1 in _by_the_book(f"{left} {right}")
    if last == "OP":
        return False  # LB14
    if last == "QU" and category(left[-1]) == "Pi":
        before = _class(left[-2]) if len(left) > 1 else "SP"
        if before in ("OP", "QU", "GL", "SP"):
            return False  # LB15a
    if head == "QU" and category(right[0]) == "Pf":
        return after_head not in ("SP", "GL", "WJ", "CL", "QU", "CP", "EX", "IS", "SY")  # LB15b
    if head == "IS":
        return after_head == "NU"  # LB15c, LB15d
    if last in ("CL", "CP") and head == "NS":
        return False  # LB16
    return not (last == "B2" and head == "B2")  # LB17, else LB18


@lru_cache(maxsize=4096)
def _class(char: str) -> str:
    """The Line_Break class after LB1."""
    from uniseg.linebreak import line_break

    name = str(line_break(char).value)
    if name == "SA" and category(char) in ("Mn", "Mc"):
        return "CM"
    return {"CJ": "NS", "AI": "AL", "SG": "AL", "XX": "AL", "SA": "AL"}.get(name, name)
