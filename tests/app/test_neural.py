"""Cards that only a model saw: after what the rules found, under a heading that says so; an unused model is a toast."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.app.conftest import reading_on
from tui.app.words import Words
from tui.config import NeuralSettings
from tui.newsroom import Desk


async def test_what_only_a_model_saw_stands_apart(desk: Desk) -> None:
    async with reading_on(desk) as running:
        await running.press("enter")
        story = running.panels.article.story
        assert story is not None
        first, *others = [entity for entity in story.recognition.entities if entity.kind == "company"]
        assert others
        seen = replace(story.recognition, entities=(replace(first, badge="neural"), *others))
        running.panels.companies.show(replace(story, recognition=seen), "")
        await running.settle()
        assert [card.id for card in running.panels.companies.cards] == [*(card.id for card in others), first.id]
        await running.press("c", "G")
        lines = [line for line in running.lines() if Words("en").say("card.neural") in line]
        assert len(lines) == 1


async def test_a_model_that_cannot_be_used_is_said_when_the_reader_opens(desk: Desk, tmp_path: Path) -> None:
    desk.config = replace(desk.config, neural=NeuralSettings(str(tmp_path / "nowhere")))
    async with reading_on(desk) as running:
        assert running.toast.startswith("[neural] ")
