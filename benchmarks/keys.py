"""From the command to the list, and from a key to the screen: ``python -m benchmarks.keys [STORIES] [--rounds N]``.

``start`` is the time to the list: to the last byte of the first screen with a
row of it.  ``first answer`` is the time until a key that was typed at once is
answered on the screen; what is painted before the toolkit is there cannot
shorten it.  Each program runs in a pseudo-terminal of 120 by 40 with 100,000 stories (or so
many as are asked for) of 200 feeds.  newsboat, if it is installed, is the peer
for the keys, with a cache that it filled itself and that was ANALYZEd; an empty
Textual app is the floor for the start.  All take turns in one run; of the
rounds the least start and the middle of the others count.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from benchmarks.terminal import Driven, Spread
from tui.config import load
from tui.entities import RECOGNISER_VERSION
from tui.model import Article, Block, BlockKind, Recognition
from tui.newsroom import Desk
from tui.newsroom.study import words_of
from tui.store import articles, findings
from tui.store.articles import Stored

FEEDS = 200
PRESSES, PAGES = 100, 60
STARTS = ("start", "first answer")
BODY = "The harbour was quiet in the morning, and nobody had heard of the plan. " * 12
EMPTY = """
from textual.app import App, ComposeResult
from textual.widgets import Static
class Empty(App[None]):
    def compose(self) -> ComposeResult:
        yield Static("Story 1 ")
    def on_key(self) -> None:
        self.query_one(Static).update("Answer 1 ")
Empty().run()
"""


def title(feed: int, item: int) -> str:
    """A headline; a third are Arabic."""
    arabic = "\u062e\u0628\u0631 \u0639\u0646 \u0627\u0644\u0645\u064a\u0646\u0627\u0621 "
    return (arabic if (feed + item) % 3 == 0 else "Story of the day ") + f"{feed}-{item}"


def rss(feed: int, items: range) -> str:
    """A feed with these items."""
    told = "".join(
        f"<item><guid>{feed}-{item}</guid><title>{title(feed, item)}</title><link>http://a.test/{feed}/{item}</link>"
        f"<pubDate>Tue, 24 Nov 2026 {item // 60 % 24:02}:{item % 60:02}:00 GMT</pubDate>"
        f"<description>{BODY}</description></item>"
        for item in items
    )
    return f"<rss version='2.0'><channel><title>Feed {feed}</title>{told}</channel></rss>"


class _Answer(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        feed = int(self.path.strip("/") or 0)
        body = rss(feed, range(10**6, 10**6 + 50)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/rss+xml")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served() -> Iterator[int]:
    """A port at which every feed has fifty new stories."""
    with ThreadingHTTPServer(("127.0.0.1", 0), _Answer) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1]
        server.shutdown()


def fill(folder: Path, port: int, stories: int) -> None:
    """khabar's configuration and store."""
    feeds = "".join(
        f'[[feed]]\ntitle = "Feed {n}"\nurl = "http://127.0.0.{n % 50 + 1}:{port}/{n}"\n' for n in range(FEEDS)
    )
    (folder / "feeds.toml").write_text('[reader]\nrefresh_minutes = 0\nlanguage = "en"\n' + feeds)
    now = datetime.now(UTC)
    with Desk(load(folder / "feeds.toml"), folder / "data") as desk:
        desk.subscribe()
        numbers = [int(str(row[0])) for row in desk.store.rows("SELECT id FROM feeds ORDER BY id")]
        for place, number in enumerate(numbers):
            kept = []
            for item in range(stories // FEEDS):
                date = now - timedelta(minutes=item * 7 + place)
                block = Block(BlockKind.PARAGRAPH, BODY)
                article = Article(title(place, item), (block,), f"http://a.test/{place}/{item}", "", date, "en")
                kept.append(Stored(f"{place}-{item}", article, BODY.encode()))
            with desk.store.write() as connection:
                new = articles.keep(connection, number, kept, now).new
            words = [(id, words_of(one.article)) for id, one in zip(new, kept, strict=True)]
            findings.index(desk.store, words)
            findings.keep_recognitions(desk.store, RECOGNISER_VERSION, [(id, Recognition("en"), ()) for id in new])
            with desk.store.write() as connection:
                connection.execute("UPDATE feeds SET fetched = ? WHERE id = ?", (round(now.timestamp() * 1e3), number))
        desk.store.optimise()


def fill_newsboat(folder: Path, stories: int) -> None:
    """newsboat's list and the cache that it fills from files."""
    for feed in range(FEEDS):
        (folder / f"{feed}.xml").write_text(rss(feed, range(stories // FEEDS)))
    urls = "".join(f"file://{folder}/{feed}.xml\n" for feed in range(FEEDS))
    (folder / "urls").write_text('"query:All:age < 99999"\n' + urls)
    (folder / "config").write_text("prepopulate-query-feeds yes\n")
    subprocess.run([*newsboat(folder), "-x", "reload"], check=True, stdout=subprocess.DEVNULL)
    with sqlite3.connect(folder / "cache.db") as cache:
        cache.execute("ANALYZE")


def newsboat(folder: Path) -> list[str]:
    """Its command line."""
    return ["newsboat", "-C", f"{folder}/config", "-c", f"{folder}/cache.db", "-u", f"{folder}/urls"]


def environment(folder: Path) -> dict[str, str]:
    """What the programs see of this machine."""
    return {
        "PATH": os.environ["PATH"], "HOME": str(folder), "TERM": "xterm-256color", "LANG": "C.UTF-8",
        "COLORTERM": "truecolor", "PYTHONPATH": str(Path(__file__).resolve().parents[1]),
    }  # fmt: skip


Figures = dict[str, float]


def put(figures: Figures, name: str, spread: Spread) -> None:
    """Enter a spread under two names."""
    figures[f"{name} median"], figures[f"{name} p95"] = spread.median, spread.p95


def run_khabar(folder: Path) -> Figures:
    """Start, the list of all, keys when idle, keys while all feeds refresh, memory."""
    command = [sys.executable, "-m", "tui", "--config", f"{folder}/feeds.toml", "--data", f"{folder}/data"]
    found: Figures = {}
    with Driven(command, environment(folder)) as reader:
        found["start"] = reader.complete("Story of") * 1e3
        reader.send("ga", "All")
        reader.press(["j"] * 5)
        put(found, "j", reader.press(["j"] * PRESSES))
        put(found, "page", reader.press(["\x1b[6~", "\x1b[6~", "\x1b[5~"] * (PAGES // 3)))
        found["memory"] = reader.memory()
        reader.send("R", "refreshing")
        put(found, "refreshing, j", reader.press(["j"] * PRESSES))
        put(found, "refreshing, page", reader.press(["\x1b[6~", "\x1b[6~", "\x1b[5~"] * (PAGES // 3)))
        found["memory, refreshing"] = reader.memory()
    with Driven(command, environment(folder), typed="j") as reader:
        found["first answer"] = reader.until(" 2/") * 1e3
    return found


def run_newsboat(folder: Path) -> Figures:
    """Start to the list of feeds, then the list of all and its keys."""
    found: Figures = {}
    with Driven(newsboat(folder), environment(folder)) as reader:
        found["start"] = reader.complete("Feed 0") * 1e3
        found["start"] += reader.send("\r", "Story of") * 1e3
        put(found, "j", reader.press(["\x1b[B"] * PRESSES))
        put(found, "page", reader.press(["\x1b[6~", "\x1b[6~", "\x1b[5~"] * (PAGES // 3)))
        found["memory"] = reader.memory()
    with Driven(newsboat(folder), environment(folder), typed="/") as reader:
        found["first answer"] = reader.until("Search for") * 1e3
    return found


def run_empty(folder: Path) -> Figures:
    """The toolkit's own start."""
    command = [sys.executable, "-c", EMPTY]
    with Driven(command, environment(folder)) as app:
        # Its list is one line, complete when it is there.
        found = {"start": app.until("Story 1") * 1e3, "memory": app.memory()}
    with Driven(command, environment(folder), typed="j") as app:
        found["first answer"] = app.until("Answer 1") * 1e3
    return found


def report(rounds: dict[str, list[Figures]]) -> None:
    """One line a figure: each program, and khabar's ratio to it."""
    peers = [peer for peer in rounds if peer != "khabar"]
    for name in rounds["khabar"][0]:
        values = {
            peer: (min if name in STARTS else median)([one[name] for one in found])
            for peer, found in rounds.items()
            if name in found[0]
        }
        told = "  ".join(f"{peer} {value:8.1f}" for peer, value in values.items())
        ratios = "  ".join(f"{values['khabar'] / values[peer]:.2f} of {peer}" for peer in peers if values.get(peer))
        sys.stdout.write(f"{name:24} {told}   {ratios}\n")
    sys.stdout.flush()


def main(arguments: list[str]) -> int:
    """Print the figures: milliseconds, and megabytes for memory."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stories", nargs="?", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as own, tempfile.TemporaryDirectory() as peer, served() as port:
        fill(Path(own), port, options.stories)
        runs = {"khabar": (run_khabar, Path(own)), "empty app": (run_empty, Path(own))}
        if shutil.which("newsboat"):
            fill_newsboat(Path(peer), options.stories)
            runs["newsboat"] = (run_newsboat, Path(peer))
        rounds: dict[str, list[Figures]] = {name: [] for name in runs}
        for _ in range(options.rounds):
            for name, (run, folder) in runs.items():
                rounds[name].append(run(folder))
        report(rounds)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
