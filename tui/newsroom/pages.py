"""The page of one entry, fetched when the reader asks for its full text; what is kept is read offline afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.model import Access, Article
from tui.newsroom.desk import Desk
from tui.newsroom.intake import Unreadable, stored_from_page, stored_full
from tui.newsroom.revisions import former
from tui.newsroom.study import study
from tui.newsroom.texts import article_of
from tui.store import articles
from tui.store.revisions import keep_former

if TYPE_CHECKING:
    from tui.fetch import Transport


class PageError(Exception):
    """There is no fuller text; ``str()`` is one line that says why."""


async def fetch_page(desk: Desk, number: int, *, transport: Transport | None = None) -> Article:
    """Fetch the page of story ``number``, keep its text in place of the feed's, recognise and index it.

    What the page does not say stays as the feed said it; what a watched page
    said before is kept as in a refresh.  ``transport`` replaces
    the network.  Raises PageError and StoreError.
    """
    from tui.fetch import Client, FetchError, origin

    place = articles.place_of(desk.store, number)
    known = article_of(desk, number)
    if place is None or known is None:
        raise PageError(f"no article {number}; khabar list shows the numbers")
    if not place.url:
        raise PageError("the story has no address")
    feed = next((feed for feed in desk.config.feeds if feed.url == place.feed_url), None)
    access = feed.access if feed is not None and origin(feed.url) == origin(place.url) else Access()
    try:
        async with Client(transport=transport) as client:
            fetched = await client.get(place.url, access=access, named_by=place.feed_url)
        if fetched.page is None:
            raise PageError("the server sent nothing")
        watched = feed if feed is not None and feed.kind == "article" else None
        full = stored_from_page(watched, fetched.page) if watched else stored_full(place.guid, known, fetched.page)
    except (FetchError, Unreadable) as error:
        raise PageError(str(error)) from None
    before = former(desk, place.feed, full) if watched else None
    with desk.store.write() as connection:
        articles.keep(connection, place.feed, [full], desk.clock(), whole=False, full_text=True)
        if before is not None:
            keep_former(connection, before.number, before.article, desk.clock())
    study(desk, [number])
    return full.article
