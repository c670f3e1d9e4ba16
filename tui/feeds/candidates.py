"""Which feeds a page offers: its own links (RSS autodiscovery) and those of well-known sites, then likely addresses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from lxml import html

from tui.feeds.plain import absolute_url, new_base, plain_text
from tui.feeds.sites import feeds_in_page, feeds_of_site
from tui.model import Page
from tui.text.charset import decode

_TYPES = {
    "application/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
    "application/rdf+xml": "RSS",
}
_JSON = "application/json"
_NAMED = re.compile(r"(?:^|[/._-])(?:feeds?|rss|atom)(?:[/._?-]|$)|\.(?:rss|atom|rdf)$", re.IGNORECASE)
"""What the address of a feed looks like."""
_MOST_LINKS = 8
WELL_KNOWN = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed.  ``kind`` is the dialect that the page names, "" for a guess."""

    url: str
    title: str = ""
    kind: str = ""


def candidates(page: Page) -> tuple[Candidate, ...]:
    """Candidates in the order of trust, without doubles."""
    found = {url: Candidate(url, title, "Atom") for url, title in feeds_of_site(page.url)}
    linked: dict[str, Candidate] = {}
    text = decode(page.body, page.content_type)
    for url, title in feeds_in_page(page.url, text):
        found.setdefault(url, Candidate(url, title, "Atom"))
    if "<" in text:
        try:
            root: Any = html.document_fromstring(
                text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
            )
        except (ValueError, AssertionError, html.etree.ParserError):
            return (*found.values(), *_guesses(page.url))
        base = new_base(page.url, next((one.get("href") or "" for one in root.iter("base")), ""))
        for link in root.iter("link"):
            type = (link.get("type") or "").split(";")[0].strip().lower()
            # Many sites name their programming interface as an alternate of this type too.
            named = type == _JSON and _NAMED.search(link.get("href") or "")
            kind = "JSON Feed" if named else _TYPES.get(type, "")
            rel = (link.get("rel") or "").lower().split()
            if kind and link.get("href") and ("alternate" in rel or "feed" in rel):
                url = absolute_url(link.get("href") or "", base)
                if url:
                    found.setdefault(url, Candidate(url, plain_text(link.get("title") or ""), kind))
        for link in root.iter("a"):
            url = absolute_url(link.get("href") or "", base) if _NAMED.search(link.get("href") or "") else ""
            if url and len(linked) < _MOST_LINKS:
                linked.setdefault(url, Candidate(url))
    guesses = {guess.url: guess for guess in (*linked.values(), *_guesses(page.url))}
    return (*found.values(), *(guess for guess in guesses.values() if guess.url not in found))


def _guesses(url: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(joined) for path in WELL_KNOWN if (joined := absolute_url(path, url)))
