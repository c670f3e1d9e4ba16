"""Footnotes: a reference in the text becomes a small number, its note a block at the end.

A reference is a link to a place on the page that holds a note: by its mark-up
(DPUB-ARIA ``doc-noteref``, EPUB ``noteref``, the classes of Markdown, WordPress,
Substack and MediaWiki), or a number in ``<sup>``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

from tui.articles.walker import Walker
from tui.model import Block, BlockKind

Element = Any

_SMALL: Final = str.maketrans("0123456789", "\u2070\u00b9\u00b2\u00b3\u2074\u2075\u2076\u2077\u2078\u2079")
_LABEL = re.compile(r"[\[(]?\s*(\d{1,3}|[a-z*\u2020\u2021])\s*[\])]?", re.IGNORECASE)
_REFERENCE = re.compile(r"footnote|noteref|fnref|fn-?\d|cite_note|endnote|easy-footnote|anchor-footnote", re.IGNORECASE)
_BACK = re.compile(r"^[\s\^\u2191\u21a9\u21b5\u2190\ufe0e\ufe0f\d.\[\]()]*$")
"""What a link from a note back to the text says."""
_MOST = 500
_LONGEST = 5000


@dataclass(frozen=True, slots=True)
class Note:
    """A note: how its reference is written in the text, its number, and where it stands."""

    label: str
    number: int
    element: Element


def small(label: str) -> str:
    """A number as it stands raised in the text."""
    return label.translate(_SMALL)


def take_footnotes(root: Element) -> list[Note]:
    """Write the references of ``root`` small and take its notes out of the tree; they come in order of reference."""
    places: dict[str, Element] = {}
    links = [link for link in root.iter("a") if (link.get("href") or "").startswith("#")]
    if links:
        for element in root.iter():
            for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
                if name:
                    places.setdefault(name, element)
    notes: dict[Element, Note] = {}
    for link in links[:_MOST]:
        label = _LABEL.fullmatch("".join(link.itertext()).strip())
        target = places.get((link.get("href") or "")[1:])
        if label is None or target is None or not _is_reference(link) or link in set(target.iter("a")):
            continue
        note = _note_of(target)
        if note is None or any(one is note or one in notes for one in link.iterancestors()):
            continue  # links back look like references
        known = notes.setdefault(note, Note(small(label[1]), len(notes) + 1, note))
        _write(link, known.label)
    for note in notes.values():
        _take_out(note.element)
    return list(notes.values())


def blocks_of(notes: Sequence[Note], text: str, base: str) -> tuple[Block, ...]:
    """The notes whose references stand in ``text``."""
    found: list[Block] = []
    for note in notes:
        if note.label not in text:
            continue
        blocks = [block for block in Walker(base).blocks(note.element) if block.text]
        first = [_unnumbered(block, note.number) for block in blocks[:1]]
        found += [Block(BlockKind.NOTE, block.text, block.marks, ordinal=note.number) for block in first]
        found += [Block(BlockKind.NOTE, block.text, block.marks) for block in blocks[1:]]
    return tuple(found)


def _unnumbered(block: Block, number: int) -> Block:
    """A note without the number that is written before it."""
    found = re.match(rf"\W?{number}[.)\]:]?\s+", block.text)
    if found is None:
        return block
    marks = tuple(
        replace(mark, start=max(0, mark.start - found.end()), end=mark.end - found.end())
        for mark in block.marks
        if mark.end > found.end()
    )
    return replace(block, text=block.text[found.end() :], marks=marks)


def _is_reference(link: Element) -> bool:
    if link.get("role") == "doc-noteref" or "noteref" in (link.get("epub:type") or ""):
        return True
    if any(one.tag == "sup" for one in (link, *link.iterancestors()) if one is link or one.tag in ("sup", "span")):
        return True
    if len(link) and link[0].tag == "sup":
        return True
    said = " ".join((link.get(name) or "") for name in ("class", "id", "href"))
    return bool(_REFERENCE.search(said))


def _note_of(target: Element) -> Element | None:
    """The element that holds a whole note; None if the place is no note."""
    holder = target
    while holder is not None and holder.tag in ("a", "sup", "span", "b", "strong"):
        holder = holder.getparent()
    if holder is None or holder.tag in ("body", "html", "main", "article", "section", "h1", "h2", "h3", "h4"):
        return None
    return holder if len("".join(holder.itertext())) <= _LONGEST else None


def _write(link: Element, label: str) -> None:
    """Put the label in place of a reference, and of the ``<sup>`` around it."""
    for child in list(link):
        link.remove(child)
    link.text = label
    link.tag = "sup"
    for name in list(link.attrib):
        del link.attrib[name]
    outer = link.getparent()
    if outer is not None and outer.tag == "sup":
        # Brackets around the link belong to the reference.
        outer.text = None
        link.tail = None


def _take_out(note: Element) -> None:
    for link in list(note.iter("a")):
        if (link.get("href") or "").startswith("#") and _BACK.match("".join(link.itertext())):
            link.drop_tree()
    for number in list(note.iter("sup")):
        if _BACK.match("".join(number.itertext())) and not "".join(number.itertext()).strip(" ^[]()").isalpha():
            number.drop_tree()
    parent = note.getparent()
    if parent is not None:
        tail, note.tail = note.tail, None
        before = note.getprevious()
        if tail and before is not None:
            before.tail = (before.tail or "") + tail
        elif tail:
            parent.text = (parent.text or "") + tail
        parent.remove(note)
