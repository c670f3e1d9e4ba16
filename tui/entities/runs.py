"""Capital runs: which capitalised words of Latin and Cyrillic text hang together as one phrase."""

from __future__ import annotations

import re

from tui.entities.document import Document
from tui.entities.normalise import words_of

PARTICLES = words_of(
    "de da di del della dos van von der den ten ter la le du el al bin ibn bint ben abu abd zu af av y ould ag"
)
GLUED = "glued"
"""The evidence of a German firm before a hyphen and a role: Siemens-Chef."""
SPLIT = "split"
"""What the second part of a run has that holds a firm and then a person."""
_NOBLE = words_of("de d du von zu van di da")
"""Small words of French and German that may stand in a name, right behind the given name."""
_NICK = frozenset("\"\u201c\u201d'\u2018\u2019")
_DOUBLE = words_of("de von van der la al el bin den")
_OF = words_of("of for")
_AND = words_of("and i und et ve \u0438")
_KIN = words_of(
    "sons brothers daughters partners associates co company sohn sohne tochter partner bruder fils freres filles cie "
    "sin sinovi kceri cerke braca brat partneri ortaci ogullari kardesler"
)
_FORMS = words_of("plc doo ad ag gmbh as dd")
_LOWER_FORMS = words_of("plc gmbh doo ad dd")
_JOINTS = ("", "-", "\u2010")
_BASED = words_of("based born owned led run made style wide like era only free")
_SHORTEST_OF_THREE = 5
_SERBIAN_TAILS = (
    "bank", "grup", "fond", "kapital", "holding", "transport", "gradnj", "promet", "invest", "komerc", "osiguranj",
    "rekords", "inzenjering", "softver", "telekom", "energ", "agrar", "trejd", "farm", "nekretnin", "logistik",
    "sistem", "tehnologij", "elektronik", "hotel", "motor", "ventur", "partner", "produkcij", "film", "studio",
    "pivar", "mlekar", "pekar", "kompani", "njeft", "petrol", "erlajns", "ervejz", "industrij", "medij",
    "digital", "labs", "tek", "bioteh", "autoprevoz", "solar",
)  # fmt: skip
"""Stems of the words with a small letter that close a firm's name: Jadar banka, Petrovic gradnja."""
_CASES = words_of("a e i u o om em ov ja je ji ju jom ija ije iji iju ijom ica ice ama ima ovi ova") | {""}
_ADJECTIVE = re.compile(
    "(?:[sc]k|plav|crven|bel|bijel|zelen|crn|zlatn|srebrn|velik|mal|star|nov|prv|mlad)(?:a|e|i|u|o|oj|om|og|ih|im)$"
)
"""The forms of adjectives that firms are named with."""


_NO_NOUN = frozenset({"stop", "speech", "cverb", "role", "adj"})


def _closes(doc: Document, index: int) -> bool:
    return index >= len(doc.tokens) or doc.tokens[index].kind == "p"


def runs(doc: Document) -> list[tuple[int, int]]:
    """Token ranges, end exclusive, of capitalised words that hang together."""
    found: list[tuple[int, int]] = []
    end = 0
    for index in [i for i, token in enumerate(doc.tokens) if token.capital]:
        if index >= end and _opens(doc, index):
            end = _run(doc, index)
            found.append((index, end))
    return found


def _opens(doc: Document, index: int) -> bool:
    """A capitalised word of two letters or more, an acronym, or an initial with its full stop."""
    token = doc.tokens[index]
    if not (token.word and token.capital):
        return False
    full = token.script in ("L", "C") and (len(token.text) > 1 or token.kind == "a")
    return full or (index + 1 < len(doc.tokens) and doc.mark(index + 1) == ".")


def _run(doc: Document, start: int) -> int:
    end = start + 1
    while end < len(doc.tokens) and doc.same_sentence(start, end):
        if doc.tokens[end - 1].possessive and not (_plain_word(doc, end) and doc.is_label(end, "tail", "legal")):
            break
        legal = _legal_form(doc, end)
        if legal is not None:
            return legal
        more = _next(doc, start, end)
        if more == end:
            break
        end = more
    return end


def _legal_form(doc: Document, end: int) -> int | None:
    """The end of a legal form at ``end``, which closes a name: "Acme Ltd", "Acme, d.o.o."."""
    here = doc.tokens[end]
    if _plain_word(doc, end) or "legal" not in doc.labels[end] or doc.gap(end).strip() not in ("", ","):
        return None
    lower = here.text.islower() and here.key not in _LOWER_FORMS
    return doc.labels[end]["legal"] if here.kind == "a" or (here.key in _FORMS and not lower) else None


def _plain_word(doc: Document, end: int) -> bool:
    """Whether the token at ``end`` is one more capitalised word of the run."""
    here, gap = doc.tokens[end], doc.gap(end)
    if here.key == "i" and doc.language == "en" and doc.mark(end + 1) != ".":
        return False  # the pronoun
    return here.word and here.capital and gap.strip(" \u00a0") in _JOINTS and "\n" not in gap


def _next(doc: Document, start: int, end: int) -> int:
    """Where the run ends with what stands at ``end`` taken in; ``end`` itself if that is no part of it."""
    if _plain_word(doc, end) or _initial_stop(doc, end) or _korean(doc, start, end):
        return end + 1
    here = doc.tokens[end]
    follows = _capital(doc, end, end + 1) and doc.tokens[end + 1].word
    if follows and here.text in _NICK and doc.mark(end + 2) in _NICK and doc.mark(end + 2) and doc.is_given(end - 1):
        return end + 4 if _capital(doc, end, end + 3) and doc.tokens[end + 3].word else end  # Calvin "Cal" Strand
    if follows and (here.text == "&" or _particle(doc, end) or _of(doc, end) or _and_kin(doc, end)):
        return end + 2
    named = doc.language != "de" or doc.is_given(end - 1)
    if named and here.key in _DOUBLE and end + 2 < len(doc.tokens) and doc.tokens[end + 1].key in PARTICLES:
        return end + 3 if doc.tokens[end + 2].capital else end
    if here.text == "," and end + 1 < len(doc.tokens) and "legal" in doc.labels[end + 1]:
        return end + 2 if doc.tokens[end + 1].capital else end
    if doc.language == "sr":
        return _serbian(doc, start, end)
    if doc.language == "fr":
        return _french(doc, start, end)
    if doc.language == "tr" and here.key == "ve" and follows:
        body = any("org" in doc.labels[i] for i in range(end + 1, min(end + 5, len(doc.tokens))))
        return end + 2 if body else end
    return end


def _serbian(doc: Document, start: int, end: int) -> int:
    """The end with the words of a Serbian firm that have a small letter: Jadar banka, Klas i sin."""
    here = doc.tokens[end]
    if here.glue and here.text.islower() and "tail" in doc.labels[end]:
        return end + 1  # Morava-invest
    if not here.word or doc.gap(end) != " " or doc.is_label(end - 1, "geo", "adj", "month", "stop", "org"):
        return end
    if here.key in _AND and end + 1 < len(doc.tokens) and doc.tokens[end + 1].key in _KIN:
        return end + 2
    told = end - start == 1 and doc.is_label(start, "company", "role")
    if here.key.startswith(_SERBIAN_TAILS) and here.text.islower() and not told:
        stem = next(one for one in _SERBIAN_TAILS if here.key.startswith(one))
        opening = doc.tokens[start].first and _ADJECTIVE.search(doc.tokens[start].key) is not None
        if here.key[len(stem) :] in _CASES and not opening:
            return end + 1
    return _serbian_pair(doc, start, end)


def _serbian_pair(doc: Document, start: int, end: int) -> int:
    """The end of a firm's name of two words after what it is: "agencija Bas i tisina,"."""
    if not (end - start == 1 and doc.is_label(start - 1, "company") and doc.tokens[start - 1].text.islower()):
        return end
    if doc.tokens[end].key == "i" and _closes(doc, end + 2) and doc.tokens[end + 1].text.islower():
        return end + 2
    if doc.tokens[end].text.islower() and not doc.labels[end].keys() - {"tail"} and _closes(doc, end + 1):
        return end + 1  # Kamen plus
    adjective = _ADJECTIVE.search(doc.tokens[start].key) is not None and not doc.labels[end].keys() & _NO_NOUN
    if adjective and doc.tokens[end].text.islower() and not doc.is_given(start):
        return end + 1
    return end


def _french(doc: Document, start: int, end: int) -> int:
    """The end with "du Vallon" after a firm's head word."""
    head = "company" in doc.labels[end - 1] or doc.tokens[end - 1].key.endswith("erie")
    here = doc.tokens[end]
    if head and doc.tokens[end - 1].capital and here.key in ("du", "des", "de", "d") and end + 1 < len(doc.tokens):
        return end + 2 if doc.tokens[end + 1].capital else end
    return end


def _korean(doc: Document, start: int, end: int) -> bool:
    """The second half of a given name after a hyphen: Seo Hyun-jae."""
    here, before = doc.tokens[end], doc.tokens[end - 1]
    return (
        bool(here.glue)
        and here.glue != "\u200c"
        and end - start >= 2
        and here.text.islower()
        and max(len(here.text), len(before.text)) <= _SHORTEST_OF_THREE
        and here.key not in _BASED
        and not doc.labels[end]
    )


def _capital(doc: Document, end: int, index: int) -> bool:
    return index < len(doc.tokens) and doc.same_sentence(end, index) and doc.tokens[index].capital


def _initial_stop(doc: Document, end: int) -> bool:
    """The full stop of an initial, with a name after it: "J. K. Rowling"."""
    return doc.tokens[end].text == "." and len(doc.tokens[end - 1].text) == 1 and _capital(doc, end, end + 1)


def _particle(doc: Document, end: int) -> bool:
    if doc.tokens[end].key not in PARTICLES or doc.gap(end) != " ":
        return False
    named = doc.language in ("fr", "de") and doc.tokens[end].key in _NOBLE and doc.is_given(end - 1)
    return named or not doc.is_label(end, "stop")


def _of(doc: Document, end: int) -> bool:
    """ "of" after the head of an organisation: "Bank of America"."""
    return doc.tokens[end].key in _OF and doc.is_label(end - 1, "org", "tail")


def _and_kin(doc: Document, end: int) -> bool:
    """ "and" before what only a firm's name has there: "Smith and Sons"."""
    return doc.tokens[end].key in _AND and not doc.is_label(end - 1, "stop") and doc.tokens[end + 1].key in _KIN


def compound(doc: Document, begin: int, stop: int) -> int:
    """In German the index of the role that is glued to a firm's name: "Siemens-Chef"; else -1."""
    if doc.language != "de":
        return -1
    for index in range(begin + 1, stop):
        if doc.tokens[index].glue and doc.is_label(index, "role", "company", "glued"):
            return index
    return -1
