"""The composed set of stories (tests/data/stories) and how well they are found.

``python -m tests.newsroom.storyset`` prints the figures.  Every text was written
for this set and none of it happened.  An article is

    = STORY LANGUAGE PUBLISHER DATE
    Title
    Text

``single-…`` are alone.  The thresholds and weights of tui/newsroom/likeness.py
were fitted on ``build``; ``kept`` was only scored.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from itertools import combinations
from pathlib import Path

from tests.newsroom.stories import desk_in
from tui.model import Article, Block, BlockKind, Feed
from tui.newsroom import Desk
from tui.newsroom.study import study
from tui.store import articles, feeds, stories
from tui.store.articles import Stored

FOLDER = Path(__file__).resolve().parents[1] / "data" / "stories"
HALVES = ("build", "kept")


@dataclass(frozen=True)
class Told:
    """One article of the set."""

    story: str
    publisher: str
    article: Article


@dataclass(frozen=True)
class Figures:
    """Pairs of articles that are rightly, wrongly and not put together."""

    right: int
    wrong: tuple[tuple[str, str], ...]
    missed: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """Of the pairs put together, the share that belongs together."""
        return self.right / max(1, self.right + len(self.wrong))

    @property
    def recall(self) -> float:
        """Of the pairs that belong together, the share that was put together."""
        return self.right / max(1, self.right + len(self.missed))


def told(half: str) -> list[Told]:
    """The articles of a half, oldest first."""
    found = []
    for part in (FOLDER / f"{half}.txt").read_text(encoding="utf-8").strip().split("\n\n"):
        head, title, *body = part.split("\n")
        _, story, language, publisher, when = head.split()
        date = datetime.fromisoformat(when).replace(tzinfo=UTC)
        blocks = tuple(Block(BlockKind.PARAGRAPH, text) for text in body)
        url = f"https://{publisher}.test/{story}/{language}"
        found.append(Told(story, publisher, Article(title, blocks, url=url, published=date, language=language)))
    return sorted(found, key=lambda each: each.article.published or datetime.now(UTC))


def _same(moment: datetime) -> datetime:
    return moment


@contextmanager
def filled(parts: Sequence[Told], *, at_once: int = 20) -> Iterator[tuple[Desk, dict[int, Told]]]:
    """A desk into whose store the articles came as in refreshes, so many at once; and which number is which."""
    publishers = sorted({each.publisher for each in parts})
    with tempfile.TemporaryDirectory() as folder:
        subscribed = [Feed(f"https://{publisher}.test/rss", publisher) for publisher in publishers]
        with desk_in(Path(folder), *subscribed) as desk:
            numbers: dict[int, Told] = {}
            for start in range(0, len(parts), at_once):
                new: list[int] = []
                last = parts[start : start + at_once][-1].article.published or datetime.now(UTC)
                desk.clock = partial(_same, last)
                for each in parts[start : start + at_once]:
                    assert each.article.published is not None
                    with desk.store.write() as connection:
                        source = feeds.source(connection, f"https://{each.publisher}.test/rss")
                        entry = Stored(each.article.url, each.article, b"")
                        kept = articles.keep(connection, source.id, [entry], each.article.published, whole=False)
                    numbers[kept.new[0]] = each
                    new += kept.new
                study(desk, new)
            yield desk, numbers


def measured(desk: Desk, numbers: dict[int, Told]) -> Figures:
    """Pairwise figures of the stories in the store."""
    found = stories.all_members(desk.store)
    right, wrong, missed = 0, [], []
    for one, other in combinations(numbers, 2):
        pair = (
            f"{numbers[one].story}/{numbers[one].article.language}",
            f"{numbers[other].story}/{numbers[other].article.language}",
        )
        together = one in found and found.get(one) == found.get(other)
        belongs = numbers[one].story == numbers[other].story and not numbers[one].story.startswith("single-")
        if together and belongs:
            right += 1
        elif together:
            wrong.append(pair)
        elif belongs:
            missed.append(pair)
    return Figures(right, tuple(wrong), tuple(missed))


def main(arguments: list[str]) -> int:
    """Print the figures of both halves."""
    for half in arguments or HALVES:
        with filled(told(half)) as (desk, numbers):
            figures = measured(desk, numbers)
        print(
            f"{half}: {len(numbers)} articles, pairwise precision {figures.precision:.3f}, recall {figures.recall:.3f}"
        )
        for name, pairs in (("wrong", figures.wrong), ("missed", figures.missed)):
            for one, other in pairs:
                print(f"  {name}: {one} {other}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
