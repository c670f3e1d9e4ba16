"""What was typed -> which action, how often.

The parser knows counts (``42 j``), sequences (``g g``) and, through
:mod:`tui.app.keyboard`, keyboards: the same physical key does the same thing
under any layout.  Text fields never come here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from unicodedata import category

from tui.app.keyboard import Keyboard
from tui.app.verbs import Verb

MOST = 9999
"""The largest count."""


@dataclass(frozen=True, slots=True)
class Command:
    """A finished key sequence: the action and its count (0: none was typed)."""

    name: str
    count: int


class KeyParser:
    """Turns keys into commands.  ``pending`` is what was typed so far and waits for more."""

    def __init__(self, verbs: Iterable[Verb], keyboard: Keyboard | None = None) -> None:
        self._names = {tuple(key.split(" ")): verb.name for verb in verbs for key in verb.keys}
        self._starts = {sequence[:length] for sequence in self._names for length in range(1, len(sequence))}
        self._keyboard = keyboard or Keyboard()
        self._count = ""
        self._typed: tuple[str, ...] = ()
        self._raw = ""

    @property
    def pending(self) -> str:
        """What waits, as typed."""
        return self._count + "".join(self._typed)

    def reset(self) -> None:
        """Forget what waits."""
        self._count, self._typed, self._raw = "", (), ""

    def feed(self, key: str, character: str | None, base: str = "") -> Command | None:
        """Take one key press and return the command it completes, if any.

        ``key`` and ``character`` are Textual's; ``base`` is the US character of
        the key where the terminal says it.
        """
        raw = character if character and _is_sign(character) else ""
        token = self._keyboard.us(raw, base) if raw else self._chord(key, base)
        both = self._keyboard.pair(self._raw, raw) if self._raw and raw and not base else ""
        if both and self._typed:
            # Lam-alef: one key of the Arabic keyboard that sends two letters.
            self._typed, token = (), both
        self._raw = raw
        if token.isdecimal() and not self._typed and (self._count or int(token)):
            self._count = str(min(MOST, int(self._count + str(int(token)))))
            return None
        if key == "escape" and self.pending:
            self.reset()
            return None
        # A sign that its own key has no use for is taken as the sign: Russian has "?" on the 7.
        for sequence in ((*self._typed, token), (*self._typed, raw)):
            if sequence in self._starts:
                self._typed = sequence
                return None
            if sequence in self._names:
                break
        name = self._names.get(sequence)
        count = int(self._count or 0)
        self.reset()
        return Command(name, count) if name else None

    def _chord(self, key: str, base: str) -> str:
        """A key without text, by its name; a letter with Ctrl is the one of the US keyboard."""
        modifiers, plus, letter = key.rpartition("+")
        if not plus or len(letter) != 1 or letter.isascii():
            return key
        return f"{modifiers}+{self._keyboard.us(letter, base).lower()}"


def _is_sign(character: str) -> bool:
    """Whether a key typed something: printable, or invisible like the joiners that Persian and Urdu keyboards have."""
    return (character.isprintable() or category(character) == "Cf") and not character.isspace()


def shown(key: str) -> str:
    """A key as the help writes it: ``^D`` for ``ctrl+d``, ``gg`` for ``g g``."""
    names = {
        "space": "space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "\u21e7Tab", "down": "\u2193",
        "up": "\u2191", "left": "\u2190", "right": "\u2192", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home",
        "end": "End", "backspace": "BkSp", "shift+down": "\u21e7\u2193", "shift+up": "\u21e7\u2191",
    }  # fmt: skip
    return "".join(
        names.get(part) or ("^" + part[5:].upper() if part.startswith("ctrl+") else part) for part in key.split(" ")
    )
