"""The demo's desk."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.newsroom import reading, views
from tui.newsroom.demo import demo_desk

ROOT = Path(__file__).resolve().parents[2]
NOW = datetime(2026, 3, 10, 12, 0, tzinfo=UTC)


def test_the_demo_is_read_like_any_desk_and_leaves_nothing() -> None:
    with demo_desk(clock=lambda: NOW) as desk:
        numbers = reading.ids(desk)
        assert len(numbers) >= 10
        headlines = reading.headlines(desk, numbers)
        assert headlines[0].date == NOW - timedelta(hours=1)
        assert {"ar", "en", "he", "fa"} <= {headline.language for headline in headlines}
        assert len(reading.ids(desk, "company:Meta")) >= 1
        story = reading.story(desk, numbers[0])
        assert story.article.blocks
        by_feed = [shelf.unread for shelf in views.sidebar(desk) if shelf.kind == "feed" and "@" not in shelf.key]
        assert sum(by_feed) == len(numbers)
        folder = desk.data
    assert not folder.exists()


def test_a_demo_that_nobody_closed_goes_with_the_program() -> None:
    code = "from tui.newsroom.demo import demo_desk; desk = demo_desk(); print(desk.data)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT)
    folder = Path(done.stdout.strip())
    assert folder.name.startswith("khabar-demo-")
    assert not folder.exists()
