"""Firms after a head word, and firms that a kind of business closes, in Hebrew, Persian and Urdu."""

from __future__ import annotations

from itertools import pairwise

from tui.entities.bounded import (
    LANGUAGES,
    affix,
    after_name,
    bound,
    conjoined,
    edge,
    glued,
    indefinite,
    lemma,
    prefixed,
    unit,
    unknown,
)
from tui.entities.companies import latin_run
from tui.entities.document import Candidate, Document
from tui.entities.normalise import words_of

_COMMAS = frozenset(",\u060c")
_THE = "\u05d4"
_BANKS = words_of("\u0628\u0627\u0646\u0643 \u05d1\u05e0\u05e7")
_LONGEST = 3
_KIND_OF = "\u064a"
"""What Persian makes adjectives with: the transport company."""
_VOWELS = "\u0627\u0648"
_THIS = words_of("\u0627\u064a\u0646 \u0622\u0646 \u0627\u0646 \u0627\u0633 \u0627\u0633\u064a")
"""This and that: what follows "this company" is no name."""
_NEVER = ("role", "honorific", "speech", "attrib", "ergative", "stop", "month", "legal")


def units(doc: Document, start: int) -> list[int]:
    """The ends of the whole words from ``start`` up to the next edge; one more than the longest name if they go on."""
    ends: list[int] = []
    position = start
    while len(ends) <= _LONGEST and position < len(doc.tokens):
        if ends and bound(doc, position):
            break
        position = unit(doc, position)
        ends.append(position)
    return ends


def novel(doc: Document, start: int, end: int) -> bool:
    """Whether a run holds a word that is in no list of the language."""
    return any(
        unknown(doc, i) or (not doc.labels[i].keys() - {"derived"} and doc.foreign(i) >= 2) for i in range(start, end)
    )


def repeated(doc: Document, start: int, end: int) -> bool:
    """Whether the words of a run stand somewhere else in the text too."""
    keys = [token.key for token in doc.tokens[start:end]]
    return any(
        place != start and [token.key for token in doc.tokens[place : place + len(keys)]] == keys
        for place in doc.places_of(keys[0])
    )


def described(doc: Document, start: int) -> int:
    """Past the words that only say what kind of firm it is, if a name still follows."""
    position = start
    while position < start + 4 and position < len(doc.tokens) and doc.tokens[position].word:
        following = unit(doc, position)
        if following >= len(doc.tokens) or bound(doc, following):
            break
        found, word = doc.labels[position], doc.tokens[position].key
        nested = found.get("company", 0) == following
        kind = doc.language == "fa" and word.endswith(_KIND_OF) and "word" in found and word[-2] not in _VOWELS
        definite = doc.language == "he" and word.startswith(_THE) and len(word) > 3 and not doc.is_given(position)
        made_of = (
            doc.language == "he"
            and doc.labels[position].keys() & {"word", "common", "derived"}
            and doc.tokens[following].key.startswith(_THE)
            and doc.labels[following]
            and not bound(doc, unit(doc, following))
        )
        if not (nested or kind or definite or made_of or "adj" in found):
            break
        position = following
    return position


def find_after_heads(doc: Document) -> list[Candidate]:
    """The name after the head word of a firm: the company X."""
    found: list[Candidate] = []
    if doc.language not in LANGUAGES:
        return found
    for index in doc.having("company"):
        head = doc.labels[index]["company"]
        if doc.tokens[index].script not in ("A", "H") or "org" in doc.labels[index]:
            continue
        if head >= len(doc.tokens) or not doc.same_sentence(index, head) or doc.quoted(head) > 0 or _shut(doc, head):
            continue
        if index and doc.tokens[index - 1].key in _THIS and doc.same_sentence(index - 1, index):
            continue
        start = described(doc, head)
        found += _named(doc, index, start)
    return found


def _shut(doc: Document, head: int) -> bool:
    """Whether no name begins here; in Hebrew a word of a root may, if another completes it: pearls of the sea."""
    if not bound(doc, head):
        return False
    if doc.language != "he" or not doc.labels[head].keys() <= {"derived", "word"} or prefixed(doc, head):
        return True
    after = unit(doc, head)
    completed = after < len(doc.tokens) and doc.tokens[after].key.startswith(_THE) and doc.gap(after).isspace()
    return not (completed or not doc.labels[head] or glued(doc, head + 1) or not _word(doc, after))


def _word(doc: Document, index: int) -> bool:
    return index < len(doc.tokens) and doc.tokens[index].word and doc.same_sentence(index - 1, index)


def _named(doc: Document, index: int, start: int) -> list[Candidate]:
    """The candidate for a name that begins at ``start`` after the head at ``index``."""
    token = doc.tokens[start]
    if token.script == "L":
        end = latin_run(doc, start)
        return [_candidate(doc, start, end, {"designator": 0.75, "name": 0.4})] if token.capital else []
    if len(token.key) < 2 or doc.is_label(start, *_NEVER) or prefixed(doc, start):
        return []
    ends = units(doc, start)
    verb = doc.language == "fa" and ends[-1] < len(doc.tokens) and doc.is_label(ends[-1], "light")
    known = not novel(doc, start, ends[0])
    if len(ends) > _LONGEST:
        ends = _leading(doc, start, ends)
    elif verb and len(ends) > 1 and not novel(doc, ends[-2], ends[-1]):
        ends.pop()  # the noun of a verb: made a film
    elif verb and known:
        return []
    elif len(ends) == _LONGEST and not known and not novel(doc, ends[0], ends[2]):
        ends = _leading(doc, start, ends)  # what it does: of bank X the transfer of money
    if doc.language == "he":
        ends = _without_verb(doc, start, ends)
    start, end = _again(doc, start, ends) if known and not novel(doc, start, ends[-1]) else (start, ends[-1])
    if any(affix(doc, i) and doc.tokens[i].key[-1] != _KIND_OF for i in range(start, end)) and end - start == 2:
        return []
    if unit(doc, start) == end and indefinite(doc, start):
        return []
    evidence = _weights(doc, index, start, end, verb=verb)
    if doc.tokens[index].key in _BANKS and not (known and unit(doc, start) == end):
        start = index
    if doc.is_label(start - 1, "industry") and not repeated(doc, start, end):
        start -= 1
    return [_candidate(doc, start, _legal(doc, end), evidence)]


def _without_verb(doc: Document, start: int, ends: list[int]) -> list[int]:
    """In Hebrew the verb comes after its subject: an ordinary word after a name is part of it before a mark only."""
    own = novel(doc, start, ends[0]) or "family" in doc.labels[start] or doc.is_given(start)
    while len(ends) > 1 and own and _word(doc, ends[-1]):
        last = ends[-2]
        named = novel(doc, last, ends[-1]) or doc.is_label(last, "tail", "geo", "family") or doc.is_given(last)
        if named or doc.tokens[last].key.startswith(_THE):
            break
        ends = ends[:-1]
    return ends


def _leading(doc: Document, start: int, ends: list[int]) -> list[int]:
    """Of more words than a name has, those at the front that can only be a name; the first at least."""
    kept = [ends[0]]
    for before, end in pairwise(ends):
        if not (novel(doc, before, end) or doc.is_label(before, "tail", "geo") or doc.is_given(before)):
            break
        kept.append(end)
    return kept[:_LONGEST]


def _again(doc: Document, start: int, ends: list[int]) -> tuple[int, int]:
    """Of ordinary words those that stand together elsewhere in the text."""
    starts = [start, *ends[:-1]]
    for one in starts:
        if repeated(doc, one, ends[-1]) and not doc.labels[one].keys() & {"company", "org"}:
            return one, ends[-1]
    return start, ends[-1]


def _weights(doc: Document, index: int, start: int, end: int, *, verb: bool) -> dict[str, float]:
    if novel(doc, start, end) or (doc.is_given(start) and unit(doc, start) < end):
        return {"designator": 0.85 if doc.is_given(start) else 0.75, "name": 0.4}
    if doc.is_label(start, "common") and unit(doc, start) == end and not repeated(doc, start, end):
        return {"designator": 0.4, "name": 0.2}
    several = unit(doc, start) < end or doc.is_given(start) or "family" in doc.labels[start] or glued(doc, start + 1)
    closed = end >= len(doc.tokens) or after_name(doc, end)
    if doc.language == "fa" and closed and not doc.is_label(start, "common"):
        several = True
    loose = doc.language == "ur" or verb or (doc.language == "he" and _indefinite(doc, index))
    if loose or not several:
        evidence = {"designator": 0.55, "name": 0.2}
        if repeated(doc, start, end):
            evidence["again"] = 0.4
        return evidence
    return {"designator": 0.65, "name": 0.3}


def _indefinite(doc: Document, index: int) -> bool:
    """Whether a Hebrew head is not in the construct: a company, companies, the company."""
    word = doc.tokens[index].key
    return word.endswith(("\u05d4", "\u05d5\u05ea", "\u05d9\u05dd")) or word.startswith(_THE)


def _legal(doc: Document, end: int) -> int:
    """The end with a legal form, and a year in brackets before it."""
    after = end
    bracketed = doc.mark(after) == "(" and doc.mark(after + 2) == ")"
    if bracketed and doc.tokens[after + 1].kind == "n":
        after += 3
    if after < len(doc.tokens) and doc.same_sentence(end - 1, after) and "legal" in doc.labels[after]:
        return doc.labels[after]["legal"]
    return end


def _candidate(doc: Document, start: int, end: int, evidence: dict[str, float]) -> Candidate:
    letters = 1 if conjoined(doc, start) or (doc.language == "he" and prefixed(doc, start)) else 0
    return Candidate(start, end, doc.bare(start, letters), doc.tokens[end - 1].end, "company", evidence)


def find_before_tails(doc: Document) -> list[Candidate]:
    """Names that a kind of business or a legal form closes: X Mills, X Textiles Ltd, Smith, Jones and partners."""
    found: list[Candidate] = []
    if doc.language not in LANGUAGES:
        return found
    for index in doc.having("legal", "tail"):
        labels = doc.labels[index]
        label = "legal" if "legal" in labels else "tail"
        if doc.tokens[index].script not in ("A", "H") or glued(doc, index):
            continue
        at = index
        if label == "legal" and doc.mark(index - 1) == ")" and index > 3 and doc.tokens[index - 2].kind == "n":
            at = index - 3
        start = back(doc, at)
        start = _trimmed(doc, start, at)
        longer = label == "tail" and doc.labels[index - 1].get("tail", 0) > index
        if start >= at or longer:
            continue
        end = labels[label]
        while end < len(doc.tokens) and doc.gap(end) == " " and doc.is_label(end, "tail", "legal"):
            end = doc.labels[end].get("legal") or doc.labels[end]["tail"]
        if doc.language == "he" and bound(doc, end) is False and _completes(doc, end):
            end += 1
        evidence = _tailed(doc, start, at, end, label)
        if evidence:
            found.append(_candidate(doc, _partners(doc, start), end, evidence))
    return found


def _completes(doc: Document, index: int) -> bool:
    """Whether a Hebrew name ends in the place that completes it: marble stones of the Sharon."""
    definite = "geo" in doc.labels[index] or (doc.tokens[index].key.startswith(_THE) and lemma(doc, index) is False)
    return definite and after_name(doc, index + 1) and not doc.is_label(index, "adj")


def _trimmed(doc: Document, start: int, at: int) -> int:
    """Without the ordinary words at the front of a run that ends in what can only be a name."""
    following = unit(doc, start) if start < at else at
    while following < at:
        common = "common" in doc.labels[start] and doc.language != "he"
        if not common and not (lemma(doc, start) and novel(doc, following, at)):
            break
        start, following = following, unit(doc, following)
    return start


def _tailed(doc: Document, start: int, at: int, end: int, label: str) -> dict[str, float]:
    if label == "legal":
        return {"legal": 0.85, "name": 0.3}
    if doc.language == "he" and doc.tokens[start].key.startswith(_THE) and doc.labels[start]:
        return {}
    if doc.labels[start].keys() & {"company", "org", "adj", "role"} and not doc.labels[start].keys() & {"tail"}:
        return {}
    novelty = novel(doc, start, at) or "family" in doc.labels[start] or doc.is_given(start)
    own = (end > at + 1 or not lemma(doc, at)) and "common" not in doc.labels[
        at
    ]  # a word that only firms have in their names
    if novelty:
        return {"tail": 0.6, "name": 0.4} if own else {"tail": 0.5, "name": 0.3}
    if own and (end >= len(doc.tokens) or after_name(doc, end) or doc.is_label(end, "cverb") or bound(doc, end)):
        return {"tail": 0.6, "name": 0.3}
    again = doc.language != "fa" and repeated(doc, start, at)
    return {"tail": 0.5, "name": 0.2, "again": 0.4} if again else {}


def _partners(doc: Document, start: int) -> int:
    """Where a firm begins whose partners are named with commas between: Rotman, Azriel and partners."""
    while start > 1 and doc.mark(start - 1) in _COMMAS:
        before = start - 2
        while before > 0 and glued(doc, before):
            before -= 1
        front = before - 1
        single = before == 0 or edge(doc, front) or bool(doc.mark(front)) or doc.is_label(front, "company", "org")
        if not single or not (doc.is_given(before) or "family" in doc.labels[before] or unknown(doc, before)):
            break
        start = before
    return start


def back(doc: Document, end: int) -> int:
    """The first token of up to three whole words before ``end`` that stand between two edges; ``end`` if more do."""
    start, count = end, 0
    while start > 0 and count < _LONGEST:
        before = start - 1
        inside = doc.same_sentence(before, min(end, len(doc.tokens) - 1)) and doc.tokens[before].word
        if not inside or (_front_edge(doc, before) and not glued(doc, before)):
            break
        if count and prefixed(doc, before) and doc.tokens[before].key.startswith(_THE):
            break
        if not doc.gap(start).isspace() and not doc.tokens[start].glue and doc.mark(start) != "(":
            break
        start = before
        while start > 0 and glued(doc, start):
            start -= 1
        count += 1
        if conjoined(doc, start):
            return start
    if count == _LONGEST and start > 0 and doc.same_sentence(start - 1, start) and doc.tokens[start - 1].word:
        return start if _front_edge(doc, start - 1) else _near(doc, end)
    return start


def _near(doc: Document, end: int) -> int:
    """Of more words than a name has, the unknown ones right before ``end``."""
    start = end
    while end - start < _LONGEST and doc.same_sentence(start - 1, end - 1) and novel(doc, start - 1, start):
        start -= 1
    return start


def _front_edge(doc: Document, index: int) -> bool:
    head = "company" in doc.labels[index] and not doc.labels[index].keys() & {"tail"}
    verb = doc.language == "he" and "derived" in doc.labels[index] and not doc.is_given(index)
    return edge(doc, index) or head or verb
