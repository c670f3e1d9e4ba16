"""Firms that write themselves with a small letter, as in English news: hark, vexa, corvid.io."""

from __future__ import annotations

import re

from tui.entities.document import Candidate, Document
from tui.entities.normalise import words_of

_DOMAIN = re.compile(r"[a-z][a-z0-9]+\\.(?:com|net|org|ai|io)")
_VISITED = words_of("at visit on via see website site to")
_SHORTEST, _ENOUGH = 4, 2
_LONGEST_SLOT = 4
_MARKS = frozenset(".?!")


def find_lowercase(doc: Document) -> list[Candidate]:
    """Candidates for all places of the words that stand like firms: they open sentences, are bought, do as firms do."""
    if doc.language != "en":
        return []
    slots = _after_slots(doc)
    signs: dict[str, dict[str, float]] = {}
    found: list[Candidate] = []
    for index, token in enumerate(doc.tokens):
        if not token.word or token.capital or (doc.labels[index] and token.text.isalpha()):
            continue
        if _DOMAIN.fullmatch(token.text) and not (index and doc.tokens[index - 1].key in _VISITED):
            found.append(_made(doc, index, {"domain": 0.8, "name": 0.3}))
        elif len(token.text) >= _SHORTEST and token.text.isalpha() and not doc.labels[index]:
            for name, weight in _signs(doc, index, slot=index in slots).items():
                row = signs.setdefault(token.key, {})
                row[name] = max(weight, row.get(name, 0.0))
    for word, evidence in signs.items():
        if len(evidence) >= _ENOUGH and ("opens" in evidence or "apposition" in evidence):
            found += [_made(doc, place, dict(evidence)) for place in doc.places_of(word)]
    return found


def _made(doc: Document, index: int, evidence: dict[str, float]) -> Candidate:
    token = doc.tokens[index]
    return Candidate(index, index + 1, token.start, token.end, "company", evidence)


def _after_slots(doc: Document) -> set[int]:
    """The tokens right behind a word for a firm or what only firms have."""
    found: set[int] = set()
    for index in doc.having("company", "cslot"):
        ends = (doc.labels[index].get(name, 0) for name in ("company", "cslot"))
        found.update(end for end in ends if index < end <= index + _LONGEST_SLOT and doc.same_sentence(index, end))
    return found


def _signs(doc: Document, index: int, *, slot: bool) -> dict[str, float]:
    """What speaks for a word with a small letter being a firm's name, where it stands."""
    token, before = doc.tokens[index], index - 1
    found: dict[str, float] = {}
    following = doc.labels[index + 1] if doc.same_sentence(index, index + 1) else {}
    if token.first and index and doc.tokens[before].text in _MARKS and "cverb" in following:
        found["opens"] = 0.6
    if not doc.same_sentence(before, index):
        return found
    if slot:
        found["slot"] = 0.5
    if "cverb" in following:
        found["verb"] = 0.4
    if slot or doc.tokens[before].key == "by":
        comma = doc.mark(index + 1) == "," and doc.same_sentence(index, index + 2)
        if comma and any("company" in doc.labels[i] for i in range(index + 2, min(index + 6, len(doc.tokens)))):
            found["apposition"] = 0.7
            found["slot"] = 0.5
    return found
