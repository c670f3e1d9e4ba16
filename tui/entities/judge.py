"""Which candidates of the rules and of the tagger are names, how far each reaches, and how sure that is.

Two small logistic models, made by ``tests/entities/train_tagger.py``: one tells how many letters of *and*, *to* and
their like stand before a name, the other how likely a candidate is right in kind and bounds.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import exp, log
from operator import itemgetter

from tui.entities.classes import classes_in
from tui.entities.document import BYLINE, FOOTER, TAGGED, Candidate, Document
from tui.entities.groups import united
from tui.entities.rules import cuts_of
from tui.entities.tagger import TAGS, Chances
from tui.entities.tokens import is_opener
from tui.model import EntityKind

_LETTER: dict[str, str] = {"person": "P", "company": "C"}
_OTHER = "O"
_KINDS: dict[str, EntityKind] = {"P": "person", "C": "company"}
_BEGIN = {letter: TAGS.index("B-" + letter) for letter in "PCO"}
_INSIDE = {letter: TAGS.index("I-" + letter) for letter in "PCO"}
_LEAST, _GOES_ON = 0.1, 0.4
"""From which chance on a span is looked at, and from which part of it on the next word belongs to it."""
_STROKE = "\u0640"
"""What joins a particle to a name in quotation marks, or keeps it apart from one."""
_PLACES = frozenset(("city", "country", "region"))
_PLAIN = frozenset(("stop", "word", "speech", "adj"))
_HOPELESS = 0.02
"""A name that begins nowhere, for the tagger, is none."""
_SURE = 0.7
"""The weight of a name in the lexicon that is no other word too."""
_UNJUDGED = frozenset((BYLINE, FOOTER))
"""Where names stand without a sentence around them; no text that was learned from has such."""
_DOUBT = 4.0
"""How much at most one way to cut a word can be better than another."""
_SOMEBODY, _ALONE, _LONG = 0.96, 0.99, 80
"""In a text that names anybody some name is surer than the first of these, one alone than the second.

This holds from so many tokens on, the third.
"""
_NO, _DROP = 1e-3, 0.25
Signs = dict[str, float]


def odds(chance: float) -> float:
    """The logarithm of the odds, cut where a chance is as good as none or all."""
    chance = min(max(chance, _NO), 1 - _NO)
    return log(chance / (1 - chance))


def chance(score: float) -> float:
    """The chance that has these log odds."""
    return 1 / (1 + exp(-max(min(score, 30.0), -30.0)))


class Judge:
    """The weights of both models, by sign."""

    def __init__(self, weights: dict[str, float]) -> None:
        self._weights = weights

    def score(self, signs: Signs) -> float:
        """The log odds that these signs add up to."""
        weights = self._weights
        return sum([weights[name] * value for name, value in signs.items() if name in weights])

    def judged(self, doc: Document, found: Sequence[Candidate], chances: Sequence[Chances]) -> list[Candidate]:
        """The candidates, those of the tagger added, each with its ``chance``; the hopeless ones left out."""
        starts = Beginnings(doc, self)
        kept = []
        listed = {(one.end, one.kind): one.start for one in found if one.known}
        every = with_tagged(doc, found, spans(doc, chances), starts)
        disputed = {index for one in every if one.kind in _LETTER for index in range(one.first, one.last)}
        for one in every:
            if one.kind not in _LETTER and disputed.isdisjoint(range(one.first, one.last)):
                kept.append(one)
                continue
            if doc.region(one.start) in _UNJUDGED:
                if TAGGED not in one.evidence:
                    kept.append(one)
                continue
            unlisted = one.kind in _LETTER and not one.known
            if unlisted and (_somewhere(doc, one) or _begins(doc, one, chances) < _HOPELESS):
                continue
            sure = one.p if one.evidence.get("lexicon", 0.0) >= _SURE else 0.0
            one.chance = max(chance(self.score(signs_of(doc, one, chances, starts))), sure)
            if one.chance >= _DROP or one.known or one.kind not in _LETTER:
                kept.append(one)
        kept = _without_dressed(kept, listed)
        if len(doc.tokens) > _LONG and not _names_anybody(doc, kept):
            return [one for one in kept if one.kind not in _LETTER or one.chance is None]
        return kept


def _names_anybody(doc: Document, found: Sequence[Candidate]) -> bool:
    """Whether some name in a long text is sure enough to believe that it names anybody."""
    shown = [one for one in found if one.kind in _LETTER and one.chance is not None and one.sure]
    alone = len({doc.text[one.start : one.end] for one in shown}) == 1
    least = _ALONE if alone else _SOMEBODY
    return any((one.chance or 0.0) >= (_SOMEBODY if one.known else least) for one in shown)


def _somewhere(doc: Document, one: Candidate) -> bool:
    """Whether a candidate is one word that is *from*, *in* or *to* and a city or a country."""
    if one.last - one.first > 1 or one.start != doc.bare(one.first, 0):
        return False
    rows = classes_in(doc.language)
    return any(not _PLACES.isdisjoint(rows.whole(rest)) for _, rest in cuts_of(doc.tokens[one.first]))


def _without_dressed(found: list[Candidate], listed: Mapping[tuple[int, EntityKind], int]) -> list[Candidate]:
    """Without what is a listed name behind other words, where no rule says that they belong to it.

    ``listed`` has the start of a listed name by its end and kind.
    """
    return [
        one
        for one in found
        if TAGGED not in one.evidence
        or listed.get((one.end, one.kind), one.start) <= one.start
        or (one.chance or 0.0) >= _SOMEBODY
    ]


class Beginnings:
    """Where in a token a name begins: behind how many letters of *and*, *to* and their like."""

    def __init__(self, doc: Document, judge: Judge) -> None:
        self._doc = doc
        self._judge = judge
        self._memo: dict[int, list[tuple[int, float]]] = {}
        self._dressed = dressed_in(doc)

    def best(self, index: int) -> int:
        """The likeliest offset."""
        return max(self.ways(index), key=itemgetter(1))[0]

    def better(self, index: int, start: int) -> float:
        """By how much the log odds of this offset are better than those of the best other one; 0 if there is none."""
        ways = self.ways(index)
        own = max([score for offset, score in ways if offset == start], default=-_DOUBT)
        others = [score for offset, score in ways if offset != start]
        return max(min(own - max(others), _DOUBT), -_DOUBT) if others and len(ways) > 1 else 0.0

    def ways(self, index: int) -> list[tuple[int, float]]:
        """(offset, log odds) of each way to read the beginning of a token."""
        found = self._memo.get(index)
        if found is None:
            doc = self._doc
            ways = ways_to_cut(doc, index)
            found = self._memo[index] = [
                (doc.bare(index, way[0]), self._score(index, *way) if len(ways) > 1 else 0.0) for way in ways
            ]
        return found

    def _score(self, index: int, letters: int, rest: str) -> float:
        return self._judge.score(cut_signs(self._doc, index, letters, rest, self._dressed))


def ways_to_cut(doc: Document, index: int) -> list[tuple[int, str]]:
    """(letters, what is left) of each way to read the beginning of a token."""
    token = doc.tokens[index]
    if token.script not in ("A", "H"):
        return [(0, token.key)]
    ways = [(0, token.key), *cuts_of(token)]
    stroke = doc.text[token.start : token.end].find(_STROKE)
    if 0 < stroke < len(token.key) and all(letters != stroke for letters, _ in ways):
        ways.append((stroke, token.key[stroke:]))
    return ways


def cut_signs(doc: Document, index: int, letters: int, rest: str, dressed: Mapping[str, int]) -> Signs:
    """What speaks for a way to read the beginning of a name; for ``dressed`` see :func:`dressed_in`."""
    token = doc.tokens[index]
    cut = token.key[:letters] if letters else "-"
    words = doc.rules.words
    place = f"{doc.language}{cut}" if letters else "whole"
    signs = {
        f"cut:{place}": 1.0,
        f"cut:{cut}:{words.kind(rest)}": 1.0,
        f"cut:{bool(letters)}:given": float(bool(doc.given_gender(rest))),
        f"cut:{bool(letters)}:firm": float(doc.lexicon.is_firm(rest)),
        f"cut:{bool(letters)}:foreign": max(min(doc.letters.score(rest), 6.0), -6.0) / 6,
        f"cut:{cut}:short": float(len(rest) < 4),
        f"cut:{cut}>{rest[:2]}": 1.0,
        f"cut:{bool(letters)}:latin": float(rest[:1].isascii()),
        f"cut:{bool(letters)}:again": float(len(doc.places_of(rest)) > (not letters)),
        f"cut:{bool(letters)}:dressed": float(min(dressed.get(rest, 1) - 1, 2)),
    }
    if letters:
        whole = words.kind(token.key)
        signs[f"cut:of:{whole}"] = 1.0
        signs[f"cut:{cut}:more"] = (doc.letters.score(rest) - doc.letters.score(token.key)) / 4
        stroke = doc.text[token.start : token.end].find(_STROKE)
        signs["cut:stroke"] = float(0 < stroke <= letters)
    return signs


def dressed_in(doc: Document) -> dict[str, int]:
    """How many tokens are this word, or are it behind some particle, for each word that may be a name."""
    found: dict[str, int] = {}
    for token, labels in zip(doc.tokens, doc.labels, strict=True):
        if token.word and labels.keys().isdisjoint(_PLAIN):
            for word in (token.key, *[rest for _, rest in cuts_of(token)]):
                found[word] = found.get(word, 0) + 1
    return found


def spans(doc: Document, chances: Sequence[Chances]) -> Iterator[tuple[int, int, EntityKind]]:
    """Where the tagger sees people and companies: tokens ``first:last``, and the kind."""
    count = len(chances)
    for letter, kind in _KINDS.items():
        begin, inside = _BEGIN[letter], _INSIDE[letter]
        index, parted = 0, False
        while index < count:
            start = chances[index][begin] + (chances[index][inside] if parted else 0.0)
            parted = False
            if start < _LEAST:
                index += 1
                continue
            end = index + 1
            while (
                end < count
                and chances[end][inside] >= _GOES_ON * start
                and chances[end][inside] >= chances[end][begin]
                and doc.same_sentence(index, end)
            ):
                parted = _opens(doc, end) or (kind == "person" and doc.given_cut(end) > 0)
                if parted:
                    break  # a given name behind *and* is somebody else, and so is what is in quotation marks
                end += 1
            first, last = index, end
            while first < last and not doc.tokens[first].word:
                first += 1
            while last > first and not doc.tokens[last - 1].word and doc.tokens[last - 1].kind != "n":
                last -= 1
            if first < last:
                yield first, last, kind
            index = end


def with_tagged(
    doc: Document, found: Iterable[Candidate], seen: Iterable[tuple[int, int, EntityKind]], starts: Beginnings
) -> list[Candidate]:
    """The candidates of the rules, one for each place and kind, and those that only the tagger has."""
    places = united(found)
    for first, last, kind in seen:
        start = starts.best(first)
        end = doc.tokens[last - 1].end
        if (start, end, kind) not in places:
            places[start, end, kind] = Candidate(first, last, start, end, kind, {TAGGED: 0.5})
    return list(places.values())


def _opens(doc: Document, index: int) -> bool:
    """Whether a quotation or a bracket begins with this token; Hebrew also quotes with gershayim."""
    mark = doc.mark(index)
    return mark == "\u05f4" or is_opener(mark)


def _begins(doc: Document, one: Candidate, chances: Sequence[Chances]) -> float:
    """How likely a name begins where the candidate does.

    A given name behind *and*, or what stands in quotation marks, is not the name before gone on.
    """
    letter = _LETTER.get(one.kind, _OTHER)
    at = chances[one.first]
    joined = _opens(doc, one.first - 1) or (one.kind == "person" and doc.given_cut(one.first) > 0)
    return at[_BEGIN[letter]] + (at[_INSIDE[letter]] if joined else 0.0)


def signs_of(doc: Document, one: Candidate, chances: Sequence[Chances], starts: Beginnings) -> Signs:
    """What speaks for a candidate: the tagger's chances along it, and what the rules found."""
    letter = _LETTER.get(one.kind, _OTHER)
    begin, inside = _BEGIN[letter], _INSIDE[letter]
    row = chances[one.first : one.last]
    inner = min([each[inside] for each in row[1:]], default=1.0)
    along = [each[begin] + each[inside] for each in row]
    after = 0.0
    if one.last < len(chances) and not (one.kind == "person" and doc.given_cut(one.last) > 0):
        after = chances[one.last][inside]
    ruled = TAGGED not in one.evidence
    start = _begins(doc, one, chances)
    span = odds(min(start, inner, 1 - after))
    other, in_other = _BEGIN[_OTHER], _INSIDE[_OTHER]
    signs = {
        "one": 1.0,
        "begin": odds(start),
        "goeson": odds(row[0][inside]),
        "inner": odds(inner) if one.last > one.first + 1 else 0.0,
        "least": odds(min(along)),
        "mean": odds(sum(along) / len(along)),
        "after": odds(after),
        "span": span,
        "none": odds(max([each[0] for each in row])),
        "other": odds(max([each[other] + each[in_other] for each in row])),
        "ruled": float(ruled),
        "rules": odds(one.p) if ruled else 0.0,
        "sure": float(ruled and one.sure),
        "kinds": float(min(len(one.evidence), 5)) if ruled else 0.0,
        "known": float(bool(one.known)),
        "cutting": starts.better(one.first, one.start),
        one.kind: 1.0,
        f"{one.kind}{min(one.last - one.first, 4)}": 1.0,
        f"region:{doc.region(one.start)}": 1.0,
    }
    if letter == _OTHER:
        signs |= {"o:" + name: value for name, value in signs.items()}
    for place, index in (("first", one.first), ("last", one.last - 1)):
        signs |= {f"{place}:{name}": 1.0 for name in doc.labels[index] if name != "legal"}
    return signs


def table_of(text: str) -> dict[str, float]:
    """Read the weights: lines of a sign, TAB, weight."""
    rows = (line.split("\t") for line in text.split("\n") if line and line[0] != "#")
    return {name: float(weight) for name, weight in rows}


@lru_cache(maxsize=1)
def judge() -> Judge:
    """The judge of the package's own weights."""
    return Judge(table_of((files("tui.entities") / "data" / "judge.tsv").read_text("utf-8")))
