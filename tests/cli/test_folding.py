"""``khabar list`` folds what tells the same event; ``--unfold``, ``is:story`` and ``mark --story``."""

from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tests.newsroom.stories import NEWS, NOON, TECH, article, desk_in, put
from tests.newsroom.test_stories import AGAIN, FLOOD
from tui.newsroom.study import study


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    """Articles 1 and 3 tell the same event in two feeds."""
    with desk_in(tmp_path) as desk:
        desk.clock = lambda: NOON
        study(desk, put(desk, NEWS, [article(*FLOOD, hours=5), article("Chess club elects", "Mr Karl.", hours=4)]).new)
        study(desk, put(desk, TECH, [article(*AGAIN, hours=3)]).new)
    return Khabar(tmp_path)


def test_a_list_folds_and_unfolds(khabar: Khabar) -> None:
    folded = [line.split("\t") for line in khabar.run("list").out.splitlines()]
    assert [(row[0], row[5:]) for row in folded] == [("3", ["+1"]), ("2", [])]
    assert [row["story"] for row in khabar.run("list", "--json").json()] == [[3, 1], [2]]
    assert [line.split("\t")[0] for line in khabar.run("list", "--unfold").out.splitlines()] == ["3", "2", "1"]
    assert len(khabar.run("list", "--limit", "1").out.splitlines()) == 1
    assert [row["id"] for row in khabar.run("list", "is:story", "--unfold", "--json").json()] == [3, 1]
    assert "+1" in khabar.run("list", "--display", "visual").out.splitlines()[0]


def test_a_whole_story_is_marked_as_one_change(khabar: Khabar) -> None:
    assert "2" in khabar.run("mark", "1", "--story", "--dismiss").out
    assert [row["id"] for row in khabar.run("list", "--json").json()] == [2]
    assert len(khabar.run("history").out.splitlines()) == 1
    khabar.run("undo")
    assert len(khabar.run("list", "--json").json()) == 2
