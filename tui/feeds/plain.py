"""Values out of feed markup: plain titles, absolute addresses, stable ids."""

from __future__ import annotations

import hashlib
import html
import re
from urllib.parse import urljoin, urlsplit

from tui.text import sanitise

_TAG = re.compile(r"<(?:/?[a-zA-Z][^<>]*|!--.*?--)>", re.DOTALL)
_WEB = ("http", "https")


def plain_text(value: str, *, markup: bool = True) -> str:
    """One line of text: tags and entities resolved if ``markup``, controls taken out, blanks squeezed."""
    text = value
    if markup and ("<" in text or "&" in text):
        text = html.unescape(_TAG.sub(" " if "<br" in text.lower() else "", text))
    return " ".join(sanitise(text).split())


def absolute_url(value: str, base: str) -> str:
    """``value`` resolved against ``base`` if the result is a web address, else ""."""
    try:
        url = urljoin(base, "".join(value.split()))
        parts = urlsplit(url)
    except ValueError:
        return ""
    return sanitise(url) if parts.scheme in _WEB and parts.netloc else ""


def stable_id(*parts: str) -> str:
    """An id for an entry that has none: a digest of what it says."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()[:32]}"
