"""Firms by what only shares and offices have beside them, where names are ordinary words: Hebrew, Persian, Urdu."""

from __future__ import annotations

from tui.entities.companies import bounded_run
from tui.entities.document import Candidate, Document
from tui.entities.employers import proper

_LANGUAGES = frozenset(("he", "fa", "ur"))
_ORDINARY = frozenset(("word", "derived", "family", "wordname"))
_HEBREW_THE = "\u05d4"
_CONSTRUCT = ("\u05d9", "\u05ea")
"""What a Hebrew noun ends in before the one that completes it."""
_LONGEST = 3


def find_offices(doc: Document) -> list[Candidate]:
    """What stands where a firm must: after chief of, shares of and the like, or before how much it rose."""
    found: list[Candidate] = []
    if doc.language not in _LANGUAGES or not doc.rules.words.known:
        return found
    for index in sorted({*doc.having("trade", "rose"), *doc.marks(_SIGNS)}):
        if "trade" in doc.labels[index] and doc.language == "fa":
            _add_trade(doc, found, index, doc.labels[index]["trade"])
        if _rose(doc, index):
            start = _start(doc, index)
            _add(doc, found, start, index, "stock", 0.6)
    return found


def _add_trade(doc: Document, found: list[Candidate], index: int, start: int) -> None:
    """A trade and what completes it, up to a mark or a small word: Sirang Petrochemical."""
    end = bounded_run(doc, start, _LONGEST)
    if end == start or not doc.same_sentence(index, start):
        return
    told = any(proper(doc, i) or doc.is_given(i) or doc.tokens[i].glue for i in range(start, end))
    evidence = {"trade": 0.6 if told else 0.3, "name": 0.4}
    if any(
        doc.labels[back].get(name) == index for back in range(max(index - 3, 0), index) for name in ("cslot", "company")
    ):
        evidence["slot"] = 0.5
    found.append(Candidate(index, end, doc.tokens[index].start, doc.tokens[end - 1].end, "company", evidence))


def _fits(doc: Document, index: int) -> bool:
    token = doc.tokens[index]
    if doc.language == "he" and (len(token.key) < 2 or (token.key.startswith(_HEBREW_THE) and not doc.is_given(index))):
        return False
    return token.kind == "w" and token.script in ("A", "H") and not doc.labels[index].keys() - _ORDINARY - {"tail"}


def _joined(doc: Document, index: int) -> bool:
    return (
        index < len(doc.tokens)
        and doc.same_sentence(index - 1, index)
        and (doc.gap(index).isspace() or bool(doc.tokens[index].glue))
    )


def _end(doc: Document, start: int) -> int:
    """The end of a name after an office: unknown words, or ordinary ones up to a mark."""
    if start >= len(doc.tokens):
        return start
    after = doc.tokens[start + 1] if start + 1 < len(doc.tokens) else None
    if after is not None and after.glue and doc.tokens[start].script == "H" and doc.tokens[start].kind == "w":
        return start + 2  # two family names
    if not _fits(doc, start) or doc.tokens[start].key.startswith(_HEBREW_THE):
        return start
    construct = doc.tokens[start].key.endswith(_CONSTRUCT) and after is not None and after.key.startswith(_HEBREW_THE)
    if construct and _joined(doc, start + 1) and not proper(doc, start):
        return start + 2  # the soaps of the river
    end = start + 1
    while end - start < _LONGEST and _joined(doc, end) and _fits(doc, end):
        end += 1
    bounded = end >= len(doc.tokens) or not doc.tokens[end].word
    if not bounded and not proper(doc, start):
        return start + 1 + (end - start > 1 and doc.tokens[start].key.endswith(_CONSTRUCT))
    while end - start > 1 and not bounded and not (proper(doc, end - 1) or "tail" in doc.labels[end - 1]):
        end -= 1
    return end


def _start(doc: Document, end: int) -> int:
    """The start of a name before a verb of shares: it begins its sentence or comes after a mark."""
    start = end
    while end - start < _LONGEST and start > 0 and _fits(doc, start - 1) and (start == end or _joined(doc, start)):
        start -= 1
    bounded = start == 0 or not doc.tokens[start - 1].word or not doc.same_sentence(start - 1, start)
    if bounded:
        return start
    return end - 1 if start < end and proper(doc, end - 1) else end


def _rose(doc: Document, index: int) -> bool:
    """Whether what stands here is how a share did: rose by 3 %, or the bare figure of a list."""
    number = index + 1
    if doc.is_label(index, "rose"):
        for position in range(doc.labels[index]["rose"], min(index + 5, len(doc.tokens) - 1)):
            if doc.tokens[position].kind == "n" and doc.same_sentence(index, position):
                return doc.mark(position + 1) in _PERCENT or doc.is_label(position + 1, "percent")
        return False
    return (
        doc.mark(index) in _SIGNS
        and number + 1 < len(doc.tokens)
        and doc.tokens[number].kind == "n"
        and doc.mark(number + 1) in _PERCENT
    )


_PERCENT = frozenset("%\u066a")
_SIGNS = frozenset("+-\u2212\u2013")


def _add(doc: Document, found: list[Candidate], start: int, end: int, sign: str, weight: float) -> None:
    if end <= start or doc.is_given(start):
        return
    unknown = any(proper(doc, index) for index in range(start, end)) or any(
        "tail" in doc.labels[index] for index in range(start + 1, end)
    )
    evidence = {sign: weight, "name": 0.4 if unknown else 0.25}
    found.append(Candidate(start, end, doc.tokens[start].start, doc.tokens[end - 1].end, "company", evidence))
