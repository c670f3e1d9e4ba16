"""Companies known by where they stand: in quotation marks, in Latin letters, before and after what only firms do."""

from __future__ import annotations

import re

from tui.entities.companies import extend, latin_run
from tui.entities.document import Candidate, Document
from tui.entities.employers import proper, proper_run
from tui.entities.heads import ORDINARY_ENDS
from tui.entities.names import possible
from tui.entities.normalise import words_of
from tui.entities.tokens import OPENERS, is_closer


def find_quoted(doc: Document) -> list[Candidate]:
    """Quotations where a company stands: after l-/from, before a company verb."""
    found: list[Candidate] = []
    for index in doc.marks(OPENERS):
        close = doc.quoted(index)
        if close < 0 or doc.tokens[index + 1].script not in ("A", "H", "L"):
            continue
        if any("stop" in doc.labels[i] for i in range(index + 1, close)) or doc.mark(close - 1) in (".", "!"):
            continue
        if close - index == 2 and doc.is_given(index + 1):
            continue
        evidence = {}
        if doc.is_label(close + 1, "cverb") and doc.same_sentence(index, close + 1):
            evidence = {"verb": 0.5, "quoted": 0.4}
        before = index - 1
        if before >= 0 and doc.same_sentence(before, index):
            if "cverb" in doc.labels[before] or doc.labels[before].get("cslot") == index:
                evidence = {"verb": 0.55, "quoted": 0.4}
            elif doc.labels[before].get("product") == index or doc.labels[before].get("publication") == index:
                continue
        if evidence:
            end = doc.tokens[close - 1].end
            found.append(Candidate(index + 1, close, doc.tokens[index + 1].start, end, "company", evidence))
    return found


def find_slots(doc: Document) -> list[Candidate]:
    """One unknown word where only a firm can stand, as after "shares of": weak, needs repetition or a second sign."""
    found: list[Candidate] = []
    if doc.language != "ar":
        return found
    for index in doc.having("cslot"):
        start = doc.labels[index]["cslot"]
        if start >= len(doc.tokens) or doc.is_given(start):
            continue
        if doc.labels[start]:
            if _only_word(doc, start) and not doc.labels[start - 1].keys().isdisjoint(("cslot",)):
                share = doc.tokens[start - 1].key in _SHARE
                token = doc.tokens[start]
                evidence = {"slot": 0.62 if share else 0.5, "name": 0.22}
                found.append(Candidate(start, start + 1, token.start, token.end, "company", evidence))
            continue
        if possible(doc, start, first=True) and not doc.tokens[start].text.endswith(ORDINARY_ENDS):
            token, end = doc.tokens[start], max(proper_run(doc, start), start + 1)
            evidence = {"slot": 0.55, "name": 0.4 if proper(doc, start) else 0.2}
            found.append(Candidate(start, end, token.start, doc.tokens[end - 1].end, "company", evidence))
    return found


_HEBREW_IN = "\u05d1"
_SHARE = words_of("\u0633\u0647\u0645 \u0627\u0633\u0647\u0645")
_WITH = words_of("\u0645\u0639 \u0648\u062a\u0645\u0644\u0643 \u062a\u0645\u0644\u0643")
_NATION = re.compile("\u0627\u0644.{3,}\u064a\u0647")


def _only_word(doc: Document, index: int) -> bool:
    """Whether an indefinite word that is made of a root, and in no list, may be a name here."""
    token = doc.tokens[index]
    ordinary = (
        not doc.labels[index].keys() - {"derived"} and token.script == "A" and doc.same_sentence(index - 1, index)
    )
    shaped = (
        token.key.startswith((_ARTICLE, "\u0644\u0644")) or token.text.endswith(ORDINARY_ENDS) or "\u064b" in token.text
    )
    completed = (
        index + 1 < len(doc.tokens) and doc.tokens[index + 1].key.startswith(_ARTICLE) and doc.gap(index + 1) == " "
    )
    return ordinary and not shaped and not completed and doc.rules.words.nominal(token.key)


_ARTICLE = "\u0627\u0644"


def find_listed(doc: Document) -> list[Candidate]:
    """Firms that bear a person's name, after *share*: in Arabic nobody else has shares in the news."""
    found: list[Candidate] = []
    for index in doc.places_of_any(_SHARE) if doc.language == "ar" else ():
        start = index + 1
        if not doc.same_sentence(index, start):
            continue
        if not (possible(doc, start, first=True) and (doc.is_given(start) or doc.is_given(start + 1))):
            continue
        end = start + 1
        if doc.same_sentence(start, end) and doc.gap(end).isspace() and possible(doc, end):
            end += 1
        span = (doc.tokens[start].start, doc.tokens[end - 1].end)
        found.append(Candidate(start, end, *span, "company", {"slot": 0.85, "name": 0.4}))
    return found


def find_of_a_nation(doc: Document) -> list[Candidate]:
    """An unknown Arabic word after *with* or *owns*, told to be of a nation: with Longi, the Chinese."""
    found: list[Candidate] = []
    for before in doc.places_of_any(_WITH) if doc.language == "ar" else ():
        index = before + 1
        if not doc.same_sentence(before, index + 1):
            continue
        token, following = doc.tokens[index], doc.tokens[index + 1]
        told = not doc.labels[index + 1].keys() - {"adj"} and _NATION.fullmatch(following.key)
        fits = (
            not doc.labels[index].keys() - {"wordname"}
            and possible(doc, index, first=True)
            and not token.text.endswith(ORDINARY_ENDS)
        )
        if told and fits:
            found.append(Candidate(index, index + 1, token.start, token.end, "company", {"slot": 0.55, "nation": 0.5}))
    return found


_TERMS = words_of("ai it vc pr hr ceo cfo cto coo tv led api pc gps usb dna ipo esg vip sms")
"""Abbreviations that Arabic and Hebrew newsrooms write in Latin letters and that name nobody."""


def find_latin(doc: Document) -> list[Candidate]:
    """Capitalised Latin runs beside Arabic or Hebrew: a company only with a second sign."""
    found: list[Candidate] = []
    done = 0
    for index in [i for i, token in enumerate(doc.tokens) if token.capital and token.script == "L"]:
        if index < done:
            continue
        end = latin_run(doc, index)
        if end - index == 1 and doc.tokens[index].key in _TERMS:
            continue
        evidence = {"latin": 0.35}
        before = index - 1
        inner = range(index, end)
        if (any("legal" in doc.labels[i] for i in inner) and end - index > 1) or doc.is_label(end, "legal"):
            evidence["legal"] = 0.9
        elif any("tail" in doc.labels[i] for i in range(index + 1, end)):
            evidence["tail"] = 0.6
        if before >= 0 and any(doc.labels[i].get("cslot") == index for i in range(max(0, index - 3), index)):
            evidence["slot"] = 0.5
        if doc.is_label(end, "cverb"):
            evidence["verb"] = 0.5
        inside = doc.language == "he" and before > 0 and doc.tokens[before].key == _HEBREW_IN
        if inside and any(doc.labels[i].get("role") == before for i in range(max(0, before - 3), before)):
            evidence["slot"] = 0.5
        if doc.language == "ar" and doc.same_sentence(index, end) and _NATION.fullmatch(doc.tokens[end].key):
            evidence["nation"] = 0.6
        if len(evidence) > 1 and not (doc.mark(before) == "(" and is_closer(doc.mark(end))):
            found.append(Candidate(index, end, doc.tokens[index].start, doc.tokens[end - 1].end, "company", evidence))
        done = end
    return found


def find_subjects(doc: Document) -> list[Candidate]:
    """Unknown words before or after a company verb: weak, needs repetition."""
    found: list[Candidate] = []
    for index in doc.having("cverb"):
        labels = doc.labels[index]
        if doc.tokens[index].script not in ("A", "H") or "speech" in labels:
            continue
        for start in (index - 1, labels["cverb"]):
            if doc.language in ("fa", "ur") and not proper(doc, start):
                continue  # the object stands before the verb there
            if possible(doc, start, first=True) and doc.same_sentence(start, index) and not doc.is_given(start):
                end = extend(doc, start, "") if start > index else index
                evidence = {"verb": 0.4, "name": 0.3 if proper(doc, start) else 0.2}
                found.append(
                    Candidate(start, end, doc.tokens[start].start, doc.tokens[end - 1].end, "company", evidence)
                )
    return found
