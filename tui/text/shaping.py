"""Arabic joining and clusters: text -> cells that remember their logical range.

The method is chapter 9.2 of the Unicode Standard (R1-R7) with the
presentation forms as glyphs: a letter takes the form that its neighbours allow,
marks are transparent and stay in their letter's cell, U+200D joins, U+200C
cuts, lam and alef share one cell.  The forms come from the decompositions that
:mod:`unicodedata` knows; a letter that has none (Kurdish, Pashto) stays as it
is and does not join, because half a join looks worse than none.

Shaping is done once: presentation forms in the source pass through.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from tui.text.cells import ENCLOSING_VERSE, TAB_CELLS, WIDTH, glyph_of

ZWJ, TATWEEL, LAM, TAB = "\u200d", "\u0640", "\u0644", "\t"
_LONGEST_STROKE = 24
_NOTHING, _JOINS, _CUTS = range(3)
_ISOLATED, _FINAL, _INITIAL, _MEDIAL = range(4)
# Format characters that cut a join (Joining_Type U in ArabicShaping.txt); all others are transparent.
_CUTTING = frozenset("\u200c\u2066\u2067\u2068\u2069")
_NEEDS_CARE = re.compile(
    "[^\u0021-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u2010-\u2015\u2018-\u201e]"
)
# Letters, tatweel, digits and signs of one cell each, without marks.
_ONE_CELL = (
    "\u0020-\u007e\u00a1-\u00ac\u00ae-\u02ff\u0400-\u0482\u048a-\u052f\u05d0-\u05ea\u060c\u061b\u061f\u0620-\u064a"
    "\u0660-\u066d\u066e\u066f\u0671-\u06d3\u06f0-\u06f9\u2010-\u2015\u2018-\u201e"
)
_PLAIN = re.compile(f"[{_ONE_CELL}]*")
NOT_PLAIN = re.compile(f"[^ ]*[^{_ONE_CELL}][^ ]*")
"""A word that :func:`shape_plain` cannot shape."""


class Shaped(NamedTuple):
    """Cells in logical order.

    ``starts`` are the logical offsets at which the cells start: each cell
    reaches to the next one's start, the last one to the end of the text, the
    first one from 0.  ``widths`` is None where every cell is one column wide;
    ``simple`` says that every character is one cell; ``lead`` is the offset of
    the first cell's own character (what stands before it was dropped);
    ``loose`` says that the text starts with something that belongs to a cell
    before it.
    """

    glyphs: tuple[str, ...]
    starts: tuple[int, ...]
    widths: tuple[int, ...] | None
    simple: bool
    lead: int = 0
    loose: bool = False


_FormsOf = tuple[str, str, str, str]


class _Forms(NamedTuple):
    letters: dict[str, _FormsOf]
    lam_alef: dict[str, tuple[str, str]]


@lru_cache(maxsize=1)
def joining_forms() -> _Forms:
    """The forms of each Arabic letter ("" where it has none), and of lam with each alef (isolated, final)."""
    slot = {"<isolated>": _ISOLATED, "<final>": _FINAL, "<initial>": _INITIAL, "<medial>": _MEDIAL}
    letters: dict[str, list[str]] = {}
    lam_alef: dict[str, list[str]] = {}
    for code in (*range(0xFB50, 0xFE00), *range(0xFE70, 0xFEFD)):
        kind, _, rest = unicodedata.decomposition(chr(code)).partition(" ")
        source = "".join(chr(int(value, 16)) for value in rest.split()) if kind in slot else ""
        if len(source) == 1:
            letters.setdefault(source, ["", "", "", ""])[slot[kind]] = chr(code)
        elif len(source) == 2 and source[0] == LAM and source[1] in "\u0622\u0623\u0625\u0627":
            lam_alef.setdefault(source[1], ["", ""])[slot[kind]] = chr(code)
    letters.pop(" ", None)
    return _Forms(
        {letter: (forms[0], forms[1], forms[2], forms[3]) for letter, forms in letters.items()},
        {alef: (forms[0], forms[1]) for alef, forms in lam_alef.items()},
    )


class _Cluster:
    """A character that has a cell, with its marks.

    ``before`` and ``after`` are the nearest joiner (U+200D), the nearest thing
    that cuts, or nothing, on either side, marks and transparent controls
    looked through.
    """

    __slots__ = ("after", "base", "before", "lead", "marks", "start")

    def __init__(self, base: str, start: int, lead: int, before: int) -> None:
        self.base, self.start, self.lead, self.before = base, start, lead, before
        self.marks, self.after = "", _NOTHING


def _clusters(text: str) -> tuple[list[_Cluster], bool]:
    """Cut ``text`` into clusters; whether it starts with something that belongs to a cell before it."""
    out: list[_Cluster] = []
    loose = False
    gap = _NOTHING
    for at, char in enumerate(text):
        width = WIDTH[char]
        if width > 0:
            out.append(_Cluster(char, at if out else 0, at, gap))
            gap = _NOTHING
            continue
        loose = loose or not out
        if width == 0:
            if not out:  # a mark that stands on nothing stands on a blank
                out.append(_Cluster(" ", 0, at, gap))
                gap = _NOTHING
            out[-1].marks += char
        elif char == ZWJ or char in _CUTTING:
            gap = _JOINS if char == ZWJ else _CUTS
            if out and out[-1].after == _NOTHING:
                out[-1].after = gap
    return out, loose


def _compose(cluster: _Cluster) -> None:
    """NFC inside one cell: alef and a combining hamza are one letter."""
    if cluster.marks:
        whole = unicodedata.normalize("NFC", cluster.base + cluster.marks)
        cluster.base, cluster.marks = whole[0], whole[1:]


class _Strokes(dict[str, str]):
    """Stroke -> its forms, remembered as they come.

    A stroke is what is written without lifting the pen: dual-joining letters
    and the one that ends them.  Lam and alef are one letter here, a stand-in
    from the private use area.
    """

    _MOST = 100_000

    def __init__(self) -> None:
        super().__init__()
        letters, lam_alef = joining_forms()
        self.stand_in = {LAM + alef: chr(0xE000 + number) for number, alef in enumerate(lam_alef)}
        forms = {char: tuple(form or char for form in own) for char, own in letters.items()}
        forms |= {self.stand_in[LAM + alef]: (alone, last, "", "") for alef, (alone, last) in lam_alef.items()}
        forms[TATWEEL] = (TATWEEL,) * 4
        dual = TATWEEL + "".join(char for char, own in letters.items() if own[_INITIAL] and own[_FINAL])
        ends = "".join(char for char, own in letters.items() if own[_FINAL]) + "".join(self.stand_in.values()) + dual
        self.cut = re.compile(f"[{dual}]*[{ends}]|[^{ends}]+").findall
        self.lam_alef = re.compile(f"{LAM}[{''.join(lam_alef)}]")
        self._alone = {ord(char): own[_ISOLATED] for char, own in forms.items()}
        self._first = {char: forms[char][_INITIAL] for char in dual}
        self._middle = {ord(char): forms[char][_MEDIAL] for char in dual}
        self._last = {char: own[_FINAL] for char, own in forms.items()}

    def __missing__(self, stroke: str) -> str:
        if len(stroke) > 1 and stroke[0] in self._first:
            shaped = self._first[stroke[0]] + stroke[1:-1].translate(self._middle) + self._last[stroke[-1]]
        else:
            shaped = stroke.translate(self._alone)
        if len(self) < self._MOST and len(stroke) < _LONGEST_STROKE:
            self[stroke] = shaped
        return shaped


@lru_cache(maxsize=1)
def _strokes() -> _Strokes:
    return _Strokes()


def shape_plain(text: str) -> Shaped:
    """Shape letters, digits and signs that are one cell each: no marks, no joiners, nothing dropped."""
    strokes = _strokes()
    short = text
    if LAM in text:
        for pair, stand_in in strokes.stand_in.items():
            short = short.replace(pair, stand_in)
    glyphs = tuple("".join(map(strokes.__getitem__, strokes.cut(short))))
    if len(glyphs) == len(text):
        return Shaped(glyphs, tuple(range(len(text))), None, True)
    starts: list[int] = []
    at = 0
    for found in strokes.lam_alef.finditer(text):
        starts += range(at, found.start() + 1)
        at = found.end()
    starts += range(at, len(text))
    return Shaped(glyphs, tuple(starts), None, False)


@lru_cache(maxsize=65536)
def shape(word: str) -> Shaped:
    """Shape a word; the answer is remembered."""
    return shape_afresh(word)


def shape_afresh(text: str) -> Shaped:
    """Shape any text without a newline."""
    if not _NEEDS_CARE.search(text):
        return Shaped(tuple(text), tuple(range(len(text))), None, True)
    if _PLAIN.fullmatch(text):
        return shape_plain(text)
    return shape_clusters(text)


def shape_clusters(text: str) -> Shaped:
    """The same for any text, cluster by cluster."""
    letters, lam_alef = joining_forms()
    clusters, loose = _clusters(text)
    for cluster in clusters:
        _compose(cluster)
    glyphs: list[str] = []
    starts: list[int] = []
    widths: list[int] = []
    bases: list[str] = []
    at = 0
    while at < len(clusters):
        cluster = clusters[at]
        starts.append(cluster.start)
        mine = letters.get(cluster.base)
        if mine is None:
            glyph = glyph_of(cluster.base)
        else:
            before = mine[_FINAL] != "" and _joins(cluster.before, clusters[at - 1 : at], letters, _INITIAL)
            alef = clusters[at + 1] if cluster.base == LAM and at + 1 < len(clusters) else None
            if alef and alef.base in lam_alef and cluster.after == _NOTHING:
                glyph = lam_alef[alef.base][before] + cluster.marks
                at, cluster = at + 1, alef
            else:
                after = mine[_INITIAL] != "" and _joins(cluster.after, clusters[at + 1 : at + 2], letters, _FINAL)
                glyph = mine[before + 2 * after] or cluster.base
        bases.append(cluster.base)
        widths.append(TAB_CELLS if cluster.base == TAB else 1 if glyph[0] == " " else WIDTH[glyph[0]])
        glyphs.append(glyph + cluster.marks)
        at += 1
    if ENCLOSING_VERSE in text:
        _enclose(bases, glyphs, widths)
    simple = len(glyphs) == len(text) and not loose
    narrow = all(width == 1 for width in widths)
    lead = clusters[0].lead if clusters else 0
    return Shaped(tuple(glyphs), tuple(starts), None if narrow else tuple(widths), simple, lead, loose)


def _joins(gap: int, neighbour: list[_Cluster], letters: dict[str, _FormsOf], needed: int) -> bool:
    """Whether a letter joins over ``gap`` to its neighbour, which must have the form ``needed`` for that."""
    if gap != _NOTHING:
        return gap == _JOINS
    return bool(neighbour) and (
        neighbour[0].base == TATWEEL or (neighbour[0].base in letters and letters[neighbour[0].base][needed] != "")
    )


def _enclose(bases: list[str], glyphs: list[str], widths: list[int]) -> None:
    """U+06DD encloses the digits after it: show it as brackets around them."""
    for at, base in enumerate(bases):
        if base != ENCLOSING_VERSE:
            continue
        last = at
        while last + 1 < len(bases) and bases[last + 1].isdigit():
            last += 1
        if last > at:
            glyphs[at] = "("
            glyphs[last] += ")"
            widths[last] += 1
