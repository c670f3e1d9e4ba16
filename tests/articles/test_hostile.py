"""Pages that are made to take a reader's time."""

from __future__ import annotations

import pytest

from tui.articles import NoArticle, blocks_from_html, extract
from tui.feeds import NotAFeed, parse
from tui.model import Page


@pytest.mark.parametrize(
    "body",
    [
        "<article>" + "<p>word word word</p>" * 100_000,
        "<div>" * 30_000 + "text " * 500,
        "<script>" + "<p>" * 60_000,
        "<p " + " ".join(f'a{number}="b"' for number in range(200_000)) + ">text",
        "<b>" * 100_001,
    ],
)
def test_a_page_of_elements_without_end_is_no_article(body: str) -> None:
    with pytest.raises(NoArticle):
        extract(Page("https://a.test/", f"<html><body>{body}".encode(), "text/html"))


def test_a_tag_of_attributes_without_end_is_given_to_no_parser() -> None:
    tag = "<p " + " ".join(f'a{number}="b"' for number in range(200_000)) + ">text</p>"
    assert blocks_from_html(tag) == ()
    with pytest.raises(NotAFeed):
        parse(f"<rss><channel><title>t</title>{tag}</channel></rss>".encode())
    picture = f'<p><img alt="A boat" src="data:image/png;base64,{"A" * 200_000}==">text</p>'
    assert any(block.text == "text" for block in blocks_from_html(picture))


@pytest.mark.parametrize("tag", ["div", "b", "table><tr><td", "ul><li", "blockquote", "font"])
def test_an_entry_nested_without_end_ends_no_reader(tag: str) -> None:
    assert len(blocks_from_html(f"<{tag}>" * 50_000 + "text")) <= 1
