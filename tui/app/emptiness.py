"""Why a list is empty, and what to do about it."""

from __future__ import annotations

from tui.app.hands import Room
from tui.app.listing import Listing
from tui.app.session import KEY
from tui.newsroom import reading

_KEPT = {"later": "later", "starred": "star"}
"""The views that a key fills."""


def why_empty(room: Room, listing: Listing, *, show_read: bool) -> str:
    """One sentence for a view without stories; it names the key or the command that changes that."""
    words, kind = room.words, listing.key.partition(":")[0]
    if kind == "search":
        return words.say("empty.search", words=listing.title)
    if kind == KEY:
        return words.say("session.nothing", key=room.key("go_all"))
    if listing.partial:
        return words.say("empty.narrowed_list", key="Esc")
    if not room.desk.config.feeds:
        return words.say("empty.no_feeds", file=room.desk.config.path.name)
    if room.fetching:
        return words.say("empty.fetching")
    shelves = room.panels.feeds.shelves
    broken = next((shelf.error for shelf in shelves if shelf.key == listing.key and shelf.error), "")
    if broken:
        return words.say("empty.broken", reason=room.reason(broken), key=room.key("refresh"))
    if listing.key in _KEPT:
        return words.say(f"empty.{listing.key}", key=room.key(_KEPT[listing.key]))
    if not show_read:
        return words.say("empty.all_read", key=room.key("show_read"))
    if listing.key == "all" or reading.last_refresh(room.desk) is None:
        return words.say("empty.headlines", key=room.key("refresh_all"))
    if listing.key == "today":
        return words.say("empty.today", key=room.key("go_all"))
    return words.say("empty.view", key=room.key("go_all"))
