"""Names in Latin and Cyrillic text: capital runs are cheap, so the work is to say what each is."""

from __future__ import annotations

from itertools import pairwise

from tui.entities.document import TITLE, Candidate, Document
from tui.entities.normalise import serbian_stems, words_of
from tui.entities.people import Slot
from tui.entities.runs import PARTICLES, runs

_COMMA = ","

Span = tuple[int, int]
_ADVERBS = words_of("just also has had have will would already now then later reportedly recently since still is was")
_AND = words_of("and i und et ve y e \u0438")
_WHO = words_of("who whom")
_OF_A_FIRM = ("role", "poss", "company", "product")
"""What a firm has: whose chairman, whose shares."""
_AT = words_of("of at for")
_BUSINESS = words_of(
    "executive ceo cfo coo cto founder cofounder co-founder chairman chairwoman owner boss shareholder"
)
_PUBLIC = words_of("mayor president minister king queen bishop governor senator secretary")
_OF_FIRMS_TOO = words_of(
    "rival rivals partner sponsor supplier competitor owner operator producer developer publisher investor broker "
    "maker manufacturer leader subsidiary parent landlord plaintiff defendant"
)
"""Roles of firms as well as of people."""
_LISTED = 0.6
"""The least weight of a run that begins with a listed given name."""
_PREPOSITIONS = words_of("in near at from to via around across outside u iz kod kraj do na bei aus nach dans en a vers")


def title_case(doc: Document, sentence: int) -> bool:
    """Whether a headline capitalises its common words, so that capitals say nothing."""
    span = doc.sentences[sentence]
    words = [t for t in doc.tokens[span.first : span.last] if t.script in ("L", "C") and t.word and len(t.text) > 3]
    return len(words) >= 4 and sum(t.capital for t in words) >= 0.75 * len(words)


def _plain(doc: Document, index: int) -> bool:
    """A capitalised word at the start of a sentence that is an ordinary word."""
    token = doc.tokens[index]
    return token.first and (
        token.key in doc.lower or doc.is_label(index, "stop", "adj", "cverb", "common") or _noun(doc, index)
    )


def _noun(doc: Document, index: int) -> bool:
    found = doc.labels[index]
    return any(label in found for label in ("role", "company", "product", "publication")) and not doc.is_given(index)


def _trim(doc: Document, start: int, end: int) -> tuple[int, int, Slot | None]:
    """Take titles, nationalities and sentence openers off the front; months and the like make it empty."""
    slot: Slot | None = None
    while start < end:
        labels = doc.labels[start]
        token = doc.tokens[start]
        honorific = labels.get("honorific", 0)
        role = labels.get("role", 0)
        size = max(honorific, role)
        if size and (size < end or (size == end and honorific)) and not (token.first and size == end):
            kind = "title"
            span = None if honorific >= role else (token.start, doc.tokens[size - 1].end)
            slot = Slot(kind, 0.75, span)
            start = size + 1 if doc.mark(size) == "." else size
            continue
        if "adj" in labels and not doc.is_given(start) and start + 1 < end:
            start += 1
            continue
        if token.first and start + 1 < end and _plain(doc, start) and not _named_by_form(doc, start, end):
            start += 1
            continue
        if doc.language == "sr" and token.first and "company" in labels and start + 1 < end and "tail" not in labels:
            start += 1
            continue
        if "month" in labels and start + 1 < end:
            start += 1
            continue
        break
    return start, end, slot


def _named_by_form(doc: Document, start: int, end: int) -> bool:
    """A first word of the sentence that is ordinary, but opens a name with legal form or tail word: keep it."""
    return (
        end - start >= 2
        and any({"legal", "tail", "org"} & doc.labels[i].keys() for i in range(end - 1, end))
        and not doc.is_label(start, "stop", "cverb")
    )


def _last_labels(doc: Document, start: int, end: int) -> set[str]:
    labels: set[str] = set()
    for index in range(start, end):
        for label, stop in doc.labels[index].items():
            if stop == end and (index > start or label in ("org", "place", "geo", "month")):
                labels.add(label)
    return labels


def _slots_before(doc: Document, start: int) -> dict[str, tuple[int, int]]:
    """Labelled phrases that end right before ``start`` (one article, adjective or quote mark may lie between)."""
    found: dict[str, tuple[int, int]] = {}
    for back in range(1, 6):
        index = start - back
        if index < 0 or not doc.same_sentence(index, start):
            break
        for label, stop in doc.labels[index].items():
            between = range(stop, start)
            if (
                stop <= start
                and len(between) <= 2
                and all(
                    doc.tokens[i].key in ("the", "a", "an", "der", "die", "das", "le", "la", "les", "l")
                    or doc.mark(i) in ("\u201c", '"', "\u201e", "\u00ab")
                    or doc.is_label(i, "adj")
                    for i in between
                )
            ):
                found.setdefault(label, (index, stop))
    return found


def _after(doc: Document, end: int, evidence: dict[str, float], person: dict[str, float]) -> tuple[int, int] | None:
    """Evidence after a run; the span of a person's role if one is given in apposition."""
    labels = doc.labels[end] if end < len(doc.tokens) and doc.same_sentence(end - 1, end) else {}
    if not labels.keys() & {"cverb", "speech"} and doc.same_sentence(end, end + 1) and doc.tokens[end].key in _ADVERBS:
        labels = doc.labels[end + 1]
    if doc.tokens[end - 1].possessive:
        if "poss" in labels:
            evidence["possessive"] = 0.5
        return None
    if doc.language == "sr" and doc.same_sentence(end, end + 1) and doc.tokens[end].key in ("je", "se", "su", "nije"):
        labels = {**doc.labels[end + 1]}
    if "cverb" in labels:
        evidence["verb"] = 0.4
    if "speech" in labels:
        person["speech"] = 0.5
        following = labels["speech"]
        if following < len(doc.tokens) and doc.tokens[following].key in ("it", "its"):
            evidence["verb"] = 0.45
    mark = doc.mark(end)
    if mark not in (_COMMA, "(", "\u2013", "\u2014"):
        if "role" in labels and doc.language in ("tr",):
            person["apposition"] = 0.5
        return None
    inside = doc.tokens[end + 1] if end + 1 < len(doc.tokens) else None
    if inside is None or not doc.same_sentence(end, end + 1):
        return None
    if inside.key == "whose" and doc.is_label(end + 2, *_OF_A_FIRM):
        evidence["apposition"] = 0.6
        return None
    if inside.key in _WHO:
        person["apposition"] = 0.6
        return None
    if doc.is_label(end + 1, "ofafirm"):
        evidence["apposition"] = 0.6
        return None
    if inside.kind == "n" and len(inside.text) == 2 and doc.mark(end + 2) in (",", ")"):
        person["age"] = 0.75
        return _apposition(doc, end + 3, person, evidence)
    return _apposition(doc, end + 1, person, evidence)


def _apposition(
    doc: Document, start: int, person: dict[str, float], company: dict[str, float]
) -> tuple[int, int] | None:
    """What a phrase after a comma says: a person's role, or the kind of a company."""
    last = start
    while last < len(doc.tokens) and doc.same_sentence(start - 1, last) and last - start < 14:
        if doc.tokens[last].kind == "p" and doc.tokens[last].text not in "&-'\u2019":
            break
        if last > start and doc.is_label(last, "speech", "cverb") and not doc.is_label(last, "role", "company"):
            break
        last += 1
    head_end = min(last, start + 7)
    for index in range(start, head_end):
        labels = doc.labels[index]
        if "role" in labels or ("honorific" in labels and not doc.tokens[index].capital):
            if doc.tokens[index].possessive:
                continue
            if doc.tokens[index].key in _OF_FIRMS_TOO:
                company.setdefault("apposition", 0.5)
                return None
            person["apposition"] = 0.75
            return doc.tokens[start].start, doc.tokens[last - 1].end
        if "company" in labels and labels["company"] <= last:
            following = labels["company"]
            if following < last and doc.is_label(following, "role"):
                continue
            company["apposition"] = 0.75
            return None
        if index > start + 1 and doc.tokens[index].key in ("who", "which", "that", "of", "in", "koji", "koja"):
            break
    return None


def grammar_of(doc: Document, start: int, end: int) -> float:
    """The weight of a run by its own words."""
    words = [i for i in range(start, end) if doc.tokens[i].word and doc.tokens[i].key not in PARTICLES]
    if not words:
        return 0.0
    keys = serbian_stems(doc.tokens[words[0]].key) if doc.language == "sr" else (doc.tokens[words[0]].key,)
    listed = any(doc.given_gender(k) for k in keys)
    if len(words) == 1:
        return 0.35 if listed else 0.2
    if len(words) > 4:
        return 0.0
    return 0.68 if listed else 0.42


def classify(doc: Document, start: int, end: int, slot: Slot | None) -> list[Candidate]:
    """Candidates for one capital run: person, company or other, with the evidence for each."""
    labels = _last_labels(doc, start, end)
    company, person, role = _evidence(doc, start, end, slot, labels)
    size = end - start
    firm = labels & {"legal", "tail"} or "company" in company
    if (labels & {"month", "geo"} and size == 1) or (labels & {"geo"} and not firm):
        return []
    start_offset, end_offset = doc.tokens[start].start, doc.tokens[end - 1].end

    def make(kind: str, evidence: dict[str, float], span: Span | None = None) -> Candidate:
        return Candidate(start, end, start_offset, end_offset, kind, evidence, role=span)  # type: ignore[arg-type]

    other = _other(doc, start, end, labels, "title" in person)
    if other is not None:
        kind, sign = other
        return [make(kind, {sign: 0.7 if sign in ("publication", "product") else 0.8, "capital": 0.3})]
    found = []
    if size == 1 and not person.keys() & {"title", "age"}:
        person.pop("grammar", None)
    if person and (size > 1 or person.keys() & {"title", "age"}):
        found.append(make("person", person, role))
    if set(company) - {"capital"} or (size == 1 and "capital" in company):
        found.append(make("company", company))
    return found


def _evidence(
    doc: Document, start: int, end: int, slot: Slot | None, labels: set[str]
) -> tuple[dict[str, float], dict[str, float], Span | None]:
    """What speaks for a company, what for a person, and the span of the person's role if one is given."""
    company: dict[str, float] = {sign: weight for sign, weight in (("legal", 0.9), ("tail", 0.6)) if sign in labels}
    person: dict[str, float] = {} if slot is None else {"title": slot.weight}
    role = slot.role if slot else None
    before = _slots_before(doc, start)
    for label, weight in (("company", 0.7), ("cslot", 0.45), ("cverb", 0.25)):
        if label in before:
            company[label] = weight
    for label, weight in (("role", 0.7), ("honorific", 0.75), ("speech", 0.4), ("attrib", 0.35)):
        if label in before:
            person["title" if label in ("role", "honorific") else "speech"] = weight
    role = role or _span(doc, before.get("role"))
    if doc.mark(start - 1) == _COMMA:
        apposed = _slots_before(doc, start - 1).get("role")
        if apposed and doc.tokens[apposed[0]].key in _OF_FIRMS_TOO and grammar_of(doc, start, end) < _LISTED:
            company["apposition"] = 0.6
            apposed = None
        if apposed:
            person["title"] = 0.6
            role = role or _span(doc, apposed)
    after = _after(doc, end, company, person)  # adds to the evidence even where the role is known
    role = role or after
    grammar = grammar_of(doc, start, end)
    if grammar and "legal" not in labels:
        person["grammar"] = grammar
    plain = not (labels or company or doc.tokens[start].first)
    if plain and doc.language != "en" and grammar >= _LISTED and end - start in (2, 3):
        person["given"] = 0.3
    unknown = not doc.labels[start] and doc.tokens[start].key not in doc.lower
    if not doc.tokens[start].first or end - start > 1 or (unknown and doc.language == "en"):
        company["capital"] = 0.3
    employer = _employer(doc, start)
    if employer:
        company["employer"] = employer
    if end - start > 1 and grammar < _LISTED:
        _alone_elsewhere(doc, start, end, company, person)
    if doc.language == "de" and slot is None and grammar < 0.6:  # German writes every noun with a capital
        person.pop("grammar", None)
        company.pop("capital", None)
    return company, person, role


def _employer(doc: Document, start: int) -> float:
    """The weight of a word for work before a name: chief executive of X, an engineer at X."""
    if start < 2 or doc.tokens[start - 1].key not in _AT:
        return 0.0
    for back in range(2, 6):
        index = start - back
        if index < 0 or not doc.same_sentence(index, start):
            return 0.0
        if doc.labels[index].get("role") == start - 1:
            words = doc.tokens[index].key
            business = doc.tokens[start - 1].key == "at" or any(
                doc.tokens[i].key in _BUSINESS for i in range(index, start - 1)
            )
            return 0.6 if business and words not in _PUBLIC else 0.0
    return 0.0


def _alone_elsewhere(doc: Document, start: int, end: int, company: dict[str, float], person: dict[str, float]) -> None:
    """People are called by their last word later on, firms by their first."""
    last = _stands_alone(doc, end - 1, range(start, end))
    first = _stands_alone(doc, start, range(start, end))
    if last and not doc.labels[end - 1].keys() & {"tail", "legal", "org", "place"}:
        person["again"] = 0.5
    elif first:
        company["again"] = 0.6


def _stands_alone(doc: Document, index: int, own: range) -> bool:
    """Whether a capitalised word occurs without another beside it, and never begins a sentence only."""
    for place in doc.places_of(doc.tokens[index].key):
        token = doc.tokens[place]
        beside = [i for i in (place - 1, place + 1) if doc.same_sentence(place, i) and doc.tokens[i].capital]
        if place not in own and token.capital and not beside:
            return True
    return False


def _span(doc: Document, tokens: tuple[int, int] | None) -> Span | None:
    return (doc.tokens[tokens[0]].start, doc.tokens[tokens[1] - 1].end) if tokens else None


def _other(doc: Document, start: int, end: int, labels: set[str], titled: bool) -> tuple[str, str] | None:
    """What the run is if it is neither company nor person, with the sign that says so."""
    head = doc.labels[start]
    before = _slots_before(doc, start)
    several = end - start > 1
    if ("org" in labels or head.get("org", end) < end) and "legal" not in labels and not titled:
        return "organization", "org"
    if "place" in labels and not labels & {"legal", "tail"} and not titled and several and "company" not in before:
        return "product", "place"
    if ("publication" in labels and several) or "publication" in before:
        return "publication", "publication"
    if ("product" in labels and several and not titled) or ("product" in before and "company" not in before):
        return "product", "product"
    return None


def find_capitals(doc: Document) -> list[Candidate]:
    """Candidates from all capital runs of a Latin or Cyrillic text."""
    found: list[Candidate] = []
    skip = {i for i in range(len(doc.sentences)) if title_case(doc, i) and doc.region(doc.sentences[i].start) == TITLE}
    for begin, stop in runs(doc):
        if doc.tokens[begin].sentence in skip:
            continue
        start, end, slot = _trim(doc, begin, stop)
        before = _slots_before(doc, start)
        if end - start > 2 and "company" in before:
            given = next((i for i in range(start + 1, end - 1) if doc.is_given(i)), -1)
            if given > 0:  # "the firm Metalprom Darko Ilic": the firm, then the person
                found += classify(doc, start, given, slot)
                start, slot = given, Slot("title", 0.6)
        if start >= end or not doc.tokens[start].word:
            continue
        lone = end - start == 1
        if lone and _plain(doc, start) and slot is None:
            continue
        if lone and doc.is_label(start, "stop", "adj", "month", "geo") and not doc.is_label(start, "legal"):
            continue
        if lone and doc.is_label(start, "role", "company", "org", "honorific", "publication") and slot is None:
            continue
        placed = start > 0 and doc.tokens[start - 1].key in _PREPOSITIONS and not doc.tokens[start].possessive
        if lone and placed and slot is None and "cslot" not in before:
            continue
        found += classify(doc, start, end, slot)
    _listed_together(doc, found)
    return found


def _listed_together(doc: Document, found: list[Candidate]) -> None:
    """A full name beside a sure one, joined by *and* or a comma, is one too."""
    people = sorted((c for c in found if c.kind == "person" and c.last - c.first > 1), key=lambda c: c.first)
    for one, other in pairwise(people):
        between = range(one.last, other.first)
        joined = len(between) == 1 and (doc.tokens[one.last].key in _AND or doc.mark(one.last) == _COMMA)
        if joined and doc.same_sentence(one.first, other.first):
            for sure, doubtful in ((one, other), (other, one)):
                if sure.sure:
                    doubtful.evidence["list"] = 0.5
