"""How foreign a word looks by its letters, in a script without capitals: Kowalski is no Arabic word.

A logistic model over runs of letters; ``tests/entities/train_foreign.py`` makes it from the project's own lists.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files
from operator import add

BOUND, LONGEST, SCALE = "_", 4, 8
"""What marks both ends of a word, the longest run of letters, and how many make a weight of one."""
_MEMO = 50_000
_TABLES = {"ar": "ar", "fa": "fa", "ur": "fa", "he": "he"}


class Foreign:
    """The model for one script."""

    def __init__(self, weights: dict[str, int]) -> None:
        self._weights = weights
        self._memo: dict[str, float] = {}

    def score(self, word: str) -> float:
        """The log odds that a key is a foreign name and no word; 0 where there is no model."""
        found = self._memo.get(word)
        if found is None:
            if len(self._memo) > _MEMO:
                self._memo.clear()
            found = self._memo[word] = self._score(word) if self._weights else 0.0
        return found

    def _score(self, word: str) -> float:
        whole = BOUND + word + BOUND
        runs: list[str] = list(whole)
        parts = set(runs)
        for further in range(1, LONGEST):
            runs = list(map(add, runs, whole[further:]))  # each run with the letter behind it
            parts.update(runs)
        return (self._weights.get("", 0) + sum(filter(None, map(self._weights.get, parts)))) / SCALE


@lru_cache(maxsize=8)
def foreign(language: str) -> Foreign:
    """The model for a language's script."""
    table, weights = _TABLES.get(language, ""), dict[str, int]()
    if table:
        for line in (files("tui.entities") / "data" / "foreign.tsv").read_text("utf-8").split("\n"):
            name, _, rest = line.partition("\t")
            if name == table:
                weight, _, parts = rest.partition("\t")
                weights.update(dict.fromkeys(parts.split("|"), int(weight)))
    return Foreign(weights)
