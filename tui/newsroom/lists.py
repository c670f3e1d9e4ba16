"""Lists: the ids that a query finds, and the headlines of a window of them.

Apart from the rest of reading because the list that is shown first needs
nothing else, and a start waits for every import.
"""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from tui.model import Headline
from tui.newsroom.desk import Desk
from tui.newsroom.query import compile_query
from tui.store import headlines as lists

TODAY = "since:today"
"""The query of the view that is shown first."""


def ids(desk: Desk, query: str = "", *, limit: int | None = None) -> array[int]:
    """What a query finds, newest first, dismissed ones left out unless asked for.  Raises QueryError."""
    return lists.ids(desk.store, compile_query(desk.store, query, desk.clock().astimezone()), limit)


def ids_and_unread(desk: Desk, query: str = "") -> tuple[array[int], array[int]]:
    """The same, and those of them that are unread.  Raises QueryError."""
    return lists.ids_and_unread(desk.store, compile_query(desk.store, query, desk.clock().astimezone()))


def headlines(desk: Desk, ids: Sequence[int]) -> list[Headline]:
    """The headlines of a window of ids, in that order; those that are gone are left out."""
    return lists.headlines(desk.store, ids)
