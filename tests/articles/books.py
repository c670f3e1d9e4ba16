"""Articles that a hostile feed could give, and the rules that a book must keep (EPUB 3.3, OCF)."""

from __future__ import annotations

import io
import posixpath
import zipfile
from typing import Any
from urllib.parse import unquote

from lxml import etree

from tui.model import Article, Block, BlockKind, Mark, MarkKind

ARABIC = "\u0645\u0631\u062d\u0628\u0627"
HOSTILE = '<script>alert(1)</script> & "quoted" ]]> \x00\x0b\ud800 *star* [x](javascript:1) `tick` | # no'

BAD_LINK = 'https://x.test/"><img src=x onerror=1>'

hostile = Article(
    f"{HOSTILE} \u202e",
    (
        Block(BlockKind.PARAGRAPH, HOSTILE, (Mark(0, 8, MarkKind.LINK, "javascript:alert(1)"),)),
        Block(BlockKind.PARAGRAPH, "a link there", (Mark(2, 6, MarkKind.LINK, BAD_LINK),)),
        Block(BlockKind.PARAGRAPH, "a space there", (Mark(2, 7, MarkKind.LINK, "https://x.test/a b\n"),)),
        Block(BlockKind.PARAGRAPH, "broken there", (Mark(0, 6, MarkKind.LINK, "https://[x"),)),
        Block(BlockKind.PARAGRAPH, "see note 1", (Mark(9, 10, MarkKind.LINK, "#n1"), Mark(0, 3, MarkKind.LINK, "#no"))),
        Block(BlockKind.PARAGRAPH, "over lapping", (Mark(0, 8, MarkKind.STRONG), Mark(5, 12, MarkKind.EMPHASIS))),
        Block(BlockKind.PARAGRAPH, "# no heading"),
        Block(BlockKind.PARAGRAPH, "1. no list"),
        Block(BlockKind.PARAGRAPH, "- no list"),
        Block(BlockKind.CODE, "if a < b:\n\t``` &amp;\x07"),
        Block(BlockKind.ITEM, "one", level=1, ordinal=3),
        Block(BlockKind.ITEM, "deep", level=7),
        Block(BlockKind.ITEM, "two", level=1, ordinal=4),
        Block(BlockKind.ITEM, "dot", level=1),
        Block(BlockKind.TABLE_ROW, "a|b\tc"),
        Block(BlockKind.TABLE_ROW, f"{ARABIC}\t<b>"),
        Block(BlockKind.QUOTE, "said > it", level=2),
        Block(BlockKind.RULE, ""),
        Block(BlockKind.CAPTION, "a picture", (Mark(0, 9, MarkKind.PICTURE, "http://x.test/p.png?a=1&b=2"),)),
        Block(BlockKind.NOTE, "the note", ordinal=1, anchors=("n1",)),
        Block(BlockKind.HEADING, "", level=9),
    ),
    url="https://x.test/a?b=1&c=2",
    byline='Evil "&" <b>Name</b>',
    language='en" onload="x',
)  # fmt: skip
arabic = Article(
    ARABIC,
    (Block(BlockKind.PARAGRAPH, f"{ARABIC} English"), Block(BlockKind.PARAGRAPH, "English alone")),
    language="ar",
    direction="rtl",
)


def parsed(data: bytes) -> Any:
    """A document's root; strict, and without anything from outside."""
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True))


def checked(data: bytes) -> dict[str, Any]:
    """The documents of a book by name, once the book has kept every rule that a reading system relies on."""
    assert data[30:38] == b"mimetype", "the name of the first entry stands at byte 30 (OCF 4.2)"
    assert data[38:58] == b"application/epub+zip"
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        assert book.testzip() is None
        names = book.namelist()
        first = book.infolist()[0]
        assert (first.compress_type, first.extra, first.flag_bits & 1) == (zipfile.ZIP_STORED, b"", 0)
        assert len(names) == len(set(names))
        files = {name: book.read(name) for name in names}
    container = parsed(files["META-INF/container.xml"])
    path = container.find(".//{*}rootfile").get("full-path")
    package = parsed(files[path])
    assert package.get("version") == "3.0"
    identifier = package.find(f".//{{*}}identifier[@id='{package.get('unique-identifier')}']")
    assert identifier.text.startswith("urn:uuid:")
    for name in ("title", "language"):
        assert package.find(f".//{{http://purl.org/dc/elements/1.1/}}{name}").text
    assert len(package.findall(".//{*}meta[@property='dcterms:modified']")) == 1
    items = {item.get("id"): item for item in package.findall(".//{*}manifest/{*}item")}
    folder = posixpath.dirname(path)
    listed = {posixpath.normpath(posixpath.join(folder, item.get("href"))) for item in items.values()}
    assert listed == set(names) - {"mimetype", "META-INF/container.xml", path}
    spine = package.find("{*}spine")
    chapters = [ref.get("idref") for ref in spine]
    assert chapters
    assert len(chapters) == len(set(chapters))
    assert all(items[chapter].get("media-type") == "application/xhtml+xml" for chapter in chapters)
    navs = [item for item in items.values() if item.get("properties") == "nav"]
    assert len(navs) == 1
    nav = parsed(files[f"{folder}/{navs[0].get('href')}"])
    links = nav.findall(".//{*}nav//{*}a")
    assert [link.get("href") for link in links] == [items[chapter].get("href") for chapter in chapters]
    assert all((link.text or "").strip() for link in links)
    documents = {}
    for chapter in chapters:
        name = f"{folder}/{items[chapter].get('href')}"
        documents[name] = check_document(files[name], name, files)
    return {"package": package, "nav": nav, "spine": spine, **documents}


def check_document(data: bytes, name: str, files: dict[str, bytes]) -> Any:
    """A chapter: nothing runs, nothing is fetched, and what is linked to is there."""
    root = parsed(data)
    assert root.find("{*}head/{*}title").text
    assert root.get("dir") in ("ltr", "rtl")
    ids = [element.get("id") for element in root.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    for element in root.iter("{*}*"):
        tag = etree.QName(element).localname
        assert tag not in ("script", "img", "iframe", "object", "style", "form", "base", "meta")
        assert not [key for key in element.attrib if key.startswith("on") or key == "style"]
        href = element.get("href")
        if tag == "a":
            assert href.startswith(("http://", "https://", "mailto:", "#"))
            assert href.isascii()
            assert not set(href) & set(' "<>\n')
            assert not href.startswith("#") or href[1:] in ids
        elif tag == "link":
            assert posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(href))) in files
    return root
