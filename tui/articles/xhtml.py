"""An article as a document of XHTML, as EPUB 3 wants it.  Pure.

Built as a tree, so that nothing a feed says can be mark-up; no script, no
style and nothing from the net is in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from lxml import etree

from tui.articles.nesting import Inline, Text, address, nested
from tui.model import Article, Block, BlockKind, MarkKind
from tui.text import base_level

XHTML = "http://www.w3.org/1999/xhtml"
OPS = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
Element = Any

_TAGS = {
    MarkKind.STRONG: "strong", MarkKind.EMPHASIS: "em", MarkKind.CODE: "code", MarkKind.INSERTED: "ins",
    MarkKind.DELETED: "del",
}  # fmt: skip
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LANGUAGE = re.compile("[a-z]{2,8}(-[A-Za-z0-9]{1,8})*")
DIRECTIONS = ("ltr", "rtl")


def legal(text: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return _ILLEGAL.sub("", text)


def known_language(language: str) -> str:
    """A language as it may stand in ``lang``, "" for what is none."""
    return language if _LANGUAGE.fullmatch(language) else ""


def say(parent: Element, tag: str, text: str = "", **attributes: str) -> Element:
    """One more element in ``parent``, of its namespace; ``class_`` is written ``class``."""
    named = {name.rstrip("_"): legal(value) for name, value in attributes.items()}
    element = etree.SubElement(parent, f"{{{etree.QName(parent).namespace}}}{tag}", named)
    element.text = legal(text) or None
    return element


def document(title: str, language: str, direction: str, style: str) -> tuple[Element, Element]:
    """An empty document and its body; ``style`` is the address of its style sheet."""
    names: dict[str | None, str] = {None: XHTML, "epub": OPS}
    root = etree.Element(f"{{{XHTML}}}html", nsmap=names)  # type: ignore[arg-type]  # lxml takes None as the default
    root.set("dir", direction)
    if known_language(language):
        root.set("lang", language)
        root.set(XML_LANG, language)
    head = say(root, "head")
    say(head, "title", title)
    say(head, "link", rel="stylesheet", type="text/css", href=style)
    return root, say(root, "body")


def written(root: Element) -> bytes:
    """A document as bytes, UTF-8."""
    out: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True, doctype="<!DOCTYPE html>")
    return out


def chapter(article: Article, title: str, about: Sequence[str], style: str) -> bytes:
    """The whole article; ``about`` (feed, date …) stands below the title, beside the author and the address."""
    root, body = document(title, article.language, article.direction, style)
    writer = _Writer(article)
    writer.directed(say(body, "h1", title), title)
    told = say(body, "p", class_="about")
    parts = [part for part in (article.byline, *about) if part.strip()]
    for index, part in enumerate(parts):
        span = say(told, "span", part, dir="auto")
        if index + 1 < len(parts) or address(article.url):
            span.tail = " \u00b7 "
    if address(article.url):
        say(told, "a", article.url.partition("//")[2].partition("/")[0] or article.url, href=address(article.url))
    if len(told) == 0:
        body.remove(told)
    writer.blocks(body, article.blocks)
    return written(root)


class _Writer:
    """Puts blocks into a body; knows the anchors of the article and its direction."""

    def __init__(self, article: Article) -> None:
        self._level = DIRECTIONS.index(article.direction)
        self._anchors = {name: f"b{index}" for index, block in enumerate(article.blocks) for name in block.anchors}
        self._ids = {id(block): f"b{index}" for index, block in enumerate(article.blocks) if block.anchors}

    def directed(self, element: Element, text: str) -> Element:
        """Say the direction of a paragraph that is not that of the article."""
        level = base_level(text, self._level)
        if level != self._level:
            element.set("dir", DIRECTIONS[level])
        return element

    def blocks(self, body: Element, blocks: Iterable[Block]) -> None:
        for kind, group in groupby(blocks, lambda block: block.kind):
            members = list(group)
            if kind is BlockKind.ITEM:
                self._lists(body, members)
            elif kind is BlockKind.TABLE_ROW:
                self._table(body, members)
            elif kind is BlockKind.QUOTE:
                quote = say(body, "blockquote")
                for block in members:
                    self._paragraph(quote, block, "p")
            else:
                for block in members:
                    self._one(body, block)

    def _one(self, body: Element, block: Block) -> None:
        if block.kind is BlockKind.RULE:
            say(body, "hr")
        elif block.kind is BlockKind.CODE:
            # Code runs from left to right whatever stands around it.
            self._paragraph(body, block, "pre").set("dir", "ltr")
        elif block.kind is BlockKind.HEADING:
            self._paragraph(body, block, f"h{min(6, max(2, block.level))}")
        elif block.kind is BlockKind.NOTE:
            note = self._paragraph(body, block, "p", class_="note")
            if block.ordinal is not None:
                note.text = f"[{block.ordinal}] {note.text or ''}"
        else:
            more = {"class_": "caption"} if block.kind is BlockKind.CAPTION else {}
            self._paragraph(body, block, "p", **more)

    def _paragraph(self, parent: Element, block: Block, tag: str, **attributes: str) -> Element:
        element = say(parent, tag, **attributes)
        if id(block) in self._ids:
            element.set("id", self._ids[id(block)])
        self.directed(element, block.text)
        for part in nested(block.text, block.marks):
            self._inline(element, block.text, part)
        return element

    def _inline(self, parent: Element, text: str, part: Inline | Text) -> None:
        if isinstance(part, Text):
            _append(parent, legal(text[part.start : part.end]))
            return
        element = parent
        mark = part.mark
        if mark.kind in (MarkKind.LINK, MarkKind.PICTURE):
            target = self._target(mark.target)
            if target:
                element = say(parent, "a", href=target)
        else:
            element = say(parent, _TAGS[mark.kind])
        for inner in part.inside:
            self._inline(element, text, inner)

    def _target(self, target: str) -> str:
        if target.startswith("#"):
            found = self._anchors.get(target[1:])
            return f"#{found}" if found else ""
        return address(target)

    def _lists(self, body: Element, items: Sequence[Block]) -> None:
        """Items of rising level stand in lists inside the item above them."""
        open_lists: list[Element] = []
        for block in items:
            level = min(max(1, block.level), len(open_lists) + 1, 20)
            del open_lists[level:]
            tag = "ul" if block.ordinal is None else "ol"
            if len(open_lists) == level and etree.QName(open_lists[-1]).localname != tag:
                open_lists.pop()
            if len(open_lists) < level:
                parent = open_lists[-1][-1] if open_lists else body
                start = {"start": str(block.ordinal)} if block.ordinal not in (None, 1) else {}
                open_lists.append(say(parent, tag, **start))
            self._paragraph(open_lists[-1], block, "li")

    def _table(self, body: Element, rows: Sequence[Block]) -> None:
        table = say(body, "table")
        for row in rows:
            line = say(table, "tr")
            for cell in row.text.split("\t"):
                self.directed(say(line, "td", cell), cell)


def _append(parent: Element, text: str) -> None:
    """Text behind all that stands in ``parent``."""
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def nav(entries: Sequence[tuple[str, str, Mapping[str, str]]], title: str, direction: str, style: str) -> bytes:
    """The table of contents of a book: (address, text, attributes of the link) of each chapter."""
    root, body = document(title, "", direction, style)
    contents = say(body, "nav", id="toc", role="doc-toc")
    contents.set(f"{{{OPS}}}type", "toc")
    say(contents, "h1", title, dir="auto")
    entries_list = say(contents, "ol")
    for href, text, attributes in entries:
        say(say(entries_list, "li"), "a", text, href=href, **attributes)
    return written(root)
