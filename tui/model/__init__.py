"""The values that cross rooms: frozen, without behaviour that needs a library.

Offsets everywhere are *logical code-point offsets*, start inclusive and end
exclusive.  Offsets that belong to an article count inside one block's
``text``; a :class:`Mention` says which block it is in.  Times are aware and in
UTC.  Languages are lower-case BCP 47 primary tags (``"ar"``, ``"en"``, …) or
``""`` where nothing is known.

This is the room's door.  A part of it is loaded when one of its values is asked
for first: the list that is shown first needs few, and each is made of code that
is compiled when it is defined.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.model.articles import Article, Block, BlockKind, Mark, MarkKind, Revision
    from tui.model.entities import (
        BYLINE_BLOCK,
        TITLE_BLOCK,
        Entity,
        EntityKind,
        Facts,
        FactValue,
        Mention,
        Recognition,
        Relation,
        Sentence,
    )
    from tui.model.fetched import Entry, FetchResult, Outcome, Page, ParsedFeed
    from tui.model.headlines import RTL_LANGUAGES, Headline
    from tui.model.sources import Access, Feed, FeedKind, FeedStatus
    from tui.model.stories import Story, Summary

__all__ = [
    "BYLINE_BLOCK",
    "RTL_LANGUAGES",
    "TITLE_BLOCK",
    "Access",
    "Article",
    "Block",
    "BlockKind",
    "Entity",
    "EntityKind",
    "Entry",
    "FactValue",
    "Facts",
    "Feed",
    "FeedKind",
    "FeedStatus",
    "FetchResult",
    "Headline",
    "Mark",
    "MarkKind",
    "Mention",
    "Outcome",
    "Page",
    "ParsedFeed",
    "Recognition",
    "Relation",
    "Revision",
    "Sentence",
    "Story",
    "Summary",
]

_PARTS = {
    "articles": "Article Block BlockKind Mark MarkKind Revision",
    "entities": "BYLINE_BLOCK TITLE_BLOCK Entity EntityKind FactValue Facts Mention Recognition Relation Sentence",
    "fetched": "Entry FetchResult Outcome Page ParsedFeed",
    "headlines": "Headline RTL_LANGUAGES",
    "sources": "Access Feed FeedKind FeedStatus",
    "stories": "Story Summary",
}
_PART_OF = {name: part for part, names in _PARTS.items() for name in names.split()}


def __getattr__(name: str) -> object:
    """A value of one of the parts."""
    part = _PART_OF.get(name)
    if part is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value = globals()[name] = getattr(import_module(f"tui.model.{part}"), name)
    return value
