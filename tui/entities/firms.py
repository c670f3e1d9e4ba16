"""Firms in no list, in Hebrew, Persian and Urdu: whom somebody works for, and who does or has what firms do."""

from __future__ import annotations

from tui.entities.bounded import LANGUAGES, affix, after_name, bound, glued, indefinite, prefixed, unit, unknown
from tui.entities.companies import latin_run
from tui.entities.document import Candidate, Document
from tui.entities.headed import back, described
from tui.entities.normalise import words_of

_COMMAS = frozenset(",\u060c(")
_OF_URDU = words_of("\u0643\u064a \u0643\u0627")
"""Urdu *ke, ki, ka*: what stands before is the owner of what follows."""
_THE = "\u05d4"
_LONGEST = 3
_ORDINARY = 0.2
"""The weight of a name that is of ordinary words."""
_NO_NAME = ("company", "org", "place", "geo", "publication", "product", "adj", "cslot", "stop", "month")


def _nobody(doc: Document, start: int, end: int) -> bool:
    """Whether no word of a run is somebody's given name, unless a kind of business closes the run."""
    closes = doc.is_label(end - 1, "tail", "legal")
    return closes or not doc.is_given(start)


def _run(doc: Document, start: int) -> int:
    """The token after up to three whole words from ``start`` that nothing parts; ``start`` if they go on."""
    if start >= len(doc.tokens) or not doc.tokens[start].word:
        return start
    if doc.tokens[start].script == "L":
        return latin_run(doc, start) if doc.tokens[start].capital else start
    end, count = start, 0
    while count < _LONGEST and end < len(doc.tokens) and not _closed(doc, start, end):
        tail = doc.labels[end].get("tail", 0) or doc.labels[end].get("legal", 0)
        end, count = max(unit(doc, end), tail if count else 0), count + 1
        if tail and count > 1:
            return end
    return end if end > start and _closed(doc, start, end) else start


def _closed(doc: Document, start: int, end: int) -> bool:
    if end > start and bound(doc, end):
        return end >= len(doc.tokens) or not (doc.is_label(end, "tail", "legal") and doc.gap(end).isspace())
    return False


def _weighed(doc: Document, start: int, end: int) -> dict[str, float]:
    """What the words of a run say for its being a name: {} if they are a noun phrase."""
    own = [i for i in range(start, end) if not glued(doc, i)]
    first = doc.labels[start]
    if doc.tokens[start].script == "L":
        return {"latin": 0.4}
    if len(doc.tokens[start].key) < 2:
        return {}
    if not first.keys().isdisjoint(_NO_NAME) or any(affix(doc, i) for i in range(start, end)):
        return {}
    if doc.language == "he" and doc.tokens[start].key.startswith(_THE) and first:
        return {}
    if doc.is_label(end - 1, "tail", "legal") and end - start > 1:
        return {"tail": 0.5}
    if any(unknown(doc, i) or doc.foreign(i) >= 2 for i in own):
        return {"name": 0.4}
    if any("common" in doc.labels[i] or "derived" in doc.labels[i] for i in own[:1]) and len(own) == 1:
        return {}
    if doc.language == "fa" and end < len(doc.tokens) and not after_name(doc, end):
        return {}
    if prefixed(doc, start) or (len(own) == 1 and indefinite(doc, start)):
        return {}
    return {"name": _ORDINARY}


def _make(doc: Document, start: int, end: int, sign: str, weight: float) -> list[Candidate]:
    words = _weighed(doc, start, end)
    if sign == "employer" and words.get("name") == _ORDINARY and unit(doc, start) == end and doc.language != "ur":
        weight = min(weight, 0.5)  # a Polish engineer, a clever editor
    if not words or not _nobody(doc, start, end):
        return []
    return [Candidate(start, end, doc.tokens[start].start, doc.tokens[end - 1].end, "company", {sign: weight, **words})]


def find_firms(doc: Document) -> list[Candidate]:
    """All candidates of this module."""
    if doc.language not in LANGUAGES:
        return []
    found = _of_owners(doc) if doc.language == "ur" else _of_offices(doc)
    return found + _subjects(doc) + _slots(doc) + _quoted_prices(doc) + _apposed(doc)


def _of_offices(doc: Document) -> list[Candidate]:
    """X after an office: somebody, chief executive of X; the chief executive of X, somebody."""
    found: list[Candidate] = []
    for index in doc.having("role"):
        start = doc.labels[index]["role"]
        if not doc.is_label(index, "office") or not doc.same_sentence(index, start):
            continue
        key = doc.tokens[index].key
        if doc.tokens[start].key == "\u05d1" and start + 1 < len(doc.tokens) and doc.tokens[start + 1].glue:
            start += 1
        start = described(doc, start)
        end = _run(doc, start)
        if end <= start:
            continue
        named_before = doc.mark(index - 1) in _COMMAS and doc.tokens[index - 2].word if index > 1 else False
        somebody = doc.is_given(end + 1) or (end + 2 < len(doc.tokens) and unknown(doc, end + 2))
        named_after = doc.mark(end) in _COMMAS and somebody
        weight = 0.65 if named_before or named_after else 0.5
        if doc.language == "he" and key.endswith(("\u05d9", "\u05ea")):
            weight = max(weight, 0.55)  # a construct form has something to complete it
        found += _make(doc, start, end, "employer", weight)
    return found


_OWNED = ("role", "owned")


def _of_owners(doc: Document) -> list[Candidate]:
    """Urdu: X before *of* and an office or what only firms have: X's chairman, the shares of X."""
    found: list[Candidate] = []
    for index in doc.places_of_any(_OF_URDU):
        if not index:
            continue
        after = index + 1
        while doc.is_label(after, "adj") and not doc.is_label(after, *_OWNED) and doc.same_sentence(index, after):
            after += 1
        if not doc.is_label(after, *_OWNED) or not doc.same_sentence(index, after):
            continue
        start = back(doc, index)
        if start < index:
            weight = 0.6 if "owned" in doc.labels[after] or doc.labels[after].get("role", 0) > after else 0.5
            found += _make(doc, start, index, "employer", weight)
    return found


def _subjects(doc: Document) -> list[Candidate]:
    """An unknown word before or after what firms do."""
    found: list[Candidate] = []
    if doc.language != "he":
        return found
    for index in doc.having("cverb"):
        if "speech" in doc.labels[index] or not index or not _feminine(doc, index):
            continue
        start = back(doc, index)
        somebody = any("family" in doc.labels[i] or doc.is_given(i) for i in range(start, index))
        if start < index and _clause(doc, start) and not somebody:
            found += _make(doc, start, index, "verb", 0.55)
    return found


def _clause(doc: Document, start: int) -> bool:
    """Whether a word opens a sentence, a line or a clause."""
    return doc.tokens[start].first or bool(doc.mark(start - 1))


def _slots(doc: Document) -> list[Candidate]:
    """Words where only a firm can stand: the shares of X, with the firm X."""
    found: list[Candidate] = []
    for index in doc.having("cslot"):
        labels = doc.labels[index]
        start = labels["cslot"]
        if "role" in labels or glued(doc, index) or not doc.same_sentence(index, start):
            continue
        end = _run(doc, start)
        if end > start:
            found += _make(doc, start, end, "slot", 0.35 if "attrib" in labels else 0.5)
    return found


def _feminine(doc: Document, index: int) -> bool:
    """Whether a Hebrew verb is in the feminine, as of a firm."""
    word = doc.tokens[index].key
    return word.endswith(("\u05d4", "\u05ea")) or word.startswith("\u05ea")


_SIGNS = frozenset("+-\u2212\u2013(")


def _quoted_prices(doc: Document) -> list[Candidate]:
    """What opens a line or a clause with a change in per cent after it: the shares of the day."""
    found: list[Candidate] = []
    for sign in doc.marks(_SIGNS):
        index = sign + 1
        if index < 2 or index >= len(doc.tokens) or doc.tokens[index].kind != "n":
            continue
        if not any(doc.mark(i) in ("%", "\u066a", "+", "-") and doc.mark(i) for i in (index + 1, index + 2)):
            continue
        start = back(doc, index - 1)
        if start < index - 1 and _clause(doc, start):
            found += _make(doc, start, index - 1, "price", 0.6)
    return found


def _apposed(doc: Document) -> list[Candidate]:
    """X, the maker of ...; X, which employs ...: what stands after the comma says that it is a firm."""
    found: list[Candidate] = []
    for index in doc.marks(_COMMAS):
        if not 0 < index < len(doc.tokens) - 1 or doc.mark(index) == "(":
            continue
        after = index + 1
        which = (
            doc.language == "he"
            and doc.tokens[after].key[:1] == "\u05e9"
            and (("cverb" in doc.labels[after] and _feminine(doc, after)) or "ofafirm" in doc.labels[after])
        )
        kind = doc.is_label(after, "company") and not doc.is_label(after, "role")
        if not which and not kind:
            continue
        start = back(doc, index)
        if start < index:
            found += _make(doc, start, index, "apposition", 0.6 if kind else 0.5)
    return found
