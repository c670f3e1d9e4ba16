"""Bidi classes as bytes: one byte for each character, so that the rules run on whole strings at once.

The letters are ours; the classes are those of UAX#9 table 4.  ``BIDI_BYTE``
maps a character to its byte through :func:`unicodedata.bidirectional`; a
character that this Python does not know gets the default class of its range
(DerivedBidiClass.txt, "@missing").
"""

from __future__ import annotations

from unicodedata import bidirectional

BYTE_OF_CLASS = {
    "L": b"L",
    "R": b"R",
    "AL": b"A",
    "EN": b"e",
    "AN": b"a",
    "ES": b"s",
    "ET": b"t",
    "CS": b"c",
    "NSM": b"m",
    "BN": b"b",
    "B": b"B",
    "S": b"S",
    "WS": b"w",
    "ON": b"o",
    "LRE": b"1",
    "RLE": b"2",
    "LRO": b"3",
    "RLO": b"4",
    "PDF": b"5",
    "LRI": b"6",
    "RLI": b"7",
    "FSI": b"8",
    "PDI": b"9",
}

_DEFAULT_AL = (
    (0x0600, 0x07BF),
    (0x0860, 0x08FF),
    (0xFB50, 0xFDCF),
    (0xFDF0, 0xFDFF),
    (0xFE70, 0xFEFF),
    (0x10D00, 0x10D3F),
    (0x10EC0, 0x10EFF),
    (0x10F30, 0x10F6F),
    (0x1EC70, 0x1ECBF),
    (0x1ED00, 0x1ED4F),
    (0x1EE00, 0x1EEFF),
)
_DEFAULT_R = ((0x0590, 0x05FF), (0x07C0, 0x085F), (0xFB1D, 0xFB4F), (0x10800, 0x10FFF), (0x1E800, 0x1EFFF))


def _default_class(code: int) -> str:
    if any(first <= code <= last for first, last in _DEFAULT_AL):
        return "AL"
    if any(first <= code <= last for first, last in _DEFAULT_R):
        return "R"
    if 0x20A0 <= code <= 0x20CF:
        return "ET"
    if 0xE0000 <= code <= 0xE0FFF or code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF:
        return "BN"
    return "L"


class _ByteOf(dict[str, int]):
    """Character -> byte of its class; fills itself."""

    def __missing__(self, char: str) -> int:
        byte = BYTE_OF_CLASS[bidirectional(char) or _default_class(ord(char))][0]
        self[char] = byte
        return byte


BIDI_BYTE = _ByteOf()
"""The byte of a character's bidi class; ``bytes(map(BIDI_BYTE.__getitem__, text))`` is a paragraph's classes."""
