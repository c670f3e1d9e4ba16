"""Verbs bind to ids, move on, and can all be taken back."""

from __future__ import annotations

import pytest

from tests.app.conftest import reading_on
from tui import text
from tui.app.pictures import pressed
from tui.app.verbs import VERBS
from tui.newsroom import Desk, reading


@pytest.mark.parametrize(("key", "flag"), [("x", "d"), ("s", "s"), ("t", "l"), ("m", "r")])
async def test_a_verb_acts_and_moves_on_and_u_takes_it_back(desk: Desk, key: str, flag: str) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g")
        story = reader.panels.headlines.listing.ids[0]
        before = reader.flags(0)
        await reader.press(key)
        assert flag in reader.flags(0)
        assert reader.cursor == 1
        assert reader.panels.headlines.listing.ids[0] == story, "what was acted on keeps its place"
        assert reader.toast.startswith("1 ")
        assert "u undoes" in reader.toast
        await reader.press("u")
        assert reader.flags(0) == before
        assert reader.cursor == 0
        await reader.press("ctrl+r")
        assert flag in reader.flags(0)


async def test_a_count_acts_on_as_many(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "3", "x")
        assert [reader.flags(row) for row in range(4)] == ["d", "d", "d", ""]
        assert reader.cursor == 3
        assert reader.toast.startswith("4 dismissed"), "one of the three stands for two sources"
        await reader.press("u")
        assert [reader.flags(row) for row in range(3)] == ["", "", ""]


async def test_a_selection_acts_on_all_of_it(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "j", "v", "j", "j")
        assert "3 selected" in "".join(reader.lines())
        await reader.press("s")
        assert [reader.flags(row) for row in range(5)] == ["", "s", "s", "s", ""]
        assert not reader.panels.headlines.selection
        assert reader.toast.startswith("4 starred"), "one of the three stands for two sources"
        await reader.press("u")
        assert [reader.flags(row) for row in range(5)] == [""] * 5
        await reader.press("g", "g", "5", "v", "escape", "x")
        assert [reader.flags(row) for row in range(6)] == ["", "", "", "", "d", ""], "Esc lets go"


async def test_this_and_all_above_can_be_selected_for_any_verb(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "j", "j", "v", "a", "x")
        assert [reader.flags(row) for row in range(4)] == ["d", "d", "d", ""]
        await reader.press("v", "A", "t")
        everything = len(reader.panels.headlines.listing)
        assert all("l" in reader.flags(row) for row in range(everything))
        await reader.press("u", "u")
        assert not any(reader.flags(row) for row in range(everything))


async def test_shift_and_the_mouse_select(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "shift+down", "shift+down", "shift+up")
        headlines = reader.panels.headlines
        ids = headlines.listing.ids.tolist()
        assert headlines.selected() == ids[:2]
        assert headlines.selected_count() == 2
        await reader.press("v")
        assert headlines.selected() == []
        await reader.pilot.mouse_down(headlines, offset=(20, 2))
        await reader.pilot.hover(headlines, offset=(20, 3))
        await reader.pilot.click(headlines, offset=(20, 4), control=True)
        await reader.settle()
        assert headlines.selected() == [ids[4]]
        assert reader.focus == "headlines", "a selecting click opens nothing"
        await reader.pilot.click(headlines, offset=(20, 6), control=True)
        await reader.pilot.click(headlines, offset=(20, 4), control=True)
        await reader.settle()
        assert headlines.selected() == [ids[6]]
        assert headlines.selected_count() == 1
        await reader.press("x")
        assert [row for row in range(10) if "d" in reader.flags(row)] == [6]
        await reader.pilot.click(headlines, offset=(20, 8), shift=True)
        await reader.settle()
        assert headlines.selected() == ids[headlines.listing.row_of(ids[7]) or 0 : 9]


async def test_what_comes_in_above_stays_out_of_a_selection(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "v", "j")
        headlines = reader.panels.headlines
        chosen = headlines.selected()
        headlines.listing.waiting.append(max(headlines.listing.ids) + 1)
        headlines.brought_in(headlines.listing.bring_in())
        assert headlines.selected() == chosen


async def test_repeat_takes_a_count_and_the_size_of_a_selection(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "2", "s", ".")
        assert [reader.flags(row) for row in range(5)] == ["s", "s", "s", "s", ""]
        await reader.press("3", ".")
        assert [reader.flags(row) for row in range(4, 8)] == ["s", "s", "s", ""]
        await reader.press("u", "u", "u", "g", "g", "v", "j", "t", ".")
        assert [reader.flags(row) for row in range(5)] == ["l", "l", "l", "l", ""]


async def test_the_palette_and_the_command_line_act_on_a_selection(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "v", "j", "ctrl+p")
        await reader.type("dismiss")
        await reader.press("enter")
        assert [reader.flags(row) for row in range(3)] == ["d", "d", ""]
        await reader.press("v", "j", ":")
        await reader.type("later")
        await reader.press("enter")
        assert [reader.flags(row) for row in range(2, 5)] == ["l", "l", ""]


async def test_verbs_without_a_key_are_in_the_palette(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "x", "k", "k")
        for words, flags in (("bring back", ""), ("mark read", "r"), ("mark unread", "")):
            await reader.press("g", "g", "ctrl+p")
            await reader.type(words)
            await reader.press("enter")
            assert reader.flags(0) == flags, words


async def test_read_above_and_all(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "j", "j", "a")
        assert [reader.flags(row) for row in range(4)] == ["r", "r", "r", ""]
        await reader.press("A")
        assert reading.total_unread(desk) == 0
        assert reader.panels.headlines.listing.unread_count() == 0
        assert " 0 unread" in reader.lines()[0]
        await reader.press("u", "u")
        assert reading.total_unread(desk) == len(reading.ids(desk, "unread")) > 0


async def test_repeat_does_the_last_verb_here(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g")
        await reader.press(".")
        assert reader.toast == "nothing to repeat"
        await reader.press("s", ".")
        assert [reader.flags(row) for row in range(3)] == ["s", "s", ""]


async def test_next_unread_skips_what_is_read_and_goes_round(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "2", "m", "g", "g", "n")
        assert reader.cursor == 2
        await reader.press("N")
        assert reader.cursor == len(reader.panels.headlines.listing) - 1
        await reader.press("n")
        assert reader.cursor == 2


async def test_undo_reaches_over_a_restart(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "x")
        story = reader.panels.headlines.listing.ids[0]
    async with reading_on(desk) as reader:
        await reader.press("g", "a")
        assert story not in reader.panels.headlines.listing.ids
        await reader.press("u")
        assert not reading.headlines(desk, [story])[0].dismissed


async def test_history_tells_and_undoes_any_line(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "x", "3", "s", "t", "U")
        title = reading.headlines(desk, [reader.panels.headlines.listing.ids[0]])[0].title
        told = [line for line in reader.lines() if "dismiss: " in line]
        assert len(told) == 1
        line = text.lay_out(title, 1000)[0]
        assert (line.text[-15:] if line.base else line.text[:15]) in told[0]
        await reader.press("j", "j", "enter")
        assert reader.flags(0) == "", "the first of three changes is back"
        assert [reader.flags(row) for row in range(1, 5)] == ["s", "s", "s", "l"]
        assert any("undone" in line and "dismiss: " in line for line in reader.lines()), "the sheet stays"
        await reader.press("enter")
        assert reader.flags(0) == "d", "and done again"
        await reader.press("k", "enter", "escape")
        assert [reader.flags(row) for row in range(5)] == ["d", "", "", "", "l"]
        await reader.press("u")
        assert [reader.flags(row) for row in range(5)] == ["d", "", "", "", ""]


async def test_undo_passes_over_what_was_only_opened(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "x", "enter", "h", "u")
        assert reader.flags(0) == ""
        assert reader.flags(1) == "r", "what was read stays read"
        await reader.press("u")
        assert reader.flags(1) == "", "until nothing else is left"


async def test_verbs_in_an_article_act_on_that_story_and_open_the_next(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "enter")
        first = reader.panels.article.story
        await reader.press("x")
        second = reader.panels.article.story
        assert first is not None
        assert second is not None
        assert first.headline.id != second.headline.id
        assert reading.headlines(desk, [first.headline.id])[0].dismissed
        assert not reading.headlines(desk, [second.headline.id])[0].dismissed


@pytest.mark.parametrize("size", [(160, 45), (50, 14)])
async def test_every_key_of_the_registry_is_owned_and_harmless(desk: Desk, size: tuple[int, int]) -> None:
    opened: list[str] = []
    async with reading_on(desk, size, opener=opened.append) as reader:
        for verb in VERBS:
            if verb.name in ("quit", "suspend"):
                continue
            owners = (*reader.looks.widgets.values(), *reader.reader.hands)
            assert any(hasattr(owner, f"do_{verb.name}") for owner in owners), verb.name
            for place in ("headlines", "article", "companies"):
                reader.looks.focus(place)
                for key in verb.keys:
                    for part in key.split(" "):
                        reader.app.post_message(pressed(part))
                        await reader.pilot.pause(0)
                        await reader.pilot.pause(0)
                await reader.settle()
                if len(reader.app.screen_stack) > 1:
                    await reader.press("escape")
                if reader.panels.field.display:
                    await reader.press("escape")
            await reader.settle()
            assert len(reader.app.screen_stack) == 1, verb.name
        assert reader.lines()


async def test_quit_leaves(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("Q")
        assert reader.app.return_code == 0
