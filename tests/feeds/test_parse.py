"""Feeds of every dialect give the same values; what is no feed is refused in one line; hostile feeds are data."""

import json
import time
from datetime import UTC, datetime

import pytest

from tests.shared import shared_path
from tui.feeds import NotAFeed, candidates, parse
from tui.model import Entry, Page

HOME = "https://news.example/feed.xml"
DATE = datetime(2025, 9, 4, 6, 0, tzinfo=UTC)

RSS2 = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>News &amp; more</title><link>https://news.example/</link><language>en-GB</language>
<item><media:title>not this</media:title><title>A &lt;b&gt;bold&lt;/b&gt; &amp;amp; plain title</title><link>/one</link>
<guid isPermaLink="false">one</guid><pubDate>Thu, 04 Sep 2025 06:00:00 GMT</pubDate><dc:creator>Ann Lee</dc:creator>
<description>short</description><content:encoded><![CDATA[<p>Body</p>]]></content:encoded></item></channel></rss>"""

RSS1 = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xml:lang="en">
<channel rdf:about="https://news.example/"><title>News &amp; more</title><link>https://news.example/</link></channel>
<item rdf:about="one"><title>A bold &amp; plain title</title><link>https://news.example/one</link>
<dc:date>2025-09-04T08:00:00+02:00</dc:date><dc:creator>Ann Lee</dc:creator>
<content:encoded>&lt;p&gt;Body&lt;/p&gt;</content:encoded></item></rdf:RDF>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>News &amp; more</title>
<link rel="self" href="/feed.xml"/><link href="https://news.example/"/>
<entry><id>one</id><title type="html">A &lt;b&gt;bold&lt;/b&gt; &amp;amp; plain title</title><link href="/one"/>
<published>2025-09-04T06:00:00Z</published><updated>2025-09-05T06:00:00Z</updated><author><name>Ann Lee</name></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Body</p></div></content></entry></feed>"""

JSON_FEED = json.dumps(
    {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "News & more",
        "home_page_url": "https://news.example/",
        "language": "en",
        "items": [
            {
                "id": "one",
                "url": "/one",
                "title": "A bold & plain title",
                "authors": [{"name": "Ann Lee"}],
                "date_published": "2025-09-04T06:00:00Z",
                "content_html": "<p>Body</p>",
            }
        ],
    }
)


@pytest.mark.parametrize("source", [RSS2, RSS1, ATOM, JSON_FEED], ids=["rss2", "rss1", "atom", "json"])
def test_one_story_is_the_same_in_every_dialect(source: str) -> None:
    feed = parse(source.encode(), url=HOME)
    assert (feed.title, feed.url, feed.language) == ("News & more", "https://news.example/", "en")
    (entry,) = feed.entries
    assert (entry.id, entry.url, entry.title) == ("one", "https://news.example/one", "A bold & plain title")
    assert (entry.author, entry.published, entry.language) == ("Ann Lee", DATE, "en")
    assert "<p>Body</p>" in entry.html


def test_a_malformed_feed_gives_what_can_be_read() -> None:
    broken = RSS2.replace("News &amp; more", "News & more").replace("</item></channel></rss>", "</item>")
    (entry,) = parse(broken.encode(), url=HOME).entries
    assert (entry.id, entry.url, entry.author, entry.published) == (
        "one",
        "https://news.example/one",
        "Ann Lee",
        DATE,
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1256", "iso-8859-6"])
@pytest.mark.parametrize("declared", [True, False])
def test_arabic_is_read_in_the_encodings_that_feeds_use(encoding: str, declared: bool) -> None:
    title = "\u0627\u0644\u0634\u0631\u0643\u0629 \u062a\u0639\u0644\u0646 \u0627\u0644\u064a\u0648\u0645"
    head = f'<?xml version="1.0" encoding="{encoding}"?>' if declared else ""
    body = f"{head}<rss><channel><title>{title}</title><item><title>{title}</title></item></channel></rss>"
    assert parse(body.encode(encoding), url=HOME).entries[0].title == title


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "empty"),
        (b" \n", "empty"),
        (b"plain words", "neither RSS"),
        (b"<!doctype html><html><body><p>Hello</p></body></html>", "web page"),
        (b'<?xml version="1.0"?><urlset/>', "no RSS"),
        (b'{"a": 1}', "no JSON Feed"),
        (b'{"a": ', "not valid JSON"),
        (b"\x89PNG\r\n\x1a\n\0\0", "neither RSS"),
    ],
)
def test_what_is_no_feed_is_said_in_one_line(body: bytes, says: str) -> None:
    with pytest.raises(NotAFeed, match=says) as caught:
        parse(body, url=HOME)
    assert "\n" not in str(caught.value)


def test_entries_without_id_or_link_get_ids_that_stay() -> None:
    body = b"<rss><channel><item><title>A</title></item><item><title>B</title></item></channel></rss>"
    first, second = (tuple(entry.id for entry in parse(body, url=HOME).entries) for _ in range(2))
    assert first == second
    assert len(set(first)) == 2
    assert all(first)


def test_an_entity_bomb_and_an_external_entity_are_refused() -> None:
    bomb = b'<!DOCTYPE rss [<!ENTITY a "aaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><title>&b;</title></channel></rss>'
    outside = (
        b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel><title>&x;</title></channel></rss>'
    )
    for body in (bomb, outside):
        with pytest.raises(NotAFeed, match="entities"):
            parse(body, url=HOME)


def test_an_article_about_entities_is_no_bomb() -> None:
    body = (
        b"<rss><channel><item><title>T</title><description><![CDATA[<!ENTITY a>]]></description></item></channel></rss>"
    )
    assert parse(body, url=HOME).entries[0].title == "T"


def test_deep_nesting_is_refused_at_once() -> None:
    body = b"<rss><channel>" + b"<a>" * 200_000
    began = time.process_time()
    with pytest.raises(NotAFeed):
        parse(body, url=HOME)
    assert time.process_time() - began < 5  # feedparser alone takes as long; a hang is what this catches


def test_escape_sequences_and_overrides_never_leave_the_room() -> None:
    title = "a\x1b]0;owned\x07b\u202ec\x9b31md"
    feed = {"title": title, "items": [{"id": 1, "title": title, "url": "javascript:alert(1)"}]}
    parsed = parse(json.dumps(feed).encode(), url=HOME)
    for text in (parsed.title, parsed.entries[0].title):
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in text)
    assert parsed.entries[0].url == ""


def test_xml_base_and_relative_links() -> None:
    body = ATOM.replace("<entry>", '<entry xml:base="https://other.example/sub/">').replace('href="/one"', 'href="one"')
    assert parse(body.encode(), url=HOME).entries[0].url == "https://other.example/sub/one"


def test_a_broken_base_is_passed_over_and_a_hostile_one_is_cleaned() -> None:
    base = "https://feeds.example/&#x202e;sub/"
    body = ATOM.replace('xmlns="http://www.w3.org/2005/Atom"', f'xmlns="http://www.w3.org/2005/Atom" xml:base="{base}"')
    body = body.replace("<entry>", '<entry xml:base="http://[::1">').replace('href="/one"', 'href="one"')
    assert parse(body.encode(), url=HOME).entries[0].url == "https://feeds.example/sub/one"


def test_the_feed_of_the_article() -> None:
    body = shared_path("standardprva/site/ar/rss.xml").read_bytes().replace(b"{BASE}", b"http://127.0.0.1:1")
    (entry,) = parse(body, "application/rss+xml; charset=utf-8", "http://127.0.0.1:1/ar/rss.xml").entries
    assert entry.published == DATE
    assert entry.language == "ar"
    assert isinstance(entry, Entry)


def test_a_page_names_its_feeds_before_guesses() -> None:
    page = b"""<html><head><link rel="alternate" type="application/atom+xml" title="All" href="/atom">
    <link rel="alternate" hreflang="de" href="/de"><link rel="stylesheet" href="/x.css"></head><body></body></html>"""
    found = candidates(Page("https://news.example/sub/page", page, "text/html"))
    assert (found[0].url, found[0].title, found[0].kind) == ("https://news.example/atom", "All", "Atom")
    assert "https://news.example/rss.xml" in [one.url for one in found[1:]]
    assert all(one.kind == "" for one in found[1:])
