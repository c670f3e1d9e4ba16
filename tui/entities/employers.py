"""Firms in no list, in Arabic: by the office somebody holds there, by their nation, by their trade."""

from __future__ import annotations

from tui.entities.companies import latin_run
from tui.entities.document import Candidate, Document
from tui.entities.normalise import words_of
from tui.entities.rules import cuts_of
from tui.entities.tokens import Token

_ARTICLE = "\u0627\u0644"
_FOREIGN = 2.0
_AT = {"\u0644\u062f\u064a": 0.6, "\u0641\u064a": 0.45, "\u0645\u0646": 0.4}
"""At, in and from, with how surely a firm comes after them and an office."""
_FOR = "\u0644"
_COMMAS = frozenset(",\u060c(")
_OFFICES = words_of(
    "\u0645\u0624\u0633\u0633 \u0645\u0648\u0633\u0633 \u0645\u0648\u0633\u0633\u0647 \u0645\u062f\u064a\u0631 "
    "\u0645\u062f\u064a\u0631\u0647 \u0631\u0626\u064a\u0633 \u0631\u064a\u064a\u0633 \u0631\u064a\u064a\u0633\u0647 "
    "\u0645\u0627\u0644\u0643 \u0645\u0627\u0644\u0643\u0647 \u0635\u0627\u062d\u0628 \u0635\u0627\u062d\u0628\u0647 "
    "\u0634\u0631\u064a\u0643 \u0634\u0631\u064a\u0643\u0647 \u0645\u062d\u0644\u0644 \u0645\u062d\u0644\u0644\u0647 "
    "\u0645\u062d\u0627\u0645 \u0645\u062d\u0627\u0645\u064a\u0647 \u0643\u0628\u064a\u0631 \u0646\u0627\u064a\u0628 "
    "\u0645\u062a\u062d\u062f\u062b \u0645\u062a\u062d\u062f\u062b\u0647 \u0645\u0633\u062a\u0634\u0627\u0631 "
    "\u0645\u0633\u062a\u0634\u0627\u0631\u0647 \u062e\u0628\u064a\u0631 \u062e\u0628\u064a\u0631\u0647 "
    "\u0645\u0647\u0646\u062f\u0633 \u0645\u0647\u0646\u062f\u0633\u0647 \u0628\u0627\u062d\u062b "
    "\u0645\u0645\u062b\u0644"
)
"""Offices that are held in a firm, without the article; kin and ranks are none."""
_NATION = ("\u064a\u0647",)


_WITH_THE = ("\u0628\u0627\u0644", "\u0644\u0644", "\u0648\u0627\u0644", "\u0643\u0627\u0644", "\u0641\u0627\u0644")
"""A particle and the article."""


def proper(doc: Document, index: int) -> bool:
    """Whether a word is none of the language, as far as the lists go, or looks foreign."""
    known = doc.proper
    if not known:
        for place, token in enumerate(doc.tokens):
            type = token.type
            if type.proper is None:
                type.proper = _proper(doc, token)
            # A phrase that begins here has labels of its own.
            known.append(type.proper and doc.labels[place].keys() <= _OF_A_ROOT)
    return 0 <= index < len(known) and known[index]


def _proper_places(doc: Document) -> list[int]:
    """The indexes of all such words."""
    proper(doc, 0)
    return [index for index, known in enumerate(doc.proper) if known]


_OF_A_ROOT = frozenset(("derived",))


def _proper(doc: Document, token: Token) -> bool:
    """Whether a word is so by its form, if it begins no phrase."""
    if token.kind != "w" or token.script not in ("A", "H") or not doc.rules.words.known:
        return False
    if token.key.startswith(_WITH_THE):
        return False
    if len(token.key) < 3 or "\u064b" in token.text:
        return False
    labels = doc.rules.alone(token)
    return not labels or (_OF_A_ROOT.issuperset(labels) and doc.letters.score(token.key) >= _FOREIGN)


def proper_run(doc: Document, start: int, limit: int = 4) -> int:
    """The token after a run of such words, the kind of business at its end included; ``start`` if there is none."""
    end = start
    while end - start < limit and proper(doc, end) and (end == start or _joined(doc, end)):
        end += 1
    if end > start and _joined(doc, end) and "tail" in doc.labels[end]:
        end = doc.labels[end]["tail"]
    elif end == start + 1 and _joined(doc, end) and "geo" in doc.labels[end]:
        end += doc.tokens[end].key.startswith(_ARTICLE)  # Oryx of the Gulf
    return end


def _joined(doc: Document, index: int) -> bool:
    return index < len(doc.tokens) and doc.same_sentence(index - 1, index) and doc.gap(index) in (" ", "-", "\u00a0")


def _named(doc: Document, start: int) -> bool:
    """Whether what begins here is rather somebody's name: a given name, or two words before a verb of speech."""
    return doc.is_given(start)


def _candidate(doc: Document, start: int, end: int, letters: int, evidence: dict[str, float]) -> Candidate:
    return Candidate(start, end, doc.bare(start, letters), doc.tokens[end - 1].end, "company", evidence)


def find_employers(doc: Document) -> list[Candidate]:
    """The firm after an office that somebody holds: analyst at X; Y, founder of X."""
    found: list[Candidate] = []
    if doc.language != "ar":
        return found
    for index in doc.having("role"):
        end = doc.labels[index]["role"]
        if not doc.same_sentence(index, end):
            continue
        keys = [doc.tokens[index].key, *(rest for _, rest in cuts_of(doc.tokens[index]))]
        if not any(key.removeprefix(_ARTICLE) in _OFFICES for key in keys):
            continue
        place = _after_office(doc, index, end, construct=not any(key.startswith(_ARTICLE) for key in keys))
        if place is None:
            continue
        start, letters, weight = place
        if doc.tokens[start].script == "L":
            last = latin_run(doc, start)
        else:
            last = proper_run(doc, start) if letters == 0 else max(start + 1, proper_run(doc, start + 1))
        if last > start and not _named(doc, start):
            found.append(_candidate(doc, start, last, letters, {"employer": weight, "name": 0.4}))
    return found


def _after_office(doc: Document, index: int, end: int, *, construct: bool) -> tuple[int, int, float] | None:
    """Where the firm begins after an office, the letters before it, and how surely it is one."""
    position = end
    while position - end < 3 and doc.same_sentence(index, position):
        token = doc.tokens[position]
        if token.key in _AT:
            following = position + 1
            known = doc.same_sentence(index, following) and (proper(doc, following) or doc.tokens[following].capital)
            return (following, 0, _AT[token.key]) if known else None
        if token.key[:1] == _FOR and not doc.labels[position] and doc.letters.score(token.key[1:]) >= _FOREIGN:
            return position, 1, 0.6
        if not (token.key.startswith(_ARTICLE) or "adj" in doc.labels[position]):
            break
        position += 1
    apposed = doc.mark(index - 1) in _COMMAS and doc.mark(index - 1) != ""
    if construct and apposed and position == end and proper(doc, end):
        return end, 0, 0.55
    return None


_FIRM = words_of(
    "\u0627\u0644\u0634\u0631\u0643\u0647 \u0627\u0644\u0645\u062c\u0645\u0648\u0639\u0647 "
    "\u0627\u0644\u0645\u0624\u0633\u0633\u0647 \u0644\u0644\u0634\u0631\u0643\u0647 "
    "\u0644\u0644\u0645\u062c\u0645\u0648\u0639\u0647 \u0648\u0627\u0644\u0634\u0631\u0643\u0647"
)


def find_of_a_country(doc: Document) -> list[Candidate]:
    """Unknown words told to be of a nation in the feminine, as firms are: Minato, the Japanese."""
    found: list[Candidate] = []
    if doc.language != "ar":
        return found
    done = 0
    for index in _proper_places(doc):
        if index < done or doc.is_given(index):
            continue
        done = end = proper_run(doc, index)
        told = _joined(doc, index) and doc.is_label(index - 2, "cverb") and _feminine_nation(doc, index - 1)
        firm = _joined(doc, index) and index > 1 and doc.tokens[index - 2].key in _FIRM
        if firm and _feminine_nation(doc, index - 1):
            found.append(_candidate(doc, index, end, 0, {"nation": 0.6, "name": 0.4}))
        elif told and index > 1 and "adj" in doc.labels[index - 1]:
            found.append(_candidate(doc, index, end, 0, {"nation": 0.45, "verb": 0.4, "name": 0.3}))
        elif end < len(doc.tokens) and _joined(doc, end) and _feminine_nation(doc, end):
            found.append(_candidate(doc, index, end, 0, {"nation": 0.6, "name": 0.3}))
    return found


def find_unknown(doc: Document) -> list[Candidate]:
    """Words that are none of the language, alone: firms if a feminine verb, an owner or a trade stands beside them."""
    found: list[Candidate] = []
    if doc.language != "ar":
        return found
    done = 0
    owned = [index + 1 for index in doc.places_of_any(_OWNED) if index + 1 < len(doc.tokens)]
    for index in sorted({*_proper_places(doc), *owned}):
        letters, end = _unknown_run(doc, index) if index >= done else (0, index)
        if end == index:
            continue
        done = end
        evidence = {"name": 0.5 if doc.letters.score(doc.tokens[index].key[letters:]) >= _VERY else 0.35}
        if letters or _owned(doc, index) or doc.is_label(end, "ofafirm"):
            evidence["owned"] = 0.5
        if _feminine_verb(doc, index - 1) or _feminine_verb(doc, end):
            evidence["feminine"] = 0.35
        if len(evidence) > 1:
            found.append(_candidate(doc, index, end, letters, evidence))
    return found


_VERY = 5.0
_OWNED = words_of(
    "\u062a\u0627\u0628\u0639\u0647 \u0627\u0644\u062a\u0627\u0628\u0639\u0647 "
    "\u0645\u0645\u0644\u0648\u0643\u0647 \u0627\u0644\u0645\u0645\u0644\u0648\u0643\u0647 "
    "\u0645\u0646\u0627\u0641\u0633\u0647 \u0634\u0631\u064a\u0643\u0647 \u0627\u0644\u0627\u0645 "
    "\u0631\u0627\u0639\u064a\u0647 \u0645\u0648\u0631\u062f\u0647"
)
"""Belonging to, rival of, parent of: a firm comes after them and *to*."""


def _unknown_run(doc: Document, index: int) -> tuple[int, int]:
    """The letters of *to* before an unknown word, if it is owned by what follows, and the end of the run."""
    before = doc.tokens[index - 1].key if index else ""
    if not (proper(doc, index) or before in _OWNED):
        return 0, index
    if doc.is_given(index) or doc.given_cut(index) >= 0 or _of_somebody(doc, index):
        return 0, index
    token = doc.tokens[index]
    rest = token.key[1:]
    to = before in _OWNED and token.key[:1] == _FOR and token.kind == "w" and len(rest) > 3
    if to and not doc.rules.words.kind(rest) and not _labels(doc, rest):
        return 1, max(index + 1, proper_run(doc, index + 1) if _joined(doc, index + 1) else 0)
    return 0, proper_run(doc, index, 3)


def _owned(doc: Document, index: int) -> bool:
    return index > 1 and doc.tokens[index - 1].key == _FOR and doc.tokens[index - 2].key in _OWNED


def _of_somebody(doc: Document, index: int) -> bool:
    """Whether a word is elsewhere the last of somebody's name, or stands after a title."""
    if doc.is_label(index - 1, "role", "honorific", "place", "org", "product", "publication"):
        return True
    places = doc.places_of(doc.tokens[index].key) if doc.tokens[index].word else []
    return any(
        place and _joined(doc, place) and (doc.is_given(place - 1) or proper(doc, place - 1)) for place in places
    )


def _feminine_verb(doc: Document, index: int) -> bool:
    """Whether a word is a verb of *she*: in the present with ta-, or with -at behind."""
    if not 0 <= index < len(doc.tokens) or doc.tokens[index].kind != "w":
        return False
    token, found = doc.tokens[index], doc.labels[index]
    if not found or not found.keys().isdisjoint(("stop", "adj", "role", "place", "geo")):
        return False
    verb = token.text[0] == "\u062a" and len(token.key) > 3 and not token.text.endswith(("\u0629", "\u0627\u062a"))
    past = token.text.endswith("\u062a") and not token.key.endswith("\u0627\u062a") and len(token.key) > 3
    return verb or past


_BANK = words_of("\u0627\u0644\u0628\u0646\u0643 \u0627\u0644\u0645\u0635\u0631\u0641")
_CENTRAL = words_of(
    "\u0627\u0644\u0645\u0631\u0643\u0632\u064a \u0627\u0644\u062f\u0648\u0644\u064a "
    "\u0627\u0644\u0645\u0630\u0643\u0648\u0631 \u0646\u0641\u0633\u0647 \u0627\u0644\u0630\u064a "
    "\u0627\u0644\u062d\u0627\u0644\u064a \u0627\u0644\u062c\u062f\u064a\u062f"
)


def find_banks(doc: Document) -> list[Candidate]:
    """A bank with the article and its adjectives: al-Bank al-Ahli; the central one is no firm."""
    found: list[Candidate] = []
    for index in doc.places_of_any(_BANK) if doc.language == "ar" else ():
        end = index + 1
        while _joined(doc, end) and end - index < 4 and doc.tokens[end].key.startswith((_ARTICLE, "\u0644\u0644")):
            if doc.tokens[end].key in _CENTRAL or "stop" in doc.labels[end]:
                break
            end += 1
        if end - index > 1 and doc.tokens[index + 1].key.endswith("\u064a"):
            found.append(_candidate(doc, index, end, 0, {"designator": 0.6, "name": 0.4}))
    return found


def _feminine_nation(doc: Document, index: int) -> bool:
    token = doc.tokens[index]
    nation = "adj" in doc.labels[index] or doc.foreign(index) > -6
    return token.key.startswith(_ARTICLE) and token.key.endswith(_NATION) and len(token.key) > 6 and nation


def find_traders(doc: Document) -> list[Candidate]:
    """A trade and a name that it is completed by: Silwan Electricity, Midani Sweets; the trade is part of the name."""
    found: list[Candidate] = []
    if doc.language != "ar":
        return found
    for index in doc.having("trade", "goods"):
        labels = doc.labels[index]
        start = labels.get("trade") or labels["goods"]
        if not _joined(doc, start):
            continue
        letters = 0 if _trade(doc, doc.tokens[index].key) else _letters_before_trade(doc, index)
        end, weight = _completed(doc, index, start)
        if end > start:
            evidence = {"trade": weight, "name": 0.4}
            if doc.labels[index - 1].get("cslot") == index or doc.quoted(index - 1) == end:
                evidence["slot"] = 0.5
            if index and doc.labels[index - 1].get("company") == index:
                evidence["designator"] = 0.6
            if index and "trade" in labels and doc.tokens[index - 1].key in _AT:
                evidence["at"] = 0.3
            found.append(_candidate(doc, index, end, letters, evidence))
    return found


def _trade(doc: Document, word: str) -> bool:
    return not _labels(doc, word).isdisjoint(("trade", "goods"))


def _letters_before_trade(doc: Document, index: int) -> int:
    return next((letters for letters, rest in cuts_of(doc.tokens[index]) if _trade(doc, rest)), 0)


def _completed(doc: Document, index: int, start: int) -> tuple[int, float]:
    """The end of a name that completes a trade, and how surely it is one."""
    token, found = doc.tokens[start], doc.labels[start]
    definite = token.key.startswith(_ARTICLE)
    if "honorific" in found and _joined(doc, found["honorific"]) and doc.is_given(found["honorific"]):
        return found["honorific"] + 1, 0.6
    if proper(doc, start):
        end = proper_run(doc, start)
        further = definite and _joined(doc, end) and doc.tokens[end].key.startswith(_ARTICLE)
        return end + (further and "adj" in doc.labels[end] and doc.tokens[end].key[-1] != _NATION[0][-1]), 0.65
    if "family" in found or (doc.is_given(start) and "common" not in found):
        return start + 1, 0.6
    if definite and not found.keys() - {"derived", "word", "role"}:
        # An adjective would agree with the feminine or plural head: so al-Rabbati is somebody.
        origin = token.key.endswith("\u064a") and doc.tokens[index].key.endswith(("\u0647", "\u0627\u062a"))
        return (start + 1, 0.6 if origin else 0.3) if origin or "trade" in doc.labels[index] else (start, 0.0)
    return start, 0.0


def _labels(doc: Document, word: str) -> frozenset[str]:
    return doc.rules.labels_of(word)
