"""Whatever comes to the smaller readers, they answer with a value or their own refusal.

Dates, headers, content codings, redirects, JSON in the shapes of JSON Feed and
of Wikidata, OPML, the query language, feeds.toml, the events of a refresh, and
names of files.  ``make fuzz`` runs these much longer.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import zlib
from datetime import UTC, datetime
from pathlib import Path

import brotli
import httpx
import zstandard
from hypothesis import given
from hypothesis import strategies as st

from tests.test_fuzz import SEEDS, check_feed, damaged, is_harmless, is_web
from tui.app.outside import may_open
from tui.app.refreshing import as_message
from tui.config import ConfigError
from tui.config.reading import parse as parse_config
from tui.entities import wikidata
from tui.feeds import NotAFeed, parse, read_opml
from tui.feeds.fallback import read_malformed
from tui.fetch import Client, FetchError, freshness, unpacked
from tui.fetch.answers import seconds_until
from tui.grammar import QueryError
from tui.grammar import parse as parse_query
from tui.newsroom.intake import Unreadable, listing, texts
from tui.newsroom.saving import safe_name
from tui.store.arrivals import Answer
from tui.text.charset import decode
from tui.text.dates import parse_date

NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)
TEXT = st.text(max_size=40)
JSON = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(),
        st.floats(),
        TEXT,
        st.sampled_from(["https://a.test/", "2026-03-10T12:00:00Z", "Q42", "+2026-03-10T00:00:00Z", "\ud800", "en"]),
    ),
    lambda inner: st.one_of(st.lists(inner, max_size=4), st.dictionaries(TEXT, inner, max_size=4)),
    max_leaves=12,
)


def shaped(*names: str, inner: st.SearchStrategy[object] = JSON) -> st.SearchStrategy[dict[str, object]]:
    """Objects with some of these keys, whatever stands under them."""
    return st.fixed_dictionaries({}, optional=dict.fromkeys(names, inner))


AUTHOR = st.one_of(JSON, shaped("name", "url"))
ENTRY = shaped(
    "id", "url", "external_url", "title", "content_html", "content_text", "summary", "date_published", "author",
    "authors", "language", inner=st.one_of(JSON, AUTHOR, st.lists(AUTHOR, max_size=2)),
)  # fmt: skip
FEED = shaped(
    "version", "title", "home_page_url", "feed_url", "language", "items",
    inner=st.one_of(JSON, st.lists(ENTRY, max_size=3)),
)  # fmt: skip
SNAK = st.one_of(JSON, shaped("mainsnak", "rank", "qualifiers", inner=st.one_of(JSON, shaped("datavalue", "snaktype"))))
ITEM = st.one_of(
    JSON,
    shaped(
        "id", "labels", "descriptions", "aliases", "claims", "sitelinks",
        inner=st.one_of(JSON, st.dictionaries(st.sampled_from(["P31", "P569", "ar"]), st.lists(SNAK), max_size=3)),
    ),
)  # fmt: skip
OPML = b"""<?xml version="1.0"?><opml version="2.0"><head><title>T</title></head><body><outline text="F">
<outline text="A" type="rss" xmlUrl="https://a.test/rss" htmlUrl="https://a.test/" category="x,/y/z"/></outline>
<outline text="B" xmlUrl="/b"/></body></opml>"""
TOML = """[reader]
language = "ar"
refresh_minutes = 30
[[feed]]
title = "A"
url = "https://a.test/rss"
kind = "article"
tags = ["x"]
headers = { "X-A" = "b" }
[[view]]
title = "V"
query = "unread company:Meta since:7d"
[keys]
star = "s,*"
"""


@given(st.one_of(TEXT, st.from_regex(r"[A-Z][a-z]{2}, \d{1,3} \w{3,5} \d{1,6} \d\d:\d\d(:\d\d)? ?\S{0,6}")))
def test_a_date(text: str) -> None:
    found = parse_date(text)
    assert found is None or (found.tzinfo is not None and 1969 <= found.year <= 2201)


@given(TEXT, TEXT, TEXT, TEXT)
def test_headers(control: str, age: str, date: str, expires: str) -> None:
    assert freshness({"cache-control": control, "age": age, "date": date, "expires": expires}) >= 0
    assert freshness({"cache-control": f"max-age={control}", "age": age}) >= 0
    assert seconds_until(expires, NOW) >= 0


BODIES = [
    gzip.compress(b"text" * 50), zlib.compress(b"text" * 50), brotli.compress(b"text" * 50),
    zstandard.ZstdCompressor().compress(b"text" * 50), b"text",
]  # fmt: skip


@given(damaged(BODIES), st.sampled_from(["", "gzip", "deflate", "br", "zstd", "gzip, br", "identity, x-gzip", "zip"]))
def test_a_coding(body: bytes, coding: str) -> None:
    try:
        assert len(unpacked(body, coding, 1000)) <= 1000
    except FetchError:
        return


@given(st.one_of(TEXT, st.sampled_from(["file:///etc/passwd", "//[::1]/", "http://[", "http:///x", "\x00", "//a:b/"])))
def test_a_redirect_anywhere(location: str) -> None:
    shown = location.encode("ascii", "backslashreplace").decode()

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": shown})

    async def ask() -> None:
        async with Client(transport=httpx.MockTransport(answer)) as client:
            await client.get("http://site.example/feed")

    try:
        asyncio.run(ask())
    except FetchError:
        return
    raise AssertionError("it leads nowhere")


@given(damaged(SEEDS))
def test_the_patient_reader(body: bytes) -> None:
    try:
        feed = read_malformed(decode(body), "https://feeds.test/f")
    except NotAFeed:
        return
    check_feed(feed)


@given(FEED)
def test_json_in_the_shape_of_a_feed(document: dict[str, object]) -> None:
    try:
        feed = parse(json.dumps(document).encode(), "application/feed+json", "https://feeds.test/f")
    except NotAFeed:
        return
    check_feed(feed)


@given(damaged(SEEDS))
def test_what_is_listed_is_what_is_read(body: bytes) -> None:
    """Each entry that a list shows has a text in the same answer."""
    answer = Answer("https://feeds.test/f", "", "", body)
    try:
        listed = listing(answer)
    except Unreadable:
        return
    guids = {entry.guid for entry in listed.entries}
    assert {text.guid for text, _ in texts(answer, guids)} == guids
    assert all(is_harmless(entry.title) and entry.title and is_web(entry.url) for entry in listed.entries)


@given(damaged([OPML]))
def test_a_list_of_subscriptions(body: bytes) -> None:
    try:
        feeds = read_opml(body)
    except NotAFeed:
        return
    assert all(is_web(feed.url) and is_harmless(feed.title) for feed in feeds)


@given(shaped("search", "entities", "error", inner=st.one_of(JSON, st.dictionaries(TEXT, ITEM), st.lists(ITEM))))
def test_an_answer_of_wikidata(document: dict[str, object]) -> None:
    try:
        answer = wikidata.read(json.dumps(document).encode())
    except wikidata.AnswerError:
        return
    wikidata.hits(answer)
    found = wikidata.items(answer)
    for item in found.values():
        wikidata.facts("Q1", "person", item, found, NOW)
        wikidata.is_business(item, {})


WORDS = st.lists(
    st.one_of(
        TEXT,
        st.sampled_from(
            ["unread", "not", "and", "or", "(", ")", '"', "company:", 'tag:"a b"', "since:7d", "before:2026-13-40", "-"]
        ),
    ),
    max_size=8,
)


@given(WORDS)
def test_a_query(words: list[str]) -> None:
    try:
        parse_query(" ".join(words))
    except QueryError:
        return


@given(damaged([TOML.encode()]))
def test_feeds_toml(body: bytes) -> None:
    try:
        found = parse_config(body.decode("utf-8", "replace"), Path("feeds.toml"))
    except ConfigError:
        return
    assert all(feed.url.startswith(("http://", "https://")) for feed in found.feeds)


EVENT = shaped("event", "total", "new", "url", "title", inner=st.one_of(JSON, st.sampled_from(["start", "result"])))


@given(st.one_of(st.binary(max_size=60), st.one_of(JSON, EVENT).map(lambda value: json.dumps(value).encode())))
def test_a_line_of_a_refresh(line: bytes) -> None:
    as_message(line)


@given(st.text(max_size=300))
def test_a_name_of_a_file(title: str) -> None:
    name = safe_name(title)
    path = Path("/folder") / f"{name}.txt"
    assert path.parent == Path("/folder")
    assert name.strip(". ")
    assert is_harmless(name)
    assert len(f"{name} (999).txt".encode()) <= 255


@given(st.one_of(TEXT, st.sampled_from(["javascript:x", "file:///x", "http://a\n", "data:x", "mailto:a", "HTTP://a/"])))
def test_what_may_open_in_a_browser(url: str) -> None:
    if may_open(url):
        assert url.lower().startswith(("http://", "https://", "mailto:"))
        assert url.isprintable()
