"""Opening, moving, coming back, panels, and the walk from mention to mention."""

from __future__ import annotations

from dataclasses import replace

from tests.app.conftest import reading_on
from tui.app.messages import StoryLoaded
from tui.model import TITLE_BLOCK, Recognition
from tui.newsroom import Desk, reading


async def test_it_opens_on_a_list_with_unread_counts(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        assert len(reader.panels.headlines.listing) > 0
        assert reader.focus == "headlines"
        assert reader.panels.feeds.shelves
        assert f"{reading.total_unread(desk)} unread" in reader.lines()[0]


async def test_enter_opens_and_marks_read_and_h_comes_back(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        before = reading.total_unread(desk)
        await reader.press("j", "enter")
        story = reader.panels.article.story
        assert story is not None
        assert story.headline.id == reader.panels.headlines.listing.ids[1]
        assert reader.focus == "article"
        assert reading.story(desk, story.headline.id).headline.read
        told = reader.panels.headlines.listing.targets(story.headline.id)
        assert reading.total_unread(desk) == before - len(told)
        assert "r" in reader.flags(1)
        await reader.press("h")
        assert reader.focus == "headlines"
        await reader.press("h")
        assert reader.focus == "feeds"


async def test_the_cursor_moves_as_in_other_readers(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a")
        last = len(reader.panels.headlines.listing) - 1
        await reader.press("G")
        assert reader.cursor == last
        await reader.press("g", "g")
        assert reader.cursor == 0
        await reader.press("3", "j")
        assert reader.cursor == 3
        await reader.press("2", "k")
        assert reader.cursor == 1


async def test_space_reads_on_to_the_next_unread_story(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        await reader.press("space")
        first = reader.panels.article.story
        assert first is not None
        for _ in range(60):
            await reader.press("space")
            story = reader.panels.article.story
            assert story is not None
            if story.headline.id != first.headline.id:
                break
        assert story is not None
        assert story.headline.id != first.headline.id
        assert reading.story(desk, first.headline.id).headline.read


async def test_a_preview_marks_nothing_read(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        before = reading.total_unread(desk)
        await reader.press("g", "a", "g", "g", "j", "j")
        story = reader.panels.article.story
        assert story is not None
        assert story.headline.id == reader.panels.headlines.listing.ids[2]
        assert reading.total_unread(desk) == before


async def test_the_position_survives_resizing_and_a_restart(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        await reader.press("enter", *["j"] * 14)
        story = reader.panels.article.story
        assert story is not None
        left = reader.panels.article.position
        assert left[0] > TITLE_BLOCK
        await reader.resize(120, 40)
        wide = reader.panels.article.position
        await reader.resize(80, 24)
        back = reader.panels.article.position
        # The same line is the first again; on the way it may only have been the start of a longer line.
        assert wide[0] == back[0] == left[0]
        assert back[1] <= left[1]
    kept = reading.story(desk, story.headline.id).position
    assert kept == back
    async with reading_on(desk, (80, 24)) as reader:
        assert "r" in reader.flags(reader.panels.headlines.listing.row_of(story.headline.id) or 0)
        await reader.press("g", "a")
        reader.reader.stories.open_row(reader.panels.headlines.listing.row_of(story.headline.id) or 0)
        await reader.settle()
        assert reader.panels.article.position == kept


async def test_panels_show_companies_and_people(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        row = _with_both(reader.panels.headlines.listing.ids.tolist(), desk)
        await reader.press("g", "g", *["j"] * row, "enter")
        companies, people = reader.panels.companies, reader.panels.people
        assert companies.cards
        assert people.cards
        await reader.press("c")
        assert reader.focus == "companies"
        await reader.press("p")
        assert reader.focus == "people"
        await reader.press("p")
        assert reader.focus == "article"
        assert "people" not in reader.looks.plan.boxes
        await reader.press("p")
        assert reader.focus == "people"


async def test_a_card_unfolds_to_its_sentences(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        row = _with_both(reader.panels.headlines.listing.ids.tolist(), desk)
        await reader.press("g", "g", *["j"] * row, "enter", "c")
        folded = reader.panels.companies.line_count()
        await reader.press("enter")
        assert reader.panels.companies.line_count() > folded
        await reader.press("escape")
        assert reader.panels.companies.line_count() == folded
        assert reader.focus == "companies"
        await reader.press("escape")
        assert reader.focus == "article"


async def test_the_walk_goes_through_every_mention_and_round(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        row = _with_both(reader.panels.headlines.listing.ids.tolist(), desk)
        await reader.press("g", "g", *["j"] * row, "enter", "c")
        card = reader.panels.companies.current
        assert card is not None
        story = reader.panels.article.story
        assert story is not None
        total = sum(1 for mention in story.recognition.mentions if mention.entity == card.id)
        for step in range(1, total + 1):
            await reader.press("*")
            assert f"{step} of {total}" in reader.toast
            assert reader.panels.article.current_entity == card.id
        await reader.press("*")
        assert f"1 of {total}" in reader.toast
        await reader.press("#")
        assert f"{total} of {total}" in reader.toast


async def test_no_card_says_so(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        story = reading.story(desk, reader.panels.headlines.listing.ids[0])
        bare = replace(story, recognition=Recognition(story.recognition.language))
        reader.reader.post_message(StoryLoaded(bare, focus=True))
        await reader.settle()
        shown = "\n".join(reader.lines())
        assert "no companies named here" in shown
        assert "no people named here" in shown
        await reader.press("*")
        assert reader.toast == "not named in this story"


async def test_views(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "g", "s", "g", "s")
        assert len(reader.panels.headlines.listing) == 1
        await reader.press("g", "l")
        assert len(reader.panels.headlines.listing) == 0
        assert any("nothing kept for later" in line for line in reader.lines())
        await reader.press("g", "a")
        assert sorted(reader.panels.headlines.listing.everything()) == sorted(reading.ids(desk))
        await reader.press("g", "f")
        assert reader.focus == "feeds"
        await reader.press("G", "enter")
        assert reader.panels.headlines.listing.key == reader.panels.feeds.shelves[-1].key


async def test_next_shelf_with_unread(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        before = reader.panels.headlines.listing.key
        await reader.press("]")
        after = reader.panels.headlines.listing.key
        assert after != before
        assert reader.panels.headlines.listing.unread_count() > 0
        await reader.press("[")
        assert reader.panels.headlines.listing.key == before


async def test_hide_what_is_read(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "m")
        everything = len(reader.panels.headlines.listing)
        await reader.press("L")
        assert len(reader.panels.headlines.listing) < everything
        await reader.press("L")
        assert len(reader.panels.headlines.listing) == everything


def _with_both(ids: list[int], desk: Desk) -> int:
    """The row of a story that names companies, with sentences, and people."""
    for row, story in enumerate(ids):
        entities = reading.story(desk, story).recognition.entities
        companies = [entity for entity in entities if entity.kind == "company" and not entity.badge]
        people = [entity for entity in entities if entity.kind == "person" and not entity.badge]
        if companies and companies[0].sentences and people:
            return row
    raise AssertionError("no demo story names both")
