"""A line that was typed -> which verb, how often, and what with.  Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from tui.app.keyboard import Keyboard
from tui.app.verbs import Verb
from tui.text import fold

READ_ON, ENTER = "read_on", "enter"
EXTRA = ("list", "view")
"""Verbs that only a dialogue needs: the reader shows what they say."""
_COUNTED = re.compile(r"(\d{1,6})\s*(.*)")
_SHORTEST = 3
"""So many letters of a word stand for the whole, if no other begins with them."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A verb by its name; ``count`` 0 for none; ``rest`` is what stands behind it."""

    name: str
    count: int = 0
    rest: str = ""


@dataclass(frozen=True, slots=True)
class NoVerb:
    """What was typed is no verb; ``near`` is a word that is, or "" ."""

    word: str
    near: str


class Vocabulary:
    """The words by which the verbs are called: their keys, their names, and words of a language."""

    def __init__(self, verbs: Sequence[Verb], names: Iterable[str], words: Mapping[str, str], language: str) -> None:
        """``names`` are the verbs that are understood, ``words`` their other words, separated by commas."""
        self._keys: dict[str, str] = {}
        self._words: dict[str, str] = {}
        self._keyboard = Keyboard(language)
        known = set(names)
        for verb in verbs:
            if verb.name in known:
                keys = (key.replace(" ", "") for key in verb.keys if all(_typeable(part) for part in key.split(" ")))
                self._keys.update(dict.fromkeys(keys, verb.name))
        for name in known:
            for word in (name.replace("_", " "), *words.get(name, "").split(",")):
                if word.strip():
                    self._words.setdefault(_form(word), name)

    def read(self, line: str) -> Typed | NoVerb:
        """What a line means.  An empty one reads on, a number opens, a number before a verb is its count."""
        line = line.strip()
        if not line:
            return Typed(READ_ON)
        counted = _COUNTED.fullmatch(line)
        if counted is None:
            return self._verb(line, 0)
        count, rest = int(counted[1]), counted[2].strip()
        return self._verb(rest, count) if rest else Typed(ENTER, count)

    def _verb(self, line: str, count: int) -> Typed | NoVerb:
        first, _, rest = line.partition(" ")
        if first in self._keys:
            joined = first + rest.partition(" ")[0]
            if joined in self._keys:  # g t
                return Typed(self._keys[joined], count, rest.partition(" ")[2].strip())
            return Typed(self._keys[first], count, rest.strip())
        parts = line.split()
        for length in range(min(3, len(parts)), 0, -1):
            name = self._words.get(_form(" ".join(parts[:length])))
            if name is not None:
                return Typed(name, count, " ".join(parts[length:]))
        if len(parts) > 1 and first + parts[1] in self._keys:
            return Typed(self._keys[first + parts[1]], count, " ".join(parts[2:]))
        sign = line[0]
        if not sign.isalnum() and sign in self._keys:
            return Typed(self._keys[sign], count, line[1:].strip())
        return self._guess(line, first, rest.strip(), count)

    def _guess(self, line: str, first: str, rest: str, count: int) -> Typed | NoVerb:
        """A key of another layout, or the beginning of one word alone."""
        if len(first) == 1 and not first.isascii():
            name = self._keys.get(self._keyboard.us(first, ""))
            if name is not None:
                return Typed(name, count, rest)
        form = _form(first)
        if len(form) >= _SHORTEST:
            names = {name for word, name in self._words.items() if word.startswith(form)}
            if len(names) == 1:
                return Typed(names.pop(), count, rest)
        return NoVerb(first, next(iter(get_close_matches(form, self._words, 1)), ""))

    def called(self, name: str) -> list[str]:
        """The keys and words of a verb, as the help lists them."""
        keys = [key for key, verb in self._keys.items() if verb == name]
        return list(dict.fromkeys(keys + [word for word, verb in self._words.items() if verb == name]))


def _typeable(key: str) -> bool:
    """Whether a key types a sign; the blank is called by its name."""
    return len(key) == 1 or key == "space"


def _form(word: str) -> str:
    return " ".join(fold(word.replace("_", " ")).split())


def rows(text: str, most: int) -> list[int] | None:
    """``3 5-7`` as rows counted from 0; None for what are no rows of a list of ``most``."""
    found: list[int] = []
    for part in text.replace(",", " ").split():
        match = re.fullmatch(r"(\d{1,6})(?:-(\d{1,6}))?", part)
        if match is None:
            return None
        first, last = int(match[1]), int(match[2] or match[1])
        if not 1 <= first <= last <= most:
            return None
        found += range(first - 1, last)
    return found
