"""Where a name ends in Hebrew, Persian and Urdu: at a mark, a small word, a verb; a word with a hyphen is one word.

These scripts have no capitals and these languages no article before a name, so that the edges say more than the words.
"""

from __future__ import annotations

from tui.entities.document import Document
from tui.entities.normalise import words_of
from tui.entities.signs import titled
from tui.entities.tokens import ZWNJ

LANGUAGES = frozenset(("he", "fa", "ur"))
_HEBREW_THE, _AND = "\u05d4", "\u05d5"
_PREFIXES = words_of(
    "\u05d1 \u05d5 \u05dc \u05de \u05d4 \u05e9 \u05db \u05d5\u05d1 \u05d5\u05dc \u05d5\u05de \u05d5\u05d4 \u05e9\u05d1 "
    "\u05e9\u05dc \u05e9\u05de \u05db\u05e9 \u05de\u05d4"
)
"""Hebrew particles that are joined by a hyphen to digits and Latin letters."""
_AFFIXES = words_of(
    "\u0647\u0627 \u0647\u0627\u064a \u0647\u0627\u064a\u064a \u0627\u064a \u0627\u0645 \u0627\u062a \u0627\u0634 "
    "\u062a\u0631 \u062a\u0631\u064a\u0646 \u0627\u0646\u062f \u0627\u064a\u0645 \u0645\u064a \u0646\u0645\u064a "
    "\u0634\u0627\u0646 \u0645\u0627\u0646 \u062a\u0627\u0646 \u0647\u0627\u064a\u0634"
)
"""What Persian joins to a word by a zero width non-joiner without making another word of it."""
_PARTICLES = "\u05d5\u05d4\u05d1\u05dc\u05de\u05db\u05e9"
_REFLEXIVE = ("\u05d4\u05ea", "\u05d9\u05ea", "\u05ea\u05ea")
"""What Hebrew verbs of the seventh form begin with."""
_FRONT = ("stop", "speech", "ergative", "role", "honorific", "adj", "month", "cverb", "attrib", "owned")
_ENDS = {
    "he": ("stop", "speech", "cverb", "attrib", "role", "honorific", "month", "byline"),
    "fa": ("stop", "speech", "cverb", "attrib", "role", "honorific", "month", "byline", "ergative", "light"),
    "ur": ("stop", "speech", "attrib", "role", "honorific", "month", "byline", "ergative"),
}
_YEH = "\u064a"
_WORDY = ("word", "derived", "common", "wordname", "adj")
_AFTER_NAMES = {
    "he": words_of(
        "\u05e9\u05dc \u05d0\u05ea \u05db\u05d9 \u05e2\u05dc \u05d4\u05d5\u05d0 \u05d4\u05d9\u05d0 \u05dc\u05d0 "
        "\u05d2\u05dd \u05d4\u05d9\u05d4 \u05d4\u05d9\u05d9\u05ea\u05d4 \u05e2\u05dd \u05d0\u05dc \u05d0\u05d5"
    ),
    "fa": words_of(
        "\u0627\u0632 \u062f\u0631 \u0628\u0647 \u0628\u0627 \u0643\u0647 \u0631\u0627 \u0648 \u062a\u0627 "
        "\u0628\u0631\u0627\u064a \u0646\u064a\u0632 \u0647\u0645 \u0627\u0633\u062a \u0628\u0648\u062f"
    ),
    "ur": words_of(
        "\u0646\u064a \u0643\u0627 \u0643\u064a \u0643\u0648 \u0633\u064a \u067e\u0631 \u0645\u064a\u06ba \u062a\u0643 "
        "\u0627\u0648\u0631 \u0628\u0647\u064a \u0647\u064a\u06ba"
    ),
}
"""Small words that come after a name, and seldom between a noun and its verb."""


def glued(doc: Document, index: int) -> bool:
    """Whether a token is the further part of a word with a hyphen, a maqaf or a zero width non-joiner."""
    if doc.language not in LANGUAGES or not 0 < index < len(doc.tokens) or not doc.tokens[index].glue:
        return False
    before = doc.tokens[index - 1]
    if not before.word or doc.tokens[index].kind == "n" or before.script != doc.tokens[index].script:
        return False
    return not (before.script == "H" and before.key in _PREFIXES)


def affix(doc: Document, index: int) -> bool:
    """Whether a token is an ending or a beginning that Persian joins to a word."""
    return doc.tokens[index].glue == ZWNJ and doc.tokens[index].key in _AFFIXES


def unit(doc: Document, start: int) -> int:
    """The token after the whole word that begins at ``start``, with all parts that are joined to it."""
    end = start + 1
    while end < len(doc.tokens) and glued(doc, end):
        end += 1
    return end


def bound(doc: Document, index: int) -> bool:
    """Whether a name that ends before token ``index`` is closed there: by a mark, a small word, a verb or a role."""
    if index <= 0 or not doc.same_sentence(index - 1, index) or not doc.tokens[index].word:
        return True
    if not doc.gap(index).isspace() and not doc.tokens[index].glue:
        return True
    found = doc.labels[index]
    if any(label in found for label in _ENDS.get(doc.language, ())):
        return True
    if doc.language != "he" or doc.is_given(index):
        return False
    word = doc.tokens[index].key
    if not found and len(word) > 5 and word.startswith(_REFLEXIVE):
        return True
    return "derived" in found or conjoined(doc, index) or (not word.startswith(_HEBREW_THE) and prefixed(doc, index))


def prefixed(doc: Document, index: int) -> bool:
    """Whether a Hebrew word is an ordinary one with an article or a particle before it."""
    word = doc.tokens[index].key
    return (
        doc.language == "he"
        and word[0] in _PARTICLES
        and bool(doc.labels[index])
        and not doc.is_given(index)
        and not lemma(doc, index)
        and doc.rules.words.kind(word[1:]) != ""
    )


def conjoined(doc: Document, index: int) -> bool:
    """Whether a Hebrew word is *and* with a name or a word after it; hardly a name begins with a single vav."""
    word = doc.tokens[index].key
    if doc.language != "he" or len(word) < 4 or word[0] != _AND or word[1] == _AND or doc.is_given(index):
        return False
    if "family" in doc.labels[index]:
        return False
    return bool(doc.given_gender(word[1:])) or doc.rules.words.kind(word[1:]) != ""


def after_name(doc: Document, index: int) -> bool:
    """Whether what stands at ``index`` follows names rather than nouns: a mark, a verb of speech, an *of* or *that*."""
    if index >= len(doc.tokens) or not doc.same_sentence(index - 1, index) or not doc.tokens[index].word:
        return True
    if doc.is_label(index, "speech", "ergative", "role"):
        return True
    return doc.tokens[index].key in _AFTER_NAMES.get(doc.language, ())


def unknown(doc: Document, index: int) -> bool:
    """Whether a word is in no list of its language and no name of a person either."""
    token = doc.tokens[index]
    return token.kind == "w" and token.script in ("A", "H") and len(token.key) > 2 and not doc.labels[index]


def lemma(doc: Document, index: int) -> bool:
    """Whether a listed word stands bare, without article, particle or ending, as it does in a family name."""
    return doc.rules.words.has(doc.tokens[index].key)


def indefinite(doc: Document, index: int) -> bool:
    """Whether a Persian word is an ordinary one with the ending of *a*: a garden, a company."""
    word = doc.tokens[index].key
    return doc.language == "fa" and word.endswith(_YEH) and "word" in doc.labels[index] and not lemma(doc, index)


def as_family(doc: Document, index: int) -> bool:
    """Whether an ordinary word right after a given name is the family's: bare, with an edge after it."""
    if doc.language not in LANGUAGES or not doc.is_given(index - 1):
        return False
    if not doc.labels[index - 1].keys().isdisjoint(_WORDY) and not titled(doc, index - 1):
        return False
    return (lemma(doc, index) or glued(doc, index + 1)) and after_name(doc, unit(doc, index))


def as_given(doc: Document, index: int) -> bool:
    """Whether an ordinary word before a family name is a given one: it is bare, and what follows is no word."""
    if doc.language not in LANGUAGES or not lemma(doc, index) or not doc.same_sentence(index, index + 1):
        return False
    following = index + 1
    if not doc.gap(following).isspace() or not (unknown(doc, following) or "family" in doc.labels[following]):
        return False
    return after_name(doc, unit(doc, following))


def half(doc: Document, start: int, end: int) -> bool:
    """Whether a hyphen ties a run to what stands before or behind it: it is a half of a name."""
    return glued(doc, start) or (glued(doc, end) and not affix(doc, end))


def subject(doc: Document, index: int) -> bool:
    """Whether a family name that is a word too stands as one: of two joined words, or at the front of a clause."""
    if glued(doc, index + 1):
        return True
    return clause_initial(doc, index) and not doc.is_label(index, "stop", "month", "cverb")


def clause_initial(doc: Document, index: int) -> bool:
    """Whether a word opens a sentence, a quotation or a clause after a mark: the subject stands there."""
    return doc.language in LANGUAGES and (doc.tokens[index].first or bool(doc.mark(index - 1)))


def inside_place(doc: Document, index: int) -> bool:
    """Whether a token is the further part of a place's name of several words."""
    return doc.language in LANGUAGES and any(
        doc.labels[back].get("geo", 0) > index for back in range(max(index - 2, 0), index)
    )


def no_person(doc: Document, index: int, slots: list[str]) -> bool:
    """Whether nobody's name begins here, by the ``slots`` of a person that there are: a half of a word, a noun."""
    if glued(doc, index) or inside_place(doc, index):
        return True
    if doc.language == "he":
        return "title" not in slots and "company" in doc.labels[index]
    return doc.language in LANGUAGES and not slots and "common" in doc.labels[index]


def edge(doc: Document, index: int) -> bool:
    """Whether a word before a name is none of it: a small word, a verb, a role, an adjective."""
    return doc.is_label(index, *_FRONT)
