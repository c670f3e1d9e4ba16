"""Which firms compete, and which are partners: "A, the rival of B", "the alliance between A and B"."""

from __future__ import annotations

from collections.abc import Iterator

from tui.entities.facts import Fact, Named
from tui.entities.normalise import key
from tui.entities.wording import Clause, Topic, Word

_NEAR, _FAR = 3, 9
_ARTICLE = "\u0627\u0644"
_AND = frozenset(map(key, ("\u0648", "and", "\u05d5", "i", "\u0627\u0648\u0631")))


def find_dealings(clause: Clause, topic: Topic) -> Iterator[Fact]:
    """Rivals and partners; ``topic`` knows the firms named before."""
    for word in clause.of_shape("rival"):
        yield from _rival(clause, word)
    for word in clause.of_shape("partner"):
        yield from _partner(clause, word, topic)
    for word in clause.of_shape("between"):
        yield from _between(clause, word)


def _fact(clause: Clause, one: Named, kind: str, other: Named) -> Iterator[Fact]:
    if one.id != other.id:
        yield clause.fact(one, kind, other)


def _rival(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "A, the closest rival of B", "its rival B"."""
    start = word.last
    if start < clause.last and start not in clause.at and clause.doc.tokens[start].key.startswith(_ARTICLE):
        start += 1  # its direct rival
    after = clause.reach(start, 1, _NEAR)
    if after is None or after.kind != "company":
        return
    if clause.doc.language == "he" and clause.doc.tokens[word.first].key.startswith("\u05dc"):
        return  # to a rival: whose it is stands elsewhere
    before = clause.back(word.first, 6, "company")
    if (
        word.its
        and len({each.id for each in clause.named if each.kind == "company" and each.candidate.last <= word.first}) > 1
    ):
        return  # whose rival it is is open
    one = before or (clause.nearest(word.first, "company") if word.its else None)
    if one is not None:
        yield from _fact(clause, one, "competes_with", after)


def _partner(clause: Clause, word: Word, topic: Topic) -> Iterator[Fact]:
    after = clause.reach(word.last, 1, _NEAR)
    before = clause.back(word.first, _FAR, "company")
    if before is None:
        firms = {one.id: one for one in clause.named if one.kind == "company" and one.candidate.last <= word.first}
        before = next(iter(firms.values())) if len(firms) == 1 else None if firms else topic.main()
    if after is not None and after.kind == "company" and before is not None:
        yield from _fact(clause, before, "partner_of", after)


def _between(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "The partnership between A and B"."""
    one = clause.reach(word.last, 1, 1)
    if one is None or one.kind != "company":
        return
    end = one.candidate.last
    joined = end < clause.last and clause.doc.tokens[end].key in _AND
    other = clause.at.get(end + 1 if joined else end)
    if other is not None and other.kind == "company" and (joined or _proclitic(clause, other) in _AND):
        yield from _fact(clause, one, word.kind, other)


def _proclitic(clause: Clause, firm: Named) -> str:
    doc = clause.doc
    return key(doc.text[doc.tokens[firm.candidate.first].start : firm.candidate.start])
