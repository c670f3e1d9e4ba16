"""The phrases that state relations, from ``data/relations.tsv``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from tui.text import fold


@dataclass(frozen=True, slots=True)
class Phrases:
    """The phrases of one relation, or of one class of words that it needs.

    ``shape`` says where they stand; ``subject`` and ``object`` are the kinds
    that they take.  A phrase is a pair: what stands before ``~`` and behind it.
    """

    kind: str
    shape: str
    subject: str
    object: str
    phrases: tuple[tuple[str, str], ...]


@cache
def phrases() -> tuple[Phrases, ...]:
    """All rows of the file, folded as texts are before they are searched."""
    found = []
    for line in (files("tui.entities") / "data" / "relations.tsv").read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            continue
        kind, shape, subject, target, cell = line.split("\t")
        halves = [phrase.partition("~") for phrase in cell.split("|")]
        parted = shape in ("around", "move")
        pairs = tuple((fold(left), fold(right) if parted else "") for left, _, right in halves)
        found.append(Phrases(kind, shape, subject, target, pairs))
    return tuple(found)


@cache
def words(kind: str) -> frozenset[str]:
    """The words of a class."""
    return frozenset(left for row in phrases() if row.shape == "who" and row.kind == kind for left, _ in row.phrases)
