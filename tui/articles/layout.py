"""Article + recognition + width -> rows that are ready to paint, one block at a time.

A row's offsets count in the text that was set for its block: the block's own
text with the link numbers put in (``[1]``), see :func:`text_of`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from itertools import groupby, zip_longest

from tui import text
from tui.model import BYLINE_BLOCK, TITLE_BLOCK, Article, Block, BlockKind, Mark, MarkKind, Mention, Recognition
from tui.text import Line, Span

MEASURE = 88
"""The widest line of prose, in cells."""
WORDS_PER_MINUTE = 200
_QUOTE_BAR = "\u258c"
_BULLETS = "\u2022\u25e6\u25aa"
_RULE = "\u2500"
_MIDDLE_DOT = " \u00b7 "
_COLUMN_GAP = " \u2502 "
_WIDEST_TABLE = 72
"""Cells up to which a table is set in columns; the lines of a wider one break, and are better off without."""
_SHOWN_KINDS = ("company", "person")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of an article.

    ``indent`` are cells at the start edge (the right one where ``base`` is 1);
    ``prefix`` stands in them.  ``spans`` are the logical ranges of the whole
    block.  ``measure`` is the widest that the row may be: it is centred in a
    wider pane.
    """

    line: Line | None
    role: str
    block: int
    indent: int = 0
    prefix: str = ""
    spans: tuple[Span, ...] = ()
    base: int = 0
    measure: int = MEASURE


def lay_out(article: Article, recognition: Recognition, width: int, *, measure: int = MEASURE) -> list[Row]:
    """All rows of an article: title, meta row, blocks."""
    rows = rows_of_title(article, recognition, width, measure=measure)
    for index in range(len(article.blocks)):
        rows += rows_of_block(article, index, recognition, width, measure=measure)
    return rows


def rows_of_title(
    article: Article, recognition: Recognition, width: int, *, measure: int = MEASURE, now: datetime | None = None
) -> list[Row]:
    """The title, the meta row (date, byline, minutes, language) and a blank.

    ``now`` gives the zone in which the date is shown; without it that is UTC.
    """
    default = _direction(article)
    room = max(1, min(width, measure))
    spans = tuple(_mention_spans(recognition.mentions, TITLE_BLOCK))
    rows = [
        Row(line, "title", TITLE_BLOCK, spans=spans, base=line.base, measure=measure)
        for line in text.lay_out(article.title, room, default=default)
    ]
    meta, at = _meta(article, now)
    over = [
        span._replace(start=span.start + at, end=span.end + at) for span in _mention_spans(recognition.mentions, -2)
    ]
    rows += [
        Row(line, "meta", BYLINE_BLOCK, spans=tuple(over), base=default, measure=measure)
        for line in text.lay_out(meta, room, base=default)
    ]
    return [*rows, _blank(BYLINE_BLOCK, default, measure)]


def _meta(article: Article, now: datetime | None = None) -> tuple[str, int]:
    """The meta row's text, and the offset at which the byline stands in it."""
    parts = []
    if article.published:
        shown = article.published.astimezone(now.tzinfo) if now else article.published
        parts.append(shown.strftime("%d.%m.%Y"))
    at = len(_MIDDLE_DOT.join([*map(_isolated, parts), ""])) + 1 if article.byline else 0
    words = sum(len(block.text.split()) for block in article.blocks)
    minutes = f"{max(1, round(words / WORDS_PER_MINUTE))} min"
    parts += [part for part in (article.byline, minutes, article.language) if part]
    return _MIDDLE_DOT.join(map(_isolated, parts)), at


def _isolated(part: str) -> str:
    """One part of the meta row, so that "7 min" keeps its order beside Arabic (UAX#9, FSI and PDI)."""
    return f"\u2068{part}\u2069"


def rows_of_block(
    article: Article, index: int, recognition: Recognition, width: int, *, measure: int = MEASURE
) -> list[Row]:
    """The rows of one block, and a blank after it where the next block wants one."""
    return list(iterate_block(article, index, recognition, width, measure=measure))


def iterate_block(
    article: Article, index: int, recognition: Recognition, width: int, *, measure: int = MEASURE
) -> Iterator[Row]:
    """The same row by row: a paragraph of ten thousand words is set as far as its rows are asked for."""
    block = article.blocks[index]
    default = _direction(article)
    after = article.blocks[index + 1].kind if index + 1 < len(article.blocks) else None
    yield from _set_block(article, index, recognition, max(1, min(width, measure)), default, measure)
    if not (block.kind is after and block.kind in (BlockKind.ITEM, BlockKind.TABLE_ROW, BlockKind.NOTE)):
        yield _blank(index, default, measure)


def _set_block(
    article: Article, index: int, recognition: Recognition, room: int, default: int, measure: int
) -> Iterator[Row]:
    block = article.blocks[index]
    role = str(block.kind.value)
    if block.kind is BlockKind.RULE:
        line = text.fit(_RULE * room, room, base=default)
        yield Row(line, role, index, base=default, measure=measure)
        return
    numbers = _link_numbers(article, index)
    source, inserted = _with_numbers(block, numbers)
    spans = [Span(_moved(mark.start, inserted), _moved(mark.end, inserted), mark.kind.value) for mark in block.marks]
    spans += [
        span._replace(start=_moved(span.start, inserted), end=_moved(span.end, inserted))
        for span in _mention_spans(recognition.mentions, index)
    ]
    if block.kind is BlockKind.TABLE_ROW:
        source, spans = _with_columns(source, spans, _paddings(article)[index])
    # The columns of a table stand in one order, whatever letters a row begins with.
    base = {BlockKind.CODE: 0, BlockKind.TABLE_ROW: default}.get(block.kind)
    prefix = _prefix(block)
    indent = min(text.width(prefix) + 2 * max(0, block.level - 1), max(0, room - 1)) if prefix else 0
    side = default
    over = tuple(spans)
    for number, line in enumerate(text.iterate(source, max(1, room - indent), base=base, default=default)):
        side = line.base if number == 0 or block.kind is BlockKind.CODE else side
        shown = prefix if number == 0 or block.kind is BlockKind.QUOTE else ""
        yield Row(line, role, index, indent, shown, over, side, measure)


def _direction(article: Article) -> int:
    return int(article.direction == "rtl")


def _blank(block: int, base: int, measure: int) -> Row:
    return Row(None, "blank", block, base=base, measure=measure)


def _prefix(block: Block) -> str:
    """What stands before a block, in logical order, its trailing blank included."""
    if block.kind is BlockKind.QUOTE:
        return _QUOTE_BAR + " "
    if block.kind is BlockKind.NOTE:
        return f"{block.ordinal}. " if block.ordinal is not None else "   "
    if block.kind is BlockKind.ITEM:
        bullet = _BULLETS[(max(block.level, 1) - 1) % len(_BULLETS)]
        return (f"{block.ordinal}." if block.ordinal is not None else bullet) + " "
    return ""


def _mention_spans(mentions: Iterable[Mention], block: int) -> Iterable[Span]:
    for mention in mentions:
        if mention.block == block and mention.kind in _SHOWN_KINDS:
            yield Span(mention.start, mention.end, mention.kind)
            yield Span(mention.start, mention.end, f"entity:{mention.entity}")


def links(article: Article) -> tuple[str, ...]:
    """The link targets in the order of their numbers: link ``[1]`` is the first."""
    return tuple(_numbering(article)[0])


@lru_cache(maxsize=8)
def _numbering(article: Article) -> tuple[dict[str, int], tuple[tuple[tuple[Mark, int], ...], ...]]:
    """Target -> number, and for each block its links with their numbers."""
    numbers: dict[str, int] = {}
    by_block = tuple(
        tuple(
            (mark, numbers.setdefault(mark.target, len(numbers) + 1))
            for mark in block.marks
            if mark.kind in (MarkKind.LINK, MarkKind.PICTURE) and mark.target
        )
        for block in article.blocks
    )
    return numbers, by_block


def _link_numbers(article: Article, index: int) -> tuple[tuple[Mark, int], ...]:
    return _numbering(article)[1][index]


def _with_numbers(block: Block, numbers: Sequence[tuple[Mark, int]]) -> tuple[str, list[tuple[int, int]]]:
    """The block's text with the numbers of its links, and (offset, length) of what was put in, ascending."""
    if not numbers:
        return block.text, []
    out, at = [], 0
    inserted: list[tuple[int, int]] = []
    for mark, number in sorted(numbers, key=lambda item: item[0].end):
        label = f"[{number}]"
        out += [block.text[at : mark.end], label]
        inserted.append((mark.end, len(label)))
        at = mark.end
    return "".join([*out, block.text[at:]]), inserted


def _moved(offset: int, inserted: Sequence[tuple[int, int]]) -> int:
    """Where a block's offset stands in the text with link numbers."""
    return offset + sum(length for at, length in inserted if at < offset)


def _inserted(article: Article, block: int) -> list[tuple[int, int]]:
    """(offset, length) of what the text of a block is set with beyond its own: numbers of links, bars of a table."""
    if not 0 <= block < len(article.blocks):
        return []
    own = article.blocks[block]
    if own.kind is BlockKind.TABLE_ROW:
        tabs = [at for at, char in enumerate(own.text) if char == "\t"]
        pads = _paddings(article)[block]
        # For a tab there are the end of an isolate, blanks, the bar, and the beginning of the next.
        return [(0, 1), *((at + 1, pads[place] + len(_COLUMN_GAP) + 1) for place, at in enumerate(tabs))]
    return _with_numbers(own, _link_numbers(article, block))[1]


def set_range(article: Article, block: int, start: int, end: int) -> tuple[int, int]:
    """A range of a block's own text in the text that is set for it."""
    return set_ranges(article, block, [(start, end)])[0]


def set_ranges(article: Article, block: int, ranges: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Ranges of a block's own text in the text that is set for it."""
    inserted = _inserted(article, block)
    return [
        (start + sum(length for at, length in inserted if at <= start), _moved(end, inserted)) for start, end in ranges
    ]


def own_offset(article: Article, block: int, offset: int) -> int:
    """An offset into the text that is set for a block, in the block's own text."""
    before = 0
    for at, length in _inserted(article, block):
        if offset < at + before + length:
            return min(offset - before, at)
        before += length
    return offset - before


def _with_columns(source: str, spans: Sequence[Span], pads: Sequence[int]) -> tuple[str, list[Span]]:
    """A table row with bars for its tabs; spans follow.  ``pads`` are the blanks that make its cells as wide as others.

    Each cell is isolated (UAX#9, FSI and PDI), so that two in Latin letters do
    not change places in a table that runs from right to left.
    """
    out, shifts, shift = "", [], 1
    for place, cell in enumerate(source.split("\t")):
        pad = pads[place] if place < len(pads) else 0
        shifts.append(shift)
        gap = " " * pad + _COLUMN_GAP if place < source.count("\t") else ""
        out += f"\u2068{cell}\u2069{gap}"
        shift += len(gap) + 1
    moved = [
        span._replace(
            start=span.start + shifts[source.count("\t", 0, span.start)],
            end=span.end + shifts[source.count("\t", 0, span.end)],
        )
        for span in spans
    ]
    return out, moved


@lru_cache(maxsize=8)
def _paddings(article: Article) -> tuple[tuple[int, ...], ...]:
    """For each block the blanks behind its cells that make columns; none for what is no table or too wide for that."""
    found: list[tuple[int, ...]] = []
    for is_table, group in groupby(enumerate(article.blocks), lambda item: item[1].kind is BlockKind.TABLE_ROW):
        indexes = [index for index, _ in group]
        if not is_table:
            found += [()] * len(indexes)
            continue
        rows = [
            [
                text.width(cell)
                for cell in _with_numbers(article.blocks[index], _link_numbers(article, index))[0].split("\t")
            ]
            for index in indexes
        ]
        widths = [max(column) for column in zip_longest(*rows, fillvalue=0)]
        fits = sum(widths) + len(_COLUMN_GAP) * (len(widths) - 1) <= _WIDEST_TABLE
        found += [tuple(widths[at] - wide if fits else 0 for at, wide in enumerate(row)) for row in rows]
    return tuple(found)


def text_of(article: Article, row: Row) -> str:
    """The logical text in which the offsets of ``row.line`` and ``row.spans`` count."""
    if row.block == TITLE_BLOCK:
        return article.title
    if row.block == BYLINE_BLOCK:
        return _meta(article)[0]
    block = article.blocks[row.block]
    if block.kind is BlockKind.RULE:
        return _RULE * (row.line.width if row.line else 0)
    return text_of_block(article, row.block)


def text_of_block(article: Article, index: int) -> str:
    """A block's logical text with the numbers of its links, and bars between the cells of a table."""
    block = article.blocks[index]
    source = _with_numbers(block, _link_numbers(article, index))[0]
    return _with_columns(source, (), _paddings(article)[index])[0] if block.kind is BlockKind.TABLE_ROW else source


def runs(row: Row, width: int) -> list[tuple[str, tuple[str, ...]]]:
    """The finished row in exactly ``width`` cells: margins, prefix, and text with the roles over it.

    The row's own role comes first; the prefix has the role ``prefix``, blanks
    have none.
    """
    room = min(width, row.measure)
    margin = (width - room) // 2
    rest = width - room - margin
    if row.line is None:
        return [(" " * width, ())] if width > 0 else []
    line = row.line if row.line.width <= room - row.indent else row.line.cut(max(0, room - row.indent))
    own = (row.role,)
    before = min(row.indent, room)
    edge = [(_set_prefix(row, before), (*own, "prefix"))] if row.prefix.strip() else [(" " * before, ())]
    slack = max(0, room - row.indent) - line.width
    body = [(piece, (*own, *roles)) for piece, roles in line.runs(row.spans)]
    if row.base == 1:
        parts = [(" " * (margin + slack), ()), *body, *edge, (" " * rest, ())]
    else:
        parts = [(" " * margin, ()), *edge, *body, (" " * (slack + rest), ())]
    return [(piece, roles) for piece, roles in parts if piece]


def _set_prefix(row: Row, room: int) -> str:
    """The prefix in ``room`` cells, next to the text, a blank between the two."""
    mark = text.fit(row.prefix.strip(), max(0, room - 1), base=row.base).text
    slack = room - text.width(mark)
    gap = min(1, slack)
    return " " * gap + mark + " " * (slack - gap) if row.base == 1 else " " * (slack - gap) + mark + " " * gap


def to_plain(rows: Sequence[Row], width: int) -> str:
    """The rows as they look, one line each, blanks at the right taken off."""
    return "\n".join("".join(piece for piece, _ in runs(row, width)).rstrip() for row in rows)
