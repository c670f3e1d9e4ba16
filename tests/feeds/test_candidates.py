"""Which feeds a page offers: what it links, what its site is known for, what is likely."""

from __future__ import annotations

import pytest

from tui.feeds import candidates
from tui.model import Page

CHANNEL = "UC" + "a1_-" * 5 + "bc"


def offered(url: str, body: str = "<html></html>") -> list[str]:
    return [one.url for one in candidates(Page(url, body.encode(), "text/html; charset=utf-8"))]


@pytest.mark.parametrize(
    ("url", "first"),
    [
        (
            f"https://www.youtube.com/channel/{CHANNEL}/videos",
            [f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"],
        ),
        (
            "https://m.youtube.com/playlist?list=PL_abc-1",
            ["https://www.youtube.com/feeds/videos.xml?playlist_id=PL_abc-1"],
        ),
        (
            "https://github.com/owner/name.js/issues?q=is",
            [f"https://github.com/owner/name.js/{what}.atom" for what in ("releases", "commits", "tags")],
        ),
        ("https://github.com/owner", ["https://github.com/owner.atom"]),
        ("https://www.reddit.com/r/arabic/top/?t=week", ["https://www.reddit.com/r/arabic/.rss"]),
        ("https://old.reddit.com/r/a/comments/1x/some_title/", ["https://old.reddit.com/r/a/comments/1x/.rss"]),
        ("https://someone.substack.com/p/a-post", ["https://someone.substack.com/feed"]),
        ("https://social.test/@someone", ["https://social.test/@someone.rss"]),
    ],
)
def test_well_known_sites(url: str, first: list[str]) -> None:
    assert offered(url)[: len(first)] == first


@pytest.mark.parametrize(
    "url", ["https://github.com/topics/rss", "https://www.youtube.com/@name", "https://news.test/a"]
)
def test_other_pages_offer_only_likely_addresses(url: str) -> None:
    assert offered(url)[0].endswith("/feed")


@pytest.mark.parametrize("url", ["https://www.youtube.com/@name", "https://m.youtube.com/watch?v=abc"])
@pytest.mark.parametrize(
    "body",
    [
        f'<html><meta itemprop="identifier" content="{CHANNEL}"></html>',
        f'<html><script>var data = {{"externalId":"{CHANNEL}"}}</script></html>',
    ],
)
def test_a_page_of_youtube_tells_its_channel(url: str, body: str) -> None:
    assert offered(url, body)[0] == f"https://www.youtube.com/feeds/videos.xml?channel_id={CHANNEL}"
    assert not offered("https://news.test/", body)[0].startswith("https://www.youtube.com")


def test_links_of_the_head_come_first_then_those_of_the_text() -> None:
    page = """<html><head><base href="/blog/">
      <link rel="alternate" type="application/rss+xml" title="All &amp; more" href="all.xml">
      <link rel="alternate" type="application/json" href="/wp-json/posts/1">
      <link rel="alternate" type="application/json" href="/feed.json">
      <link rel="stylesheet" type="application/rss+xml" href="/no.xml">
      <link rel="alternate" type="application/atom+xml" href="javascript:alert(1)">
      </head><body><a href="/podcast/rss">RSS</a> <a href="/about/refeeding">x</a>
      <a href="x.atom">y</a></body></html>"""
    assert offered("https://news.test/2026/story", page)[:5] == [
        "https://news.test/blog/all.xml",
        "https://news.test/feed.json",
        "https://news.test/podcast/rss",
        "https://news.test/blog/x.atom",
        "https://news.test/feed",
    ]
    assert candidates(Page("https://news.test/", page.encode(), "text/html"))[0].title == "All & more"


def test_an_address_that_cannot_be_split_offers_nothing_strange() -> None:
    assert offered("https://[::1") == []


def test_a_base_that_is_no_address_is_passed_over() -> None:
    link = '<link rel="alternate" type="application/rss+xml" href="f">'
    page = f'<html><head><base href="http://[::1">{link}</head></html>'
    assert offered("https://news.test/2026/story", page)[0] == "https://news.test/2026/f"
