"""Who an article names, and what it and a public source say of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

TITLE_BLOCK = -1
"""``Mention.block`` of a mention in ``Article.title``."""
BYLINE_BLOCK = -2
"""``Mention.block`` of a mention in ``Article.byline``."""

EntityKind = Literal["company", "person", "product", "organization", "publication"]


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where an entity is named.

    For an article, ``start`` and ``end`` count inside block ``block`` (or the
    title, TITLE_BLOCK, or the byline, BYLINE_BLOCK).  For a plain text ``block``
    is 0 and they count in the text.  ``surface`` is exactly that slice.
    """

    start: int
    end: int
    surface: str
    kind: EntityKind
    entity: str
    block: int = 0


@dataclass(frozen=True, slots=True)
class Sentence:
    """An extractive sentence: ``text`` is the slice ``start:end`` of block ``block``."""

    text: str
    start: int
    end: int
    block: int = 0


@dataclass(frozen=True, slots=True)
class Relation:
    """A stated relation, with the sentence that states it.

    ``kind`` is a verb phrase in snake case (``ceo_of``, ``founder_of``,
    ``parent_of``, ``unit_of``, ``owns_stake_in`` …); ``object`` an entity id, ""
    for the article itself or where the text names nobody; ``detail`` an amount, a
    date, or who it was, in the text's words.
    """

    kind: str
    object: str
    sentence: Sentence
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Entity:
    """What one article says of one company or person.

    ``id`` is stable over articles and scripts.  ``name`` is the name for a
    card; ``names`` all spellings, the article's own first; ``latin`` and
    ``native`` are the name in Latin letters and in the article's script (equal
    or empty where there is only one).  ``role`` is in the article's words
    (possibly empty).  ``sentences`` are the one or two that matter most.
    ``badge`` is ``""``, ``"author"``, ``"publisher"``, or ``"neural"`` where
    only a model of the user's says that it is one.
    """

    id: str
    kind: EntityKind
    name: str
    names: tuple[str, ...] = ()
    latin: str = ""
    native: str = ""
    count: int = 0
    role: str = ""
    sentences: tuple[Sentence, ...] = ()
    relations: tuple[Relation, ...] = ()
    salience: float = 0.0
    badge: str = ""


@dataclass(frozen=True, slots=True)
class Recognition:
    """The recogniser's answer: mentions in text order, entities by falling salience."""

    language: str
    mentions: tuple[Mention, ...] = ()
    entities: tuple[Entity, ...] = ()


@dataclass(frozen=True, slots=True)
class FactValue:
    """One value of a fact.

    ``text`` is the same in every language (a date in ISO 8601 as far as it is
    known, an address, a ticker), ``names`` what the value is called by language
    (``mul`` is for all); either may be empty.  ``item`` is its id at the source, "" without one.
    """

    text: str = ""
    names: Mapping[str, str] = field(default_factory=dict)
    item: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """What a public source says of a company or person; names, aliases and descriptions by language.

    ``item`` is its id at the source, ``taken`` when it was asked for (aware,
    UTC).  ``stated`` is by kind (``ceo``, ``founded``, ``occupation`` …) in the
    order in which it is to be shown.
    """

    entity: str
    item: str
    taken: datetime
    names: Mapping[str, str] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    descriptions: Mapping[str, str] = field(default_factory=dict)
    stated: Mapping[str, tuple[FactValue, ...]] = field(default_factory=dict)
    source: str = "Wikidata"
