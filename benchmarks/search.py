"""How long a search takes as one types, over 100,000 articles: ``python -m benchmarks.search [ARTICLES]``.

The articles are drawn from words as frequent as those of a language (Zipf), half
of them in Arabic with its clitics.  The measure beside each search is what it
replaces: a LIKE scan for the folded word over the folded texts, in the same run.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from pathlib import Path

from tui.config import Config
from tui.model import Article, Block, BlockKind
from tui.newsroom import Desk, reading
from tui.newsroom.study import words_of
from tui.store import findings

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
WORDS, LENGTH, BATCH = 60_000, 70, 500
SCREEN = 22
"""Hits with their texts on 45 lines."""
ARABIC = "".join(map(chr, (*range(0x627, 0x629), *range(0x62A, 0x63B), *range(0x641, 0x649), 0x64A)))
LATIN = "abcdefghiklmnoprstuvwyz"
CLITICS = ("", "", "", "\u0627\u0644", "\u0648", "\u0648\u0627\u0644", "\u0628", "\u0644\u0644")


def vocabulary(chance: random.Random, letters: str) -> list[str]:
    """Words of two to nine letters, the short ones first, as in a language."""
    made = {"".join(chance.choices(letters, k=min(9, max(2, round(chance.gauss(5.5, 1.6)))))) for _ in range(WORDS)}
    return sorted(made, key=lambda word: (len(word) + chance.random() * 6, word))


def fill(desk: Desk, count: int) -> list[list[str]]:
    """Articles in the store and its index; returns the two vocabularies, most frequent word first."""
    chance = random.Random(3)
    languages = [vocabulary(chance, LATIN), vocabulary(chance, ARABIC)]
    weights = [list(accumulate(1 / (rank + 8) for rank in range(len(words)))) for words in languages]
    with desk.store.write() as connection:
        connection.execute("INSERT INTO feeds (url, title) VALUES ('https://a.test/', 'A')")
        connection.execute("CREATE TABLE plain (article INTEGER PRIMARY KEY, text TEXT NOT NULL)")
    for start in range(0, count, BATCH):
        texts = []
        for number in range(start + 1, min(count, start + BATCH) + 1):
            arabic = number % 2
            words = chance.choices(languages[arabic], cum_weights=weights[arabic], k=LENGTH)
            if arabic:
                words = [chance.choice(CLITICS) + word for word in words]
            blocks = (Block(BlockKind.PARAGRAPH, " ".join(words[8:])),)
            texts.append((number, Article(" ".join(words[:8]), blocks, language=("en", "ar")[arabic])))
        with desk.store.write() as connection:
            connection.executemany(
                "INSERT INTO headlines (id, feed, date, language, title) VALUES (?, 1, ?, ?, ?)",
                [
                    (n, round((NOW - timedelta(minutes=3 * (count - n))).timestamp() * 1000), a.language, a.title)
                    for n, a in texts
                ],
            )
            connection.executemany(
                "INSERT INTO plain VALUES (?, ?)", [(n, f"{a.title} {a.blocks[0].text}") for n, a in texts]
            )
        findings.index(desk.store, [(number, words_of(article)) for number, article in texts])
    return languages


def median(action: Callable[[], object], rounds: int = 5) -> float:
    """The middle one of several times, in ms."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return sorted(times)[rounds // 2] * 1e3


def scan(desk: Desk, word: str) -> list[int]:
    """The peer: what a LIKE scan over the folded texts finds, newest first, as many as a search shows."""
    rows = desk.store.rows(
        "SELECT p.article FROM plain p JOIN headlines h ON h.id = p.article WHERE p.text LIKE ?"
        " ORDER BY h.date DESC LIMIT 200",
        (f"%{word}%",),
    )
    return [int(str(row[0])) for row in rows]


def read(desk: Desk, word: str) -> None:
    """A search and the texts around what it found, for a screen of hits."""
    for hit in reading.search(desk, word)[:SCREEN]:
        hit.excerpt()


def main(arguments: list[str]) -> int:
    """Print the figures."""
    count = int(arguments[0]) if arguments else 100_000
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk(Config(Path(folder) / "feeds.toml"), Path(folder), clock=lambda: NOW) as desk,
    ):
        start = time.perf_counter()
        latin, arabic = fill(desk, count)
        desk.store.optimise()
        print(f"{count} articles indexed in {time.perf_counter() - start:.0f} s, {desk.store.size() / 1e6:.0f} MB")
        for name, words in (("Latin", latin), ("Arabic", arabic)):
            print(f"{name:<24}{'search':>10}{'and read':>13}{'LIKE':>13}{'ratio':>8}")
            for what, word in (("the most frequent", words[0]), ("a frequent", words[40]), ("a rare", words[5000])):
                for typed in [word[:length] for length in range(2, len(word) + 1)]:
                    found = median(lambda typed=typed: reading.search(desk, typed))
                    shown = median(lambda typed=typed: read(desk, typed))
                    peer = median(lambda typed=typed: scan(desk, typed), 1)
                    times = f"{found:7.1f} ms {shown:9.1f} ms {peer:9.1f} ms"
                    print(f"  {what:<18}{len(typed)} letters {times} {found / peer:7.2f}")
            two = f"{words[0]} {words[40]}"
            print(f"  two words {median(lambda two=two: reading.search(desk, two)):.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
