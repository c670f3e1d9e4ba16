"""Pages that are watched: their former texts, and what changed from one to the next, word by word and when."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.model import Article, Revision
from tui.newsroom.desk import Desk
from tui.store import articles, revisions
from tui.store.articles import Stored

if TYPE_CHECKING:
    from tui.articles.changes import Comparison


@dataclass(frozen=True, slots=True)
class Former:
    """The text that a watched page had until now, and the number of its article."""

    number: int
    article: Article


@dataclass(frozen=True, slots=True)
class Change:
    """What changed, and when that was first seen (aware, UTC).  ``article`` is the text as it was then."""

    at: datetime
    comparison: Comparison
    article: Article


def former(desk: Desk, feed: int, found: Stored) -> Former | None:
    """What the page said before, if a reader of ``found`` sees other words; None otherwise.

    The kept bytes are extracted once more, so that an update of khabar never
    looks like a change of the page.
    """
    from tui.articles import NoArticle, extract
    from tui.articles.changes import same_text

    number = revisions.number_of(desk.store, feed, found.guid)
    known = articles.article(desk.store, number) if number is not None else None
    if number is None or known is None or same_text(known, found.article):
        return None
    page = articles.source_page(desk.store, number)
    try:
        again = replace(extract(page), url=known.url) if page is not None else known
    except NoArticle:
        again = known
    return None if same_text(again, found.article) else Former(number, again)


def changes(desk: Desk, number: int) -> list[Change]:
    """What changed in an article, newest first; empty for one that never did."""
    from tui.articles.changes import compare

    texts: list[Revision] = list(revisions.revisions(desk.store, number))
    found = [
        Change(after.taken, compare(before.article, after.article), after.article) for before, after in pairwise(texts)
    ]
    return [change for change in reversed(found) if change.comparison]
