"""What the reader shows first: a view.  The side bar, which counts everything, comes after it.

It is read in a thread while the toolkit is still being imported, so this module
imports nothing of it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from threading import Thread
from typing import NamedTuple

from tui.app.listing import Listing
from tui.newsroom import Desk, lists
from tui.newsroom.lists import TODAY
from tui.newsroom.stories import fold


class Opening(NamedTuple):
    """The first view, with its first window read, and the row of its first unread story."""

    listing: Listing
    row: int
    minutes: int = 0


def load(desk: Desk, key: str, title: str, query: str) -> Listing:
    """Read a view's ids and which of them are unread.  Raises QueryError.  Takes long enough for a thread."""
    ids, unread = lists.ids_and_unread(desk, query)
    folded = fold(desk, ids)
    read = partial(lists.headlines, desk)
    listing = Listing(key, title, query, folded.ids, unread, read, groups=folded.members)
    if folded.members:
        listing.folds.revised.update(lists.ids(desk, "revised"))
    return listing


def read_opening(desk: Desk) -> Opening:
    """Read what is shown first: Today, or everything where nothing of today is unread.  Raises StoreError."""
    listing = load(desk, "today", "", TODAY)
    row = listing.unread_after(-1)
    if row is None:
        listing = load(desk, "all", "", "")
        row = listing.unread_after(-1) or 0
    if len(listing):
        listing.headline(row)
    return Opening(listing, row)


def read_session(desk: Desk, minutes: int) -> Opening:
    """The queue of a session of so many minutes, as a list that nothing arrives for."""
    from tui.app.session import KEY
    from tui.newsroom.session import queue

    folded = queue(desk, minutes)
    unread = lists.ids(desk, "unread")
    read = partial(lists.headlines, desk)
    listing = Listing(KEY, "", "", folded.ids, unread, read, partial=True, groups=folded.members)
    return Opening(listing, 0, minutes)


class Awaited(Thread):
    """An opening that a thread of its own reads.

    A future of the standard library would do; to import it is 4 ms of every start before the first picture.
    """

    def __init__(self, read: Callable[[], Opening]) -> None:
        super().__init__(name="khabar-opening")
        self._read = read
        self._opening: Opening | None = None
        self._failure: Exception | None = None
        self.start()

    def run(self) -> None:
        """Read it; what is raised waits for whoever asks."""
        try:
            self._opening = self._read()
        except Exception as failure:  # noqa: BLE001 - it is raised where the opening is asked for
            self._failure = failure

    def ready(self, seconds: float = 0.0) -> Opening | None:
        """The opening, if it is there within so many seconds and nothing went wrong."""
        self.join(seconds)
        return self._opening

    def result(self) -> Opening:
        """The opening, however long it takes.  Raises what reading it raised."""
        self.join()
        if self._opening is None:
            raise self._failure or RuntimeError("nothing was read")
        return self._opening


def begin(desk: Desk, minutes: int = 0) -> Awaited:
    """Read it in a thread of its own; with ``minutes`` it is the queue of a session."""
    return Awaited(partial(read_session, desk, minutes) if minutes else partial(read_opening, desk))
