"""One person, one id, whatever the script; and two people, two ids."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

import pytest

from tui.entities import recognise
from tui.entities.lexicon import given_names, lexicon
from tui.entities.naming import is_latin, stable_id

LISTED = Path(__file__).with_name("data") / "spelled.tsv"


def id_of(name: str) -> str:
    """The id of a person who is in no list."""
    return stable_id(given_names(), "person", name)


def listed() -> list[tuple[str, list[str]]]:
    """Latin names and their spellings in other scripts, on which the floors of the linking by sound were set."""
    lines = LISTED.read_text("utf-8").splitlines()[1:]
    return [(latin, names.split("|") if names else []) for latin, _, names in (line.partition("\t") for line in lines)]


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Milo\u0161 Stevanovi\u0107",
            "Milos Stevanovic",
            "\u041c\u0438\u043b\u043e\u0448 \u0421\u0442\u0435\u0432\u0430\u043d\u043e\u0432\u0438\u045b",
            "\u0645\u064a\u0644\u0648\u0634 \u0633\u062a\u064a\u0641\u0627\u0646\u0648\u0641\u064a\u062a\u0634",
        ),
        (
            "Ahmed Al-Shammari",
            "Ahmad al-Shamari",
            "\u0623\u062d\u0645\u062f \u0627\u0644\u0634\u0645\u0631\u064a",
        ),
        ("Hala Sabbagh", "Hala al-Sabbagh", "\u0647\u0627\u0644\u0629 \u0627\u0644\u0635\u0628\u0627\u063a"),
    ],
)
def test_one_person_has_one_id_in_every_script(spellings: tuple[str, ...]) -> None:
    assert len({id_of(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u0633\u0639\u064a\u062f \u0623\u062d\u0645\u062f", "\u0633\u0639\u062f \u0623\u062d\u0645\u062f"),
        ("\u0639\u0644\u064a \u0646\u0627\u0635\u0631", "\u0639\u0644\u064a \u0646\u0635\u0627\u0631"),
        ("Sam Lee", "Sim Li"),
        ("Ali Sabbagh", "Hala Sabbagh"),
    ],
)
def test_short_names_that_only_sound_alike_stay_apart(one: str, other: str) -> None:
    assert id_of(one) != id_of(other)


def test_the_sound_of_a_name_finds_it_again_and_fuses_nobody() -> None:
    """The people of a fixed list as if they were in no lexicon: in how many other scripts the id is the same.

    The list is fixed because who is in it moves the share: French and German are not written as they sound.
    """
    spelled = same = 0
    owners: dict[str, set[str]] = defaultdict(set)
    for latin, names in listed():
        owners[id_of(latin)].add(latin)
        for name in names:
            spelled += 1
            same += id_of(name) == id_of(latin)
            owners[id_of(name)].add(latin)
    assert spelled > 1500
    assert same / spelled >= 0.58
    assert sum(len(found) > 1 for found in owners.values()) <= 2


def test_the_sound_of_a_name_finds_it_again_for_the_whole_lexicon() -> None:
    """The same over everybody in the lexicon, which grows: a lower floor, and fusions as a share of all ids."""
    spelled = same = 0
    owners: dict[str, set[str]] = defaultdict(set)
    known = lexicon()
    for person in (known.entity(id) for id in known.ids() if known.entity(id).kind == "person"):
        latin = next((name for name in person.names if is_latin(name) and " " in name), "")
        if not latin:
            continue
        owners[id_of(latin)].add(person.id)
        for _, name in person.scripts:
            if len(name.split()) == len(latin.split()):
                spelled += 1
                same += id_of(name) == id_of(latin)
                owners[id_of(name)].add(person.id)
    assert spelled > 4000
    assert same / spelled >= 0.5
    assert sum(len(found) > 1 for found in owners.values()) / len(owners) <= 0.005


def firm_id(name: str) -> str:
    """The id of a firm that is in no list."""
    return stable_id(given_names(), "company", name)


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Drina Soft",
            "Drina Soft d.o.o.",
            "\u0414\u0440\u0438\u043d\u0430 \u0421\u043e\u0444\u0442",
            "\u062f\u0631\u064a\u0646\u0627 \u0633\u0648\u0641\u062a",
        ),
        ("\u05d0\u05d5\u05e8\u05e0\u05d9\u05e8", '\u05d0\u05d5\u05e8\u05e0\u05d9\u05e8 \u05d1\u05e2"\u05de'),
        ("Acme", "Acme, Inc.", "Acme Inc"),
        ("\u0645\u0631\u0633\u0649", "\u0645\u0631\u0633\u0649 \u0634.\u0645.\u0639."),
    ],
)
def test_one_firm_has_one_id_in_every_script_and_with_or_without_its_legal_form(spellings: tuple[str, ...]) -> None:
    assert len({firm_id(name) for name in spellings}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Honda Motors", "Hyundai Motors"),
        ("United Group", "Ant Group"),
        (  # two firms "for services"
            "\u0645\u0631\u0633\u0649 \u0644\u0644\u062e\u062f\u0645\u0627\u062a",
            "\u0645\u0627\u0631\u0633 \u0644\u0644\u062e\u062f\u0645\u0627\u062a",
        ),
        ("Co", "Ltd"),
    ],
)
def test_firms_that_share_only_what_many_firms_bear_stay_apart(one: str, other: str) -> None:
    assert firm_id(one) != firm_id(other)


def test_the_sound_of_a_firm_finds_it_again_and_fuses_none() -> None:
    """The firms of the lexicon as if they were in none; most names are translated, so few can be found by sound."""
    spelled = same = 0
    owners: dict[str, set[str]] = defaultdict(set)
    known = lexicon()
    for firm in (known.entity(id) for id in known.ids() if known.entity(id).kind == "company"):
        latin = {firm_id(name) for name in firm.names if is_latin(name)}
        for name in firm.names:
            owners[firm_id(name)].add(firm.id)
        spelled += len(firm.scripts)
        same += sum(firm_id(name) in latin for _, name in firm.scripts)
    assert spelled > 2000
    assert same / spelled >= 0.2
    assert not [id for id, found in owners.items() if len(found) > 1]


def test_what_a_story_calls_somebody_has_the_id_of_another_story() -> None:
    english = recognise("By Ahmed Al-Shammari\n\nPrices rose on Monday, shopkeepers said.", "en")
    arabic = recognise(
        "\u0628\u0642\u0644\u0645: \u0623\u062d\u0645\u062f \u0627\u0644\u0634\u0645\u0631\u064a\n\n"
        "\u0627\u0631\u062a\u0641\u0639\u062a \u0627\u0644\u0623\u0633\u0639\u0627\u0631.",
        "ar",
    )
    assert [entity.id for entity in english.entities] == [entity.id for entity in arabic.entities]
