"""What comes of a source before it becomes articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from tui.model.sources import Feed


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


Outcome = Literal["updated", "unchanged", "failed", "waiting"]


@dataclass(frozen=True, slots=True)
class FetchResult:
    """What came of one source in a refresh.  ``reason`` is one clear line when it failed, waits or moved."""

    feed: Feed
    title: str
    outcome: Outcome
    new: int = 0
    reason: str = ""
