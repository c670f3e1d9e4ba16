"""The summary in the reader: asked for by a key, marked, hidden, there again offline, and read from right to left."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.app.conftest import Running, reading_on
from tests.chat import Chat, chatting
from tui.config import SummarySettings
from tui.newsroom import Desk
from tui.text import lay_out

ARABIC = "\u0627\u0644\u062a\u0642\u062a \u0633\u0641\u064a\u0646\u062a\u0627\u0646 \u0641\u064a Acme."


@pytest.fixture
def chat() -> Iterator[Chat]:
    with chatting() as chat:
        yield chat


def set_up(desk: Desk, chat: Chat, language: str = "auto") -> list[str]:
    """Configure the service, for this process and for the child; the command of the refresh."""
    desk.config = replace(desk.config, summaries=SummarySettings(chat.url, "small", language=language))
    text = f'[summaries]\nurl = "{chat.url}"\nmodel = "small"\nlanguage = "{language}"\n[reader]\nrefresh_minutes = 0\n'
    desk.config.path.write_text(text, encoding="utf-8")
    folder = str(desk.data)
    return [sys.executable, "-m", "tui", "--config", str(desk.config.path), "--data", folder, "fetch", "--events"]


def article_lines(running: Running) -> list[str]:
    flow = running.panels.article._flow
    assert flow is not None
    return ["".join(piece for piece, _ in flow.pieces(row)).strip() for row in range(len(flow.rows))]


async def test_asked_for_shown_hidden_and_there_again_without_a_network(desk: Desk, chat: Chat) -> None:
    command = set_up(desk, chat)
    async with reading_on(desk, refresh_command=command) as running:
        await running.press("enter")
        before = article_lines(running)
        await running.press("i")
        shown = article_lines(running)
        assert "AI, small" in "\n".join(shown[:8])
        assert any("Two ships met." in line for line in shown[:8])
        assert len(chat.asked) == 1
        assert running.panels.article.position == (-1, 0)
        await running.press("i")
        assert article_lines(running) == before
        await running.press("i")
        assert article_lines(running) == shown
        assert len(chat.asked) == 1
        story = running.panels.article.story
        assert story is not None
    async with reading_on(desk, offline=True) as running:
        await running.press("g", "a")
        running.reader.stories.open_row(list(running.panels.headlines.listing.ids).index(story.headline.id))
        await running.settle()
        assert article_lines(running) == shown
    assert len(chat.asked) == 1


async def test_a_summary_from_right_to_left_stands_at_the_right_edge(desk: Desk, chat: Chat) -> None:
    chat.content = ARABIC
    command = set_up(desk, chat, "ar")
    async with reading_on(desk, refresh_command=command) as running:
        await running.press("enter", "i")
        wanted = next(iter(lay_out(ARABIC, 60))).text.strip()
        line = next(line for line in article_lines(running) if wanted in line)
        assert line.endswith(f"{wanted} \u2502")


async def test_only_what_is_seen_of_the_article_is_a_reading_position(desk: Desk, chat: Chat) -> None:
    chat.content = "word " * 200
    command = set_up(desk, chat)
    async with reading_on(desk, refresh_command=command, size=(100, 16)) as running:
        await running.press("enter", "i")
        for _ in range(12):
            await running.press("j")
            assert running.panels.article.position[0] >= -2


async def test_selected_text_of_a_summary_is_its_own(desk: Desk, chat: Chat) -> None:
    command = set_up(desk, chat)
    async with reading_on(desk, refresh_command=command) as running:
        await running.press("enter", "i")
        flow = running.panels.article._flow
        assert flow is not None
        row = next(row for row in range(len(flow.rows)) if "Two ships" in "".join(text for text, _ in flow.pieces(row)))
        assert flow.selected(lambda index: (0, -1) if index == row else None) == "Two ships met."


async def test_a_failure_is_said_in_one_line(desk: Desk, chat: Chat) -> None:
    chat.status = 404
    command = set_up(desk, chat)
    async with reading_on(desk, refresh_command=command) as running:
        await running.press("enter", "i")
        assert "no such address or model; see url and model under [summaries]" in running.toast
        assert running.panels.article.story is not None
        assert running.panels.article.story.summary is None
        chat.status = 200
        await running.press("i")
        assert any("Two ships met." in line for line in article_lines(running))


async def test_nothing_is_sent_unasked_offline_or_without_a_configuration(desk: Desk, chat: Chat) -> None:
    async with reading_on(desk) as running:
        await running.press("enter", "i")
        assert "put [summaries] with url" in running.toast
    set_up(desk, chat)
    async with reading_on(desk, offline=True) as running:
        await running.press("enter", "i")
        assert "offline" in running.toast
    assert chat.asked == []
