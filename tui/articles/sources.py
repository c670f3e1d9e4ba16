"""Articles that are not pages: feed entries and plain text."""

from __future__ import annotations

import re
from typing import Literal

from lxml import html

from tui.articles.footnotes import blocks_of, take_footnotes
from tui.articles.walker import Element, Walker
from tui.model import RTL_LANGUAGES, Article, Block, BlockKind, Entry
from tui.text import base_level, guess_language, sanitise
from tui.text.crowded import is_crowded

Direction = Literal["ltr", "rtl"]
WORDS_A_MINUTE = 200
"""Silent reading of news: 238 in English, about 180 in Arabic (Brysbaert 2019, doi 10.1016/j.jml.2019.104047)."""

_CLOSED = re.compile(r"<(iframe|video|audio|canvas|script|style|textarea|select|button)\b[^<>]*/>", re.IGNORECASE)
_PARAGRAPHS = re.compile(r"\n[ \t]*\n|\r\n[ \t]*\r\n")


def parse_fragment(markup: str) -> Element | None:
    """The tree of a piece of HTML; None if there is nothing in it."""
    if not markup.strip() or is_crowded(markup):
        return None
    # As XML has it: in HTML such a tag stays open and takes what follows along.
    markup = _CLOSED.sub(r"<\1></\1>", markup)
    parser = html.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True)
    wrapped = f"<div>{markup}</div>".encode("utf-8", "replace")
    try:
        return html.document_fromstring(wrapped, parser=parser)
    except (html.etree.ParserError, ValueError):
        return None


def blocks_from_html(markup: str, base_url: str = "") -> tuple[Block, ...]:
    """The blocks of a feed entry's HTML; never raises.  Relative links are resolved against ``base_url``."""
    root = parse_fragment(markup)
    if root is None:
        return ()
    notes = take_footnotes(root) if "href" in markup and "#" in markup else []
    blocks = Walker(base_url).blocks(root)
    return blocks + blocks_of(notes, "\n".join(block.text for block in blocks), base_url) if notes else blocks


def article_from_entry(entry: Entry, site: str = "") -> Article:
    """A feed entry's own content as an article."""
    blocks = blocks_from_html(entry.html, entry.base or entry.url)
    text = "\n".join([entry.title, *(block.text for block in blocks)])
    language = settle_language(entry.language, text)
    return Article(
        title=entry.title or _first_words(blocks),
        blocks=blocks,
        url=entry.url,
        byline=entry.author,
        published=entry.published or entry.updated,
        language=language,
        direction=direction_of(language, text),
        site=site,
    )


def article_from_text(text: str, title: str = "") -> Article:
    """Plain text: blank lines separate paragraphs; its first line is the title where none is given."""
    parts = [" ".join(sanitise(part).split()) for part in _PARAGRAPHS.split(text)]
    parts = [part for part in parts if part]
    if not title and parts and len(parts) > 1 and len(parts[0]) < 200:
        title = parts.pop(0)
    blocks = tuple(Block(BlockKind.PARAGRAPH, part) for part in parts)
    language = guess_language(text)
    return Article(title=title, blocks=blocks, language=language, direction=direction_of(language, text))


def reading_minutes(article: Article) -> int:
    """Whole minutes, at least 1."""
    return max(1, round(words_of(article) / WORDS_A_MINUTE))


def words_of(article: Article) -> int:
    """How many words its text has."""
    return sum(len(block.text.split()) for block in article.blocks)


def settle_language(declared: str, text: str) -> str:
    """The declared language unless the text is plainly in another script than that language uses."""
    guessed = guess_language(text)
    if not declared:
        return guessed
    if guessed and (declared in RTL_LANGUAGES) != (guessed in RTL_LANGUAGES):
        return guessed  # templates in English around Arabic text say lang="en"
    return declared


def direction_of(language: str, text: str) -> Direction:
    """The base direction of an article: by its language, else by its first strong letter (UAX#9, P2)."""
    if language:
        return "rtl" if language in RTL_LANGUAGES else "ltr"
    return "rtl" if base_level(text) else "ltr"


def _first_words(blocks: tuple[Block, ...]) -> str:
    """A headline for an entry without one: the beginning of its text, cut at a word."""
    text = next((block.text for block in blocks if block.text), "")
    if len(text) <= 80:
        return text
    return text[:80].rsplit(" ", 1)[0] + "\u2026"
