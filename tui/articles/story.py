"""Where on a page the story stands, and the blocks of it.

trafilatura's answer is compared with the page run by run of text, without
blanks and punctuation: how either cuts it into elements does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from tui.articles.furniture import NEVER_TEXT, is_furniture, is_hidden, is_link_list
from tui.articles.walker import Walker
from tui.model import Block, BlockKind

Element = Any

_LETTERS = re.compile(r"[\W_]+")
_RAISED: Final = str.maketrans("\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079", "0123456789")
_SHORTEST_RUN: Final = 12
"""Letters of a run of text below which it may stand anywhere by chance."""
_COVERED: Final = 0.85
_OWN: Final = 0.5
"""Share of an element's text that is the story's, from which no class name makes it furniture."""
_MUCH: Final = 0.25
"""Share of the story that an element must hold for that."""
_LONGEST_FURNITURE: Final = 0.5
_HIGHEST: Final = 4
"""Levels above the story on which it is looked for whether it goes on beside."""
_PROSE: Final = 60
"""Letters of a paragraph that is no label."""
_LEAD = re.compile(
    r"(?:^|[\s_-])(?:sub-?title|standfirst|lead|lede|dec?k|excerpt|summary|intro|abstract|chapo|vorspann|teaser-text)(?:$|[\s_-])",
    re.IGNORECASE,
)
_LONGEST_LEAD: Final = 600
_LONGEST_STORY: Final = 1_000_000
"""Letters in which runs are looked up: a longer text would take seconds, and is taken as trafilatura gives it."""
_NEARLY_ALL: Final = 0.7
_LABEL: Final = 80
"""Code points up to which a paragraph that trafilatura leaves out is a label: "Advertisement", "Photo: ..."."""
_KEPT: Final = 0.6
"""Share of the story's text that the walk must bring; else what trafilatura gave is taken as it is."""
_TAGS: Final = {
    "head": "h2",
    "list": "ul",
    "item": "li",
    "quote": "blockquote",
    "code": "pre",
    "lb": "br",
    "row": "tr",
    "cell": "td",
    "ref": "a",
}
"""trafilatura's names of elements (after TEI) and HTML's."""


def letters(text: str) -> str:
    """What two renderings of one text share."""
    return _LETTERS.sub("", text.translate(_RAISED))


class _Evidence:
    """Which text of the page is the story's, by trafilatura's judgement."""

    def __init__(self, root: Element, story: str) -> None:
        self.story = story
        self._lines = frozenset(story.split("\n"))
        self.own: dict[Element, int] = {}
        """Letters of the story below each element, each run counted where it first stands."""
        self.size: dict[Element, int] = {}
        seen: set[str] = set()
        self.total = 0
        for element, run in _runs(root):
            weight = len(run)
            mine = weight >= _SHORTEST_RUN and (run in self._lines or run in story)
            if mine and run not in seen:
                seen.add(run)
                self.total += weight
            holder = element
            while holder is not None:
                self.size[holder] = self.size.get(holder, 0) + weight
                if mine:
                    self.own[holder] = self.own.get(holder, 0) + weight
                holder = holder.getparent()

    def share(self, element: Element) -> float:
        """How much of an element's text is the story's."""
        return self.own.get(element, 0) / max(1, self.size.get(element, 0))

    def holds(self, text: str) -> bool:
        """Whether a block is the story's."""
        found = letters(text)
        if found in self._lines:
            return bool(found)
        return bool(found) and (found in self.story if len(found) < 120 else found[:60] in self.story)


def _runs(root: Element) -> Iterator[tuple[Element, str]]:
    """Every run of text that a browser shows, with the element in which it stands."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if not isinstance(element.tag, str) or element.tag in NEVER_TEXT or is_hidden(element):
            continue
        if element.text and (run := letters(element.text)):
            yield element, run
        for child in element:
            if child.tail and (run := letters(child.tail)):
                yield element, run
        waiting.extend(reversed(element))


def story_blocks(root: Element, found: Element | None, url: str) -> tuple[Block, ...]:
    """The blocks of the story on the page ``root``; ``found`` is trafilatura's body, None if it found nothing."""
    story = "\n".join(letters("".join(one.itertext())) for one in found) if found is not None else ""
    if found is not None and len(story) > _LONGEST_STORY:
        return _as_given(found, url)
    evidence = _Evidence(root, story)
    container = _container(root, evidence)
    if more := _continued(container, evidence):
        story = "\n".join([story, *more])
        evidence = _Evidence(root, story)
        container = _container(root, evidence)
    blocks = _walk(container, url, evidence)
    wanted = sum(len(line) for line in story.split("\n"))
    brought = sum(len(letters(block.text)) for block in blocks)
    if found is not None and brought < _KEPT * wanted:
        return _as_given(found, url)
    return blocks


def _container(root: Element, evidence: _Evidence) -> Element:
    """The smallest element that holds most of the story."""
    if not evidence.total:
        marked = root.xpath("//*[@itemprop='articleBody'] | //article | //main")
        return max(marked, key=lambda one: len("".join(one.itertext())), default=root)
    best = root
    while True:
        inner = [one for one in best if evidence.own.get(one, 0) >= _COVERED * evidence.total]
        if not inner:
            break
        best = inner[0]
    while best.tag in ("p", "li", "span", "font", "b") and best.getparent() is not None:
        best = best.getparent()
    return best


def _continued(container: Element, evidence: _Evidence) -> list[str]:
    """Paragraphs of boxes of the same make beside the story's own: advertisements cut some stories into several."""
    box: Element = container
    for _ in range(_HIGHEST):
        parent = box.getparent()
        if parent is None or parent.tag in ("body", "html"):
            return []
        make = box.get("class") or ""
        found = []
        for other in parent if make else ():
            if other is not box and other.tag == box.tag and other.get("class") == make and not evidence.own.get(other):
                prose = [
                    one for one in other.iter("p") if evidence.size.get(one, 0) >= _PROSE and not is_link_list(one)
                ]
                found += [letters("".join(one.itertext())) for one in prose] if len(prose) > 1 else []
        if found:
            return found
        box = parent
    return []


def _prose(box: Element, evidence: _Evidence) -> list[str]:
    """The paragraphs of a box that is nearly all prose, without teasers of other stories."""
    found = [one for one in box.iter("p") if evidence.size.get(one, 0) >= _PROSE and not is_link_list(one)]
    size = sum(evidence.size[one] for one in found)
    linked = sum(evidence.size.get(link, 0) for link in box.iter("a"))
    if len(found) < 2 or size < _NEARLY_ALL * evidence.size.get(box, 0) or linked * 3 > size:
        return []
    return [letters("".join(one.itertext())) for one in found]


def _walk(container: Element, url: str, evidence: _Evidence) -> tuple[Block, ...]:
    size = max(1, evidence.size.get(container, 0))

    def skip(element: Element) -> bool:
        if evidence.size.get(element, 0) > _LONGEST_FURNITURE * size:
            return False
        mine = evidence.share(element) >= _OWN and evidence.own.get(element, 0) >= _MUCH * evidence.total
        if is_furniture(element):
            return not mine and element.find(".//blockquote") is None
        return element.tag in ("ul", "ol", "div", "section") and not mine and is_link_list(element)

    blocks = Walker(url, skip).blocks(container)
    if not evidence.total:
        return blocks
    return (
        *_beside(container, url, evidence, skip, before=True),
        *_between(blocks, evidence, strewn=container.tag in ("body", "html")),
        *_beside(container, url, evidence, skip, before=False),
    )


def _beside(
    container: Element, url: str, evidence: _Evidence, skip: Callable[[Element], bool], *, before: bool
) -> list[Block]:
    """What belongs to the story but stands outside its box, such as a lead in the page's head."""
    found: list[Block] = []
    box = container
    while box.getparent() is not None and box.tag not in ("body", "html"):
        here: list[Block] = []
        for other in box.itersiblings(preceding=before):
            if before and _introduces(other):
                here = [*Walker(url, skip).blocks(other, whole=True), *here]
            elif evidence.share(other) >= _OWN and not is_furniture(other):
                blocks = [one for one in Walker(url, skip).blocks(other, whole=True) if evidence.holds(one.text)]
                here = blocks + here if before else here + blocks
        found = here + found if before else found + here
        box = box.getparent()
    return found


def _introduces(element: Element) -> bool:
    """Whether it is the lead picture or the lead, by tag or class."""
    if not isinstance(element.tag, str) or is_hidden(element) or is_furniture(element):
        return False
    if element.tag == "figure":
        return True
    named = _LEAD.search(element.get("class") or "")
    return bool(named) and element.tag in ("p", "h2", "h3", "div") and len("".join(element.itertext())) < _LONGEST_LEAD


def _between(blocks: tuple[Block, ...], evidence: _Evidence, *, strewn: bool) -> tuple[Block, ...]:
    own = [evidence.holds(block.text) for block in blocks]
    if True not in own:
        return blocks
    first, last = own.index(True), len(own) - 1 - own[::-1].index(True)
    kept = []
    for place, block in enumerate(blocks):
        inside = first < place < last and not strewn
        label = block.kind is BlockKind.PARAGRAPH and len(block.text) < _LABEL
        if own[place] or block.kind is BlockKind.CAPTION or (inside and not label):
            kept.append(block)
    return tuple(kept)


def _as_given(found: Element, url: str) -> tuple[Block, ...]:
    for element in found.iter():
        if isinstance(element.tag, str):
            element.tag = _TAGS.get(element.tag, element.tag)
    return Walker(url).blocks(found)
