"""What stands after a firm's head word and is no name: what is made there, of what kind it is, what it does."""

from __future__ import annotations

import re

from tui.entities.document import Document
from tui.entities.normalise import words_of

_ARTICLE = "\u0627\u0644"
ORDINARY_ENDS = ("\u0629", "\u0647\u0627")  # feminine adjective; verb with its object
INFLECTED = ("\u0629", "\u0627\u062a", "\u064a\u0646", "\u0648\u0646", "\u0647\u0627", "\u0627")
"""Feminine, plural and accusative endings."""
KEEP_HEAD = frozenset(
    {
        "\u0628\u0646\u0643",
        "\u0645\u0635\u0631\u0641",
        "\u0637\u064a\u0631\u0627\u0646",
        "\u062e\u0637\u0648\u0637",
        "\u0635\u0646\u062f\u0648\u0642",
        "\u062f\u0627\u0631",
        "\u0628\u0627\u0646\u0643",
        "\u05d1\u05e0\u05e7",
    }
)
PROPER = 2.0
_WORKS = words_of(
    "\u0645\u0635\u0646\u0639 \u0645\u0635\u0627\u0646\u0639 \u0645\u0632\u0627\u0631\u0639 "
    "\u0648\u0631\u0634\u0647 \u0645\u062a\u0627\u062c\u0631 \u0645\u062d\u0644\u0627\u062a "
    "\u0645\u0639\u0627\u0645\u0644 \u0645\u062e\u062a\u0628\u0631\u0627\u062a"
)
_VERBAL_NOUN = re.compile("\u0627..?.\u0627.\u0627|\u062a..?\u064a.\u0627|\u0645.{2,4}\u0627")
"""What is accusative and indefinite after a verb: *interest*, *development*, *project*."""
FUND = "\u0635\u0646\u062f\u0648\u0642"
_SO = "\u0641"
_HOUSES = words_of(
    "\u0641\u0646\u062f\u0642 \u0641\u0646\u0627\u062f\u0642 \u0645\u0637\u0639\u0645 \u0645\u0637\u0627\u0639\u0645 "
    "\u0645\u0642\u0647\u064a \u0645\u062a\u062c\u0631 \u0645\u062a\u0627\u062c\u0631 \u0645\u0635\u0646\u0639 "
    "\u0645\u0635\u0627\u0646\u0639 \u0645\u062e\u0628\u0632 \u0648\u0631\u0634\u0647 \u0645\u0646\u062a\u062c\u0639 "
    "\u0635\u064a\u062f\u0644\u064a\u0647 \u0635\u0646\u062f\u0648\u0642 \u0633\u0644\u0633\u0644\u0647"
)
"""Houses of business, which have adjectives more often than names."""


def definite(doc: Document) -> tuple[str, ...]:
    """What a definite word begins with: "the transport company" has no name."""
    return ("\u05d4",) if doc.language == "he" else (_ARTICLE, "\u0644\u0644")


def verb(doc: Document, index: int) -> bool:
    """Whether an Arabic word looks like a present-tense verb (ta- or ya-, no verbal noun of form II) with an object."""
    token = doc.tokens[index]
    if doc.language != "ar" or token.script != "A" or not 4 <= len(token.key) <= 6:
        return False
    form_two_noun = token.key.startswith("\u062a") and len(token.key) >= 5 and token.key[3] == "\u064a"
    joined = index + 1 < len(doc.tokens) and doc.same_sentence(index, index + 1) and doc.tokens[index + 1].word
    definite = joined and doc.tokens[index + 1].key.startswith(_ARTICLE)
    return token.key.startswith(("\u062a", "\u064a")) and not form_two_noun and definite


def _generic(doc: Document, key: str, first: int, last: int) -> bool:
    """Whether what follows a head word in Arabic only says what is made there, or is the verb's object."""
    if doc.language != "ar" or doc.tokens[first].script != "A":
        return False
    word = doc.tokens[first].key
    if last - first == 1 and len(word) >= 5 and _VERBAL_NOUN.fullmatch(word):
        return True
    made = all(doc.tokens[i].key.startswith(_ARTICLE) for i in range(first, last))
    return key in _WORKS and made and last - first == 2


def _plain(doc: Document, index: int, key: str, first: int, last: int) -> bool:
    """Whether only ordinary definite words follow a head: the markets of the Gulf shares, a fund for loans."""
    words = [i for i in range(first, last) if i != index]
    if key in KEEP_HEAD and key != FUND:
        return doc.tokens[index].key[0] == _SO and doc.tokens[index].key != key  # "so turned the talk"
    return bool(words) and all(
        doc.tokens[i].key.startswith(_ARTICLE)
        and doc.labels[i]
        and not doc.labels[i].keys() - {"word", "derived", "adj", "common"}
        for i in words
    )


def agrees(doc: Document, index: int) -> bool:
    """Whether an Arabic word agrees with the feminine head or is a verb: a registered company, a company he founded."""
    return doc.language == "ar" and doc.tokens[index].text.endswith(ORDINARY_ENDS)


def says_nothing(doc: Document, index: int, key: str, first: int, last: int) -> bool:
    """Whether what follows a head in Arabic is no name: it says what is made there, or is of ordinary words alone."""
    ordinary = bool(doc.labels[first]) and not doc.labels[first].keys() - {"derived", "word"}
    lines = key in _LINES and first > index and not doc.tokens[first].key.startswith(_ARTICLE)
    if lines and ordinary and doc.foreign(first) < PROPER:
        return True  # lines of cables
    place = last - first == 1 and doc.is_label(first, "geo") and key not in KEEP_HEAD
    return doc.language == "ar" and (place or _generic(doc, key, first, last) or _plain(doc, index, key, first, last))


_LINES = frozenset(("\u062e\u0637\u0648\u0637", "\u0637\u064a\u0631\u0627\u0646", "\u062f\u0627\u0631"))
BANKS = frozenset(("\u0628\u0646\u0643", "\u0645\u0635\u0631\u0641"))


def kept_name(doc: Document, key: str, index: int) -> bool:
    """Whether an Arabic head that is part of the name is completed by a definite word that can be one: al-Salam Air."""
    plain = doc.labels[index].keys() & {"common", "adj", "stop", "geo"}
    if key in BANKS and doc.tokens[index].key.startswith(_ARTICLE) and "adj" not in plain:
        return doc.language == "ar" and "stop" not in plain
    return doc.language == "ar" and key in KEEP_HEAD and not plain and not doc.tokens[index].text.endswith(INFLECTED)


def may_be_plain(doc: Document, index: int, head: str) -> bool:
    """Whether a single word after a head may only say of what kind the firm is: a floating hotel."""
    found = doc.labels[index]
    ordinary = bool(found) and not found.keys() - {"word", "derived"}
    if doc.language == "ar" and head in _HOUSES and ordinary and doc.foreign(index) < PROPER:
        return True
    return (doc.language == "he" and ordinary) or doc.tokens[index].key.startswith(definite(doc))


def transcribed(doc: Document, index: int) -> bool:
    """Whether a word is no Arabic one but the transcription of a foreign one."""
    if index < 0 or doc.tokens[index].kind != "w" or doc.tokens[index].key.startswith((_ARTICLE, "\u0644\u0644")):
        return False
    found = doc.labels[index].keys() - {"tail", "derived", "wordname", "family"}
    return not found and ("derived" not in doc.labels[index] or doc.foreign(index) >= 1)


def of_words(doc: Document, first: int, last: int) -> bool:
    """Whether a Persian run is of ordinary words alone: the company asked for an explanation."""
    return all(
        not doc.labels[i].keys().isdisjoint(("word", "derived", "common", "adj", "cverb"))
        and not doc.is_given(i)
        and not doc.tokens[i].glue
        for i in range(first, last)
        if "company" not in doc.labels[i]
    )
