"""Malformed feeds through feedparser, with the values that :mod:`tui.feeds.xmlfeed` gives for well-formed ones."""

from __future__ import annotations

import io
import re
from typing import Any

from tui.feeds.notafeed import NotAFeed
from tui.feeds.plain import absolute_url, plain_text, stable_id
from tui.model import Entry, ParsedFeed
from tui.text.dates import parse_date

_LONGEST = 5_000_000
_DEEP = re.compile(r"(?:<[a-zA-Z][^<>/]*>\s*){300}")


def read_malformed(text: str, url: str) -> ParsedFeed:
    """Read what an XML parser refuses.  Raises NotAFeed when nothing can be made of it."""
    if len(text) > _LONGEST or _DEEP.search(text):
        # feedparser takes seconds and hundreds of megabytes for such input, which no real feed has.
        raise NotAFeed("its XML is broken, and too large or too deep to be mended")
    import feedparser

    found = feedparser.parse(
        io.BytesIO(text.encode("utf-8", "replace")),
        response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
        sanitize_html=False,
        resolve_relative_uris=True,
    )
    if not found.entries and not found.feed.get("title"):
        raise NotAFeed("its XML is broken and holds no entries")
    base = absolute_url(str(found.feed.get("link", "")), url) or url
    language = str(found.feed.get("language", "")).split("-")[0].lower()
    entries = tuple(_entry(entry, base, language) for entry in found.entries)
    return ParsedFeed(plain_text(str(found.feed.get("title", ""))), base, language, entries)


def _entry(found: Any, base: str, language: str) -> Entry:
    entry: dict[str, Any] = {key: dict.get(found, key) for key in dict.keys(found)}  # without feedparser's aliases
    link = absolute_url(str(entry.get("link", "")), base) if entry.get("link") else ""
    contents = [str(part.get("value", "")) for part in entry.get("content", ())] + [str(entry.get("summary", ""))]
    content = next((part for part in contents if part), "")
    title = plain_text(str(entry.get("title", "")))
    return Entry(
        id=str(entry.get("id") or "") or link or stable_id(title, content),
        url=link,
        title=title,
        author=plain_text(str(entry.get("author", ""))),
        published=parse_date(str(entry.get("published", "") or entry.get("updated", ""))),
        updated=parse_date(str(entry.get("updated", ""))),
        html=content,
        language=language,
        base=link or base,
    )
