"""Groups of candidates that name one thing: conflicts, grouping by spelling, promotion of repeated weak ones."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache

from tui.entities.bounded import LANGUAGES
from tui.entities.document import TAGGED, Candidate, Document
from tui.entities.families import PARTICLES
from tui.entities.normalise import keys_of, root
from tui.entities.skeleton import likeness
from tui.model import EntityKind

Keys = tuple[str, ...]


@dataclass(slots=True)
class Group:
    """One entity of the text: its candidates and the key sequences of its full names."""

    kind: EntityKind
    known: str = ""
    candidates: list[Candidate] = field(default_factory=list)
    names: dict[Keys, str] = field(default_factory=dict)
    gender: str = ""

    def add(self, doc: Document, candidate: Candidate) -> None:
        """Take a candidate in as a full spelling."""
        self.candidates.append(candidate)
        surface = doc.text[candidate.start : candidate.end]
        self.names.setdefault(keys_of(surface), surface)


def keys_in(doc: Document, candidate: Candidate) -> Keys:
    """The keys of a candidate's words, without proclitics; roots in Serbian."""
    keys = keys_of(doc.text[candidate.start : candidate.end])
    return tuple(root(k) for k in keys) if doc.language == "sr" else keys


def _rank(candidate: Candidate) -> float:
    if candidate.chance is not None:
        return candidate.chance + 0.02 * (candidate.last - candidate.first)
    bonus = 0.25 if candidate.known and candidate.evidence.get("lexicon", 0) >= 0.7 else 0.0
    extra = 0.1 if "byline" in candidate.evidence or "legal" in candidate.evidence else 0.0
    return candidate.p + bonus + extra + 0.04 * (candidate.last - candidate.first)


def _contains(outer: Candidate, inner: Candidate) -> bool:
    return (
        outer.first <= inner.first
        and inner.last <= outer.last
        and (outer.last - outer.first) > (inner.last - inner.first)
    )


def _inside(candidates: list[Candidate]) -> set[int]:
    """The ids of the candidates that a sure longer one contains; not those of the lexicon that share its family."""
    ordered = sorted(candidates, key=lambda c: c.first)
    firsts = [candidate.first for candidate in ordered]
    found: set[int] = set()
    for outer in candidates:
        if outer.last - outer.first < 2 or not outer.sure:
            continue
        own = not outer.evidence.keys() & {"legal", "tail", "family", "given"}
        for inner in ordered[bisect_left(firsts, outer.first) : bisect_left(firsts, outer.last)]:
            if _contains(outer, inner) and not (own and inner.known and inner.kind == outer.kind):
                found.add(id(inner))
    return found


Place = tuple[int, int, EntityKind]


def united(candidates: Iterable[Candidate]) -> dict[Place, Candidate]:
    """One candidate for each place (characters ``start:end``) and kind, with the evidence of all.

    Where one was judged and another, a model's, was not, both count: the noisy-or of their chances.
    """
    places: dict[Place, Candidate] = {}
    for candidate in candidates:
        other = places.setdefault((candidate.start, candidate.end, candidate.kind), candidate)
        if other is candidate:
            continue
        if (other.chance is None) != (candidate.chance is None):
            other.chance = 1.0 - (1.0 - other.p) * (1.0 - candidate.p)
        for name, weight in candidate.evidence.items():
            other.evidence[name] = max(weight, other.evidence.get(name, 0.0))
        other.role = other.role or candidate.role
        other.known = other.known or candidate.known
    return places


def resolve(candidates: list[Candidate]) -> list[Candidate]:
    """One candidate per place: same spans are united, a sure longer name beats what it contains, then the stronger."""
    rows = sorted(united(candidates).values(), key=lambda c: (-_rank(c), c.start))
    inside = _inside(rows)
    taken: set[int] = set()
    kept: list[Candidate] = []
    for candidate in rows:
        if id(candidate) in inside:
            continue
        places = range(candidate.start, candidate.end)
        if not taken.isdisjoint(places):
            continue
        taken.update(places)
        kept.append(candidate)
    return sorted(kept, key=lambda c: c.start)


def _same_person(doc: Document, one: Group, keys: Keys, surface: str) -> bool:
    for other, spelled in one.names.items():
        if other == keys:
            return True
        crossing = spelled.isascii() != surface.isascii() or _script(spelled) != _script(surface)
        if crossing and likeness(spelled, surface) >= 0.9:
            return True
        if (
            not crossing
            and len(other) == len(keys)
            and len(other) > 1
            and other[0][:1] == keys[0][:1]
            and likeness(spelled, surface) >= 0.97
        ):
            close = sum(abs(len(a) - len(b)) for a, b in zip(other, keys, strict=True))
            if close <= 1 and sum(a == b for a, b in zip(other, keys, strict=True)) >= 1:
                return True
        if not crossing and len(other) > 2 and len(keys) == 2 and (other[0], other[-1]) == (keys[0], keys[-1]):
            return True
    return False


@lru_cache(maxsize=1024)
def _script(text: str) -> str:
    code = 0 if text.isascii() else max((ord(c) for c in text if c.isalpha()), default=0)
    return "A" if code >= 0x600 else "H" if code >= 0x590 else "C" if code >= 0x400 else "L"


def _find(doc: Document, groups: list[Group], candidate: Candidate, keys: Keys) -> Group | None:
    surface = doc.text[candidate.start : candidate.end]
    for group in groups:
        if candidate.known and group.known == candidate.known:
            return group
        if group.kind != candidate.kind:
            continue
        if keys in group.names:
            return group
        if candidate.kind == "person" and not candidate.known and _same_person(doc, group, keys, surface):
            return group
        if (
            candidate.kind == "company"
            and not candidate.known
            and not group.known
            and _script(surface) != _script(next(iter(group.names.values())))
        ) and likeness(surface, next(iter(group.names.values()))) >= 0.95:
            return group
    return None


def group_all(doc: Document, candidates: list[Candidate]) -> list[Group]:
    """Candidates grouped by what they name, in text order of the first."""
    groups: list[Group] = []
    for candidate in candidates:
        keys = keys_in(doc, candidate)
        if not keys:
            continue
        group = _find(doc, groups, candidate, keys)
        if group is None:
            group = Group(candidate.kind, candidate.known)
            groups.append(group)
        group.candidates.append(candidate)
        group.known = group.known or candidate.known
        group.names.setdefault(keys, doc.text[candidate.start : candidate.end])
    return groups


def _at_an_end(short: Keys, long: Keys) -> bool:
    """Whether a name that no rule saw is the front or the end of a longer one."""
    size = len(short)
    return 0 < size < len(long) and sum(map(len, short)) > 2 and short in (long[:size], long[-size:])


def _part_of(short: Keys, long: Keys, kind: str) -> bool:
    """Whether a name is the end of a longer person's name, or the front or core of a longer company's."""
    size = len(short)
    if not size or size >= len(long):
        return False
    if kind == "person":
        return long[-size:] == short
    if sum(len(word) for word in short) < 3:
        return False
    return long[:size] == short or (len(long) > size + 1 and long[1 : size + 1] == short)


_ALIKE = 0.8


def is_called(doc: Document, known: str, surface: str) -> bool:
    """Whether a name in full is like one of a listed entity's: another Demirta\u015f is not the famous one."""
    return any(likeness(name, surface) >= _ALIKE for name in doc.lexicon.entity(known).names)


def merge(doc: Document, groups: list[Group]) -> list[Group]:
    """Groups of one kind where one name is part of the other become one; lexicon entities stay apart."""
    kept: list[Group] = []
    for group in sorted(groups, key=lambda g: -max(len(keys) for keys in g.names)):
        short = min(group.names, key=len)
        home = None
        weak = all(TAGGED in one.evidence for one in group.candidates) or (
            group.kind == "person" and len(short) == 1 and not group.known
        )
        if group.kind in ("person", "company") and not (group.kind == "company" and group.known):
            homes = [
                other
                for other in kept
                if other.kind == group.kind
                and (not other.known or group.kind == "person" or not group.known)
                and not (group.known and other.known)
                and any(_part_of(short, keys, group.kind) or (weak and _at_an_end(short, keys)) for keys in other.names)
            ]
            home = homes[0] if len(homes) == 1 or (homes and group.kind == "company") else None
        if home is None:
            kept.append(group)
            continue
        home.candidates += group.candidates
        if (
            group.known
            and not home.known
            and is_called(doc, group.known, max(home.names.items(), key=lambda item: len(item[0]))[1])
        ):
            home.known = group.known
        for keys, surface in group.names.items():
            home.names.setdefault(keys, surface)
    return sorted(kept, key=lambda g: min(c.start for c in g.candidates))


def fold_headed(doc: Document, groups: list[Group]) -> list[Group]:
    """``team ABC`` goes to the group that is also called ABC, its head word left out of the name."""
    acronyms = {
        keys: group for group in groups for keys, surface in group.names.items() if len(keys) == 1 and surface.isupper()
    }
    kept = []
    for group in groups:
        last = {(doc.tokens[one.last - 1].key,) for one in group.candidates}
        home = acronyms.get(last.pop()) if group.kind == "organization" and len(last) == 1 else None
        if home is None or home is group:
            kept.append(group)
            continue
        for one in group.candidates:
            token = doc.tokens[one.last - 1]
            home.candidates.append(replace(one, first=one.last - 1, start=token.start, kind=home.kind))
        home.candidates.sort(key=lambda c: c.start)
    return kept


def _combined(group: Group, repeated: int) -> Candidate:
    evidence: dict[str, float] = {}
    for candidate in group.candidates:
        for name, weight in candidate.evidence.items():
            evidence[name] = max(weight, evidence.get(name, 0.0))
    if repeated > 1:
        evidence["repeated"] = 0.3
    first = group.candidates[0]
    judged = [candidate.chance for candidate in group.candidates if candidate.chance is not None]
    return Candidate(
        first.first, first.last, first.start, first.end, group.kind, evidence, chance=max(judged, default=None)
    )


def _repetitions(doc: Document, group: Group) -> int:
    """How often the name, or the family name of a person, stands in the text."""
    count = len(group.candidates)
    keys = max(group.names, key=len)
    if group.kind == "person" and len(keys) > 1:
        last = keys[-1]
        used = {i for c in group.candidates for i in range(c.first, c.last)}
        for index in doc.places_of(last) if last not in PARTICLES else ():
            token = doc.tokens[index]
            if index not in used and (token.capital or token.script in ("A", "H")):
                count += 1
    if group.kind == "company" and len(keys) == 1:
        ordinary = doc.language in LANGUAGES and not group.known
        count = max(count, sum(ordinary or not doc.labels[index] for index in doc.places_of(keys[0])))
    return count


def accept(doc: Document, groups: list[Group]) -> list[Group]:
    """Groups with enough evidence, all their mentions together."""
    kept = []
    for group in groups:
        sure = any(c.sure for c in group.candidates)
        if sure and not group.known:
            kept.append(group)
            continue
        whole = _combined(group, _repetitions(doc, group))
        lexical = whole.evidence.get("lexicon", 0.0)
        if whole.chance is None and group.known and lexical < 0.7 and len(whole.evidence) < 2:
            continue
        if sure or whole.sure:
            kept.append(group)
    return _settled(doc, kept)


_SURE_OF_PEOPLE = frozenset({"title", "age", "apposition", "byline", "given", "family", "double", "line", "lexicon"})
_WEAK_OF_FIRMS = frozenset(
    {"capital", "verb", "again", "possessive", "employer", "apposition", "cslot", "which", "name", "move"}
)


_ONLY_OF_PEOPLE = frozenset({"title", "age", "apposition", "byline", "lexicon", "line"})
_HEADS = frozenset({"designator", "legal", "tail", "trade"})
_OF_SOMEBODY = frozenset({"age", "byline", "apposition"})


def _firms_first(doc: Document, groups: list[Group]) -> list[Group]:
    """A name that a head word or a tail tells for a firm's is the firm's everywhere, though it look like a person's."""
    if doc.language not in LANGUAGES:
        return groups
    firms = {keys: one for one in groups if one.kind == "company" and _signs(one) & _HEADS for keys in one.names}
    kept = []
    for group in groups:
        mine = group.names if group.kind == "person" else ()
        home = next((firm for keys in mine for own, firm in firms.items() if own[-len(keys) :] == keys), None)
        if home is None or _signs(group) & _OF_SOMEBODY:
            kept.append(group)
        else:
            home.candidates += [replace(one, kind="company", role=None) for one in group.candidates]
    return kept


def _signs(group: Group) -> set[str]:
    return {sign for one in group.candidates for sign in one.evidence}


def _settled(doc: Document, groups: list[Group]) -> list[Group]:
    """What is taken for a person though it is the front of a firm's name, and the other way round."""
    groups = _firms_first(doc, groups)
    firms = {keys for group in groups if group.kind == "company" for keys in group.names if len(keys) > 1}
    full = [keys for group in groups if group.kind == "person" for keys in group.names if len(keys) > 1]
    people = {keys[-1:] for keys in full} | {keys[:1] for keys in full}
    signs_of = [_signs(group) for group in groups]
    headed = {
        keys
        for group, signs in zip(groups, signs_of, strict=True)
        if group.kind == "company" and signs & _HEADS
        for keys in group.names
    }
    kept = []
    for group, signs in zip(groups, signs_of, strict=True):
        if group.kind == "person" and _opened_by_a_noun(doc, group, groups):
            continue
        short = min(group.names, key=len)
        front = any(len(keys) > len(short) and keys[: len(short)] == short for keys in firms)
        if group.kind == "product" and front and signs <= {"place", "capital"}:
            continue  # Carrick Bay of Carrick Bay Seafoods
        if group.kind == "person" and front and not signs & _SURE_OF_PEOPLE:
            continue
        if group.kind == "person" and not signs & _ONLY_OF_PEOPLE and any(keys in headed for keys in group.names):
            continue
        if group.kind == "company" and len(short) == 1 and short in people and signs <= _WEAK_OF_FIRMS:
            continue
        kept.append(group)
    return kept


def _opened_by_a_noun(doc: Document, group: Group, groups: list[Group]) -> bool:
    """Whether a Serbian sentence opens with a noun before the family name of somebody else: "Gol Drenovca"."""
    longest = max(group.names, key=len)
    if doc.language != "sr" or len(longest) != 2 or any(doc.is_given(one.first) for one in group.candidates):
        return False
    if not all(doc.tokens[one.first].first for one in group.candidates):
        return False
    others = (keys for one in groups if one.kind == "person" and one is not group for keys in one.names)
    return any(len(keys) > 1 and keys[-1] == longest[-1] for keys in others)
