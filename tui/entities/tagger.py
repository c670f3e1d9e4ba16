"""The second opinion: a linear-chain conditional random field over the words of a text.

It is told what :mod:`tui.entities.observed` sees of each word, the rules' word among it, and answers how likely each
word begins or continues a person, a company or another thing with a name.  ``tests/entities/train_tagger.py`` makes
its table from annotated articles that no maker of rules has read.  Method: Lafferty, McCallum and Pereira,
"Conditional Random Fields" (ICML 2001); the chances are those of the forward-backward algorithm.

The weights of a sign for all tags are one integer with a field of bits for each, so that adding up signs is adding up
integers: five times as fast as lists of numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from math import exp
from struct import Struct

from tui.entities.document import Candidate, Document
from tui.entities.observed import BIAS, EDGE, SIDES, Word, Words, elsewhere, in_a_row, places_of, region_sign, rows

TAGS = ("O", "B-P", "I-P", "B-C", "I-C", "B-O", "I-O")
"""Outside; begin and inside of a person, a company, another named thing."""
LANGUAGES = frozenset(("ar", "en", "he", "fa", "ur", "sr"))
"""The languages that it has learned from; in others the rules alone speak."""
SCALE = 16
"""How many of a table's units make a weight of one."""
_FIELD = 32
_FIELDS = Struct(f"<{len(TAGS)}I")
_WIDTH = _FIELD * len(TAGS)
_LEVEL = sum(1 << _FIELD * (place + 1) - 1 for place in range(len(TAGS)))
"""Half of what a field holds, in every field: with it added none is below zero."""
_WHOLE, _HALF_WIDTH = 1 << _WIDTH, 1 << _WIDTH - 1
_CERTAIN, _CLEAR = 6 * SCALE, 5 * SCALE
"""By how much a word must be outside, rather than go on with a name or begin one, to need no look around it."""
_HOPELESS = 2 * SCALE
"""Where no word of a row begins a name with less than so much against it, none does."""
_MOST = 20_000
Chances = tuple[float, float, float, float, float, float, float]
Units = tuple[int, int, int, int, int, int, int]
_OUTSIDE: Chances = (1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


def unpack(packed: int) -> Units:
    """The weights of an integer that is a sum of packed ones, all of them raised by the same amount."""
    outside, person, in_person, company, in_company, other, in_other = _FIELDS.unpack(
        (packed + _LEVEL).to_bytes(_WIDTH // 8, "little")
    )
    return outside, person, in_person, company, in_company, other, in_other


def _apart(wide: int) -> list[int]:
    """The packed weights for each of SIDES of an integer that holds all."""
    parts = []
    for _ in SIDES:
        part = wide & _WHOLE - 1
        if part >= _HALF_WIDTH:
            part -= _WHOLE
        parts.append(part)
        wide = (wide - part) >> _WIDTH
    return parts


@dataclass(frozen=True, slots=True)
class Table:
    """The weights of signs, packed; for those of a neighbour the weights for all of SIDES side by side.

    ``moves[a][b]`` is the weight of tag b after tag a, in units.
    """

    here: dict[str, int]
    beside: dict[str, int]
    moves: list[list[int]]

    def units(self, sign: str, side: int = -1) -> Units:
        """The weights of a sign for each tag; ``side`` is the number of one of SIDES for that of a neighbour."""
        packed = self.here.get(sign, 0) if side < 0 else _apart(self.beside.get(sign, 0))[side]
        raised = unpack(packed)
        level = unpack(0)[0]
        return tuple(unit - level for unit in raised)  # type: ignore[return-value]


class Tagger:
    """The table of weights; :meth:`chances` reads a text with it."""

    def __init__(self, table: Table) -> None:
        self.table = table
        self._here = table.here
        self._beside = table.beside
        self._bias = table.here.get(BIAS, 0)
        self._moves = [
            [exp(unit / SCALE) if _follows(one, other) else 0.0 for other, unit in enumerate(row)]
            for one, row in enumerate(table.moves)
        ]
        self._words: dict[str, Words] = {}
        self._classes: dict[tuple[str, ...], int] = {}
        self._edge = Word(EDGE.own, EDGE.around)
        self._edge.sums = self._summed(self._edge)

    def chances(self, doc: Document, known: Sequence[Candidate], ruled: Sequence[Candidate]) -> list[Chances]:
        """For each token how likely each of TAGS is, 0 to 1."""
        words = self._words.setdefault(doc.language, Words()).all(doc, known)
        scores = self.scores(doc, words, ruled)
        chains: list[Units | None] = [None]
        places: list[int] = []
        for span in doc.sentences:
            chain: list[Units] = []
            hope = -_CLEAR
            for index in range(span.first, span.last):
                units = unpack(scores[index])
                outside, person, in_person, company, in_company, other, in_other = units
                begins = max(person, company, other) - outside
                if begins >= -_CLEAR or (chain and max(in_person, in_company, in_other) - outside >= -_CERTAIN):
                    chain.append(units)
                    hope = max(hope, begins)
                    if index + 1 < span.last:
                        continue
                    index += 1
                if chain and hope >= -_HOPELESS:
                    chains += chain
                    chains.append(None)
                    places += range(index - len(chain), index)
                chain, hope = [], -_CLEAR
        found = [_OUTSIDE] * len(scores)
        for index, chances in zip(places, self.read(chains), strict=True):
            found[index] = chances
        return found

    def scores(self, doc: Document, words: Sequence[Word], ruled: Sequence[Candidate]) -> list[int]:
        """The packed weights of all that each token is told."""
        classes = self._classes
        for word in words:
            if not word.sums:
                word.sums = self._summed(word)
        scores = []
        for span in doc.sentences:
            regional = self._bias + self._here.get(region_sign(doc, span), 0)
            for row in rows(words[span.first : span.last], self._edge):
                former, before, word, after, later = row
                sorts = (former.sort, before.told, word.sort, after.told)
                together = classes.get(sorts)
                if together is None:
                    if len(classes) >= _MOST:
                        classes.clear()
                    together = classes[sorts] = self._sum(in_a_row(row))
                beside = former.sums[0] + before.sums[1] + after.sums[2] + later.sums[3]
                scores.append(regional + together + word.sums[4] + beside)
        for index, signs in places_of(doc, words, ruled).items():
            scores[index] += self._sum(signs)
        last, whole = frozenset[str](), 0
        for index, everywhere, alone in elsewhere(doc, words):
            if everywhere is not last:
                last, whole = everywhere, self._sum(everywhere)
            scores[index] += whole - self._sum(alone)
        return scores

    def _summed(self, word: Word) -> tuple[int, ...]:
        """The sums of a word's signs for the words at -2, -1, 1 and 2 of which it is that, and for itself."""
        beside = self._beside
        wide = sum([beside[sign] for sign in word.around if sign in beside])
        return (*_apart(wide), self._sum(word.own))

    def _sum(self, signs: Iterable[str]) -> int:
        here = self._here
        return sum([here[sign] for sign in signs if sign in here])

    def read(self, chains: Sequence[Units | None]) -> list[Chances]:
        """The chances of each tag for the words of chains, None between these, by forward and backward sums.

        All is outside before and after a chain.
        """
        powers = _POWERS
        local: list[list[float] | None] = []
        for units in chains:
            if units is None:
                local.append(None)
                continue
            top = max(units)
            try:
                local.append([powers[top - unit] for unit in units])
            except IndexError:  # so far below the best that it counts nothing
                local.append([powers[min(top - unit, len(powers) - 1)] for unit in units])
        ahead = _forward(local, self._moves)
        return _backward(local, ahead, self._moves)


_POWERS = [exp(-unit / SCALE) for unit in range(100 * SCALE)]
"""What a weight counts that is so many units below the best."""


_OFTEN = 15


def _forward(local: Sequence[Sequence[float] | None], moves: Sequence[Sequence[float]]) -> list[Chances]:
    """The sums up to each word, now and then made to add up to one; what continues a name follows its own tags alone.

    Written out, since this is most of the time that the tagger takes.
    """
    (oo, op, _, oc, _, ot, _), (po, pp, pi, pc, _, pt, _), (qo, qp, qi, qc, _, qt, _) = moves[:3]
    (co, cp, _, cc, ci, ct, _), (do, dp, _, dc, di, dt, _), (to, tp, _, tc, _, tt, ti) = moves[3:6]
    uo, up, _, uc, _, ut, ui = moves[6]
    found: list[Chances] = []
    o, p, q, c, d, t, u = 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
    for index, at in enumerate(local):
        if at is None:
            o, p, q, c, d, t, u = 1.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0
            found.append(_OUTSIDE)
            continue
        at_o, at_p, at_q, at_c, at_d, at_t, at_u = at
        o, p, q, c, d, t, u = (
            at_o * (o * oo + p * po + q * qo + c * co + d * do + t * to + u * uo),
            at_p * (o * op + p * pp + q * qp + c * cp + d * dp + t * tp + u * up),
            at_q * (p * pi + q * qi),
            at_c * (o * oc + p * pc + q * qc + c * cc + d * dc + t * tc + u * uc),
            at_d * (c * ci + d * di),
            at_t * (o * ot + p * pt + q * qt + c * ct + d * dt + t * tt + u * ut),
            at_u * (t * ti + u * ui),
        )
        if not index & _OFTEN:
            total = o + p + q + c + d + t + u or 1.0
            o, p, q, c, d, t, u = o / total, p / total, q / total, c / total, d / total, t / total, u / total
        found.append((o, p, q, c, d, t, u))
    return found


def _backward(
    local: Sequence[Sequence[float] | None], ahead: Sequence[Chances], moves: Sequence[Sequence[float]]
) -> list[Chances]:
    """The chances: the sums up to each word and those from there on, read from the end."""
    (oo, op, _, oc, _, ot, _), (po, pp, pi, pc, _, pt, _), (qo, qp, qi, qc, _, qt, _) = moves[:3]
    (co, cp, _, cc, ci, ct, _), (do, dp, _, dc, di, dt, _), (to, tp, _, tc, _, tt, ti) = moves[3:6]
    uo, up, _, uc, _, ut, ui = moves[6]
    o, p, q, c, d, t, u = oo, po, qo, co, do, to, uo
    found: list[Chances] = []
    for index in range(len(local) - 1, -1, -1):
        at = local[index]
        if at is None:
            o, p, q, c, d, t, u = oo, po, qo, co, do, to, uo
            continue
        to_o, to_p, to_q, to_c, to_d, to_t, to_u = ahead[index]
        to_o, to_p, to_q, to_c = to_o * o, to_p * p, to_q * q, to_c * c
        to_d, to_t, to_u = to_d * d, to_t * t, to_u * u
        total = to_o + to_p + to_q + to_c + to_d + to_t + to_u or 1.0
        found.append((to_o / total, to_p / total, to_q / total, to_c / total, to_d / total, to_t / total, to_u / total))
        at_o, at_p, at_q, at_c, at_d, at_t, at_u = at
        o, p, q, c, d, t, u = o * at_o, p * at_p, q * at_q, c * at_c, d * at_d, t * at_t, u * at_u
        o, p, q, c, d, t, u = (
            o * oo + p * op + c * oc + t * ot,
            o * po + p * pp + q * pi + c * pc + t * pt,
            o * qo + p * qp + q * qi + c * qc + t * qt,
            o * co + p * cp + c * cc + d * ci + t * ct,
            o * do + p * dp + c * dc + d * di + t * dt,
            o * to + p * tp + c * tc + t * tt + u * ti,
            o * uo + p * up + c * uc + t * ut + u * ui,
        )
        if not index & _OFTEN:
            top = max(o, p, q, c, d, t, u) or 1.0
            o, p, q, c, d, t, u = o / top, p / top, q / top, c / top, d / top, t / top, u / top
    found.reverse()
    return found


def _follows(one: int, other: int) -> bool:
    """Whether a tag may stand after another: what continues a name only after that name's own tags."""
    tag = TAGS[other]
    return tag[0] != "I" or TAGS[one][2:] == tag[2:]


def table_of(text: str) -> Table:
    """Read a table: for each tag and weight a line ``tag units`` TAB the signs; for moves ``from>to units`` TAB."""
    table = Table({}, {}, [[0] * len(TAGS) for _ in TAGS])
    here, beside = table.here, table.beside
    for line in text.split("\n"):
        if not line or line[0] == "#":
            continue
        head, _, signs = line.partition("\t")
        tag, _, units = head.partition(" ")
        if ">" in tag:
            one, _, other = tag.partition(">")
            table.moves[TAGS.index(one)][TAGS.index(other)] = int(units)
            continue
        packed = int(units) << _FIELD * TAGS.index(tag)
        for sign in signs.split(" "):
            side = _PREFIXES.get(sign[0])
            if side is None:
                here[sign] = here.get(sign, 0) + packed
            else:
                if sign[0] == "-":
                    side, sign = (0 if sign[1] == "2" else 1), sign[1:]
                beside[sign[1:]] = beside.get(sign[1:], 0) + (packed << _WIDTH * side)
    return table


_PREFIXES = {"-": 0, "1": 2, "2": 3}
"""The first character of a neighbour's sign, and the number of the side."""


@lru_cache(maxsize=1)
def tagger() -> Tagger:
    """The tagger of the package's own table."""
    return Tagger(table_of((files("tui.entities") / "data" / "tagger.tsv").read_text("utf-8")))
