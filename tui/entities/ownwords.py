"""What a capital run says by its own words: an ampersand, a head word, a double family name, a line of its own."""

from __future__ import annotations

import re

from tui.entities.document import TITLE, Document
from tui.entities.normalise import serbian_stems, words_of
from tui.entities.others import in_ic

_GERMAN_HEADS = words_of(
    "stadtwerke sparkasse volksbank raiffeisenbank landesbank kreissparkasse stadtsparkasse autohaus weingut"
)
"""Nouns for a firm that are part of its name: Stadtwerke Kiel."""
PUBLIC = (
    "gradonacel",
    "nacelni",
    "poslani",
    "minist",
    "ambasador",
    "odborni",
    "premijer",
    "guverner",
    "kralj",
    "stanovni",
)
"""What begins the words for offices that are of towns and countries and of no firm."""
_SERBIAN_HEADS = re.compile("(?:ar|arij|erij|ionic)(?:a|e|i|u|om)")


def own_words(doc: Document, start: int, end: int, company: dict[str, float], person: dict[str, float]) -> None:
    """Signs in the run itself: an ampersand, a head word, two capitals in a word, a double family name."""
    texts = [token.text for token in doc.tokens[start:end]]
    if "&" in texts:
        company["amp"] = 0.9
        person.pop("grammar", None)
    if end - start > 1 and is_head(doc, start):
        company["head"] = 0.7
        person.pop("grammar", None)
    if any(map(_camel, texts)):
        company["camel"] = 0.6
    if doc.language == "sr" and _joined_trade(doc.tokens[start].key) and not doc.is_given(start):
        company["joined"] = 0.65
    if doc.language == "sr" and end - start > 1 and doc.tokens[end - 1].text.islower():
        company["tail"] = 0.75
        person.pop("grammar", None)
    glued = [i for i in range(start + 1, end) if doc.tokens[i].glue]
    if glued and len(glued) < end - start - 1 and doc.tokens[end - 1].glue and doc.tokens[end - 1].capital:
        person["double"] = 0.5
    if doc.language in ("fr", "de") and glued and len(glued) == end - start - 1:
        person.pop("grammar", None)  # Carl-Benz-Saal
        company.pop("capital", None)
    if _alone_in_its_line(doc, start, end):
        person["line"] = 0.55


_JOINED = re.compile(
    "..+(?:promet|invest|plast|gradnj|trans|komerc|eksport|impeks|impex|metal|hemij|farm|produkt|projekt|energ|centrop|prom)"
    "(?:a|e|i|u|om|ov|ova|ove|ovu|ovog|ovom|ovoj|ovi|ja|je|ji|ju|jom)?"
)


def _joined_trade(word: str) -> bool:
    """Whether a Serbian word is a firm's by its second half: Zitopromet, Krovinvest, Tehnoplast."""
    return len(word) > _SHORT_FIRM and _JOINED.fullmatch(word) is not None


_SHORT_FIRM = 7


def is_head(doc: Document, index: int) -> bool:
    """Whether a capitalised word is the head of a firm's name: Zlatara Kujundzic, Faiencerie Kerlidou."""
    token = doc.tokens[index]
    if doc.language == "de":
        return token.key in _GERMAN_HEADS
    if not token.capital or doc.language not in ("sr", "fr"):
        return False
    if doc.language == "fr":
        return "company" in doc.labels[index] or token.key.endswith("erie")
    return (not token.first and "company" in doc.labels[index]) or is_trade(doc, index)


def is_trade(doc: Document, index: int) -> bool:
    """Whether a Serbian word is a workshop by its ending: zlatara, stamparija, cilimara."""
    word = doc.tokens[index].key
    if doc.labels[index].keys() & {"adj", "geo"}:
        return False
    return _SERBIAN_HEADS.fullmatch(word[-6:]) is not None or (
        _SERBIAN_HEADS.search(word[3:]) is not None
        and bool(re.search(_SERBIAN_HEADS.pattern + "$", word))
        and len(word) > 5
        and not any(doc.given_gender(stem) for stem in serbian_stems(word))
    )


def _camel(text: str) -> bool:
    """Whether a word has a capital inside, as firms like it and few family names do: NordPallet."""
    if text[1:].islower():
        return False
    inner = next((i for i in range(2, len(text)) if text[i].isupper() and text[i - 1].islower()), 0)
    return inner > 2 and text[:inner] not in ("Mac", "Fitz")


def _alone_in_its_line(doc: Document, start: int, end: int) -> bool:
    """Whether a line holds nothing but this name, as the line of its author does."""
    span = doc.sentences[doc.tokens[start].sentence]
    if (span.first, span.last) != (start, end) or not 2 <= end - start <= 4 or doc.region(span.start) == TITLE:
        return False
    return span.paragraph in (0, 1, 2) or end >= len(doc.tokens) - 4


def serbian_employer(
    doc: Document,
    start: int,
    company: dict[str, float],
    person: dict[str, float],
    before: dict[str, tuple[int, int]],
) -> None:
    """A lone word in the genitive after a role is whom somebody works for: direktor Zrnoploda."""
    word = doc.tokens[start].key
    if "role" not in before or "title" not in person or in_ic(doc, start):
        return
    if doc.tokens[before["role"][0]].key.startswith(PUBLIC):
        person.pop("title")
        return
    if word[-1:] in "ae" and not doc.given_gender(word) and not doc.is_label(before["role"][0], "honorific"):
        del person["title"]
        company["employer"] = 0.6
