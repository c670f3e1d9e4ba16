"""What verbs state of firms and people: founded, owns, bought, holds a share in, moved from and to."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.entities.amounts import amount
from tui.entities.dealings import find_dealings
from tui.entities.facts import Fact, Named
from tui.entities.normalise import key
from tui.entities.staff import find_hires, find_staff
from tui.entities.verblast import find_verb_last
from tui.entities.wording import Clause, Topic, Word
from tui.text import fold

_NEAR, _FAR = 3, 9
_BY = 5
_PRICED = frozenset({"acquired", "owns_stake_in"})
_PERCENT = re.compile(r"^[%\u066a]$")
_WHOLE = (
    "stoodstotn",
    "sto odsto",
    "100",
    "all of",
    "whole",
    "\u0645\u062c\u0645\u0648\u0639",
    "\u0643\u0627\u0645\u0644",
    "\u062c\u0645\u064a\u0639",
)


def find_deeds(clause: Clause, topic: Topic) -> Iterator[Fact]:
    """All that verbs state; ``topic`` knows the firms named before."""
    if not clause.found:
        yield from find_staff(clause)
        return
    for word in clause.of_shape("verb"):
        yield from _active(clause, word)
    for word in clause.of_shape("passive"):
        yield from _passive(clause, word, topic)
    for word in clause.of_shape("deal"):
        yield from _deal(clause, word)
    for word in clause.of_shape("dealt"):
        yield from _dealt(clause, word)
    for word in clause.of_shape("unit", "parent"):
        yield from _family(clause, word, topic)
    yield from find_dealings(clause, topic)
    for word in clause.of_shape("sell"):
        yield from _sale(clause, word)
    yield from _shares(clause)
    yield from _moves(clause)
    yield from find_staff(clause)
    yield from find_hires(clause)
    if clause.doc.language in ("fa", "ur"):
        yield from find_verb_last(clause)


def _fact(clause: Clause, subject: Named, kind: str, target: Named, detail: str = "") -> Iterator[Fact]:
    if subject.id != target.id:
        if kind in _PRICED and not detail:
            detail = amount(clause.doc, subject, target)
        yield clause.fact(subject, kind, target, detail)


def _active(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "P founded C"; Arabic and Serbian also "founded P C"; "C, the outfit that P started"."""
    after = clause.reach(word.last, 1, _NEAR)
    if clause.doc.language == "he" and word.kind == "left" and after is None:
        after = _object(clause, word)
    person = clause.back(word.first, _FAR, "person")
    if clause.doc.language == "de" and (after is None or after.kind != "company"):
        yield from _verb_last(clause, word)
    if after is not None and after.kind == "company":
        if person is not None:
            yield from _fact(clause, person, word.kind, after)
        elif word.kind == "owner_of" and clause.doc.language != "ar":
            firm = clause.back(word.first, _NEAR, "company", commas=1)
            if firm is not None:
                yield from _fact(clause, firm, "parent_of", after)
        return
    if after is not None and after.kind == "person" and clause.doc.language == "ar":
        firm = clause.reach(after.candidate.last, 1, _NEAR)
        if firm is not None and firm.kind == "company":
            yield from _fact(clause, after, word.kind, firm)
            return
    if person is not None and word.kind in ("founder_of", "owner_of") and after is None:
        start = person.candidate.first
        if word.first - person.candidate.last <= _NEAR and clause.is_class(start - 1, "that"):
            firm = clause.back(start - 1, 6, "company")
            if firm is not None:
                yield from _fact(clause, person, word.kind, firm)


def _verb_last(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "P, der heute die C leitet"."""
    firm = clause.reach(word.first - 1, -1, 1)
    if firm is None or firm.kind != "company":
        return
    who = next((i for i in range(firm.candidate.first - 1, clause.first, -1) if clause.doc.mark(i) == ","), -1)
    person = clause.at.get(who - 1) if who > 0 else None
    if person is not None and person.kind == "person" and clause.is_class(who + 1, "who"):
        yield from _fact(clause, person, word.kind, firm)


def _passive(clause: Clause, word: Word, topic: Topic) -> Iterator[Fact]:
    """ "C was founded by P", "koju je osnovao P"."""
    language = clause.doc.language
    if language in ("ar", "sr", "he"):
        last = word.last
        while language == "ar" and any(each.first == last for each in clause.of_shape("passive")):
            last += 1  # founded and runs
        person = clause.reach(last, 1, _NEAR)
        if person is None and language == "ar" and last < clause.last:
            defined = clause.doc.tokens[last].key.startswith(_ARTICLE)
            person = clause.at.get(last + 1) if defined else None  # the Uzbek P
        if person is None or person.kind != "person":
            return
        that = next(
            (i for i in range(word.first - 1, max(word.first - 6, clause.first), -1) if clause.is_class(i, "that")), -1
        )
        firm = clause.back(that, 6, "company") if that > 0 else None
        if language == "he":
            firm = clause.back(word.first, 4, "company")
        if firm is None and word.kind == "owner_of" and language == "ar":
            firm = clause.back(word.first, 2, "company")
        if firm is None and language == "ar":
            firms = {one.id for one in clause.named if one.kind == "company" and one.candidate.last <= word.first}
            firm = clause.back(word.first, 8, "company") if len(firms) == 1 else None
    else:
        by = next((i for i in range(word.last, min(word.last + _BY, clause.last)) if clause.is_class(i, "by")), -1)
        if by < 0 and language == "de":
            by = next(
                (i for i in range(max(word.first - _FAR, clause.first), word.first) if clause.is_class(i, "by")), -1
            )
        person = clause.reach(by + 1, 1, 4, commas=1) if by > 0 else None
        if person is None or person.kind != "person":
            return
        firm = next(
            (clause.at[i] for i in range(word.last, by) if i in clause.at and clause.at[i].kind == "company"), None
        )
        firm = firm or clause.back(min(by, word.first), 8, "company")
        named = _the_firm(clause, word.first)
        if firm is None and named >= 0 and clause.nearest(word.first, "company") is None:
            firm = topic.the_firm(clause, named)
    if firm is None or firm.kind != "company":
        return
    for one in (person, *_listed(clause, person)):
        yield from _fact(clause, one, word.kind, firm)


def _the_firm(clause: Clause, index: int) -> int:
    """Where "the firm" stands shortly before a token, or -1."""
    return next((i for i in range(max(index - 4, clause.first), index) if "company" in clause.doc.labels[i]), -1)


def _listed(clause: Clause, person: Named) -> Iterator[Named]:
    """Those named with a person: "von X und Y"."""
    following = clause.reach(person.candidate.last + 1, 1, 3)
    joint = clause.doc.tokens[person.candidate.last].key if person.candidate.last < clause.last else ""
    if following is not None and following.kind == "person" and joint in ("and", "und", "et", "i", "ve"):
        yield following


def _deal(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "A bought B"; a share of it is told apart."""
    target = clause.reach(word.last, 1, 5)
    firm = clause.back(word.first, _FAR, "company", commas=2)
    if target is None or target.kind != "company" or firm is None:
        return
    between = range(word.last, target.candidate.first)
    words = fold(clause.doc.text[clause.doc.tokens[word.first].start : target.candidate.start])
    shared = any(each.shape == "share" and each.first in between for each in clause.found)
    if not shared or any(whole in words for whole in _WHOLE):
        yield from _fact(clause, firm, word.kind, target)


def _dealt(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "B was bought by A"."""
    firm = clause.back(word.first, _FAR, "company")
    if firm is None:
        return
    start = word.last
    if clause.words.classes["by"] and not clause.is_class(start - 1, "to"):
        start = next((i for i in range(word.last, min(word.last + 4, clause.last)) if clause.is_class(i, "by")), -1) + 1
        if not start:
            return
    elif clause.doc.language == "sr" or clause.is_class(start, "from"):
        return
    buyer = clause.reach(start, 1, _NEAR)
    if buyer is not None and buyer.kind == "company":
        yield from _fact(clause, buyer, "acquired", firm)


def _family(clause: Clause, word: Word, topic: Topic) -> Iterator[Fact]:
    """Units and parents: "A, a unit of B", "its parent, B"."""
    after = clause.reach(word.last, 1, _NEAR, commas=word.shape == "parent")
    if after is None or after.kind != "company":
        return
    before = clause.back(word.first, 4, "company")
    if word.shape == "unit":
        if before is not None:
            yield from _fact(clause, after, "parent_of", before)
        return
    if clause.is_class(word.last - 1, "from") or clause.is_class(word.last, "from") or _of(clause, word.last, after):
        if before is not None:
            yield from _fact(clause, before, "parent_of", after)
        return
    unit = before or (topic.its(clause) if word.its else topic.the_firm(clause, word.first))
    if unit is not None and clause.doc.language != "ar":
        yield from _fact(clause, after, "parent_of", unit)


def _of(clause: Clause, start: int, firm: Named) -> bool:
    """Whether the Hebrew word for "of" stands before a firm."""
    return any(clause.doc.tokens[i].key == _SHEL for i in range(start, firm.candidate.first))


def _shares(clause: Clause) -> Iterator[Fact]:
    """ "A, which holds 18 percent of B": a firm, a word of holding, a share, another firm."""
    holds = clause.of_shape("hold")
    tokens = clause.doc.tokens
    for word in clause.of_shape("share"):
        target = clause.reach(word.last, 1, _NEAR)
        owner = clause.nearest(word.first, "company")
        if owner is not None and _its_shares(clause, word):
            target = clause.nearest(owner.candidate.first, "company")
            if target is not None and target.id != owner.id:
                yield from _fact(clause, owner, "owns_stake_in", target)
            continue
        if target is None or owner is None or target.kind != "company" or target.candidate.first < word.last:
            continue
        if word.first - owner.candidate.last > 12:
            continue
        first = owner.candidate.first - 4 if clause.doc.language == "ar" else owner.candidate.last
        last = word.first
        if clause.doc.language in ("fa", "ur"):
            first, last = target.candidate.last, target.candidate.last + _NEAR
        if not any(first <= held.first <= last for held in holds):
            continue
        number = next(
            (i for i in range(word.first - 1, max(word.first - 4, clause.first), -1) if tokens[i].kind == "n"), -1
        )
        detail = clause.doc.text[tokens[number].start : tokens[word.first].end] if number >= 0 else ""
        words = fold(clause.doc.text[owner.candidate.end : target.candidate.start])
        if any(whole in words for whole in _WHOLE):
            continue
        yield from _fact(clause, owner, "owns_stake_in", target, detail)


_OF_ITS_SHARES = frozenset(
    map(
        key,
        (
            "\u0623\u0633\u0647\u0645\u0647\u0627",
            "\u0623\u0633\u0647\u0645\u0647",
            "\u05de\u05de\u05e0\u05d9\u05d5\u05ea\u05d9\u05d4",
        ),
    )
)
_ARTICLE = "\u0627\u0644"
_TO_RUN = frozenset({"run", "head", "lead", "join", "diriger", "leiten"})
_SIGN, _SHEL = key("\u05d0\u05ea"), key("\u05e9\u05dc")


def _its_shares(clause: Clause, word: Word) -> bool:
    """Whether "of its shares" follows a share: the firm that is meant stands before the one that holds it."""
    tokens = clause.doc.tokens
    return any(tokens[i].key in _OF_ITS_SHARES for i in range(word.first, min(word.last + 3, clause.last)))


def _object(clause: Clause, word: Word) -> Named | None:
    """The object that a Hebrew verb has behind its sign, a few words on."""
    for index in range(word.last, min(word.last + 6, clause.last - 1)):
        if clause.doc.tokens[index].key == _SIGN:
            return clause.at.get(index + 1)
    return None


def _sale(clause: Clause, word: Word) -> Iterator[Fact]:
    """ "A sells B to C": C has bought B."""
    target = clause.reach(word.last, 1, _NEAR)
    if target is None or target.kind != "company":
        return
    if clause.doc.language == "ar" and clause.at.get(word.first - 1) is None:
        return  # behind a verb that stands first the seller is named
    after = next((one for one in clause.named if one.candidate.first >= target.candidate.last), None)
    if after is None or after.kind != "company" or after.candidate.first - target.candidate.last > 4:
        return
    if _joint(clause, after) == "to":
        yield from _fact(clause, after, "acquired", target)


def _moves(clause: Clause) -> Iterator[Fact]:
    """Named people who go from one firm to another: "P joins B from A", "P left A for B", "P has moved from A to B"."""
    firms = [one for one in clause.named if one.kind == "company"]
    goes = clause.of_shape("go")
    if not goes or not firms or len({one.id for one in firms}) < 2:
        return
    for word in goes:
        left = next((one for one in firms if _joint(clause, one) == "from"), None)
        others = [one for one in firms if one is not left]
        if clause.doc.language == "ar":
            others = [one for one in others if one.candidate.first > word.first]
        to = next((one for one in others if _joint(clause, one) == "to"), None)
        direct = clause.reach(word.last, 1, 1)
        if direct is not None and direct.kind == "person" and clause.doc.language == "ar":
            direct = clause.reach(direct.candidate.last, 1, 2)
        if direct is not None and direct.kind == "company":
            quits = any(
                each.shape == "verb" and each.kind == "left" and each.first <= word.first < each.last
                for each in clause.found
            )
            if quits:
                left = direct
            elif left is not direct:
                to = to or direct
        if left is None or to is None or left.id == to.id:
            continue
        if max(abs(left.candidate.first - word.first), abs(to.candidate.first - word.first)) > 14:
            continue
        person = _who_goes(clause, word)
        if person is not None:
            yield from _fact(clause, person, "left", left)
            yield from _fact(clause, person, "joined", to)
            yield from _fact(
                clause, left, "left_for", to, clause.doc.text[person.candidate.start : person.candidate.end]
            )
            return


def _who_goes(clause: Clause, word: Word) -> Named | None:
    """The person of a move: the one named last before the verb, or right behind it."""
    one = clause.reach(word.last, 1, 2) if clause.doc.language in ("ar", "sr") else None
    return one if one is not None and one.kind == "person" else clause.nearest(word.first, "person")


def _joint(clause: Clause, firm: Named) -> str:
    """The class of the preposition before a firm: from, to, or ""."""
    doc = clause.doc
    start = firm.candidate.first
    proclitic = fold(doc.text[doc.tokens[start].start : firm.candidate.start])
    for index in range(start - 1, max(start - 4, clause.first - 1), -1):
        if proclitic:
            break
        if clause.is_class(index, "from"):
            return "from"
        if clause.is_class(index, "to"):
            return "to"
        if not clause.light(index) and doc.tokens[index].key not in _TO_RUN:
            return ""
    bare = proclitic.strip("-\u05be\u0640")
    if bare and bare in clause.words.classes["from"]:
        return "from"
    return "to" if bare and bare in clause.words.classes["to"] else ""
