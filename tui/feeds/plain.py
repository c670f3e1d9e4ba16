"""Values out of feed markup: plain titles, absolute addresses, stable ids."""

from __future__ import annotations

import hashlib
import html
import re
from urllib.parse import urljoin, urlsplit

from tui.text import sanitise

_TAG = re.compile(r"<!--.*?(?:-->|$)|</?[a-zA-Z][^<>]*>", re.DOTALL)
_UNSEEN = re.compile(r"<(script|style)\b[^<>]*>.*?(?:</\1\s*>|$)", re.DOTALL | re.IGNORECASE)
"""What a browser shows nothing of."""
_BLANK = re.compile(r"\n\s*\n")
_WEB = ("http", "https")


def plain_text(value: str, *, markup: bool = True) -> str:
    """One line of text: tags and entities resolved if ``markup``, controls taken out, blanks squeezed."""
    text = value
    if markup and ("<" in text or "&" in text):
        low = text.lower()
        if "<script" in low or "<style" in low:
            text = _UNSEEN.sub("", text)
        text = html.unescape(_TAG.sub(" " if "<br" in low else "", text))
    return " ".join(sanitise(text).split())


def paragraphs(text: str) -> str:
    """Plain text as markup: blank lines part paragraphs."""
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in _BLANK.split(text) if part.strip())


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
