"""Text -> lines: levels on the whole paragraph, shaped once, wrapped in logical order, each line reordered by itself.

The order of the steps is UAX#9's (3.4): nothing is reordered before it is
broken, and a line never looks at another line's order.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import itemgetter

from tui.text.bidi import base_level, has_rtl, resolve
from tui.text.cells import REPLACEMENT, TAB_CELLS, WIDTH
from tui.text.line import Line, SetText
from tui.text.portions import cuts
from tui.text.shaping import NOT_PLAIN, Shaped, shape, shape_afresh, shape_plain
from tui.text.wrap import break_offsets, may_break_between

ELLIPSIS = "\u2026"
_LONGEST_REMEMBERED = 64
_HARD_BREAK = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_PRINTABLE_ASCII = re.compile("[ -~]*")
# Cells that hang at a line's end: white space that may be broken at, and a tab's blanks.
_BLANK_GLYPHS = frozenset(
    (" ", " " * TAB_CELLS, "\u1680", *map(chr, range(0x2000, 0x2007)), "\u2008", "\u2009", "\u200a", "\u205f", "\u3000")
)


def lay_out(text: str, width: int, *, base: int | None = None, default: int = 0) -> tuple[Line, ...]:
    """Wrap ``text`` to lines of at most ``width`` columns (at least 1); always at least one line.

    A newline is a hard break, each part its own paragraph with its own base
    direction: ``base``, else the first strong letter's (P2/P3), else
    ``default``.  A word longer than a line is broken between clusters.  Blanks
    at a line's end hang: they have no cell, but belong to the line's range.
    """
    return tuple(iterate(text, width, base=base, default=default))


def iterate(text: str, width: int, *, base: int | None = None, default: int = 0) -> Iterator[Line]:
    """The lines of :func:`lay_out` one by one, each paragraph prepared when its first line is asked for."""
    at = 0
    width = max(1, width)
    while True:
        found = _HARD_BREAK.search(text, at)
        end = found.start() if found else len(text)
        part = text[at:end]
        seams = cuts(part)
        if seams:
            yield from _in_portions(part, seams, base_level(part, default) if base is None else base, at, width)
        else:
            yield from _broken(part, set_paragraph(part, base, default, at, width), at, width)
        if found is None:
            return
        at = found.end()


def fit(text: str, width: int, *, base: int | None = None, default: int = 0, ellipsis: str = ELLIPSIS) -> Line:
    """Set ``text`` on exactly one line of at most ``width`` columns.

    What does not fit is cut at the logical end; the ellipsis stands there (at
    the left of a right-to-left line), and its cell stands for all that was
    cut.  Newlines count as blanks.
    """
    text = _HARD_BREAK.sub(lambda found: " " * len(found[0]), text)
    paragraph = set_paragraph(text, base, default, 0, max(1, width))
    count = _without_blanks(paragraph.glyphs, 0, len(paragraph.glyphs))
    used = _columns(paragraph)[count] if paragraph.widths is not None else count
    if used <= width:
        return Line(paragraph, 0, count, len(text))
    mark = shape(ellipsis)
    room = width - (len(mark.glyphs) if mark.widths is None else sum(mark.widths))
    if width <= 0 or room < 0:
        mark, room = shape(""), max(0, width)
    kept = room if paragraph.widths is None else bisect_right(_columns(paragraph), room) - 1
    kept = _without_blanks(paragraph.glyphs, 0, kept)
    return _with_mark(paragraph, kept, mark, len(text))


def _with_mark(paragraph: SetText, kept: int, mark: Shaped, end: int) -> Line:
    """The first ``kept`` cells and, at their logical end, the cells of ``mark``."""
    count = len(mark.glyphs)
    cut = paragraph.starts[kept]
    widths = None
    if paragraph.widths is not None or mark.widths is not None:
        own = [1] * kept if paragraph.widths is None else paragraph.widths[:kept]
        widths = [*own, *(mark.widths or [1] * count)]
    levels = None if paragraph.levels is None else paragraph.levels[:kept] + bytes([paragraph.base]) * count
    if levels is None and paragraph.base:
        levels = bytes([0]) * kept + bytes([1]) * count
    starts = [*paragraph.starts[: kept + 1], *[end] * count]
    cells = SetText(paragraph.base, [*paragraph.glyphs[:kept], *mark.glyphs], starts, widths, levels)
    return Line(cells, 0, kept + count, end if count else cut)


def set_paragraph(text: str, base: int | None, default: int, offset: int, room: int, after: str = "") -> SetText:
    """Resolve and shape one paragraph (no newline in it), whose first character is at ``offset``.

    A cell wider than ``room`` is replaced by one that fits.  ``after`` is the
    strong letter that follows a portion of a longer paragraph.
    """
    level = base_level(text, default) if base is None else base
    plain = level == 0 and not has_rtl(text + after)
    if plain and _PRINTABLE_ASCII.fullmatch(text):
        return SetText(0, text, range(offset, offset + len(text) + 1), None, None)
    shaped = _shape_words(text)
    levels = None
    if not plain:
        by_character = resolve(text + after, level).packed[: len(text)]
        levels = by_character if shaped.simple else _pick(by_character, shaped)
    glyphs, widths = shaped.glyphs, shaped.widths
    if widths is not None and room < TAB_CELLS and max(widths, default=0) > room:
        narrow = [
            (glyph, cells) if cells <= room else _substitute(glyph, room)
            for glyph, cells in zip(glyphs, widths, strict=True)
        ]
        glyphs, widths = tuple(glyph for glyph, _ in narrow), tuple(cells for _, cells in narrow)
    starts: Sequence[int]
    if not glyphs:  # nothing but what is dropped
        starts = [offset]
    elif shaped.simple:
        starts = range(offset, offset + len(text) + 1)
    elif offset:
        starts = [*map(offset.__add__, shaped.starts), offset + len(text)]
    else:
        starts = [*shaped.starts, len(text)]
    return SetText(level, glyphs, starts, widths, levels)


def _substitute(glyph: str, room: int) -> tuple[str, int]:
    return (" " * room, room) if glyph[0] == " " else (REPLACEMENT, 1)


def _pick(levels: bytes, shaped: Shaped) -> bytes:
    """The level of each cell: that of its own character, the first one in it that is not dropped."""
    if len(shaped.starts) < 2:
        return bytes(levels[shaped.lead + at] for at in shaped.starts)
    picked = bytearray(itemgetter(*shaped.starts)(levels))
    picked[0] = levels[shaped.lead]
    return bytes(picked)


def _shape_words(text: str) -> Shaped:
    """Shape what is plain in one go, and each word that is not (marks, joiners, wide letters) by itself.

    Nothing joins over a blank, so such a word is shaped once and remembered.
    """
    glyphs: list[str] = []
    starts: list[int] = []
    widths: list[int] | None = None
    simple = True
    at = 0
    for found in NOT_PLAIN.finditer(text):
        word = found[0]
        shaped = shape(word) if len(word) <= _LONGEST_REMEMBERED else shape_afresh(word)
        if shaped.loose:  # belongs to the blank before it: only the paragraph as a whole knows
            return shape_afresh(text)
        plain = shape_plain(text[at : found.start()])
        glyphs += plain.glyphs
        starts += map(at.__add__, plain.starts) if at else plain.starts
        if shaped.widths is not None:
            widths = [*(widths or []), *[1] * (len(glyphs) - len(widths or [])), *shaped.widths]
        glyphs += shaped.glyphs
        starts += map(found.start().__add__, shaped.starts)
        simple = simple and plain.simple and shaped.simple
        at = found.end()
    plain = shape_plain(text[at:])
    if not at:
        return plain
    glyphs += plain.glyphs
    starts += map(at.__add__, plain.starts)
    if widths is not None:
        widths += [1] * (len(glyphs) - len(widths))
    return Shaped(tuple(glyphs), tuple(starts), None if widths is None else tuple(widths), simple and plain.simple)


def _columns(paragraph: SetText) -> list[int]:
    """The column at which each cell would start if the paragraph were one line, in logical order."""
    return list(accumulate(paragraph.widths or [1] * len(paragraph.glyphs), initial=0))


def _without_blanks(glyphs: Sequence[str], first: int, last: int) -> int:
    """``last`` moved back over the blanks before it."""
    while last > first and glyphs[last - 1] in _BLANK_GLYPHS:
        last -= 1
    return last


def _broken(text: str, paragraph: SetText, offset: int, width: int) -> Iterator[Line]:
    """The lines of a paragraph that is set as a whole."""
    count = len(paragraph.glyphs)
    if (count if paragraph.widths is None else sum(paragraph.widths)) <= width:
        yield Line(paragraph, 0, _without_blanks(paragraph.glyphs, 0, count), offset + len(text))
        return
    for line, _ in _filled(paragraph, [offset + at for at in break_offsets(text)], width, offset + len(text)):
        yield line


def _in_portions(text: str, seams: list[int], base: int, offset: int, width: int) -> Iterator[Line]:
    """The lines of a long paragraph, each portion set when the lines before it were taken."""
    end = offset + len(text)
    rest: SetText | None = None
    breaks: list[int] = []
    for start, stop in pairwise((0, *seams, len(text))):
        part = text[start:stop]
        cells = set_paragraph(part, base, base, offset + start, width, text[stop : stop + 1])
        if start:
            before = text[text.rfind(" ", 0, start - 1) + 1 : start - 1]
            if may_break_between(before, part.partition(" ")[0]):
                breaks.append(offset + start)
        breaks += [offset + start + at for at in break_offsets(part)]
        paragraph = cells if rest is None else _joined(rest, cells)
        if stop == len(text):
            yield from (line for line, _ in _filled(paragraph, breaks, width, end))
            return
        left = 0
        for line, following in _filled(paragraph, breaks, width, None):
            left = following
            yield line
        rest = _from(paragraph, left)
        breaks = breaks[bisect_right(breaks, rest.starts[0]) :]


def _joined(one: SetText, other: SetText) -> SetText:
    """The cells of a portion after those that are left of the one before."""
    widths = None
    if one.widths is not None or other.widths is not None:
        widths = [*(one.widths or [1] * len(one.glyphs)), *(other.widths or [1] * len(other.glyphs))]
    levels = None
    if one.levels is not None or other.levels is not None:
        levels = (one.levels or bytes(len(one.glyphs))) + (other.levels or bytes(len(other.glyphs)))
    return SetText(one.base, [*one.glyphs, *other.glyphs], [*one.starts[:-1], *other.starts], widths, levels)


def _from(paragraph: SetText, first: int) -> SetText:
    """The cells from ``first`` on."""
    widths, levels = paragraph.widths, paragraph.levels
    return SetText(
        paragraph.base,
        paragraph.glyphs[first:],
        paragraph.starts[first:],
        None if widths is None else widths[first:],
        None if levels is None else levels[first:],
    )


def _filled(paragraph: SetText, breaks: Sequence[int], width: int, end: int | None) -> Iterator[tuple[Line, int]]:
    """Greedy: each line ends at the last opportunity whose text, blanks at its end aside, fits.

    ``breaks`` are offsets; ``end`` is that of the paragraph, or None if there is
    more to come: then what may still grow is left out.  With each line comes
    the first cell of the next one.
    """
    glyphs, starts, count = paragraph.glyphs, paragraph.starts, len(paragraph.glyphs)
    columns: Sequence[int] = range(count + 1) if paragraph.widths is None else _columns(paragraph)
    first = 0
    while True:
        fits = bisect_right(columns, columns[first] + width) - 1
        hanging = fits
        while hanging < count and glyphs[hanging] in _BLANK_GLYPHS:
            hanging += 1
        if hanging == count:
            if end is not None:
                yield Line(paragraph, first, _without_blanks(glyphs, first, count), end), count
            return
        following = _last_break(breaks, starts, first, hanging) or max(fits, first + 1)
        yield Line(paragraph, first, _without_blanks(glyphs, first, following), starts[following]), following
        first = following


def _last_break(breaks: Sequence[int], starts: Sequence[int], first: int, last: int) -> int:
    """The last cell up to ``last`` that may start a line after ``first``; 0 if none may."""
    at = bisect_right(breaks, starts[last]) - 1
    while at >= 0 and breaks[at] > starts[first]:
        cell = bisect_left(starts, breaks[at], first, last + 1)
        if starts[cell] == breaks[at]:
            return cell
        at -= 1  # inside a cell: what stands there was dropped or belongs to the letter before
    return 0


def width(text: str) -> int:
    """The columns that ``text`` takes on one line, blanks at its end included (a lone mark takes none).

    It measures logical text (lam and alef are one cell) as well as text that is
    set already.
    """
    if text.isascii() and text.isprintable():
        return len(text)
    if not any(WIDTH[char] > 0 for char in text):
        return 0
    return sum(
        len(shaped.glyphs) if shaped.widths is None else sum(shaped.widths)
        for shaped in map(_shape_words, _HARD_BREAK.split(text))
    )
