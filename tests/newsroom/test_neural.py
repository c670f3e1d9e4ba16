"""The model of the user's own in the newsroom: read beside the rules, done again when it changes, never in the way."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from tests.newsroom.stories import NEWS, article, put
from tests.tiny_gliner import make
from tui.config import NeuralSettings
from tui.entities import Spotted, gliner
from tui.entities.gliner import missing
from tui.newsroom import Desk, neural, reading
from tui.newsroom.study import deepen, renew

needs_libraries = pytest.mark.skipif(bool(missing()), reason="the extra khabar[neural] is not installed")
NAMES = {"vintaro": ("company", 12.0)}


@pytest.fixture
def desk_with_news(desk: Desk) -> Desk:
    """The desk with a seventh article that names what no rule knows, read by the rules alone."""
    put(desk, NEWS, [article("Harbours", "On Sunday vintaro opened a second harbour.", hours=3)], whole=False)
    renew(desk)
    return desk


def configure(desk: Desk, folder: Path, threshold: float = 0.5) -> None:
    desk.config = replace(desk.config, neural=NeuralSettings(str(folder), threshold))


def badges(desk: Desk) -> dict[str, str]:
    return {entity.name: entity.badge for entity in reading.story(desk, 7).recognition.entities}


def models(desk: Desk) -> set[object]:
    return {row[0] for row in desk.store.rows("SELECT model FROM recognitions")}


@needs_libraries
def test_every_article_is_read_once_more_when_a_model_is_configured(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    assert badges(desk) == {}
    configure(desk, make(tmp_path / "model", NAMES))
    assert badges(desk) == {}  # the reader does not wait for it
    assert renew(desk) == 7
    assert badges(desk) == {"vintaro": "neural"}
    assert models(desk) == {neural.model_number(desk)}
    assert list(reading.ids(desk, "company:vintaro")) == [7]
    assert (renew(desk), neural.complaint(desk)) == (0, "")


@needs_libraries
def test_another_model_another_threshold_or_none_reads_everything_again(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    configure(desk, make(tmp_path / "one", NAMES))
    renew(desk)
    first = neural.model_number(desk)
    configure(desk, make(tmp_path / "two", {"harbour": ("company", 12.0)}))
    assert neural.model_number(desk) not in (0, first)
    assert renew(desk) == 14  # by the rules, then by the model
    assert badges(desk) == {"harbour": "neural"}
    configure(desk, tmp_path / "two", 0.9)
    assert renew(desk) == 14
    desk.config = replace(desk.config, neural=NeuralSettings())
    assert renew(desk) == 7
    assert (badges(desk), models(desk)) == ({}, {0})


@needs_libraries
def test_the_newest_are_read_first_and_the_rest_at_the_next_refresh(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    configure(desk, make(tmp_path / "model", NAMES))
    assert deepen(desk, neural.Turn(0.0)) == 0
    done = deepen(desk, Halting(desk))
    assert done == 5
    read = {row[0] for row in desk.store.rows("SELECT article FROM recognitions WHERE model <> 0")}
    assert read == set(list(reading.ids(desk))[:5])
    assert deepen(desk, neural.Turn(60.0)) == 2


class Halting(neural.Turn):
    """A turn that is over as soon as the model has read something."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(60.0)
        self._desk = desk

    @property
    def over(self) -> bool:
        return models(self._desk) != {0}


@needs_libraries
def test_a_changed_article_is_read_by_the_rules_and_then_by_the_model(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    configure(desk, make(tmp_path / "model", NAMES))
    renew(desk)
    put(desk, NEWS, [article("Harbours", "On Monday vintaro closed a harbour.", hours=3)], whole=False)
    assert badges(desk) == {}
    assert models(desk) == {0, neural.model_number(desk)}
    renew(desk)
    assert badges(desk) == {"vintaro": "neural"}


@needs_libraries
def test_a_broken_model_is_a_line_and_the_rules_go_on(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    folder = make(tmp_path / "model", NAMES)
    (folder / "model.onnx").write_bytes(b"no graph at all")
    configure(desk, folder)
    assert neural.complaint(desk) == ""  # nobody has tried it yet
    assert renew(desk) == 0
    said = neural.complaint(desk)
    assert said.startswith("[neural] is not used: ")
    assert "\n" not in said
    put(desk, NEWS, [article("Microsoft", "Microsoft bought a harbour.", hours=2)], whole=False)
    assert [entity.name for entity in reading.story(desk, 8).recognition.entities] == ["Microsoft"]
    make(folder, NAMES)
    assert renew(desk) == 8
    assert neural.complaint(desk) == ""


@needs_libraries
def test_a_model_that_fails_at_an_article_leaves_it_to_the_rules(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    folder = make(tmp_path / "model", NAMES)
    configure(desk, folder)

    def fail(text: str, /) -> list[Spotted]:
        raise RuntimeError("out of memory")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(neural, "spotter", lambda desk: fail)
        assert renew(desk) == 7
    assert badges(desk) == {}
    assert "out of memory" in (desk.data / "khabar.log").read_text(encoding="utf-8")
    assert renew(desk) == 0


def test_without_the_extra_or_the_folder_it_says_what_to_do(desk_with_news: Desk, tmp_path: Path) -> None:
    desk = desk_with_news
    assert neural.complaint(desk) == ""
    configure(desk, tmp_path / "nowhere")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(gliner, "missing", lambda: ["onnxruntime", "tokenizers"])
        assert neural.complaint(desk) == (
            '[neural] needs onnxruntime, tokenizers; install khabar with the extra: pip install "khabar[neural]"'
        )
        assert (neural.model_number(desk), neural.spotter(desk), renew(desk)) == (0, None, 0)
        patch.setattr(gliner, "missing", list)
        assert neural.complaint(desk).startswith(f"[neural] is not used: no model there: {tmp_path}")
        assert (neural.model_number(desk), neural.spotter(desk), renew(desk)) == (0, None, 0)
