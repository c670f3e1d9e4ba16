"""ANSI colours in text that came with them (ECMA-48 8.3.117, SGR): taken out, remembered by offset, put back."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tui.text.cleaning import sanitise
from tui.text.line import Span

_SGR = re.compile("\x1b\\[([0-9;:]*)m")
_TAB = 8
# What a parameter switches off: the parameters that it takes back.
_ENDS = {22: (1, 2), 23: (3, 20), 24: (4, 21), 25: (5, 6), 27: (7,), 28: (8,), 29: (9,), 54: (51, 52), 55: (53,)}
_COLOURS = {38: 39, 48: 49, 58: 59}


class Pen:
    """The attributes that the sequences so far leave behind; it goes on from line to line."""

    def __init__(self) -> None:
        self._set: dict[int, str] = {}

    @property
    def sequence(self) -> str:
        """The one sequence that sets what is set; "" if nothing is."""
        return f"\x1b[{';'.join(self._set.values())}m" if self._set else ""

    def take(self, parameters: str) -> None:
        """The parameters of one SGR sequence; what is no attribute is passed over."""
        waiting = parameters.split(";")
        while waiting:
            text = waiting.pop(0)
            whole, _, rest = text.partition(":")
            number = int(whole or 0)
            if number in _COLOURS:
                length = {"5": 2, "2": 4}.get(waiting[0] if waiting else "", 0)
                chosen, waiting = waiting[:length], waiting[length:]
                if rest or (length and len(chosen) == length):
                    self._set[_COLOURS[number]] = text if rest else ";".join((text, *chosen))
            elif number == 0:
                self._set.clear()
            elif number in (39, 49, 59):
                self._set.pop(number, None)
            elif 30 <= number <= 37 or 90 <= number <= 97:
                self._set[39] = text
            elif 40 <= number <= 47 or 100 <= number <= 107:
                self._set[49] = text
            elif number in _ENDS:
                for ended in _ENDS[number]:
                    self._set.pop(ended, None)
            elif number < 10 or number in (20, 21, 51, 52, 53):
                self._set[number] = text


def uncoloured(text: str, pen: Pen) -> tuple[str, Sequence[Span]]:
    """One line without its colours, safe and with blanks for tabs, and spans whose role is the sequence over them."""
    if "\x1b" not in text and not pen.sequence:
        return _safe(text, 0), ()
    plain: list[str] = []
    spans: list[Span] = []
    at = 0
    for number, part in enumerate(_SGR.split(text)):
        if number & 1:
            pen.take(part)
            continue
        clean = _safe(part, at)
        if clean and pen.sequence:
            spans.append(Span(at, at + len(clean), pen.sequence))
        plain.append(clean)
        at += len(clean)
    return "".join(plain), spans


def _safe(text: str, column: int) -> str:
    """``text`` without controls; a tab reaches to the next multiple of eight characters of its line."""
    clean = sanitise(text).replace("\n", " ")
    if "\t" not in clean:
        return clean
    out: list[str] = []
    for number, part in enumerate(clean.split("\t")):
        if number:
            blanks = _TAB - column % _TAB
            out.append(" " * blanks)
            column += blanks
        out.append(part)
        column += len(part)
    return "".join(out)
