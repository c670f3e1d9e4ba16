"""Dossiers: what everything cached says of one company or person, and what the reader does about them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tui.model import Facts, Headline
from tui.newsroom import following, rules, triage
from tui.newsroom.desk import Desk
from tui.newsroom.merging import apart
from tui.newsroom.query import entity_ids
from tui.newsroom.triage import MUTE, Change
from tui.store import dossiers, facts, headlines
from tui.store.decisions import APART, Decision
from tui.store.dossiers import Name, Said, State
from tui.store.scalars import to_ms
from tui.text import fold

STORIES, SAYINGS, PARTNERS, DAYS = 200, 400, 12, 30
"""How much of a dossier is read: its newest stories, what they say, who else is in them, days of its bars."""
KINDS = ("company", "person")


class DossierError(LookupError):
    """Nobody, or more than one, is called so; ``str()`` is one line that says what to do."""

    def __str__(self) -> str:
        return str(self.args[0])


@dataclass(frozen=True, slots=True)
class Saying:
    """A role or a relation, as said from ``first`` to ``last``, in ``count`` stories; ``article`` is the newest.

    ``kind`` is ``role`` or that of a relation.  ``other`` is whom it is about
    besides (None for a role), and ``active`` whether the dossier's own entity is
    its subject.  ``new``: the reader has not looked since it was first said.
    """

    kind: str
    words: str
    other: Name | None
    active: bool
    first: datetime
    last: datetime
    count: int
    article: int
    sentence: str
    new: bool


@dataclass(frozen=True, slots=True)
class Appearance:
    """A story of the timeline; ``new`` if it came out after the last look."""

    headline: Headline
    mentions: int
    new: bool


@dataclass(frozen=True, slots=True)
class Dossier:
    """Everything about one entity.  ``days`` are stories a day, oldest first; ``facts`` are a public source's."""

    name: Name
    spellings: tuple[str, ...]
    stories: int
    mentions: int
    timeline: tuple[Appearance, ...]
    days: tuple[int, ...]
    partners: tuple[tuple[Name, int], ...]
    roles: tuple[Saying, ...]
    relations: tuple[Saying, ...]
    state: State
    merged: tuple[Name, ...]
    facts: Facts | None = None


@dataclass(frozen=True, slots=True)
class Standing:
    """How often an entity was in the news in a stretch of time, and in the one before."""

    name: Name
    stories: int
    mentions: int
    before: int


def resolve(desk: Desk, wanted: str) -> str:
    """The id of whoever is called so, in any script and spelling, or has this id.

    Raises DossierError for nobody and for more than one.
    """
    merged = dossiers.merges(desk.store)
    folded = fold(wanted)
    found = dossiers.find(desk.store, folded, wanted) or dossiers.beginning(desk.store, folded, 10) if folded else []
    ids = list(dict.fromkeys(merged.get(id, id) for id in found))
    if wanted in ids:
        return wanted
    # One that was split off is asked for by its id.
    ids = [id for id in ids if not any(id == apart(other, number) for other in ids for number in _after(other, id))]
    called = dossiers.names(desk.store, ids)
    if len(ids) > 1:
        choices = ", ".join(f"{called[id].name} ({id})" if id in called else id for id in ids[:8])
        raise DossierError(f"{wanted}: several are called so; give one of the ids: {choices}")
    if not ids:
        raise DossierError(f"{wanted}: nobody in the cache is called so; khabar entities --top 50 lists who is")
    return ids[0]


def _after(base: str, id: str) -> list[int]:
    """The number that ``id`` has behind ``base``, if it has one."""
    number = id.removeprefix(f"{base}~")
    return [int(number)] if number != id and number.isascii() and number.isdigit() else []


def dossier(desk: Desk, id: str) -> Dossier:
    """The dossier of an entity.  Raises DossierError for an id that is in no story and of which nothing is kept."""
    merged = dossiers.merges(desk.store)
    id = merged.get(id, id)
    ids = entity_ids(desk.store, id)
    called = dossiers.names(desk.store, ids)
    state = dossiers.states(desk.store).get(id)
    name = called.get(id) or next(iter(called.values()), None) or (Name(id, state.kind, state.name) if state else None)
    if name is None:
        raise DossierError(f"{id}: nobody in the cache is called so; khabar entities --top 50 lists who is")
    state = state or State(id, name.kind, name.name)
    stories, mentions = dossiers.totals(desk.store, ids)
    roles, relations = _sayings(desk, ids, state.looked)
    return Dossier(
        name=Name(id, name.kind, name.name, name.latin, name.native),
        spellings=tuple(dossiers.spellings(desk.store, ids)),
        stories=stories,
        mentions=mentions,
        timeline=_timeline(desk, ids, state.looked),
        days=_days(desk, ids),
        partners=_partners(desk, ids, merged),
        roles=roles,
        relations=relations,
        state=replace(
            state,
            followed=following.followed_since(desk, name.kind, id),
            muted=rules.muted_since(desk, name.kind, id),
        ),
        merged=tuple(called[other] for other in ids if other != id and other in called),
        facts=facts.facts(desk.store, [id]).get(id),
    )


def _timeline(desk: Desk, ids: Sequence[str], looked: datetime | None) -> tuple[Appearance, ...]:
    found = dict(dossiers.stories(desk.store, ids, STORIES))
    return tuple(
        Appearance(headline, found[headline.id], looked is not None and headline.date > looked)
        for headline in headlines.headlines(desk.store, list(found))
    )


def _days(desk: Desk, ids: Sequence[str]) -> tuple[int, ...]:
    today = desk.clock().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    since = today - timedelta(days=DAYS - 1)
    days = [0] * DAYS
    for date in dossiers.dates(desk.store, ids, since):
        days[min((date - since).days, DAYS - 1)] += 1
    return tuple(days)


def _partners(desk: Desk, ids: Sequence[str], merged: dict[str, str]) -> tuple[tuple[Name, int], ...]:
    counted: dict[str, int] = {}
    for other, count in dossiers.partners(desk.store, ids, 2 * PARTNERS):
        target = merged.get(other, other)
        counted[target] = max(counted.get(target, 0), count)
    called = dossiers.names(desk.store, counted)
    found = [(called[other], count) for other, count in counted.items() if other in called]
    return tuple(found[:PARTNERS])


def _sayings(desk: Desk, ids: Sequence[str], looked: datetime | None) -> tuple[tuple[Saying, ...], tuple[Saying, ...]]:
    """Roles and relations, those said last first; what is said again in other words of the same sound is one."""
    own = set(ids)
    said = dossiers.sayings(desk.store, ids, SAYINGS)
    others = {(one.object if one.subject in own else one.subject) for one in said} - {""}
    called = dossiers.names(desk.store, others)
    groups: dict[tuple[str, str, str, bool], list[Said]] = {}
    for one in said:
        active = one.subject in own
        other = (one.object if active else one.subject) if one.kind != "role" else ""
        if one.kind == "role" and not active:
            continue
        groups.setdefault((one.kind, fold(one.words), other, active), []).append(one)
    sayings = [
        Saying(
            kind=kind,
            words=found[0].words,
            other=called.get(other),
            active=active,
            first=found[-1].date,
            last=found[0].date,
            count=len({one.article for one in found}),
            article=found[0].article,
            sentence=found[0].sentence,
            new=looked is not None and found[-1].date > looked,
        )
        for (kind, _, other, active), found in groups.items()
        if kind != "author_of" and (active or other in called)
    ]
    roles = tuple(one for one in sayings if one.kind == "role")
    return roles, tuple(one for one in sayings if one.kind != "role")


def top(desk: Desk, since: datetime, kinds: Sequence[str] = KINDS, limit: int = 20) -> list[Standing]:
    """Who was in most stories from ``since`` (aware) until now, beside the same stretch of time before."""
    now = desk.clock()
    merged = dossiers.merges(desk.store)
    counted = _folded(dossiers.top(desk.store, since, now + timedelta(days=1), kinds), merged)
    before = _folded(dossiers.top(desk.store, since - (now - since), since, kinds), merged)
    order = sorted(counted, key=lambda id: (-counted[id][0], -counted[id][1], id))[:limit]
    called = dossiers.names(desk.store, order)
    return [Standing(called[id], *counted[id], before.get(id, (0, 0))[0]) for id in order if id in called]


def _folded(counted: dict[str, tuple[int, int]], merged: dict[str, str]) -> dict[str, tuple[int, int]]:
    found: dict[str, tuple[int, int]] = {}
    for id, (stories, mentions) in counted.items():
        target = merged.get(id, id)
        have = found.get(target, (0, 0))
        found[target] = (have[0] + stories, have[1] + mentions)
    return found


# What the reader does


def _name(desk: Desk, id: str) -> Name:
    state = dossiers.states(desk.store).get(id)
    name = dossiers.names(desk.store, [id]).get(id) or (Name(id, state.kind, state.name) if state else None)
    if name is None:
        raise DossierError(f"{id}: nobody in the cache is called so; khabar entities --top 50 lists who is")
    return name


def look(desk: Desk, id: str) -> None:
    """The reader has seen the dossier: what comes from now on is new."""
    dossiers.set_state(desk.store, _name(desk, id), "looked", to_ms(desk.clock()))


def follow(desk: Desk, id: str, on: bool) -> Name:
    """Make a view of an entity in feeds.toml, or take it away; undo takes back either.

    Raises DossierError and ConfigError.
    """
    name = _name(desk, id)
    if on:
        following.begin(desk, name)
    else:
        following.end(desk, name)
    return name


def note(desk: Desk, id: str, text: str) -> Name:
    """Keep a note on an entity; an empty one takes it away; undo takes back either.  Raises DossierError."""
    name, text = _name(desk, id), text.strip()
    decision = Decision("note", id, name.kind, name.name, text, other=text)
    triage.decide(desk, triage.NOTE if text else triage.UNNOTE, decision)
    return name


def mute(desk: Desk, id: str, on: bool) -> tuple[Name, Change]:
    """Dismiss the untouched stories of an entity, now and as they come, by a rule in feeds.toml; or take that away.

    What the rule dismissed comes back with it.  Raises DossierError and ConfigError.
    """
    name = _name(desk, id)
    rule = rules.muting(desk, name.kind, id)
    if on and rule is None:
        return name, rules.make(desk, rules.mute_of(name.kind, id, name.name), MUTE)
    if on or rule is None:
        return name, Change(0, MUTE, 0, (), desk.clock())
    dossiers.set_state(desk.store, name, "muted", 0)  # by a version before there were rules
    return name, rules.take_away(desk, rule)


def merge(desk: Desk, id: str, into: str) -> Name:
    """From now on ``id`` is ``into``, in every story, list and query, until that is taken back.

    Raises DossierError, also for two kinds.
    """
    name, target = _name(desk, id), _name(desk, into)
    if name.kind != target.kind:
        raise DossierError(f"{name.name} is a {name.kind} and {target.name} a {target.kind}; they cannot be one")
    decision = Decision("merge", id, name.kind, name.name, into, other=target.name)
    triage.decide(desk, triage.MERGE, decision)
    return target


def unmerge(desk: Desk, id: str) -> None:
    """``id`` stands for itself again.  Raises DossierError."""
    name, target = _name(desk, id), dossiers.merges(desk.store).get(id)
    if target is not None:
        decision = Decision("merge", id, name.kind, name.name, "", other=_name(desk, target).name)
        triage.decide(desk, triage.UNMERGE, decision)


def split(desk: Desk, id: str, story: int, *, apart: bool = True) -> None:
    """Say that the entity of this story only shares its name with that of the others (or that it does not).

    Nothing is done where there is no such story.  Raises DossierError.
    """
    name, found = _name(desk, id), headlines.headlines(desk.store, [story])
    if found:
        decision = Decision("split", id, name.kind, name.name, APART if apart else "", story, found[0].title)
        triage.decide(desk, triage.SPLIT if apart else triage.JOIN, decision)


__all__ = [
    "MUTE",
    "Appearance",
    "Dossier",
    "DossierError",
    "Name",
    "Saying",
    "Standing",
    "dossier",
    "follow",
    "look",
    "merge",
    "mute",
    "note",
    "resolve",
    "split",
    "top",
    "unmerge",
]
