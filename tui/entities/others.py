"""What a capital run is if it names neither firm nor person: a place, a body, a club, the title of a work."""

from __future__ import annotations

import re

from tui.entities.document import Document
from tui.entities.normalise import words_of

_ARTICLES = words_of("the a an der die das le la les l")
_IC = re.compile("i\u0107|\u0438\u045b")
_CLUB = 2
"""Digits of a score, beside the name of a club."""
_IN = words_of("in on at off along near outside from across to through by past behind")
_FIRST_PLACES = words_of("lake mount river cape port fort loch isle mont lac val")


def in_ic(doc: Document, index: int) -> bool:
    """Whether a Serbian word is a family name in -ic, in any case."""
    text = doc.tokens[index].text.lower()
    found = [match.end() for match in _IC.finditer(text)]
    return bool(found) and found[0] > 3 and len(text) - found[-1] <= _LONGEST_CASE


_LONGEST_CASE = 5


def other_kind(
    doc: Document,
    start: int,
    end: int,
    labels: set[str],
    before: dict[str, tuple[int, int]],
    *,
    titled: bool,
    listed: bool,
) -> tuple[str, str] | None:
    """What the run is if it is neither company nor person, with the sign that says so."""
    head = doc.labels[start]
    several = end - start > 1
    if ("org" in labels or head.get("org", end) < end) and "legal" not in labels and (not titled or several):
        return "organization", "org"
    if _a_place(doc, start, end, labels, before, titled=titled, listed=listed):
        return "product", "place"
    if ("publication" in labels and several) or ("publication" in before and "company" not in before):
        return "publication", "publication"
    named = labels & {"tail", "legal"} or "company" in before
    if ("product" in labels and several and not titled and not named) or (
        "product" in before and "company" not in before
    ):
        return "product", "product"
    if doc.language == "sr" and not several and _serbian_body(doc, start, end):
        return "organization", "org"
    if _scored(doc, start, end):
        return "organization", "org"
    return None


def _serbian_body(doc: Document, start: int, end: int) -> bool:
    """Whether the words with a small letter after an adjective make it a body: Vise javno tuzilastvo."""
    if in_ic(doc, start) or doc.is_given(start):
        return False
    for index in (end, end + 1):
        if not doc.same_sentence(start, index) or not doc.tokens[index].text.islower():
            return False
        if "org" in doc.labels[index]:
            return True
        if doc.labels[index]:
            return False
    return False


def _scored(doc: Document, start: int, end: int) -> bool:
    """Whether a score stands beside the name, as of clubs: "Rovers 2 Albion 1", "United 3-1 City"."""
    after = doc.tokens[end] if doc.same_sentence(start, end) else None
    if after is None or after.kind != "n" or not after.text.isdigit() or len(after.text) > _CLUB or doc.gap(end) != " ":
        return False
    span = doc.sentences[after.sentence]
    scores = sum(token.kind == "n" for token in doc.tokens[span.first : span.last])
    following = doc.tokens[end + 1] if doc.same_sentence(end, end + 1) else None
    return scores == _CLUB and (following is None or following.capital or following.kind == "n")


def _a_place(
    doc: Document,
    start: int,
    end: int,
    labels: set[str],
    before: dict[str, tuple[int, int]],
    *,
    titled: bool,
    listed: bool,
) -> bool:
    """Whether a run is a place, or a street, hall or the like that bears a person's name."""
    several = end - start > 1
    if "namesake" in before and not labels & {"legal", "tail"}:
        return True
    inside = doc.language == "sr" and doc.same_sentence(start - 1, start) and doc.tokens[start - 1].key == "u"
    if inside and several and listed and doc.tokens[start].key in doc.given.gender and not labels & {"legal", "tail"}:
        return "company" not in before  # in Svetozar Miletic, the village: in somebody, the first name has a case too
    if "place" in before and not titled and not labels & {"legal", "tail"} and not listed:
        return doc.language in ("sr", "fr", "de") or (doc.language == "en" and doc.tokens[before["place"][0]].capital)
    if several and doc.tokens[start].key in _FIRST_PLACES and not titled:
        return True
    if "place" not in labels or labels & {"legal", "tail"} or not several or "company" in before:
        return False
    actor = listed and end - start == 2 and doc.language == "en"  # Glenn Close
    if not titled and not actor:
        return True
    index = start - 1
    while index > 0 and (doc.tokens[index].capital or doc.tokens[index].key in _ARTICLES):
        index -= 1
    return doc.language == "en" and doc.tokens[index].key in _IN
