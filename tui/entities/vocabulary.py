"""Which words are ordinary words of a language: listed ones in any form, and what is made of a root by a pattern.

In a script without capitals a name is known by what it is not.  Nearly all Arabic and Hebrew words are a root of
three or four consonants laid into one of some eighty patterns, with articles, particles and endings around it, so a
list of roots stands for a vocabulary that no list of words could hold.  Names are made in the same way: whether a word
is a given or a family name must be asked before.  The data stand in ``data/words_*.tsv``.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import lru_cache
from importlib.resources import files
from operator import itemgetter
from random import Random
from typing import Any

from tui.entities.normalise import keyed

WORD, DERIVED, SMALL = "word", "derived", "stop"
_WEAK = {"ar": "\u0627\u0648\u064a", "he": "\u05d5\u05d9\u05d4"}
"""Letters that take each other's places in a root; in keys they are also the seats of hamza."""
_LOST, _TWICE, _MIDDLE, _END = "w", "2", "~", "$"
_FINALS = str.maketrans("\u05da\u05dd\u05df\u05e3\u05e5", "\u05db\u05de\u05e0\u05e4\u05e6")
"""The forms that Hebrew letters have at the end of a word, and those that they have elsewhere."""
_MEMO, _MANY = 50_000, 500

Letters = Callable[[Any], Hashable]
Template = tuple[tuple[tuple[int, str], ...], tuple[int, ...], str]
"""The letters of a pattern that are fixed, the places of the root's letters, and what the root has besides."""


def template(pattern: str) -> Template:
    """Read a pattern: digits are the letters of the root, ``W`` a weak first one that is lost.

    ``~`` is a weak one lost in the middle, ``$`` at the end; ``=x`` says that a first letter x has
    gone into its neighbour; two digits alone are a root whose last letter is doubled.
    """
    pattern, _, lost = pattern.partition("=")
    for mark in (_MIDDLE, _END):
        if mark in pattern:
            pattern, lost = pattern.replace(mark, ""), mark
    if "W" in pattern:
        pattern, lost = pattern.replace("W", ""), _LOST
    places = {digit: pattern.index(digit) for digit in "1234" if digit in pattern}
    fixed = tuple((i, letter) for i, letter in enumerate(pattern) if letter not in "1234")
    slots = tuple(places[digit] for digit in sorted(places))
    return fixed, slots, lost or (_TWICE if len(slots) == 2 else "")


def _nothing(_: object) -> str:
    return ""


class Vocabulary:
    """The ordinary words of one language, asked for by key."""

    def __init__(self, language: str) -> None:
        cells = _cells(language)
        self._final = language == "he"
        self._weak = str.maketrans(dict.fromkeys(_WEAK.get(language, ""), _LOST))
        self._words = frozenset(cells.get("word", ()))
        drop = tuple(cells.get("drop", ()))
        self._cut = frozenset(word[:-1] for word in self._words if word.endswith(drop)) if drop else frozenset[str]()
        self._forms = frozenset(cells.get("form", ()))
        self._spelled = frozenset(cells.get("root", ()))
        self._roots = frozenset(root.translate(self._weak) for root in self._spelled)
        self._prefixes = ("", *cells.get("prefix", ()), *cells.get("article", ()))
        self._heads = frozenset(self._prefixes)
        self._longest_head = max(map(len, self._prefixes))
        self._articles = frozenset(cells.get("article", ()))
        self._suffixes = ("", *cells.get("suffix", ()), *cells.get("plural", ()))
        self._nisba = tuple(suffix for suffix in cells.get("nisba", ()))
        self._and = "".join(cells.get("and", ()))
        self._plurals = frozenset(cells.get("plural", ()))
        self._endings = frozenset(self._suffixes)
        self._longest_ending = max(map(len, self._suffixes))
        self._templates: dict[int, list[tuple[Letters, dict[Hashable, list[Template]]]]] = {}
        """By length: how to take from a word the letters that may be a pattern's own, and the patterns by them."""
        by_places: dict[tuple[int, ...], dict[Hashable, list[Template]]] = {}
        self._all: list[Template] = []
        for pattern in cells.get("pattern", ()):
            made = template(pattern)
            self._all.append(made)
            size, places = len(made[0]) + len(made[1]), tuple(place for place, _ in made[0])
            take = itemgetter(*places) if places else _nothing
            if (size, *places) not in by_places:
                by_places[size, *places] = {}
                self._templates.setdefault(size, []).append((take, by_places[size, *places]))
            letters = take(dict(made[0]))
            by_places[size, *places].setdefault(letters, []).append(made)
        self._lent = vocabulary("ar") if "ar" in cells.get("loans", ()) else None
        self.known = bool(self._roots) or len(self._words) > _MANY
        """Whether what is not in it is hardly a word of the language."""
        self._memo: dict[str, str] = {}

    def kind(self, key: str) -> str:
        """``stop`` for a small word, ``word`` for a listed one in any form, ``derived`` for one of a root, else ""."""
        found = self._memo.get(key)
        if found is None:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            word = key.translate(_FINALS) if self._final else key
            found = self._memo[key] = self._kind(word) if word else ""
        return found

    def nominal(self, word: str) -> bool:
        """Whether a word is a bare stem in a pattern, with nothing before or behind it: as names are, too."""
        return self._of_a_root(word.translate(_FINALS) if self._final else word)

    def has(self, word: str) -> bool:
        """Whether a word stands in the list as it is."""
        return (word.translate(_FINALS) if self._final else word) in self._words

    def bare(self, word: str) -> bool:
        """Whether a word is made of a root with an ending at most: no particle stands before."""
        return any(
            word.endswith(suffix) and self._derived("", word.removesuffix(suffix), suffix) for suffix in self._suffixes
        )

    def listed(self) -> frozenset[str]:
        """The words that stand in the list."""
        return self._words | self._forms

    def affixes(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """What may stand before a word, and behind."""
        return self._prefixes, self._suffixes

    def stems(self, chance: Random, each: int) -> list[str]:
        """Words made of the roots, each in some patterns taken by chance."""
        made = []
        for root in sorted(self._spelled):
            for fixed, slots, besides in chance.sample(self._all, min(each, len(self._all))):
                if not besides and len(slots) == len(root):
                    letters = dict(fixed) | dict(zip(slots, root, strict=True))
                    made.append("".join(letters[i] for i in range(len(letters))))
        return made

    def _kind(self, word: str) -> str:
        if word in self._forms or (word[0] in self._and and word[1:] in self._forms):
            return SMALL
        if word in self._words:
            return WORD
        derived = False
        splits: list[tuple[str, str, str]] = []
        for start in range(min(self._longest_head, len(word)) + 1):
            prefix = word[:start]
            if prefix not in self._heads:
                continue
            # At least two letters stay between them.
            for end in range(len(word), max(len(word) - self._longest_ending, start + 2) - 1, -1):
                suffix, stem = word[end:], word[start:end]
                if suffix not in self._endings:
                    continue
                if stem in self._words or (suffix and len(stem) > 2 and stem in self._cut):
                    if suffix[-1:] not in self._nisba:
                        return WORD
                    derived = True
                splits.append((prefix, stem, suffix))
        # Roots are looked for when it is sure that no part is listed: most words of a text have one that is.
        derived = derived or any(self._derived(*split) for split in splits)
        if derived or (self._lent is not None and self._lent.loan(word, self._suffixes)):
            return DERIVED
        return ""

    def loan(self, word: str, suffixes: tuple[str, ...]) -> bool:
        """Whether a word of another language is one of this language, with that one's endings."""
        return any(
            word.endswith(suffix) and (len(word) - len(suffix)) > 2 and self._lends(word[: len(word) - len(suffix)])
            for suffix in suffixes
        )

    def _lends(self, stem: str) -> bool:
        return stem in self._words or (len(stem) > 3 and self._of_a_root(stem))

    def _derived(self, prefix: str, stem: str, suffix: str) -> bool:
        if len(stem) == 2 and (not (prefix or suffix) or (self._final and (len(prefix) > 1 or not suffix))):
            return False
        if len(stem) <= 3 and suffix in self._plurals and prefix not in self._articles:
            return False  # an ending that so short a stem hardly takes, and many foreign names have
        return self._of_a_root(stem)

    def _of_a_root(self, stem: str) -> bool:
        for take, by_letters in self._templates.get(len(stem), ()):
            for _, slots, besides in by_letters.get(take(stem), ()):
                root = "".join([stem[place] for place in slots]).translate(self._weak)
                if besides == _TWICE:
                    root += root[-1]
                elif besides == _MIDDLE:
                    root = root[0] + _LOST + root[1:]
                elif besides == _END:
                    root += _LOST
                elif besides:
                    root = besides + root
                if root in self._roots:
                    return True
        return False


def _cells(language: str) -> dict[str, list[str]]:
    """The keys of each label of a language's file."""
    source = files("tui.entities") / "data" / f"words_{language}.tsv"
    found: dict[str, list[str]] = {}
    if not source.is_file():
        return found
    text = source.read_text("utf-8")
    if language == "he":
        text = text.translate(_FINALS)
    for line, keys in zip(text.split("\n"), keyed(text.replace("=", "\ue000")).split("\n"), strict=True):
        if line and line[0] != "#":
            label, _, cell = keys.partition("\t")
            if label == "pattern":
                cell = cell.replace("\ue000", "=").replace(_LOST, "W")
            found.setdefault(label, []).extend(cell.split("|"))
    return found


@lru_cache(maxsize=8)
def vocabulary(language: str) -> Vocabulary:
    """The words of a language; without a file of it, none."""
    return Vocabulary(language)
