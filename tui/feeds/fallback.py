"""Malformed feeds through feedparser, with the values that :mod:`tui.feeds.xmlfeed` gives for well-formed ones."""

from __future__ import annotations

import html
import io
import re
from typing import Any

from tui.feeds.notafeed import NotAFeed
from tui.feeds.plain import absolute_url, paragraphs, plain_text, stable_id
from tui.model import Entry, ParsedFeed
from tui.text.dates import parse_date

_LONGEST = 5_000_000
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_DEEP = re.compile(r"(?:<[a-zA-Z][^<>/]*>\s*){300}")


def read_malformed(text: str, url: str) -> ParsedFeed:
    """Read what an XML parser refuses.  Raises NotAFeed when nothing can be made of it."""
    if len(text) > _LONGEST or _DEEP.search(text):
        # feedparser takes seconds and hundreds of megabytes for such input, which no real feed has.
        raise NotAFeed("its XML is broken, and too large or too deep to be mended")
    import feedparser

    try:
        found = feedparser.parse(
            io.BytesIO(text.encode("utf-8", "replace")),
            response_headers={"content-location": url, "content-type": "application/xml; charset=utf-8"},
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except (LookupError, ValueError, TypeError, AttributeError, AssertionError, RecursionError):
        # Not every mess is foreseen there: elements that close what they did not open, for one.
        raise NotAFeed("its XML is broken beyond mending") from None
    if not found.entries and not found.feed.get("title"):
        raise NotAFeed("its XML is broken and holds no entries")
    base = absolute_url(str(found.feed.get("link", "")), url) or url
    language = _primary(str(found.feed.get("language", "")))
    entries = tuple(
        _entry(entry, base, url, language, str(found.version).startswith("atom")) for entry in found.entries
    )
    ttl = str(found.feed.get("ttl", ""))
    minutes = int(ttl[:6]) if ttl.isascii() and ttl.isdigit() else 0
    return ParsedFeed(plain_text(str(found.feed.get("title", ""))), base, language, entries, minutes)


def _primary(language: str) -> str:
    return re.split("[-_]", language.strip().lower())[0][:8]


def _unescaped(value: str) -> str:
    """An id or address as it was meant: feedparser's reader of broken markup leaves the entities of XML in it."""
    return _ENTITY.sub(lambda found: html.unescape(found[0]), value) if "&" in value else value


def _entry(found: Any, base: str, home: str, language: str, atom: bool) -> Entry:
    entry: dict[str, Any] = {key: dict.get(found, key) for key in dict.keys(found)}  # without feedparser's aliases
    link = absolute_url(_unescaped(str(entry.get("link", ""))), base) if entry.get("link") else ""
    parts = [*entry.get("content", ()), {**(entry.get("summary_detail") or {}), "value": entry.get("summary", "")}]
    said = [one for one in parts if one.get("value")] or [{}]
    # Of RSS the richest, wherever it stands: feedparser calls a podcast's short summary its content.
    part: dict[str, Any] = said[0] if atom else max(said, key=lambda one: len(str(one.get("value", ""))))
    content = str(part.get("value", ""))
    if atom and part.get("type") == "text/plain":  # of RSS feedparser only guesses
        content = paragraphs(content)
    title = plain_text(str(entry.get("title", "")))
    published, updated = (parse_date(str(entry.get(name, ""))) for name in ("published", "updated"))
    inner = str(part.get("base") or "")
    return Entry(
        id=_unescaped(str(entry.get("id") or "")) or link or stable_id(title, content),
        url=link,
        title=title,
        author=plain_text(str((entry.get("author_detail") or {}).get("name") or entry.get("author", ""))),
        published=published or updated,
        updated=updated if published or atom else None,
        html=content,
        language=_primary(str(part.get("language") or "")) or language,
        base=inner if atom and inner not in ("", home) else link or base,
    )
