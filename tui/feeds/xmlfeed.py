"""RSS 0.9x, 1.0, 2.0 and Atom 0.3, 1.0 over lxml, by local names.

Feeds in the wild mix namespaces (Atom links in RSS, dc and content anywhere),
so elements are found by local name, and a namespace only decides where two
meanings share one name (``media:title`` is not the entry's title).
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import escape
from typing import Any

from lxml import etree

from tui.feeds.notafeed import NotAFeed
from tui.feeds.plain import absolute_url, new_base, paragraphs, plain_text, stable_id
from tui.model import Entry, ParsedFeed
from tui.text.dates import parse_date

_XML = "{http://www.w3.org/XML/1998/namespace}"
_MEDIA = "http://search.yahoo.com/mrss/"
_ITUNES = "http://www.itunes.com/dtds/podcast-1.0.dtd"
_FOREIGN = (f"{{{_MEDIA}}}", f"{{{_ITUNES}}}")
_XHTML = "http://www.w3.org/1999/xhtml"
_SPACE = re.compile(r' xmlns="[^"<>]*"')
"""What serialising an inner element repeats."""
_DECLARATION = re.compile(rb"^\s*<\?xml[^>]*\?>")
_DEEPEST = 200
_TEXTS = ("encoded", "description", "content", "summary", "fulltext", "fullitem", "body")
_PUBLISHED = ("pubDate", "date", "published", "issued", "created")
_PERIODS = {"hourly": 60, "daily": 1440, "weekly": 10_080, "monthly": 43_200, "yearly": 525_600}
_RSS = ("http://purl.org/rss/", "http://my.netscape.com/")
_MODULES = ("http://purl.org/", "http://www.w3.org/", "http://backend.userland.com/", "http://blogs.law.harvard.edu/")
"""How the namespaces of RSS 0.90 and 1.0 begin, and those of its modules (content, dc, dcterms, xhtml, atom)."""

Element = Any  # lxml's own class is not a type that its stubs let us subscript


class Malformed(Exception):
    """lxml refuses the text: a more patient reader is needed."""


def read_xml(coded: bytes, url: str) -> ParsedFeed:
    """Read well-formed RSS or Atom in UTF-8.  Raises Malformed, or NotAFeed when the root is something else."""
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        # The text is decoded already: an encoding declaration would contradict it.
        declaration = _DECLARATION.match(coded)
        root = etree.fromstring(coded[declaration.end() :] if declaration else coded, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Malformed from None
    name = _local(root)
    if name == "feed":
        return _Reader(url).atom(root)
    if name in ("rss", "RDF", "channel"):
        found = _Reader(url).rss(root)
        return found if found.title or found.entries else _Reader(url).rss(_in_proper_case(root))
    if name == "CHANNEL":
        raise Malformed  # Microsoft's Channel Definition Format of 1997: feedparser reads it
    raise NotAFeed(f"this is XML, but its root is <{name[:40]}>, neither RSS nor Atom")


def _in_proper_case(root: Element) -> Element:
    """Names as RSS spells them: some old writers shout."""
    for element in root.iter(etree.Element):
        space, bracket, name = element.tag.rpartition("}")
        proper = "pubDate" if name.lower() == "pubdate" else name.lower() if name != "RDF" else name
        element.tag = f"{space}{bracket}{proper}"
    return root


class _Reader:
    """One feed; keeps the base address and language that entries inherit."""

    def __init__(self, url: str) -> None:
        self._base = url
        self._language = ""
        self._site = ""

    def rss(self, root: Element) -> ParsedFeed:
        top = _Children(root)
        channel = root if _local(root) == "channel" else next(iter(top.named("channel")), root)
        found = top if channel is root else _Children(channel)
        self._base = new_base(self._base, channel.get(f"{_XML}base") or root.get(f"{_XML}base") or "")
        language = found.text("language") or root.get(f"{_XML}lang") or ""
        self._language = _primary(language)
        link = self._site = absolute_url(_rss_link(found), self._base)
        # RSS 1.0 puts its items beside the channel, not into it.
        items = [*found.named("item"), *(top.named("item") if channel is not root else ())]
        entries = tuple(self._item(item) for item in items)
        return ParsedFeed(plain_text(found.text("title")), link, self._language, entries, _ttl(found))

    def _item(self, item: Element) -> Entry:
        found = _Children(item)
        base = new_base(self._base, item.get(f"{_XML}base") or "")
        guid = next((one for name in ("guid", "identifier") for one in found.named(name)), None)
        identifier = _own_text(guid) or item.get("{http://www.w3.org/1999/02/22-rdf-syntax-ns#}about") or ""
        link = _rss_link(found)
        url = absolute_url(link, base) if link else ""
        if not url and guid is not None and guid.get("isPermaLink", "true").lower() == "true":
            url = absolute_url(identifier, base) if identifier.startswith(("http://", "https://", "/")) else ""
        content = _longest(found, _TEXTS) or found.in_media("description")
        title = plain_text(found.text("title") or found.in_media("title"))
        dated = parse_date(found.text("pubDate"))
        published = dated or next((date for name in _PUBLISHED[1:] if (date := parse_date(found.text(name)))), None)
        changed = ("updated", "modified", *(("date",) if dated else ()))
        updated = next((date for name in changed if (date := parse_date(found.text(name)))), None)
        return Entry(
            id=identifier or url or stable_id(title, content),
            url=url,
            title=title,
            author=_author(found.text("creator") or found.text("author") or found.in_media("author")),
            published=published,
            updated=updated,
            html=content,
            language=_primary(item.get(f"{_XML}lang") or found.text("language")) or self._language,
            base=url or (base if base != self._base else self._site or base),
        )

    def atom(self, root: Element) -> ParsedFeed:
        self._base = new_base(self._base, root.get(f"{_XML}base") or "")
        self._language = _primary(root.get(f"{_XML}lang") or "")
        found = _Children(root)
        title = next(iter(found.named("title")), None)
        return ParsedFeed(
            _title(title),
            absolute_url(_atom_link(found), self._base),
            self._language,
            tuple(self._entry(entry) for entry in found.named("entry")),
        )

    def _entry(self, entry: Element) -> Entry:
        found = _Children(entry)
        base = new_base(self._base, entry.get(f"{_XML}base") or "")
        link = _atom_link(found)
        url = absolute_url(link, base) if link else ""
        title_element = next(iter(found.named("title")), None)
        title = _title(title_element)
        content_element: Element | None = next(
            (one for name in ("content", "summary") for one in found.named(name)), None
        )
        content = _construct(content_element) or found.in_media("description")
        if content_element is not None:
            if not _is_markup(content_element):
                content = paragraphs(content)
            base = new_base(base, content_element.get(f"{_XML}base") or "")
        author = next(iter(found.named("author")), None)
        updated = parse_date(found.text("updated") or found.text("modified"))
        return Entry(
            id=found.text("id") or url or stable_id(title, content),
            url=url,
            title=title,
            author=plain_text(_Children(author).text("name"))
            if author is not None
            else plain_text(found.text("creator")),
            published=parse_date(found.text("published") or found.text("issued") or found.text("created")) or updated,
            updated=updated,
            html=content,
            language=_primary(entry.get(f"{_XML}lang") or "") or self._language,
            base=base if base != self._base else url or base,
        )


def _ttl(channel: _Children) -> int:
    """Minutes: ``ttl`` of RSS 2.0, or the period of the RSS 1.0 module "syndication"."""
    ttl = channel.text("ttl")
    if ttl.isascii() and ttl.isdigit():
        return int(ttl[:6])
    period = _PERIODS.get(channel.text("updatePeriod").lower(), 0)
    often = channel.text("updateFrequency")
    return period // max(1, int(often[:4]) if often.isascii() and often.isdigit() else 1)


def _local(element: Element) -> str:
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


class _Children:
    """The children of an element by local name, looked at once: those of Media RSS and iTunes are apart."""

    __slots__ = ("_media", "_own", "element")

    def __init__(self, element: Element) -> None:
        self.element = element
        self._own: dict[str, list[Element]] = {}
        self._media = False
        own = self._own
        for child in element:
            tag = child.tag
            if not isinstance(tag, str):  # a processing instruction
                continue
            if tag[0] == "{":
                if tag.startswith(_FOREIGN):
                    self._media = True
                    continue
                tag = tag.rpartition("}")[2]
            if tag in own:
                own[tag].append(child)
            else:
                own[tag] = [child]

    def named(self, name: str) -> list[Element]:
        return self._own.get(name, [])

    def text(self, name: str) -> str:
        """The text of the first child called ``name`` that has any."""
        for child in self._own.get(name, ()):
            text = _own_text(child)
            if text:
                return text
        return ""

    def in_media(self, name: str) -> str:
        """What Media RSS or iTunes say, for an item that says nothing itself; also inside a ``media:group``."""
        if not self._media:
            return ""
        tags = (f"{{{_MEDIA}}}{name}", f"{{{_ITUNES}}}{name}")
        return next((text for tag in tags for one in self.element.iter(tag) if (text := _own_text(one))), "")


def _own_text(element: Element | None) -> str:
    if element is None:
        return ""
    if len(element):
        return "".join(element.itertext()).strip()
    text = element.text
    return text.strip() if text else ""


def _longest(item: _Children, names: tuple[str, ...]) -> str:
    found = [child for name in names for child in item.named(name)]
    # A word of RSS that an unknown namespace uses means something else there.
    own = [child for child in found if _is_rss(child, item.element)] or found
    return max((_construct(child) if len(child) else _own_text(child) for child in own), key=len, default="")


def _is_rss(child: Element, item: Element) -> bool:
    space = child.tag.rpartition("}")[0].lstrip("{")
    return not space or item.tag.startswith(f"{{{space}}}") or space.startswith((*_RSS, *_MODULES))


def _rss_link(found: _Children) -> str:
    """<link>text</link> of RSS, else an Atom link inside RSS that is not the feed's own address."""
    return found.text("link") or _atom_link(found)


def _atom_link(found: _Children) -> str:
    links = [one for one in found.named("link") if one.get("href")]
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
    if element is None:
        return False
    kind = (element.get("type") or "text").lower()
    # Inner elements are markup whatever the type says, or forgets to say.
    return "html" in kind or element.get("mode") == "escaped" or len(element) > 0


def _title(element: Element | None) -> str:
    """A text construct on one line."""
    if element is None or not len(element):
        return plain_text(_construct(element), markup=_is_markup(element))
    # Inner elements hold text, not markup to be read once more.
    return plain_text("".join(_shown(element)), markup=False)


def _shown(element: Element) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if _local(child) not in ("script", "style"):
            yield from _shown(child)
        yield child.tail or ""


def _construct(element: Element | None) -> str:
    """The markup of an Atom text construct: escaped html as it stands, xhtml serialised again."""
    if element is None:
        return ""
    if not len(element):
        return _decoded(element)
    if len(element) == 1 and element[0].tag == f"{{{_XHTML}}}div" and not (element.text or "").strip():
        element = element[0]  # RFC 4287, 3.1.1.3: the div itself is not part of the content
        if not len(element):
            return escape((element.text or "").strip(), quote=False)
    inner = [escape(element.text or "", quote=False)]
    inner += [etree.tostring(child, encoding="unicode", method="html") for child in element]
    return _SPACE.sub("", "".join(inner).strip())


def _decoded(element: Element) -> str:
    """The text of a construct without inner elements.

    Atom 0.3 had ``mode="base64"``; RFC 4287, 4.1.3.3: a media type that is
    neither text nor XML is in Base64.
    """
    text = (element.text or "").strip()
    kind = (element.get("type") or "").lower()
    coded = element.get("mode") == "base64" or ("/" in kind and not kind.startswith("text/") and "xml" not in kind)
    if not coded:
        return text
    try:
        return b64decode(text, validate=False).decode("utf-8").strip()
    except (ValueError, UnicodeDecodeError):
        return text if element.get("mode") != "base64" else ""


def _author(value: str) -> str:
    """RSS 2.0 wants ``mail@host (Name)``; the name is what is shown."""
    match = re.fullmatch(r"\s*\S+@\S+\s*\((.+)\)\s*", value)
    return plain_text(match[1] if match else value)


def _primary(language: str) -> str:
    return re.split(r"[-_]", language.strip().lower())[0][:8]
