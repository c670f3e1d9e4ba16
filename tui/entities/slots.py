"""Places in scripts without capitals where a name is expected: after titles, verbs of speech and words of origin."""

from __future__ import annotations

from dataclasses import dataclass

from tui.entities.document import Document
from tui.entities.names import possible
from tui.entities.rules import cuts_of

_COMMAS = frozenset(",\u060c")
_ARTICLE = "\u0627\u0644"
_SKIP = ("adj", "org", "company", "place", "geo", "common", "role", "publication")
_BEFORE = frozenset({"\u0623\u0645\u0627\u0645", "\u0627\u0645\u0627\u0645"})
"""*In front of*, which without its hamza below has the key of *imam*."""
_RELATIVE = frozenset(("\u0627\u0644\u0630\u064a", "\u0627\u0644\u062a\u064a", "\u0627\u0644\u0630\u064a\u0646"))
"""Who and which begin a clause: no name of the title before comes in it."""


@dataclass(slots=True)
class Slot:
    """A place where a name is expected: the evidence, its weight, and the words of a title."""

    kind: str
    weight: float
    role: tuple[int, int] | None = None


def _definite(doc: Document, index: int, end: int) -> bool:
    """Whether a title is definite: with article, with a pronoun, or completed by a definite word or a name."""
    token = doc.tokens[index]
    if doc.language in ("fa", "ur"):
        return True
    if doc.language == "he":
        return (
            token.key.startswith("\u05d4")
            or any(doc.tokens[i].key.startswith("\u05d4") for i in range(index, end))
            or not token.text.isalpha()  # chairman and the like are abbreviations, never with an article
            or (token.key.endswith("\u05d5") and len(token.key) > 3)  # his
        )
    keys = [token.key, *(rest for _, rest in cuts_of(token))]
    if any(k.startswith(_ARTICLE) for k in keys) or (
        token.key.endswith(("\u0647", "\u0647\u0627")) and not token.text.endswith("\u0629")
    ):
        return True
    return any(doc.tokens[i].key.startswith((_ARTICLE, "\u0644\u0644")) for i in range(index + 1, end))


def _walk(doc: Document, index: int, end: int) -> tuple[int, bool]:
    """From after a title to the first word that can begin a name: (its index or -1, was something definite between)."""
    filled = False
    commas = 0
    position = end
    for _ in range(10):
        if position >= len(doc.tokens) or not doc.same_sentence(index, position):
            return -1, filled
        token = doc.tokens[position]
        found = doc.labels[position]
        if token.kind == "p":
            close = doc.quoted(position)
            if close > 0:
                position, filled = close + 1, True
                continue
            if token.text in _COMMAS and commas == 0 and (filled or _definite(doc, index, end)):
                commas = 1
                position += 1
                continue
            return -1, filled
        if doc.is_given(position) or (doc.given_cut(position) >= 0 and position > end and doc.given_cut(position) == 0):
            return position, filled
        if len(token.key) == 1 and doc.quoted(position + 1) > 0:
            position += 1
            continue
        if token.script == "L":
            position, filled = position + 1, True
            continue
        hits = [label for label in _SKIP if label in found]
        if hits:
            filled = filled or token.key.startswith((_ARTICLE, "\u0644\u0644")) or "company" in hits
            position = max(found[label] for label in hits)
            named = position < len(doc.tokens) and doc.tokens[position].word and doc.same_sentence(index, position)
            if hits == ["company"] and named and not doc.is_given(position):
                position += 1  # the firm's own name
            continue
        if token.key in _RELATIVE:
            return -1, filled
        if doc.language == "ar" and token.key.startswith((_ARTICLE, "\u0644\u0644", "\u0644\u0627\u0644")):
            filled = True
            position += 1
            continue
        if doc.language == "he" and token.key.startswith("\u05d4") and position == end:
            filled = True
            position += 1
            continue
        if possible(doc, position, first=True) and commas <= 1:
            return position, filled
        return -1, filled
    return -1, filled


def _said_of_the_one_before(doc: Document, index: int) -> bool:
    """Whether a Persian role belongs to the name before it: what follows then is the employer."""
    if doc.language != "fa" or index < 2:
        return False
    last = index - 2 if doc.mark(index - 1) in _COMMAS else index - 1
    return possible(doc, last) and any(doc.given_cut(i) >= 0 for i in (last, last - 1) if i >= 0)


def _is_family(doc: Document, index: int) -> bool:
    """Whether a trade is rather the family name of the given name before: Adib the barber."""
    return "family" in doc.labels[index] and doc.is_given(index - 1) and doc.gap(index).isspace()


def _title_slots(doc: Document, slots: dict[int, list[Slot]]) -> None:
    for index in doc.having("honorific", "role"):
        for label in ("honorific", "role"):
            end = doc.labels[index].get(label)
            if end is None or doc.tokens[index].script not in ("A", "H") or doc.tokens[index].text in _BEFORE:
                continue
            if label == "role" and (_said_of_the_one_before(doc, index) or _is_family(doc, index)):
                continue
            if label == "honorific" and doc.mark(end) == ".":
                end += 1
            start, filled = (end, False) if label == "honorific" and possible(doc, end) else _walk(doc, index, end)
            if start < 0:
                continue
            definite = _definite(doc, index, end) or filled or label == "honorific"
            weight = 0.75 if definite else 0.35
            role_end = start - 1 if doc.mark(start - 1) in _COMMAS and doc.mark(start - 1) else start
            span = (doc.tokens[index].start, doc.tokens[role_end - 1].end) if label == "role" else None
            slots.setdefault(start, []).append(Slot("title", weight, span))
            if index and doc.is_label(index - 1, "speech", "attrib"):
                slots[start].append(Slot("speech", 0.4))


def _nation_slots(doc: Document, slots: dict[int, list[Slot]]) -> None:
    """After a definite word of origin that no noun stands before: the Frenchman X, and the Brazilian Y."""
    if doc.language != "ar":
        return
    for index in doc.having("adj"):
        if (
            doc.labels[index]["adj"] != index + 1
            or not doc.same_sentence(index, index + 1)
            or doc.gap(index + 1) != " "
        ):
            continue
        token = doc.tokens[index]
        nation = token.key.endswith(("\u064a", "\u064a\u0647")) and _ARTICLE in token.key[:4]
        noun = (
            index > 0 and doc.gap(index).isspace() and doc.tokens[index - 1].key.startswith((_ARTICLE, "\u0644\u0644"))
        )
        if nation and not noun and (doc.is_given(index + 1) or doc.foreign(index + 1) >= 1):
            slots.setdefault(index + 1, []).append(Slot("title", 0.6))


def _verb_slots(doc: Document, slots: dict[int, list[Slot]]) -> None:
    for index in doc.having("speech", "attrib"):
        for label, weight in (("speech", 0.5), ("attrib", 0.5)):
            end = doc.labels[index].get(label)
            if label == "speech" and doc.language in ("fa", "ur"):
                continue  # the verb closes the sentence there
            if end is not None and doc.same_sentence(index, end) and doc.tokens[index].script in ("A", "H"):
                slots.setdefault(end, []).append(Slot("speech", weight))


def name_slots(doc: Document) -> dict[int, list[Slot]]:
    """The places, by token."""
    slots: dict[int, list[Slot]] = {}
    _title_slots(doc, slots)
    _verb_slots(doc, slots)
    _nation_slots(doc, slots)
    return slots
