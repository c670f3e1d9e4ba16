"""HTML elements -> Blocks with Marks.  One walker for pages and for feed entries."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any
from urllib.parse import unquote, urljoin, urlsplit

from tui.articles.furniture import NEVER_TEXT, is_hidden
from tui.model import Block, BlockKind, Mark, MarkKind
from tui.text import fold, sanitise

Element = Any
LINK_SCHEMES = frozenset({"http", "https", "mailto"})
_PICTURE_SCHEMES = frozenset({"http", "https"})

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_CONTAINERS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "main",
        "header",
        "footer",
        "aside",
        "address",
        "center",
        "details",
        "summary",
        "dl",
        "dt",
        "dd",
        "fieldset",
        "figure",
        "figcaption",
        "li",
        "ul",
        "ol",
        "blockquote",
        "body",
        "html",
        "table",
        "tbody",
        "thead",
        "tfoot",
        "tr",
        "td",
        "th",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "pre",
        "hr",
        "caption",
        "hgroup",
    ]
)
_INLINE_MARKS = {
    "b": MarkKind.STRONG,
    "strong": MarkKind.STRONG,
    "i": MarkKind.EMPHASIS,
    "em": MarkKind.EMPHASIS,
    "cite": MarkKind.EMPHASIS,
    "code": MarkKind.CODE,
    "kbd": MarkKind.CODE,
    "samp": MarkKind.CODE,
    "tt": MarkKind.CODE,
}
_BLANKS = re.compile(r"[ \t\r\n\f]+")
_SEPARATOR = re.compile(r"[\s/*#\u00b7\u2022\u2013\u2014_~=.-]{1,15}")
_LAYOUT_CELL = 300
_SOFT_HYPHEN = "\u00ad"
"""Says where a browser may part a word; a terminal shows a hyphen or a hole."""


class Walker:
    """Walks one element; ``skip`` says which elements (never the root) are left out."""

    def __init__(self, base: str, skip: Callable[[Element], bool] | None = None) -> None:
        self._base = base
        self._skip = skip or (lambda element: False)
        self._blocks: list[Block] = []
        self._text = ""
        self._marks: list[Mark] = []
        self._shape = Block(BlockKind.PARAGRAPH, "")
        self._named: frozenset[str] = frozenset()
        self._anchors: list[str] = []

    def blocks(self, root: Element, *, whole: bool = False) -> tuple[Block, ...]:
        """The blocks of what ``root`` holds, or of ``root`` itself if ``whole``; neighbours that repeat are folded."""
        self._named = self._linked_names(root)
        if whole:
            self._element(root)
        else:
            self._children(root)
        self._flush()
        kept: list[Block] = []
        for block in self._blocks:
            if not kept or block.kind is BlockKind.ITEM or block.text != kept[-1].text:
                kept.append(block)
        return tuple(kept)

    def _linked_names(self, root: Element) -> frozenset[str]:
        """The names of places inside ``root`` that links inside it lead to: footnotes and the way back, mostly."""
        wanted = {self._fragment(link.get("href") or "") for link in root.iter("a")} - {""}
        if not wanted:
            return frozenset()
        elements = (element for element in root.iter() if isinstance(element.tag, str))
        return frozenset(wanted & {name for element in elements for name in _names(element)})

    def _fragment(self, href: str) -> str:
        """The name that a link to the page itself leads to, "" for any other link."""
        try:
            url, _, fragment = urljoin(self._base, "".join(href.split())).partition("#")
        except ValueError:
            return ""
        return unquote(fragment) if url == self._base.partition("#")[0] else ""

    def _children(self, element: Element) -> None:
        self._add(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._add(child.tail)

    def _element(self, element: Element) -> None:
        tag = element.tag.lower()
        if tag in NEVER_TEXT or is_hidden(element) or self._skip(element):
            return
        if self._named:
            self._anchor(element, tag)
        if tag == "br":
            self._break(element)
        elif tag in ("img", "amp-img"):
            self._picture(element)
        elif tag not in _CONTAINERS:
            self._inline(element, tag)
        elif tag == "hr":
            self._flush()
            self._blocks.append(Block(BlockKind.RULE, ""))
        elif tag == "pre":
            self._code(element)
        elif tag == "table" and _is_data(element):
            self._table(element)
        elif tag in ("ul", "ol"):
            self._list(element, tag)
        else:
            self._block(element, tag)

    def _anchor(self, element: Element, tag: str) -> None:
        names = [name for name in _names(element) if name in self._named]
        if names and tag in _CONTAINERS:
            self._flush()  # what stands before it is another block
        self._anchors += names

    def _block(self, element: Element, tag: str) -> None:
        outer = self._shape
        self._flush()
        if tag in _HEADINGS:
            self._shape = Block(BlockKind.HEADING, "", level=_HEADINGS[tag])
        elif tag == "blockquote":
            depth = outer.level + 1 if outer.kind is BlockKind.QUOTE else 1
            self._shape = Block(BlockKind.QUOTE, "", level=depth)
        elif tag in ("figcaption", "caption"):
            self._shape = Block(BlockKind.CAPTION, "")
        before = len(self._blocks)
        self._children(element)
        self._flush()
        self._shape = outer
        if tag == "figcaption":
            figure = next(element.iterancestors("figure"), None)
            self._caption(before, next(figure.iter("img", "amp-img"), None) if figure is not None else None)

    def _caption(self, first: int, picture: Element | None) -> None:
        """The first line of a caption leads to its picture, unless its description does so already."""
        if picture is None or first >= len(self._blocks):
            return
        pictured = self._pictured(picture, self._blocks[first].text)
        known = self._blocks[first - 1].marks if first else ()
        if pictured and all(mark.target != pictured[0].target for mark in known):
            self._blocks[first] = replace(self._blocks[first], marks=(*pictured, *self._blocks[first].marks))

    def _list(self, element: Element, tag: str) -> None:
        outer = self._shape
        self._flush()
        level = outer.level + 1 if outer.kind is BlockKind.ITEM else 1
        start = element.get("start") or "1"
        number = int(start) if start.isdecimal() and len(start) < 7 else 1
        for item in element:
            if not isinstance(item.tag, str) or item.tag in NEVER_TEXT or is_hidden(item) or self._skip(item):
                continue
            if item.tag != "li":
                self._element(item)
                continue
            self._shape = Block(BlockKind.ITEM, "", level=level, ordinal=number if tag == "ol" else None)
            before = len(self._blocks)
            self._anchor(item, "li")
            self._children(item)
            self._flush()
            for index in range(before + 1, len(self._blocks)):  # an item's further paragraphs carry no bullet
                if self._blocks[index].kind is BlockKind.ITEM and self._blocks[index].level == level:
                    self._blocks[index] = replace(self._blocks[index], kind=BlockKind.PARAGRAPH, level=0, ordinal=None)
            number += 1
        self._shape = outer

    def _table(self, element: Element) -> None:
        self._flush()
        for caption in element.iter("caption"):
            if text := _squeeze("".join(caption.itertext())):
                self._blocks.append(Block(BlockKind.CAPTION, text))
        for row in element.iter("tr"):
            cells = [_squeeze("".join(cell.itertext())) for cell in row if cell.tag in ("td", "th")]
            if any(cells):
                self._blocks.append(Block(BlockKind.TABLE_ROW, "\t".join(cells)))

    def _code(self, element: Element) -> None:
        self._flush()
        text = sanitise("".join(element.itertext())).strip("\n").rstrip()
        if text:
            self._blocks.append(Block(BlockKind.CODE, text))

    def _inline(self, element: Element, tag: str) -> None:
        # A heading or paragraph can stand inside a link or a span: then the mark ends with each block.
        start = len(self._text)
        count = len(self._blocks)
        self._children(element)
        kind = _INLINE_MARKS.get(tag)
        target = self._target(element) if tag == "a" else ""
        if target:
            kind = MarkKind.LINK
        if kind is not None and count == len(self._blocks) and start < len(self._text):
            self._marks.append(Mark(start, len(self._text), kind, target))

    def _target(self, element: Element) -> str:
        name = self._fragment(element.get("href") or "")
        if name in self._named:
            return f"#{sanitise(name)}"
        url = self._absolute(element.get("href") or "", LINK_SCHEMES)
        same_page = url.partition("#")[0] == self._base.partition("#")[0]
        return "" if same_page else url

    def _absolute(self, address: str, schemes: frozenset[str]) -> str:
        """An address resolved against the page's; "" for one of another scheme, or none."""
        try:
            url = urljoin(self._base, "".join(address.split()))
            parts = urlsplit(url)
        except ValueError:
            return ""
        if parts.scheme not in schemes or not (parts.netloc or parts.scheme == "mailto"):
            return ""
        return sanitise(url)

    def _break(self, element: Element) -> None:
        """One <br> is a blank, two are a paragraph."""
        following = element.getnext()
        if following is not None and following.tag == "br" and not (element.tail or "").strip():
            self._flush()
        else:
            self._add(" ")

    def _picture(self, element: Element) -> None:
        alternative = _squeeze(element.get("alt") or "")
        if "emoji" in (element.get("class") or "") or "smiley" in (element.get("class") or ""):
            self._add(alternative)
            return
        caption = _caption_of(element)
        repeated = fold(alternative) in fold(caption) if caption else len(alternative.split()) < 3
        if not alternative or repeated:
            return
        self._flush()
        self._blocks.append(Block(BlockKind.CAPTION, alternative, self._pictured(element, alternative)))

    def _pictured(self, picture: Element | None, words: str) -> tuple[Mark, ...]:
        """The mark over what is said of a picture, if it has an address."""
        url = self._absolute(_source_of(picture), _PICTURE_SCHEMES) if picture is not None else ""
        return (Mark(0, len(words), MarkKind.PICTURE, url),) if url else ()

    def _add(self, text: str | None) -> None:
        if not text:
            return
        plain = _BLANKS.sub(" ", sanitise(text).replace(_SOFT_HYPHEN, ""))
        if plain.startswith(" ") and (not self._text or self._text.endswith(" ")):
            plain = plain[1:]
        self._text += plain

    def _flush(self) -> None:
        text, marks = self._text.rstrip(), self._marks
        self._text, self._marks = "", []
        if not text.strip():
            return
        if _SEPARATOR.fullmatch(text) and self._shape.kind is not BlockKind.ITEM:
            self._blocks.append(Block(BlockKind.RULE, text))
            return
        fitting = tuple(_fit(mark, text) for mark in marks if text[mark.start : mark.end].strip())
        ordered = tuple(sorted(fitting, key=lambda mark: (mark.start, -mark.end)))
        anchors, self._anchors = tuple(map(sanitise, dict.fromkeys(self._anchors))), []
        self._blocks.append(replace(self._shape, text=text, marks=ordered, anchors=anchors))


def _names(element: Element) -> list[str]:
    """What a link may call the place of an element (HTML 7.4.6.4: its id, or the old name of an a)."""
    names = [element.get("id"), element.get("name") if element.tag == "a" else None]
    return [name for name in names if name]


def _fit(mark: Mark, text: str) -> Mark:
    """Take blanks at the ends off a mark."""
    covered = text[mark.start : mark.end]
    start = mark.start + len(covered) - len(covered.lstrip())
    return replace(mark, start=start, end=start + len(covered.strip()))


def _squeeze(text: str) -> str:
    return " ".join(sanitise(text).split())


def _caption_of(picture: Element) -> str:
    figure = next(picture.iterancestors("figure"), None)
    found = figure.iter("figcaption") if figure is not None else ()
    return next((text for one in found if (text := _squeeze("".join(one.itertext())))), "")


def _source_of(picture: Element) -> str:
    """Where a picture is, loaded late or not: the first address that is none of a placeholder."""
    names = ("data-src", "data-original", "data-lazy-src", "data-srcset", "srcset", "src")
    values = (str(picture.get(name) or "").split(",")[0].split() for name in names)
    return next((value[0] for value in values if value and not value[0].startswith("data:")), "")


def _is_data(table: Element) -> bool:
    """A table of data, not one that only places things on the page."""
    cells = [cell for row in table.iter("tr") for cell in row if cell.tag in ("td", "th")]
    if len(cells) < 2 or any(True for _ in table.iterdescendants("table")):
        return False
    return all(len("".join(cell.itertext())) < _LAYOUT_CELL for cell in cells)
