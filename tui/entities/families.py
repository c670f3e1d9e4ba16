"""Family names: listed ones, what looks like one, and ordinary words that are one where they stand."""

from __future__ import annotations

from tui.entities.bounded import as_given, glued
from tui.entities.document import Document
from tui.entities.normalise import words_of
from tui.entities.signs import foreigner, joined, looks_foreign, titled

_ARTICLE = "\u0627\u0644"
_SERVANT = "\u0639\u0628\u062f"
PARTICLES = words_of(
    "\u0628\u0646 \u0628\u0646\u062a \u0627\u0628\u0646 \u0627\u0628\u0648 \u0627\u0628\u064a "
    "\u0627\u0628\u0627 \u0627\u0645 "
    "\u0627\u0644 \u0639\u0628\u062f \u0648\u0644\u062f \u0627\u064a\u062a \u062f\u064a \u062f\u0648 "
    "\u0641\u0627\u0646 "
    "\u0641\u0648\u0646 \u0628\u0648 \u062f\u0627 \u062f\u0644 \u05d1\u05df \u05d1\u05e8 \u05d0\u05d1\u05d5 "
    "\u05d0\u05dc "
    "\u062f\u0648\u0633 "
    "\u05d3\u05d4 \u05d5\u05d0\u05df \u05e4\u05d5\u05df \u05d1\u05ea \u0648\u062f \u0628\u0644"
)


RELIGION = frozenset(("\u0627\u0644\u062f\u064a\u0646", "\u0627\u0644\u0644\u0647"))


TANWEEN = "\u064b"


def in_spite(doc: Document, index: int, *, first: bool) -> bool:
    """Whether a word that could be an ordinary one may stand in a name: it looks foreign, or a name stands before.

    After a given name a definite word, or a bare stem, is the family's: al-Sayyad, Makhlouf.
    """
    token, listed = doc.tokens[index], "word" in doc.labels[index]
    if not listed and looks_foreign(doc, index):
        return True
    if doc.language != "ar":
        return as_given(doc, index) and titled(doc, index) if first else _after_given(doc, index)
    if first:
        before = doc.same_sentence(index, index + 1) and joined(doc, index + 1) and foreigner(doc, index + 1)
        apposed = (
            doc.mark(index - 1) in (",", "\u060c", ":") and doc.mark(index - 1) != "" and not doc.labels[index + 1]
        )
        before = before or (apposed and joined(doc, index + 1) and doc.mark(index + 2) in (",", "\u060c"))
        return not listed and (before or doc.is_label(index - 1, "honorific")) and doc.rules.words.nominal(token.key)
    if not joined(doc, index):
        return False
    if doc.tokens[index - 1].key in PARTICLES:
        return True
    if not doc.is_given(index - 1):
        # What follows a compound given name, or one family name after another.
        second = doc.tokens[index - 1].key in RELIGION or (
            token.key.startswith(_ARTICLE) and doc.tokens[index - 1].key.startswith(_ARTICLE)
        )
        whose = index > 1 and (doc.is_given(index - 2) or doc.tokens[index - 2].key == _SERVANT)
        if not (second and not listed and whose and joined(doc, index - 1)):
            return False
        return token.key.startswith(_ARTICLE) or doc.rules.words.bare(token.key)
    plain = "wordname" in doc.labels[index - 1] and not titled(doc, index - 1)
    if token.key.startswith(_ARTICLE):
        shaped = token.key.endswith("\u064a") or family(doc, index)
        plural = token.key.endswith(("\u064a\u0646", "\u0648\u0646", "\u0627\u062a"))
        headed = doc.tokens[index - 1].first and doc.mark(index + 1) == ":"
        return (shaped or headed or not plain) and (not plural or titled(doc, index - 1))
    if (
        listed
        or _she(doc, index)
        or token.key[0] in VERBAL
        or token.key.endswith(_VERBAL_ENDS)
        or TANWEEN in token.text
    ):
        return False
    if plain:
        bounded = (
            index + 1 >= len(doc.tokens) or not doc.tokens[index + 1].word or not doc.same_sentence(index, index + 1)
        )
        return bounded and doc.rules.words.nominal(token.key.removesuffix("\u064a"))
    rest = token.key[1:]
    particle = token.key[0] in _PROCLITICS and (doc.rules.words.kind(rest) == "word" or rest in doc.rules.phrases)
    return doc.rules.words.bare(token.key) or not particle


_PROCLITICS = "\u0628\u0644\u0643\u0648\u0641"


def plain_family(doc: Document, index: int) -> bool:
    """Whether a Persian word that is frequent may still be the family's after a given name."""
    return not doc.labels[index].keys() - {"common", "word", "derived", "family"} and _after_given(doc, index)


def _after_given(doc: Document, index: int) -> bool:
    """Whether a word may be the family's after a given name: no particle stands before it, or it looks like a name."""
    if not joined(doc, index) or not doc.is_given(index - 1):
        return False
    token, words = doc.tokens[index], doc.rules.words
    if glued(doc, index + 1):
        return True
    if doc.language != "he" and _one_verb(doc, index):
        return False
    wordy = not doc.labels[index - 1].keys().isdisjoint(("wordname", "common"))
    if doc.language != "he" and wordy and "family" not in doc.labels[index]:
        return titled(doc, index - 1)
    rest = token.key[1:]
    particle = token.key[0] in _HEBREW_PARTICLES and bool(words.kind(rest) or rest in doc.rules.phrases)
    if index + 1 < len(doc.tokens) and doc.tokens[index + 1].glue and token.script == "H":
        return True
    if particle and not token.key.endswith(_HEBREW_ORIGIN):
        return False
    bounded = index + 1 >= len(doc.tokens) or not doc.tokens[index + 1].word or titled(doc, index - 1)
    if doc.language != "he":
        bounded = bounded or not doc.labels[index + 1].keys().isdisjoint(("stop", "speech", "ergative"))
    return bounded or "wordname" not in doc.labels[index - 1]


def _one_verb(doc: Document, index: int) -> bool:
    """Whether a Persian noun makes one verb with what follows: began, was held."""
    return doc.is_label(index + 1, "light") and doc.is_label(index, "word", "common", "derived")


_HEBREW_PARTICLES = "\u05d5\u05e9\u05d4\u05d1\u05dc\u05de\u05db"
_HEBREW_ORIGIN = "\u05d9"


def _she(doc: Document, index: int) -> bool:
    """Whether a word agrees with the woman's name before: smiling, said Ilham."""
    return doc.tokens[index].text.endswith("\u0629") and doc.given_gender(doc.tokens[index - 1].key) == "f"


_VERBAL_ENDS = ("\u062a", "\u0647\u0627", "\u0647\u0645", "\u0648\u0627", "\u0627\u062a")
"""What a verb ends in, or a noun with a pronoun."""


VERBAL = "\u064a\u062a\u0646\u0633"
"""The first letters of the present and future."""


def family_after_given(doc: Document, index: int) -> bool:
    """A definite word of origin or title right after a given name is the family name: al-Masri, al-Hajj, al-Sheikh."""
    found = doc.labels[index]
    return (
        doc.language == "ar"
        and doc.tokens[index].key.startswith(_ARTICLE)
        and ("honorific" in found or ("adj" in found and doc.tokens[index].key.endswith("\u064a")))
        and not found.keys() & {"stop", "common", "org", "company"}
        and index > 0
        and joined(doc, index)
        and (doc.is_given(index - 1) or _second_family(doc, index))
    )


def _second_family(doc: Document, index: int) -> bool:
    """Whether a given name and one definite family name stand before: Aisha al-Muhairi al-Kindi."""
    before = doc.tokens[index - 1].key
    return (
        index > 1
        and before.startswith(_ARTICLE)
        and before.endswith("\u064a")
        and "adj" not in doc.labels[index - 1]
        and doc.is_given(index - 2)
        and joined(doc, index - 1)
    )


def listed_family(doc: Document, index: int) -> bool:
    """A listed family name goes on a given name whatever else the word means: al-Hilu, al-Bustani, Belhaj."""
    if "family" not in doc.labels[index] or index == 0 or not joined(doc, index):
        return False
    if doc.language == "fa" and "common" in doc.labels[index - 1] and not titled(doc, index - 1):
        return False
    plain = doc.tokens[index].key.startswith(_ARTICLE) and doc.labels[index].keys() & {"common", "adj"}
    return doc.is_given(index - 1) and not (plain and "wordname" in doc.labels[index - 1])


_FAMILY_ENDS = (
    "وفيتش",
    "يتش",
    "سون",
    "بيرغ",
    "برغ",
    "شتاين",
    "وفا",
    "سكي",
    "يان",
    "زاده",
    "زادة",
    "پور",
    "نژاد",
    "راد",
    "فر",
    "خان",
    "اوغلو",
    "كيا",
    "וביץ'",
    "ברג",
    "שטיין",
    "מן",
    "סקי",
    "וב",
    "אי",
)


def family(doc: Document, index: int) -> bool:
    """Whether a word is a listed family name, or looks like one by its ending."""
    word = doc.tokens[index].key
    return "family" in doc.labels[index] or (word.endswith(_FAMILY_ENDS) and len(word) > 3)
