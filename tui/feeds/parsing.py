"""The door of the room: which dialect is it, and who reads it."""

from __future__ import annotations

import re

from tui.feeds.jsonfeed import read_json
from tui.feeds.notafeed import NotAFeed
from tui.feeds.xmlfeed import Malformed, read_xml
from tui.model import ParsedFeed
from tui.text.charset import decode
from tui.text.crowded import is_crowded

__all__ = ["NotAFeed", "parse"]

_ENTITY = re.compile(r"<!ENTITY", re.IGNORECASE)
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html[\s>])", re.IGNORECASE | re.DOTALL)
_C1 = re.compile("[\x80-\x9f]")
_C1_BYTES = re.compile(b"\xc2[\x80-\x9f]")
_C1_NUMBER = re.compile(r"&#(?:0*(12[89]|1[345][0-9])|[xX]0*([89][0-9A-Fa-f]));")
_WINDOWS = {code: bytes([code]).decode("cp1252", "ignore") for code in range(256)}
"""No feed means a C1 control: it was written in windows-1252 and read as Latin-1, as in HTML's character references."""
_FEED_TAG = re.compile(r"<(?:[\w-]+:)?(?:rss|feed|RDF|channel)[\s>]", re.IGNORECASE)


def _windows(text: str) -> str:
    """``text`` with its C1 controls, as they stand or by number, as windows-1252 has them."""
    if not text.isascii():
        text = _C1.sub(lambda found: _WINDOWS[ord(found[0])], text)
    return _C1_NUMBER.sub(lambda found: _WINDOWS[int(found[1] or found[2], 10 if found[1] else 16)], text)


def mended(body: bytes, content_type: str = "") -> str:
    """The text of an answer, without what stands before it and with windows-1252 set right."""
    return _mended(body, content_type)[0]


def _mended(body: bytes, content_type: str) -> tuple[str, bytes]:
    """The text, and the same in UTF-8."""
    text = decode(body, content_type).lstrip("\ufeff \t\r\n\0")
    coded = text.encode("utf-8", "surrogatepass")
    # In bytes these searches are ten times as fast, and nearly always in vain.
    if _C1_BYTES.search(coded) or b"&#1" in coded or b"&#x" in coded or b"&#X" in coded:
        text = _windows(text)
        coded = text.encode("utf-8", "surrogatepass")
    return text, coded


def parse(body: bytes, content_type: str = "", url: str = "") -> ParsedFeed:
    """Read RSS 0.9x, 1.0, 2.0, Atom 0.3, 1.0 or JSON Feed 1.x.

    ``url`` is the feed's own address: relative links are resolved against it.
    Raises NotAFeed, with one line that says what the bytes are instead.
    """
    if not body.strip():
        raise NotAFeed("the answer is empty")
    text, coded = _mended(body, content_type)
    if text.startswith("{"):
        return read_json(text, url)
    if _HTML.match(text[:2000]):
        raise NotAFeed("this is a web page, not a feed; `khabar add` with its address finds its feed")
    root = _FEED_TAG.search(text[:20_000])
    if not root:
        kind = "XML, but no RSS or Atom" if text.startswith("<?xml") else "neither RSS, Atom nor JSON Feed"
        raise NotAFeed(f"this is {kind}")
    if _ENTITY.search(text, 0, root.start()):
        # No feed needs entities of its own; a bomb or a look into the file system does (CWE-776, CWE-611).
        raise NotAFeed("it declares XML entities, which khabar refuses")
    if is_crowded(text):
        raise NotAFeed("its XML is broken, and too large or too deep to be mended")
    try:
        return read_xml(coded, url)
    except Malformed:
        from tui.feeds.fallback import read_malformed  # feedparser: 80 ms that well-formed feeds do not pay

        return read_malformed(text, url)
