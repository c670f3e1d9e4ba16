"""An article as Markdown (CommonMark, tables and strikethrough as GitHub has them).  Pure.

What a feed says is text: every sign that Markdown could read is written with a
backslash, links lead to the net or nowhere.  An article from right to left
stands in ``<div dir="rtl">``: Markdown has no direction of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from unicodedata import category

from tui.articles.nesting import Inline, Text, address, nested
from tui.model import Article, Block, BlockKind, Mark, MarkKind
from tui.text import sanitise

_SIGNS = re.compile(r"[\\`*_\[\]<>|~]|&(?=[#A-Za-z])")
_AT_START = re.compile(r"(?=(?:[-+=#:]|\d{1,9}[.)])(?:\s|$|[-+=#]))")
_NUMBER = re.compile(r"(\d{1,9})([.)])")
_TAGS = {MarkKind.STRONG: ("**", "strong"), MarkKind.EMPHASIS: ("*", "em"), MarkKind.DELETED: ("~~", "del")}


def markdown(article: Article, about: Sequence[str] = ()) -> str:
    """The whole article; ``about`` (feed, date …) stands below the title, beside the author and the address."""
    link = address(article.url)
    told = [escaped(part) for part in (article.byline, *about) if part] + ([f"<{link}>"] if link else [])
    parts = [f"# {escaped(article.title)}"] if article.title.strip() else []
    parts += [" \u00b7 ".join(told)] if told else []
    for kind, group in groupby(article.blocks, lambda block: block.kind):
        parts += _written(kind, list(group))
    text = "\n\n".join(part for part in parts if part.strip())
    if article.direction == "rtl":
        language = f' lang="{article.language}"' if re.fullmatch("[a-z]{2,8}", article.language) else ""
        text = f'<div dir="rtl"{language}>\n\n{text}\n\n</div>'
    return text + "\n"


def escaped(text: str) -> str:
    """One line of text as Markdown that says just that."""
    plain = " ".join(sanitise(text).split())
    plain = _SIGNS.sub(lambda found: f"\\{found[0]}", plain)
    if _AT_START.match(plain):
        return _NUMBER.sub(r"\1\\\2", plain, count=1) if plain[0].isdigit() else f"\\{plain}"
    return plain


def _written(kind: BlockKind, blocks: Sequence[Block]) -> Iterator[str]:
    """Blocks of one kind that follow each other."""
    if kind is BlockKind.TABLE_ROW:
        yield _table(blocks)
    elif kind is BlockKind.ITEM:
        yield "\n".join(_items(blocks))
    elif kind is BlockKind.QUOTE:
        yield "\n>\n".join(f"{'> ' * max(1, block.level)}{_line(block)}" for block in blocks)
    else:
        yield from (_one(block) for block in blocks)


def _one(block: Block) -> str:
    if block.kind is BlockKind.RULE:
        return "---"
    if block.kind is BlockKind.CODE:
        fence = "`" * max(3, _longest_run(block.text) + 1)
        return f"{fence}\n{sanitise(block.text)}\n{fence}"
    line = _line(block)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * min(6, max(2, block.level))} {line}" if line else ""
    if block.kind is BlockKind.NOTE and block.ordinal is not None:
        return f"\\[{block.ordinal}\\] {line}"
    return line


def _items(blocks: Sequence[Block]) -> Iterator[str]:
    """A line an item, each at most one step deeper than the one above it."""
    above = 0
    for block in blocks:
        above = min(max(1, block.level), above + 1)
        sign = "-" if block.ordinal is None else f"{max(0, block.ordinal)}."
        yield f"{'    ' * (above - 1)}{sign} {_line(block)}"


def _table(rows: Sequence[Block]) -> str:
    """The first row is the head: GitHub's tables have no other form."""
    cells = [[escaped(cell) for cell in row.text.split("\t")] for row in rows]
    width = max(len(row) for row in cells)
    lines = [f"| {' | '.join([*row, *[''] * (width - len(row))])} |" for row in cells]
    return "\n".join([lines[0], f"|{' --- |' * width}", *lines[1:]])


def _line(block: Block) -> str:
    """The text of a block on one line, with its marks."""
    tags = _crowded(block.marks)
    written = "".join(_inline(block.text, part, tags) for part in nested(block.text, block.marks)).strip()
    text = " ".join(written.split())
    return _at_start(text) if not block.marks or block.marks[0].start > 0 else text


def _at_start(text: str) -> str:
    if _AT_START.match(text):
        return _NUMBER.sub(r"\1\\\2", text, count=1) if text[0].isdigit() else f"\\{text}"
    return text


def _crowded(marks: Sequence[Mark]) -> bool:
    """Whether signs of emphasis would touch each other: then nobody could tell which belong together."""
    known = sorted((mark.start, mark.end) for mark in marks if mark.kind in _TAGS)
    return any(later <= end for (_, end), (later, _) in pairwise(known))


def _inline(text: str, part: Inline | Text, tags: bool) -> str:
    if isinstance(part, Text):
        return _SIGNS.sub(lambda found: f"\\{found[0]}", sanitise(text[part.start : part.end]))
    words = text[part.start : part.end]
    if part.mark.kind is MarkKind.CODE:
        return _code(words)
    inside = "".join(_inline(text, inner, tags) for inner in part.inside)
    bare = inside.strip()
    if not bare:
        return inside
    before, after = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
    return f"{before}{_marked(text, part, bare, tags)}{after}"


def _marked(text: str, part: Inline, inside: str, tags: bool) -> str:
    kind = part.mark.kind
    if kind in (MarkKind.LINK, MarkKind.PICTURE):
        url = address(part.mark.target)
        return f"[{inside}](<{url}>)" if url else inside
    if kind not in _TAGS:
        return inside
    sign, tag = _TAGS[kind]
    return f"{sign}{inside}{sign}" if not tags and _flanked(text, part) else f"<{tag}>{inside}</{tag}>"


def _flanked(text: str, part: Inline) -> bool:
    """Whether signs of emphasis would be read as such (CommonMark's flanking runs): not beside letter and sign both."""
    words = text[part.start : part.end]
    start = part.start + len(words) - len(words.lstrip())
    end = part.end - (len(words) - len(words.rstrip()))
    opens = start == 0 or not _sign(text[start]) or not _letter(text[start - 1])
    closes = end == len(text) or not _sign(text[end - 1]) or not _letter(text[end])
    return opens and closes


def _sign(character: str) -> bool:
    return category(character)[0] in "PS"


def _letter(character: str) -> bool:
    return not character.isspace() and not _sign(character)


def _code(words: str) -> str:
    plain = " ".join(sanitise(words).split())
    if not plain:
        return words
    fence = "`" * (_longest_run(plain) + 1)
    edge = " " if plain[0] == "`" or plain[-1] == "`" else ""
    return f"{fence}{edge}{plain}{edge}{fence}"


def _longest_run(text: str) -> int:
    return max((len(run) for run in re.findall("`+", text)), default=0)
