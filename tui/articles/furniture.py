"""What on a page is not the article: navigation, cookie bars, share links, related lists, forms."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

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
        "object",
        "embed",
        "canvas",
        "dialog",
        "map",
        "menu",
        "head",
        "link",
        "meta",
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
_LEAD_IN = re.compile(
    r"^\W*(?:related|read (?:more|also|next)|see also|more on this|most read|recommended|you may also like|"
    r"share this|follow us|tags|topics|sign up|subscribe|"
    r"\u0627\u0642\u0631\u0623 (?:\u0623\u064a\u0636\u0627|\u0627\u064a\u0636\u0627)|"
    r"\u0623\u062e\u0628\u0627\u0631 \u0630\u0627\u062a \u0635\u0644\u0629|"
    r"\u0645\u0648\u0627\u0636\u064a\u0639 \u0630\u0627\u062a \u0635\u0644\u0629|"
    r"\u0645\u0642\u0627\u0644\u0627\u062a \u0630\u0627\u062a \u0635\u0644\u0629|"
    r"\u0627\u0644\u0646\u0634\u0631\u0629 \u0627\u0644\u0628\u0631\u064a\u062f\u064a\u0629|"
    r"\u0634\u0627\u0631\u0643|\u0627\u0644\u0643\u0644\u0645\u0627\u062a \u0627\u0644\u0645\u0641\u062a\u0627\u062d\u064a\u0629|"
    r"\u05e7\u05e8\u05d0\u05d5 (?:\u05e2\u05d5\u05d3|\u05d2\u05dd)|\u05db\u05ea\u05d1\u05d5\u05ea \u05e0\u05d5\u05e1\u05e4\u05d5\u05ea|\u05ea\u05d2\u05d9\u05d5\u05ea|"
    r"\u0628\u06cc\u0634\u062a\u0631 \u0628\u062e\u0648\u0627\u0646\u06cc\u062f|\u0645\u0637\u0627\u0644\u0628 \u0645\u0631\u062a\u0628\u0637|\u0628\u0631\u0686\u0633\u0628|"
    r"pro\u010ditajte (?:jo\u0161|i)|povezane vijesti|povezane vesti|najnovije)\b",
    re.IGNORECASE,
)  # fmt: skip


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
    return len(text) < 60 and _LEAD_IN.match(text) is not None


def _length(element: Element) -> int:
    return sum(len(part.strip()) for part in element.itertext())
