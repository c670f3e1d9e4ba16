"""Names of the lexicon in a text, with the vetoes for words that are not always names."""

from __future__ import annotations

from itertools import pairwise

from tui.entities.bounded import glued
from tui.entities.document import Candidate, Document
from tui.entities.lexicon import Alias
from tui.entities.namesakes import named_after
from tui.entities.normalise import serbian_stems, words_of
from tui.entities.rules import cuts_of
from tui.entities.tokens import Token

_COMMAS = frozenset(",;\u060c\u061b")
_JOINTS = frozenset('(&\u00ab"')
"""Marks that may stand between two words of a name."""


def _matches(doc: Document, index: int, first: str, inflect: bool) -> tuple[Alias, int] | None:
    """The longest alias that begins with ``first`` at ``index``, and the token index after it."""
    after = index + 1
    while after < len(doc.tokens) and doc.tokens[after].text in _JOINTS:
        after += 1
    second = doc.tokens[after].key if after < len(doc.tokens) else ""
    for alias in doc.lexicon.aliases(first, "" if inflect else second, cyrillic=doc.cyrillic):
        if alias.rest and alias.rest[0] != second and not inflect:
            continue
        end = index + 1
        for word in alias.rest:
            while end < len(doc.tokens) and doc.tokens[end].text in _JOINTS:
                end += 1
            if end >= len(doc.tokens):
                break
            found = doc.tokens[end].key
            if found != word and not (inflect and word in serbian_stems(found)):
                break
            end += 1
        else:
            if alias.rest and doc.mark(end) == ")" and any(doc.mark(i) == "(" for i in range(index, end)):
                end += 1
            return alias, end
    return None


def _in_company_slot(doc: Document, first: int, end: int, letters: int) -> bool:
    """Whether an ambiguous word stands where only a company can."""
    before = first - 1
    if doc.quoted(before) == end:
        return not doc.is_label(before - 1, "product", "publication")
    if doc.is_label(end, "cverb", "legal") and (not doc.tokens[first].first or doc.tokens[first].capital):
        return True
    if doc.mark(end) == "," and end + 1 < len(doc.tokens) and doc.tokens[end + 1].key in _RELATIVE:
        return True
    if doc.is_label(end, "speech") and doc.tokens[first].capital:
        return True  # fruit does not speak
    if doc.is_label(end, "cverb") and doc.tokens[first].script in ("A", "H"):
        return True
    if doc.tokens[first].possessive and doc.is_label(end, "poss"):
        return True
    for back in (1, 2, 3):
        start = first - back
        if start >= 0 and doc.same_sentence(start, first):
            found = doc.labels[start]
            if any(found.get(name) == first for name in ("company", "cslot", "cverb")):
                return True
            if found.get("role") == first and doc.tokens[first].script in ("A", "H"):
                return True  # founder of Amazon, in the construct
    if letters and doc.is_label(before, "role"):
        return True
    if before >= 0 and doc.tokens[before].key in _LEAVING and doc.same_sentence(before, first):
        return True
    return doc.mark(end) == "\u060c" and doc.is_label(end + 1, "company")


def _capital_inside(doc: Document, index: int) -> bool:
    token = doc.tokens[index]
    return token.script in ("L", "C") and token.capital and not token.first


def _ordinary(doc: Document, first: int, end: int) -> bool:
    """Whether an ambiguous word is plainly used as a word: it opens a sentence and a lower-case noun follows."""
    token = doc.tokens[first]
    following = doc.tokens[end] if end < len(doc.tokens) and doc.same_sentence(first, end) else None
    if token.possessive or following is None or not following.word:
        return False
    if token.script in ("L", "C"):
        return (
            token.first
            and following.text.islower()
            and "cverb" not in doc.labels[end]
            and "stop" not in doc.labels[end]
        )
    return "product" in doc.labels[first - 1] if first and doc.same_sentence(first - 1, first) else False


def _goes_on(doc: Document, end: int) -> bool:
    """Whether a definite word that is in no list follows: the name is a longer one."""
    joined = doc.same_sentence(end - 1, end) and doc.gap(end) == " "
    return joined and doc.tokens[end].key.startswith("\u0627\u0644") and not doc.labels[end]


def _weight(doc: Document, alias: Alias, first: int, end: int, letters: int) -> float:
    """The weight of an alias here: 0 vetoes it."""
    token = doc.tokens[first]
    latin = token.script in ("L", "C")
    if latin and token.text.islower() and doc.language in ("en", "sr", "de", "fr", "tr"):
        return 0.0
    if latin and not alias.rest and _surname(doc, first):
        return 0.0
    if latin and not alias.rest and _another_word(doc, alias, token.text):
        return 0.0
    if latin and doc.lexicon.entity(alias.entity).kind == "person" and _of_somebody(doc, first, end):
        return 0.0
    before = first - 1
    if before >= 0 and named_after(doc, first):
        return 0.0
    if doc.language == "ur" and doc.same_sentence(first, end) and doc.is_label(end, "place"):
        return 0.0  # a road or stadium that bears the name
    if doc.language == "ar" and alias.rest and _goes_on(doc, end):
        return 0.35
    longer = latin and alias.common and not alias.rest and doc.language == "en" and _inside(doc, first)
    told = {"role", "company", "honorific"}
    if longer and not doc.tokens[first - 1].possessive and not doc.labels[first - 1].keys() & told:
        return 0.0  # the Long Meta
    if latin and alias.common and not alias.rest and _the_river(doc, first, end):
        return 0.0
    if alias.common or (not alias.rest and "stop" in doc.labels[first]):
        if _in_company_slot(doc, first, end, letters):
            return 0.85
        if latin and _capital_inside(doc, first) and not doc.is_label(end, "place"):
            following = doc.tokens[end] if end < len(doc.tokens) else None
            joined = following is not None and following.capital and doc.same_sentence(first, end)
            return 0.35 if joined else 0.75
        if not latin and not doc.labels[first] and doc.rules.words.known and not doc.is_given(before):
            return 0.75 if doc.language == "he" and len(token.key) - letters >= _LONG else 0.6  # a word of no language
        return 0.0 if _ordinary(doc, first, end) else 0.35
    if alias.surname and not alias.rest:
        hyphened = token.script == "H" and (token.glue or (end < len(doc.tokens) and doc.tokens[end].glue))
        return 0.35 if hyphened else 0.9
    if (
        latin
        and len(alias.rest) == 0
        and len(token.text) <= 3
        and not token.text.isupper()
        and token.text != alias.surface
    ):
        return 0.0
    return 0.92


_FEMININE = words_of("a e i u o om in ina ine inu inoj inom inog ama")
_MASCULINE = words_of("a u om em ov ova ovo ove ovi ovu ovog ovom ovoj ovih ovim ev eva evo eve evi evu evog evoj")


def _declined(base: str, word: str) -> bool:
    """Whether a Serbian word can be a case of a name: Visa, Vise, but not visem."""
    stem = base[:-1] if base[-1] in "aeo" else base
    if not word.startswith(stem):
        return True  # softened, or with a fleeting a
    if base[-1] in "eo" or base[-1] in "iu":
        return True
    return word[len(stem) :] in (_FEMININE if base[-1] == "a" else _MASCULINE)


def _inside(doc: Document, index: int) -> bool:
    """Whether a word follows another with a capital that opens no sentence: it is part of a longer name."""
    before = index - 1
    inside = before >= 0 and doc.same_sentence(before, index) and doc.gap(index) == " "
    return inside and doc.tokens[before].capital and not doc.tokens[before].first


_LEAVING = words_of(
    "\u063a\u0627\u062f\u0631 \u063a\u0627\u062f\u0631\u062a \u062a\u0631\u0643 \u062a\u0631\u0643\u062a"
)
_ACRONYM, _LONG = 3, 5
_RELATIVE = ("which", "whose")
_THE = frozenset({"the"})


def _surname(doc: Document, index: int) -> bool:
    """Whether a word stands right behind a given name: Harrison Ford."""
    before = index - 1
    if before < 0 or not doc.same_sentence(before, index) or doc.gap(index) != " ":
        return False
    return doc.tokens[before].capital and doc.is_given(before) and not doc.tokens[before].possessive


def _another_word(doc: Document, alias: Alias, text: str) -> bool:
    """Whether a word only sounds like a short acronym: Nis, the town, is not NIS."""
    acronym = len(alias.surface) <= _ACRONYM and alias.surface.isupper()
    return acronym and not text.startswith(doc.lexicon.entity(alias.entity).names)


def _of_somebody(doc: Document, first: int, end: int) -> bool:
    """Whether a hall, a street or an archive bears the name: u hali Mihajlo Pupin, Goethe-Institut, Goethe- und ..."""
    if end < len(doc.tokens) and doc.language == "de" and doc.tokens[end].glue and "role" not in doc.labels[end]:
        return True
    if doc.mark(end) == "-" and not doc.gap(end):
        return True
    start = first - 1 if doc.mark(first - 1) else first
    return any(doc.labels[i].get("namesake") == start for i in range(max(start - 2, 0), start))


def _the_river(doc: Document, first: int, end: int) -> bool:
    """Whether an article and no noun stand around a word that firms bear too: tastes of the Amazon."""
    if doc.language != "en" or not doc.same_sentence(first - 1, first) or doc.tokens[first - 1].key not in _THE:
        return False
    following = doc.tokens[end] if doc.same_sentence(first, end) else None
    possessive = doc.tokens[end - 1].possessive and not doc.is_label(end, "poss")
    return possessive or following is None or not following.word or "stop" in doc.labels[end]


def _inflected(doc: Document, index: int) -> tuple[Alias, int] | None:
    """The alias of which a Serbian word is a case."""
    word = doc.tokens[index].key
    for stem in serbian_stems(word)[1:]:
        hit = _matches(doc, index, stem, inflect=True) if _declined(stem, word) else None
        if hit is not None:
            return None if not hit[0].rest and _inside(doc, index) else hit
    return None


def _openings(doc: Document) -> list[int]:
    """The tokens at which a name of the lexicon may begin, by their form: few of a text."""
    found: list[int] = []
    for index, token in enumerate(doc.tokens):
        type = token.type
        opens = type.begins_cyrillic if doc.cyrillic else type.begins
        if opens is None:
            opens = token.word and _may_begin(doc, token)
            if doc.cyrillic:
                type.begins_cyrillic = opens
            else:
                type.begins = opens
        if opens:
            found.append(index)
    return found


def _may_begin(doc: Document, token: Token) -> bool:
    firsts = [token.key, *token.type.rests]
    if doc.language == "sr":
        firsts += serbian_stems(token.key)
    if token.possessive:
        firsts.append(token.key + "s")
    return any(doc.lexicon.opens(first, cyrillic=doc.cyrillic) for first in firsts)


def find_known(doc: Document) -> list[Candidate]:
    """Candidates from the lexicon; a weight below .5 needs other evidence."""
    found: list[Candidate] = []
    inflect = doc.language == "sr"
    done = 0
    for index in _openings(doc):
        if index < done:
            continue
        token = doc.tokens[index]
        letters = 0
        hit = _matches(doc, index, token.key, inflect)
        if hit is None and inflect and token.capital:
            hit = _inflected(doc, index)
        if hit is None and token.possessive and doc.language == "en":
            whole = [alias for alias in doc.lexicon.aliases(token.key + "s") if not alias.rest]
            hit = (whole[0], index + 1) if whole and "'" in whole[0].surface else None
        if hit is None and doc.rules.proclitics and not doc.small(index):
            for count, rest in cuts_of(token):
                hit = _matches(doc, index, rest, False) if len(rest) >= 3 else None
                if hit is not None:
                    letters = count
                    break
        if hit is None:
            continue
        alias, end = hit
        if glued(doc, index) or glued(doc, end):
            continue  # half of a name with a hyphen
        weight = _weight(doc, alias, index, end, letters)
        if weight:
            known = doc.lexicon.entity(alias.entity)
            start = doc.bare(index, letters)
            stop = doc.tokens[end - 1].end + (
                2 if alias.surface.endswith("'s") and doc.tokens[end - 1].possessive else 0
            )
            candidate = Candidate(index, end, start, stop, known.kind, {"lexicon": weight}, alias.entity)
            if weight >= 0.7:
                candidate.evidence["context"] = 0.3
            found.append(candidate)
            done = end
    _coordinate(doc, found)
    return found


def _coordinate(doc: Document, found: list[Candidate]) -> None:
    """An ambiguous name in a list with a sure one of its kind is that kind: "from OpenAI, DeepMind and even Apple"."""
    for one, other in pairwise(found):
        if one.kind != other.kind or not doc.same_sentence(one.first, other.first):
            continue
        between = range(one.last, other.first)
        if len(between) > 2 or not all(doc.mark(i) in _COMMAS or "stop" in doc.labels[i] for i in between):
            continue
        if not between and other.start == doc.tokens[other.first].start:
            continue  # nothing joins them, not even a proclitic
        for doubtful, sure in ((one, other), (other, one)):
            if doubtful.evidence["lexicon"] < 0.5 <= sure.evidence["lexicon"]:
                doubtful.evidence["list"] = 0.6
