"""The built-in names: companies, people, given names; read once, kept as dicts of first keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from tui.entities.normalise import keys_of
from tui.model import EntityKind

_KINDS: dict[str, EntityKind] = {
    "product": "product",
    "org": "organization",
    "publication": "publication",
    "agency": "publication",
}


@dataclass(frozen=True, slots=True)
class Known:
    """A lexicon entity.  ``names`` holds every spelling, Latin first; ``scripts`` one spelling by script letter."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[str, ...]
    parent: str = ""
    role: str = ""
    scripts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Alias:
    """One spelling: the keys after the first, the entity, and whether the word alone means something else too."""

    rest: tuple[str, ...]
    entity: str
    common: bool
    surname: bool
    surface: str


@dataclass(slots=True)
class Lexicon:
    """All names, ready to match."""

    entities: dict[str, Known] = field(default_factory=dict)
    aliases: dict[str, list[Alias]] = field(default_factory=dict)


@dataclass(slots=True)
class GivenNames:
    """Given names by key: a Latin spelling and the gender (m, f, x)."""

    latin: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)


def _rows(name: str) -> list[list[str]]:
    source = files("tui.entities") / "data" / name
    if not source.is_file():
        return []
    lines = source.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _flag(flags: str, name: str) -> set[tuple[str, ...]]:
    found: set[tuple[str, ...]] = set()
    for flag in flags.split(","):
        label, _, values = flag.strip().partition(":")
        if label == name:
            found |= {keys_of(value) for value in _split(values)}
    return found


def _enter(lexicon: Lexicon, known: Known, common: set[tuple[str, ...]], surnames: set[tuple[str, ...]]) -> None:
    lexicon.entities[known.id] = known
    seen: set[tuple[str, ...]] = set()
    for surface in known.names:
        keys = keys_of(surface)
        if not keys or keys in seen:
            continue
        seen.add(keys)
        row = Alias(keys[1:], known.id, keys in common, keys in surnames, surface)
        lexicon.aliases.setdefault(keys[0], []).append(row)
    for keys in surnames - seen:
        lexicon.aliases.setdefault(keys[0], []).append(Alias(keys[1:], known.id, False, True, " ".join(keys)))


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The companies, organisations, products and people of the data files."""
    built = Lexicon()
    for row in _rows("companies.tsv"):
        row += [""] * (10 - len(row))
        names = (row[1], *(name for cell in row[2:7] for name in _split(cell)))
        scripts = tuple(
            (letter, _split(row[i])[0]) for letter, i in (("A", 3), ("H", 4), ("P", 5), ("C", 6)) if _split(row[i])
        )
        known = Known(row[0], row[1], _KINDS.get(row[8], "company"), names, row[7], "", scripts)
        _enter(built, known, _flag(row[9], "common"), set())
    for row in _rows("people.tsv"):
        row += [""] * (10 - len(row))
        names = (row[1], *(name for cell in row[2:7] for name in _split(cell)))
        scripts = tuple(
            (letter, _split(row[i])[0]) for letter, i in (("A", 3), ("H", 4), ("P", 5), ("C", 6)) if _split(row[i])
        )
        known = Known(row[0], row[1], "person", names, row[8], row[7], scripts)
        _enter(built, known, _flag(row[9], "common"), _flag(row[9], "surname"))
    for aliases in built.aliases.values():
        aliases.sort(key=lambda alias: (-len(alias.rest), alias.common))
    return built


@lru_cache(maxsize=1)
def given_names() -> GivenNames:
    """Given names in all scripts."""
    built = GivenNames()
    for row in _rows("given_names.tsv"):
        row += [""] * (7 - len(row))
        for cell in row[:5]:
            for name in _split(cell):
                keys = keys_of(name)
                if keys:
                    spelled = "".join(keys)
                    built.latin.setdefault(spelled, _split(row[0])[0])
                    built.gender.setdefault(spelled, row[5] or "x")
                    if len(keys) == 2:
                        built.latin.setdefault(" ".join(keys), _split(row[0])[0])
    return built
