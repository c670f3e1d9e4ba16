"""The author: from the byline field, or from By, بقلم and their like, also glued to a date."""

from __future__ import annotations

from bisect import bisect_left

from tui.entities.document import BYLINE, Candidate, Document
from tui.entities.families import PARTICLES
from tui.entities.names import possible

_AND = frozenset({"and", "i", "und", "et", "ve", "\u0648", "\u05d5"})


def _name_after(doc: Document, index: int) -> int:
    end = index
    while end < len(doc.tokens) and end - index < 5 and doc.same_sentence(index, end):
        token = doc.tokens[end]
        initial = token.text == "." and end > index and len(doc.tokens[end - 1].text) == 1
        if initial:
            end += 1
            continue
        if not token.word or ("\n" in doc.gap(end) and end > index) or token.key in _AND:
            break
        latin = token.script in ("L", "C")
        if latin and not token.capital and token.key not in ("de", "van", "von", "al", "el", "bin", "der"):
            break
        if latin and end > index and doc.is_label(end, "month", "role", "publication"):
            break
        if not latin and not (possible(doc, end) or token.key in PARTICLES or "adj" in doc.labels[end]):
            break
        end += 1
    return end


def _fields(doc: Document) -> set[int]:
    """The tokens with which a byline field begins."""
    starts = [token.start for token in doc.tokens] if any(name == BYLINE for _, name in doc.regions) else []
    firsts = (bisect_left(starts, offset) for offset, name in doc.regions if name == BYLINE)
    return {index for index in firsts if index < len(starts) and doc.region(starts[index]) == BYLINE}


def find_authors(doc: Document) -> list[Candidate]:
    """Person candidates with the evidence ``byline``."""
    found: list[Candidate] = []
    fields = _fields(doc)
    for index in sorted({*fields, *doc.having("byline")}):
        end = doc.labels[index].get("byline", 0)
        if index in fields:
            stop = _name_after(doc, index)
            if stop > index and not end:
                found.append(_author(doc, index, stop))
                continue
        if not end:
            continue
        token = doc.tokens[index]
        colon = doc.mark(end) == ":"
        opens = doc.sentences[token.sentence].first == index or (
            index > 0 and doc.tokens[index - 1].kind == "n" and not doc.gap(index)
        )
        latin_opening = opens and token.script in ("L", "C") and token.capital
        if not colon and not latin_opening:
            continue
        if not opens and not colon:
            continue
        start = end + 1 if colon else end
        stop = _name_after(doc, start)
        span = doc.sentences[token.sentence]
        if stop - start >= 2 and (colon or span.last - stop <= 4) and (opens or span.last - span.first < 14):
            found.append(_author(doc, start, stop))
    return found


def _author(doc: Document, start: int, stop: int) -> Candidate:
    return Candidate(start, stop, doc.tokens[start].start, doc.tokens[stop - 1].end, "person", {"byline": 0.95})
