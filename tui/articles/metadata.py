"""What a page says of its article: title, author, date, language, site."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any
from urllib.parse import urljoin

from tui.text import fold, sanitise
from tui.text.dates import parse_date

Element = Any

_ARTICLE_TYPES = frozenset(
    [
        "article",
        "newsarticle",
        "analysisnewsarticle",
        "askpublicnewsarticle",
        "backgroundnewsarticle",
        "opinionnewsarticle",
        "reportagenewsarticle",
        "reviewnewsarticle",
        "blogposting",
        "liveblogposting",
        "scholarlyarticle",
        "socialmediaposting",
        "techarticle",
        "report",
        "webpage",
    ]
)
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
_DAY_IN_ADDRESS = re.compile(r"/((?:19|20)\d\d)[/-]([01]?\d)[/-]([0-3]?\d)(?=[/-])")
_COMMENT = re.compile(r"(?:^|[\s_-])(?:comments?|respond|replies|reply|commentlist)(?:$|[\s_-])", re.IGNORECASE)
_HOLDERS = ("a", "span", "p", "div", "b", "strong", "em", "cite", "address", "li", "h3", "h4")
_NO_BYLINE = ("body", "html", "article", "main", "label", "input", "meta", "link", "form", "script")
_LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class Metadata:
    """Plain values; empty or None where the page says nothing."""

    title: str
    byline: str
    published: datetime | None
    language: str
    site: str
    picture: str = ""


def read_metadata(root: Element, url: str = "") -> Metadata:
    """Read the page's own statements, the most reliable first: JSON-LD, meta tags, visible elements.

    ``url`` is the page's address, against which that of its picture is resolved.
    """
    linked = next(_linked_articles(root), {})
    meta = _meta(root)
    site = meta.get("og:site_name", "") or _name_of(linked.get("publisher"))
    return Metadata(
        title=_title(root, meta, linked, site),
        byline=_byline(root, meta, linked),
        published=_published(root, meta, linked),
        language=_language(root, meta, linked),
        site=site,
        picture=_picture(root, meta, linked, url),
    )


def plain(text: str | None) -> str:
    """One line without controls and soft hyphens; what was escaped twice is read twice."""
    value = text or ""
    if "&" in value:
        value = html.unescape(value)
    return " ".join(sanitise(value).replace("\u00ad", "").split())


def text_of(element: Element) -> str:
    """All text below ``element`` on one line."""
    return plain(" ".join(part for part in element.itertext()))


def short_text_of(element: Element, limit: int = 400) -> str:
    """The same for an element with so little text; "" for one with more, of which no more is read."""
    parts, size = [], 0
    for part in element.itertext():
        parts.append(part)
        size += len(part)
        if size > limit:
            return ""
    return plain(" ".join(parts))


def clean_byline(text: str) -> str:
    """The name alone: "By", its like in other languages, a date glued before it and an address after it taken off."""
    glued = _GLUED.match(text)
    name = plain(BYLINE_LABEL.sub("", glued["name"] if glued else text, count=1))
    name = re.split(r"\s*[|\u00b7\u2022<(]|\s+\d{1,2}[./:]\d{1,2}|\s*,\s*\d", name)[0].strip(" ,\u060c:-\u2013")
    if (
        BYLINE_LABEL.fullmatch(f"{name} ")
        or len(name) > _LONGEST_NAME
        or name.startswith(("http:", "https:", "@"))
        or not any(c.isalpha() for c in name)
    ):
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
    page_title = next((short_text_of(element) for element in root.iter("title")), "")
    headings = [text for element in root.iter("h1") if (text := short_text_of(element))]
    known = fold(stated or page_title)
    names = {fold(site), ""}
    for heading in headings:  # the visible headline, if it is the one that the page states
        if fold(heading) not in names and (fold(heading) in known or known in fold(heading)):
            if not stated and len(fold(heading)) * 2 < len(known) and _inner(root, known):
                break  # a site's name stands in every title, and above every page
            return heading
    if stated and fold(stated) not in names:
        return without_site(stated, site)
    if inner := _inner(root, fold(page_title)):
        return inner
    if len(headings) == 1:
        return headings[0]
    return _standing_alone(root, page_title) or without_site(page_title, site)


def _standing_alone(root: Element, title: str) -> str:
    """The longest part of a page's title that stands somewhere by itself, where no heading repeats it."""
    parts = [part for part in _SEPARATORS.split(title) if part and len(part.split()) > 1]
    if len(parts) < 2:
        return ""
    longest = max(parts, key=len)
    small = root.iter("b", "strong", "font", "big", "div", "td", "p", "span")
    found = (short_text_of(one) for one in small if len(one) < 3)
    return longest if any(text == longest for text in found) else ""


def _inner(root: Element, title: str) -> str:
    """The longest lower heading that the page's title repeats, if it is most of that."""
    found = (short_text_of(element) for element in root.iter("h2", "h3"))
    best = max((text for text in found if fold(text) in title), key=len, default="")
    return best if len(fold(best)) * 2 > len(title) else ""


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
    author = linked.get("author")
    stated = clean_byline(_name_of(author))
    # A firm for an author is who publishes it: the page itself may name somebody.
    firm = stated if _is_firm(author) or fold(stated) == fold(meta.get("og:site_name", "")) else ""
    if stated and not firm:
        return stated
    for key in ("author", "article:author", "dc.creator", "parsely-author", "byl", "sailthru.author"):
        if (name := clean_byline(meta.get(key, ""))) and fold(name) != fold(meta.get("og:site_name", "")):
            return name
    return _seen_byline(root) or firm


def _seen_byline(root: Element) -> str:
    """Who wrote it by what the page shows: first what it marks, then what begins with a word for it."""
    marked: list[tuple[bool, int, str]] = []
    for element in root.iter():
        if not isinstance(element.tag, str) or element.tag in _NO_BYLINE or not _AUTHOR_CLASS.search(_said_of(element)):
            continue
        if _is_aside(element) or any(_marked_name(one) for one in element.iterdescendants(*_HOLDERS)):
            continue  # an inner one is nearer to the name
        exact = element.get("rel") == "author" or element.get("itemprop") in ("author", "name")
        if name := _name_in(element, exact=exact):
            marked.append((not exact, len(marked), name))
    if marked:
        return min(marked)[2]
    for element in root.iter("p", "span", "div", "address", "td", "font", "small", "i", "em"):
        text = short_text_of(element) if len(element) < 4 else ""
        if 0 < len(text) < _LONGEST_NAME and (BYLINE_LABEL.match(text) or _GLUED.match(text)):
            name = clean_byline(text)
            if name and len(name.split()) <= 6 and not _is_aside(element):
                return name
    return ""


def _marked_name(element: Element) -> str:
    """The name in an element that is marked as the author's; "" for others."""
    return _name_in(element, exact=True) if _AUTHOR_CLASS.search(_said_of(element)) else ""


def _name_in(element: Element, *, exact: bool) -> str:
    marks = ".//*[@rel='author' or @itemprop='name' or @class='fn' or @class='name']"
    inner = [] if exact else element.xpath(marks)
    text = short_text_of(inner[0] if inner else element)
    name = clean_byline(text)
    return name if parse_date(text) is None else ""


def _said_of(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('itemprop') or ''} {element.get('rel') or ''}"


def _is_aside(element: Element) -> bool:
    """Whether it belongs to a comment or a form."""
    return any(
        one.tag == "form" or _COMMENT.search(f"{one.get('class') or ''} {one.get('id') or ''}")
        for one in (element, *element.iterancestors())
    )


def _is_firm(author: Any) -> bool:
    authors = author if isinstance(author, list) else [author]
    return all(isinstance(one, dict) and "organization" in str(one.get("@type", "")).lower() for one in authors)


def _picture(root: Element, meta: dict[str, str], linked: dict[str, Any], url: str) -> str:
    """The address of the lead picture: what is stated for cards, else the first one in a figure of the story."""
    stated = (meta.get(key, "") for key in ("og:image", "og:image:url", "og:image:secure_url", "twitter:image"))
    shown = (one.get("src") or "" for one in root.iterfind(".//article//figure//img"))
    for address in (*stated, _address_of(linked.get("image")), *shown):
        if address:
            try:
                found = urljoin(url, str(address))
            except ValueError:
                continue
            if found.startswith(("http://", "https://")):
                return found
    return ""


def _address_of(value: Any) -> str:
    """The address of a picture in JSON-LD: text, an ImageObject, or a list of either."""
    if isinstance(value, list):
        return next((found for one in value if (found := _address_of(one))), "")
    address = value.get("url", "") if isinstance(value, dict) else value
    return "".join(address.split()) if isinstance(address, str) else ""


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
        stated += [element.get("datetime") or "", short_text_of(element)]
    dates = [found for value in stated if value and (found := parse_date(value))]
    if dates:  # JSON-LD often gives the day alone where another place has the hour
        return next(
            (one for one in dates if one.time() != time() and abs(one - dates[0]) < timedelta(days=1)), dates[0]
        )
    for element in root.iter("span", "p", "div", "li", "td", "font", "small", "em", "abbr", "h4", "h5", "h6"):
        text = short_text_of(element) if len(element) < 3 else ""
        if 6 <= len(text) <= 60 and any(c.isdecimal() for c in text) and (found := parse_date(text)):
            return found
    return _in_address(meta.get("og:url", ""))


def _in_address(url: str) -> datetime | None:
    """The day that the address of a page begins with, as blogs and papers have it: /2025/09/04/."""
    found = _DAY_IN_ADDRESS.search(url)
    return parse_date("-".join(found.groups())) if found else None


def _language(root: Element, meta: dict[str, str], linked: dict[str, Any]) -> str:
    stated = linked.get("inLanguage")
    values = [stated if isinstance(stated, str) else "", root.get("lang") or "", meta.get("og:locale", "")]
    values += [(one.get("lang") or "") for one in root.iter("html", "body", "article")]
    return next((re.split(r"[-_]", value.lower())[0] for value in values if value), "")
