"""Answers of Wikidata's API (CC0) as values: what an item is called, what it is, what is stated of it.  Pure.

An answer is hostile input until it is here: every value is checked for its
type, made plain, and cut to size; what does not fit is left out.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final
from urllib.parse import urlsplit

from tui.model import Facts, FactValue
from tui.text import fold, sanitise

LANGUAGES: Final = ("en", "ar", "he", "fa", "ur", "sr", "de", "fr")
ANY_LANGUAGE: Final = "mul"
"""Wikidata's code for a name that is the same in every language that has none of its own."""
HUMAN: Final = "Q5"
BUSINESSES: Final = frozenset({"Q4830453", "Q783794", "Q6881511", "Q891723", "Q167037", "Q22687", "Q46970", "Q1058914"})
"""Business, company, enterprise, public company, corporation, bank, airline, software company."""
CLASS_DEPTH: Final = 4
"""So far up a class is followed to one of BUSINESSES: higher up everything is an organisation of some sort."""

_INSTANCE, _SUBCLASS = "P31", "P279"
_EXCHANGE, _TICKER, _ENDED = "P414", "P249", "P582"
_OF_FIRMS_ALONE = ("P169", _EXCHANGE)
"""Who has a chief executive, or is at a stock exchange, is a business whatever its class is."""
PROPERTIES: Final[dict[str, tuple[tuple[str, str], ...]]] = {
    "company": (
        ("ceo", "P169"),
        ("founded", "P571"),
        ("founders", "P112"),
        ("seat", "P159"),
        ("parent", "P749"),
        ("industry", "P452"),
        ("ticker", _EXCHANGE),
        ("site", "P856"),
    ),
    "person": (
        ("occupation", "P106"),
        ("position", "P39"),
        ("employer", "P108"),
        ("born", "P569"),
        ("citizenship", "P27"),
    ),
}
"""What is kept of each kind, in the order in which it is shown: (what, property)."""
_READ = frozenset({_INSTANCE, _SUBCLASS, *(property for rows in PROPERTIES.values() for _, property in rows)})
_BUSY = frozenset({"maxlag", "ratelimited", "readonly"})

_ID = re.compile(r"Q[1-9][0-9]{0,11}")
_TIME = re.compile(r"\+([0-9]{4})-([0-9]{2})-([0-9]{2})T")
_YEAR, _MONTH, _DAY = 9, 10, 11
_UNSEEN = re.compile("[\u200b\u200e\u200f\u061c\u2060\u2066-\u2069\ufeff]")
_LONGEST_NAME, _LONGEST_LINE, _LONGEST_ADDRESS, _LONGEST_TICKER = 120, 250, 300, 20
_MOST_ALIASES, _MOST_STATEMENTS, _MOST_VALUES, _MOST_HITS = 20, 40, 5, 10


class AnswerError(Exception):
    """The answer is none, or a complaint; ``str()`` is one line, ``busy`` says that asking later may help."""

    def __init__(self, reason: str, *, busy: bool = False) -> None:
        super().__init__(reason)
        self.busy = busy


@dataclass(frozen=True, slots=True)
class Hit:
    """An item that a search found, and what was found of it, folded."""

    item: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Statement:
    """A value: of ``text`` and ``item`` one or (a ticker at an exchange) both."""

    text: str = ""
    item: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """An item.  ``statements`` are by property, those that hold now; ``links`` is how many wikis write about it."""

    id: str
    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    statements: Mapping[str, tuple[Statement, ...]] = field(default_factory=dict)
    links: int = 0

    @property
    def folded(self) -> frozenset[str]:
        """Everything it is called, folded."""
        called = (*self.names.values(), *(name for names in self.aliases.values() for name in names))
        return frozenset(fold(name) for name in called)

    @property
    def classes(self) -> tuple[str, ...]:
        """What it is an instance of."""
        return _items(self.statements.get(_INSTANCE, ()))

    @property
    def parents(self) -> tuple[str, ...]:
        """What it, a class, is a subclass of."""
        return _items(self.statements.get(_SUBCLASS, ()))

    @property
    def others(self) -> frozenset[str]:
        """The items that its facts name."""
        kept = (property for rows in PROPERTIES.values() for _, property in rows)
        return frozenset(item for property in kept for item in _items(self.statements.get(property, ())))


def _items(statements: Iterable[Statement]) -> tuple[str, ...]:
    return tuple(statement.item for statement in statements if statement.item)


# Reading an answer


def read(body: bytes) -> dict[str, Any]:
    """The answer as an object.  Raises AnswerError for what is no answer, and for a complaint."""
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        answer = None
    if not isinstance(answer, dict):
        raise AnswerError("the answer is not one of Wikidata's API; see --from")
    error = answer.get("error")
    if error is not None:
        code, info = (plain(error.get(key)) for key in ("code", "info")) if isinstance(error, dict) else ("", "")
        raise AnswerError(f"Wikidata does not answer: {info or code or 'no reason given'}", busy=code in _BUSY)
    return answer


def plain(value: object, longest: int = _LONGEST_LINE) -> str:
    """A text of the answer on one line, without controls and marks of direction; "" for what is no text."""
    if not isinstance(value, str):
        return ""
    # Cut before it is cleaned: the cleaning reads every character.
    words = " ".join(_UNSEEN.sub("", sanitise(value[: 4 * longest])).split())
    return words if len(words) <= longest else f"{words[: longest - 1].rstrip()}\u2026"


def hits(answer: Mapping[str, Any]) -> tuple[Hit, ...]:
    """What a search (wbsearchentities) found, best first."""
    found = []
    for one in _list(answer.get("search"))[:_MOST_HITS]:
        id = _id(_get(one, "id"))
        called = [_get(_get(one, "match"), "text"), _get(one, "label"), *_list(_get(one, "aliases"))[:_MOST_ALIASES]]
        names = frozenset(fold(name) for value in called if (name := plain(value, _LONGEST_NAME)))
        if id and names:
            found.append(Hit(id, names))
    return tuple(found)


def items(answer: Mapping[str, Any]) -> dict[str, Item]:
    """The items of an answer (wbgetentities), also by the id that now leads to another; missing ones are left out."""
    found = {}
    entities = answer.get("entities")
    for asked, one in entities.items() if isinstance(entities, dict) else ():
        id = _id(_get(one, "id"))
        if not id or "missing" in one:
            continue
        item = Item(
            id=id,
            names=_by_language(_get(one, "labels"), _LONGEST_NAME),
            aliases=_aliases(_get(one, "aliases")),
            descriptions=_by_language(_get(one, "descriptions"), _LONGEST_LINE),
            statements=_statements(_get(one, "claims")),
            links=len(sitelinks) if isinstance(sitelinks := _get(one, "sitelinks"), dict) else 0,
        )
        for name in (asked, id, _get(_get(one, "redirects"), "from")):
            if _id(name):
                found[name] = item
    return found


def _get(value: object, key: str) -> Any:
    return value.get(key) if isinstance(value, dict) else None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _id(value: object) -> str:
    return value if isinstance(value, str) and _ID.fullmatch(value) else ""


def _by_language(value: object, longest: int) -> dict[str, str]:
    found = {language: plain(_get(_get(value, language), "value"), longest) for language in (*LANGUAGES, ANY_LANGUAGE)}
    return {language: text for language, text in found.items() if text}


def _aliases(value: object) -> dict[str, tuple[str, ...]]:
    found = {}
    for language in (*LANGUAGES, ANY_LANGUAGE):
        names = (plain(_get(one, "value"), _LONGEST_NAME) for one in _list(_get(value, language))[:_MOST_ALIASES])
        kept = tuple(dict.fromkeys(name for name in names if name))
        if kept:
            found[language] = kept
    return found


def _statements(claims: object) -> dict[str, tuple[Statement, ...]]:
    found = {}
    for property in sorted(_READ):
        ranked: dict[bool, list[Statement]] = {True: [], False: []}
        for claim in _list(_get(claims, property)):
            rank = _get(claim, "rank")
            # What has an end is not so any more.
            if rank not in ("preferred", "normal") or _list(_get(_get(claim, "qualifiers"), _ENDED)):
                continue
            statement = _statement(property, claim)
            if statement is not None:
                ranked[rank == "preferred"].append(statement)
        kept = tuple(dict.fromkeys((ranked[True] or ranked[False])[:_MOST_STATEMENTS]))
        if kept:
            found[property] = kept
    return found


def _statement(property: str, claim: object) -> Statement | None:
    value = _value(_get(claim, "mainsnak"))
    if isinstance(value, dict):
        item = _id(value.get("id"))
        if not item:
            day = _day(value)
            return Statement(day) if day else None
        if property != _EXCHANGE:
            return Statement(item=item)
        tickers = (_value(one) for one in _list(_get(_get(claim, "qualifiers"), _TICKER)))
        ticker = next((text for one in tickers if (text := plain(one, _LONGEST_TICKER))), "")
        return Statement(ticker, item) if ticker else None
    address = _address(value) if property == "P856" else ""
    return Statement(address) if address else None


def _value(snak: object) -> Any:
    return _get(_get(snak, "datavalue"), "value") if _get(snak, "snaktype") == "value" else None


def _day(value: dict[str, Any]) -> str:
    """A point in time as far as it is known: YYYY, YYYY-MM or YYYY-MM-DD; "" for what is less or no date."""
    found = _TIME.match(value["time"]) if isinstance(value.get("time"), str) else None
    precision = value.get("precision")
    if found is None or precision not in (_YEAR, _MONTH, _DAY):
        return ""
    year, month, day = found.groups()
    parts = [year, *([month] if precision >= _MONTH else []), *([day] if precision >= _DAY else [])]
    try:
        datetime(int(year), int(month) if precision >= _MONTH else 1, int(day) if precision >= _DAY else 1)
    except ValueError:
        return ""
    return "-".join(parts)


def _address(value: object) -> str:
    """An http or https address that holds nothing but its characters, else ""."""
    if not isinstance(value, str) or len(value) > _LONGEST_ADDRESS or not value.isprintable() or " " in value:
        return ""
    if plain(value, _LONGEST_ADDRESS) != value:
        return ""
    try:
        parts = urlsplit(value)
        host = parts.hostname
    except ValueError:
        return ""
    return value if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else ""


# What it is, and what is said of it


def is_business(item: Item, parents: Mapping[str, Iterable[str]]) -> bool:
    """Whether it is a company: by its classes and what these are subclasses of, or by what only firms have."""
    if HUMAN in item.classes:
        return False
    if any(item.statements.get(property) for property in _OF_FIRMS_ALONE):
        return True
    level, seen = set(item.classes), set()
    for _ in range(CLASS_DEPTH + 1):
        if level & BUSINESSES:
            return True
        seen |= level
        level = {parent for one in level for parent in parents.get(one, ())} - seen
    return False


def unknown_classes(found: Iterable[Item], parents: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The classes of these items, and above them, of which one has to know what they are subclasses of."""
    level = {one for item in found for one in item.classes} - BUSINESSES
    seen: set[str] = set()
    for _ in range(CLASS_DEPTH):
        yield from sorted(level - parents.keys())
        seen |= level
        level = {parent for one in level for parent in parents.get(one, ())} - seen - BUSINESSES


def facts(entity: str, kind: str, item: Item, others: Mapping[str, Item], taken: datetime) -> Facts:
    """What is kept of an item; ``others`` are the items that it names, one without a name is left out."""
    stated = {}
    for what, property in PROPERTIES[kind]:
        values = (_known(statement, others) for statement in item.statements.get(property, ()))
        kept = tuple(value for value in values if value is not None)[:_MOST_VALUES]
        if kept:
            stated[what] = kept
    return Facts(entity, item.id, taken, item.names, item.aliases, item.descriptions, stated)


def remembered(facts: Facts) -> Item:
    """What is kept of an item as an item again, as far as others can be told by it."""
    properties = {what: property for rows in PROPERTIES.values() for what, property in rows}
    statements = {
        properties[what]: tuple(Statement(value.text, value.item) for value in values)
        for what, values in facts.stated.items()
        if what in properties
    }
    return Item(facts.item, facts.names, facts.aliases, facts.descriptions, statements)


def _known(statement: Statement, others: Mapping[str, Item]) -> FactValue | None:
    if not statement.item:
        return FactValue(statement.text)
    other = others.get(statement.item)
    return FactValue(statement.text, other.names, statement.item) if other is not None and other.names else None
