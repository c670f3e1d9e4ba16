"""The words that state relations, from ``data/stated.tsv``, and where they stand in a sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tui.entities.document import LEAD, TITLE, Document
from tui.entities.facts import Fact, Named
from tui.entities.normalise import keys_of
from tui.entities.tokens import Token

_CLASSES = ("from", "to", "by", "who", "that", "whose", "its", "light", "past", "deputy", "doubt")
"""Shapes that are classes of single words; the others are phrases with a place in the sentence."""
_COMMAS = frozenset(",\u060c\u2013\u2014(")
_QUOTES = frozenset("\"'\u201c\u201d\u201e\u00ab\u00bb\u2019\u2018)")
_NO_QUOTES = dict.fromkeys(map(ord, _QUOTES - {")"}))
_LIGHT_LABELS = frozenset({"adj", "honorific", "company", "role", "geo", "month"})
_VERBS = frozenset({"speech", "cverb", "attrib"})
_PERCENT = frozenset("%\u066a")
_OFTEN = 2
"""How often a firm is named before its posts need no name."""
_HERS = "\u0647\u0627"


class Word(NamedTuple):
    """Tokens ``first:last`` that state ``kind`` in the way of ``shape``; ``its`` with a pronoun for whose."""

    shape: str
    kind: str
    first: int
    last: int
    its: bool = False


@dataclass(slots=True)
class Wording:
    """The phrases of one language by their first key, and its classes of words."""

    phrases: dict[str, list[tuple[tuple[str, ...], str, str]]] = field(default_factory=dict)
    stems: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    classes: dict[str, frozenset[str]] = field(default_factory=dict)


@lru_cache(maxsize=16)
def wording(language: str) -> Wording:
    """The rows of a language, the longest phrases first."""
    built = Wording({}, {}, dict.fromkeys(_CLASSES, frozenset()))
    text = (files("tui.entities") / "data" / "stated.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line.startswith(f"{language}\t"):
            continue
        _, shape, kind, cell = line.split("\t")
        if shape in _CLASSES:
            built.classes[shape] = frozenset(key for phrase in cell.split("|") for key in keys_of(phrase))
            continue
        for phrase in cell.split("|"):
            keys = keys_of(phrase)
            built.phrases.setdefault(keys[0].rstrip("*"), []).append((keys[1:], shape, kind))
            if phrase.endswith("*") and len(keys) == 1:
                built.stems.setdefault(keys[0].rstrip("*"), []).append((shape, kind))
    for rows in built.phrases.values():
        rows.sort(key=lambda row: -len(row[0]))
    return built


class Clause:
    """One sentence (tokens ``first:last``) with its mentions by token, and the words that state something.

    ``telling`` are the tokens of the text at which such words may begin, see :func:`telling`.
    """

    def __init__(self, doc: Document, first: int, last: int, named: Sequence[Named], telling: Sequence[int]) -> None:
        self.doc, self.first, self.last = doc, first, last
        self.named = [one for one in named if one.kind in ("company", "person")]
        self.others = [one for one in named if one.kind not in ("company", "person")]
        self.at = {i: one for one in named for i in range(one.candidate.first, one.candidate.last)}
        self.words = wording(doc.language)
        self.found = self._find(telling[bisect_left(telling, first) : bisect_left(telling, last)])
        self._by_shape: dict[str, list[Word]] = {}
        for word in self.found:
            self._by_shape.setdefault(word.shape, []).append(word)

    def fact(self, subject: Named, kind: str, target: Named, detail: str = "", role: str = "") -> Fact:
        """What this sentence states of two of its names."""
        tokens = self.doc.tokens
        sentence = tokens[self.first].start, tokens[self.last - 1].end
        return Fact(subject.id, kind, target.id, sentence, detail, role)

    def of_shape(self, *shapes: str) -> list[Word]:
        """The words of some shapes, in order."""
        if len(shapes) == 1:
            return self._by_shape.get(shapes[0], [])
        return [word for word in self.found if word.shape in shapes]

    def is_class(self, index: int, *classes: str) -> bool:
        """Whether a token is one of the small words of a class."""
        if not self.first <= index < self.last:
            return False
        key = self.doc.tokens[index].key
        return any(key in self.words.classes[name] for name in classes)

    def doubted(self) -> bool:
        """Whether the sentence denies, plans or wonders rather than states."""
        doubts = self.words.classes["doubt"]
        return any(token.key in doubts for token in self.doc.tokens[self.first : self.last])

    def _find(self, telling: Sequence[int]) -> list[Word]:
        found: list[Word] = []
        done = self.first
        for index in telling:
            if index < done or index in self.at:
                continue
            here = self._at(index, self.doc.tokens[index].type.stated or ())
            found += here
            done = max([word.last for word in here if word.shape in ("noun", "other")], default=index + 1)
        return found

    def _at(self, index: int, rows: Iterable[tuple[str, tuple[str, ...], str, str]]) -> list[Word]:
        """What begins at a token: the longest noun, and the phrases of each other shape."""
        found: dict[str, Word] = {}
        for key, rest, shape, kind in rows:
            end = self._end(index + 1, rest)
            place = "noun" if shape == "other" else shape + kind
            if end > 0 and (place not in found or found[place].last < end):
                found[place] = Word(shape, kind, index, end, self._of_its(index, key, shape))
        return list(found.values())

    def _end(self, index: int, rest: tuple[str, ...]) -> int:
        """The end of a phrase whose further words are ``rest``, or -1."""
        for word in rest:
            if index >= self.last or index in self.at:
                return -1
            key = self.doc.tokens[index].key
            stem = word.endswith("*") and key.startswith(word[:-1])
            glued = (
                len(word) == 1 and key.startswith(word) and index + 1 <= self.last and self.doc.language in ("ar", "he")
            )
            if key != word and not stem:
                return index if glued and word == rest[-1] else -1
            index += 1
        return index

    def _of_its(self, index: int, key: str, shape: str) -> bool:
        if shape not in ("noun", "other", "parent", "rival"):
            return False
        if self.doc.language == "ar":
            return key.endswith(_HERS) or (
                key.endswith("\u0647") and not self.doc.tokens[index].text.endswith("\u0629")
            )
        before = index - 1
        while self.first <= before and "adj" in self.doc.labels[before]:
            before -= 1
        return self.is_class(before, "its")

    def light(self, index: int) -> bool:
        """Whether a token may stand between a role and the name that belongs to it."""
        token = self.doc.tokens[index]
        if token.kind == "p":
            return token.text in _QUOTES or token.text == "."
        if token.kind == "n":
            return True
        labels = self.doc.labels[index].keys()
        if token.key in self.words.classes["light"]:
            return True
        return not labels & _VERBS and bool(labels & _LIGHT_LABELS)

    def reach(self, index: int, step: int, limit: int, commas: int = 0) -> Named | None:
        """The first mention from a token on, with nothing but light words and so many commas between."""
        for _ in range(limit + 1):
            if not self.first <= index < self.last:
                return None
            if index in self.at:
                return self.at[index]
            if self.doc.tokens[index].text in _COMMAS:
                commas -= 1
                if commas < 0:
                    return None
            elif not self.light(index):
                return None
            index += step
        return None

    def back(self, index: int, limit: int, kind: str, commas: int = 2) -> Named | None:
        """The nearest mention of a kind before a token, whatever the words between, but no other firm or person."""
        for place in range(index - 1, max(index - 1 - limit, self.first - 1), -1):
            one = self.at.get(place)
            if one is not None and one.kind in ("company", "person"):
                return one if one.kind == kind else None
            if self.doc.tokens[place].text in _COMMAS:
                commas -= 1
            if commas < 0 or self.doc.tokens[place].text in ";:":
                return None
        return None

    def nearest(self, index: int, kind: str) -> Named | None:
        """The last mention of a kind in the sentence before a token."""
        fitting = [one for one in self.named if one.kind == kind and one.candidate.last <= index]
        return fitting[-1] if fitting else None

    def between(self, first: int, last: int, *classes: str) -> bool:
        """Whether a small word of some classes stands in tokens ``first:last``."""
        return any(self.is_class(index, *classes) for index in range(first, last))


def telling(doc: Document) -> list[int]:
    """The tokens at which words that state something may begin."""
    words = wording(doc.language)
    found: list[int] = []
    for index, token in enumerate(doc.tokens):
        rows = token.type.stated
        if rows is None:
            rows = token.type.stated = _rows(words, token) if token.word or token.text in _PERCENT else ()
        if rows:
            found.append(index)
    return found


def _rows(words: Wording, token: Token) -> tuple[tuple[str, tuple[str, ...], str, str], ...]:
    """The phrases that may begin with a word: (its key, further keys, shape, kind); of its stems if it has none."""
    rows: list[tuple[str, tuple[str, ...], str, str]] = []
    for key in (token.key, *token.type.rests):
        if key in words.phrases:
            rows += [(key, *row) for row in words.phrases[key]]
    if not rows and words.stems:
        for size in range(4, len(token.key)):
            rows += [(token.key, (), *row) for row in words.stems.get(token.key[:size], ())]
    return tuple(rows)


def is_light(language: str, text: str) -> bool:
    """Whether a text is nothing but light words of a language and quotation marks."""
    light = wording(language).classes["light"]
    bare = text.translate(_NO_QUOTES)
    return all(word in light for word in keys_of(bare)) and not any(mark in bare for mark in ",\u060c;:()%\u066a")


def is_past(language: str, words: Iterable[str]) -> bool:
    """Whether one of the words of a post says that somebody no longer holds it, or not yet."""
    past = wording(language).classes["past"]
    return any(key in past for word in words for key in keys_of(word))


def is_deputy(language: str, words: Iterable[str]) -> bool:
    """Whether one of the words of a post makes it that of a deputy or an assistant."""
    deputies = wording(language).classes["deputy"]
    return any(key in deputies for word in words for key in keys_of(word))


class Topic:
    """Which firm "the firm" and "its" mean: the one named most so far, and the ones of the sentence before."""

    def __init__(self) -> None:
        """Nothing is named yet."""
        self._counts: Counter[str] = Counter()
        self._last: dict[str, Named] = {}
        self._sentence = -2
        self._recent: list[Named] = []
        self._at_head: set[str] = set()
        self._in_title: set[str] = set()

    def add(self, clause: Clause) -> None:
        """Read on past a sentence."""
        firms = [one for one in clause.named if one.kind == "company"]
        for one in firms:
            self._counts[one.id] += 1
            self._last[one.id] = one
            if clause.doc.region(one.candidate.start) in (TITLE, LEAD):
                self._at_head.add(one.id)
            if clause.doc.region(one.candidate.start) == TITLE:
                self._in_title.add(one.id)
        if firms:
            self._sentence = clause.doc.tokens[clause.first].sentence
            self._recent = firms

    def its(self, clause: Clause) -> Named | None:
        """The firm that a pronoun at the head of a sentence stands for: the only one of the sentence before."""
        near = clause.doc.tokens[clause.first].sentence - self._sentence == 1
        if not near or len({one.id for one in self._recent}) != 1:
            return None
        firm = self._recent[-1]
        foremost = firm.id in self._at_head and self._counts[firm.id] == max(self._counts.values())
        return firm if foremost else None

    def spoken_of(self, clause: Clause) -> Named | None:
        """The firm whose post needs no name: in the headline, just named, and far more often than any other."""
        ranked = self._counts.most_common(2)
        if not ranked or ranked[0][0] not in self._in_title:
            return None
        firm, count = ranked[0]
        clear = count >= max(_OFTEN, 2 * ranked[1][1] if len(ranked) > 1 else 0)
        here = {one.id for one in clause.named if one.kind == "company"} == {firm}
        near = here or any(one.id == firm for one in self._recent)
        return self._last[firm] if clear and near else None

    def the_firm(self, clause: Clause, index: int) -> Named | None:
        """The firm that a noun stands for: one that bears it in its name, else the one that the text is about."""
        word = clause.doc.tokens[index].key
        for id, one in self._last.items():
            keys = keys_of(clause.doc.text[one.candidate.start : one.candidate.end])
            if any(each[:5] == word[:5] for each in keys if len(each) > 4):
                return self._last[id]
        return clause.nearest(index, "company") or self.main()

    def main(self) -> Named | None:
        """The firm that the text is about: named at its head, and more often than any other."""
        ranked = self._counts.most_common(2)
        if not ranked or ranked[0][0] not in self._at_head:
            return None
        margin = 0 if ranked[0][0] in self._in_title else 1
        clear = len(ranked) == 1 or ranked[0][1] > ranked[1][1] + margin
        return self._last[ranked[0][0]] if clear else None
