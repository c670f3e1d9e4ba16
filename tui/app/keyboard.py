"""Which key was pressed, whatever layout it is pressed under.

A person who writes Arabic, Persian, Urdu, Hebrew, Russian or Serbian does not
switch layouts to triage: a command is the *physical* key, named by the
character that a US keyboard has on it.  Where the terminal speaks kitty's
keyboard protocol it says which key that was (the base layout key,
:mod:`tui.app.kitty`).  Elsewhere it is read off from what the key sent:
``data/layouts.tsv`` says what the layouts send.

Characters that more than one layout sends are read by the layout in use: the
one that sent the last letter.  So ``/`` is the key beside Shift under a Latin
layout, but the Q key after a Hebrew letter.  The first Latin letter ends that.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from unicodedata import name as name_of

_SCRIPTS = (("arabic", "persian", "urdu", "urdu-nla"), ("russian", "serbian"), ("hebrew",))
"""Layouts that share letters, the most usual first."""
_LANGUAGES = {
    "ar": "arabic", "fa": "persian", "ur": "urdu", "he": "hebrew", "sr": "serbian", "mk": "serbian", "ru": "russian",
    "bg": "russian", "uk": "russian",
}  # fmt: skip
LAYOUTS = tuple(layout for script in _SCRIPTS for layout in script)
"""The layouts that ``[keys] layout`` may name."""
_SHIFTED = dict(zip("`1234567890-=[]\\;',./", '~!@#$%^&*()_+{}|:"<>?', strict=True))
"""What the US keyboard sends with Shift where it is no capital letter."""


@cache
def layouts() -> dict[str, dict[str, str]]:
    """Layout name -> what its keys send -> the US character of the same key.  What is sent may be two characters."""
    from importlib import resources  # not before the first key

    tables: dict[str, dict[str, str]] = {}
    file = resources.files("tui.app") / "data" / "layouts.tsv"
    for row in file.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            layout, physical, sent = row.split("\t")
            if len(sent) > 2 and sent.startswith("U+"):
                sent = chr(int(sent[2:], 16))
            tables.setdefault(layout, {})[sent] = physical
    return tables


def with_shift(key: str) -> str:
    """What the US keyboard sends for ``key`` (its character without Shift) when Shift is held."""
    return _SHIFTED.get(key, key.upper())


@dataclass(slots=True)
class Keyboard:
    """Follows which layout is in use.

    ``language`` is that of the system (a BCP 47 primary tag); ``layout`` a
    layout that the user named, which is believed before anything else.
    """

    language: str = ""
    layout: str = ""
    _in_use: str = ""
    _possible: dict[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def us(self, character: str, base: str = "") -> str:
        """The character that a US keyboard has on the key that sent ``character``.

        ``base`` is that character where the terminal said it.  A character that
        no layout in use sends is returned as it is.
        """
        if character.isascii():
            if character.isalpha() and (character.islower() or self._in_use != "hebrew"):
                # Shift and a letter send a Latin capital under the Hebrew layout too.
                self._in_use = ""
            if base and self._in_use:
                return base
            return layouts()[self._in_use].get(character, character) if self._in_use in layouts() else character
        layout = self._sender(character)
        if layout:
            self._in_use = layout
        elif base and character.isalpha() and not name_of(character, "").startswith("LATIN"):
            # A layout of which nothing is known here, Greek or Georgian: the terminal knows its keys.
            self._in_use = "other"
        if base and self._in_use:
            return base
        return layouts()[layout][character] if layout else character

    def _sender(self, character: str) -> str:
        """The layout that most likely sent a character; "" if none does."""
        tables = layouts()
        for script in _SCRIPTS:
            senders = tuple(layout for layout in script if character in tables[layout])
            if not senders:
                continue
            if self.layout in senders:
                return self.layout
            # Every letter leaves fewer layouts that could have sent all of them; one that none of them has begins anew.
            left = tuple(layout for layout in self._possible.get(script, script) if layout in senders) or senders
            self._possible[script] = left
            wanted = (self._in_use, _LANGUAGES.get(self.language, ""))
            return next((layout for layout in wanted if layout in left), left[0])
        return ""

    def pair(self, first: str, second: str) -> str:
        """The US character of a key that sends two letters one after the other (lam and alef), or ""."""
        return layouts().get(self._in_use, {}).get(first + second, "")
