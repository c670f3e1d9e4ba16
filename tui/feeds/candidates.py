"""Which feeds a page offers: its own links first (RSS autodiscovery), then the addresses that sites commonly use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from lxml import html

from tui.feeds.plain import absolute_url, plain_text
from tui.model import Page
from tui.text.charset import decode

_TYPES = {
    "application/rss+xml": "RSS",
    "application/atom+xml": "Atom",
    "application/feed+json": "JSON Feed",
    "application/rdf+xml": "RSS",
}
WELL_KNOWN = ("/feed", "/rss", "/rss.xml", "/feed.xml", "/atom.xml", "/index.xml", "/feed.json")


@dataclass(frozen=True, slots=True)
class Candidate:
    """An address that may be a feed.  ``kind`` is the dialect that the page names, "" for a guess."""

    url: str
    title: str = ""
    kind: str = ""


def candidates(page: Page) -> tuple[Candidate, ...]:
    """Candidates in the order of trust, without doubles."""
    found: dict[str, Candidate] = {}
    text = decode(page.body, page.content_type)
    if "<" in text:
        try:
            root: Any = html.document_fromstring(
                text.encode("utf-8"), parser=html.HTMLParser(encoding="utf-8", no_network=True)
            )
        except (ValueError, AssertionError, html.etree.ParserError):
            return _guesses(page.url)
        base = urljoin(page.url, next((one.get("href") or "" for one in root.iter("base")), ""))
        for link in root.iter("link"):
            kind = _TYPES.get((link.get("type") or "").split(";")[0].strip().lower(), "")
            rel = (link.get("rel") or "").lower().split()
            if kind and link.get("href") and ("alternate" in rel or "feed" in rel):
                url = absolute_url(link.get("href") or "", base)
                if url:
                    found.setdefault(url, Candidate(url, plain_text(link.get("title") or ""), kind))
    return (*found.values(), *(guess for guess in _guesses(page.url) if guess.url not in found))


def _guesses(url: str) -> tuple[Candidate, ...]:
    return tuple(Candidate(joined) for path in WELL_KNOWN if (joined := absolute_url(path, url)))
