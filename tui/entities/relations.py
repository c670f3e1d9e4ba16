"""Stated relations between entities of one sentence; never inferred.

A relation needs its words: in the role of a person ("chief executive of X"),
between two names ("A bought B"), around the first of them (Arabic puts the verb
first), or a word of rivalry in a sentence that lists firms.  The phrases are in
``data/relations.tsv``.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from itertools import pairwise

from tui.entities.amounts import amount
from tui.entities.deeds import find_deeds
from tui.entities.document import Document
from tui.entities.facts import Fact, Named
from tui.entities.groups import Group
from tui.entities.moves import MOVES, find_moves
from tui.entities.normalise import keys_of
from tui.entities.phrases import Phrases, phrases
from tui.entities.posts import find_posts
from tui.entities.wording import Clause, Topic, is_deputy, is_light, is_past, telling
from tui.text import fold

_AT = frozenset(
    fold(word)
    for word in ("\u0641\u064a", "\u0644\u062f\u0649", "at", "with", "\u05d1", "\u062f\u0631", "u", "bei", "chez")
)
"""What stands before an employer; "of" and the like say as often whose customer, rival or critic somebody is."""
_LISTED = frozenset({"hired_from", "partner_of", "acquired"})
_AT_ONCE = frozenset({"left", "joined", "heads", "founder_of", "acquired", "owns_stake_in"})
"""Relations whose words stand right before the object, but for light ones."""
_APPOSED, _WORDS_BEFORE = frozenset({"unit_of", "parent_of"}), 3
"""Relations whose words stand right behind the subject, but for so many."""
_JOINING = frozenset(
    map(fold, ("\u0648", "\u0648\u062d\u062a\u0649", "\u062d\u062a\u0649", "and", "even", "\u05d5", "i", "te"))
)
LEAST_CHANCE = 0.5
LEAST_OF_DEEDS = 0.55
"""How likely both sides must be names of their kind before a relation of theirs is shown.

The words for a post speak for a person and a firm themselves; what somebody has done needs more.
"""
_DONE = frozenset({"acquired", "owns_stake_in"})
"""What a sentence that denies, plans or wonders does not state."""
_POSTS = frozenset({"ceo_of", "chair_of", "heads", "founder_of", "owner_of", "works_for"})
LONGEST_GAP = 90
"""Code points between two names that one relation may span."""
_BEFORE = 24


def find_relations(doc: Document, groups: list[Group], ids: list[str]) -> list[Fact]:
    """All relations of the text, in text order, each once; ``ids`` are the entity ids of ``groups``."""
    facts: dict[tuple[str, str, str, str], Fact] = {}
    topic = Topic()
    firms = any(group.kind == "company" for group in groups)
    places = telling(doc) if firms else []
    chances = {entity: _chance(group) for group, entity in zip(groups, ids, strict=True)}
    parents = {group.known: entity for group, entity in zip(groups, ids, strict=True) if group.kind == "company"}
    for (first, last), named in _by_sentence(doc, groups, ids):
        sentence = doc.tokens[first].start, doc.tokens[last - 1].end
        found: list[Fact] = []
        if firms and any(one.kind in ("company", "person") for one in named):
            clause = Clause(doc, first, last, named, places)
            found += [*find_posts(clause, topic), *find_deeds(clause, topic)]
            topic.add(clause)
        found += find_moves(doc, named, first, last)
        if len({one.id for one in named}) > 1:
            found += _from_roles(doc, sentence, named)
            found += _from_pairs(doc, sentence, named)
            found += _rivals(doc, sentence, named)
        found += _from_names(doc, parents, named, sentence)
        if any(fact.kind in _DONE for fact in found) and Clause(doc, first, last, named, places).doubted():
            found = [fact for fact in found if fact.kind not in _DONE]
        for fact in found:
            least = LEAST_CHANCE if fact.kind in _POSTS else LEAST_OF_DEEDS
            if min(chances[fact.subject], chances.get(fact.object, 1.0)) < least:
                continue
            who = fact.detail if fact.kind in MOVES else ""
            key = (fact.subject, fact.kind, fact.object, who)
            if key not in facts or (fact.detail and not facts[key].detail):
                facts[key] = fact
    return _specific(list(facts.values()))


def _chance(group: Group) -> float:
    """How likely the likeliest mention is a right one; 1 where none was judged."""
    return max((one.chance for one in group.candidates if one.chance is not None), default=1.0)


_GENERAL = {"heads": ("ceo_of", "chair_of"), "works_for": ("ceo_of", "chair_of", "heads", "founder_of", "owner_of")}


def _specific(facts: list[Fact]) -> list[Fact]:
    """Without what another fact about the same two says more exactly."""
    said = {(fact.subject, fact.kind, fact.object) for fact in facts}
    return [
        fact
        for fact in facts
        if not any((fact.subject, kind, fact.object) in said for kind in _GENERAL.get(fact.kind, ()))
        and not (fact.kind == "parent_of" and (fact.object, "unit_of", fact.subject) in said)
    ]


def _from_names(
    doc: Document, parents: dict[str, str], named: list[Named], sentence: tuple[int, int]
) -> Iterator[Fact]:
    """A unit that bears the name of the firm that it is known to belong to: "Acme Research" of Acme.

    ``parents`` are the ids of the text's firms by their id in the lexicon.
    """
    for one in named:
        known = one.candidate.known
        parent = doc.lexicon.entity(known).parent if known and one.kind in ("product", "organization") else ""
        if parent and parent in parents:
            words = keys_of(doc.text[one.candidate.start : one.candidate.end])
            if any(words[: len(keys)] == keys for keys in map(keys_of, doc.lexicon.entity(parent).names)):
                yield Fact(one.id, "unit_of", parents[parent], sentence)


def _by_sentence(doc: Document, groups: list[Group], ids: list[str]) -> Iterator[tuple[tuple[int, int], list[Named]]]:
    """(token range, mentions in order) of every sentence that names anybody."""
    named = sorted(
        (Named(entity, group.kind, one) for group, entity in zip(groups, ids, strict=True) for one in group.candidates),
        key=lambda one: one.candidate.start,
    )
    by_sentence: dict[int, list[Named]] = {}
    for one in named:
        by_sentence.setdefault(doc.tokens[one.candidate.first].sentence, []).append(one)
    for number, mentions in by_sentence.items():
        span = doc.sentences[number]
        yield (span.first, min(span.last, len(doc.tokens))), mentions


def _from_roles(doc: Document, sentence: tuple[int, int], named: list[Named]) -> Iterator[Fact]:
    for person in named:
        role = person.candidate.role
        if person.kind != "person" or role is None:
            continue
        target = next(
            (one for one in named if role[0] <= one.candidate.start < role[1] + 2 and one.id != person.id), None
        )
        if target is None:
            continue
        words = fold(doc.text[role[0] : target.candidate.start])
        if is_past(doc.language, words.split()):
            continue
        at_work = bool(words.split()) and words.split()[-1] in _AT
        for rule in phrases():
            if (
                rule.shape == "role"
                and not (at_work and rule.kind == "heads")
                and _fits(rule.object, target.kind)
                and any(_has(words, p) for p, _ in rule.phrases)
            ):
                said = " ".join(doc.text[role[0] : max(role[1], target.candidate.end)].split())
                kind = rule.kind if rule.kind != "heads" or _heads_all(doc, words, rule) else "works_for"
                if kind == rule.kind or target.kind == "company":
                    yield Fact(person.id, kind, target.id, sentence, role=said)
                break
        else:
            if target.kind == "company" and at_work:
                yield Fact(person.id, "works_for", target.id, sentence)


def _from_pairs(doc: Document, sentence: tuple[int, int], named: list[Named]) -> Iterator[Fact]:
    for place, subject in enumerate(named):
        role = subject.candidate.role
        for target in named[place + 1 : place + 4]:
            inside_role = role is not None and role[0] <= target.candidate.start < role[1]
            if target.id == subject.id or inside_role:
                continue
            start = subject.candidate.end if role is None or role[0] < subject.candidate.end else role[1]
            between = doc.text[min(start, target.candidate.start) : target.candidate.start]
            if len(between) > LONGEST_GAP:
                break
            before = doc.text[max(sentence[0], subject.candidate.start - _BEFORE) : subject.candidate.start]
            fact = _pair(doc, subject, target, fold(before), fold(between), sentence)
            if fact is not None:
                yield fact
                yield from _further(doc, fact, named, place + 1 + named[place + 1 :].index(target))
            break  # another name stands between: what follows it is said of that one


def _further(doc: Document, fact: Fact, named: list[Named], place: int) -> Iterator[Fact]:
    """The same of the names that are listed with the object: "from A, B and even C"."""
    if fact.kind not in _LISTED:
        return
    for one, other in pairwise(named[place:]):
        words = (
            fold(doc.text[one.candidate.end : other.candidate.start]).replace(",", " ").replace("\u060c", " ").split()
        )
        if other.kind != one.kind or not words or not all(word in _JOINING for word in words):
            return
        yield replace(fact, object=other.id)


def _pair(
    doc: Document, subject: Named, target: Named, before: str, between: str, sentence: tuple[int, int]
) -> Fact | None:
    rules, inner, opening = _for_kinds(subject.kind, target.kind)
    words = before.split()
    opened = bool(words) and words[-1].removeprefix("\u0648") in opening
    if not opened and not any(phrase in between for phrase in inner):
        return None
    for rule in rules:
        if rule.shape == "between":
            said = any(
                _has(between, phrase, doc.language if rule.kind in _AT_ONCE else "") for phrase, _ in rule.phrases
            )
        else:
            said = any(_ends(before, left) and _leads(between, right, doc.language) for left, right in rule.phrases)
        if said and rule.kind in _APPOSED and not _apposed(between, rule):
            continue
        if said and rule.kind == "joined" and between.split()[-1:] == ["from"]:
            return Fact(subject.id, "left", target.id, sentence)
        if said:
            money = rule.kind in ("owns_stake_in", "acquired")
            return Fact(subject.id, rule.kind, target.id, sentence, amount(doc, subject, target) if money else "")
    return None


def _apposed(between: str, rule: Phrases) -> bool:
    """Whether a phrase follows its subject at once, or all but."""
    places = [between.find(phrase) for phrase, _ in rule.phrases if _has(between, phrase)]
    return len(between[: min(places)].split()) <= _WORDS_BEFORE


@cache
def _for_kinds(subject: str, target: str) -> tuple[tuple[Phrases, ...], tuple[str, ...], frozenset[str]]:
    """The phrases for two names of some kinds: the rules; all that stand between; the last words of those before."""
    rules = tuple(
        rule
        for rule in phrases()
        if rule.shape in ("between", "around")
        and _fits(rule.subject, subject)
        and _fits(rule.object, target)
        and not (rule.kind in ("unit_of", "parent_of") and "person" in (subject, target))
    )
    inner = tuple(phrase for rule in rules for phrase, _ in rule.phrases if rule.shape == "between")
    before = (left.split() for rule in rules for left, _ in rule.phrases if rule.shape == "around")
    return rules, inner, frozenset(words[-1] for words in before if words)


def _rivals(doc: Document, sentence: tuple[int, int], named: list[Named]) -> Iterator[Fact]:
    """The first firm of a sentence competes with the others, where a word of rivalry stands in it."""
    firms = list(dict.fromkeys(one.id for one in named if one.kind == "company"))
    if len(firms) < 3:
        return
    words = fold(doc.text[sentence[0] : sentence[1]])
    for rule in phrases():
        if rule.shape == "list" and any(_has(words, phrase) for phrase, _ in rule.phrases):
            for other in firms[1:]:
                yield Fact(firms[0], rule.kind, other, sentence)


def _fits(wanted: str, kind: str) -> bool:
    """Whether a kind is the one that a relation takes; a department or a board is nobody's other side."""
    return kind != "organization" and wanted in ("any", kind)


def _heads_all(doc: Document, words: str, rule: Phrases) -> bool:
    """Whether a role is the head of the whole firm: no deputy, and not of its sales."""
    return not is_deputy(doc.language, words.split()) and any(
        _has(words, phrase, doc.language) for phrase, _ in rule.phrases
    )


def _leads(between: str, phrase: str, language: str) -> bool:
    """Whether only light words stand between two names but the second half of a phrase, if it has one."""
    text = between.strip()
    return text.startswith(phrase) and is_light(language, text[len(phrase) :])


def _has(text: str, phrase: str, language: str = "") -> bool:
    """Whether the phrase stands in the text at word bounds (a phrase that ends in a proclitic may be glued).

    With a language only its light words may follow.
    """
    at = text.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        begins = at == 0 or not text[at - 1].isalnum() or text[at - 1] == "\u0648"
        last_word = phrase.rpartition(" ")[2]
        ends = end == len(text) or not text[end].isalnum() or len(last_word) == 1
        if begins and ends and (not language or is_light(language, text[end:])):
            return True
        at = text.find(phrase, at + 1)
    return False


def _ends(text: str, phrase: str) -> bool:
    words = text.split()
    wanted = phrase.split()
    return bool(wanted) and [word.removeprefix("\u0648") for word in words[-len(wanted) :]] == wanted
