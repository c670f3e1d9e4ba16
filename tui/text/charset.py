"""Bytes of a feed or page -> text: byte order mark, header, declaration, then a look at the bytes themselves.

Labels follow the WHATWG Encoding Standard where Python's differ: ISO-8859-1
means windows-1252, ISO-8859-6 stays itself.
"""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([\w.:+-]+)", re.IGNORECASE)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:+-]+)|<meta[^>]{0,300}?charset\s*=\s*[\"']?([\w.:+-]+)",
    re.IGNORECASE,
)
_SAME = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-8-i": "iso-8859-8",
    "x-sjis": "shift_jis",
}
_SNIFFED_BYTES = 100_000
_LATIN = frozenset({"cp1252", "iso8859-1", "iso8859-15"})
_UNICODE = frozenset({"utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be", "utf-7"})
_WORDS = re.compile(rb"[\x80-\xff]{2,}")
_SIDE_BY_SIDE = 0.7
"""Share of letters beyond ASCII that stand beside one another, from which a text is of another script than Latin."""
_COMMON_SHARE = 0.4
_COMMON = {
    "cp1256": "\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a",
    "iso-8859-6": "\u0627\u0644\u064a\u0645\u0648\u0646\u0631\u062a",
    "cp1255": "\u05d9\u05d5\u05d4\u05dc\u05d0\u05e8\u05ea\u05d1",
    "cp1251": "\u043e\u0435\u0430\u0438\u043d\u0442\u0441\u0440",
}
"""The commonest letters of a script, by the encoding that its unlabelled texts have."""


def decode(body: bytes, content_type: str = "") -> str:
    """Decode ``body``; never raises: bytes that fit nothing become U+FFFD.

    ``content_type`` is the whole header.  A label that the bytes contradict is
    not believed.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    header = _HEADER.search(content_type)
    declared = _DECLARED.search(body[:2048])
    labels = [
        header[1] if header else "",
        next((g.decode("ascii") for g in declared.groups() if g), "") if declared else "",
    ]
    if len({_name(label) for label in labels} & _LATIN) == 1 and labels[1] and _name(labels[0]) in _LATIN:
        labels.reverse()  # the header is a server's habit; whoever wrote the page names something else
    for label in labels:
        if label and (text := _believed(body, label)) is not None:
            return text
    if (text := _strictly(body, "utf-8")) is not None:
        return text
    if body[:1] == b"<" and body[1:2] == b"\0":
        return body.decode("utf-16-le", "replace")
    if body[:2] == b"\0<":
        return body.decode("utf-16-be", "replace")
    # A declared UTF-8 with a few broken bytes is still UTF-8; no label at all is a guess.
    if any(_name(label) == "utf-8" for label in labels if label) or _nearly_utf8(body):
        return body.decode("utf-8", "replace")
    return body.decode(_guess(body), "replace")


def _believed(body: bytes, label: str) -> str | None:
    """The text by a label, unless the bytes are plainly something else.

    Text of an eight-bit encoding is hardly ever valid UTF-8 by chance, and
    letters beyond ASCII stand side by side in no language of Latin letters.
    """
    text = _strictly(body, label)
    if text is None or body.isascii():
        return text
    if _name(label) not in _UNICODE and (unicode := _strictly(body, "utf-8")) is not None:
        return unicode
    if _name(label) in _LATIN and (guessed := _eight_bit(body)) is not None:
        return body.decode(guessed, "replace")
    return text


def _name(label: str) -> str:
    lowered = label.strip().lower()
    try:
        return codecs.lookup(_SAME.get(lowered, lowered)).name
    except LookupError:
        return ""


def _strictly(body: bytes, label: str) -> str | None:
    name = _name(label)
    if not name:
        return None
    try:
        return body.decode(name)
    except (UnicodeDecodeError, LookupError):
        return None


def _nearly_utf8(body: bytes) -> bool:
    sample = body[:_SNIFFED_BYTES].decode("utf-8", "replace")
    high = sum(1 for character in sample if character > "\x7f")
    return high > 0 and sample.count("\ufffd") * 20 < high


def _guess(body: bytes) -> str:
    """An eight-bit encoding: Arabic, Hebrew and Cyrillic by their commonest letters, the rest by library."""
    if (found := _eight_bit(body)) is not None:
        return found
    from charset_normalizer import from_bytes  # 30 ms that nearly no feed needs

    best = from_bytes(body[:_SNIFFED_BYTES]).best()
    return best.encoding if best else "cp1252"


def _eight_bit(body: bytes) -> str | None:
    """Which encoding of a script other than Latin it is, None if it is of none."""
    sample = body[:_SNIFFED_BYTES]
    high = sum(1 for byte in sample if byte > 0x7F)
    if not high or sum(map(len, _WORDS.findall(sample))) < _SIDE_BY_SIDE * high:
        return None
    best, share = max(
        ((name, sum(map(sample.decode(name, "replace").count, letters)) / high) for name, letters in _COMMON.items()),
        key=lambda pair: pair[1],
    )
    return best if share > _COMMON_SHARE else None
