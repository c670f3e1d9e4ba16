"""``khabar entities update`` as a user runs it, against a loopback server that speaks as Wikidata does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tests.wikidata import Wikidata, furnish, wikidata
from tui.newsroom.demo import demo_desk


@pytest.fixture
def source() -> Iterator[Wikidata]:
    with wikidata() as source:
        furnish(source)
        yield source


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    """The demo's stories in a data folder."""
    khabar = Khabar(tmp_path)
    khabar.configure('url = "https://quiet.test/feed"')
    demo_desk(tmp_path / "data").close()
    return khabar


def test_facts_are_fetched_once_and_shown_with_source_and_day(khabar: Khabar, source: Wikidata) -> None:
    assert khabar.run("entity", "Meta", "--json").json()["facts"] is None
    done = khabar.run("entities", "update", "--from", source.url)
    assert (done.status, done.err) == (0, "")
    assert "kept\tmeta\tMeta\tQ380\n" in done.out
    assert "kept\tmark-zuckerberg\tMark Zuckerberg\tQ36215\n" in done.out
    asked = len(source.asked)

    facts = khabar.run("entity", "Meta", "--json").json()["facts"]
    assert (facts["source"], facts["item"]) == ("Wikidata", "Q380")
    shown = khabar.run("entity", "Meta").out
    assert f"Wikidata, {facts['taken'][:4]}" in shown
    for line in ("  CEO: ", "Mark Zuckerberg", "  founded: ", "2004-02-04", "Menlo Park", "Nasdaq: META"):
        assert line in shown
    assert "javascript" not in shown
    arabic = khabar.run("entity", "Meta", KHABAR_LANGUAGE="ar").out
    assert "\u0645\u0646\u0644\u0648 \u0628\u0627\u0631\u0643" in arabic

    again = khabar.run("entities", "update", "--from", source.url)
    assert (again.status, len(source.asked)) == (0, asked)
    assert again.out.startswith("nobody to ask about")


def test_as_json_and_for_a_few(khabar: Khabar, source: Wikidata) -> None:
    rows = khabar.run("entities", "update", "--top", "2", "--json", "--from", source.url).json()
    assert len(rows) == 2
    assert {row["outcome"] for row in rows} <= {"kept", "unknown", "doubtful"}
    assert rows[0].keys() == {"id", "kind", "name", "outcome", "item", "reason"}


def test_what_cannot_be_asked_is_one_line(khabar: Khabar, source: Wikidata) -> None:
    source.trouble = [(200, b"<html>a portal of a hotel</html>")]
    done = khabar.run("entities", "update", "--from", source.url)
    assert done.status == 1
    assert done.err.count("\n") == 1
    assert "could not be asked for: the answer is not one of Wikidata's API; see --from" in done.err
    assert "failed\tmeta\tMeta\t\n" in done.out


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("entities", "update", "--from", "nonsense"), 1, "nonsense: not an address"),
        (("entities", "1", "--again"), 2, "go with khabar entities update"),
        (("entities", "--top", "3", "--from", "http://127.0.0.1/"), 2, "go with khabar entities update"),
    ],
)
def test_wrong_usage(khabar: Khabar, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = khabar.run(*arguments)
    assert (done.status, done.out) == (status, "")
    assert said in done.err
    assert done.err.count("\n") == 1
