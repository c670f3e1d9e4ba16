"""Relations where the verb closes the sentence, as in Persian and Urdu: "C را ... P بنیان گذاشت"."""

from __future__ import annotations

from collections.abc import Iterator

from tui.entities.facts import Fact, Named
from tui.entities.normalise import key
from tui.entities.wording import Clause

_OBJECT = frozenset(map(key, ("\u0631\u0627", "\u06a9\u0648")))
"""What follows the object: Persian ra, Urdu ko."""
_FROM, _TO = frozenset(map(key, ("\u0627\u0632", "\u0633\u06d2"))), frozenset({key("\u0628\u0647")})
_INTO = frozenset({key("\u0645\u06cc\u06ba")})
_SET_UP, _FOUNDATION = key("\u0642\u0627\u0626\u0645"), key("\u0628\u0646\u06cc\u0627\u062f")
_BY = frozenset({key("\u0646\u06d2")})
_OWN = frozenset(map(key, ("\u0646\u06d2", "\u0646\u06cc\u0632")))
_FAR = 8


def find_verb_last(clause: Clause) -> Iterator[Fact]:
    """Facts of a sentence in Persian or Urdu whose verbs come last."""
    firms = [one for one in clause.named if one.kind == "company"]
    people = [one for one in clause.named if one.kind == "person"]
    if not firms:
        return
    verbs = {word.kind: word.first for word in clause.of_shape("last")}
    person = people[0] if len({one.id for one in people}) == 1 else None
    left = _with(clause, firms, _OBJECT, verbs.get("left", -1)) or _preceded(
        clause, firms, _FROM, verbs.get("went", -1)
    )
    joined = _preceded(clause, firms, _TO, verbs.get("joined", -1)) or _with(
        clause, firms, _INTO, verbs.get("joined", -1)
    )
    if person is not None and left is not None:
        yield clause.fact(person, "left", left)
    if person is not None and joined is not None and joined is not left:
        yield clause.fact(person, "joined", joined)
    if left is not None and joined is not None and left.id != joined.id:
        who = clause.doc.text[person.candidate.start : person.candidate.end] if person is not None else ""
        yield clause.fact(left, "left_for", joined, who)
    founded = _with(clause, firms, _OBJECT, verbs.get("founder_of", -1))
    if founded is None and clause.doc.language == "ur":
        founded = next((one for one in firms if _begun(clause, one.candidate.last)), None)
    if founded is not None and person is not None:
        yield clause.fact(person, "founder_of", founded)
    parted = clause.of_shape("share")
    bought = None if parted else _with(clause, firms, _OBJECT, verbs.get("acquired", -1))
    buyer = next((one for one in firms if bought is not None and one.candidate.last <= bought.candidate.first), None)
    if clause.doc.language == "ur":
        buyer = _with(clause, firms, _BY, verbs.get("acquired", -1))  # on either side of the object
    if bought is not None and buyer is not None and buyer.id != bought.id:
        yield clause.fact(buyer, "acquired", bought)


def _begun(clause: Clause, index: int) -> bool:
    """Whether "set up" or "its foundation" follows in Urdu."""
    tokens = clause.doc.tokens[index : min(index + 2, clause.last)]
    if tokens and tokens[0].key == _SET_UP:
        return True
    return len(tokens) > 1 and clause.is_class(index, "from") and tokens[1].key == _FOUNDATION


def _with(clause: Clause, firms: list[Named], marks: frozenset[str], verb: int) -> Named | None:
    """The firm that one of the words follows, before a verb and near it."""
    for one in reversed(firms):
        end = one.candidate.last
        while end < clause.last and clause.doc.tokens[end].kind == "p":
            end += 1
        if end < clause.last and clause.doc.tokens[end].key in marks and 0 <= verb - end <= _FAR:
            return one
    return None


def _preceded(clause: Clause, firms: list[Named], marks: frozenset[str], verb: int) -> Named | None:
    """The firm that one of the words precedes, before a verb and near it."""
    for one in reversed(firms):
        start = one.candidate.first - 1
        while start > clause.first and clause.light(start):
            start -= 1
        if start >= clause.first and clause.doc.tokens[start].key in marks and 0 <= verb - start <= _FAR:
            return one
    return None
