"""Stories: found well enough in a composed set, folded in lists, one verb for all, kept right through changes."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from tests.newsroom.stories import NEWS, NOON, TECH, article, desk_in, put
from tests.newsroom.storyset import HALVES, Told, filled, measured, told
from tui.model import Recognition
from tui.newsroom import Desk, likeness, reading, stories, triage
from tui.newsroom.study import renew, study
from tui.store import articles, findings, headlines
from tui.store import stories as kept

LEAST_PRECISION, LEAST_RECALL = 0.97, 0.95
"""Floors of each half; they only rise."""


@pytest.fixture(scope="module", params=HALVES)
def half(request: pytest.FixtureRequest) -> Iterator[tuple[Desk, dict[int, Told]]]:
    with filled(told(request.param)) as found:
        yield found


def test_the_floor(half: tuple[Desk, dict[int, Told]]) -> None:
    figures = measured(*half)
    assert figures.precision >= LEAST_PRECISION, figures.wrong
    assert figures.recall >= LEAST_RECALL, figures.missed


def test_the_set_is_what_it_is_said_to_be() -> None:
    found = [each for half in HALVES for each in told(half)]
    by_story: dict[str, list[Told]] = {}
    for each in found:
        by_story.setdefault(each.story, []).append(each)
    shared = {name: parts for name, parts in by_story.items() if not name.startswith("single-")}
    assert len(shared) >= 60
    assert all(2 <= len(parts) <= 4 for parts in shared.values())
    assert {each.article.language for each in found} == {"ar", "en", "fa", "he", "sr"}
    assert all(len({part.publisher for part in parts}) == len(parts) for parts in shared.values())


def test_all_of_it_in_two_days_at_once() -> None:
    """Look-alikes that are days apart in the set come together here: nothing but the words tells them apart."""
    crowd = []
    for half in HALVES:
        for each in told(half):
            published = each.article.published
            assert published is not None
            moved = replace(
                each.article,
                published=NOON + timedelta(hours=(published.timestamp() / 3600) % 48),
                url=f"{each.article.url}/{half}",
            )
            crowd.append(Told(f"{each.story}-{half}", each.publisher, moved))
    with filled(sorted(crowd, key=lambda each: str(each.article.published))) as found:
        figures = measured(*found)
    assert figures.precision >= 0.95, figures.wrong
    assert figures.recall >= 0.95, figures.missed


FLOOD = (
    "Flood cuts off the town of Brankovac",
    "The Morava flooded Brankovac after 90 millimetres of rain on Monday night.",
)
AGAIN = (
    "Brankovac cut off by flood",
    "After 90 millimetres of rain the Morava river has flooded the town of Brankovac.",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """1 and 3 tell the same, 2 tells something else, 4 tells what 1 and 3 tell in another feed."""
    with desk_in(tmp_path) as desk:
        desk.clock = lambda: NOON
        first = put(
            desk, NEWS, [article(*FLOOD, hours=5), article("Chess club elects a chair", "Mr Karl won.", hours=4)]
        )
        study(desk, first.new)
        second = put(desk, TECH, [article(*AGAIN, hours=3)])
        study(desk, second.new)
        yield desk


def test_a_list_folds_to_one_row_a_story_and_one_verb_acts_on_all(desk: Desk) -> None:
    ids = reading.ids(desk)
    assert list(ids) == [3, 2, 1]
    folded = stories.fold(desk, ids)
    assert (list(folded.ids), dict(folded.members)) == ([3, 2], {3: (3, 1)})
    assert [one.feed_title for one in stories.members(desk, 1)] == [TECH.title, NEWS.title]
    assert [one.id for one in stories.members(desk, 2)] == [2]
    change = triage.apply(desk, "dismiss", folded.members[3], NOON)
    assert (change.ids, len(triage.history(desk, 9))) == ((3, 1), 1)
    assert list(stories.fold(desk, reading.ids(desk)).ids) == [2]
    triage.undo(desk, NOON)
    assert stories.fold(desk, reading.ids(desk)) == folded


def test_queries_know_stories(desk: Desk) -> None:
    assert list(reading.ids(desk, "is:story")) == [3, 1]
    assert list(reading.ids(desk, "-is:story")) == [2]
    assert list(reading.ids(desk, "story:#1")) == [3, 1]
    assert list(reading.ids(desk, "story:#2")) == [2]
    assert list(reading.ids(desk, "is:story -story:#1 OR title:chess")) == [2]


def test_a_list_that_holds_one_member_shows_it_alone(desk: Desk) -> None:
    triage.apply(desk, "read", [3], NOON)
    folded = stories.fold(desk, reading.ids(desk, "unread"))
    assert (list(folded.ids), folded.members) == ([2, 1], {})


def test_a_feed_is_no_second_source_for_itself(desk: Desk) -> None:
    """Prices, weather, crosswords: the same words every day."""
    study(desk, put(desk, NEWS, [article(AGAIN[0], AGAIN[1], hours=1)], whole=False).new)
    assert dict(kept.all_members(desk.store)) == {1: 1, 3: 1}


def test_a_changed_article_leaves_a_story_that_it_tells_no_more(desk: Desk) -> None:
    put(desk, TECH, [article(AGAIN[0], "A correction: this is about tulips in another place.", hours=3)])
    with desk.store.write() as connection:
        connection.execute("UPDATE headlines SET title = 'Tulips' WHERE id = 3")
    changed = article("Tulips in bloom", "The tulips of the botanical garden are in bloom again.", hours=3)
    with desk.store.write() as connection:
        source = next(iter(connection.execute("SELECT feed FROM headlines WHERE id = 3")))[0]
        stored = articles.Stored(AGAIN[0], changed, b"")
        assert articles.keep(connection, source, [stored], NOON).changed == (3,)
    study(desk, [3])
    assert kept.all_members(desk.store) == {}
    assert list(reading.ids(desk, "is:story")) == []


def test_pruning_leaves_no_story_of_one(desk: Desk) -> None:
    with desk.store.write() as connection:
        connection.execute("UPDATE articles SET added = 0, listed = 0 WHERE id = 1")
        connection.execute("UPDATE headlines SET date = 0 WHERE id = 1")
        assert findings.prune(connection, 1000) == 1
    assert kept.all_members(desk.store) == {}


def test_what_was_recognised_before_there_were_stories_is_found_by_renew(desk: Desk) -> None:
    before = dict(kept.all_members(desk.store))
    with desk.store.write() as connection:
        connection.execute("DELETE FROM traits")
        connection.execute("DELETE FROM story_members")
    renew(desk)
    assert kept.all_members(desk.store) == before == {1: 1, 3: 1}
    with desk.store.write() as connection:
        kept.forget_traits(connection, 10**15)
    assert desk.store.rows("SELECT count(*) FROM trait_keys") == [(0,)]
    assert list(headlines.ids(desk.store, kept.SEVERAL_SOURCES)) == [3, 1], "what is found stays"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("5.8 and 5,8 and \u0665\u066b\u0668 and \u06f5\u066b\u06f8", {"5.8"}),
        ("120,000 or 120.000 or 120 000", {"120", "0"}),
        ("1,234,567 and 2,300", {"1234567", "2300"}),
        ("6000 and 2026", {"6", "2026"}),
        ("no number", set()),
    ],
)
def test_numbers_are_the_same_however_they_are_written(text: str, found: set[str]) -> None:
    assert likeness.numbers(text) == found


def test_traits_come_back_from_the_store_as_they_were() -> None:
    for each in told("build"):
        traits = likeness.traits_of(each.article, Recognition(each.article.language))
        assert likeness.load(likeness.dump(traits)) == traits


def test_what_two_languages_are_both_about_is_no_event_yet() -> None:
    english = likeness.traits_of(article("Earthquake and flood", "An earthquake, a flood, a fire."), Recognition("en"))
    serbian = likeness.traits_of(
        article("Zemljotres i poplava", "Zemljotres, poplava, požar.", language="sr"), Recognition("sr")
    )
    assert english.concepts & serbian.concepts
    assert likeness.score(english, serbian, 0, lambda trait: likeness.RAREST) == likeness.NEVER
