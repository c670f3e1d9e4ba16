"""People in scripts without capitals: titles, verbs of speech, appositions, given names."""

from __future__ import annotations

from itertools import pairwise

from tui.entities.bounded import glued, no_person
from tui.entities.document import Candidate, Document
from tui.entities.families import family
from tui.entities.names import grammar, possible, run_before, run_from
from tui.entities.namesakes import named_after
from tui.entities.slots import name_slots
from tui.entities.tokens import ZWNJ

_COMMAS = frozenset(",\u060c")
_ARTICLE = "\u0627\u0644"
_TOWNS = frozenset(("\u0627\u0628\u0627\u062f", "\u067e\u0648\u0631"))
"""What the names of towns end in, in Urdu: Faisalabad, Bahawalpur."""
_THAT = "\u0627\u0646"
_GIVEN_FIRST = 0.66
"""The weight of a run that begins with a listed given name."""
_WEAK_SIGNS = frozenset(("grammar", "speech"))
"""What does not tell a given name that is a word as well, alone, from that word: said a lady."""
_POSTPOSED = frozenset({"fa", "ur", "he"})


def _subject_before(doc: Document, start: int, end: int) -> bool:
    """Whether an Arabic name closes the subject of a verb of speech: said the kiosk's owner X that.

    Its words are nouns: nothing but a name comes after them and before *that*.
    """
    if doc.language != "ar" or not (doc.tokens[end].key == _THAT if end < len(doc.tokens) else False):
        return False
    for index in range(start - 1, max(start - 7, -1), -1):
        if not doc.same_sentence(index, start) or doc.tokens[index].kind == "p":
            return False
        if "speech" in doc.labels[index]:
            return True
        if "stop" in doc.labels[index]:
            return False
    return False


def _in_the_accusative(doc: Document) -> list[int]:
    """The Arabic words that are a role in the accusative: appointed X director."""
    return doc.places_of_any(doc.rules.accusatives) if doc.language == "ar" else []


def _as_role(doc: Document, index: int) -> bool:
    """Whether such a word stands here and opens no sentence."""
    accusative = 0 < index < len(doc.tokens) and doc.tokens[index].key in doc.rules.accusatives
    return accusative and doc.language == "ar" and doc.same_sentence(index - 1, index)


def _role_after(doc: Document, end: int) -> tuple[int, int] | None:
    """The words of a role in apposition after a name that ends before token ``end``."""
    if _as_role(doc, end):
        following = end + 1 < len(doc.tokens) and _as_role(doc, end + 1)
        return doc.tokens[end].start, doc.tokens[end + following].end
    bracketed = doc.mark(end) == "(" and doc.is_label(end + 1, "role")
    if doc.mark(end) not in _COMMAS and not bracketed:
        return None
    start = end + 1
    if not doc.same_sentence(end, start) or not (doc.is_label(start, "role")):
        return None
    last = doc.labels[start]["role"]
    while last < len(doc.tokens) and doc.same_sentence(start, last) and last - start < 12:
        token = doc.tokens[last]
        if token.kind == "p" and doc.quoted(last) < 0 and token.text not in '\u00bb"\u201d&':
            break
        if doc.is_label(last, "speech") or ("stop" in doc.labels[last] and last - start > 4):
            break
        last += 1
    return doc.tokens[start].start, doc.tokens[last - 1].end


def _verb_after(doc: Document, end: int) -> bool:
    """Whether a verb of speech follows (Persian, Urdu, Hebrew; Arabic in headlines)."""
    if doc.mark(end) in (":",):
        return doc.tokens[end - 1].first or doc.tokens[max(end - 2, 0)].first
    if doc.is_label(end, "ergative"):
        return True
    if not doc.same_sentence(end - 1, end):
        return False
    return doc.is_label(end, "speech")


def _context_after(doc: Document, candidate: Candidate) -> None:
    end = candidate.last
    role = _role_after(doc, end)
    if role is not None:
        candidate.evidence["apposition"] = 0.75
        candidate.role = candidate.role or role
        after = next((i for i in range(end + 1, min(end + 16, len(doc.tokens))) if doc.tokens[i].start >= role[1]), -1)
        if after > 0 and doc.mark(after) in _COMMAS and _verb_after(doc, after + 1):
            candidate.evidence.setdefault("speech", 0.5)
    if _verb_after(doc, end) or _subject_before(doc, candidate.first, end):
        candidate.evidence.setdefault("speech", 0.5)
    if doc.mark(end) == "(":
        inside = doc.tokens[end + 1] if end + 1 < len(doc.tokens) else None
        if inside is not None and inside.kind == "n" and len(inside.text) == 2:
            candidate.evidence["age"] = 0.5
        elif inside is not None and inside.capital and end + 2 < len(doc.tokens) and doc.tokens[end + 2].capital:
            candidate.evidence["gloss"] = 0.8


def _make(doc: Document, start: int, end: int, letters: int) -> Candidate:
    candidate = Candidate(start, end, doc.bare(start, letters), doc.tokens[end - 1].end, "person")
    weight = grammar(doc, start, end)
    if weight:
        candidate.evidence["grammar"] = weight
        words = end - start
        plain = _ordinary_too(doc, start) and not any(_of_origin(doc, i) for i in range(start + 1, end))
        if weight >= 0.78 and words >= 2 and not plain:
            candidate.evidence["family"] = 0.2
        elif (
            weight >= _GIVEN_FIRST
            and words >= 2
            and doc.language in ("ar", "he", "fa")
            and not _ordinary_too(doc, start)
        ):
            candidate.evidence["given"] = 0.3
        # "Preferred Anthropic": a firm of the lexicon is no family name of what is a verb as well.
        unknown = _unknown(doc, end - 1) and not (plain and doc.lexicon.is_firm(doc.tokens[end - 1].key))
        if weight >= _GIVEN_FIRST and words >= 2 and doc.language in ("ar", "fa") and unknown:
            candidate.evidence["unknown"] = 0.3
    return candidate


def _in(doc: Document, index: int) -> bool:
    """Whether the Arabic *in* stands before: what follows is rather a place than somebody."""
    return doc.language == "ar" and index > 0 and doc.tokens[index - 1].key == _IN


_IN = "\u0641\u064a"
_SHE = "\u062a"
"""What a woman's verb ends in: "and raised" is Rifat, too."""


def _unknown(doc: Document, index: int) -> bool:
    """Whether a word is in no list and made of no root, or looks foreign: beside a given name it is the family's."""
    token = doc.tokens[index]
    return (
        doc.foreign(index) >= 2
        or token.glue == ZWNJ
        or (not doc.labels[index].keys() - {"family"} and len(token.key) > 2)
    )


def _of_origin(doc: Document, index: int) -> bool:
    """Whether a word can only be a name beside a given name: listed itself, or of origin (al-Masri)."""
    return doc.is_given(index) or doc.tokens[index].key.endswith("\u064a") or family(doc, index)


def _ordinary_too(doc: Document, index: int) -> bool:
    """Whether a given name is an ordinary word as well: generous, hope, lion."""
    labels = doc.labels[index]
    return not labels.keys().isdisjoint(("wordname", "common", "adj", "stop", "word"))


def find_people(doc: Document) -> list[Candidate]:
    """Person candidates in Arabic and Hebrew script."""
    slots = name_slots(doc)
    found: list[Candidate] = []
    done = -1
    for index in sorted({*slots, *(i for i, token in enumerate(doc.tokens) if token.type.given)}):
        token = doc.tokens[index]
        if token.script not in ("A", "H") or not token.word:
            continue
        here = slots.get(index, ())
        if index < done and not any(slot.kind == "title" for slot in here):
            continue
        letters = doc.given_cut(index)
        if (not here and letters < 0) or no_person(doc, index, [slot.kind for slot in here]):
            continue
        if doc.language == "ar" and index and doc.labels[index - 1].get("company") == index and not here:
            continue
        if named_after(doc, index):
            done = max(done, run_from(doc, index))
            continue
        if letters > 0 and not (index + 1 < len(doc.tokens) and possible(doc, index + 1)):
            continue
        if not here and (_in(doc, index) or (letters > 0 and _ordinary_too(doc, index) and token.key[-1] == _SHE)):
            continue
        end = run_from(doc, index)
        if end <= index:
            continue
        town = doc.tokens[end - 1].key in _TOWNS
        if (doc.language == "ur" and (doc.is_label(end, "place") or town)) or (town and glued(doc, end - 1)):
            continue
        candidate = _make(doc, index, end, max(letters, 0))
        for slot in here:
            candidate.evidence[slot.kind] = max(slot.weight, candidate.evidence.get(slot.kind, 0.0))
            candidate.role = candidate.role or slot.role
        _context_after(doc, candidate)
        listed = letters >= 0
        if end - index == 1 and (not listed or (_ordinary_too(doc, index) and _hardly(doc, candidate))):
            continue
        if not listed and set(candidate.evidence) <= {"grammar", "speech"} and not family(doc, end - 1):
            candidate.evidence["grammar"] = min(candidate.evidence.get("grammar", 0.0), 0.25)
        found.append(candidate)
        if candidate.p >= 0.6:
            done = end
    found += _appositions(doc, found)
    _listed_together(doc, found)
    return found


def _hardly(doc: Document, candidate: Candidate) -> bool:
    """Whether nothing tells a given name from the word that it is, too."""
    signs = set(candidate.evidence)
    if signs <= _WEAK_SIGNS:
        return True
    # An adjective follows its noun in Persian: a clever editor.
    told = candidate.evidence.get("title", 0.0) >= (1.0 if doc.language == "fa" else 0.5)
    return signs <= _WEAK_SIGNS | {"title"} and not told


def _listed_together(doc: Document, found: list[Candidate]) -> None:
    """Full names that stand in a row, parted by commas and *and*, bear each other out."""
    full = [c for c in found if c.last - c.first > 1 and c.evidence.get("grammar", 0.0) >= _GIVEN_FIRST]
    for one, other in pairwise(sorted(full, key=lambda c: c.first)):
        between = range(one.last, other.first)
        joined = other.start > doc.tokens[other.first].start or any(doc.mark(i) in _COMMAS for i in between)
        marks_only = all(doc.mark(i) in _COMMAS for i in between) and len(between) < 2
        if joined and marks_only and doc.same_sentence(one.first, other.first):
            one.evidence["list"] = other.evidence["list"] = 0.4


def _appositions(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """Names known only by the role after the comma: ``X Y, role ...``; in Urdu by the marker after the subject."""
    taken = {index for candidate in found for index in range(candidate.first, candidate.last)}
    extra: list[Candidate] = []
    for index in sorted({*doc.marks(_COMMAS), *doc.having("ergative", "speech"), *_in_the_accusative(doc)}):
        token = doc.tokens[index]
        if index == 0 or index - 1 in taken or doc.tokens[index - 1].script not in ("A", "H"):
            continue
        comma = (token.text in _COMMAS or _as_role(doc, index)) and _role_after(doc, index) is not None
        subject = doc.is_label(index, "ergative") or (
            doc.language in _POSTPOSED and "speech" in doc.labels[index] and token.word
        )
        if not comma and not subject:
            continue
        start = run_before(doc, index)
        if start >= index:
            continue
        candidate = _make(doc, start, index, max(doc.given_cut(start), 0))
        _context_after(doc, candidate)
        extra.append(candidate)
    return extra
