"""Whatever bytes come from the net, the parsers answer with values or their own refusal, and the values are harmless.

``make fuzz`` runs these much longer.  The seeds are feeds and pages that say
all that the parsers know; they are cut, doubled and filled with noise.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from urllib.parse import urlsplit

from hypothesis import given
from hypothesis import strategies as st

from tui.articles import NoArticle, article_from_entry, blocks_from_html, extract
from tui.feeds import NotAFeed, candidates, parse, read_opml
from tui.model import Article, MarkKind, Page, ParsedFeed

SEEDS = [path.read_bytes() for path in sorted((Path(__file__).parent / "data" / "feeds").iterdir())]
PAGE = """<html lang="ar"><head><title>T</title><base href="/a/">
<link rel="alternate" type="application/rss+xml" href="f">
<script type="application/ld+json">{"@type":"NewsArticle","headline":"H","datePublished":"2026-03-01",
"author":[{"name":"A"}]}
</script><meta property="og:title" content="O"></head><body><article><h1>Head</h1><p>Some words that make a text, and
<a href="x">more</a> of <b>them</b>; enough to be taken for a story by anybody who reads it to the end of the line.</p>
<ul><li>one<ol><li>two</li></ol></li></ul><table><tr><th>a</th><td>b</td></tr></table><pre>code</pre>
<figure><img src="i.png" alt="alt"><figcaption>cap</figcaption></figure><blockquote>q</blockquote>
</article></body></html>"""
NOISE = st.one_of(
    st.binary(max_size=40),
    st.text(max_size=20).map(lambda text: text.encode("utf-8", "surrogatepass")),
    st.sampled_from(
        [
            b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE x [", b"<!ENTITY a 'b'>", b"&a;", b"&#0;", b"&#x1b;[2J",
            b"\x1b]0;x\x07", b"\xe2\x80\xae", b"\xff\xfe", b"<?xml encoding='utf-16'?>", b"<iframe/>", b"<svg>",
            b"javascript:alert(1)", b"http://[::1", b"//", b"9" * 30, b"<a href='\x00'>", b"</channel>", b"<item>" * 30,
        ]
    ),
)  # fmt: skip


@st.composite
def damaged(draw: st.DrawFn, seeds: list[bytes]) -> bytes:
    """A seed with a few cuts, copies and insertions."""
    body = draw(st.sampled_from(seeds))
    for _ in range(draw(st.integers(0, 4))):
        at = draw(st.integers(0, len(body)))
        to = draw(st.integers(at, min(len(body), at + 80)))
        body = body[:at] + draw(NOISE) + body[to if draw(st.booleans()) else at :]
    return body[: draw(st.integers(0, len(body)))] if draw(st.booleans()) else body


def is_harmless(text: str) -> bool:
    """One line without controls, overrides and lone surrogates (a tab is a blank)."""
    return not any(unicodedata.category(c) in ("Cc", "Cs") or c in "\u2028\u2029\u202d\u202e" for c in text)


def is_web(url: str) -> bool:
    return not url or (urlsplit(url).scheme in ("http", "https") and is_harmless(url))


def check_feed(feed: ParsedFeed) -> None:
    assert is_harmless(feed.title)
    assert is_web(feed.url)
    for entry in feed.entries:
        assert entry.id
        assert is_harmless(entry.title)
        assert is_harmless(entry.author)
        assert is_web(entry.url)


def check_article(article: Article) -> None:
    assert is_harmless(article.title)
    assert is_harmless(article.byline)
    for block in article.blocks:
        assert is_harmless(block.text.replace("\n", "").replace("\t", ""))
        for mark in block.marks:
            assert 0 <= mark.start <= mark.end <= len(block.text)
            if mark.kind == MarkKind.LINK:
                assert urlsplit(mark.target).scheme in ("http", "https", "mailto", ""), mark.target


@given(
    damaged(SEEDS), st.sampled_from(["", "text/xml", "application/json; charset=windows-1256", "text/html;charset=x"])
)
def test_a_feed(body: bytes, content_type: str) -> None:
    try:
        feed = parse(body, content_type, "https://feeds.test/f")
    except NotAFeed:
        return
    check_feed(feed)
    for entry in feed.entries:
        check_article(article_from_entry(entry))


@given(damaged([PAGE.encode()]), st.sampled_from(["", "text/html", "text/html; charset=utf-16"]))
def test_a_page(body: bytes, content_type: str) -> None:
    page = Page("https://pages.test/p", body, content_type)
    for candidate in candidates(page):
        assert is_web(candidate.url)
        assert is_harmless(candidate.title)
    try:
        check_article(extract(page))
    except NoArticle:
        return


@given(damaged([*SEEDS, PAGE.encode()]))
def test_any_markup_and_any_list(body: bytes) -> None:
    check_article(Article("", blocks_from_html(body.decode("utf-8", "replace"), "https://pages.test/")))
    try:
        feeds = read_opml(body)
    except NotAFeed:
        return
    assert all(is_web(feed.url) for feed in feeds)
