"""Articles as a book: EPUB 3.3 (W3C), a ZIP of XHTML.  Pure but for the file that it is given.

The container is that of OCF: ``mimetype`` first and not compressed, then
``META-INF/container.xml``, which names the package; the package names the rest.
"""

from __future__ import annotations

import hashlib
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO, Any
from uuid import UUID

from lxml import etree

from tui.articles import xhtml
from tui.model import Article

OPF, DC = "http://www.idpf.org/2007/opf", "http://purl.org/dc/elements/1.1/"
MEDIA_TYPE = "application/epub+zip"
Element = Any

_CONTAINER = b"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
"""
_STYLE = b"""html { line-height: 1.5; }
h1, h2, h3, h4, h5, h6 { line-height: 1.25; text-align: start; }
p, li, td { text-align: start; }
p.about { color: #555; font-size: 0.9em; }
p.caption { font-style: italic; }
p.note { font-size: 0.9em; }
blockquote { margin-inline-start: 1em; padding-inline-start: 1em; border-inline-start: 2px solid #999; }
pre { white-space: pre-wrap; }
td { padding-inline-end: 1em; vertical-align: top; }
"""


@dataclass(frozen=True, slots=True)
class Chapter:
    """An article in a book: its number in khabar, its title there, and what stands below it (feed, date)."""

    id: int
    title: str
    article: Article
    about: tuple[str, ...] = ()

    @property
    def heading(self) -> str:
        """What it is called; never blank."""
        return " ".join(self.title.split()) or " ".join(self.article.title.split()) or f"#{self.id}"


def write(file: IO[bytes], title: str, chapters: Iterable[Chapter], now: datetime) -> int:
    """Write a book, one chapter at a time, and return how many there are; a book of none is not to be read.

    ``now`` is aware: when the book was made.
    """
    moment = now.astimezone(UTC)
    date = max(moment.timetuple()[:6], (1980, 1, 1, 0, 0, 0))
    told: list[tuple[Chapter, str]] = []
    digest = hashlib.sha256(title.encode("utf-8", "replace"))
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as book:

        def put(name: str, data: bytes, *, stored: bool = False) -> None:
            info = zipfile.ZipInfo(name, date)
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            book.writestr(info, data)

        put("mimetype", MEDIA_TYPE.encode(), stored=True)
        put("META-INF/container.xml", _CONTAINER)
        put("EPUB/style.css", _STYLE)
        for chapter in chapters:
            name = f"text/{len(told) + 1:05}.xhtml"
            data = xhtml.chapter(chapter.article, chapter.heading, chapter.about, "../style.css")
            digest.update(data)
            put(f"EPUB/{name}", data)
            # Of the text nothing is needed any more.
            told.append((_without_text(chapter), name))
        direction = direction_of([chapter.article for chapter, _ in told])
        put("EPUB/nav.xhtml", _nav(title, told, direction))
        put("EPUB/package.opf", _package(title, told, direction, moment, str(UUID(bytes=digest.digest()[:16]))))
    return len(told)


def _without_text(chapter: Chapter) -> Chapter:
    article = chapter.article
    kept = Article(article.title, language=article.language, direction=article.direction)
    return Chapter(chapter.id, chapter.title, kept)


def direction_of(articles: Iterable[Article]) -> str:
    """Whither the pages of a book turn: as most of its articles run, of as many each as the first one."""
    counted = Counter(article.direction for article in articles)
    return counted.most_common(1)[0][0] if counted else "ltr"


def _nav(title: str, told: Iterable[tuple[Chapter, str]], direction: str) -> bytes:
    entries = []
    for chapter, name in told:
        language = xhtml.known_language(chapter.article.language)
        entries.append((name, chapter.heading, {"dir": "auto", **({"lang": language} if language else {})}))
    return xhtml.nav(entries, title, direction, "style.css")


def _package(
    title: str, told: Iterable[tuple[Chapter, str]], direction: str, moment: datetime, identifier: str
) -> bytes:
    chapters = list(told)
    names: dict[str | None, str] = {None: OPF, "dc": DC}
    root = etree.Element(f"{{{OPF}}}package", nsmap=names)  # type: ignore[arg-type]  # lxml takes None as the default
    root.set("version", "3.0")
    root.set("unique-identifier", "id")
    root.set("dir", direction)
    metadata = xhtml.say(root, "metadata")
    _dublin(metadata, "identifier", f"urn:uuid:{identifier}", id="id")
    _dublin(metadata, "title", title, dir="auto")
    languages = Counter(filter(None, (xhtml.known_language(one.article.language) for one, _ in chapters)))
    # The first is the main one; "und" (BCP 47) says that none is known.
    for language in [language for language, _ in languages.most_common()] or ["und"]:
        _dublin(metadata, "language", language)
    _dublin(metadata, "date", f"{moment:%Y-%m-%d}")
    xhtml.say(metadata, "meta", f"{moment:%Y-%m-%dT%H:%M:%SZ}", property="dcterms:modified")
    manifest = xhtml.say(root, "manifest")
    xhtml.say(manifest, "item", id="nav", href="nav.xhtml", properties="nav", **{"media-type": "application/xhtml+xml"})
    xhtml.say(manifest, "item", id="style", href="style.css", **{"media-type": "text/css"})
    spine = xhtml.say(root, "spine", **{"page-progression-direction": direction})
    for number, (_, name) in enumerate(chapters, 1):
        xhtml.say(manifest, "item", id=f"c{number}", href=name, **{"media-type": "application/xhtml+xml"})
        xhtml.say(spine, "itemref", idref=f"c{number}")
    out: bytes = etree.tostring(root, encoding="utf-8", xml_declaration=True)
    return out


def _dublin(metadata: Element, name: str, text: str, **attributes: str) -> None:
    element = etree.SubElement(metadata, f"{{{DC}}}{name}", attributes)
    element.text = xhtml.legal(text)
