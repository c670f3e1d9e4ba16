"""From fetched bytes to articles that can be kept."""

from __future__ import annotations

from dataclasses import replace

from tui.model import Article, Entry, Feed, Page, ParsedFeed
from tui.store.articles import Stored

TITLE_LENGTH = 90
"""An entry without a title gets the beginning of its text, so many characters at most."""
UNTITLED = "\u2026"


def stored_from_feed(page: Page) -> tuple[str, list[Stored], int]:
    """A feed's own title, its entries and its ttl in minutes.  Raises NotAFeed."""
    from tui.feeds import parse

    parsed = parse(page.body, page.content_type, page.url)
    return parsed.title, stored_entries(parsed), parsed.ttl


def stored_entries(parsed: ParsedFeed) -> list[Stored]:
    """The entries of a parsed feed in its order."""
    from tui.articles import article_from_entry

    return [_of_entry(entry, titled(article_from_entry(entry, parsed.title))) for entry in parsed.entries]


def _of_entry(entry: Entry, article: Article) -> Stored:
    return Stored(entry.id, article, entry.html.encode("utf-8", "replace"), "text/html; charset=utf-8", entry.base)


def stored_from_page(feed: Feed, page: Page) -> Stored:
    """A watched page: one article, whose guid is the configured address.  Raises NoArticle."""
    from tui.articles import extract

    article = titled(extract(page))
    return Stored(feed.url, replace(article, url=article.url or page.url), page.body, page.content_type, page.url)


def stored_full(guid: str, known: Article, page: Page) -> Stored:
    """An entry's page: what the feed said stays where the page says nothing.  Raises NoArticle."""
    from tui.articles import extract

    found = extract(page)
    article = replace(
        found,
        title=known.title or found.title,
        url=known.url or found.url or page.url,
        byline=found.byline or known.byline,
        published=known.published or found.published,
        language=found.language or known.language,
        site=known.site or found.site,
    )
    return Stored(guid, titled(article), page.body, page.content_type, page.url)


def titled(article: Article) -> Article:
    """The article with a title: its own, else the beginning of its text, else its address."""
    if article.title.strip():
        return article
    text = next((block.text.strip() for block in article.blocks if block.text.strip()), "")
    if len(text) > TITLE_LENGTH:
        text = text[:TITLE_LENGTH].rpartition(" ")[0] or text[:TITLE_LENGTH]
        text += UNTITLED
    return replace(article, title=text or article.url or UNTITLED)
