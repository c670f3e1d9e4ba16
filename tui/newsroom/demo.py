"""The demo: bundled stories through the real pipeline, in a throw-away folder, without the network."""

from __future__ import annotations

import tempfile
import tomllib
from dataclasses import replace
from datetime import UTC, timedelta
from importlib import resources
from pathlib import Path

from tui.config import Config, View
from tui.model import Feed, Page
from tui.newsroom.desk import Clock, Desk, now
from tui.newsroom.intake import stored_from_feed
from tui.newsroom.schedule import LAST_REFRESH
from tui.newsroom.study import renew
from tui.store import articles, feeds
from tui.store.articles import Stored

NEWEST_AGE = timedelta(hours=1)
SOURCES = "sources.toml"


def demo_desk(data: Path | None = None, *, clock: Clock = now) -> Desk:
    """A desk with the bundled stories, the newest of them an hour old.

    Without ``data`` it stands in a folder of its own, removed when the desk is
    closed.
    """
    at = clock().astimezone(UTC)
    folder = data or Path(tempfile.mkdtemp(prefix="khabar-demo-"))
    found = _bundled()
    view = View("Meta & friends", "unread company:Meta")
    config = Config(folder / "feeds.toml", feeds=tuple(feed for feed, _, _ in found), views=(view,))
    desk = Desk(config, folder, throw_away=data is None, clock=clock)
    desk.subscribe()
    dates = [story.article.published for _, _, stories in found for story in stories if story.article.published]
    shift = at - NEWEST_AGE - max(dates) if dates else timedelta()
    with desk.store.write() as connection:
        for feed, own_title, stories in found:
            source = feeds.source(connection, feed.url)
            feeds.record_success(connection, source.id, at, etag="", last_modified="", own_title=own_title)
            articles.keep(connection, source.id, [_shifted(story, shift) for story in stories], at)
    renew(desk)
    feeds.remember(desk.store, LAST_REFRESH, at.isoformat())
    return desk


def _bundled() -> list[tuple[Feed, str, list[Stored]]]:
    """The bundled sources: (feed, its own title, its stories)."""
    folder = resources.files("tui.newsroom") / "demo_data"
    sources = tomllib.loads((folder / SOURCES).read_text(encoding="utf-8"))["source"]
    found = []
    for source in sources:
        body = (folder / source["file"]).read_bytes()
        own_title, stories, _ = stored_from_feed(Page(source["url"], body, "application/feed+json"))
        found.append((Feed(source["url"], source["title"], tags=tuple(source["tags"])), own_title, stories))
    return found


def _shifted(story: Stored, shift: timedelta) -> Stored:
    published = story.article.published
    if published is None:
        return story
    return replace(story, article=replace(story.article, published=published + shift))
