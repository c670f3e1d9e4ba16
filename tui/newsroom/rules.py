"""Rules of feeds.toml: done to what arrives, previewed over the cache, made and taken away from inside.

A rule acts on an article once, when it has been read after its arrival, and only
if the reader did nothing to it before.  Rules act in their order; each sees what
those before it did.  All of it is in the journal, one line a rule and refresh.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from tui.config import ConfigError, Rule
from tui.grammar import QueryError, Term, parse
from tui.newsroom import settings
from tui.newsroom.desk import Desk
from tui.newsroom.query import compile_query
from tui.newsroom.triage import MADE_RULE, MUTE, RULE, VERBS, Change, changed, undo
from tui.store import dossiers, headlines, journal
from tui.store.headlines import Condition
from tui.store.rehearsal import rehearsal

ACTED = (RULE, MUTE, MADE_RULE)
"""The verbs of what a rule did."""


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """What a rule would have done to everything cached, had it been there from the start: ids, newest first."""

    rule: Rule
    ids: array[int]


@dataclass(frozen=True, slots=True)
class Record:
    """A rule, how many articles it acted on so far (of what stands), and when last."""

    rule: Rule
    count: int
    last: datetime | None


class Round:
    """The rules over one refresh: what a rule does in it is one line of the journal."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._lines: dict[Rule, int] = {}

    def arrived(self, ids: Sequence[int]) -> list[Change]:
        """Let the rules act on articles that came and are recognised and indexed; returns what changed."""
        rules = effective(self._desk)
        fresh = journal.untouched(self._desk.store, ids) if rules and ids else []
        changes = []
        for rule in rules if fresh else ():
            found = _act(self._desk, rule, RULE, fresh, join=self._lines.get(rule, 0))
            if found.id:
                self._lines[rule] = found.id
                changes.append(found)
        return changes


def effective(desk: Desk) -> tuple[Rule, ...]:
    """The rules of feeds.toml, and those of companies and people that were muted before there were rules."""
    return (*desk.config.rules, *_old_mutes(desk))


def _old_mutes(desk: Desk) -> list[Rule]:
    states = [state for state in dossiers.states(desk.store).values() if state.muted is not None]
    return [mute_of(state.kind, state.id, state.name) for state in states]


def adopt_mutes(desk: Desk) -> int:
    """Write whom an older version muted into feeds.toml as rules.  Returns how many; 0 if it cannot be edited."""
    done = 0
    if not desk.config.path.exists():
        return 0
    for state in dossiers.states(desk.store).values():
        if state.muted is None:
            continue
        try:
            settings.make(desk, mute_of(state.kind, state.id, state.name))
        except ConfigError:
            break  # They go on being muted by what the store knows.
        dossiers.set_state(desk.store, dossiers.Name(state.id, state.kind, state.name), "muted", 0)
        done += 1
    return done


def mute_of(kind: str, id: str, name: str) -> Rule:
    """The rule that mutes a company or person."""
    return Rule(f'{kind}:"{id.replace(chr(34), "")}"', ("dismiss",), f"Mute {name}")


def muting(desk: Desk, kind: str, id: str) -> Rule | None:
    """The rule that mutes a company or person, whatever its title; None if nobody muted it."""
    for rule in effective(desk):
        node = _tree(rule)
        if isinstance(node, Term) and (node.field, node.value) == (kind, id) and rule.do == ("dismiss",):
            return rule
    return None


def muted_since(desk: Desk, kind: str, id: str) -> datetime | None:
    """Since when a company or person is muted; the beginning of time where nobody knows, None if it is not."""
    rule = muting(desk, kind, id)
    if rule is None:
        return None
    since = journal.made_at(desk.store, (MUTE, MADE_RULE), rule.name)
    return since or datetime.fromtimestamp(0, UTC)


def _tree(rule: Rule) -> object:
    try:
        return parse(rule.when)
    except QueryError:
        return None


def _flags(rule: Rule, flags: int) -> int:
    for verb in rule.do:
        flag, on = VERBS[verb]
        flags = flags | flag if on else flags & ~flag
    return flags


def _decided(rule: Rule, before: Mapping[int, int]) -> dict[int, int]:
    return {number: _flags(rule, flags) for number, flags in before.items()}


def fitting(desk: Desk, rule: Rule, among: Sequence[int] | None, *, dismissed: bool = False) -> array[int]:
    """The articles (of ``among``, if that is given) that a rule fits, with those that are ``dismissed`` if asked."""
    try:
        condition = compile_query(desk.store, rule.when, desk.clock().astimezone(), dismissed=dismissed)
    except QueryError:
        return array("q")  # feeds.toml is checked when it is read; a date that no calendar has passes there
    if among is not None:
        condition = Condition("h.id IN (SELECT value FROM json_each(?))", (json.dumps(list(among)),)).both(condition)
    return headlines.ids(desk.store, condition)


def _act(
    desk: Desk, rule: Rule, verb: str, among: Sequence[int] | None, *, join: int = 0, edit: str = "", alone: bool = True
) -> Change:
    found = list(fitting(desk, rule, among))
    if among is None:
        found = journal.untouched(desk.store, found)
    return changed(
        journal.change(
            desk.store,
            verb,
            found,
            desk.clock(),
            lambda before: _decided(rule, before),
            alone=alone,
            note=rule.name,
            edit=edit,
            join=join,
        )
    )


def rehearse(desk: Desk) -> list[Rehearsed]:
    """What each rule would have done to everything cached, had all of it arrived under these rules."""
    with rehearsal(desk.store) as set_flags:
        found = []
        for rule in effective(desk):
            ids = fitting(desk, rule, None)
            before = journal.flags(desk.store, ids)
            after = _decided(rule, before)
            moved = array("q", (number for number in ids if before[number] != after[number]))
            set_flags({number: after[number] for number in moved})
            found.append(Rehearsed(rule, moved))
        return found


def records(desk: Desk) -> list[Record]:
    """The rules, and what they did so far."""
    return [Record(rule, *journal.done_by(desk.store, ACTED, rule.name)) for rule in effective(desk)]


def apply_now(desk: Desk, rule: Rule) -> Change:
    """Do a rule to what is cached and was not touched yet, as one line that ``undo`` takes back."""
    return _act(desk, rule, RULE, None, alone=False)


def make(desk: Desk, rule: Rule, verb: str = MADE_RULE) -> Change:
    """Write a rule into feeds.toml and do it to what is cached and untouched: one change, undone as one.

    Raises ConfigError.
    """
    settings.make(desk, rule)
    return _act(desk, rule, verb, None, edit=settings.dump(rule), alone=False)


def take_away(desk: Desk, rule: Rule) -> Change:
    """Take a rule out of feeds.toml, and back what it did and nobody changed since.  Raises ConfigError."""
    settings.take_away(desk, rule)
    now = desk.clock()
    undone = [undo(desk, now, line) for line in reversed(journal.standing(desk.store, ACTED, rule.name))]
    ids = tuple(number for each in undone if each is not None for number in each.ids)
    return Change(0, RULE, len(ids), ids, now, undone=True, note=rule.name)
