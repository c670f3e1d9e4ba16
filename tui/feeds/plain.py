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


_PLAINLY_ABSOLUTE = re.compile(
    r"https?://[a-z0-9][a-z0-9.-]*(?::[0-9]{1,4})?/[A-Za-z0-9/_.~%+,:@=&-]*(?:\?[A-Za-z0-9/_.~%+,:@=&-]+)?"
)
"""Addresses that come out of being resolved as they went in: nearly all, and resolving takes a third of the parsing."""


def absolute_url(value: str, base: str) -> str:
    """``value`` resolved against ``base`` if the result is a web address, else ""."""
    if _PLAINLY_ABSOLUTE.fullmatch(value):
        return value
    try:
        url = _joined(base, value)
        parts = urlsplit(url)
    except ValueError:
        return ""
    return url if parts.scheme in _WEB and parts.netloc else ""


def new_base(base: str, value: str) -> str:
    """The base address (RFC 3986 5.1) after ``value``, an ``xml:base`` or ``<base href>``; ``base`` if that is none.

    Controls are taken out of both: a base joined as it stands would hand its
    own on to every address that is resolved against it.
    """
    if not value:
        return base if _PLAINLY_ABSOLUTE.fullmatch(base) else _address(base)
    try:
        return _joined(base, value)
    except ValueError:
        return _address(base)


def _joined(base: str, value: str) -> str:
    return _address(urljoin(_address(base), _address(value)))


def _address(value: str) -> str:
    """Without blanks, at which feeds break long addresses over lines, and without controls."""
    return sanitise("".join(value.split()))


def stable_id(*parts: str) -> str:
    """An id for an entry that has none: a digest of what it says."""
    digest = hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()[:32]}"
