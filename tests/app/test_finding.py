"""Search, narrowing, the palette, help, and the field they type into."""

from __future__ import annotations

import pytest

from tests.app.conftest import reading_on
from tui import text
from tui.app.found import narrow
from tui.app.opening import load
from tui.app.panels.field import Field
from tui.app.pictures import pressed
from tui.app.screens.sheets import help_lines, matching
from tui.app.verbs import VERBS
from tui.app.words import Words
from tui.config import View
from tui.newsroom import Desk, reading

WORD = "\u0643\u062a\u0627\u0628"


async def test_search_finds_as_you_type_and_esc_goes_back(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "j")
        before = reader.panels.headlines.listing
        await reader.press("/")
        assert reader.looks.plan
        await reader.type("Meta")
        found = reader.panels.headlines.listing
        assert found.key == "search"
        assert list(found.ids) == [hit.headline.id for hit in reading.search(desk, "Meta")]
        await reader.press("escape")
        assert reader.panels.headlines.listing is before
        assert not reader.panels.field.display
        assert reader.focus == "headlines"


async def test_enter_stays_with_what_was_found_and_h_goes_back(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        before = reader.panels.headlines.listing.key
        await reader.press("/")
        await reader.type("Meta")
        await reader.press("enter")
        assert reader.focus == "headlines"
        assert reader.panels.headlines.listing.key == "search"
        await reader.press("x", "u", "h")
        assert reader.panels.headlines.listing.key == before


async def test_keys_are_letters_in_the_field(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        before = reading.total_unread(desk)
        await reader.press("/")
        await reader.type("xAQ?")
        assert reader.panels.field.value == "xAQ?"
        assert reading.total_unread(desk) == before
        assert reader.app.is_running


async def test_narrowing_keeps_what_matches(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g")
        title = reading.headlines(desk, list(reader.panels.headlines.listing.ids)[2:3])[0].title
        whole = len(reader.panels.headlines.listing)
        await reader.press("f")
        await reader.type(title.split()[0])
        narrowed = reader.panels.headlines.listing
        assert 0 < len(narrowed) <= whole
        wanted = text.fold(title.split()[0])
        for headline in reading.headlines(desk, list(narrowed.ids)):
            assert wanted in text.fold(f"{headline.title} {headline.feed_title}")
        await reader.press("escape")
        assert len(reader.panels.headlines.listing) == whole


async def test_a_narrowed_list_is_kept_with_its_narrowing(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "f")
        await reader.type("harb")
        narrowed = reader.panels.headlines.listing
        assert narrowed.title == "All \u00b7 harb"
        ids = sorted(narrowed.ids)
        assert ids
        await reader.press("enter", "g", "v", "enter")
        assert reader.toast == "View \u201cAll \u00b7 harb\u201d is kept, u undoes"
        assert desk.config.views[-1] == View("All \u00b7 harb", '(title:"*harb*" OR feed:"harb")')
        assert sorted(reading.ids(desk, desk.config.views[-1].query)) == ids
        await reader.press("g", "t", "f")
        await reader.type("the 35")
        await reader.press("enter", "g", "v", "enter")
        assert desk.config.views[-1].query.startswith('(since:today) (title:"*the*" OR feed:"the") (title:"*35*"')
        await reader.press("u", "u")
        assert not [view for view in desk.config.views if "\u00b7" in view.title]


@pytest.mark.parametrize("words", ["harb", '"quoted', "#3 -x", f"{WORD[:3]}", "\u00ab 3.5%", "OR (and"])
def test_a_narrowing_as_a_query_finds_what_it_left(desk: Desk, words: str) -> None:
    everything = load(desk, "all", "All", "")
    left = narrow(desk, everything, words)
    found = reading.ids(desk, left.query)
    assert set(left.ids) <= set(found)


async def test_a_value_that_is_not_complete_finds_those_that_begin_so(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "/")
        before = list(reader.panels.headlines.listing.ids)
        await reader.type("company:")
        assert list(reader.panels.headlines.listing.ids) == before, "nothing to look for yet: the list stays"
        await reader.type("m")
        begun = set(reader.panels.headlines.listing.ids)
        assert begun >= set(reading.ids(desk, "company:Meta")) | set(reading.ids(desk, "company:Microsoft"))
        await reader.type("eta")
        assert list(reader.panels.headlines.listing.ids) == list(reading.ids(desk, "company:Meta"))


@pytest.mark.parametrize(("key", "typed"), [("f", "harb"), ("/", "harbour")])
async def test_a_view_that_comes_late_takes_no_letters_from_the_field(desk: Desk, key: str, typed: str) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "t")
        for pressed_key in ("g", "a", key, *typed):
            reader.app.post_message(pressed(pressed_key))
        await reader.settle()
        assert reader.panels.field.value == typed
        found = reader.panels.headlines.listing
        assert found.partial
        assert len(found) > 0
        await reader.press("escape")
        assert reader.panels.headlines.listing.key == "all"
        assert reader.focus == "headlines"


async def test_a_view_that_cannot_be_read_leaves_the_field_at_work(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        reader.reader.shelves.open_query("nosuch:x")
        await reader.settle()
        await reader.press("/")
        await reader.type("meta")
        assert reader.panels.headlines.listing.key == "search"


async def test_a_search_without_result_says_so(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("/")
        await reader.type("qqqzzz")
        assert any("nothing found for qqqzzz" in line for line in reader.lines())


async def test_the_palette_finds_and_does(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g", "ctrl+p")
        await reader.type("dismiss")
        await reader.press("enter")
        assert len(reader.app.screen_stack) == 1
        assert "d" in reader.flags(0)


async def test_help_lists_every_action_and_does_it(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("?")
        assert any("move down" in line for line in reader.lines())
        await reader.press("G", "escape")
        assert len(reader.app.screen_stack) == 1


def test_help_and_palette_derive_from_the_registry() -> None:
    for language in ("en", "ar"):
        words = Words(language)
        names = [line.name for line in help_lines(VERBS, words) if line.name]
        assert sorted(names) == sorted(verb.name for verb in VERBS)
        assert {line.name for line in matching("", VERBS, words)} == set(names)
    english = Words("en")
    assert matching("star", VERBS, english)[0].name == "star"
    assert matching("gtdy", VERBS, english)[0].name == "go_today"
    assert matching("zzzz", VERBS, english) == []
    assert matching("\u0627\u0644\u0628\u062d\u062b", VERBS, Words("ar"))[0].name == "search"


async def test_the_caret_moves_where_the_arrow_points(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("/")
        await reader.type(WORD)
        field = reader.panels.field
        assert (field.value, field.caret) == (WORD, 4)
        await reader.press("right")
        assert field.caret == 3, "right is back towards the start in a right-to-left line"
        await reader.press("backspace")
        assert field.value == WORD[:2] + WORD[3:]
        await reader.press("home", "delete")
        assert field.value == WORD[1:2] + WORD[3:]
        await reader.press("end")
        assert field.caret == 2
        await reader.press("ctrl+u")
        assert field.value == ""
        await reader.type("one two")
        await reader.press("left", "left", "left", "left")
        await reader.type("!")
        assert field.value == "one! two"
        await reader.press("end", "ctrl+w")
        assert field.value == "one! "


async def test_the_field_shows_shaped_text_and_cleans_what_is_pasted(desk: Desk) -> None:
    async with reading_on(desk, (60, 20)) as reader:
        await reader.press("/")
        field = reader.panels.field
        field.insert(f"{WORD}\x1b[31m\u202e\nnext")
        await reader.settle()
        assert field.value == f"{WORD}{text.sanitise(chr(27) + '[31m')} next"
        assert text.fit(WORD, 10).text in reader.lines()[-1]
        field.insert(" long" * 40)
        await reader.settle()
        assert text.width(reader.lines()[-1]) == 60
        assert "long" in reader.lines()[-1]


def test_a_field_begins_anew() -> None:
    field = Field("search")
    assert (field.value, field.caret) == ("", 0)


async def test_tab_completes_fields_and_values_while_one_types(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("/")
        await reader.type("compa")
        assert "Tab: company:" in reader.lines()[0]
        await reader.press("tab")
        assert reader.panels.field.value == "company:"
        await reader.type("met")
        assert "Tab: Meta" in reader.lines()[0]
        await reader.press("tab")
        assert reader.panels.field.value == "company:Meta "
        assert list(reader.panels.headlines.listing.ids) == list(reading.ids(desk, "company:Meta"))
        await reader.type("is:s")
        await reader.press("tab")
        first = reader.panels.field.value
        await reader.press("tab")
        assert {first, reader.panels.field.value} == {"company:Meta is:starred ", "company:Meta is:story "}
        await reader.press("escape")
        assert "Tab:" not in reader.lines()[0]
