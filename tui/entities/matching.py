"""Which item of a public source is the company or person of the news.  Pure.

A wrong fact is worse than none: somebody who only shares a name with another
gets nothing.  So a name alone decides for nobody but those of the lexicon,
who are well known, and for a firm whose name only one firm has.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from tui.entities.wikidata import HUMAN, Item, is_business

Verdict = Literal["kept", "unknown", "doubtful"]
MOST_TERMS = 3
_LEAST_LETTERS = 4
"""Fewer letters are an abbreviation, which many firms may have."""
_LEAST_LINKS, _TIMES = 10, 3
"""Somebody well known is written about in so many wikis at least, and in so many times more than a namesake."""

_SCRIPTS = (
    ("ur", "\u0679\u0688\u0691\u06ba\u06be\u06d2"),
    ("fa", "\u067e\u0686\u0698\u06af\u06a9\u06cc"),
    ("ar", "".join(map(chr, range(0x0620, 0x0700)))),
    ("he", "".join(map(chr, range(0x05D0, 0x05EB)))),
    ("sr", "".join(map(chr, range(0x0400, 0x0460)))),
)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Whom facts are wanted of.

    ``names`` are as written, the best known first; ``folded`` every spelling,
    folded; ``listed`` says that the lexicon has it; ``others`` are the entities
    that the news say it has to do with.
    """

    id: str
    kind: str
    names: tuple[str, ...]
    folded: frozenset[str]
    listed: bool
    others: frozenset[str] = frozenset()


def terms(wanted: Wanted) -> list[tuple[str, str]]:
    """What to search for, in turn: (name, language of its script)."""
    found = dict.fromkeys(name for name in wanted.names if name.strip())
    return [(name, language_of(name)) for name in found][:MOST_TERMS]


def language_of(name: str) -> str:
    """The language in which a name is searched for: by its letters, English for Latin ones."""
    return next((language for language, letters in _SCRIPTS if any(letter in name for letter in letters)), "en")


def choose(
    wanted: Wanted, found: Iterable[Item], parents: Mapping[str, Iterable[str]], settled: Mapping[str, Item]
) -> tuple[Verdict, Item | None]:
    """The item that is meant, if it is certain.

    ``parents`` are what classes are subclasses of; ``settled`` the items of other entities.
    """
    fitting = list({item.id: item for item in found if _fits(wanted, item, parents)}.values())
    if not fitting:
        return "unknown", None
    near = [settled[other] for other in wanted.others if other in settled]
    linked = [item for item in fitting if any(item.id in one.others or one.id in item.others for one in near)]
    chosen = _single(wanted, linked or fitting, linked=bool(linked))
    return ("kept", chosen) if chosen is not None else ("doubtful", None)


def _fits(wanted: Wanted, item: Item, parents: Mapping[str, Iterable[str]]) -> bool:
    if not item.folded & wanted.folded:
        return False
    return HUMAN in item.classes if wanted.kind == "person" else is_business(item, parents)


def _single(wanted: Wanted, found: Sequence[Item], *, linked: bool) -> Item | None:
    if len(found) == 1 and (linked or wanted.listed or _telling(wanted, found[0])):
        return found[0]
    if not wanted.listed:
        return None
    first, *rest = sorted(found, key=lambda item: -item.links)
    ahead = first.links >= _LEAST_LINKS and all(first.links >= _TIMES * item.links for item in rest)
    return first if ahead else None


def _telling(wanted: Wanted, item: Item) -> bool:
    """Whether a name that only one firm has is long enough to be nobody else's."""
    shared = item.folded & wanted.folded
    return wanted.kind == "company" and any(sum(map(str.isalpha, name)) >= _LEAST_LETTERS for name in shared)
