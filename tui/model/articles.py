"""An extracted story: blocks with marks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Literal


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
