"""Companies by what their names end in: a legal form, or a word for their business."""

from __future__ import annotations

from tui.entities.bounded import LANGUAGES
from tui.entities.companies import HEBREW_AND, OFFICE, name_word
from tui.entities.document import Candidate, Document
from tui.entities.families import PARTICLES
from tui.entities.heads import INFLECTED, ORDINARY_ENDS, transcribed
from tui.entities.names import possible
from tui.entities.normalise import words_of
from tui.entities.rules import cuts_of
from tui.entities.tokens import ZWNJ

_ARTICLE = "\u0627\u0644"

_PLURAL_VERB = "\u0648\u0627"


_BELONGING = words_of(
    "\u0645\u0645\u0644\u0648\u0643 \u0645\u0645\u0644\u0648\u0643\u0647 "
    "\u062a\u0627\u0628\u0639 \u062a\u0627\u0628\u0639\u0647"
)


def _start(doc: Document, index: int, edge: int, label: str) -> int:
    """The first word of a name that a tail word or legal form at ``index`` ends; ``edge`` if there is none."""
    start = edge
    while start > 0 and edge - start < 4 and doc.same_sentence(start - 1, index):
        token = doc.tokens[start - 1]
        if not token.word or not name_word(doc, start - 1):
            break
        if doc.is_label(start - 1, "company") and not doc.is_label(start - 1, "tail"):
            break
        if "common" in doc.labels[start - 1] and start == edge and label == "tail" and doc.language != "ar":
            break
        start -= 1
        if not token.key.startswith((_ARTICLE, "\u0644\u0644", "\u0648" + _ARTICLE)):
            before = doc.tokens[start - 1] if start else None
            if doc.tokens[edge - 1].key.startswith(_ARTICLE) and start == edge - 1 and before is not None:
                continue
            if before is not None and before.key in PARTICLES:
                continue  # Abu Qir
            if doc.language != "ar" and doc.is_label(start, "tail"):
                continue  # "Name Textile Mills": what stands before a tail word is the name
            if doc.language == "ar" and transcribed(doc, edge) and transcribed(doc, start - 1):
                continue  # Kensho Heavy Industries
            break
    if label == "legal":
        return _after_head(doc, edge, start)
    if doc.language == "ur" and start == edge - 1:
        return _urdu_start(doc, edge)
    if doc.language == "ar" and start == edge - 1 and "geo" in doc.labels[start] and start:
        ordinary = not doc.labels[start - 1].keys() - {"derived"}
        return start - (ordinary and doc.tokens[start - 1].kind == "w" and doc.gap(start) == " ")  # Delta of Egypt
    return start


def find_tailed(doc: Document) -> list[Candidate]:
    """Names that end in a tail word or a legal form: the words before belong to them."""
    found: list[Candidate] = []
    if doc.language in LANGUAGES:
        return found  # see headed.py
    for index in doc.having("legal", "tail"):
        labels = doc.labels[index]
        if doc.tokens[index].script not in ("A", "H"):
            continue
        label = "legal" if "legal" in labels else "tail"
        if label == "tail" and doc.tokens[index].glue == ZWNJ:
            continue
        edge = index - 1 if doc.mark(index - 1) == "(" else index
        start = _start(doc, index, edge, label)
        weak = doc.language == "he" and label == "tail" and start < edge and _plain(doc, start)
        if label == "tail" and any("org" in doc.labels[i] for i in range(start, edge)):
            continue
        if start >= edge or (label == "tail" and _for_a_purpose(doc, start, edge)):
            continue
        last = edge if edge != index else labels[label]
        if label == "tail" and doc.language == "ar" and _qualified(doc, last):
            last += 1
        while doc.language == "ar" and _conjoined(doc, last):
            last += 1
        weight = 0.85 if label == "legal" else 0.6
        if label == "tail" and doc.language == "ar" and "derived" in doc.labels[start] and edge - start == 1:
            foreign = doc.foreign(start) >= 1 or not doc.tokens[edge].key.startswith("\u0644")
            weight = 0.6 if foreign or doc.quoted(start - 1) == last or not _verbal_noun(doc, start) else 0.5
        if weak:
            weight = 0.5
        evidence = {label: weight, "name": 0.3}
        if doc.language == "ar" and (doc.is_label(start - 1, "cverb") or doc.is_label(last, "cverb")):
            evidence["verb"] = 0.4
        begin = doc.bare(start, _taken_off(doc, start))
        found.append(Candidate(start, last, begin, doc.tokens[last - 1].end, "company", evidence))
    return found


def _urdu_start(doc: Document, edge: int) -> int:
    """Where an Urdu name begins before its tail word: unknown words, or up to two ordinary ones after a small word."""
    start = edge - 1
    if not _ordinary(doc, start):
        while start and _goes_before(doc, start - 1, edge) and not _ordinary(doc, start - 1):
            start -= 1
        return start
    before = start - 1
    if before < 0 or not _goes_before(doc, before, edge):
        return start
    return start if before and _goes_before(doc, before - 1, edge) else before


def _verbal_noun(doc: Document, index: int) -> bool:
    """Whether an Arabic word may be the name of an action, for which there is a purpose: a project for energy."""
    token = doc.tokens[index]
    return token.key.startswith(("\u062a", "\u0645", "\u0627", "\u064a")) or token.key.endswith(
        ("\u0647", "\u0627\u062a")
    )


def _conjoined(doc: Document, index: int) -> bool:
    """Whether a second business is joined to the first: for engineering and building."""
    if index >= len(doc.tokens) or not doc.same_sentence(index - 1, index) or doc.gap(index) != " ":
        return False
    return doc.tokens[index].key.startswith("\u0648\u0627\u0644") and doc.tokens[index - 1].key.startswith(
        "\u0644\u0644"
    )


def _ordinary(doc: Document, index: int) -> bool:
    return not {"word", "derived", "common"}.isdisjoint(doc.labels[index])


def _goes_before(doc: Document, index: int, edge: int) -> bool:
    """Whether a word may be part of a name that ends at ``edge``."""
    token = doc.tokens[index]
    if not token.word or not doc.same_sentence(index, edge) or not name_word(doc, index):
        return False
    return doc.labels[index].keys().isdisjoint(("company", "geo", "adj", "place"))


def _plain(doc: Document, index: int) -> bool:
    found = doc.labels[index]
    return bool(found) and not found.keys() - {"word", "derived"}


def _after_head(doc: Document, edge: int, start: int) -> int:
    """Where a name begins that a legal form closes: after its head word, if one stands near."""
    for index in range(edge - 1, max(edge - 6, 0), -1):
        if not doc.tokens[index].word or not doc.same_sentence(index, edge) or not name_word(doc, index):
            break
        if any(doc.labels[back].get("company") == index for back in range(max(index - 3, 0), index)):
            return index
    return start


def _for_a_purpose(doc: Document, start: int, edge: int) -> bool:
    """Whether an Arabic noun or adjective is only completed by a purpose: a plan for training, a bed for patients."""
    if doc.language != "ar":
        return False
    if doc.tokens[edge].key.startswith(_ARTICLE) and doc.tokens[edge].key.endswith("\u064a\u0647"):
        ordinary = not {"common", "word", "stop", "product", "place", "role"}.isdisjoint(doc.labels[start])
        return ordinary or doc.tokens[start].key.startswith(_ARTICLE)  # financial incentives
    if not doc.tokens[edge].key.startswith("\u0644\u0644"):
        return False
    if edge - start > 1:
        return not doc.tokens[start].key.startswith(_ARTICLE) and doc.tokens[start].text.endswith(_PLURAL_VERB)
    headed = any(doc.labels[i].get("company") == start for i in range(max(start - 3, 0), start))
    headed = headed or (start > 0 and doc.tokens[start - 1].key.endswith(OFFICE))
    agrees = doc.tokens[start].text.endswith(ORDINARY_ENDS[0])
    if headed:
        return agrees and bool(doc.labels[start].keys() & {"common", "adj"})
    plain = doc.labels[start].keys() & {"common", "adj", "stop", "product", "place", "role", "word"}
    derived = "derived" in doc.labels[start] and doc.rules.words.nominal(doc.tokens[start].key)
    ends = doc.tokens[start].text.endswith(INFLECTED)
    if not plain and doc.labels[start].keys() == {"derived"} and doc.tokens[start].key.startswith(_ARTICLE):
        return False  # al-Zawra for energy
    return bool(plain) or (ends and bool(doc.labels[start])) or not (derived or possible(doc, start, first=True))


def _qualified(doc: Document, index: int) -> bool:
    """Whether the kind of business before has an adjective: for financial technology."""
    if not doc.same_sentence(index - 1, index) or not doc.gap(index).isspace():
        return False
    key, labels = doc.tokens[index].key, doc.labels[index]
    agrees = key.startswith(_ARTICLE) and key.endswith(("\u064a\u0647", "\u064a", "\u0647"))
    return (
        agrees
        and doc.tokens[index - 1].key.startswith("\u0644\u0644")
        and not labels.keys() & {"common", "role", "adj", "stop"}
    )


def _taken_off(doc: Document, start: int) -> int:
    """How many proclitic letters stand before a name: those after "owned", or without which it stands elsewhere."""
    word = doc.tokens[start].key
    if doc.language == "he" and len(word) > 3 and word[0] == HEBREW_AND and word[1] != HEBREW_AND:
        return 1  # hardly a Hebrew name begins with a single vav
    if doc.language == "ar" and word[0] == "\u0644" and len(word) > 4 and not doc.labels[start]:
        before = doc.labels[start - 1] if start else {}
        if "role" in before or "adj" in before or doc.letters.score(word[1:]) > doc.foreign(start) + 1:
            return 1  # the general manager of X
    for letters, rest in cuts_of(doc.tokens[start]):
        belongs = start > 0 and doc.tokens[start - 1].key.removeprefix(_ARTICLE) in _BELONGING
        if len(rest) > 2 and (belongs or doc.places_of(rest)):
            return letters
    return 0
