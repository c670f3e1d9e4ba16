"""Lists of what was found: by a search over everything, or by narrowing a list."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from tui.app.listing import Listing
from tui.model import Headline
from tui.newsroom import Desk, reading
from tui.text import fold, query_form

if TYPE_CHECKING:
    from tui.newsroom.finding import Hit

SEARCH = "search"
"""The key of what a search found."""
NARROWED = 20_000
"""So many headlines are looked through when a list is narrowed, the newest first."""
_CHUNK = 500
_AT_ONCE = 0.01
"""For so many seconds the texts of the first hits are read before the list is shown; the rest come after it."""


def search(desk: Desk, words: str, *, seen: int = 0) -> Listing:
    """Search the store; the result is a view of its own, whose first ``seen`` rows are on the screen."""
    hits = reading.search(desk, words, unfinished=True)
    _read(hits[:seen], _AT_ONCE)
    headlines = [hit.headline for hit in hits]
    return _of_headlines(desk, SEARCH, words, words, headlines, {hit.headline.id: hit for hit in hits})


def _read(hits: Iterable[Hit], seconds: float) -> None:
    """Read the texts of hits as long as there is time."""
    end = perf_counter() + seconds
    for hit in hits:
        if perf_counter() > end:
            return
        hit.excerpt()


def narrow(desk: Desk, shown: Listing, words: str) -> Listing:
    """Keep the stories whose title or feed holds every word, as a folded substring."""
    wanted = fold(words).split()
    kept: list[Headline] = []
    ids = shown.everything()
    for start in range(0, min(len(ids), NARROWED), _CHUNK):
        for headline in reading.headlines(desk, ids[start : start + _CHUNK]):
            folded = fold(f"{headline.title} {headline.feed_title}")
            if all(word in folded for word in wanted):
                kept.append(headline)
    title, query = f"{shown.title} \u00b7 {words.strip()}", narrowed_query(shown.query, words)
    return _of_headlines(desk, shown.key, title, query, kept, shown.hits)


def narrowed_query(query: str, words: str) -> str:
    """The query for what is left of ``query`` when a list of it is narrowed to ``words``."""
    parts = [f"({query.strip()})"] if query.strip() else []
    for word in words.replace('"', " ").split():
        terms = [f'title:"*{word}*"'] if query_form(word) else []
        terms += [f'feed:"{word}"'] if not word.startswith("#") else []
        parts += [f"({' OR '.join(terms)})"] if terms else []
    return " ".join(parts)


def _of_headlines(
    desk: Desk, key: str, title: str, query: str, headlines: Sequence[Headline], hits: Mapping[int, Hit]
) -> Listing:
    ids = array("q", (headline.id for headline in headlines))
    unread = [headline.id for headline in headlines if not (headline.read or headline.dismissed)]
    listing = Listing(
        key, title, query, ids, unread, lambda wanted: reading.headlines(desk, wanted), partial=True, hits=hits
    )
    listing.learn(headlines[:1000])
    return listing
