"""From fetched bytes to what can be kept: a feed as a list needs it, its entries' texts, pages.

All of it is plain functions of their arguments, which run in other processes:
nothing here touches the store or the network.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection
from dataclasses import dataclass, replace

from tui.model import RTL_LANGUAGES, Article, Entry, Feed, Page, ParsedFeed
from tui.store.arrivals import Answer, Listed, Text, text_of
from tui.store.articles import Stored
from tui.store.findings import Words
from tui.store.scalars import storable, to_ms

TITLE_LENGTH = 90
"""An entry without a title gets the beginning of its text, so many characters at most."""
UNTITLED = "\u2026"
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_LETTER = re.compile(r"[^\W\d_]")
MOST_BYTES = 10_000_000
"""The size of a feed, unpacked."""


class Unreadable(Exception):
    """What came is no feed, or holds no article; ``str()`` is one line."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A feed as a list needs it: its own title, its entries, its ttl in minutes."""

    title: str
    entries: list[Listed]
    ttl: int


def listing(answer: Answer) -> Listing:
    """What a feed lists.  Raises Unreadable, and FetchError for a body that cannot be unpacked."""
    from tui.text import guess_language

    parsed = _parsed(answer)
    usual = parsed.language or guess_language("\n".join(entry.title for entry in parsed.entries))
    return Listing(parsed.title, [_listed(entry, usual, parsed.title) for entry in parsed.entries], parsed.ttl)


def _parsed(answer: Answer) -> ParsedFeed:
    from tui.feeds import NotAFeed, parse
    from tui.fetch import unpacked

    try:
        return parse(unpacked(answer.body, answer.coding, MOST_BYTES), answer.content_type, answer.url)
    except NotAFeed as error:
        raise Unreadable(str(error)) from None


def _listed(entry: Entry, usual: str, site: str) -> Listed:
    title = entry.title
    if not title.strip():
        from tui.articles import article_from_entry

        title = titled(article_from_entry(entry, site)).title
    language = entry.language or usual
    # What the text is in is settled when it is read; until then a title stands on the side of its own script.
    if (_RIGHT_TO_LEFT.search(title) is not None) != (language in RTL_LANGUAGES) and _LETTER.search(title):
        from tui.text import guess_language

        guessed = guess_language(title)
        if (guessed in RTL_LANGUAGES) != (language in RTL_LANGUAGES):
            language = guessed
    date = entry.published or entry.updated
    said = (title, entry.url, entry.author, entry.html, entry.language, entry.base, site, str(date))
    digest = hashlib.blake2b("\0".join(said).encode("utf-8", "surrogatepass"), digest_size=16).digest()
    published = None if date is None else to_ms(date)
    return Listed(storable(entry.id), storable(title), storable(entry.url), language, published, digest)


def texts(answer: Answer, guids: Collection[str]) -> list[tuple[Text, Words]]:
    """The texts of these entries of a feed, and their words as they are indexed.  Raises as :func:`listing` does."""
    found, seen = [], set()
    for stored in stored_entries(_parsed(answer), guids):
        if stored.guid not in seen:  # of two entries with one id the first is listed
            seen.add(stored.guid)
            found.append((text_of(stored), words_of(stored.article)))
    return found


def article_in(answer: Answer, guid: str) -> Article | None:
    """The article of one entry of a feed.  Raises as :func:`listing` does."""
    return next((stored.article for stored in stored_entries(_parsed(answer), (guid,))), None)


def words_of(article: Article) -> Words:
    """An article's text as it is indexed."""
    from tui.text import search_form

    return Words(
        search_form(article.title),
        search_form("\n".join(block.text for block in article.blocks)),
        search_form(article.byline),
    )


def stored_from_feed(page: Page) -> tuple[str, list[Stored], int]:
    """A feed's own title, its entries and its ttl in minutes.  Raises NotAFeed."""
    from tui.feeds import parse

    parsed = parse(page.body, page.content_type, page.url)
    return parsed.title, stored_entries(parsed), parsed.ttl


def stored_entries(parsed: ParsedFeed, guids: Collection[str] | None = None) -> list[Stored]:
    """The entries of a parsed feed in its order; ``guids``: of these only."""
    from tui.articles import article_from_entry

    return [
        _of_entry(entry, titled(article_from_entry(entry, parsed.title)))
        for entry in parsed.entries
        if guids is None or storable(entry.id) in guids
    ]


def _of_entry(entry: Entry, article: Article) -> Stored:
    return Stored(entry.id, article, entry.html.encode("utf-8", "replace"), "text/html; charset=utf-8", entry.base)


def stored_from_page(feed: Feed, page: Page) -> Stored:
    """A watched page: one article, whose guid is the configured address.  Raises Unreadable."""
    article = titled(_extracted(page))
    return Stored(feed.url, replace(article, url=article.url or page.url), page.body, page.content_type, page.url)


def stored_full(guid: str, known: Article, page: Page) -> Stored:
    """An entry's page: what the feed said stays where the page says nothing.  Raises Unreadable."""
    found = _extracted(page)
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


def _extracted(page: Page) -> Article:
    from tui.articles import NoArticle, extract

    try:
        return extract(page)
    except NoArticle as error:
        raise Unreadable(str(error)) from None


def titled(article: Article) -> Article:
    """The article with a title: its own, else the beginning of its text, else its address."""
    if article.title.strip():
        return article
    text = next((block.text.strip() for block in article.blocks if block.text.strip()), "")
    if len(text) > TITLE_LENGTH:
        text = text[:TITLE_LENGTH].rpartition(" ")[0] or text[:TITLE_LENGTH]
        text += UNTITLED
    return replace(article, title=text or article.url or UNTITLED)
