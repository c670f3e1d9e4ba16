"""What a query that is being typed may go on with: fields, states, and the values that the store knows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import timedelta

from tui.grammar import DAYS, FIELDS, STATES, STORY
from tui.newsroom.desk import Desk
from tui.store import dossiers, feeds, headlines
from tui.text import fold

MOST = 8
AGES = (*DAYS, "12h", "7d", "30d")
Values = Callable[[str, str], Iterable[str]]
"""The values of a field that begin, or have a word that begins, with what is given; the likeliest first."""

_AT_VALUE = re.compile(r'(?:^|[\s(-])([A-Za-z]+):("[^"]*|[^\s()"]*)$')
_AT_WORD = re.compile(r"(?:^|[\s(-])([A-Za-z]+)$")
_PLAIN = re.compile(r'[^\s()"]+')


@dataclass(frozen=True, slots=True)
class Completion:
    """``text`` may stand in place of ``start:end`` (offsets) of what was typed."""

    start: int
    end: int
    text: str

    def applied(self, typed: str) -> tuple[str, int]:
        """What is typed then, and where the caret stands."""
        return typed[: self.start] + self.text + typed[self.end :], self.start + len(self.text)


def completions(typed: str, caret: int, values: Values, most: int = MOST) -> list[Completion]:
    """What may stand at the caret in place of the word that ends there, ``most`` at most.  Pure."""
    before = typed[:caret]
    found = _AT_VALUE.search(before)
    if found is not None:
        field, begun = found[1].lower(), found[2]
        if field not in FIELDS:
            return []
        known = dict.fromkeys(value for value in values(field, fold(begun.lstrip('"'))) if '"' not in value)
        texts = [value if _PLAIN.fullmatch(value) else f'"{value}"' for value in known]
        # One that stands there already is no completion.
        return [Completion(found.start(2), caret, f"{text} ") for text in texts if text != begun][:most]
    found = _AT_WORD.search(before)
    if found is None:
        return []
    begun = found[1].lower()
    names = [f"{state} " for state in STATES if state.startswith(begun) and state != begun]
    names += [f"{field}:" for field in FIELDS if field.startswith(begun)]
    return [Completion(found.start(1), caret, name) for name in names][:most]


def complete(desk: Desk, typed: str, caret: int, *, most: int = MOST) -> list[Completion]:
    """The same with what the store knows: feeds, tags, companies, people, languages."""
    return completions(typed, caret, lambda field, begun: values(desk, field, begun), most)


def entities(desk: Desk, begun: str) -> list[str]:
    """Companies and people with a name that begins, or has a word that begins, so; of nothing those of late."""
    return [name for kind in ("company", "person") for name in values(desk, kind, fold(begun))]


def values(desk: Desk, field: str, begun: str) -> Iterable[str]:
    """The values of a field that the store knows and that begin with what is given in its folded form."""
    if field == "feed":
        return _beginning([title for _, title, _ in feeds.names(desk.store)], begun)
    if field == "tag":
        return _beginning(sorted({tag for _, tag in feeds.tags(desk.store)}), begun)
    if field in ("company", "person"):
        return _names(desk, field, begun)
    fixed = {"is": (*STATES, STORY), "since": AGES, "before": AGES}
    if field == "lang":
        return _beginning(headlines.languages(desk.store), begun)
    return _beginning(fixed.get(field, ()), begun)


def _beginning(values: Iterable[str], begun: str) -> list[str]:
    """Values that begin so, then those that have a word that does."""
    folded = [(value, fold(value)) for value in values]
    first = [value for value, form in folded if form.startswith(begun)]
    return first + [value for value, form in folded if f" {begun}" in f" {form}" and value not in first]


def _names(desk: Desk, kind: str, begun: str) -> list[str]:
    if begun:
        ids = dossiers.beginning(desk.store, begun, 4 * MOST)
    else:
        now = desk.clock()
        standing = dossiers.top(desk.store, now - timedelta(days=7), now + timedelta(days=1), (kind,))
        ids = sorted(standing, key=lambda id: -standing[id][0])[:MOST]
    called = dossiers.names(desk.store, ids)
    return [called[id].name for id in ids if id in called and called[id].kind == kind]
