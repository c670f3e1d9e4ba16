"""From a text or an article to its companies and people."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tui.entities.bylines import find_authors
from tui.entities.capitals import find_capitals
from tui.entities.cards import build
from tui.entities.chaining import chain, gloss
from tui.entities.companies import find_headed
from tui.entities.document import BODY, BYLINE, CAPTION, FOOTER, LEAD, LIST, TITLE, Candidate, Document, read
from tui.entities.employers import find_banks, find_employers, find_of_a_country, find_traders, find_unknown
from tui.entities.firms import find_firms
from tui.entities.gazetteer import find_known
from tui.entities.groups import Group, accept, fold_headed, group_all, merge, resolve
from tui.entities.headed import find_after_heads, find_before_tails
from tui.entities.judge import Judge, judge
from tui.entities.languages import language_of
from tui.entities.listed import find_offices
from tui.entities.lowercase import find_lowercase
from tui.entities.namesakes import without_works
from tui.entities.neural import Spotter, seen
from tui.entities.people import find_people
from tui.entities.placed import find_latin, find_listed, find_of_a_nation, find_quoted, find_slots, find_subjects
from tui.entities.regions import regions_of
from tui.entities.tagger import LANGUAGES, Tagger, tagger
from tui.entities.tailed import find_tailed
from tui.entities.tokens import ZWNJ
from tui.model import BYLINE_BLOCK, TITLE_BLOCK, Article, BlockKind, Recognition

RECOGNISER_VERSION = 24
"""Raised whenever the answers change, so that stored ones are made anew."""

_TATWEEL = "\u0640"
_CASED = frozenset({"en", "sr", "de", "fr", "tr", "es", "it", "pt", "nl", "bs", "hr", ""})


def ruled(doc: Document) -> tuple[list[Candidate], list[Candidate]]:
    """What the rules find: the names of the lexicon, and all candidates, these among them."""
    known = find_known(doc)
    found = known + find_authors(doc)
    if doc.language in _CASED:
        return known, found + find_capitals(doc) + find_lowercase(doc)
    new = find_people(doc) + find_headed(doc) + find_quoted(doc) + find_tailed(doc) + find_latin(doc) + find_slots(doc)
    new += (
        find_employers(doc)
        + find_of_a_country(doc)
        + find_traders(doc)
        + find_unknown(doc)
        + find_offices(doc)
        + find_banks(doc)
    )
    new += find_listed(doc) + find_of_a_nation(doc) + find_subjects(doc) + find_firms(doc)
    new += find_after_heads(doc) + find_before_tails(doc)
    return known, without_works(doc, found + [c for c in new if _is_worded(doc, c) and not _part_of_word(doc, c)])


def _is_worded(doc: Document, candidate: Candidate) -> bool:
    """Whether two letters at least are left: a preposition that stands before a number is no name."""
    text = doc.text[candidate.start : candidate.end]
    return sum(character.isalpha() and character != _TATWEEL for character in text) > 1


def _part_of_word(doc: Document, candidate: Candidate) -> bool:
    """Whether a zero width non-joiner ties the candidate to the word before or after: it is a piece of a word then."""
    after = doc.tokens[candidate.last].glue if candidate.last < len(doc.tokens) else ""
    return ZWNJ in (doc.tokens[candidate.first].glue, after)


class Models(NamedTuple):
    """What weighs the candidates of the rules and adds its own."""

    tagger: Tagger
    judge: Judge


def find_groups(doc: Document, spotter: Spotter | None = None, models: Models | None = None) -> list[Group]:
    """The accepted groups with all their mentions; ``models`` stand in for those of the package."""
    known, found = ruled(doc)
    if doc.language in LANGUAGES:
        tags, weights = models or Models(tagger(), judge())
        found = weights.judged(doc, found, tags.chances(doc, known, found))
    if spotter is not None:
        found += seen(doc, spotter(doc.text), found)
    groups = accept(doc, merge(doc, group_all(doc, resolve(found))))
    taken = {index for group in groups for c in group.candidates for index in range(c.first, c.last)}
    gloss(doc, groups, taken)
    chain(doc, groups, taken)
    return fold_headed(doc, groups)


def recognise(text: str, language: str = "", *, models: Models | None = None) -> Recognition:
    """The companies and people of a plain text; offsets are code points of ``text``, block 0.

    ``language`` is a primary tag or "" to find it out.  Never raises on any string.
    """
    language = language.split("-")[0].lower() or language_of(text)
    doc = read(text, language, regions_of(text))
    return build(doc, find_groups(doc, models=models), [(0, 0, len(text))])


def recognise_article(article: Article, spotter: Spotter | None = None) -> Recognition:
    """The companies and people of an article; offsets count inside each block, the title and the byline.

    What ``spotter`` sees is evidence beside that of the rules; what it raises passes through.
    """
    parts: list[tuple[int, str, str]] = [(TITLE_BLOCK, article.title, TITLE)]
    if article.byline:
        parts.append((BYLINE_BLOCK, article.byline, BYLINE))
    lead = True
    for index, block in enumerate(article.blocks):
        if block.kind in (BlockKind.CODE, BlockKind.RULE) or not block.text.strip():
            continue
        region = {BlockKind.CAPTION: CAPTION, BlockKind.HEADING: BODY, BlockKind.ITEM: LIST}.get(block.kind, BODY)
        if lead and block.kind is BlockKind.PARAGRAPH:
            region, lead = LEAD, False
        parts.append((index, block.text, region))
    text, regions, pieces = _join(parts)
    language = article.language.split("-")[0].lower() or language_of(text)
    footer = [(start, name) for start, name in regions_of(text) if name == FOOTER]
    cut = footer[0][0] if footer else len(text) + 1
    doc = read(text, language, [region for region in regions if region[0] < cut] + footer)
    return build(doc, find_groups(doc, spotter), pieces)


def _join(parts: Sequence[tuple[int, str, str]]) -> tuple[str, list[tuple[int, str]], list[tuple[int, int, int]]]:
    """One text of all parts; its regions; and (block, start, end) of each part in it."""
    text = ""
    regions: list[tuple[int, str]] = []
    pieces: list[tuple[int, int, int]] = []
    chunks: list[str] = []
    position = 0
    for block, chunk, region in parts:
        regions.append((position, region))
        pieces.append((block, position, position + len(chunk)))
        chunks.append(chunk)
        position += len(chunk) + 2
    text = "\n\n".join(chunks)
    return text, regions, pieces
