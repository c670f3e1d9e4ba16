"""Stories in the reader: one row for all sources, unfolded to compare, one verb for all of them."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import reading_on
from tests.newsroom.stories import NEWS, NOON, TECH, article, desk_in, put
from tests.newsroom.test_stories import AGAIN, FLOOD
from tui.app.listing import Listing
from tui.newsroom import Desk, reading, triage
from tui.newsroom.study import study


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Articles 1 and 3 tell the same event, 2 and 4 something else each; newest first 4, 3, 2, 1."""
    with desk_in(tmp_path) as desk:
        desk.clock = lambda: NOON
        study(desk, put(desk, NEWS, [article(*FLOOD, hours=5), article("Chess club", "Mr Karl.", hours=4)]).new)
        study(desk, put(desk, TECH, [article(*AGAIN, hours=3), article("Tulips", "They bloom.", hours=2)]).new)
        yield desk


def flags(desk: Desk) -> dict[int, str]:
    return {
        one.id: "".join(sign for sign, on in (("r", one.read), ("x", one.dismissed), ("s", one.starred)) if on)
        for one in reading.headlines(desk, [1, 2, 3, 4])
    }


async def test_a_verb_on_a_folded_row_acts_on_every_source_as_one_change(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "j")
        assert list(reader.panels.headlines.listing.ids) == [4, 3, 2]
        assert any("\u25b82" in line for line in reader.lines())
        await reader.press("s", "k", "x")
        assert flags(desk) == {1: "xs", 2: "", 3: "xs", 4: ""}
        assert [change.count for change in triage.history(desk, 9)] == [2, 2]
        assert "2" in reader.toast
        await reader.press("u")
        assert flags(desk) == {1: "s", 2: "", 3: "s", 4: ""}


async def test_a_story_unfolds_to_its_sources_and_folds_again(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "E")
        assert reader.toast == "Only one source tells this"
        await reader.press("j", "E")
        listing = reader.panels.headlines.listing
        assert list(listing.ids) == [4, 3, 1, 2]
        shown = [line for line in reader.lines() if "\u25be2" in line or "\u2514" in line]
        assert any("\u25be2" in line for line in shown)
        await reader.press("j", "x")
        assert flags(desk) == {1: "x", 2: "", 3: "", 4: ""}
        await reader.press("k", "k", "E")
        assert list(listing.ids) == [4, 3, 2]
        assert reader.cursor == 1
        assert listing.is_unread(1)
        await reader.press("x")
        assert flags(desk)[3] == "x"
        assert not listing.is_unread(1)


async def test_opening_a_folded_story_reads_all_of_it(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "j", "enter")
        assert flags(desk) == {1: "r", 2: "", 3: "r", 4: ""}
        assert not reader.panels.headlines.listing.is_unread(1)


IDS = tuple(range(12))


@given(
    groups=st.lists(st.sampled_from(IDS), unique=True, max_size=9),
    size=st.integers(2, 3),
    acts=st.lists(st.tuples(st.sampled_from(("fold", "unfold", "read")), st.integers(0, 11)), max_size=20),
)
def test_rows_fold_and_unfold_without_losing_an_article(
    groups: list[int], size: int, acts: list[tuple[str, int]]
) -> None:
    parts = [tuple(sorted(groups[at : at + size])) for at in range(0, len(groups) - size + 1, size)]
    hidden = {story for part in parts for story in part[1:]}
    rows = array("q", (story for story in IDS if story not in hidden))
    listing = Listing("", "", "", rows, IDS, lambda ids: (), groups={part[0]: part for part in parts})
    unread = set(IDS)
    for act, number in acts:
        row = number % len(listing)
        if act == "read":
            targets = listing.targets(listing.ids[row])
            unread -= set(targets)
            listing.mark_unread(unread)
        elif act == "unfold":
            listing.unfold(row)
        else:
            listing.fold(row)
        assert sorted(listing.everything()) == list(IDS)
        for at, story in enumerate(listing.ids):
            assert listing.is_unread(at) == bool(unread & set(listing.targets(story)))
    for row in range(len(IDS)):
        if row < len(listing):
            listing.fold(row)
    assert list(listing.ids) == list(rows)


def test_arrivals_of_one_event_come_in_as_one_row() -> None:
    shown = Listing("a", "", "", array("q", [5, 3]), [5], lambda ids: (), groups={5: (5, 4)})
    now = Listing("a", "", "", array("q", [9, 8, 5, 3]), [9, 8, 7], lambda ids: (), groups={9: (9, 7), 5: (5, 4)})
    assert shown.wait_for(now) == 2
    assert shown.bring_in() == 2
    assert list(shown.ids) == [9, 8, 5, 3]
    assert shown.targets(9) == (9, 7)
    shown.mark_unread([7])
    assert [shown.is_unread(row) for row in range(4)] == [True, False, False, False]
