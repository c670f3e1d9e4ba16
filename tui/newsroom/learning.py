"""A rule that the reader's own dismissals suggest.  Deciding is pure; nothing is ever done without a key.

Of the last articles that were handled by hand, those are counted that were
dismissed without having been opened and have something in common: a company, a
person, an author, a tag or a word of the title, perhaps in one feed.  Where
none of its kind was kept, read or starred, a rule is offered.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from tui.config import Rule
from tui.grammar import QueryError, parse
from tui.newsroom import rules
from tui.newsroom.desk import Desk
from tui.newsroom.triage import Change
from tui.store import articles, dossiers, feeds, headlines, journal
from tui.text import fold
from tui.text.language import frequent_words

LOOKED_BACK = 150
"""So many articles that were handled last are looked at."""
BULK = 10
"""A change of more articles than these says nothing about each of them."""
LEAST_IN_FEED, LEAST, LEAST_OF_FEED = 4, 6, 12
"""So many dismissals suggest a rule: of a trait in one feed, of a trait anywhere, of a whole feed."""
OFFERS = 3
"""A rule that was offered so often and not taken is not offered again."""
OFFERED = "offered_rules"
_WORD = re.compile(r"[^\W\d_]{4,}")
_ORDER = ("company", "person", "author", "tag", "title", "feed")


@dataclass(frozen=True, slots=True)
class Trait:
    """Something that articles may have in common: a field of the query language, its value, and how that is shown."""

    field: str
    value: str
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Handled:
    """An article that was handled by hand: dismissed unopened, or not; its feed, and its traits."""

    article: int
    dismissed: bool
    feed: Trait
    traits: frozenset[Trait]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A rule, what it is about (``trait``, in ``feed`` or None for all), and how many dismissals suggest it."""

    rule: Rule
    trait: Trait
    feed: Trait | None
    count: int


def suggest(handled: Sequence[Handled], known: Collection[str] = ()) -> Suggestion | None:
    """The rule that is suggested most strongly, None if there is none.  ``known`` are queries not to be offered."""
    best: tuple[tuple[int, int, int, int, str], Suggestion] | None = None
    for found in _candidates(handled):
        if found.rule.when in known:
            continue
        # The most dismissals; of as many the narrower rule, what is most surely meant, the longer word.
        value = found.trait.value
        rank = (found.count, 1 if found.feed else 0, -_ORDER.index(found.trait.field), len(value), value)
        if best is None or rank > best[0]:
            best = rank, found
    return best[1] if best else None


def _candidates(handled: Sequence[Handled]) -> list[Suggestion]:
    dismissed: dict[tuple[Trait, Trait | None], int] = {}
    kept: set[tuple[Trait, Trait | None]] = set()
    sources: dict[Trait, set[Trait]] = {}
    for each in handled:
        groups: list[tuple[Trait, Trait | None]] = [(each.feed, None)]
        for trait in each.traits:
            groups.append((trait, None))
            if trait.field != "tag":  # every article of a feed has its tags
                groups.append((trait, each.feed))
            sources.setdefault(trait, set()).add(each.feed)
        for group in groups:
            if each.dismissed:
                dismissed[group] = dismissed.get(group, 0) + 1
            else:
                kept.add(group)
    found = []
    for (trait, feed), count in dismissed.items():
        least = LEAST_OF_FEED if trait.field == "feed" else LEAST_IN_FEED if feed else LEAST
        # What one feed alone has is a rule about that feed.
        several = trait.field == "feed" or feed is not None or len(sources[trait]) > 1
        if count >= least and several and (trait, feed) not in kept:
            found.append(Suggestion(_rule(trait, feed), trait, feed, count))
    return found


def _rule(trait: Trait, feed: Trait | None) -> Rule:
    terms = [f'{each.field}:"{each.value}"' for each in (trait, feed) if each is not None]
    title = trait.shown or trait.value
    return Rule(" ".join(terms), ("dismiss",), f"Not {title}" + (f" in {feed.shown or feed.value}" if feed else ""))


def suggestion(desk: Desk) -> Suggestion | None:
    """What the journal suggests now."""
    known = {rule.when for rule in rules.effective(desk)}
    known |= {when for when, times in _offered(desk).items() if times >= OFFERS}
    acts = handled(desk)
    # What a rule dismisses already suggests no other.
    ruled: set[int] = set()
    for rule in rules.effective(desk):
        if "dismiss" in rule.do:
            ruled.update(rules.fitting(desk, rule, [each.article for each in acts], dismissed=True))
    return suggest([each for each in acts if not (each.dismissed and each.article in ruled)], known)


def handled(desk: Desk) -> list[Handled]:
    """The articles that were handled last."""
    acts = journal.handled(desk.store, LOOKED_BACK, BULK)
    names = {number: _feed(title, url, desk) for number, title, url in feeds.names(desk.store)}
    tags: dict[int, list[str]] = {}
    for number, tag in feeds.tags(desk.store):
        tags.setdefault(number, []).append(tag)
    found = []
    for headline in headlines.headlines(desk.store, list(acts)):
        article = articles.article(desk.store, headline.id)
        traits = {Trait("tag", tag) for tag in tags.get(headline.feed_id, ())}
        traits |= {Trait(name.kind, name.id, name.name) for name in dossiers.named_in(desk.store, headline.id)}
        idle = frequent_words(headline.language)
        traits |= {Trait("title", word) for word in _WORD.findall(fold(headline.title)) if word not in idle}
        if article is not None and article.byline and '"' not in article.byline:
            traits.add(Trait("author", article.byline))
        usable = frozenset(trait for trait in traits if '"' not in trait.value and _readable(trait))
        found.append(Handled(headline.id, acts[headline.id], names[headline.feed_id], usable))
    return found


def _feed(title: str, url: str, desk: Desk) -> Trait:
    """A feed by its title, or by its address where that is part of another's."""
    folded = fold(title)
    alike = [other for _, other, _ in feeds.names(desk.store) if folded in fold(other)]
    return Trait("feed", title if len(alike) < 2 and title and '"' not in title else url, title)


def _readable(trait: Trait) -> bool:
    try:
        parse(f'{trait.field}:"{trait.value}"')
    except QueryError:
        return False
    return True


def _offered(desk: Desk) -> dict[str, int]:
    kept = feeds.recall(desk.store, OFFERED)
    found: dict[str, int] = json.loads(kept) if kept else {}
    return found


def offered(desk: Desk, rule: Rule) -> None:
    """Remember that a rule was shown to the reader once more."""
    times = _offered(desk)
    times[rule.when] = times.get(rule.when, 0) + 1
    feeds.remember(desk.store, OFFERED, json.dumps(times, ensure_ascii=False))


def accept(desk: Desk, found: Suggestion) -> Change:
    """Make the suggested rule, and do it to what is unread: one change, which undo takes back with the rule.

    Raises ConfigError.
    """
    return rules.make(desk, found.rule)
