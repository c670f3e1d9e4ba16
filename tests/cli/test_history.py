"""``khabar history``, ``undo`` and ``redo``: any line, from any process."""

from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tests.newsroom.stories import NEWS, NOON, article, desk_in, put
from tui.newsroom import triage


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    """Three stories; the first two were starred, then the second dismissed."""
    with desk_in(tmp_path) as desk:
        put(desk, NEWS, [article(f"Story {number}", "Text.", hours=number) for number in (1, 2, 3)])
        triage.apply(desk, "star", [1, 2], NOON)
        triage.apply(desk, "dismiss", [2], NOON)
    return Khabar(tmp_path)


def test_history_says_in_words_what_was_done(khabar: Khabar) -> None:
    lines = khabar.run("history").out.splitlines()
    assert [line.split("\t")[2:] for line in lines] == [
        ["done", "dismiss", "1", "dismiss: “Story 2”"],
        ["done", "star", "2", "star: 2"],
    ]
    assert khabar.run("history", "--limit", "1", "--json").json()[0]["ids"] == [2]
    assert "«Story 2»" in khabar.run("history", KHABAR_LANGUAGE="ar").out


def test_a_line_is_taken_back_whatever_came_after_it(khabar: Khabar) -> None:
    assert khabar.run("undo", "1").out == "taken back: star: 2\n"
    assert [row["id"] for row in khabar.run("list", "dismissed", "--json").json()] == [2]
    assert khabar.run("list", "starred", "--json").json() == []
    again = khabar.run("undo", "1")
    assert (again.status, again.out) == (1, "")
    assert "line 1 is not there or is taken back already" in again.err
    assert khabar.run("history").out.splitlines()[1].split("\t")[2] == "undone"
    assert khabar.run("undo").out == "taken back: dismiss: “Story 2”\n"
    assert khabar.run("undo").err == "khabar: nothing to take back\n"
    assert khabar.run("redo", "1").out == "done again: star: 2\n"
    assert khabar.run("redo").out == "done again: dismiss: “Story 2”\n"
    assert khabar.run("redo").status == 1
    assert khabar.run("redo", "77").status == 1


def test_undo_passes_over_what_was_read_by_opening_it(khabar: Khabar) -> None:
    with desk_in(khabar.folder) as desk:
        triage.apply(desk, "read", [3], NOON, quiet=True)
    assert khabar.run("undo").out == "taken back: dismiss: “Story 2”\n"
    assert [row["id"] for row in khabar.run("list", "read", "--json").json()] == [3]
