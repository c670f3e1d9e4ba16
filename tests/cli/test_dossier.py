"""``khabar entity`` and ``khabar entities --top`` over the demo's stories."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tui.newsroom.demo import demo_desk

LAB = "Google DeepMind"
LAB_ARABIC = "\u063a\u0648\u063a\u0644 \u062f\u064a\u0628 \u0645\u0627\u064a\u0646\u062f"


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    """The demo's stories in a data folder."""
    khabar = Khabar(tmp_path)
    khabar.configure('url = "https://quiet.test/feed"')
    demo_desk(tmp_path / "data").close()
    return khabar


def test_a_dossier_is_told_and_what_is_new_since(khabar: Khabar) -> None:
    first = khabar.run("entity", LAB_ARABIC)
    assert first.status == 0
    assert first.out.splitlines()[0] == f"{LAB} \u00b7 {LAB_ARABIC}"
    assert "in 3 stories, 10 mentions" in first.out
    assert "part of Alphabet" in first.out
    assert "Alphabet \u00d73" in first.out
    assert "new stories since" not in first.out
    assert "0 new stories since" in khabar.run("entity", LAB).out


def test_a_dossier_in_visual_order_keeps_each_name_whole(khabar: Khabar) -> None:
    shown = khabar.run("entity", LAB, "--display", "visual", "--width", "80")
    assert shown.status == 0
    assert "\u2066" not in shown.out
    assert "Alphabet \u00d73, " in shown.out


def test_a_dossier_as_json_has_its_stories(khabar: Khabar) -> None:
    found = khabar.run("entity", "google-deepmind", "--json").json()
    assert (found["kind"], found["stories"], len(found["timeline"])) == ("company", 3, 3)
    assert {row["id"] for row in found["with"]} >= {"alphabet", "demis-hassabis"}
    assert found["followed"] is found["looked"] is None


def test_what_is_done_to_somebody_is_said_and_kept(khabar: Khabar) -> None:
    for option in (["--follow"], ["--note", "watch"], ["--merge", "Alphabet"]):
        assert khabar.run("entity", LAB, *option).status == 0
    found = khabar.run("entity", LAB, "--json").json()
    assert found["followed"]
    assert found["note"] == "watch"
    assert [row["id"] for row in found["merged"]] == ["alphabet"]
    assert khabar.run("entity", LAB, "--unmerge", "Alphabet").status == 0
    assert khabar.run("entity", LAB, "--json").json()["merged"] == []
    muted = khabar.run("entity", LAB, "--mute")
    assert "3 stories dismissed" in muted.out
    assert khabar.run("list", f'company:"{LAB}"').out == ""
    assert "3 stories are back" in khabar.run("entity", LAB, "--unmute").out
    assert len(khabar.run("list", f'company:"{LAB}"').out.splitlines()) == 3


def test_what_is_decided_about_somebody_is_told_in_the_history_and_taken_back(khabar: Khabar) -> None:
    for option in (["--note", "watch"], ["--merge", "Alphabet"], ["--split", "1"]):
        assert khabar.run("entity", LAB, *option).status == 0
    rows = [line.split("\t") for line in khabar.run("history").out.splitlines()]
    assert [row[3] for row in rows] == ["split", "merge", "note"]
    assert [bare(row[5]) for row in rows][1:] == [
        "merge \u201cAlphabet\u201d into \u201cGoogle DeepMind\u201d",
        "note on \u201cGoogle DeepMind\u201d: \u201cwatch\u201d",
    ]
    line = khabar.run("history", "--json").json()[1]
    assert (line["about"], line["note"], line["other"], line["count"]) == ("alphabet", "Alphabet", "Google DeepMind", 0)
    assert bare(khabar.run("undo", rows[1][0]).out).startswith("taken back: merge \u201cAlphabet\u201d into")
    found = khabar.run("entity", LAB, "--json").json()
    assert (found["merged"], found["note"], found["stories"]) == ([], "watch", 2)
    assert khabar.run("undo").out.startswith("taken back: another")
    assert khabar.run("entity", LAB, "--json").json()["stories"] == 3
    assert khabar.run("undo").status == 0
    assert khabar.run("entity", LAB, "--json").json()["note"] == ""
    assert khabar.run("redo").status == 0
    assert khabar.run("entity", LAB, "--json").json()["note"] == "watch"
    arabic = bare(khabar.run("history", KHABAR_LANGUAGE="ar").out)
    assert "\u062f\u0645\u062c \u00abAlphabet\u00bb" in arabic


def bare(told: str) -> str:
    """Without the marks around names."""
    return told.translate({0x2068: None, 0x2069: None})


def test_a_story_is_split_off_and_joined_again(khabar: Khabar) -> None:
    assert khabar.run("entity", LAB, "--split", "1").status == 0
    assert khabar.run("entity", LAB, "--json").json()["stories"] == 2
    assert khabar.run("entity", "google-deepmind~1", "--json").json()["stories"] == 1
    assert khabar.run("entity", "google-deepmind~1", "--join", "1").status == 0
    assert khabar.run("entity", LAB, "--json").json()["stories"] == 3


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("entity", "Nobody At All"), 1, "nobody in the cache is called so"),
        (("entity", "m"), 1, "several are called so"),
        (("entity", LAB, "--merge", LAB), 2, "is the same already"),
        (("entity", LAB, "--unmerge", "Meta"), 1, "was not merged into it"),
        (("entity", LAB, "--merge", "Demis Hassabis"), 1, "they cannot be one"),
        (("entities",), 2, "give a REF, or --top N"),
        (("entities", "--top", "5", "--since", "ever"), 2, "an age such as 7d"),
    ],
)
def test_what_cannot_be_done_is_one_line(khabar: Khabar, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = khabar.run(*arguments)
    assert done.status == status
    assert said in done.err
    assert len(done.err.splitlines()) == 1


def test_the_most_mentioned_come_first(khabar: Khabar) -> None:
    rows = [line.split("\t") for line in khabar.run("entities", "--top", "3", "--since", "30d").out.splitlines()]
    assert [row[3] for row in rows[:2]] == ["google-deepmind", "alphabet"]
    people = khabar.run("entities", "--top", "3", "--since", "30d", "--kind", "person", "--json").json()
    assert {row["kind"] for row in people} == {"person"}
    assert len(people) == 3
