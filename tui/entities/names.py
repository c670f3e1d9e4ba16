"""How far a name runs in a script without capitals: which words may stand in it, and where it must stop."""

from __future__ import annotations

import re

from tui.entities.bounded import affix, glued
from tui.entities.document import Document
from tui.entities.families import (
    PARTICLES,
    RELIGION,
    TANWEEN,
    VERBAL,
    family,
    family_after_given,
    in_spite,
    listed_family,
    plain_family,
)
from tui.entities.normalise import words_of
from tui.entities.signs import FOREIGN, joined, titled
from tui.entities.tokens import ZWNJ

_ARTICLE = "\u0627\u0644"
_BLOCK = frozenset(
    (
        "stop",
        "common",
        "speech",
        "role",
        "honorific",
        "adj",
        "month",
        "org",
        "place",
        "company",
        "cverb",
        "product",
        "publication",
        "cslot",
        "geo",
        "byline",
        "attrib",
        "tail",
        "legal",
    )
)
_ORDINARY = frozenset(("word", "derived"))
_BAD_ENDS = (
    "\u0647\u0627",
    "\u0647\u0645",
    "\u0647\u0646",
    "\u0646\u0627",
    "\u0648\u0627",
    "\u0627\u062a",
    "\u064a\u0646\u0627",
)
_OF_NAMES = ("\u064a\u0646\u0627",)
_BAD_STARTS = (
    "\u0644\u0644",
    "\u0628\u0627\u0644",
    "\u0643\u0627\u0644",
    "\u0648\u0627\u0644",
    "\u0641\u0627\u0644",
    "\u0633\u064a",
    "\u0633\u062a",
)
_PARTICLE_STARTS = (
    "\u0628\u0627", "\u0628\u062a", "\u0628\u0645", "\u0644\u0627", "\u0644\u062a", "\u0644\u0645",
    "\u0644\u064a\u0646",
)  # fmt: skip
"""With, to and the like glued to a noun of these first letters; a name that begins so is in the list of given names."""
_HEBREW_PARTICIPLE = re.compile("\u05de.{2,4}[\u05d4\u05ea]")
"""She brings, she tells."""
_HYPHENS = "-\u05be\u2010"
"""What joins two family names in Hebrew, be they words or not."""
_AND = "\u0648"
_HEBREW_THE = "\u05d4"
_HEBREW_CLAUSES = ("\u05e9\u05d4", "\u05db\u05e9", "\u05de\u05d4", "\u05d5\u05e9")
"""That the, when, from the, and that: no name begins so."""
_TRADES = words_of(
    "\u062d\u062f\u0627\u062f \u0646\u062c\u0627\u0631 \u062e\u064a\u0627\u0637 \u062e\u0628\u0627\u0632 "
    "\u0635\u0628\u0627\u063a \u0642\u0635\u0627\u0628 \u062c\u0632\u0627\u0631 \u062d\u0644\u0627\u0642 "
    "\u0635\u0627\u0626\u063a \u0639\u0637\u0627\u0631 \u0637\u062d\u0627\u0646 \u0634\u0627\u0639\u0631 "
    "\u062e\u0637\u064a\u0628 "
    "\u0642\u0627\u0636\u064a \u0637\u0628\u0627\u062e \u0641\u0631\u0627\u0646"
)
_SERVANT = "\u0639\u0628\u062f"
"""Abd: with any attribute of God it is a name."""


def possible(doc: Document, index: int, *, first: bool = False) -> bool:
    """Whether token ``index`` may stand in a name; listed given names always may."""
    if not 0 <= index < len(doc.tokens):
        return False
    token = doc.tokens[index]
    if token.kind != "w" or token.script not in ("A", "H"):
        return False
    found = doc.labels[index]
    if doc.is_given(index):
        return True
    if token.key in PARTICLES:
        return True
    if not first and token.key.startswith(_ARTICLE) and doc.tokens[index - 1].key == _SERVANT and joined(doc, index):
        return True
    if not first and token.key in RELIGION and joined(doc, index) and doc.is_given(index - 1):
        return True
    if not first and (family_after_given(doc, index) or listed_family(doc, index)):
        return True
    if token.script == "H" and not first and token.glue in _HYPHENS and token.glue:
        return True
    if doc.language == "fa" and not first and _compound_family(doc, index):
        return True
    if not found.keys().isdisjoint(_BLOCK) and not (doc.language == "fa" and not first and plain_family(doc, index)):
        return False
    if not found.keys().isdisjoint(_ORDINARY) and not in_spite(doc, index, first=first):
        return False
    word = token.key
    if len(word) < 2 or TANWEEN in token.text:
        return False
    if token.script == "H" and first and (word.startswith(_HEBREW_CLAUSES) or _HEBREW_PARTICIPLE.fullmatch(word)):
        return False
    if token.script == "A" and doc.language == "ar":
        # a present-tense verb (third person) is no name unless it is listed as one
        apart = first or doc.tokens[index - 1].key not in PARTICLES
        if apart and token.text.startswith("\u064a") and 4 <= len(word) <= 6 and not family(doc, index):
            return False
        definite = word.startswith(_ARTICLE)
        if first and (definite or (_begins_with_particle(word) and doc.foreign(index) < FOREIGN)):
            return False
        # His or its: a foreign name ends so after a yeh only (Toure, Didier).
        if len(word) > 3 and token.text.endswith("\u0647") and word[-2] not in "\u064a\u0644":
            return False
        unlike = _ends_like_pronoun(word) or ((first or len(word) < 7) and word.startswith(_BAD_STARTS))
        unlike = unlike and (first or bool(found) or not doc.is_given(index - 1))
        if len(word) > 4 and unlike and not family(doc, index) and doc.foreign(index) < FOREIGN:
            return False
        if definite and word.endswith(("\u064a\u0646", "\u0648\u0646", "\u064a\u0647")) and len(word) > 6:
            named = doc.is_given(index - 1) and (not found or titled(doc, index - 1))
            if not named or (not found and doc.tokens[index - 1].text.endswith("\u064a")):
                return False
        # "five", "new" and other feminine forms are not given names unless listed
        apart = not first and not doc.is_given(index - 1) and doc.tokens[index - 1].key not in PARTICLES
        if not definite and token.text.endswith("\u0629") and apart:
            return False
    return True


def _ends_like_pronoun(word: str) -> bool:
    """Whether a word ends in our, their and the like; names such as Jimena are longer."""
    return word.endswith(_BAD_ENDS) and not (len(word) > 5 and word.endswith(_OF_NAMES))


def _begins_with_particle(word: str) -> bool:
    """Whether an unlisted word begins with *and*, *so*, *with* or *to* rather than with a name's own letter."""
    if word[0] == "\u0641" and word[1:3] in (
        "\u0644\u0627",
        "\u0642\u062f",
        "\u0647\u0648",
        "\u0647\u064a",
        "\u0627\u0646",
    ):
        return True
    if word[0] == "\u0648" and len(word) > 3:
        # Wilson, Woody, Wayne, Watson: what a foreign name has after its w.
        return word[1:2] not in ("\u064a", "\u0648") and word[1:3] not in FOREIGN_W
    return len(word) > 4 and word.startswith(_PARTICLE_STARTS)


FOREIGN_W = (
    "\u0627\u062a",
    "\u0627\u064a",
    "\u0627\u0634",
    "\u0627\u0631",
    "\u0627\u0646",
    "\u0644\u0633",
    "\u0644\u0641",
)


def _given_before(doc: Document, index: int) -> bool:
    """Whether a given name stands before, maybe one of two joined words: Najib-ullah."""
    return doc.is_given(index - 1) or (index > 1 and doc.tokens[index - 1].glue == ZWNJ and doc.is_given(index - 2))


def _compound_family(doc: Document, index: int) -> bool:
    """Whether a Persian family name of two joined words follows a given name here, or its second half stands here."""
    tokens = doc.tokens
    if tokens[index].glue == ZWNJ:
        return "stop" not in doc.labels[index] and (_given_before(doc, index - 1) or bool(tokens[index - 1].glue))
    return (
        _given_before(doc, index)
        and joined(doc, index)
        and index + 1 < len(tokens)
        and tokens[index + 1].glue == ZWNJ
        and "stop" not in doc.labels[index + 1]
        and "stop" not in doc.labels[index]
    )


def run_from(doc: Document, start: int, limit: int = 4) -> int:
    """The token index after a name that begins at ``start``; ``start`` itself if none can."""
    if not possible(doc, start, first=True) and doc.given_cut(start) < 0:
        return start
    end = start + 1
    count = 0 if doc.tokens[start].key in PARTICLES else 1
    while end < len(doc.tokens) and count < limit and joined(doc, end) and _goes_on(doc, end):
        token = doc.tokens[end]
        after_particle = doc.tokens[end - 1].key in PARTICLES or bool(token.glue)
        if token.key in PARTICLES:
            if not (end + 1 < len(doc.tokens) and joined(doc, end + 1) and possible(doc, end + 1)):
                break
        elif count >= 2 and not after_particle and not _third(doc, start, end) and not _compound(doc, start):
            break
        else:
            count += 0 if after_particle and doc.tokens[end - 1].key in PARTICLES else 1
        end += 1
    while end > start + 1 and doc.tokens[end - 1].key in PARTICLES:
        end -= 1
    return end


def _goes_on(doc: Document, index: int) -> bool:
    """Whether a name may go on here: as anywhere, or with a word that is a name only in its place.

    After a given name a trade is the family's (Haddad); before a comma and a
    role even a frequent word is.
    """
    if (
        doc.language == "ar"
        and doc.tokens[index].key[0] == _AND
        and not doc.is_given(index)
        and doc.given_cut(index) == 1
    ):
        return False  # another's name
    if possible(doc, index) or (glued(doc, index) and not affix(doc, index)):
        return True
    labels = doc.labels[index]
    if doc.language != "ar" or doc.tokens[index].kind != "w" or doc.tokens[index].key.startswith(_ARTICLE):
        return False
    if doc.is_given(index - 1) and doc.tokens[index].key in _TRADES and not labels.keys() - {"role"}:
        return True
    apposed = doc.mark(index + 1) in (",", "\u060c") and doc.is_label(index + 2, "role")
    return apposed and not labels.keys() - {"common"}


def _compound(doc: Document, start: int) -> bool:
    """Whether a name begins with two words that count as one: Nur al-Din, Abd al-Rahman."""
    return start + 1 < len(doc.tokens) and doc.tokens[start + 1].key in RELIGION


def _third(doc: Document, start: int, end: int) -> bool:
    """Whether a third word still belongs to the name."""
    token = doc.tokens[end]
    before = doc.tokens[end - 1]
    if doc.language == "he" and not token.glue and end + 1 < len(doc.tokens) and doc.tokens[end + 1].word:
        return False  # "gave" and "sang" are given names, too
    if token.glue or (
        doc.is_given(end) and (not before.key.startswith(_ARTICLE) or doc.is_given(end - 1) or _cut_off(doc, end + 1))
    ):
        return True
    if token.key in RELIGION:
        return True
    if token.key.startswith(_ARTICLE) and before.key.startswith(_ARTICLE):
        # A name of two origins: al-Fasi al-Fihri.
        return doc.is_given(start) and not doc.labels[end].keys() - {"family", "derived", "adj"}
    if token.key.startswith(_ARTICLE):
        plain = not doc.labels[end].keys().isdisjoint(_ORDINARY) and not family(doc, end)
        return doc.is_given(start) and doc.is_given(end - 1) and not plain
    if before.key.startswith(_ARTICLE) and doc.is_given(start) and not doc.is_given(end - 1):
        return not doc.labels[end] and token.key[0] not in VERBAL
    if all(len(doc.tokens[i].key) <= 3 for i in range(start, end + 1)):
        return True
    if doc.foreign(end) >= FOREIGN and doc.foreign(end - 1) >= FOREIGN and doc.language == "ar":
        return True
    return doc.is_given(start) and doc.is_given(end - 1) and not before.key.startswith(_ARTICLE)


def _cut_off(doc: Document, index: int) -> bool:
    """Whether no noun comes here: a mark, the end, or a small word."""
    return index >= len(doc.tokens) or not doc.tokens[index].word or "stop" in doc.labels[index]


def run_before(doc: Document, end: int) -> int:
    """The first token of a two- or three-word name that ends before ``end``; ``end`` if it has no clear left edge."""
    start = end
    while start > 0 and end - start < 5 and (start == end or joined(doc, start)):
        if not possible(doc, start - 1) and not glued(doc, start) and not (glued(doc, start - 1) and start == end):
            break
        start -= 1
        if doc.tokens[start].first:
            break
    while doc.language == "he" and start < end and doc.tokens[start].key.startswith(_HEBREW_THE):
        if doc.is_given(start):
            break
        start += 1
    for index in range(start, end - 1):
        if doc.given_cut(index) >= 0 and not doc.tokens[index].key.startswith(_ARTICLE):
            return index
    if glued(doc, start):
        return end
    size = end - start - sum(glued(doc, i) for i in range(start + 1, end))
    bounded = doc.tokens[start].first or not joined(doc, start) or not possible(doc, start - 1)
    return start if 2 <= size <= 3 and bounded and possible(doc, start, first=True) else end


def grammar(doc: Document, first: int, last: int) -> float:
    """The weight of a run by its own words: given names listed, a family name's form."""
    words = [i for i in range(first, last) if doc.tokens[i].key not in PARTICLES]
    if not words:
        return 0.0
    if doc.tokens[first].key == _SERVANT and doc.tokens[words[0]].key.startswith(_ARTICLE):
        return 0.78 if len(words) > 1 else 0.5
    if doc.given_cut(words[0]) >= 0:
        if len(words) == 1:
            return 0.5
        if (
            any(doc.is_given(i) for i in words[1:])
            or doc.tokens[words[-1]].key.startswith(_ARTICLE)
            or family(doc, words[-1])
        ):
            return 0.78
        return 0.66
    if doc.tokens[first].key in PARTICLES and len(words) >= 1 and last - first >= 2:
        return 0.4
    if len(words) == 2 and "family" in doc.labels[words[-1]]:
        return 0.55
    return 0.25 if len(words) >= 2 else 0.1
