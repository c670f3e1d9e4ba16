"""What was typed -> which action, how often.

The parser knows counts (``42 j``), sequences (``g g``) and keyboards: under an
Arabic, Hebrew, Persian, Russian or Serbian layout the same physical key does
the same thing, because a letter that no Latin keyboard sends is read as the
Latin letter on its key (``data/layouts.tsv``).  Text fields never come here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from tui.app.verbs import Verb

_SCRIPTS = {"arabic": ("arabic", "persian"), "cyrillic": ("russian", "serbian"), "hebrew": ("hebrew",)}
_LANGUAGES = {"fa": "persian", "ar": "arabic", "sr": "serbian", "ru": "russian", "bg": "russian", "uk": "russian"}
MOST = 9999
"""The largest count."""


@cache
def layouts() -> dict[str, dict[str, str]]:
    """Layout name -> what its keys send -> the Latin character of the same key.  A value may be two characters long."""
    tables: dict[str, dict[str, str]] = {}
    file = resources.files("tui.app") / "data" / "layouts.tsv"
    for row in file.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            name, physical, sent = row.split("\t")
            tables.setdefault(name, {})[sent] = physical
    return tables


@dataclass(slots=True)
class Keyboard:
    """Guesses the layout by what it sent, starting from the interface's or the system's language."""

    language: str = ""
    _layout: dict[str, str] = field(default_factory=dict)

    def latin(self, character: str) -> str:
        """The Latin character on the key that sent ``character``; itself if no known layout sends it."""
        if character.isascii():
            return character
        tables = layouts()
        for script, names in _SCRIPTS.items():
            senders = [name for name in names if character in tables[name]]
            if not senders:
                continue
            if len(senders) == 1:
                # A letter that only one layout of the script has settles which one it is.
                self._layout[script] = senders[0]
            name = self._layout.get(script) or _LANGUAGES.get(self.language, names[0])
            return tables[name if name in senders else senders[0]][character]
        return character

    def pair(self, first: str, second: str) -> str:
        """The Latin character of a key that sends two letters (lam-alef), or ''."""
        return layouts()["arabic"].get(first + second, "")


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

    def feed(self, key: str, character: str | None) -> Command | None:
        """Take one key press (Textual's ``key`` and ``character``) and return the command it completes, if any."""
        raw = character if character and character.isprintable() and not character.isspace() else ""
        token = self._keyboard.latin(raw) if raw else key
        both = self._keyboard.pair(self._raw, raw) if self._raw and raw else ""
        if both and self._typed:
            # Lam-alef: one key of the Arabic keyboard that sends two letters.
            self._typed, token = (), both
        self._raw = raw
        if token.isdigit() and not self._typed and (self._count or token != "0"):
            self._count = str(min(MOST, int(self._count + str(int(token)))))
            return None
        if key == "escape" and self.pending:
            self.reset()
            return None
        sequence = (*self._typed, token)
        if sequence in self._starts:
            self._typed = sequence
            return None
        name = self._names.get(sequence)
        count = int(self._count or 0)
        self.reset()
        return Command(name, count) if name else None


def shown(key: str) -> str:
    """A key as the help writes it: ``^D`` for ``ctrl+d``, ``gg`` for ``g g``."""
    names = {
        "space": "space", "enter": "Enter", "escape": "Esc", "tab": "Tab", "shift+tab": "\u21e7Tab", "down": "\u2193",
        "up": "\u2191", "left": "\u2190", "right": "\u2192", "pagedown": "PgDn", "pageup": "PgUp", "home": "Home",
        "end": "End",
    }  # fmt: skip
    return "".join(
        names.get(part) or ("^" + part[5:].upper() if part.startswith("ctrl+") else part) for part in key.split(" ")
    )
