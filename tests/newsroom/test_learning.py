"""Rules that dismissals suggest: enough of them, nothing of the kind kept, taken with one key and taken back."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.stories import NEWS, NOON, TECH, article, put
from tui.config import Rule, load
from tui.model import Entity, Recognition
from tui.newsroom import Desk, learning, open_desk, reading, rules, triage
from tui.newsroom.learning import Handled, Trait, suggest
from tui.store import findings

BBC, CNN = Trait("feed", "BBC", "BBC"), Trait("feed", "CNN", "CNN")
META, RAIN, WORLD = Trait("company", "meta", "Meta"), Trait("title", "rain"), Trait("tag", "world")


def handled(feed: Trait, *traits: Trait, dismissed: bool = True, count: int = 1) -> list[Handled]:
    return [Handled(number, dismissed, feed, frozenset(traits)) for number in range(count)]


def test_several_like_dismissals_in_a_feed_suggest_a_rule_in_words() -> None:
    assert suggest(handled(BBC, META, count=3)) is None
    found = suggest(handled(BBC, META, count=4))
    assert found is not None
    assert found.rule == Rule('company:"meta" feed:"BBC"', ("dismiss",), "Not Meta in BBC")
    assert (found.trait, found.feed, found.count) == (META, BBC, 4)


def test_one_that_was_kept_speaks_against_it() -> None:
    acts = handled(BBC, META, count=8) + handled(BBC, META, dismissed=False)
    assert suggest(acts) is None
    elsewhere = handled(BBC, META, count=8) + handled(CNN, META, dismissed=False)
    found = suggest(elsewhere)
    assert found is not None
    assert found.feed == BBC


def test_a_trait_of_several_feeds_needs_more_and_is_wider() -> None:
    assert suggest(handled(BBC, RAIN, count=3) + handled(CNN, RAIN, count=2)) is None
    found = suggest(handled(BBC, RAIN, count=3) + handled(CNN, RAIN, count=3))
    assert found is not None
    assert (found.rule.when, found.feed) == ('title:"rain"', None)


def test_a_whole_feed_needs_many_and_a_tag_several_feeds() -> None:
    assert suggest(handled(BBC, WORLD, count=11)) is None
    found = suggest(handled(BBC, WORLD, count=12))
    assert found is not None
    assert found.rule.when == 'feed:"BBC"'
    tagged = suggest(handled(BBC, WORLD, count=5) + handled(CNN, WORLD, count=5))
    assert tagged is not None
    assert tagged.rule.when == 'tag:"world"'


def test_of_as_many_dismissals_who_it_is_about_counts_before_a_word() -> None:
    found = suggest(handled(BBC, META, RAIN, count=5))
    assert found is not None
    assert found.trait == META
    other = suggest(handled(BBC, META, RAIN, count=5), known={found.rule.when})
    assert other is not None
    assert other.trait == RAIN


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Six stories of NEWS about Meta, one of TECH."""
    file = tmp_path / "feeds.toml"
    file.write_text(f'[[feed]]\nurl = "{NEWS.url}"\ntitle = "News"\n\n[[feed]]\nurl = "{TECH.url}"\n', encoding="utf-8")
    with open_desk(load(file), tmp_path / "data") as desk:
        put(
            desk,
            NEWS,
            [article(f"Meta {word}", "Text.", hours=1) for word in ["one", "two", "three", "four", "five", "six"]],
        )
        put(desk, TECH, [article("Meta elsewhere", "Text.")])
        meta = Entity("meta", "company", "Meta", count=2)
        names = [("meta", "company", "meta")]
        findings.keep_recognitions(desk.store, 1, [(n, Recognition("en", (), (meta,)), names) for n in range(1, 8)])
        yield desk


def test_from_the_journal_to_a_rule_and_back(desk: Desk) -> None:
    before = desk.config.path.read_text(encoding="utf-8")
    for number in (1, 2, 3):
        triage.apply(desk, "dismiss", [number], NOON)
    assert learning.suggestion(desk) is None
    triage.apply(desk, "dismiss", [4], NOON)
    found = learning.suggestion(desk)
    assert found is not None
    assert found.rule.when == 'company:"meta" feed:"News"'
    change = learning.accept(desk, found)
    assert sorted(change.ids) == [5, 6]
    assert list(reading.ids(desk)) == [7]
    assert learning.suggestion(desk) is None
    triage.undo(desk, NOON)
    assert desk.config.path.read_text(encoding="utf-8") == before
    assert sorted(reading.ids(desk)) == [5, 6, 7]
    assert rules.effective(desk) == ()


def test_what_was_read_brought_back_or_dismissed_in_bulk_suggests_nothing(desk: Desk) -> None:
    for number in (1, 2, 3):
        triage.apply(desk, "dismiss", [number], NOON)
    triage.apply(desk, "read", [4], NOON, quiet=True)
    triage.apply(desk, "dismiss", [4], NOON)
    assert learning.suggestion(desk) is None, "it was opened before"
    triage.apply(desk, "dismiss", [5], NOON)
    triage.apply(desk, "undismiss", [5], NOON)
    assert learning.suggestion(desk) is None


def test_what_was_offered_often_is_not_offered_again(desk: Desk) -> None:
    for number in (1, 2, 3, 4):
        triage.apply(desk, "dismiss", [number], NOON)
    whens = []
    while (found := learning.suggestion(desk)) is not None:
        learning.offered(desk, found.rule)
        whens.append(found.rule.when)
    assert whens.count('company:"meta" feed:"News"') == learning.OFFERS
    assert whens[: learning.OFFERS] == ['company:"meta" feed:"News"'] * learning.OFFERS
