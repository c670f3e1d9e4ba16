"""Names in Latin and Cyrillic text: capital runs are cheap, so the work is to say what each is."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from tui.entities.document import TITLE, Candidate, Document
from tui.entities.evidence import COMMA, classify, slots_before, stands_alone
from tui.entities.normalise import root, words_of
from tui.entities.ownwords import PUBLIC, is_head, is_trade
from tui.entities.runs import GLUED, PARTICLES, SPLIT, compound, runs
from tui.entities.slots import Slot

_AND = words_of("and i und et ve y e \u0438")
_PREPOSITIONS = words_of("in near at from to via around across outside u iz kod kraj do na bei aus nach dans en a vers")
_IN_NAMES = words_of("old new great little big young grand petit petite vieux alte neue")
Part = tuple[int, int, Slot | None]


def title_case(doc: Document, sentence: int) -> bool:
    """Whether a headline capitalises its common words, so that capitals say nothing."""
    span = doc.sentences[sentence]
    words = [t for t in doc.tokens[span.first : span.last] if t.script in ("L", "C") and t.word and len(t.text) > 3]
    return len(words) >= 4 and sum(t.capital for t in words) >= 0.75 * len(words)


def _opens(doc: Document, index: int) -> bool:
    """Whether a word opens a sentence, or what is said after a colon."""
    token = doc.tokens[index]
    return (
        token.first or doc.mark(index - 1) == ":" or (bool(doc.mark(index - 1)) and doc.mark(index - 2) in (":", ","))
    )


def _plain(doc: Document, index: int) -> bool:
    """A capitalised word at the start of a sentence that is an ordinary word."""
    token = doc.tokens[index]
    return _opens(doc, index) and (
        token.key in doc.lower or doc.is_label(index, "stop", "adj", "cverb", "common") or _noun(doc, index)
    )


def _noun(doc: Document, index: int) -> bool:
    found = doc.labels[index]
    return any(label in found for label in ("role", "company", "product", "publication")) and not doc.is_given(index)


def _trim(doc: Document, start: int, end: int) -> Part:
    """Take titles, nationalities and sentence openers off the front; months and the like make it empty."""
    slot: Slot | None = None
    while start < end:
        labels = doc.labels[start]
        token = doc.tokens[start]
        if doc.language == "sr" and start + 1 < end and is_head(doc, start) and not _describes(doc, start):
            break
        honorific = labels.get("honorific", 0)
        role = labels.get("role", 0)
        size = max(honorific, role)
        if size and (size < end or (size == end and honorific)) and not (token.first and size == end):
            kind = "title"
            span = None if honorific >= role else (token.start, doc.tokens[size - 1].end)
            slot = Slot(kind, 0.75, span)
            start = size + 1 if doc.mark(size) == "." else size
            continue
        named = token.key in _IN_NAMES and not _opens(doc, start)  # "the spirits maker Old Quarry"
        whole = end - start == 2 and "tail" in doc.labels[end - 1] and not _opens(doc, start)  # Western Ferries
        if "adj" in labels and not named and not whole and not doc.is_given(start) and start + 1 < end:
            start += 1
            continue
        if start + 1 < end and _plain(doc, start) and not _named_by_form(doc, start, end) and not _paired(doc, start):
            start += 1
            continue
        if start + 1 < end and _describes(doc, start):
            start += 1
            continue
        if "month" in labels and start + 1 < end and not doc.is_given(start):
            start += 1
            continue
        break
    return start, end, slot


def _paired(doc: Document, start: int) -> bool:
    """Whether the same two words stand with capitals where no sentence opens: Foundry Row."""
    token, following = doc.tokens[start], doc.tokens[start + 1]
    if not doc.labels[start] or doc.is_label(start, "stop"):
        return False
    for place in doc.places_of(root(token.key) if doc.language == "sr" else token.key):
        other = doc.tokens[place]
        beside = doc.tokens[place + 1] if doc.same_sentence(place, place + 1) else None
        if other.capital and not other.first and beside is not None and beside.capital and beside.key == following.key:
            return True
    return False


def _describes(doc: Document, start: int) -> bool:
    """Whether a first word says what the name after it is: "Kompanija X", "Maschinenbauer X"."""
    labels = doc.labels[start]
    if doc.language == "sr":
        first = doc.tokens[start].first and "company" in labels and "tail" not in labels
        return first and (not is_trade(doc, start) or stands_alone(doc, start + 1, range(start, start + 2)))
    plain = doc.tokens[start].key in doc.rules.phrases
    if doc.language == "de" and is_head(doc, start):
        return False
    return doc.language == "de" and "company" in labels and (not plain or "tail" not in labels)


def _named_by_form(doc: Document, start: int, end: int) -> bool:
    """A first word of the sentence that is ordinary, but opens a name with legal form or tail word: keep it."""
    if doc.language in ("fr", "sr") and is_head(doc, start) and not _describes(doc, start):
        return True
    return (
        end - start >= 2
        and any({"legal", "tail", "org"} & doc.labels[i].keys() for i in range(end - 1, end))
        and not doc.is_label(start, "stop", "cverb")
    )


def _parts(doc: Document, begin: int, stop: int) -> Iterator[Part]:
    """The names that a run holds: "the firm Metalprom Darko Ilic" and "Metalprom-Chef Darko Ilic" are two."""
    joint = compound(doc, begin, stop)
    if joint > 0:
        yield begin, joint, Slot(GLUED, 0.6)
        label = "role" if "role" in doc.labels[joint] else "company"
        begin = joint + 1
        if begin >= stop:
            return
        slot = Slot("title", 0.75, (doc.tokens[joint].start, doc.tokens[joint].end)) if label == "role" else None
        yield begin, stop, slot
        return
    post = next((i for i in range(begin + 1, stop - 1) if "role" in doc.labels[i]), -1) if doc.language == "tr" else -1
    last = doc.labels[post]["role"] if post > 0 else -1
    if 0 < last < stop:  # "Sanayi Odasi Baskani Ibrahim Burkay": a body, a post, a person
        yield begin, post, None
        yield last, stop, Slot("title", 0.75, (doc.tokens[begin].start, doc.tokens[last - 1].end))
        return
    start, end, slot = _trim(doc, _german_head(doc, begin, stop), stop)
    given = _given_inside(doc, start, end)
    if given > 0:
        before = slots_before(doc, start)
        alone = doc.tokens[start].first and given - start == 1 and "company" not in before
        role = before.get("role")
        public = role is not None and doc.tokens[role[0]].key.startswith(PUBLIC)
        if not public and (not alone or doc.tokens[start].key in doc.lower):
            yield start, given, Slot(GLUED, 0.6) if role and doc.language == "sr" else slot
        span = (doc.tokens[role[0]].start, doc.tokens[given - 1].end) if role else None
        yield given, end, Slot(SPLIT, 0.6, span)
        return
    yield start, end, slot


def _feminine(doc: Document, index: int) -> bool:
    """Whether a Serbian word is the woman's form of a listed name: Mladena of Mladen."""
    word = doc.tokens[index].key
    return word.endswith("a") and bool(doc.given_gender(word[:-1]))


def _german_head(doc: Document, begin: int, stop: int) -> int:
    """After the last noun for a firm or a post in a German run: "Der Erfurter Solarmodulhersteller X"."""
    if doc.language != "de":
        return begin
    for index in range(stop - 2, begin, -1):
        labels = doc.labels[index]
        if labels.keys() & {"company", "role"} and "tail" not in labels and not doc.is_given(index):
            if is_head(doc, index):
                return index
            parted = doc.tokens[index].glue or doc.tokens[index + 1].glue or doc.mark(index - 1) == "&"
            if not parted:
                return index
    return begin


def _given_inside(doc: Document, start: int, end: int) -> int:
    """Where a person's name begins in a run that opens with something else, or -1."""
    if end - start < 3 or doc.is_given(start) or doc.tokens[start].key in PARTICLES:
        return -1
    if doc.labels[end - 1].keys() & {"legal", "tail", "org", "place", "product"}:
        return -1
    opens = doc.language == "en" and doc.tokens[start].first and doc.is_given(start + 1)
    if doc.language not in ("sr", "de") and not opens and "company" not in slots_before(doc, start):
        return -1
    units = [i for i in range(start + 1, end - 1) if not doc.tokens[i].glue]
    if doc.mark(end - 1) or any(doc.mark(i) for i in units):
        return -1
    last = max((i for i in (*units, end - 1) if not doc.tokens[i].glue), default=-1)
    givens = [i for i in units if doc.is_given(i) or (doc.language == "sr" and _feminine(doc, i))]
    return next((i for i in givens if i + 1 == last), givens[0] if givens else -1)


def find_capitals(doc: Document) -> list[Candidate]:
    """Candidates from all capital runs of a Latin or Cyrillic text."""
    found: list[Candidate] = []
    titles = [i for i, span in enumerate(doc.sentences) if doc.region(span.start) == TITLE]
    skip = {i for i in titles if title_case(doc, i)}
    for begin, stop in runs(doc):
        if doc.tokens[begin].sentence in skip:
            continue
        if doc.tokens[stop - 1].possessive and _capital_place(doc, stop):
            continue  # Robin Hood's Bay
        if "honorific" in doc.labels[stop - 1] and doc.mark(stop) == "." and doc.same_sentence(begin, stop + 1):
            continue  # Republican Sen. Buck Tillery
        quoted = doc.mark(begin - 1) and stop - begin > 1 and 0 < doc.quoted(begin - 1) <= stop + 2
        for start, end, slot in _parts(doc, begin, stop):
            if start < end and _brand(doc, start, end, found):
                continue
            if start < end and doc.tokens[start].word and not _no_name(doc, start, end, slot):
                found += [one for one in classify(doc, start, end, slot) if not (quoted and one.kind == "person")]
    _employed(doc, found)
    _listed_together(doc, found)
    return found


def _no_name(doc: Document, start: int, end: int, slot: Slot | None) -> bool:
    """Whether a lone capitalised word is plainly none: it opens a sentence, is a noun, a month, a place."""
    if end - start > 1 or (slot is not None and slot.kind == GLUED):
        return False
    if _plain(doc, start) and slot is None:
        return True
    if doc.is_label(start, "stop", "adj", "month", "geo") and not doc.is_label(start, "legal"):
        return True
    if doc.is_label(start, "role", "company", "org", "honorific", "publication") and slot is None:
        return True
    if _of_a_body(doc, start) or _town(doc, start):
        return True
    if _destination(doc, start):
        return False
    placed = start > 0 and doc.tokens[start - 1].key in _PREPOSITIONS and not doc.tokens[start].possessive
    return placed and slot is None and "cslot" not in slots_before(doc, start)


def _brand(doc: Document, start: int, end: int, found: list[Candidate]) -> bool:
    """Whether a possessive is the name itself, no noun being behind it: "Duddleston's was founded"."""
    token = doc.tokens[end - 1]
    if doc.language != "en" or not token.possessive or end - start > 2 or "stop" in doc.labels[start]:
        return False
    after = doc.tokens[end] if doc.same_sentence(start, end) else None
    verb = after is not None and (doc.is_label(end, "stop") or after.key in _IS)
    if not (after is None or after.kind == "p" or verb) or (after is not None and after.capital):
        return False
    if doc.is_given(start) or doc.labels[start].keys() & {"geo", "month", "place", "role"}:
        return False
    evidence = {"brand": 0.6, "capital": 0.3}
    found.append(Candidate(start, end, doc.tokens[start].start, token.end + 2, "company", evidence))
    return True


_IS = words_of("is was has had will would said says")


def _capital_place(doc: Document, index: int) -> bool:
    return doc.is_label(index, "place", "org") and doc.tokens[index].capital and doc.same_sentence(index - 1, index)


def _employed(doc: Document, found: list[Candidate]) -> None:
    """An unknown run of two words after "Lucinda May of" is a firm."""
    ends = {c.last for c in found if c.kind == "person" and c.sure}
    for one in found:
        joined = one.first > 1 and doc.tokens[one.first - 1].key in ("of", "at", "von", "bei") and one.first - 1 in ends
        weak = not one.evidence.keys() - {"grammar", "capital", "again", "speech"} and not doc.is_given(one.first)
        if joined and weak and one.last - one.first > 1 and doc.language in ("en", "de"):
            one.kind = "company"
            one.evidence = {"employer": 0.65, "capital": 0.3}


def _destination(doc: Document, start: int) -> bool:
    """Whether a Serbian word is where somebody went from a firm: presao iz Ikee u Norgord."""
    if doc.language != "sr" or not doc.same_sentence(start - 4, start) or doc.tokens[start - 1].key != "u":
        return False
    return doc.tokens[start - 3].key == "iz" and doc.tokens[start - 4].key in ("presao", "presla", "presli")


def _of_a_body(doc: Document, start: int) -> bool:
    """Whether a word closes the name of a body: Friends of Dunmere."""
    head = start - 2
    return (
        doc.language == "en"
        and head >= 0
        and doc.same_sentence(head, start)
        and doc.tokens[head + 1].key == "of"
        and doc.tokens[head].capital
        and not doc.labels[head].keys() & {"role", "honorific", "cslot", "stop"}
        and not doc.tokens[head].first
    )


def _town(doc: Document, start: int) -> bool:
    """Whether a word stands after *in* somewhere in the text, where no firm is meant: a place in no list."""
    word = doc.tokens[start].key
    for place in doc.places_of(word) if doc.language in ("en", "de", "fr") else ():
        before = place - 1
        if before > 0 and doc.tokens[before].key in _WHERE and doc.same_sentence(before, place):
            opened = doc.language != "en" or not doc.is_label(before - 1, "cslot", "poss", "cverb")
            alone = not (doc.same_sentence(place, place + 1) and doc.tokens[place + 1].capital)
            if opened and alone and doc.tokens[before - 1].key not in _HELD:
                return True
    return False


_WHERE = words_of("in near outside around nahe")
_HELD = words_of(
    "stake stakes shares share invest invested investment investors interest confidence anteil anteile beteiligung"
)


def _listed_together(doc: Document, found: list[Candidate]) -> None:
    """A full name beside a sure one, joined by *and* or a comma, is one too; a firm after "rivals X and" is one."""
    firms = sorted((c for c in found if c.kind == "company"), key=lambda c: c.first)
    for one, other in pairwise(firms):
        both = other.first - one.last == 1 and doc.tokens[one.last].key in _AND
        if both and doc.same_sentence(one.first, other.first) and one.evidence.keys() & {"company", "cslot"}:
            other.evidence.setdefault("list", 0.6)
    people = sorted((c for c in found if c.kind == "person" and c.last - c.first > 1), key=lambda c: c.first)
    for one, other in pairwise(people):
        between = range(one.last, other.first)
        joined = len(between) == 1 and (doc.tokens[one.last].key in _AND or doc.mark(one.last) == COMMA)
        if joined and doc.same_sentence(one.first, other.first):
            for sure, doubtful in ((one, other), (other, one)):
                if sure.sure:
                    doubtful.evidence["list"] = 0.5
