"""F fetches the page of the open story in a child process and shows its full text where reading stopped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.app.conftest import reading_on
from tests.newsroom.stories import NOON, article, desk_in, put
from tui.model import Feed
from tui.newsroom import Desk, reading
from tui.store import feeds

LONG = "Two ships met off the coast on Sunday, and their crews spoke for an hour before they sailed on, each its way."


@dataclass
class Site:
    """A site with one page, and how often it was asked."""

    url: str = ""
    status: int = 200
    asked: list[str] = field(default_factory=list)


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            site.asked.append(self.path)
            paragraphs = "".join(f"<p>{LONG} Paragraph {number} says the word zephyr.</p>" for number in range(6))
            body = f"<html><body><article><h1>Ships meet</h1>{paragraphs}</article></body></html>".encode()
            self.send_response(site.status)
            self.send_header("content-type", "text/html; charset=utf-8")
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    serving = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    serving.start()
    site.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield site
    finally:
        server.shutdown()
        serving.join()
        server.server_close()


@pytest.fixture
def desk(tmp_path: Path, site: Site) -> Iterator[Desk]:
    """One story of which the feed gave one line."""
    feed = Feed(f"{site.url}/rss", "Sea")
    (tmp_path / "feeds.toml").write_text(f'[reader]\nrefresh_minutes = 0\n[[feed]]\nurl = "{feed.url}"\n')
    with desk_in(tmp_path, feed) as desk:
        put(desk, feed, [replace(article("Ships meet", "Two ships met."), url=f"{site.url}/ships")])
        desk.clock = lambda: NOON
        feeds.remember(desk.store, reading.LAST_REFRESH, NOON.isoformat())
        yield desk


def command(desk: Desk) -> list[str]:
    folder = str(desk.data)
    return [sys.executable, "-m", "tui", "--config", str(desk.config.path), "--data", folder, "fetch", "--events"]


async def test_the_full_text_takes_the_place_of_the_line(desk: Desk, site: Site) -> None:
    async with reading_on(desk, refresh_command=command(desk)) as reader:
        await reader.press("g", "a", "enter")
        assert not any("zephyr" in line for line in reader.lines())
        await reader.press("F")
        assert site.asked.count("/ships") == 1
        assert any("zephyr" in line for line in reader.lines())
        assert reader.toast == "the full text is here"
        assert reader.focus == "article"
        assert [hit.headline.title for hit in reading.search(desk, "zephyr")] == ["Ships meet"]
    story = reading.story(desk, 1)
    assert len(story.article.blocks) >= 6


async def test_what_fails_is_one_line_and_the_line_stays(desk: Desk, site: Site) -> None:
    site.status = 404
    async with reading_on(desk, refresh_command=command(desk)) as reader:
        await reader.press("g", "a", "enter", "F")
        assert "404 not found" in reader.toast
        assert any("Two ships met." in line for line in reader.lines())


async def test_offline_nothing_is_asked(desk: Desk, site: Site) -> None:
    async with reading_on(desk, offline=True) as reader:
        await reader.press("g", "a", "enter", "F")
        assert site.asked == []
        assert reader.toast
