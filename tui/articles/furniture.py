"""What on a page is not the article: navigation, cookie bars, share links, related lists, forms."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from tui.text import fold

Element = Any

NEVER_TEXT = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "iframe",
        "form",
        "button",
        "input",
        "select",
        "textarea",
        "nav",
        "video",
        "audio",
        "canvas",
        "dialog",
        "map",
        "menu",
        "head",
        "link",
        "meta",
        "rt",  # how a word is read, above it
        "rp",
        "amp-ad",
        "amp-consent",
        "amp-embed",
        "amp-sidebar",
        "amp-social-share",
    ]
)
"""Elements whose text is never part of a story."""

_NAMES = frozenset(
    [
        "cookie",
        "cookies",
        "consent",
        "gdpr",
        "share",
        "sharing",
        "shares",
        "social",
        "socials",
        "related",
        "newsletter",
        "subscribe",
        "subscription",
        "promo",
        "promotion",
        "advert",
        "advertisement",
        "ad",
        "ads",
        "sponsor",
        "sponsored",
        "comments",
        "comment",
        "disqus",
        "breadcrumb",
        "breadcrumbs",
        "pagination",
        "pager",
        "nav",
        "navigation",
        "navbar",
        "menu",
        "sidebar",
        "widget",
        "widgets",
        "footer",
        "masthead",
        "tags",
        "tag",
        "tagcloud",
        "recommend",
        "recommended",
        "recommendations",
        "recirculation",
        "trending",
        "popular",
        "mostread",
        "outbrain",
        "taboola",
        "login",
        "signup",
        "paywall",
        "toolbar",
        "skip",
        "popup",
        "modal",
        "overlay",
        "banner",
        "topbar",
        "langs",
        "languages",
        "print",
        "hidden",
        "offscreen",
        "visuallyhidden",
        "sronly",
        "noprint",
        "authorbio",
        "readmore",
        "seealso",
        "morestories",
        "jp-relatedposts",
        "sharedaddy",
        "addtoany",
        "follow",
        "responses",
        "talkbacks",
        "editsection",
        "byline",
        "bylines",
    ]
)
_PAIRS = frozenset(
    [
        "most-read",
        "read-more",
        "see-also",
        "sr-only",
        "visually-hidden",
        "screen-reader",
        "author-bio",
        "about-author",
        "more-stories",
        "more-on",
        "also-read",
        "read-also",
        "up-next",
        "site-header",
        "site-nav",
        "article-actions",
        "action-bar",
    ]
)
_ROLES = frozenset(
    ["navigation", "banner", "contentinfo", "complementary", "dialog", "alertdialog", "search", "menu", "form"]
)
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
_INVISIBLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def is_hidden(element: Element) -> bool:
    """Whether a browser would not show it."""
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    return bool(_INVISIBLE.search(element.get("style") or ""))


def is_furniture(element: Element) -> bool:
    """Whether its tag, role, class or id says that it is not the story."""
    if element.tag in ("aside", "footer"):
        return True
    if (element.get("role") or "").lower() in _ROLES:
        return True
    for attribute in ("class", "id"):
        for name in (element.get(attribute) or "").split():
            words = [word.lower() for word in _WORDS.findall(name)]
            if any(word in _NAMES for word in words) or name.lower() in _NAMES:
                return True
            if any(f"{a}-{b}" in _PAIRS for a, b in pairwise(words)):
                return True
    return False


def is_link_list(element: Element) -> bool:
    """A list or box that is little more than links: related stories, tags, menus."""
    text = _length(element)
    if not text:
        return False
    links = sum(_length(link) for link in element.iter("a"))
    return links / text > 0.8


def introduces_furniture(text: str) -> bool:
    """Whether a heading or a short line announces related stories, sharing or a newsletter."""
    if len(text) >= 160:
        return False
    line = fold(text).lstrip(" :.\u00b7-")
    phrase = next((one for one in _lead_ins() if line.startswith(one)), None)
    if phrase is None or line[len(phrase) : len(phrase) + 1].isalnum():
        return False
    # "Read also: …" names one story; without a colon only a short line is no sentence of the article's own.
    return line[len(phrase) :].lstrip().startswith(":") or len(line) < len(phrase) + 25


@cache
def _lead_ins() -> tuple[str, ...]:
    lines = (files("tui.articles") / "data" / "lead_ins.txt").read_text(encoding="utf-8").splitlines()
    return tuple(fold(line) for line in lines if line and not line.startswith("#"))


def _length(element: Element) -> int:
    return sum(len(part.strip()) for part in element.itertext())


def closes_page(text: str) -> bool:
    """Whether a short line is what stands below every page or mail: rights, and how not to get it any more."""
    line = fold(text)
    return len(text) < 200 and any(phrase in line for phrase in _closings())


@cache
def _closings() -> tuple[str, ...]:
    lines = (files("tui.articles") / "data" / "closings.txt").read_text(encoding="utf-8").splitlines()
    return tuple(fold(line) for line in lines if line and not line.startswith("#"))
