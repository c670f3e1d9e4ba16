"""JSON Feed 1.0 and 1.1 (jsonfeed.org/version/1.1)."""

from __future__ import annotations

import json
from typing import Any

from tui.feeds.notafeed import NotAFeed
from tui.feeds.plain import absolute_url, paragraphs, plain_text, stable_id
from tui.model import Entry, ParsedFeed
from tui.text.dates import parse_date


def read_json(text: str, url: str) -> ParsedFeed:
    """Read a JSON Feed; raises NotAFeed."""
    try:
        document = json.loads(text)
    except (ValueError, RecursionError):
        raise NotAFeed("this begins like JSON but is not valid JSON") from None
    if not isinstance(document, dict) or not isinstance(document.get("items"), list):
        raise NotAFeed("this is JSON, but no JSON Feed")
    language = _string(document, "language").split("-")[0].lower()
    base = absolute_url(_string(document, "home_page_url"), url) or url
    entries = tuple(_entry(item, base, language) for item in document["items"] if isinstance(item, dict))
    return ParsedFeed(plain_text(_string(document, "title"), markup=False), base, language, entries)


def _entry(item: dict[str, Any], base: str, language: str) -> Entry:
    address = _string(item, "url") or _string(item, "external_url")
    url = absolute_url(address, base) if address else ""
    content = _string(item, "content_html")
    if not content:
        plain = _string(item, "content_text") or _string(item, "summary")
        content = paragraphs(plain)
    title = plain_text(_string(item, "title"), markup=False)
    people = [*_list(item, "authors"), item.get("author")]
    author = next((name for one in people if isinstance(one, dict) and (name := _string(one, "name"))), "")
    identifier = item.get("id")
    return Entry(
        id=str(identifier)
        if isinstance(identifier, str | int) and identifier != ""
        else url or stable_id(title, content),
        url=url,
        title=title,
        author=plain_text(author, markup=False),
        published=parse_date(_string(item, "date_published")),
        updated=parse_date(_string(item, "date_modified")),
        html=content,
        language=_string(item, "language").split("-")[0].lower() or language,
        base=url or base,
    )


def _string(table: dict[str, Any], key: str) -> str:
    value = table.get(key)
    return value if isinstance(value, str) else ""


def _list(table: dict[str, Any], key: str) -> list[Any]:
    value = table.get(key)
    return value if isinstance(value, list) else []
