"""The lexicon's data files: every line reads, nothing is said twice, every spelling stands in its script's column."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

import pytest

from tui.entities.normalise import keys_of

DATA = files("tui.entities") / "data"
COMPANY_KINDS = {"company", "bank", "lab", "airline", "fund"}
KINDS = COMPANY_KINDS | {"publication", "agency", "product", "org"}
SCRIPTS = {"latin": 2, "arabic": 3, "hebrew": 4, "persian": 5, "cyrillic": 6}
RANGES = {
    "hebrew": (0x0590, 0x05FF),
    "cyrillic": (0x0400, 0x052F),
    "arabic": (0x0600, 0x077F),
    "persian": (0x0600, 0x077F),
}
KEBAB = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


@lru_cache
def rows(name: str) -> list[list[str]]:
    """The cells of each line of a data file, without the header."""
    lines = (DATA / name).read_text("utf-8").splitlines()
    assert lines[0].startswith("#")
    return [line.split("\t") for line in lines[1:]]


def flagged(row: list[str], label: str) -> list[str]:
    """The spellings a flag names."""
    found = [flag.partition(":")[2].split("|") for flag in row[9].split(",") if flag.startswith(label + ":")]
    return found[0] if found else []


def spellings(row: list[str]) -> list[str]:
    """All names of a company or a person."""
    return [row[1], *(name for cell in row[2:7] for name in cell.split("|") if name)]


def letters(name: str, script: str) -> bool:
    """Whether ``name`` has a letter of that script."""
    if script == "latin":
        return any("LATIN" in unicodedata.name(c, "") for c in name)
    low, high = RANGES[script]
    return any(low <= ord(c) <= high for c in name)


def foreign(name: str, script: str) -> bool:
    """Whether ``name`` has a letter of a non-Latin script that is not ``script``."""
    own = {script, *({"arabic", "persian"} if script in ("arabic", "persian") else ())}
    return any(letters(name, other) for other in RANGES if other not in own)


def owners(label: str = "common") -> Iterator[tuple[tuple[str, ...], str, bool]]:
    """Key, entity and whether the spelling is flagged, for every spelling of companies and people."""
    for name in ("companies.tsv", "people.tsv"):
        for row in rows(name):
            ambiguous = {keys_of(alias) for alias in flagged(row, label)}
            for alias in {keys_of(n) for n in (*spellings(row), *flagged(row, "surname"))}:
                yield alias, row[0], alias in ambiguous


@pytest.mark.parametrize(("name", "cells"), [("companies.tsv", 10), ("people.tsv", 10), ("given_names.tsv", 7)])
def test_every_line_has_its_cells_and_no_stray_blank(name: str, cells: int) -> None:
    for row in rows(name):
        assert len(row) == cells, row
        parts = [part for cell in row for part in cell.split("|")]
        assert all(part == part.strip() for part in parts), row
        assert not any(part == "" for cell in row if cell for part in cell.split("|")), row


@pytest.mark.parametrize("name", ["companies.tsv", "people.tsv", "given_names.tsv", "SOURCES.md"])
def test_no_invisible_characters(name: str) -> None:
    text = (DATA / name).read_text("utf-8")
    assert "\r" not in text
    allowed = {"\n", "\t", "\u200c"}
    bad = {hex(ord(c)) for c in text if unicodedata.category(c) in ("Cc", "Cf", "Co", "Cs") and c not in allowed}
    assert not bad
    assert text == unicodedata.normalize("NFC", text)
    for line in text.splitlines():
        for part in re.split(r"[\t|]", line):
            assert not part.startswith("\u200c"), line
            assert not part.endswith("\u200c"), line


def test_ids_are_kebab_case_and_unique() -> None:
    ids = [row[0] for name in ("companies.tsv", "people.tsv") for row in rows(name)]
    assert [i for i in ids if not KEBAB.fullmatch(i)] == []
    assert [i for i, count in Counter(ids).items() if count > 1] == []


def test_kinds_parents_and_companies_exist() -> None:
    ids = {row[0] for row in rows("companies.tsv")}
    for row in rows("companies.tsv"):
        assert row[8] in KINDS, row
        assert not row[7] or row[7] in ids, row
        assert row[7] != row[0], row
    for row in rows("people.tsv"):
        assert row[7], row
        assert not row[8] or row[8] in ids, row


def test_parents_form_no_circle() -> None:
    parent = {row[0]: row[7] for row in rows("companies.tsv")}
    for start in parent:
        seen, at = {start}, parent[start]
        while at:
            assert at not in seen, start
            seen.add(at)
            at = parent[at]


def test_a_spelling_belongs_to_one_entity_unless_every_owner_flags_it() -> None:
    found: defaultdict[tuple[str, ...], dict[str, bool]] = defaultdict(dict)
    for alias, entity, common in owners():
        assert alias, entity
        found[alias][entity] = common
    clashes = {alias: sorted(of) for alias, of in found.items() if len(of) > 1 and not all(of.values())}
    assert clashes == {}


def test_flags_name_spellings_of_their_line() -> None:
    for name in ("companies.tsv", "people.tsv"):
        for row in rows(name):
            labels = [flag.partition(":")[0] for flag in row[9].split(",") if flag]
            assert set(labels) <= {"common", "surname"}, row
            assert set(flagged(row, "common")) <= set(spellings(row)), row
            words = {key for alias in spellings(row) for key in keys_of(alias)}
            for surname in flagged(row, "surname"):
                assert set(keys_of(surname)) <= words or "".join(keys_of(surname)) in words, (row[0], surname)


@pytest.mark.parametrize("name", ["companies.tsv", "people.tsv"])
def test_spellings_stand_in_their_scripts_column(name: str) -> None:
    for row in rows(name):
        for script, column in SCRIPTS.items():
            for alias in filter(None, row[column].split("|")):
                assert not foreign(alias, script), (row[0], alias)
                if script != "latin":
                    assert letters(alias, script), (row[0], alias)


def test_given_names_stand_in_their_scripts_column() -> None:
    for row in rows("given_names.tsv"):
        assert row[5] in ("m", "f", "x"), row
        assert row[6], row
        for script, cell in zip(SCRIPTS, row[:5], strict=True):
            for alias in filter(None, cell.split("|")):
                assert letters(alias, script), row
                assert not foreign(alias, script), row


def test_no_given_name_is_a_word_that_news_is_full_of() -> None:
    spoken = {
        "\u0643\u0627\u0646",  # was
        "\u0645\u0627\u062a",  # died
        "\u0623\u0646\u0627",  # I
        "\u0647\u0646\u0627",  # here
        "\u0628\u0627\u0633\u0645",  # in the name of
        "\u0622\u0646",  # that
        "\u0631\u0648\u0632",  # day
        "\u062a\u06cc\u0645",  # team
        "\u0634\u064a\u0621",  # thing
        "\u062f\u0639\u0627",  # called for
        "\u0645\u064a\u0646\u0627\u0621",  # port
        "\u0633\u064a\u0646\u0627\u0621",  # Sinai
        "\u0627\u0639\u0638\u0645",  # prime (minister)
        "\u0627\u0644\u0622\u0646",  # now
        "\u0645\u06cc",  # the Persian verb's prefix
        "\u0623\u0643\u0628\u0631",  # largest
        "\u0643\u0628\u0631\u0649",  # major
        "\u0633\u0647\u0627\u0645",  # shares
        "\u062c\u0648\u0627\u0646",  # young
        "\u0628\u064a\u062a",  # house
        "\u05d2\u05dd",  # also
        "\u05d0\u05e9\u05e8",  # which
        "\u05d9\u05d5\u05e0\u05d9",  # June
        "\u05d9\u05e9\u05e8\u05d0\u05dc",  # Israel
        "\u05d0\u05d1\u05d9\u05d1",  # Aviv
    }
    keys = {keys_of(word) for word in spoken}
    listed = {keys_of(name) for row in rows("given_names.tsv") for cell in row[:5] for name in cell.split("|") if name}
    assert keys & listed == set()


def test_counts_only_grow() -> None:
    kinds = Counter(row[8] for row in rows("companies.tsv"))
    assert sum(kinds[kind] for kind in COMPANY_KINDS) >= 780
    assert kinds["publication"] + kinds["agency"] >= 180
    assert kinds["product"] >= 130
    assert kinds["org"] >= 240
    assert len(rows("companies.tsv")) >= 1360
    assert len(rows("people.tsv")) >= 1300
    assert len(rows("given_names.tsv")) >= 1600
    scripts = Counter(s for row in rows("given_names.tsv") for s, cell in zip(SCRIPTS, row, strict=False) if cell)
    assert scripts["arabic"] >= 1000
    assert scripts["hebrew"] >= 500
    assert scripts["cyrillic"] >= 350
    languages = Counter(code for row in rows("given_names.tsv") for code in row[6].split(","))
    least = {"ar": 350, "he": 120, "fa": 120, "ur": 100, "sr": 150, "en": 200, "tr": 40}
    assert {code: languages[code] for code in least if languages[code] < least[code]} == {}


@pytest.mark.parametrize(
    ("name", "least", "in_all"),
    [
        ("people.tsv", {"arabic": 1300, "hebrew": 1230, "persian": 1180, "cyrillic": 1100}, 1075),
        ("companies.tsv", {"arabic": 1210, "hebrew": 740, "persian": 645, "cyrillic": 635}, 485),
    ],
)
def test_scripts_only_grow(name: str, least: dict[str, int], in_all: int) -> None:
    """In how many lines a script has a spelling, and in how many all four beside Latin have one."""
    columns = {script: column for script, column in SCRIPTS.items() if script != "latin"}
    filled = {script: sum(bool(row[column]) for row in rows(name)) for script, column in columns.items()}
    assert {script: filled[script] for script in least if filled[script] < least[script]} == {}
    assert sum(all(row[column] for column in columns.values()) for row in rows(name)) >= in_all


def test_a_surname_that_stands_alone_is_no_word_and_no_given_name() -> None:
    """One of four letters or fewer, or one that is a given name too, is somebody else's as often."""
    given = {keys_of(name) for row in rows("given_names.tsv") for cell in row[:5] for name in cell.split("|") if name}
    clashes = {
        (row[0], surname)
        for row in rows("people.tsv")[659:]
        for surname in flagged(row, "surname")
        if keys_of(surname) in given or len("".join(keys_of(surname))) < 5
    }
    assert clashes == set()


def test_no_spelling_alone_is_a_word_that_news_is_full_of() -> None:
    """Found among spellings of firms and people that were right, and ordinary words all the same."""
    words = {
        "\u0643\u0627\u0646\u0648\u0627",  # they were; Canva in Persian
        "\u062a\u0645\u0627\u0633\u0643",  # cohesion; Temasek in Persian
        "\u0628\u0627\u0633\u0641",  # with regret; BASF in Persian
        "\u0645\u0628\u0627\u062f\u0644\u0647",  # exchange; Mubadala in Persian
        "\u0637\u0644\u0628\u0627\u062a",  # requests; Talabat
        "\u0627\u0639\u0645\u0627\u0631",  # reconstruction; Emaar
        "\u064a\u0639\u0644\u0648\u0646",  # they rise; Ya'alon
        "\u0623\u0648\u063a\u0644\u0648",  # the Turkish -oglu
        "\u0645\u062d\u0645\u062f\u0648\u0641",  # the surname of many
        "\u05de\u05e6\u05d5\u05dc\u05d4",  # the deep; Metsola
        "\u05d5\u05d9\u05e4\u05e8\u05d5",  # and will breach; Wipro
        "\u0422\u0435\u0441\u043a\u043e",  # hard; Tesco
        "\u0428\u0435\u0438\u043d",  # to be, in German; Shein
        "\u0411\u0418\u0414",  # a bid; BYD
        "\u0421\u0438\u045a\u043e\u0440\u0430",  # signora; Siniora
    }
    keys = {keys_of(word) for word in words}
    assert {(alias, entity) for alias, entity, common in owners() if alias in keys and not common} == set()


@pytest.mark.parametrize(
    ("spelling", "entity"),
    [
        ("\u0645\u064a\u062a\u0627", "meta"),
        ("\u0623\u0648\u0628\u0646 AI", "openai"),
        ("\u0623\u0648\u0628\u0646 \u0625\u064a\u0647 \u0622\u064a", "openai"),
        ("\u0623\u0648\u0628\u0646 \u0623\u064a \u0622\u064a", "openai"),
        ("\u062c\u0648\u062c\u0644", "google"),
        ("\u0642\u0648\u0642\u0644", "google"),
        ("\u062f\u064a\u0628 \u0645\u0627\u064a\u0646\u062f", "google-deepmind"),
        ("\u0627\u0646\u062b\u0631\u0648\u0628\u064a\u0643", "anthropic"),
        ("\u0622\u0628\u0644", "apple"),
        ("\u0623\u0644\u0641\u0627\u0628\u064a\u062a", "alphabet"),
        ("Scale AI", "scale-ai"),
        ("MSL", "meta-superintelligence-labs"),
        ("PyTorch", "pytorch"),
        ("\u0632\u0648\u0643\u0631\u0628\u064a\u0631\u062c", "mark-zuckerberg"),
        ("\u0623\u0644\u0643\u0633\u0646\u062f\u0631 \u0648\u0627\u0646\u063a", "alexandr-wang"),
    ],
)
def test_the_names_of_the_first_story_are_known(spelling: str, entity: str) -> None:
    found = {owner for alias, owner, _ in owners() if alias == keys_of(spelling)}
    assert found == {entity}
