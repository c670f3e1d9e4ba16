"""What speaks for a capital run being a person, a firm or something else: its own words and those around it."""

from __future__ import annotations

from tui.entities.document import Candidate, Document
from tui.entities.normalise import root, serbian_stems, words_of
from tui.entities.others import in_ic, other_kind
from tui.entities.ownwords import own_words, serbian_employer
from tui.entities.runs import GLUED, PARTICLES, SPLIT
from tui.entities.slots import Slot

COMMA = ","

Span = tuple[int, int]
_ADVERBS = words_of("just also has had have will would already now then later reportedly recently since still is was")
_WHO = words_of("who whom")
_OF_A_FIRM = ("role", "poss", "company", "product")
"""What a firm has: whose chairman, whose shares."""
_AT = words_of("of at for")
_BUSINESS = words_of(
    "executive ceo cfo coo cto founder cofounder co-founder chairman chairwoman owner boss shareholder director partner"
)
_PUBLIC = words_of("mayor president minister king queen bishop governor senator secretary")
_OF_FIRMS_TOO = words_of(
    "rival rivals partner sponsor supplier competitor owner operator producer developer publisher investor broker "
    "maker manufacturer leader subsidiary parent landlord plaintiff defendant auditor adviser advisor consultant "
    "lender shareholder distributor contractor client customer"
)
"""Roles of firms as well as of people."""
LISTED = 0.6
"""The least weight of a run that begins with a listed given name."""
_AUXILIARIES = words_of("will would is was are were has had have can could may might must should does did")
_ITS = words_of("its their the whose")
_ARTICLES = words_of("the a an der die das le la les l")
_QUOTES = frozenset('\u201c"\u201e\u00ab')


def _last_labels(doc: Document, start: int, end: int) -> set[str]:
    labels: set[str] = set()
    for index in range(start, end):
        lower = doc.language == "sr" and doc.tokens[index].text.islower()
        for label, stop in doc.labels[index].items():
            if lower and label not in ("tail", "legal"):
                continue
            if stop == end and (index > start or label in ("org", "place", "geo", "month")):
                labels.add(label)
    return labels


def slots_before(doc: Document, start: int) -> dict[str, tuple[int, int]]:
    """Labelled phrases that end right before ``start`` (one article, adjective or quote mark may lie between)."""
    found: dict[str, tuple[int, int]] = {}
    tokens = doc.tokens
    sentence = tokens[start].sentence if start < len(tokens) else -1
    for index in range(start - 1, max(start - 6, -1), -1):
        if tokens[index].sentence != sentence:
            break
        for label, stop in doc.labels[index].items():
            if start - 2 <= stop <= start and all(_between(doc, i) for i in range(stop, start)):
                found.setdefault(label, (index, stop))
    if doc.language == "fr" and doc.same_sentence(start - 1, start) and doc.tokens[start - 1].key.endswith("erie"):
        found.setdefault("company", (start - 1, start))  # cartonnerie, scierie
    return found


def _between(doc: Document, index: int) -> bool:
    """Whether a token may stand between a word and the name: an article, an adjective, a quote mark."""
    key = doc.tokens[index].key
    return key in _ARTICLES or key in _QUOTES or "adj" in doc.labels[index]


def _after(
    doc: Document, end: int, evidence: dict[str, float], person: dict[str, float], grammar: float
) -> tuple[int, int] | None:
    """Evidence after a run; the span of a person's role if one is given in apposition."""
    labels = doc.labels[end] if end < len(doc.tokens) and doc.same_sentence(end - 1, end) else {}
    if not labels.keys() & {"cverb", "speech"} and doc.same_sentence(end, end + 1) and doc.tokens[end].key in _ADVERBS:
        labels = doc.labels[end + 1]
    if doc.tokens[end - 1].possessive:
        if "poss" in labels:
            evidence["possessive"] = 0.5
        return None
    if "role" in labels and _role_of_a_name(doc, end, labels["role"]):
        evidence["roleafter"] = 0.5
    if doc.language == "sr" and doc.same_sentence(end, end + 1) and doc.tokens[end].key in ("je", "se", "su", "nije"):
        labels = {**doc.labels[end + 1]}
    if "cverb" in labels:
        evidence["verb"] = 0.4
        if doc.language == "en" and _by_a_share(doc, labels["cverb"]):
            evidence["move"] = 0.5
    if "speech" in labels:
        person["speech"] = 0.5
        following = labels["speech"]
        if following < len(doc.tokens) and doc.tokens[following].key in ("it", "its"):
            evidence["verb"] = 0.45
    mark = doc.mark(end)
    if mark not in (COMMA, "(", "\u2013", "\u2014"):
        if "role" in labels and doc.language in ("tr",):
            person["apposition"] = 0.5
        return None
    inside = doc.tokens[end + 1] if end + 1 < len(doc.tokens) else None
    if inside is None or not doc.same_sentence(end, end + 1):
        return None
    if inside.key == "whose" and doc.is_label(end + 2, *_OF_A_FIRM):
        evidence["apposition"] = 0.6
        return None
    if inside.key == "which" and mark == COMMA:
        evidence["which"] = 0.45
        return None
    if inside.key in _WHO:
        person["apposition"] = 0.6
        return None
    if doc.is_label(end + 1, "ofafirm"):
        evidence["apposition"] = 0.6
        return None
    if inside.kind == "n" and len(inside.text) == 2 and doc.mark(end + 2) in (",", ")"):
        person["age"] = 0.75
        return _apposition(doc, end + 3, person, evidence, grammar)
    role = _apposition(doc, end + 1, person, evidence, grammar)
    if role is None and "speech" in person and "apposition" not in evidence and inside.key in ("a", "an"):
        person["noun"] = 0.35  # said Keeley Robson, a receptionist in Leeds
    return role


def _by_a_share(doc: Document, index: int) -> bool:
    """Whether a share of hundred follows a verb: "lost 4 per cent", "rose 2.6%"."""
    for place in range(index, min(index + 3, len(doc.tokens) - 1)):
        if doc.tokens[place].kind == "n":
            return doc.tokens[place + 1].key in ("%", "per", "percent", "p")
    return False


def _apposition(
    doc: Document, start: int, person: dict[str, float], company: dict[str, float], grammar: float
) -> tuple[int, int] | None:
    """What a phrase after a comma says: a person's role, or the kind of a company."""
    last = start
    if doc.language == "sr" and doc.is_label(start, "speech", "cverb"):
        return None  # what somebody said of others
    while last < len(doc.tokens) and doc.same_sentence(start - 1, last) and last - start < 14:
        if doc.tokens[last].kind == "p" and doc.tokens[last].text not in "&-'\u2019":
            break
        if last > start and doc.is_label(last, "speech", "cverb") and not doc.is_label(last, "role", "company"):
            break
        if doc.language == "en" and doc.tokens[last].key in _AUXILIARIES:
            break
        last += 1
    head_end = min(last, start + 7)
    for index in range(start, head_end):
        labels = doc.labels[index]
        if "role" in labels or ("honorific" in labels and not doc.tokens[index].capital):
            if doc.tokens[index].possessive:
                continue
            if doc.tokens[index].key in _OF_FIRMS_TOO and not grammar >= LISTED:
                company.setdefault("apposition", 0.6 if grammar < LISTED else 0.5)
                return None
            head = labels.get("role", last)
            if doc.language == "en" and head < last and "company" in doc.labels[head]:
                company["apposition"] = 0.75  # the activist fund, the investor group
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
    listed = not doc.given.gender.keys().isdisjoint(keys)
    if doc.language == "sr" and len(words) > 1 and not listed:
        listed = in_ic(doc, words[-1]) and not doc.labels[words[0]]
    if len(words) == 1:
        return 0.35 if listed else 0.2
    if len(words) > 4:
        return 0.0
    return 0.68 if listed else 0.42


def classify(doc: Document, start: int, end: int, slot: Slot | None) -> list[Candidate]:
    """Candidates for one capital run: person, company or other, with the evidence for each."""
    labels = _last_labels(doc, start, end)
    before = slots_before(doc, start)
    grammar = grammar_of(doc, start, end)
    company, person, role = _evidence(doc, start, end, slot, labels, before, grammar)
    size = end - start
    firm = labels & {"legal", "tail"} or "company" in company
    if (labels & {"month", "geo"} and size == 1) or (labels & {"geo"} and not firm):
        return []
    start_offset, end_offset = doc.tokens[start].start, doc.tokens[end - 1].end

    def make(kind: str, evidence: dict[str, float], span: Span | None = None) -> Candidate:
        return Candidate(start, end, start_offset, end_offset, kind, evidence, role=span)  # type: ignore[arg-type]

    other = other_kind(
        doc,
        start,
        end,
        labels,
        before,
        titled="title" in person or "apposition" in company,
        listed=grammar >= LISTED,
    )
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
    doc: Document,
    start: int,
    end: int,
    slot: Slot | None,
    labels: set[str],
    before: dict[str, tuple[int, int]],
    grammar: float,
) -> tuple[dict[str, float], dict[str, float], Span | None]:
    """What speaks for a company, what for a person, and the span of the person's role if one is given."""
    company: dict[str, float] = {sign: weight for sign, weight in (("legal", 0.9), ("tail", 0.6)) if sign in labels}
    person: dict[str, float] = {"title": slot.weight} if slot is not None and slot.kind != GLUED else {}
    if slot is not None and slot.kind == GLUED:
        company["glued"] = 0.75
    said = _said_before(doc, start, before, company, person, grammar)
    role = slot.role if slot is not None and slot.role is not None else said
    after = _after(doc, end, company, person, grammar)  # adds to the evidence even where the role is known
    role = role or after
    if grammar and "legal" not in labels:
        person["grammar"] = grammar
    plain = not (labels or company.keys() - {"cverb"}) and not (doc.tokens[start].first and doc.labels[start])
    if plain and grammar >= LISTED and end - start in (2, 3):
        person["given"] = 0.3
    if grammar >= LISTED and not company.keys() & {"company", "legal", "tail"}:
        company.pop("apposition", None)  # "..., founded by Carla Ferrandi, the firm employs"
    if "speech" in person and grammar and end - start > 1 and company.keys() <= {"apposition", "capital"}:
        company.clear()
    own_words(doc, start, end, company, person)
    unknown = not doc.labels[start] and doc.tokens[start].key not in doc.lower
    if not doc.tokens[start].first or end - start > 1 or (unknown and doc.language == "en"):
        company["capital"] = 0.3
    employer = _employer(doc, start)
    if employer:
        company["employer"] = employer
    if end - start > 1 and grammar < LISTED:
        _alone_elsewhere(doc, start, end, company, person)
    if doc.language == "de" and slot is None and grammar < LISTED:  # German writes every noun with a capital
        person.pop("grammar", None)
        if not before.keys() & {"company", "cslot"} and (end - start == 1 or "tail" not in labels):
            company.pop("capital", None)
    if end - start == 1 and doc.is_given(start) and company.keys() <= {"capital", "verb", "again", "employer"}:
        company.clear()  # somebody's first name
    if doc.language == "sr" and end - start == 1:
        serbian_employer(doc, start, company, person, before)
    if slot is not None and slot.kind in (GLUED, SPLIT):
        (person if slot.kind == GLUED else company).clear()
        if slot.kind == GLUED:
            company.setdefault("capital", 0.3)
    return company, person, role


def _said_before(
    doc: Document,
    start: int,
    before: dict[str, tuple[int, int]],
    company: dict[str, float],
    person: dict[str, float],
    grammar: float,
) -> Span | None:
    """Evidence from the words before a run; the span of a role among them."""
    owned = doc.language == "sr" and "company" in before and doc.is_label(before["company"][0] - 1, "role")
    if owned and grammar >= LISTED:
        before = {label: place for label, place in before.items() if label not in ("company", "cslot")}
    for label, weight in (("company", 0.7), ("cslot", 0.6), ("cverb", 0.25)):
        if label in before:
            alone = label == "cslot" and doc.language == "de" and before[label][1] - before[label][0] == 1
            company[label] = 0.35 if alone else weight
    for label, weight in (("role", 0.7), ("honorific", 0.75), ("speech", 0.4), ("attrib", 0.35)):
        if label in before:
            person["title" if label in ("role", "honorific") else "speech"] = weight
    further = None if "role" in before else _role_of(doc, start)
    if further:
        person["title"] = 0.6
    role = _span(doc, before.get("role") or further)
    if doc.mark(start - 1) == COMMA:
        apposed = slots_before(doc, start - 1).get("role") or _role_of(doc, start - 1)
        if apposed and doc.tokens[apposed[0]].key in _OF_FIRMS_TOO and grammar < LISTED:
            company["apposition"] = 0.75 if doc.tokens[apposed[0] - 1].key in _ITS else 0.6
            apposed = None
        if apposed:
            person["title"] = 0.6
            role = role or _span(doc, apposed)
    return role


def _role_of(doc: Document, end: int) -> tuple[int, int] | None:
    """A role that is completed by words with a small letter: "head of growth", "professor of comparative law"."""
    if doc.language != "en":
        return None
    index = end - 1
    while index > 0 and end - index <= 3 and doc.tokens[index].text.islower() and not doc.labels[index].keys() & _STOPS:
        index -= 1
    if (
        index == end - 1
        or index < 1
        or doc.tokens[index].key not in ("of", "for")
        or not doc.same_sentence(index - 1, end - 1)
    ):
        return None
    for start in range(index - 1, max(index - 4, -1), -1):
        if doc.labels[start].get("role") == index:
            return start, end
    return None


_STOPS = frozenset({"stop", "speech", "cverb"})


def _role_of_a_name(doc: Document, index: int, end: int) -> bool:
    """Whether a role of business and then a name follow: Gobble founder Stacey Plumridge."""
    if not (end < len(doc.tokens) and doc.same_sentence(index, end) and doc.tokens[end].capital):
        return False
    return any(doc.tokens[i].key in _BUSINESS for i in range(index, end)) and doc.tokens[index].text.islower()


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
    last = stands_alone(doc, end - 1, range(start, end))
    first = stands_alone(doc, start, range(start, end))
    if last and not doc.labels[end - 1].keys() & {"tail", "legal", "org", "place"}:
        person["again"] = 0.5
    elif first:
        company["again"] = 0.6


def stands_alone(doc: Document, index: int, own: range) -> bool:
    """Whether a capitalised word occurs without another beside it, and never begins a sentence only."""
    word = doc.tokens[index].key
    for place in doc.places_of(root(word) if doc.language == "sr" else word):
        token = doc.tokens[place]
        beside = [i for i in (place - 1, place + 1) if doc.same_sentence(place, i) and doc.tokens[i].capital]
        if place not in own and token.capital and not beside:
            return True
    return False


def _span(doc: Document, tokens: tuple[int, int] | None) -> Span | None:
    return (doc.tokens[tokens[0]].start, doc.tokens[tokens[1] - 1].end) if tokens else None
