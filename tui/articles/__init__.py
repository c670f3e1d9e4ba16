"""Page bytes -> Article (Blocks with Marks); feed entries and plain text likewise.  Pure.

The layout of an article as rows is in :mod:`tui.articles.layout`.
"""

from tui.articles.extract import NoArticle, extract
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
