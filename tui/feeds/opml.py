"""OPML 2.0 (http://opml.org/spec2.opml): lists of subscriptions, read with care and written for others.  Pure.

A folder and a tag are one thing: the folders in which a feed stands are its
first tag, with a slash between them, and ``category`` holds further ones.  A
feed that stands in several folders has a tag for each.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final
from xml.sax.saxutils import quoteattr

from lxml import etree

from tui.feeds.notafeed import NotAFeed
from tui.feeds.plain import absolute_url, plain_text
from tui.model import Feed
from tui.text.charset import decode

MOST_FEEDS: Final = 20_000
LONGEST_TAG: Final = 100
_DEEPEST = 50
_OURS = "urn:khabar:opml"
"""The namespace of what OPML has no word for: pages that are watched, and full text."""


def read_opml(body: bytes, content_type: str = "") -> tuple[Feed, ...]:
    """The subscriptions of an OPML file in its order, each address once.

    Outlines without a web address are passed over.  Raises NotAFeed for what is
    no OPML.
    """
    found: dict[str, Feed] = {}
    for url, outline, folders in _outlines(_root(body, content_type)):
        known = found.get(url)
        if known is None:
            title = plain_text(outline.get("title") or outline.get("text") or "", markup=False)
            kind = "article" if outline.get(f"{{{_OURS}}}kind") == "article" else "feed"
            full = outline.get(f"{{{_OURS}}}fullText") == "true"
            known = Feed(url, "" if title == url else title, "article" if kind == "article" else "feed", (), full)
        tags = dict.fromkeys((*known.tags, *([folders] if folders else []), *_categories(outline)))
        found[url] = Feed(url, known.title, known.kind, tuple(tags), known.full_text)
        if len(found) >= MOST_FEEDS:
            break
    return tuple(found.values())


def is_opml(body: bytes, content_type: str = "") -> bool:
    """Whether these bytes are an OPML file."""
    try:
        _root(body, content_type)
    except NotAFeed:
        return False
    return True


def _root(body: bytes, content_type: str) -> Any:
    text = decode(body, content_type)
    start = text.find("<opml")
    if start < 0 or (start > 0 and "<html" in text[:start].lower()):
        raise NotAFeed("this is no OPML")
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=True, remove_comments=True
    )
    try:
        root = etree.fromstring(text[start:].encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        root = None
    if root is None or root.tag != "opml":
        raise NotAFeed("this is no OPML")
    return root


def _outlines(root: Any) -> Iterator[tuple[str, Any, str]]:
    """Every outline with an address: (address, element, folders)."""
    waiting: list[tuple[Any, tuple[str, ...]]] = [(one, ()) for body in root.iter("body") for one in reversed(body)]
    while waiting:
        outline, folders = waiting.pop()
        if outline.tag != "outline":
            continue
        # Some writers spell the attribute in their own way.
        address = next((value for name, value in outline.items() if name.lower() == "xmlurl"), "")
        url = absolute_url(address, "") if address else ""
        if url:
            yield url, outline, "/".join(folders)[:LONGEST_TAG]
        name = _tag(outline.get("text") or outline.get("title") or "")
        inner = (*folders, name) if name and not url else folders
        if len(inner) <= _DEEPEST:
            waiting += [(one, inner) for one in reversed(outline)]


def _categories(outline: Any) -> list[str]:
    """The attribute ``category``: names with commas between them, a slash before or between their parts."""
    return [tag for name in (outline.get("category") or "").split(",")[:50] if (tag := _tag(name.strip().strip("/")))]


def _tag(name: str) -> str:
    return plain_text(name, markup=False)[:LONGEST_TAG].strip()


def write_opml(feeds: Iterable[Feed], title: str) -> str:
    """An OPML file: a feed's first tag is its folder, the others are its categories."""
    tree: _Folder = _Folder()
    for feed in feeds:
        folder = tree
        for name in (feed.tags[0] if feed.tags else "").split("/"):
            folder = folder.inner.setdefault(name, _Folder()) if name else folder
        folder.feeds.append(feed)
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<opml version="2.0" xmlns:khabar="{_OURS}">',
        f"  <head><title>{_text(title)}</title></head>",
        "  <body>",
        *_written(tree, 2),
        "  </body>",
        "</opml>",
    ]
    return "\n".join(lines) + "\n"


class _Folder:
    def __init__(self) -> None:
        self.inner: dict[str, _Folder] = {}
        self.feeds: list[Feed] = []


def _written(folder: _Folder, depth: int) -> Iterator[str]:
    indent = "  " * depth
    for name, inner in folder.inner.items():
        yield f"{indent}<outline text={_quoted(name)} title={_quoted(name)}>"
        yield from _written(inner, depth + 1)
        yield f"{indent}</outline>"
    for feed in folder.feeds:
        title = feed.title or feed.url
        more = f" category={_quoted(','.join(feed.tags[1:]))}" if len(feed.tags) > 1 else ""
        more += ' khabar:kind="article"' if feed.kind == "article" else ""
        more += ' khabar:fullText="true"' if feed.full_text else ""
        yield (
            f'{indent}<outline type="rss" text={_quoted(title)} title={_quoted(title)}'
            f" xmlUrl={_quoted(feed.url)}{more}/>"
        )


def _quoted(value: str) -> str:
    return quoteattr(_legal(value), {"\n": "&#10;", "\t": "&#9;"})


def _text(value: str) -> str:
    return _legal(value).replace("&", "&amp;").replace("<", "&lt;")


def _legal(value: str) -> str:
    """Without the characters that XML 1.0 has no way to write."""
    return "".join(
        c for c in value if c in "\t\n" or (c >= " " and not 0xD800 <= ord(c) <= 0xDFFF and c not in "\ufffe\uffff")
    )
