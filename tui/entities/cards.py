"""From accepted groups to the answer: mentions by block, entities by salience, with roles and key sentences."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter

from tui.entities.document import BYLINE, FOOTER, LEAD, LIST, TITLE, Candidate, Document
from tui.entities.facts import Fact
from tui.entities.groups import Group
from tui.entities.moves import MOVES
from tui.entities.naming import Naming, name_of
from tui.entities.neural import NEURAL, only_neural
from tui.entities.relations import find_relations
from tui.entities.sentences import choose
from tui.model import Entity, Mention, Recognition, Relation, Sentence

Pieces = list[tuple[int, int, int]]


class Places:
    """Turns offsets of the joined text into (block, offset)."""

    def __init__(self, pieces: Pieces) -> None:
        """``pieces`` are (block, start, end), ascending."""
        self._pieces = pieces
        self._starts = [start for _, start, _ in pieces]

    def locate(self, start: int, end: int) -> tuple[int, int, int] | None:
        """(block, start, end) of a range inside one piece, else None."""
        block, first, last = self._pieces[max(bisect_right(self._starts, start) - 1, 0)]
        if start < first or end > last:
            return None
        return block, start - first, end - first

    def sentence(self, text: str, start: int, end: int) -> Sentence | None:
        """The range as a Sentence."""
        place = self.locate(start, end)
        return None if place is None else Sentence(text[start:end], place[1], place[2], place[0])


def _shown(group: Group) -> bool:
    return not any("place" in c.evidence for c in group.candidates)


def _byline(doc: Document, group: Group) -> Candidate | None:
    """Where a group is named as the author."""
    return next((c for c in group.candidates if "byline" in c.evidence or doc.region(c.start) == BYLINE), None)


def _badge(doc: Document, group: Group) -> str:
    if group.kind == "person" and _byline(doc, group) is not None:
        return "author"
    if all(doc.region(c.start) == FOOTER for c in group.candidates):
        return "publisher"
    return NEURAL if only_neural(group.candidates) else ""


def _salience(doc: Document, group: Group, badge: str, facts: int, role: str) -> float:
    """Position and frequency: title, lead, count, role, relations, spread; the imprint counts against it."""
    regions = [doc.region(c.start) for c in group.candidates]
    size = max(len(doc.text), 1)
    thirds = {min(int(3 * c.start / size), 2) for c in group.candidates}
    score = 3.0 * (TITLE in regions) + 2.0 * (LEAD in regions) + math.log2(1 + len(regions))
    score += 1.0 * bool(role) + 0.35 * min(facts, 4) + 0.5 * len(thirds)
    first = min(c.start for c in group.candidates)
    score += 0.5 * (1 - first / size)
    if all(region == LIST for region in regions):
        score -= 2.0
    if badge == "publisher":
        score -= 12.0
    if badge == "author":
        score -= 6.0
    return round(score, 3)


def _role(doc: Document, group: Group, facts: list[Fact]) -> str:
    spans = [c.role for c in group.candidates if c.role is not None]
    if spans:
        best = max(spans, key=lambda span: min(span[1] - span[0], 60))
        return " ".join(doc.text[best[0] : best[1]].split()).strip(" ,\u060c-\u2013\u2014")
    return next((fact.role for fact in facts if fact.role), "")


def build(doc: Document, groups: list[Group], pieces: Pieces) -> Recognition:
    """Mentions and entities; ``pieces`` say which block each part of the text is."""
    places = Places(pieces)
    shown = [group for group in groups if _shown(group) and group.candidates]
    namings: list[Naming] = []
    used: dict[str, int] = {}
    for group in shown:
        naming = name_of(doc, group)
        if naming.id in used:
            used[naming.id] += 1
            naming = Naming(f"{naming.id}-{used[naming.id]}", naming.name, naming.names, naming.latin, naming.native)
        used.setdefault(naming.id, 1)
        namings.append(naming)
    ids = [naming.id for naming in namings]
    facts = find_relations(doc, shown, ids)
    scored = []
    said: dict[str, list[Fact]] = {}
    for fact in facts:
        said.setdefault(fact.subject, []).append(fact)
    touching = Counter(id for fact in facts for id in {fact.subject, fact.object})
    for group, naming in zip(shown, namings, strict=True):
        own = said.get(naming.id, [])
        badge = _badge(doc, group)
        role = _role(doc, group, own) if group.kind == "person" else ""
        scored.append((_salience(doc, group, badge, touching[naming.id], role), group, naming, badge, role, own))
    scored.sort(key=lambda row: (-row[0], min(c.start for c in row[1].candidates)))
    picked = choose(doc, [row[1] for row in scored], [row[5] for row in scored], [row[3] for row in scored])
    entities = []
    for (salience, group, naming, badge, role, own), ranges in zip(scored, picked, strict=True):
        sentences = tuple(s for s in (places.sentence(doc.text, a, b) for a, b in ranges) if s is not None)
        entities.append(
            Entity(
                id=naming.id,
                kind=group.kind,
                name=naming.name,
                names=naming.names,
                latin=naming.latin,
                native=naming.native,
                count=len(group.candidates),
                role=role,
                sentences=sentences,
                relations=(*_authorship(doc, places, group, badge), *_relations(doc, places, own)),
                salience=salience,
                badge=badge,
            )
        )
    mentions = [
        m for group, naming in zip(shown, namings, strict=True) for m in _mentions(doc, places, group, naming.id)
    ]
    block_order = {block: index for index, (block, _, _) in enumerate(pieces)}
    mentions.sort(key=lambda m: (block_order[m.block], m.start))
    return Recognition(doc.language, tuple(mentions), tuple(entities))


def _relations(doc: Document, places: Places, own: list[Fact]) -> tuple[Relation, ...]:
    found: dict[tuple[str, str, str], Relation] = {}
    for fact in own:
        sentence = places.sentence(doc.text, *fact.sentence)
        if sentence is not None:
            who = fact.detail if fact.kind in MOVES else ""
            found.setdefault((fact.kind, fact.object, who), Relation(fact.kind, fact.object, sentence, fact.detail))
    return tuple(found.values())


def _authorship(doc: Document, places: Places, group: Group, badge: str) -> tuple[Relation, ...]:
    """That somebody wrote the article itself, which has no id of its own."""
    span = _byline(doc, group) if badge == "author" else None
    sentence = places.sentence(doc.text, span.start, span.end) if span is not None else None
    return (Relation("author_of", "", sentence),) if sentence is not None else ()


def _mentions(doc: Document, places: Places, group: Group, entity: str) -> list[Mention]:
    found = []
    for candidate in group.candidates:
        place = places.locate(candidate.start, candidate.end)
        if place is not None:
            found.append(_mention(doc, candidate, group, entity, place))
    return found


def _mention(doc: Document, candidate: Candidate, group: Group, entity: str, place: tuple[int, int, int]) -> Mention:
    surface = doc.text[candidate.start : candidate.end]
    return Mention(place[1], place[2], surface, group.kind, entity, place[0])
