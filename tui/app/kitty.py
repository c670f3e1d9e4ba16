"""Physical keys from terminals that speak kitty's keyboard protocol (kitty, foot, Ghostty, WezTerm and others).

The toolkit asks for keys as escape codes with the text that they type; the
driver asks for alternate keys as well (:data:`ALTERNATE_KEYS`), with which the
terminal adds the *base layout key*: the key by its place on a US keyboard,
https://sw.kovidgoyal.net/kitty/keyboard-protocol/#key-codes.  The toolkit's
parser does not know that part, so it is taken off before and kept beside the
event.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from unicodedata import normalize

from textual import events
from textual._xterm_parser import XTermParser

from tui.app.keyboard import layouts, with_shift

ALTERNATE_KEYS = "\x1b[=4;2u"
"""Adds "report alternate keys" to what is asked for already; a terminal without the protocol passes it over."""
_ALTERNATES = re.compile(r"\x1b\[(\d+):(\d*):?(\d*)([\d;:]*u)")
_SHIFT = 1
_LAM_ALEF = tuple(map(chr, range(0xFEF5, 0xFEFD)))
"""Two letters as one character."""


class PhysicalKey(events.Key):
    """A key press of which the terminal said the place.

    ``base`` is the character of a US keyboard, with Shift where that was held;
    ``more`` says that this is a further character of the same press.
    """

    def __init__(self, key: str, character: str | None, base: str, *, more: bool = False) -> None:
        super().__init__(key, character)
        self.base, self.more = base, more


PhysicalKey.handler_name = events.Key.handler_name
"""The toolkit calls handlers by this name, which it makes of the class's: those of any key are meant."""


class KittyParser(XTermParser):
    """The toolkit's parser, which also understands alternate keys."""

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        found = _ALTERNATES.fullmatch(sequence)
        if found is None:
            yield from super()._sequence_to_key_events(sequence, alt)
            return
        code, shifted, place, rest = found.groups()
        base = _character(place or code)
        told, _, typed = rest.rstrip("u").removeprefix(";").partition(";")
        modifiers = max(0, int(told.partition(":")[0] or 1) - 1)
        if modifiers & _SHIFT:
            base = with_shift(base)
        if not typed and not modifiers & ~_SHIFT and base:
            # Kitty before 0.28 does not say the text of letters that are not Latin.
            text = _letters(shifted if modifiers & _SHIFT else code) or _two_letters(base)
            yield PhysicalKey(text, text, base)
            return
        if not int(code) and base:
            code = str(ord(base.lower()))  # a key that types two letters has no code there
        for index, key in enumerate(super()._sequence_to_key_events(f"\x1b[{code}{rest}", alt)):
            yield PhysicalKey(key.key, key.character, base, more=index > 0)


def _character(code: str) -> str:
    """The printable ASCII character of a code point in decimal; "" for any other."""
    number = int(code)
    return chr(number) if 0x20 < number < 0x7F else ""


def _letters(code: str) -> str:
    """What a code point in decimal types: lam and alef in one are two letters; "" for nothing."""
    number = int(code or 0)
    letters = chr(number) if 0x20 < number <= sys.maxunicode else ""
    return normalize("NFKC", letters) if letters in _LAM_ALEF else letters if letters.isprintable() else ""


def _two_letters(base: str) -> str:
    """What the Arabic key at this place types, if that is lam and alef; else the US character itself."""
    return next((sent for sent, key in layouts()["arabic"].items() if key == base and len(sent) == 2), base)


def base_of(event: events.Key) -> str:
    """The US character of the key that was pressed, "" where the terminal does not say."""
    return event.base if isinstance(event, PhysicalKey) else ""


def chord(event: events.Key) -> str:
    """The name of a key; a letter that types nothing, with Ctrl mostly, is the one of the US keyboard."""
    modifiers, plus, letter = event.key.rpartition("+")
    base = base_of(event)
    return f"{modifiers}+{base.lower()}" if plus and base and len(letter) == 1 and not letter.isascii() else event.key


def repeats(event: events.Key) -> bool:
    """Whether an event is a further character of a press that was already told of."""
    return isinstance(event, PhysicalKey) and event.more
