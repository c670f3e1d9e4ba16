"""A model of the user's own from the shell: what is said when it cannot be used, and how its cards are marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tests.newsroom.stories import NEWS, article, put
from tests.tiny_gliner import make
from tui.config import load
from tui.entities.gliner import missing
from tui.newsroom import open_desk
from tui.newsroom.study import renew

needs_libraries = pytest.mark.skipif(bool(missing()), reason="the extra khabar[neural] is not installed")


def configure(khabar: Khabar, folder: Path) -> None:
    feed = f'[[feed]]\ntitle = "{NEWS.title}"\nurl = "{NEWS.url}"\n'
    khabar.config.write_text(f'{feed}[neural]\nmodel = "{folder.as_posix()}"\n', encoding="utf-8")


@needs_libraries
def test_cards_that_only_the_model_saw_are_marked(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    configure(khabar, make(tmp_path / "model", {"vintaro": ("company", 12.0)}))
    with open_desk(load(khabar.config), khabar.data) as desk:
        put(desk, NEWS, [article("Harbours", "On Sunday vintaro bought a harbour of Microsoft.")])
        renew(desk)
    told = {entity["name"]: entity["badge"] for entity in khabar.run("entities", "1", "--json").json()["entities"]}
    assert told == {"Microsoft": "", "vintaro": "neural"}
    lines = khabar.run("entities", "1").out.splitlines()
    assert [line.rpartition(" ")[2] for line in lines if "vintaro \u00d7" in line] == ["neural"]


def test_a_model_that_is_not_there_is_a_line_of_the_doctors(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    configure(khabar, tmp_path / "nowhere")
    with open_desk(load(khabar.config), khabar.data):
        pass
    done = khabar.run("doctor")
    assert done.status == 1
    assert any(line.startswith("problem: [neural] ") for line in done.out.splitlines())
