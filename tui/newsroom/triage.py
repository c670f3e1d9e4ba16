"""Triage: verbs over articles, each taken back exactly by undo.  Nothing is ever deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType

from tui.newsroom import settings
from tui.newsroom.desk import Desk
from tui.store import decisions, journal
from tui.store.decisions import Decision
from tui.store.headlines import DISMISSED, LATER, READ, STARRED

VERBS: Mapping[str, tuple[int, bool | None]] = MappingProxyType(
    {
        "read": (READ, True),
        "unread": (READ, False),
        "toggle_read": (READ, None),
        "star": (STARRED, True),
        "unstar": (STARRED, False),
        "toggle_star": (STARRED, None),
        "later": (LATER, True),
        "unlater": (LATER, False),
        "toggle_later": (LATER, None),
        "dismiss": (DISMISSED, True),
        "undismiss": (DISMISSED, False),
    }
)
"""Each verb's flag, and whether it sets it, clears it, or (None) turns it."""


RULE, MUTE, MADE_RULE, MADE_VIEW, FOLLOW, UNFOLLOW = "rule", "mute", "made_rule", "made_view", "follow", "unfollow"
"""What is in the journal beside the verbs: a rule acted on arrivals (``undo`` passes it over: nobody pressed a key
for it); somebody was muted; a rule or a view was made, which taking it back takes out of feeds.toml again; somebody's
view was made or taken away."""
MERGE, UNMERGE, SPLIT, JOIN, NOTE, UNNOTE = "merge", "unmerge", "split", "join", "note", "unnote"
"""And what was decided about somebody: that it is another one too, or not any more; that in one story it is another
one of the same name, or not; a note on it, or none any more."""


_PAGE = 100
"""So many lines of the history are read at once."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a verb changed.

    ``ids`` are the articles that are different now; ``id`` is 0 if there are
    none.  A line of the history has the first of its articles alone, and the
    title of the first; ``count`` is right everywhere.  ``alone``: nobody
    pressed a key for it (a rule, muting); ``quiet``: a story was opened and so
    is read; ``note`` says more, such as the rule's title.
    """

    id: int
    verb: str
    count: int
    ids: tuple[int, ...]
    at: datetime
    undone: bool = False
    alone: bool = False
    quiet: bool = False
    note: str = ""
    title: str = ""
    about: str = ""
    other: str = ""


def apply(desk: Desk, verb: str, ids: Sequence[int], now: datetime, *, quiet: bool = False) -> Change:
    """Do ``verb`` to articles, write it down, and say what it changed.

    A toggle clears the flag only if every article has it, and is written down
    as what it came to: star or unstar.  Unknown articles are
    passed over.  ``quiet``: it came with something else that was done.
    Raises KeyError for an unknown verb.
    """
    flag, setting = VERBS[verb]
    if setting is None:
        setting = not all(flags & flag for flags in journal.flags(desk.store, ids).values())
        verb = next(name for name, what in VERBS.items() if what == (flag, setting))

    def decide(before: dict[int, int]) -> dict[int, int]:
        return {number: (flags | flag if setting else flags & ~flag) for number, flags in before.items()}

    return changed(journal.change(desk.store, verb, ids, now, decide, quiet=quiet))


def undo(desk: Desk, now: datetime, line: int | None = None) -> Change | None:
    """Take a change back: a ``line`` of the history by its id, else the last one that was asked for.

    What later changes did to the same stories stays as they left it.  None if
    there is nothing to take back, or that line is taken back already.  Raises
    ConfigError where feeds.toml cannot be edited.
    """
    found = journal.undo(desk.store, line)
    if found is None:
        return None
    settings.undo(desk, found.edit)
    _read_anew(desk, found)
    return changed(found)


def last_meant(desk: Desk) -> int | None:
    """The last change that stands and that was asked for by itself: not by a rule, not by opening a story."""
    before: int | None = None
    while changes := history(desk, _PAGE, before):
        for change in changes:
            if not (change.undone or change.alone or change.quiet):
                return change.id
        before = changes[-1].id
    return None


def redo(desk: Desk, now: datetime, line: int | None = None) -> Change | None:
    """Do again what was taken back: a ``line`` of the history, else the last; None if there is nothing.

    Raises ConfigError.
    """
    found = journal.redo(desk.store, line)
    if found is None:
        return None
    settings.redo(desk, found.edit)
    _read_anew(desk, found)
    return changed(found)


def decide(desk: Desk, verb: str, decision: Decision) -> Change:
    """Decide something about a company or person, and write it down; the id is 0 if that changes nothing."""
    found = journal.decide(desk.store, verb, decision, desk.clock())
    _read_anew(desk, found)
    return changed(found)


def _read_anew(desk: Desk, found: journal.Recorded) -> None:
    """Recognise the article again in which a name is another one now, or is not any more."""
    decision = decisions.load(found.decided)
    if decision is None or decision.what != "split":
        return
    from tui.newsroom import study, texts  # what recognises is large, and seldom needed here

    article = texts.article_of(desk, decision.article)
    if article is not None:
        study.recognise(desk, [(decision.article, article)])


def history(desk: Desk, limit: int, before: int | None = None) -> list[Change]:
    """The last changes, newest first; ``undone`` says which of them are taken back; ``before``: older than that."""
    return [
        replace(changed(line.change), count=line.count, title=line.title)
        for line in journal.history(desk.store, limit, before)
    ]


def changed(found: journal.Recorded) -> Change:
    """A change of the journal as one of triage."""
    ids, decision = found.ids, decisions.load(found.decided)
    change = Change(found.id, found.verb, len(ids), ids, found.at, found.undone, found.alone, found.quiet, found.note)
    return change if decision is None else replace(change, about=decision.entity, other=decision.other)
