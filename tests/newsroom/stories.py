"""Small stories for tests: a desk with articles put straight into its store."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.config import Config
from tui.model import Article, Block, BlockKind, Feed
from tui.newsroom import Desk, open_desk
from tui.newsroom.intake import words_of
from tui.store import articles, feeds, findings
from tui.store.articles import Kept, Stored

NOON = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
NEWS = Feed("https://news.test/rss", "Daily News", tags=("world",))
TECH = Feed("https://tech.test/rss", "Tech \u062a\u0642\u0646\u064a\u0629", tags=("ai", "world"))


def article(title: str, *paragraphs: str, hours: float = 0, language: str = "en", byline: str = "") -> Article:
    """An article ``hours`` before NOON."""
    return Article(
        title,
        tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs),
        url=f"https://pages.test/{abs(hash(title))}",
        byline=byline,
        published=NOON - timedelta(hours=hours),
        language=language,
    )


def desk_in(folder: Path, *subscribed: Feed) -> Desk:
    """A desk with these feeds (else NEWS and TECH)."""
    return open_desk(Config(folder / "feeds.toml", feeds=subscribed or (NEWS, TECH)), folder / "data")


def put(desk: Desk, feed: Feed, found: Sequence[Article], *, at: datetime = NOON, whole: bool = True) -> Kept:
    """Keep and index articles of a feed, the title being the guid."""
    with desk.store.write() as connection:
        source = feeds.source(connection, feed.url)
        kept = articles.keep(
            connection, source.id, [Stored(item.title, item, item.title.encode()) for item in found], at, whole=whole
        )
    texts = [(number, articles.article(desk.store, number)) for number in (*kept.new, *kept.changed)]
    findings.index(desk.store, [(number, words_of(text)) for number, text in texts if text is not None])
    return kept
