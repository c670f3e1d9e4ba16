"""RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0 over lxml, by local names.

Feeds in the wild mix namespaces (Atom links in RSS, dc and content anywhere),
so elements are found by local name, and a namespace only decides where two
meanings share one name (``media:title`` is not the entry's title).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urljoin

from lxml import etree

from tui.feeds.notafeed import NotAFeed
from tui.feeds.plain import absolute_url, plain_text, stable_id
from tui.model import Entry, ParsedFeed
from tui.text.dates import parse_date

_XML = "{http://www.w3.org/XML/1998/namespace}"
_MEDIA = "http://search.yahoo.com/mrss/"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_XHTML = "http://www.w3.org/1999/xhtml"
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
_DEEPEST = 200

Element = Any  # lxml's own class is not a type that its stubs let us subscript


class Malformed(Exception):
    """lxml refuses the text: a more patient reader is needed."""


def read_xml(text: str, url: str) -> ParsedFeed:
    """Read well-formed RSS or Atom.  Raises Malformed, or NotAFeed when the root is something else."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        # The text is decoded already: an encoding declaration would contradict it.
        root = etree.fromstring(_DECLARATION.sub("", text, count=1).encode("utf-8"), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Malformed from None
    name = _local(root)
    if name == "feed":
        return _Reader(url).atom(root)
    if name in ("rss", "RDF", "channel"):
        return _Reader(url).rss(root)
    raise NotAFeed(f"this is XML, but its root is <{name[:40]}>, neither RSS nor Atom")


class _Reader:
    """One feed; keeps the base address and language that entries inherit."""

    def __init__(self, url: str) -> None:
        self._base = url
        self._language = ""

    def rss(self, root: Element) -> ParsedFeed:
        channel = root if _local(root) == "channel" else next(_named(root, "channel"), root)
        self._base = urljoin(self._base, channel.get(f"{_XML}base") or root.get(f"{_XML}base") or "")
        language = _text(channel, "language") or root.get(f"{_XML}lang") or ""
        self._language = _primary(language)
        link = absolute_url(_rss_link(channel), self._base)
        # RSS 1.0 puts its items beside the channel, not into it.
        items = [*_named(channel, "item"), *(_named(root, "item") if channel is not root else ())]
        return ParsedFeed(
            plain_text(_text(channel, "title")), link, self._language, tuple(self._item(item) for item in items)
        )

    def _item(self, item: Element) -> Entry:
        base = urljoin(self._base, item.get(f"{_XML}base") or "")
        guid = next((one for name in ("guid", "identifier") for one in _named(item, name)), None)
        identifier = _own_text(guid) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
        url = absolute_url(_rss_link(item), base) if _rss_link(item) else ""
        if not url and guid is not None and guid.get("isPermaLink", "true").lower() == "true":
            url = absolute_url(identifier, base) if identifier.startswith(("http://", "https://", "/")) else ""
        content = _text(item, "encoded") or _longest(item, ("description", "content", "summary", "fulltext"))
        title = plain_text(_text(item, "title"))
        published = parse_date(_text(item, "pubDate") or _text(item, "date") or _text(item, "published"))
        return Entry(
            id=identifier or url or stable_id(title, content),
            url=url,
            title=title,
            author=_author(_text(item, "creator") or _text(item, "author")),
            published=published,
            updated=parse_date(_text(item, "updated") or _text(item, "modified")),
            html=content,
            language=_primary(item.get(f"{_XML}lang") or _text(item, "language")) or self._language,
            base=url or base,
        )

    def atom(self, root: Element) -> ParsedFeed:
        self._base = urljoin(self._base, root.get(f"{_XML}base") or "")
        self._language = _primary(root.get(f"{_XML}lang") or "")
        title = next(_named(root, "title"), None)
        return ParsedFeed(
            plain_text(_construct(title), markup=_is_markup(title)),
            absolute_url(_atom_link(root), self._base),
            self._language,
            tuple(self._entry(entry) for entry in _named(root, "entry")),
        )

    def _entry(self, entry: Element) -> Entry:
        base = urljoin(self._base, entry.get(f"{_XML}base") or "")
        url = absolute_url(_atom_link(entry), base) if _atom_link(entry) else ""
        title_element = next(_named(entry, "title"), None)
        title = plain_text(_construct(title_element), markup=_is_markup(title_element))
        content_element = next((one for name in ("content", "summary") for one in _named(entry, name)), None)
        content = _construct(content_element)
        if content_element is not None:
            if not _is_markup(content_element):
                content = _paragraphs(content)
            base = urljoin(base, content_element.get(f"{_XML}base") or "")
        author = next(_named(entry, "author"), None)
        updated = parse_date(_text(entry, "updated") or _text(entry, "modified"))
        return Entry(
            id=_text(entry, "id") or url or stable_id(title, content),
            url=url,
            title=title,
            author=plain_text(_text(author, "name")) if author is not None else plain_text(_text(entry, "creator")),
            published=parse_date(_text(entry, "published") or _text(entry, "issued") or _text(entry, "created"))
            or updated,
            updated=updated,
            html=content,
            language=_primary(entry.get(f"{_XML}lang") or "") or self._language,
            base=base if base != self._base else url or base,
        )


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _named(element: Element, name: str) -> Iterator[Element]:
    for child in element:
        if _local(child) == name and not child.tag.startswith((f"{{{_MEDIA}}}", f"{{{_ITUNES}}}")):
            yield child


def _own_text(element: Element | None) -> str:
    if element is None:
        return ""
    return (element.text or "").strip() if not len(element) else "".join(element.itertext()).strip()


def _text(element: Element, name: str) -> str:
    """The text of the first child called ``name`` that has any."""
    return next((text for child in _named(element, name) if (text := _own_text(child))), "")


def _longest(element: Element, names: tuple[str, ...]) -> str:
    texts = [_construct(child) if len(child) else _own_text(child) for name in names for child in _named(element, name)]
    return max(texts, key=len, default="")


def _rss_link(element: Element) -> str:
    """<link>text</link> of RSS, else an Atom link inside RSS that is not the feed's own address."""
    return _text(element, "link") or _atom_link(element)


def _atom_link(element: Element) -> str:
    links = [one for one in _named(element, "link") if one.get("href")]
    for wanted in (("alternate", "text/html"), ("alternate", "")):
        for link in links:
            if link.get("rel", "alternate") == wanted[0] and (
                not wanted[1] or link.get("type", wanted[1]) == wanted[1]
            ):
                return str(link.get("href"))
    return next(
        (str(link.get("href")) for link in links if link.get("rel") not in ("self", "enclosure", "hub", "next")), ""
    )


def _is_markup(element: Element | None) -> bool:
    """RFC 4287, 3.1: type is text, html or xhtml; Atom 0.3 gave a media type and a mode."""
    kind = (element.get("type") or "text").lower() if element is not None else "text"
    return "html" in kind or (element is not None and element.get("mode") == "escaped")


def _construct(element: Element | None) -> str:
    """The markup of an Atom text construct: escaped html as it stands, xhtml serialised again."""
    if element is None:
        return ""
    if not len(element):
        return (element.text or "").strip()
    inner = [element.text or ""]
    inner += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return "".join(inner).strip().replace(f' xmlns="{_XHTML}"', "")


def _paragraphs(text: str) -> str:
    from html import escape

    return "".join(f"<p>{escape(part)}</p>" for part in re.split(r"\n\s*\n", text) if part.strip())


def _author(value: str) -> str:
    """RSS 2.0 wants ``mail@host (Name)``; the name is what is shown."""
    match = re.fullmatch(r"\s*\S+@\S+\s*\((.+)\)\s*", value)
    return plain_text(match[1] if match else value)


def _primary(language: str) -> str:
    return re.split(r"[-_]", language.strip().lower())[0][:8]
