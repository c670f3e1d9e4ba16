"""What a page says of its article: title, author, date, language, site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from tui.text import fold, sanitise
from tui.text.dates import parse_date

Element = Any

_ARTICLE_TYPES = ("article", "newsarticle", "blogposting", "reportagenewsarticle", "report", "webpage")
_SEPARATORS = re.compile(r"\s+[|\u2013\u2014\u00b7\u00bb:-]\s+|\s*\|\s*")
BYLINE_LABEL = re.compile(
    r"^\W*(?:by|written by|posted by|author|\u0628\u0642\u0644\u0645|\u0643\u062a\u0628(?:\u062a|\u0647)?|"
    r"\u0625\u0639\u062f\u0627\u062f|\u062a\u0642\u0631\u064a\u0631|\u0627\u0644\u0643\u0627\u062a\u0628|"
    r"\u05de\u05d0\u05ea|\u05db\u05ea\u05d1(?:\u05d4)?|\u0646\u0648\u06cc\u0633\u0646\u062f\u0647|\u0646\u0648\u0634\u062a\u0647|"
    r"\u06af\u0632\u0627\u0631\u0634|\u062a\u062d\u0631\u06cc\u0631|pi\u0161e|autor(?:ka)?|von|par)\s*[:\uff1a\u061b]?\s+|"
    r"^\W*(?:\u0628\u0642\u0644\u0645|\u05de\u05d0\u05ea|by)\s*[:\uff1a]\s*",
    re.IGNORECASE,
)  # fmt: skip
_GLUED = re.compile(
    r"^\s*(?P<date>\d{1,2}[./-]\d{1,2}[./-]\d{4}|\d{4}-\d{2}-\d{2})\s*(?:\u0628\u0642\u0644\u0645|by|pi\u0161e)\s*:\s*(?P<name>.+)$",
    re.IGNORECASE,
)
_AUTHOR_CLASS = re.compile(r"(?:^|[\s_-])(?:author|byline|writer|auteur|autor|kateb)(?:$|[\s_-])", re.IGNORECASE)
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Metadata:
    """Plain values; empty or None where the page says nothing."""

    title: str
    byline: str
    published: datetime | None
    language: str
    site: str


def read_metadata(root: Element) -> Metadata:
    """Read the page's own statements, the most reliable first: JSON-LD, meta tags, visible elements."""
    linked = next(_linked_articles(root), {})
    meta = _meta(root)
    site = meta.get("og:site_name", "") or _name_of(linked.get("publisher"))
    return Metadata(
        title=_title(root, meta, linked, site),
        byline=_byline(root, meta, linked),
        published=_published(root, meta, linked),
        language=_language(root, meta, linked),
        site=site,
    )


def plain(text: str | None) -> str:
    """One line without controls."""
    return " ".join(sanitise(text or "").split())


def text_of(element: Element) -> str:
    """All text below ``element`` on one line."""
    return plain(" ".join(part for part in element.itertext()))


def clean_byline(text: str) -> str:
    """The name alone: "By", its like in other languages, a date glued before it and an address after it taken off."""
    glued = _GLUED.match(text)
    name = plain(BYLINE_LABEL.sub("", glued["name"] if glued else text, count=1))
    name = re.split(r"\s*[|\u00b7\u2022<(]|\s+\d{1,2}[./:]\d{1,2}", name)[0].strip(" ,\u060c:-\u2013")
    if len(name) > _LONGEST_NAME or name.startswith(("http:", "https:", "@")) or not any(c.isalpha() for c in name):
        return ""
    return name


def _linked_articles(root: Element) -> Iterator[dict[str, Any]]:
    """JSON-LD objects that describe an article (schema.org)."""
    for script in root.iter("script"):
        if (script.get("type") or "").lower().strip() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        found = [one for one in _objects(data) if _is_article(one)]
        yield from sorted(found, key=lambda one: "headline" not in one)


def _objects(data: Any) -> Iterator[dict[str, Any]]:
    if isinstance(data, list):
        for one in data:
            yield from _objects(one)
    elif isinstance(data, dict):
        yield data
        yield from _objects(data.get("@graph", []))
        yield from _objects(data.get("mainEntity", []))


def _is_article(data: dict[str, Any]) -> bool:
    kinds = data.get("@type", "")
    return any(str(kind).lower() in _ARTICLE_TYPES for kind in (kinds if isinstance(kinds, list) else [kinds]))


def _meta(root: Element) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        if name and element.get("content"):
            found.setdefault(name, plain(element.get("content")))
    return found


def _title(root: Element, meta: dict[str, str], linked: dict[str, Any], site: str) -> str:
    headline = linked.get("headline")
    stated = plain(headline) if isinstance(headline, str) else ""
    stated = stated or meta.get("og:title", "") or meta.get("twitter:title", "")
    page_title = next((text_of(element) for element in root.iter("title")), "")
    headings = [text for element in root.iter("h1") if (text := text_of(element))]
    known = fold(stated or page_title)
    for heading in headings:  # the visible headline, if it is the one that the page states
        if fold(heading) in known or known in fold(heading):
            return heading
    if stated:
        return without_site(stated, site)
    if len(headings) == 1:
        return headings[0]
    return without_site(page_title, site)


def without_site(title: str, site: str) -> str:
    """Take the site's name off the end (or the beginning) of a page's title."""
    parts = [part for part in _SEPARATORS.split(title) if part]
    if len(parts) < 2:
        return title
    for place, rest in ((-1, parts[:-1]), (0, parts[1:])):
        if site and fold(parts[place]) == fold(site):
            end = title.rfind(rest[-1]) + len(rest[-1])
            return title[title.find(rest[0]) : end]
    if not site and len(parts[-1]) * 3 < len(title) and len(parts[-1].split()) <= 4:
        return title[: title.rfind(parts[-1])].rstrip(" |\u2013\u2014\u00b7\u00bb:-")
    return title


def _byline(root: Element, meta: dict[str, str], linked: dict[str, Any]) -> str:
    if name := clean_byline(_name_of(linked.get("author"))):
        return name
    for key in ("author", "article:author", "dc.creator", "parsely-author", "byl"):
        if name := clean_byline(meta.get(key, "")):
            return name
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in ("body", "html", "article", "main"):
            continue
        marked = f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"
        if _AUTHOR_CLASS.search(marked) and (name := clean_byline(text_of(element))):
            return name
    for element in root.iter("p", "span", "div", "address"):
        text = text_of(element) if len(element) < 4 else ""
        if 0 < len(text) < _LONGEST_NAME and (BYLINE_LABEL.match(text) or _GLUED.match(text)):
            name = clean_byline(text)
            if name and len(name.split()) <= 6:
                return name
    return ""


def _name_of(value: Any) -> str:
    if isinstance(value, list):
        return ", ".join(name for one in value[:4] if (name := _name_of(one)))
    if isinstance(value, dict):
        value = value.get("name", "")
    return plain(value) if isinstance(value, str) else ""


def _published(root: Element, meta: dict[str, str], linked: dict[str, Any]) -> datetime | None:
    stated = [str(linked.get("datePublished") or "")]
    keys = ("article:published_time", "datepublished", "date", "pubdate", "dc.date", "dc.date.issued", "publish-date")
    stated += [meta.get(key, "") for key in keys]
    for element in root.iter("time"):
        stated += [element.get("datetime") or "", text_of(element)]
    dates = [found for value in stated if value and (found := parse_date(value))]
    if dates:  # JSON-LD often gives the day alone where another place has the hour
        return next(
            (one for one in dates if one.time() != time() and abs(one - dates[0]) < timedelta(days=1)), dates[0]
        )
    for element in root.iter("span", "p", "div", "li"):
        text = text_of(element) if len(element) < 3 else ""
        if 6 <= len(text) <= 60 and any(c.isdecimal() for c in text) and (found := parse_date(text)):
            return found
    return None


def _language(root: Element, meta: dict[str, str], linked: dict[str, Any]) -> str:
    stated = linked.get("inLanguage")
    values = [stated if isinstance(stated, str) else "", root.get("lang") or "", meta.get("og:locale", "")]
    values += [(one.get("lang") or "") for one in root.iter("html", "body", "article")]
    return next((re.split(r"[-_]", value.lower())[0] for value in values if value), "")
