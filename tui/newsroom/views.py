"""The side bar: Today, Later, Starred, saved views, tags with their feeds."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from tui.config import ConfigError, View
from tui.newsroom.desk import Desk
from tui.newsroom.following import followed
from tui.newsroom.lists import TODAY
from tui.newsroom.query import QueryError, compile_query
from tui.store import feeds, headlines
from tui.store.headlines import Condition

if TYPE_CHECKING:
    from tui.newsroom.triage import Change

_UNREAD = Condition("NOT EXISTS (SELECT 1 FROM states WHERE article = h.id AND flags & 9)")
_STANDING = (
    ("today", "Today", TODAY),
    ("all", "All", ""),
    ("later", "Later", "later"),
    ("starred", "Starred", "starred"),
)


def standing(key: str) -> str:
    """The query of a view that always stands in the side bar (today, all, later, starred)."""
    return next(query for known, _, query in _STANDING if known == key)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One row of the side bar; ``depth`` is 1 for a feed below a tag.

    ``key`` is stable: today, all, later, starred, view:TITLE, entity:ID (followed before there were views), tag:TAG,
    feed:ID.  A
    feed with several tags stands below each, with the same key but for the
    second and later ones, which end in @TAG.  ``error`` says why a feed could not
    be read the last time, "" if it could.
    """

    key: str
    title: str
    query: str
    depth: int
    kind: Literal["view", "tag", "feed"]
    unread: int
    error: str = ""


def sidebar(desk: Desk) -> list[Shelf]:
    """All rows, counted.  A saved view whose query cannot be read stands there with nothing unread."""
    shelves = [
        Shelf(key, title, query, 0, "view", count_unread(desk, query))
        for key, title, query in (
            *_STANDING,
            *((f"view:{view.title}", view.title, view.query) for view in desk.config.views),
            *((f"entity:{one.id}", one.name, one.query) for one in followed(desk) if one.view is None),
        )
    ]
    statuses = feeds.statuses(desk.store)
    by_tag: dict[str, list[Shelf]] = {}
    untagged: list[Shelf] = []
    for status in statuses:
        for place, tag in enumerate(status.feed.tags):
            key = f"feed:{status.id}" if place == 0 else f"feed:{status.id}@{tag}"
            shelf = Shelf(key, status.title, f"feed:#{status.id}", 1, "feed", status.unread, status.error)
            by_tag.setdefault(tag, []).append(shelf)
        if not status.feed.tags:
            untagged.append(
                Shelf(f"feed:{status.id}", status.title, f"feed:#{status.id}", 0, "feed", status.unread, status.error)
            )
    for tag, below in by_tag.items():
        unread = sum(shelf.unread for shelf in below)
        value = tag.replace('"', "")
        shelves += [Shelf(f"tag:{tag}", tag, f'tag:"{value}"', 0, "tag", unread), *below]
    return shelves + untagged


def save(desk: Desk, title: str, query: str) -> Change:
    """Make a view of a query, in feeds.toml: a line of the history, which undo takes back with the view.

    Raises QueryError, and ConfigError for a title that another view has.
    """
    from tui.newsroom import settings
    from tui.newsroom.triage import MADE_VIEW, changed
    from tui.store import journal

    compile_query(desk.store, query, desk.clock().astimezone())
    if any(view.title == title for view in desk.config.views):
        raise ConfigError(f"{title}: there is a view of that name already")
    view = View(title, query)
    settings.make(desk, view)
    made = journal.change(
        desk.store, MADE_VIEW, (), desk.clock(), lambda before: before, note=title, edit=settings.dump(view)
    )
    return changed(made)


def count_unread(desk: Desk, query: str) -> int:
    """How many unread articles a query finds; 0 for a query that cannot be read."""
    try:
        condition = compile_query(desk.store, query, desk.clock().astimezone())
    except QueryError:
        return 0
    return headlines.count(desk.store, condition.both(_UNREAD))
