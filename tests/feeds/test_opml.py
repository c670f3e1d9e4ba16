"""OPML: folders and categories to tags and back, hostile files, and a round trip of anything."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tui.feeds import NotAFeed, is_opml, read_opml, write_opml
from tui.model import Feed

AI = "\u0627\u0644\u0630\u0643\u0627\u0621"
LIST = f"""<?xml version="1.0" encoding="UTF-8"?>
<!-- of another reader -->
<opml version="1.1"><head><title>mine</title></head><body>
  <outline text="News" title="News">
    <outline text="Europe">
      <outline type="rss" text="Morava" xmlUrl="https://morava.test/rss" category="/serbian,/daily"/>
    </outline>
    <outline type="rss" title="No text" xmlUrl="https://two.test/feed"/>
  </outline>
  <outline text="{AI}"><outline type="rss" text="Morava" xmlUrl="https://morava.test/rss"/></outline>
  <outline text="Alone &amp; free" xmlurl="https://alone.test/atom.xml"/>
  <outline text="A folder without feeds"/>
  <outline text="not the web" xmlUrl="file:///etc/passwd"/>
  <outline text="a link" type="link" url="https://link.test/"/>
</body></opml>""".encode()


def test_folders_and_categories_are_tags() -> None:
    assert read_opml(LIST) == (
        Feed("https://morava.test/rss", "Morava", tags=("News/Europe", "serbian", "daily", AI)),
        Feed("https://two.test/feed", "No text", tags=("News",)),
        Feed("https://alone.test/atom.xml", "Alone & free"),
    )


def test_what_is_written_has_folders_and_is_read_back() -> None:
    feeds = (
        Feed("https://a.test/?x=1&y=2", 'A "quoted" <title>', tags=("news/europe", "daily", AI)),
        Feed("https://b.test/page", AI, kind="article", full_text=True),
        Feed("https://c.test/", "C", tags=("news",)),
    )
    text = write_opml(feeds, "khabar")
    root = etree.fromstring(text.encode())
    assert root.get("version") == "2.0"
    assert [one.get("text") for one in root.iter("outline")] == ["news", "europe", feeds[0].title, "C", AI]
    assert set(read_opml(text.encode())) == set(feeds)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"<html><body>&lt;opml <opml></opml></body></html>",
        b"<rss version='2.0'><channel><title>x</title></channel></rss>",
        b"\x00\xff\xfe",
    ],
)
def test_what_is_no_opml_is_said_to_be_none(body: bytes) -> None:
    assert not is_opml(body)
    with pytest.raises(NotAFeed, match="this is no OPML"):
        read_opml(body)


def test_a_hostile_file_reads_nothing_else_and_ends() -> None:
    bomb = b'<!DOCTYPE opml [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    body = b'<opml><body><outline text="&f;&b;x" xmlUrl="https://a.test/"/></body></opml>'
    assert [feed.url for feed in read_opml(bomb + body)] == ["https://a.test/"]
    deep = b"<opml><body>" + b'<outline text="x">' * 5_000 + b'<outline xmlUrl="https://a.test/"/>'
    assert len(read_opml(deep)) <= 1
    title = '<opml><body><outline text="\x1b[31mred\u202e" xmlUrl="https://a.test/"/></body></opml>'
    assert "\x1b" not in read_opml(title.encode())[0].title


def test_a_truncated_file_gives_what_it_has() -> None:
    assert [feed.url for feed in read_opml(LIST[: LIST.index(b"No text")])] == ["https://morava.test/rss"]


NAMES = st.text(st.characters(categories=("L", "N", "P", "S", "M")), min_size=1, max_size=20)
FEEDS = st.builds(
    Feed,
    st.integers(0, 50).map("https://{}.test/rss?a=1&b=2".format),
    NAMES,
    st.sampled_from(["feed", "article"]),
    st.lists(NAMES.map(lambda name: name.replace(",", "").replace("/", "") or "x"), max_size=4, unique=True).map(tuple),
    st.booleans(),
)


@given(st.lists(FEEDS, max_size=12, unique_by=lambda feed: feed.url))
def test_any_list_comes_back(feeds: list[Feed]) -> None:
    back = {feed.url: feed for feed in read_opml(write_opml(feeds, "t").encode())}
    assert {url: (one.kind, one.full_text, len(one.tags)) for url, one in back.items()} == {
        one.url: (one.kind, one.full_text, len(one.tags)) for one in feeds
    }


@given(st.binary(max_size=200), st.integers(0, len(LIST)), st.integers(0, 40))
def test_no_bytes_bring_it_down(noise: bytes, at: int, cut: int) -> None:
    for body in (noise, LIST[:at] + noise + LIST[at + cut :]):
        try:
            read_opml(body)
        except NotAFeed as error:
            assert str(error)  # noqa: PT017 - either outcome is fine, another exception is not
