"""The values that cross rooms: frozen, without behaviour that needs a library.

Offsets everywhere are *logical code-point offsets*, start inclusive and end
exclusive.  Offsets that belong to an article count inside one block's
``text``; a :class:`Mention` says which block it is in.  Times are aware and in
UTC.  Languages are lower-case BCP 47 primary tags (``"ar"``, ``"en"``, …) or
``""`` where nothing is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Literal

RTL_LANGUAGES = frozenset({"ar", "fa", "he", "iw", "ur", "ps", "sd", "ug", "ckb", "yi", "dv"})
"""Languages written from right to left by default (CLDR ``characterOrder``)."""

FeedKind = Literal["feed", "article"]

TITLE_BLOCK = -1
"""``Mention.block`` of a mention in ``Article.title``."""
BYLINE_BLOCK = -2
"""``Mention.block`` of a mention in ``Article.byline``."""


@dataclass(frozen=True, slots=True)
class Access:
    """What goes with a request to a feed that is not for everybody.

    ``password`` is the password itself, or the variable ``password_env`` holds
    it; ``cookies`` is the path of a file in Netscape's format; ``headers`` are
    (name, value).  Secrets are in no text that this makes of itself.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    password_env: str = ""
    cookies: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as the user configured it.

    ``kind`` is ``"feed"`` (RSS, Atom, JSON Feed) or ``"article"`` (one page,
    watched for changes).  ``title`` may be empty: then the source's own title
    is shown.
    """

    url: str
    title: str = ""
    kind: FeedKind = "feed"
    tags: tuple[str, ...] = ()
    full_text: bool = False
    access: Access = Access()


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a feed, before its content became Blocks.

    ``id`` is the feed's own id, else the link, else a digest of the text: never
    empty.  ``title`` and ``author`` are plain text.  ``html`` is the richest
    content the feed gave, *not* sanitised; ``url`` and ``base`` are absolute or
    empty.  ``published`` is aware UTC or None.
    """

    id: str
    url: str = ""
    title: str = ""
    author: str = ""
    published: datetime | None = None
    updated: datetime | None = None
    html: str = ""
    language: str = ""
    base: str = ""


@dataclass(frozen=True, slots=True)
class ParsedFeed:
    """What a feed's bytes say.  ``ttl`` is for how many minutes it wishes not to be asked again, 0 for nothing said."""

    title: str = ""
    url: str = ""
    language: str = ""
    entries: tuple[Entry, ...] = ()
    ttl: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """Bytes as fetched.  ``url`` is the address after redirects; ``content_type`` the whole header."""

    url: str
    body: bytes
    content_type: str = ""


class MarkKind(StrEnum):
    """Inline roles inside a block."""

    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    LINK = "link"
    INSERTED = "inserted"
    DELETED = "deleted"
    PICTURE = "picture"


@dataclass(frozen=True, slots=True)
class Mark:
    """An inline role over ``Block.text[start:end]``.

    ``target`` is a link's or picture's absolute URL, or ``#`` and an anchor.
    """

    start: int
    end: int
    kind: MarkKind
    target: str = ""


class BlockKind(StrEnum):
    """What a block is; decides how it is set."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"
    CAPTION = "caption"
    TABLE_ROW = "row"
    RULE = "rule"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph-like piece of an article.

    ``text`` has no newline except in CODE.  ``level`` is the heading level
    (1-6), the list or quote depth (from 1), otherwise 0.  ``ordinal`` is the
    number of an ordered list's item or of a footnote (None in its further
    paragraphs), None elsewhere.  A CAPTION is a picture's caption or description,
    with a mark PICTURE over it if the picture has an address.  Cells of a TABLE_ROW are
    separated by a tab.  ``anchors`` are the names by which links inside the
    article lead here: such a link's ``target`` is ``#`` and a name.
    """

    kind: BlockKind
    text: str
    marks: tuple[Mark, ...] = ()
    level: int = 0
    ordinal: int | None = None
    anchors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """An extracted story.  ``blocks`` does not repeat the title or the byline.

    ``byline`` is the author's name alone ("By", "بقلم:" taken off).
    ``direction`` is the article's own base direction, ``picture`` the address
    of its lead picture.
    """

    title: str
    blocks: tuple[Block, ...] = ()
    url: str = ""
    byline: str = ""
    published: datetime | None = None
    language: str = ""
    direction: Literal["ltr", "rtl"] = "ltr"
    site: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class Revision:
    """One text of an article that changes; ``taken`` is when it was first seen (aware, UTC)."""

    taken: datetime
    article: Article


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
class Headline:
    """One row of the headline list.  ``revised``: its page is watched and has changed since it was first seen."""

    id: int
    feed_id: int
    feed_title: str
    title: str
    language: str
    date: datetime
    read: bool = False
    starred: bool = False
    later: bool = False
    dismissed: bool = False
    revised: bool = False


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A source and its health, as the store knows it.

    ``next`` is when it is asked the next time (aware; None: at once) and ``why``
    a word of :mod:`tui.newsroom.schedule`; ``rhythm`` the time between its
    articles; ``failures`` how often in a row it failed.
    """

    id: int
    feed: Feed
    title: str
    unread: int = 0
    total: int = 0
    fetched: datetime | None = None
    error: str = ""
    next: datetime | None = None
    why: str = ""
    rhythm: timedelta = timedelta()
    failures: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """What a language model wrote of an article: plain text, paragraphs parted by newlines.

    ``model`` is the name by which it was asked for, ``language`` the one it was
    asked to write in, ``made`` when the answer came (aware, UTC).
    """

    text: str
    model: str
    language: str
    made: datetime


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


@dataclass(frozen=True, slots=True)
class Story:
    """One cached article ready to read: text, panels, and what the reader did with it.

    ``position`` is the reading position as (block, offset) of the first
    visible character.  ``seen`` gives, by entity id, in how many cached
    articles it occurs and how many of them a day over the last week, oldest
    first.  ``summary`` is one that was asked for before, None where there is none.
    ``facts`` are what a public source was asked for before, by entity id.
    """

    headline: Headline
    article: Article
    recognition: Recognition
    position: tuple[int, int] = (TITLE_BLOCK, 0)
    seen: Mapping[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)
    summary: Summary | None = None
    facts: Mapping[str, Facts] = field(default_factory=dict)


Outcome = Literal["updated", "unchanged", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of one source in a refresh.  ``reason`` is one clear line when it failed, waits or moved."""

    feed: Feed
    title: str
    outcome: Outcome
    new: int = 0
    reason: str = ""
