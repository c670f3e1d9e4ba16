"""Page bytes -> Article (Blocks with Marks); feed entries and plain text likewise.  Pure.

The layout of an article as rows is in :mod:`tui.articles.layout`.  The names
below come with lxml, and only when one of them is asked for: the reader, which
only lays out, starts without it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.articles.extraction import NoArticle, extract
    from tui.articles.sources import article_from_entry, article_from_text, blocks_from_html, reading_minutes, words_of

__all__ = [
    "NoArticle",
    "article_from_entry",
    "article_from_text",
    "blocks_from_html",
    "extract",
    "reading_minutes",
    "words_of",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from tui.articles import extraction, sources

    return getattr(sources if hasattr(sources, name) else extraction, name)
