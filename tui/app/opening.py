"""What the reader shows first: the side bar and a view.

It is read in a thread while the toolkit is still being imported, so this module
imports nothing of it.
"""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

from tui.app.listing import Listing
from tui.newsroom import Desk, reading, views
from tui.newsroom.views import Shelf


@dataclass(frozen=True, slots=True)
class Opening:
    """The shelves, counted; the first view with its first window read; and the row of its first unread story."""

    shelves: tuple[Shelf, ...]
    listing: Listing
    row: int


def load(desk: Desk, key: str, title: str, query: str) -> Listing:
    """Read a view's ids and which of them are unread.  Raises QueryError.  Takes long enough for a thread."""
    ids = reading.ids(desk, query)
    unread = reading.ids(desk, f"({query}) unread" if query else "unread")
    return Listing(key, title, query, ids, unread, lambda wanted: reading.headlines(desk, wanted))


def first_shelf(shelves: tuple[Shelf, ...]) -> Shelf:
    """Today; or, where nothing of today is unread, which is no welcome, everything."""
    today, everything = (next(shelf for shelf in shelves if shelf.key == key) for key in ("today", "all"))
    return today if today.unread else everything


def read_opening(desk: Desk) -> Opening:
    """Read what is shown first.  Raises StoreError."""
    shelves = tuple(views.sidebar(desk))
    shelf = first_shelf(shelves)
    listing = load(desk, shelf.key, shelf.title, shelf.query)
    row = listing.unread_after(-1) or 0
    if len(listing):
        listing.headline(row)
    return Opening(shelves, listing, row)


def begin(desk: Desk) -> Future[Opening]:
    """Read it in a thread of its own."""
    thread = ThreadPoolExecutor(1, "khabar-opening")
    try:
        return thread.submit(read_opening, desk)
    finally:
        thread.shutdown(wait=False)
