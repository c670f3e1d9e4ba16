"""Subscribing to whatever somebody pastes: a feed, a page, a well-known site, a list, a bare name."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from tests.newsroom.stories import desk_in
from tui.model import Feed
from tui.newsroom import Desk
from tui.newsroom.subscribe import Choices, Imported, SubscribeError, add

RSS = "<rss version='2.0'><channel><title>{}</title><item><guid>1</guid><title>One</title></item></channel></rss>"
JSON = '{"version": "https://jsonfeed.org/version/1.1", "title": "J", "items": [{"id": "1", "content_text": "x"}]}'
LINK = '<link rel="alternate" type="application/{}" title="{}" href="{}">'
OPML = '<opml version="2.0"><body><outline text="A"><outline type="rss" xmlUrl="https://a.test/f"/></outline></body></opml>'
CHANNEL = "UC" + "a1_-" * 5 + "bc"
VIDEOS = f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
PAGES = {
    "https://site.test/feed.xml": RSS.format("The site"),
    "https://site.test/feed.json": JSON,
    "https://site.test/": f"<html><head>{LINK.format('rss+xml', 'The site', '/feed.xml')}</head></html>",
    "https://site.test/2026/story": f"<html>{LINK.format('rss+xml', 'The site', '../feed.xml')}<p>Words.</p></html>",
    "https://two.test/": f"<html>{LINK.format('rss+xml', 'All', 'https://site.test/feed.xml')}"
    f"{LINK.format('feed+json', 'Notes', 'https://site.test/feed.json')}</html>",
    "https://quiet.test/": "<html><body>Nothing is linked here.</body></html>",
    "https://quiet.test/rss.xml": RSS.format("Quiet"),
    "https://nothing.test/": "<html><body>Nothing at all.</body></html>",
    "https://list.test/my.opml": OPML,
    "http://plain.test/": RSS.format("Plain"),
    "https://www.youtube.com/@name": f'<html><meta itemprop="identifier" content="{CHANNEL}"></html>',
    VIDEOS: RSS.format("Videos"),
    "https://github.com/owner/name": "<html></html>",
    "https://github.com/owner/name/releases.atom": RSS.format("Releases"),
    "https://github.com/owner/name/commits.atom": RSS.format("Commits"),
    "https://www.reddit.com/r/arabic/.rss": RSS.format("r/arabic"),
    "https://someone.substack.com/p/post": "<html></html>",
    "https://someone.substack.com/feed": RSS.format("Letters"),
    "https://social.test/@someone": "<html></html>",
    "https://social.test/@someone.rss": RSS.format("Someone"),
}


def answer(request: httpx.Request) -> httpx.Response:
    url = str(request.url.copy_with(path=request.url.path or "/"))
    if url.startswith("https://plain.test"):
        raise httpx.ConnectError("refused", request=request)
    if url == "https://www.reddit.com/r/arabic":
        return httpx.Response(403)  # as it answers programs
    if url not in PAGES:
        return httpx.Response(404)
    kind = "application/json" if url.endswith(".json") else "text/html; charset=utf-8"
    return httpx.Response(200, text=PAGES[url], headers={"Content-Type": kind})


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    (tmp_path / "feeds.toml").write_text("# mine\n")
    with desk_in(tmp_path, Feed("https://known.test/rss")) as desk:
        yield desk


def added(desk: Desk, url: str) -> Feed | Choices | Imported:
    return asyncio.run(add(desk, url, transport=httpx.MockTransport(answer)))


@pytest.mark.parametrize(
    ("url", "feed"),
    [
        ("https://site.test/feed.xml", "https://site.test/feed.xml"),
        ("https://site.test/feed.json", "https://site.test/feed.json"),
        ("https://site.test/", "https://site.test/feed.xml"),
        ("site.test", "https://site.test/feed.xml"),
        ("https://site.test/2026/story", "https://site.test/feed.xml"),
        ("https://quiet.test/", "https://quiet.test/rss.xml"),
        ("plain.test/", "http://plain.test/"),
        ("https://www.youtube.com/@name", VIDEOS),
        ("https://www.reddit.com/r/arabic", "https://www.reddit.com/r/arabic/.rss"),
        ("https://someone.substack.com/p/post", "https://someone.substack.com/feed"),
        ("https://social.test/@someone", "https://social.test/@someone.rss"),
    ],
)
def test_one_feed_is_subscribed_to(desk: Desk, url: str, feed: str) -> None:
    found = added(desk, url)
    assert isinstance(found, Feed)
    assert found.url == feed
    written = desk.config.path.read_text()
    assert written.startswith("# mine")
    assert f'url = "{feed}"' in written


def test_several_are_offered_and_nothing_is_written(desk: Desk) -> None:
    for url, names in (("https://two.test/", ["All", "Notes"]), ("https://github.com/owner/name", None)):
        found = added(desk, url)
        assert isinstance(found, Choices)
        assert [choice.title for choice in found.feeds] == (names or ["owner/name: releases", "owner/name: commits"])
    assert "url" not in desk.config.path.read_text()


def test_a_list_is_imported_with_its_folders(desk: Desk) -> None:
    found = added(desk, "https://list.test/my.opml")
    assert isinstance(found, Imported)
    assert [(feed.url, feed.tags) for feed in found.added] == [("https://a.test/f", ("A",))]


@pytest.mark.parametrize(
    ("url", "says"),
    [
        ("https://nothing.test/", "no feed found there; watch the page itself with --kind article"),
        ("https://missing.test/", "404 not found"),
        ("ftp://site.test/", "no web address"),
        ("https://", "no web address"),
    ],
)
def test_what_offers_nothing_is_one_line(desk: Desk, url: str, says: str) -> None:
    with pytest.raises(SubscribeError, match=says) as caught:
        added(desk, url)
    assert "\n" not in str(caught.value)
