"""What changed between two texts of one article, word by word.  Pure.

Blocks are put beside each other in order, the most similar ones in pairs; a
pair is compared by words, blanks and punctuation marks, in logical order, so
that it is right in every script.  The result is blocks again: the words of both
texts with the marks INSERTED and DELETED over those that only one of them has.

Method: the matching blocks of Ratcliff and Obershelp (Python's difflib), with
runs of nothing but blanks between two changes joined to them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from typing import Final

from tui.model import Article, Block, BlockKind, Mark, MarkKind

GAP: Final = "\u22ef"
"""Stands for blocks that did not change."""
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c7\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06ed\u08d3-\u08ff\u200c\u200d"
_TOKEN = re.compile(rf"[\w{_MARKS}]+|\s+|[^\w\s{_MARKS}]")
"""A word with its marks and joiners, a run of blanks, or one sign."""
_SIMILAR: Final = 0.4
"""Share of common words from which two blocks are one block that changed."""
_LARGEST: Final = 4_000_000
"""Product of the numbers of words above which two blocks are not compared inside."""
_MOST_PAIRS: Final = 40_000


@dataclass(frozen=True, slots=True)
class Comparison:
    """The blocks that differ, GAP paragraphs where others stand between them; and how many words came and went."""

    blocks: tuple[Block, ...] = ()
    added: int = 0
    removed: int = 0

    def __bool__(self) -> bool:
        return bool(self.blocks)


def same_text(former: Article, article: Article) -> bool:
    """Whether a reader sees the same words: addresses, dates and marks do not count."""
    return _seen(former) == _seen(article)


def compare(former: Article, article: Article) -> Comparison:
    """What changed from ``former`` to ``article``: title, byline and text; empty if a reader sees no difference."""
    head = [
        _merged(Block(kind, before, level=level), Block(kind, after, level=level))
        for before, after, kind, level in (
            (former.title, article.title, BlockKind.HEADING, 1),
            (former.byline, article.byline, BlockKind.PARAGRAPH, 0),
        )
        if before != after
    ]
    found: list[Block | None] = [*head, *_blocks(former.blocks, article.blocks)]
    blocks: list[Block] = []
    for block in found:
        if block is not None:
            blocks.append(block)
        elif blocks and blocks[-1].text != GAP:
            blocks.append(Block(BlockKind.PARAGRAPH, GAP))
    if blocks and blocks[-1].text == GAP:
        blocks.pop()
    return Comparison(
        tuple(blocks),
        sum(_words(block, MarkKind.INSERTED) for block in blocks),
        sum(_words(block, MarkKind.DELETED) for block in blocks),
    )


def with_signs(block: Block) -> Block:
    """Where neither colour nor strokes can be shown: ``[-deleted-]`` and ``{+inserted+}``, as wdiff writes them."""
    signs = {MarkKind.DELETED: ("[-", "-]"), MarkKind.INSERTED: ("{+", "+}")}
    text, at = "", 0
    for mark in block.marks:
        before, after = signs.get(mark.kind, ("", ""))
        text += f"{block.text[at : mark.start]}{before}{block.text[mark.start : mark.end]}{after}"
        at = mark.end
    return replace(block, text=text + block.text[at:], marks=())


def as_article(article: Article, sections: Sequence[tuple[str, Comparison]], *, signs: bool = False) -> Article:
    """What changed as a text to read: under ``article``'s title, for each heading the blocks of its comparison."""
    blocks: list[Block] = []
    for heading, comparison in sections:
        blocks.append(Block(BlockKind.HEADING, heading, level=2))
        blocks += [with_signs(block) for block in comparison.blocks] if signs else comparison.blocks
    return replace(article, blocks=tuple(blocks))


def _seen(article: Article) -> tuple[str, ...]:
    return (article.title, article.byline, *(block.text for block in article.blocks))


def _words(block: Block, kind: MarkKind) -> int:
    spans = (block.text[mark.start : mark.end] for mark in block.marks if mark.kind is kind)
    return sum(token[0].isalnum() for span in spans for token in _TOKEN.findall(span))


def _blocks(former: Sequence[Block], blocks: Sequence[Block]) -> list[Block | None]:
    """The blocks that changed in their order, None for each that did not."""
    before, after = ([(block.kind, block.text) for block in side] for side in (former, blocks))
    found: list[Block | None] = []
    for verb, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if verb == "equal":
            found += [None] * (b - a)
            continue
        at_old, at_new = a, c
        for old, new in [*_pairs(former[a:b], blocks[c:d]), (b - a, d - c)]:
            found += [_whole(block, MarkKind.DELETED) for block in former[at_old : a + old]]
            found += [_whole(block, MarkKind.INSERTED) for block in blocks[at_new : c + new]]
            if a + old < b and c + new < d:
                found.append(_merged(former[a + old], blocks[c + new]))
            at_old, at_new = a + old + 1, c + new + 1
    return found


def _pairs(former: Sequence[Block], blocks: Sequence[Block]) -> list[tuple[int, int]]:
    """Which blocks are one that changed: the pairs in order whose similarities sum up to the most."""
    if not former or not blocks or len(former) * len(blocks) > _MOST_PAIRS:
        return []
    bags = [[Counter(_TOKEN.findall(block.text)) for block in side] for side in (former, blocks)]
    rows, columns = len(former), len(blocks)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    alike = [[_similarity(one, other) for other in bags[1]] for one in bags[0]]
    for i in reversed(range(rows)):
        for j in reversed(range(columns)):
            paired = alike[i][j] + best[i + 1][j + 1] if alike[i][j] >= _SIMILAR else 0.0
            best[i][j] = max(paired, best[i + 1][j], best[i][j + 1])
    found, i, j = [], 0, 0
    while i < rows and j < columns:
        if alike[i][j] >= _SIMILAR and best[i][j] == alike[i][j] + best[i + 1][j + 1]:
            found.append((i, j))
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            i += 1
        else:
            j += 1
    return found


def _similarity(one: Counter[str], other: Counter[str]) -> float:
    """Dice's coefficient over words, each as often as it occurs; blanks do not count."""
    words, others = ({token: n for token, n in bag.items() if not token.isspace()} for bag in (one, other))
    both = sum(min(n, others.get(token, 0)) for token, n in words.items())
    return 2 * both / max(1, sum(words.values()) + sum(others.values()))


def _whole(block: Block, kind: MarkKind) -> Block:
    """A block that only one of the two texts has."""
    return replace(block, marks=(Mark(0, len(block.text), kind),) if block.text else ())


def _merged(former: Block, block: Block) -> Block:
    """The words of both, those that only one has marked; what was deleted stands before what took its place."""
    old, new = _TOKEN.findall(former.text), _TOKEN.findall(block.text)
    if len(old) * len(new) > _LARGEST:
        steps = [("replace", 0, len(old), 0, len(new))]
    else:
        steps = _joined(SequenceMatcher(None, old, new, autojunk=False).get_opcodes(), old)
    text, marks = "", []
    for verb, a, b, c, d in steps:
        if verb == "equal":
            text += "".join(new[c:d])
            continue
        for words, kind in (("".join(old[a:b]), MarkKind.DELETED), ("".join(new[c:d]), MarkKind.INSERTED)):
            if words:
                marks.append(Mark(len(text), len(text) + len(words), kind))
                text += words
            if kind is MarkKind.DELETED and b > a and d > c:
                # Side by side the last letter of one and the first of the other would join, and two numbers be one.
                text += " "
    return replace(block, text=text, marks=tuple(marks))


Step = tuple[str, int, int, int, int]


def _joined(steps: Sequence[Step], old: Sequence[str]) -> list[Step]:
    """Steps with blanks that stand alone between two changes taken into them: "one two" for "three four" is one."""
    found: list[Step] = []
    for place, (verb, a, b, c, d) in enumerate(steps):
        alone = verb == "equal" and 0 < place < len(steps) - 1 and "".join(old[a:b]).isspace()
        if (verb != "equal" or alone) and found and found[-1][0] != "equal":
            _, first, _, third, _ = found[-1]
            found[-1] = ("replace", first, b, third, d)
        else:
            found.append((verb, a, b, c, d))
    return found
