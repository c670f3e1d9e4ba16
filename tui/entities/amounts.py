"""Sums and shares that a sentence gives, in its own words."""

from __future__ import annotations

import re

from tui.entities.document import Document
from tui.entities.facts import Named
from tui.text import fold

_MONEY = re.compile(
    r"(?:[$\u20ac\u00a3]\s?)?\d[\d.,\u066b\u066c]*\s?(?:[%\u066a]|(?:[\w\u200c]{1,8}\s)?[\w\u200c]{0,12})",
)
_COUNTED = (
    "million",
    "billion",
    "bn",
    "mn",
    "\u0645\u0644\u064a\u0648\u0646",
    "\u0645\u0644\u0627\u064a\u064a\u0646",
    "\u0645\u0644\u064a\u0627\u0631",
    "\u05de\u05d9\u05dc\u05d9\u05d5\u05df",
    "\u05de\u05d9\u05dc\u05d9\u05d0\u05e8\u05d3",
    "\u0645\u06cc\u0644\u06cc\u0648\u0646",
    "\u0645\u06cc\u0644\u06cc\u0627\u0631\u062f",
    "milion",
)


def amount(doc: Document, subject: Named, target: Named) -> str:
    """The sum or share that the sentence gives, in its own words."""
    stop = doc.sentences[doc.tokens[subject.candidate.first].sentence].last
    end = doc.tokens[min(stop, len(doc.tokens)) - 1].end
    shares = ""
    for match in _MONEY.finditer(doc.text, subject.candidate.end, min(end, target.candidate.end + 60)):
        value = match[0].strip(" ,.")
        folded = fold(value)
        if value[:1] in "$\u20ac\u00a3" or any(word in folded for word in _COUNTED):
            following = re.match(r"\s*(?:of\s)?[^\W\d_]{2,12}", doc.text[match.end() : end])
            complete = value[:1] in "$\u20ac\u00a3" or len(value.split()) > 2 or following is None
            return value if complete else value + following[0].rstrip() if following else value
        if value[-1:] in "%\u066a":
            shares = shares or value
    return shares
