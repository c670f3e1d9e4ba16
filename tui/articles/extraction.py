"""Page bytes -> Article.

trafilatura says *which text* is the story; the page's own tree says *how it is
built*.  So the smallest element of the page that holds that text is found, and
walked with the furniture left out: headings, lists, quotes, captions, links and
emphasis come from the page itself.
"""

from __future__ import annotations

from typing import Any

from lxml import html

from tui.articles.footnotes import blocks_of, take_footnotes
from tui.articles.furniture import closes_page, introduces_furniture
from tui.articles.metadata import BYLINE_LABEL, Metadata, clean_byline, read_metadata
from tui.articles.sources import direction_of, settle_language
from tui.articles.story import story_blocks
from tui.model import Article, Block, BlockKind, Page
from tui.text import fold
from tui.text.charset import decode
from tui.text.crowded import is_crowded
from tui.text.dates import parse_date

Element = Any

SHORTEST_ARTICLE = 140
"""Code points of running text below which a page is no article."""


class NoArticle(ValueError):
    """The page holds no article; ``str()`` is one line."""


MOST_TAGS = 100_000
"""Start and end tags.  Beyond, the time that looking at them takes grows with their square: minutes for a megabyte."""


def extract(page: Page) -> Article:
    """Extract the story of ``page``.  Raises NoArticle, with one line that says what is the matter."""
    text = decode(page.body, page.content_type)
    if text.count("<") > MOST_TAGS or is_crowded(text):
        raise NoArticle("this page has far more elements than an article can have")
    root = _parse(text)
    metadata = read_metadata(root, page.url)
    found = _found(text, page.url)
    notes = take_footnotes(root)
    blocks = _story(story_blocks(root, found, page.url), metadata)
    blocks += blocks_of(notes, "\n".join(block.text for block in blocks), page.url)
    prose = "\n".join(block.text for block in blocks if block.kind is not BlockKind.CAPTION)
    if len(prose) < SHORTEST_ARTICLE:
        raise NoArticle("no article found on this page; if it lists stories, `khabar add` finds its feed")
    language = settle_language(metadata.language, f"{metadata.title}\n{prose}")
    return Article(
        title=metadata.title or blocks[0].text[:120],
        blocks=blocks,
        url=page.url,
        byline=metadata.byline,
        published=metadata.published,
        language=language,
        direction=direction_of(language, prose),
        site=metadata.site,
        picture=metadata.picture,
    )


def _parse(text: str) -> Element:
    if "<" not in text:
        raise NoArticle("this is not a web page")
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    try:
        root = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (html.etree.ParserError, ValueError):
        raise NoArticle("this page is empty") from None
    return root


def _found(text: str, url: str) -> Any:
    """The body that trafilatura takes for the story, None if it finds none."""
    import trafilatura  # 0.6 s: only where pages are extracted

    found = trafilatura.bare_extraction(text, url=url or None, fast=False, with_metadata=False, include_comments=False)
    return getattr(found, "body", None)


def _story(blocks: tuple[Block, ...], metadata: Metadata) -> tuple[Block, ...]:
    """Leave out what repeats the title, byline and date, and what an "also read" heading introduces."""
    title = fold(metadata.title)
    first = next((i for i, block in enumerate(blocks) if fold(block.text) == title), None)
    if first is not None and sum(len(block.text) for block in blocks[:first]) < 300:
        # What stands above the headline is its kicker or the site's head, unless it is a picture.
        blocks = tuple(block for block in blocks[:first] if block.kind is BlockKind.CAPTION) + blocks[first + 1 :]
    kept: list[Block] = []
    for place, block in enumerate(blocks):
        if fold(block.text) == title and place < 5:
            continue
        if len(block.text) < 120 and not kept and _is_dateline(block, metadata):
            continue
        if introduces_furniture(block.text) and block.kind in (BlockKind.HEADING, BlockKind.PARAGRAPH):
            names_a_story = ":" in block.text.rstrip(": ")
            if not names_a_story and _is_tail(blocks[place + 1 :]):
                break
            continue
        kept.append(block)
    while kept and (kept[-1].kind in (BlockKind.RULE, BlockKind.HEADING) or closes_page(kept[-1].text)):
        kept.pop()
    while kept and kept[0].kind is BlockKind.RULE:
        kept.pop(0)
    return tuple(kept)


def _is_dateline(block: Block, metadata: Metadata) -> bool:
    """A short line above the text that only repeats who wrote it and when."""
    if block.kind is BlockKind.HEADING:
        return bool(metadata.byline) and fold(block.text) == fold(metadata.byline)
    text = block.text
    if metadata.byline and fold(metadata.byline) in fold(text) and len(text) < len(metadata.byline) + 60:
        return True
    if BYLINE_LABEL.match(text) and clean_byline(text) and len(text) < 60:
        return True
    return len(text) < 50 and parse_date(text) is not None and sum(c.isdecimal() for c in text) >= 5


def _is_tail(rest: tuple[Block, ...]) -> bool:
    """Whether nothing but short lines follows."""
    return all(len(block.text) < 120 for block in rest)
