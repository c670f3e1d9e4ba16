"""How long a dossier takes: ``python -m benchmarks.dossier [STORIES]``.

Of 100,000 stories, or so many as are asked for, every twentieth is about one firm.
The measure beside it is the count of the same firm's stories alone, which any
reader of a side bar waits for.
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tui.config import Config
from tui.newsroom import Desk, dossiers, reading

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)
FIRM = "company-0"


def fill(desk: Desk, stories: int) -> None:
    """Stories with three companies and two people each; every twentieth is about the one firm."""
    chance = random.Random(7)
    with desk.store.write() as connection:
        connection.execute("INSERT INTO feeds (url, title) VALUES ('https://a.test/', 'A')")
        rows, occurrences, said, names = [], [], [], {}
        for number in range(1, stories + 1):
            date = round((NOW - timedelta(minutes=5 * number)).timestamp() * 1000)
            rows.append((number, 1, date, "en", f"Story {number}"))
            firms = {f"company-{chance.randrange(1, 3000)}" for _ in range(3)}
            firms |= {FIRM} if number % 20 == 0 else set()
            people = {f"person-{chance.randrange(5000)}" for _ in range(2)}
            for entity in firms | people:
                occurrences.append((entity, number, chance.randrange(1, 9), date))
                names[entity] = entity.partition("-")[0]
            first = min(people)
            said.append((first, number, 0, "role", "", f"role {chance.randrange(9)}", "A sentence."))
            said.append((first, number, 1, "ceo_of", min(firms), "", "A sentence."))
        connection.executemany("INSERT INTO headlines VALUES (?, ?, ?, ?, ?)", rows)
        connection.executemany("INSERT INTO occurrences VALUES (?, ?, ?, ?)", occurrences)
        connection.executemany("INSERT INTO sayings VALUES (?, ?, ?, ?, ?, ?, ?)", said)
        connection.executemany(
            "INSERT INTO entities VALUES (?, ?, ?, '', '', 0)", [(id, kind, id) for id, kind in names.items()]
        )
        connection.executemany("INSERT INTO entity_names VALUES (?, ?, ?)", [(id, names[id], id) for id in names])


def best(action: Callable[[], object], rounds: int = 7) -> float:
    """The least time of several runs, in ms."""
    times = []
    for _ in range(rounds):
        start = time.perf_counter()
        action()
        times.append(time.perf_counter() - start)
    return min(times) * 1e3


def main(arguments: list[str]) -> int:
    """Print the figures."""
    stories = int(arguments[0]) if arguments else 100_000
    with tempfile.TemporaryDirectory() as folder:
        config = Config(Path(folder) / "feeds.toml")
        with Desk(config, Path(folder), clock=lambda: NOW) as desk:
            fill(desk, stories)
            desk.store.optimise()
            count = best(lambda: desk.store.rows("SELECT count(*) FROM occurrences WHERE entity = ?", (FIRM,)))
            whole = best(lambda: dossiers.dossier(desk, FIRM))
            top = best(lambda: dossiers.top(desk, NOW - timedelta(days=7)))
            found = best(lambda: dossiers.resolve(desk, "company-17"))
            followed = best(lambda: reading.unread(desk, [f'company:"{FIRM}"']))
            print(f"{stories} stories, {stories // 20} of them about one firm")
            print(f"dossier {whole:.1f} ms, {whole / count:.0f} times the count of its stories ({count:.2f} ms)")
            print(f"who was in most stories in a week {top:.1f} ms, a name {found:.2f} ms")
            print(f"unread stories of a view that follows it {followed:.1f} ms")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
