"""The built-in names: companies, people, given names; read once, kept as dicts of first keys."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files
from typing import NamedTuple

from tui.entities.normalise import keyed, keys_of
from tui.model import EntityKind

_KINDS: dict[str, EntityKind] = {
    "product": "product",
    "org": "organization",
    "publication": "publication",
    "agency": "publication",
}
_SHORT = 3
_OTHER = " "
"""A second word that no name has."""
_COLUMNS = {"L": (1, 2), "A": (3, 5), "H": (4,), "C": (6,)}
"""The columns of names, by the script of the text that is looked through."""
_SCRIPTS = (("A", 3), ("H", 4), ("P", 5), ("C", 6))
"""The columns of the scripts, by the letter that tokens have for them."""


class Known(NamedTuple):
    """A lexicon entity.  ``names`` holds every spelling, Latin first; ``scripts`` one spelling by script letter."""

    id: str
    name: str
    kind: EntityKind
    names: tuple[str, ...]
    parent: str = ""
    role: str = ""
    scripts: tuple[tuple[str, str], ...] = ()


class Alias(NamedTuple):
    """One spelling: the keys after the first, the entity, and whether the word alone means something else too."""

    rest: tuple[str, ...]
    entity: str
    common: bool
    surname: bool
    surface: str


class Lexicon:
    """All names, ready to match.

    Only the first words of the scripts that a text has are looked at; a line
    becomes an entity when a text holds the first words of one of its names.
    """

    def __init__(self) -> None:
        self._rows: list[tuple[list[str], bool]] = []
        self._row_of: dict[str, int] = {}
        self._indexes: dict[str, dict[str, list[tuple[int, str]]]] = {}
        self._read: dict[int, tuple[Known, list[tuple[str, Alias]]]] = {}
        self._aliases: dict[tuple[str, bool], dict[str, tuple[Alias, ...] | None]] = {}
        """By first word, and by the second words that its names have, :data:`_OTHER` and "": no more than names."""

    def add(self, text: str, *, people: bool) -> None:
        """Enter the lines of a data file."""
        for line in text.split("\n"):
            if line and line[0] != "#":
                row = line.split("\t")
                self._row_of[row[0]] = len(self._rows)
                self._rows.append((row + [""] * (10 - len(row)), people))

    def entity(self, id: str) -> Known:
        """The entity with this id.  Raises KeyError."""
        return self._entry(self._row_of[id])[0]

    def ids(self) -> list[str]:
        """The ids of all entities."""
        return list(self._row_of)

    def aliases(self, first: str, second: str = "", *, cyrillic: bool = False) -> tuple[Alias, ...]:
        """The spellings whose first word has the key ``first``, the longest first.

        With ``second``, the key of the word that follows, those that cannot go on
        with it may be left out: hundreds begin with Muhammad.  Keys of Cyrillic
        words have Latin letters; ``cyrillic`` says whether the text has any, or is
        in a language that is written both ways.
        """
        by_second = self._aliases.get((first, cyrillic))
        if by_second is None:
            if not self.opens(first, cyrillic=cyrillic):
                return ()
            by_second = dict.fromkeys(following for _, following in self._places(first, cyrillic))
            self._aliases[first, cyrillic] = by_second
        if second not in by_second:
            second = _OTHER if second else ""
        found = by_second.get(second)
        if found is None:
            places = self._places(first, cyrillic)
            numbers = dict.fromkeys(n for n, following in places if not second or following in ("", second))
            rows = [alias for number in numbers for key, alias in self._entry(number)[1] if key == first]
            found = by_second[second] = tuple(sorted(rows, key=lambda alias: (-len(alias.rest), alias.common)))
        return found

    def _places(self, first: str, cyrillic: bool) -> list[tuple[int, str]]:
        script = _script(first)
        places = self._index(script).get(first, [])
        return [*places, *self._index("C").get(first, ())] if cyrillic and script == "L" else places

    def opens(self, first: str, *, cyrillic: bool = False) -> bool:
        """Whether :meth:`aliases` has any, without making them."""
        script = _script(first)
        return first in self._index(script) or (cyrillic and script == "L" and first in self._index("C"))

    def is_firm(self, word_key: str) -> bool:
        """Whether the word alone is the name of a firm and means nothing else."""
        return any(
            not (one.rest or one.common) and self.entity(one.entity).kind == "company" for one in self.aliases(word_key)
        )

    def _index(self, script: str) -> dict[str, list[tuple[int, str]]]:
        """The rows that have a name in this script with its second word, by the key of its first word.

        The second word is given for scripts alone whose keys no other script shares; else it is "".
        """
        index = self._indexes.get(script)
        if index is None:
            index = self._indexes[script] = {}
            names = keyed("\n".join(_names_in(row, _COLUMNS[script]) for row, _ in self._rows))
            for number, line in enumerate(names.split("\n")):
                for first, second in {_first_two(name, script) for name in line.split("|")}:
                    if first in index:
                        index[first].append((number, second))
                    else:
                        index[first] = [(number, second)]
        return index

    def _entry(self, number: int) -> tuple[Known, list[tuple[str, Alias]]]:
        """The entity of a line, and its spellings with the key of their first word."""
        entry = self._read.get(number)
        if entry is None:
            entry = self._read[number] = _entry(*self._rows[number])
        return entry


def _script(word_key: str) -> str:
    letter = word_key[:1]
    return "H" if "\u0590" <= letter < "\u0600" else "A" if letter >= "\u0600" else "L"


def _first_two(name: str, script: str) -> tuple[str, str]:
    first, _, rest = name.partition(" ")
    return first, rest.partition(" ")[0] if script in "AH" else ""


def _names_in(row: list[str], columns: tuple[int, ...]) -> str:
    """The names of a row in some columns, and the surnames of all, which are in any script."""
    cells = [row[column] for column in columns]
    if "surname" in row[9]:
        cells.append(row[9].rpartition("surname:")[2].partition(",")[0])
    return "|".join(filter(None, cells))


@dataclass(slots=True)
class GivenNames:
    """Given names by key: a Latin spelling and the gender (m, f, x)."""

    latin: dict[str, str] = field(default_factory=dict)
    gender: dict[str, str] = field(default_factory=dict)
    short: set[str] = field(default_factory=set)
    """Foreign ones of three letters, which most words that end so have nothing to do with."""


def _text(name: str) -> str:
    return (files("tui.entities") / "data" / name).read_text("utf-8")


def _cells(line: str, columns: int) -> list[str]:
    cells = line.split("\t")
    return cells + [""] * (columns - len(cells))


def _split(cell: str) -> list[str]:
    return [part.strip() for part in cell.split("|") if part.strip()]


def _flag(flags: str, name: str) -> set[tuple[str, ...]]:
    """The keys of the spellings that a cell of flags names: ``common:A|B,surname:C``."""
    found: set[tuple[str, ...]] = set()
    for flag in flags.split(",") if name in flags else ():
        label, _, values = flag.strip().partition(":")
        if label == name:
            found |= {keys_of(value) for value in _split(values)}
    return found


def _entry(row: list[str], people: bool) -> tuple[Known, list[tuple[str, Alias]]]:
    names = tuple(name for cell in row[1:7] for name in _split(cell))
    scripts = tuple((letter, _split(row[i])[0]) for letter, i in _SCRIPTS if row[i])
    kind: EntityKind = "person" if people else _KINDS.get(row[8], "company")
    parent, role = (row[8], row[7]) if people else (row[7], "")
    known = Known(row[0], row[1], kind, names, parent, role, scripts)
    common, surnames = _flag(row[9], "common"), _flag(row[9], "surname")
    aliases: dict[tuple[str, ...], Alias] = {}
    for surface in names:
        words = keys_of(surface)
        aliases.setdefault(words, Alias(words[1:], known.id, words in common, words in surnames, surface))
    for words in sorted(surnames - aliases.keys()):
        aliases[words] = Alias(words[1:], known.id, False, True, " ".join(words))
    return known, [(words[0], alias) for words, alias in aliases.items() if words]


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The companies, organisations, products and people of the data files."""
    built = Lexicon()
    built.add(_text("companies.tsv"), people=False)
    built.add(_text("people.tsv"), people=True)
    return built


@lru_cache(maxsize=1)
def given_names() -> GivenNames:
    """Given names in all scripts."""
    built = GivenNames()
    text = _text("given_names.tsv")
    for line, keys in zip(text.split("\n"), keyed(text).split("\n"), strict=True):
        if not line or line[0] == "#":
            continue
        latin, gender = line.partition("\t")[0].partition("|")[0], _cells(line, 7)[5] or "x"
        across = any(_cells(line, 7)[1:4])  # ids lean on what other scripts have too
        for name in "|".join(keys.split("\t")[:5]).split("|"):
            words = name.split()
            if words:
                spelled = "".join(words)
                if across:
                    built.latin.setdefault(spelled, latin)
                built.gender.setdefault(spelled, gender)
                if len(words) == 2:
                    built.latin.setdefault(" ".join(words), latin)
    return built


@lru_cache(maxsize=8)
def given_names_in(language: str) -> GivenNames:
    """Given names in all scripts, with those that only a text in this language may take for names."""
    common = given_names()
    built = GivenNames(common.latin, dict(common.gender))
    for line in keyed(_text("given_more.tsv")).split("\n")[1:]:
        of, _, rest = line.partition("\t")
        gender, _, names = rest.partition("\t")
        for name in names.split("|") if of == language else ():
            if gender == "x" and len(name) <= _SHORT and name not in common.gender:
                built.short.add(name)
            built.gender.setdefault(name, gender)
    return built
