"""How long it takes to find the stories of what comes, and to fold a list: ``python -m benchmarks.stories``.

The composed set is brought again and again with other names and numbers until
the days around hold 6,000 articles, as those of a reader of 400 feeds do; then
100 more come.  The measure beside it is recognising and indexing the same 100,
which every arrival needs anyway.  Folding is over a list of 100,000.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from array import array
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tests.newsroom.storyset import HALVES, told
from tui.config import Config
from tui.entities import RECOGNISER_VERSION
from tui.model import Article, Block
from tui.newsroom import Desk, gathering, stories
from tui.newsroom.intake import words_of
from tui.newsroom.study import recognised
from tui.store import articles, feeds, findings
from tui.store.articles import Stored

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FEEDS = 40


def others(chance: random.Random, article: Article, number: int) -> Article:
    """The same article about something else: half of its words are others, and its numbers."""
    swap = {}

    def changed(text: str) -> str:
        words = []
        for word in text.split():
            if word not in swap:
                swap[word] = word if chance.random() < 0.5 else f"{word[:3]}{chance.randrange(4000):x}"
            words.append(swap[word])
        return " ".join(words)

    blocks = tuple(Block(block.kind, changed(block.text)) for block in article.blocks)
    published = NOW - timedelta(hours=chance.random() * 70)
    return replace(article, title=changed(article.title), blocks=blocks, published=published, url=f"u{number}")


def desk_at(folder: Path) -> Desk:
    """An empty desk at NOW."""
    return Desk(Config(folder / "feeds.toml"), folder, clock=lambda: NOW)


def put(desk: Desk, found: list[Article]) -> list[int]:
    """Keep articles, by turns as those of forty feeds."""
    new: list[int] = []
    with desk.store.write() as connection:
        for feed in range(FEEDS):
            source = feeds.source(connection, f"https://{feed}.test/")
            stored = [Stored(article.url, article, b"") for article in found[feed::FEEDS]]
            new += articles.keep(connection, source.id, stored, NOW, whole=False).new
    return new


def main(arguments: list[str]) -> int:
    """Print the figures."""
    population = int(arguments[0]) if arguments else 6000
    chance = random.Random(5)
    base = [each.article for half in HALVES for each in told(half)]
    with tempfile.TemporaryDirectory() as folder, desk_at(Path(folder)) as desk:
        new = put(desk, [others(chance, chance.choice(base), number) for number in range(population)])
        for part in (new, put(desk, [others(chance, chance.choice(base), -number) for number in range(1, 101)])):
            texts = [(number, found) for number in part if (found := articles.article(desk.store, number)) is not None]
            start = time.perf_counter()
            for at in range(0, len(texts), 50):
                findings.index(desk.store, [(number, words_of(article)) for number, article in texts[at : at + 50]])
                found = recognised(texts[at : at + 50])
                findings.keep_recognitions(desk.store, RECOGNISER_VERSION, [(n, read, []) for n, read, _ in found])
            middle = time.perf_counter()
            gathering.assign(desk, part)
            end = time.perf_counter()
        reading, finding = (middle - start) / len(part) * 1e3, (end - middle) / len(part) * 1e3
        print(f"{population} articles in the days around")
        print(
            f"an arrival: its story {finding:.1f} ms, {finding / reading:.1f} times"
            f" recognising and indexing it ({reading:.1f} ms)"
        )
        with desk.store.write() as connection:
            connection.execute("DELETE FROM story_members")
            connection.execute("PRAGMA foreign_keys = OFF")
        with desk.store.read() as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            rows = [(number, number - number % 3) for number in range(3, 30_000)]
            connection.executemany("INSERT INTO story_members (article, story) VALUES (?, ?)", rows)
        ids = array("q", range(100_000))
        start = time.perf_counter()
        folded = stories.fold(desk, ids)
        print(f"folding 100,000 to {len(folded.ids)} rows {(time.perf_counter() - start) * 1e3:.0f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
