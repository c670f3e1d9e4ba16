"""Who works for which firm: "X, an engineer at Y", "the analyst at Y, X", "X of Y"; and whom a firm hired from which.

The words for what somebody does are those with the label ``role``; a firm must
stand right behind them or behind a word such as *at*.
"""

from __future__ import annotations

from collections.abc import Iterator

from tui.entities.facts import Fact, Named
from tui.entities.normalise import key
from tui.entities.wording import Clause, is_deputy, is_past
from tui.text import fold


def _keys(words: str) -> frozenset[str]:
    return frozenset(map(key, words.split()))


_AT = {
    "ar": _keys("\u0641\u064a \u0644\u062f\u0649 \u0628\u0627\u0633\u0645"),
    "en": _keys("at"),
    "fa": _keys("\u062f\u0631"),
    "sr": _keys("u"),
    "de": _keys("bei"),
    "fr": _keys("chez"),
}
_GLUED_AT = {"ar": "\u0628", "he": "\u05d1"}
_OF = {"en": _keys("of for"), "he": _keys("\u05e9\u05dc")}
_DIRECT = frozenset({"ar", "he", "fa", "sr"})
"""Languages in which the firm follows what somebody does without a word between."""
_FROM = key("\u0645\u0646")
_WITH = key("\u0644\u062f\u0649")
_ONCE = _keys("\u0643\u0627\u0646 \u0643\u0627\u0646\u062a")
_THAT_IS = _keys("\u0648\u0647\u0648 \u0648\u0647\u064a a an the \u05e9\u05d4\u05d5\u05d0 \u05e9\u05d4\u05d9\u05d0")
_WHO = _keys("\u06a9\u0647")
_OBJECT = key("\u05d0\u05ea")
_OWN = 4
_SOME = {"fa": 4, "he": 2, "sr": 3}
"""How many words what somebody does may have where the firm follows at once; one elsewhere."""
_WORDS = 5
"""How many words what somebody does may have."""
_VERBS = frozenset({"speech", "attrib", "cverb"})
_MOVING = ("go", "hire", "appoint", "deal", "dealt", "sell", "verb", "passive", "share")
_COMMAS = frozenset(",\u060c\u2013\u2014")


def find_staff(clause: Clause) -> Iterator[Fact]:
    """People of a sentence with the firms that they work for, or are said to have worked for."""
    people = any(one.kind == "person" for one in clause.named)
    for firm in clause.named if people else ():
        if firm.kind != "company":
            continue
        yield from _with(clause, firm)
        yield from _of(clause, firm)
        yield from _its_own(clause, firm)
        first, at = _before(clause, firm)
        start = _doing(clause, first, at)
        if start < 0:
            continue
        person = _apposed(clause, start, firm) or _following(clause, start, firm)
        if person is not None:
            kind = _kind(clause, start, firm)
            if kind:
                yield clause.fact(person, kind, firm)


def _kind(clause: Clause, start: int, firm: Named) -> str:
    """What the words from a token up to a firm make of somebody there, "" for what is said elsewhere."""
    posts = [word.kind for word in clause.of_shape("noun") if start <= word.first < firm.candidate.first]
    past = is_past(clause.doc.language, [one.text for one in clause.doc.tokens[start : firm.candidate.first]])
    if posts and posts[0] in ("owner_of", "founder_of"):
        return "" if past else posts[0]
    if posts and clause.doc.language == "sr":
        return ""
    return "left" if past else "works_for"


def find_hires(clause: Clause) -> Iterator[Fact]:
    """ "C has hired P from D": who joined which firm, and left which."""
    for word in clause.of_shape("hire"):
        if clause.doc.language == "ar":
            firm = clause.reach(word.last, 1, 2)
            person = clause.reach(firm.candidate.last, 1, 2) if firm is not None else None
        elif clause.doc.language == "he":
            firm, person = clause.back(word.first, 3, "company", commas=0), _object(clause, word.last)
        else:
            firm, person = clause.back(word.first, 3, "company", commas=0), clause.reach(word.last, 1, 1)
        if person is None or person.kind != "person":
            continue
        source = _source(clause, person)
        if source is not None:
            yield clause.fact(person, "left", source)
        if firm is None or firm.kind != "company":
            continue
        yield clause.fact(person, "joined", firm)
        if source is not None and source.id != firm.id:
            yield clause.fact(firm, "hired_from", source)


def _object(clause: Clause, index: int) -> Named | None:
    """The one behind the Hebrew sign of an object, a few words on."""
    for place in range(index, min(index + 6, clause.last - 1)):
        if clause.doc.tokens[place].key == _OBJECT:
            return clause.at.get(place + 1)
    return None


def _source(clause: Clause, person: Named) -> Named | None:
    """The firm right behind *from* right behind a person."""
    index = person.candidate.last
    if index + 1 >= clause.last or not clause.is_class(index, "from") or clause.doc.tokens[index].key == "of":
        return None
    firm = clause.reach(index + 1, 1, 2)
    return firm if firm is not None and firm.kind == "company" else None


def _with(clause: Clause, firm: Named) -> Iterator[Fact]:
    """ "P, whatever, of C" with the Arabic word that stands before employers alone."""
    start = firm.candidate.first
    if clause.doc.language != "ar" or start <= clause.first or clause.doc.tokens[start - 1].key != _WITH:
        return
    person = clause.back(start - 1, 7, "person", commas=1)
    if person is not None:
        between = range(person.candidate.last, start)
        said = [clause.doc.tokens[i].text for i in between]
        if not is_past("ar", said) and not any(clause.doc.tokens[i].key in _ONCE for i in between):
            yield clause.fact(person, "works_for", firm)


def _of(clause: Clause, firm: Named) -> Iterator[Fact]:
    """ "P, of C," and in Arabic "P of C", where nobody goes anywhere."""
    first = firm.candidate.first - 1
    while first > clause.first and "company" in clause.doc.labels[first]:
        first -= 1
    tokens = clause.doc.tokens
    language = clause.doc.language
    if first <= clause.first or tokens[first].key not in (_FROM if language == "ar" else "of",):
        return
    if language not in ("ar", "en") or clause.of_shape(*_MOVING):
        return
    index = first - 1
    if tokens[index].text in _COMMAS:
        index -= 1
    person = clause.at.get(index)
    if person is not None and person.kind == "person" and person.candidate.last == index + 1:
        yield clause.fact(person, "works_for", firm)


def _its_own(clause: Clause, firm: Named) -> Iterator[Fact]:
    """ "C's engineer P" in English and Urdu, and "P, C's engineer"."""
    doc, index = clause.doc, firm.candidate.last
    if doc.language not in ("en", "ur") or index >= clause.last:
        return
    if doc.language == "ur":
        if not clause.is_class(index, "from"):
            return
        index += 1
    end = index
    while end < clause.last and end - index < _OWN and end not in clause.at and doc.tokens[end].word:
        if doc.labels[end].keys() & _VERBS and "role" not in doc.labels[end]:
            return
        end += 1
    said = range(index, end)
    roles = [place for place in said if "role" in doc.labels[place]]
    if not roles or any(clause.is_class(place, "from") for place in said):
        return
    before = clause.at.get(firm.candidate.first - 2)
    apposed = doc.language == "en" and doc.tokens[firm.candidate.first - 1].text in _COMMAS
    person = before if apposed and before is not None and before.kind == "person" else clause.at.get(end)
    if person is None or person.kind != "person" or (person is not before and roles[-1] != end - 1):
        return
    past = is_past(doc.language, [doc.tokens[place].text for place in said])
    yield clause.fact(person, "left" if past else "works_for", firm)


def _before(clause: Clause, firm: Named) -> tuple[int, bool]:
    """The last token before a firm, its kind and a word for *at*; whether there was such a word."""
    doc, language = clause.doc, clause.doc.language
    first = firm.candidate.first
    proclitic = fold(doc.text[doc.tokens[first].start : firm.candidate.start]).strip("-\u05be\u0640")
    if proclitic:
        return first - 1, proclitic == _GLUED_AT.get(language, "")
    index = first - 1
    while index > clause.first and "company" in doc.labels[index] and "role" not in doc.labels[index]:
        index -= 1
    if index > clause.first and doc.tokens[index].key in _AT.get(language, ()):
        return index - 1, True
    if index > clause.first and doc.tokens[index].key in _OF.get(language, ()):
        return index - 1, False
    return index, False


def _doing(clause: Clause, index: int, at: bool) -> int:
    """Where the words begin that end at a token and say what somebody does, or -1.

    Without *at* they are short and right before the firm, where the language has it so.
    """
    doc, found = clause.doc, -1
    if not at and doc.language not in _DIRECT and doc.language not in _OF:
        return -1
    for place in range(index, max(index - (_WORDS if at else _SOME.get(doc.language, 1)), clause.first - 1), -1):
        token, labels = doc.tokens[place], doc.labels[place]
        if (
            place in clause.at
            or not token.word
            or token.key in _WHO
            or (labels.keys() & _VERBS and "role" not in labels)
        ):
            break
        if "role" in labels or is_deputy(doc.language, [token.text]):
            found = place
    if found < 0 and at and doc.language == "en":
        return _article(clause, index)
    return found


def _article(clause: Clause, index: int) -> int:
    """The word behind *a* or *an* right behind a comma, up to a token, or -1: "X, a moulder at C"."""
    tokens = clause.doc.tokens
    for place in range(index, max(index - _OWN, clause.first), -1):
        if place in clause.at or not tokens[place].word:
            return -1
        if tokens[place].key in ("a", "an"):
            return place + 1 if tokens[place - 1].text in _COMMAS and place < index + 1 else -1
    return -1


def _apposed(clause: Clause, start: int, firm: Named) -> Named | None:
    """Whose words these are: the person before them, after a comma."""
    tokens = clause.doc.tokens
    index = start - 1
    if index > clause.first and tokens[index].key in _THAT_IS:
        index -= 1
    if index <= clause.first or tokens[index].text not in _COMMAS:
        return None
    person = clause.at.get(index - 1)
    return person if person is not None and person.kind == "person" else None


def _following(clause: Clause, start: int, firm: Named) -> Named | None:
    """Whose words these are: the person right behind the firm."""
    index = firm.candidate.last
    if start - 1 >= clause.first and clause.doc.tokens[start - 1].text in _COMMAS:
        return None
    if index < clause.last and clause.doc.tokens[index].text in _COMMAS:
        index += 1
    person = clause.at.get(index)
    return person if person is not None and person.kind == "person" else None
