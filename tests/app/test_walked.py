"""Keys of the table that were walked by hand, each where it did not do what one expects."""

from __future__ import annotations

from tests.app.conftest import reading_on
from tui.newsroom import Desk, reading


async def test_companies_and_people_of_the_story_under_the_cursor_without_opening_it(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        await reader.press("g", "a", "g", "g")
        before = reading.total_unread(desk)
        await reader.press("c")
        story = reader.panels.article.story
        assert story is not None
        assert story.headline.id == reader.panels.headlines.listing.ids[0]
        assert reader.focus == "companies"
        assert reader.panels.companies.item_count() > 0
        assert any("Meta" in line for line in reader.lines())
        await reader.press("h", "h", "j", "p")
        assert reader.focus == "people"
        story = reader.panels.article.story
        assert story is not None
        assert story.headline.id == reader.panels.headlines.listing.ids[1]
        assert reading.total_unread(desk) == before, "looked at, not read"


async def test_without_a_story_the_keys_of_names_say_what_to_do(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        await reader.press("g", "a")
        for key in ("*", "#", "+", "-", "D"):
            await reader.press("g", "l", key)
            assert reader.toast == "open a story first", key


async def test_columns_that_have_no_room_are_said_so_and_not_folded_unseen(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        await reader.press("w")
        assert reader.toast == "no room for other columns here"
        assert reader.looks.shown.feeds
        assert reader.looks.shown.companies
        await reader.resize(160, 45)
        whole = set(reader.looks.plan.boxes)
        await reader.press("w")
        assert set(reader.looks.plan.boxes) == whole - {"feeds"}
        await reader.press("w", "w", "w")
        assert set(reader.looks.plan.boxes) == whole


async def test_out_of_zen_one_is_where_one_was(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        await reader.press("g", "a", "c", "h", "h", "z")
        assert reader.focus == "article"
        assert set(reader.looks.plan.boxes) == {"article"}
        await reader.press("z")
        assert reader.focus == "headlines"
        await reader.press("enter", "z", "z")
        assert reader.focus == "article"


async def test_bringing_in_says_so_where_nothing_waits(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "n")
        assert reader.toast == "nothing new"


async def test_a_name_in_another_script_keeps_the_sentence_in_order(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        stories = reading.headlines(desk, reading.ids(desk))
        hebrew = next(one for one in stories if one.language == "he")
        reader.reader.stories.open_story(hebrew, focus=True)
        await reader.settle()
        await reader.press("c", "+")
        said = reader.panels.toast.words
        assert said.startswith("\u2068"), "the name is isolated"
        assert reader.toast.endswith(" is followed: a view of its own")
        line = next(line for line in reader.lines() if " is followed" in line)
        last = line.split(" is followed")[0].rstrip()[-1]
        assert "\u05d0" <= last <= "\u05ea", "it stands before the verb, at its left"
