"""Typing, moving and selecting in text of both directions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.app.conftest import reading_on
from tui.app.draft import Draft, cell_after, stepped, stepped_word, stops
from tui.newsroom import Desk

BAB = "\u0628\u0627\u0628"
LAM_ALEF = "\u0644\u0627"
MARKED = "\u0628\u0651\u064e"


@pytest.mark.parametrize(
    ("value", "default", "expected"),
    [
        ("", 0, [0]),
        ("ab", 0, [0, 1, 2]),
        (BAB, 0, [3, 2, 1, 0]),
        (f"{BAB} ab", 0, [6, 4, 5, 3, 2, 1, 0]),  # ab stands at the left, and reads left to right
        (f"ab {BAB}", 0, [0, 1, 2, 5, 4, 3, 6]),
        (f"{BAB} 12.", 0, [7, 6, 4, 5, 3, 2, 1, 0]),
        (f"a{LAM_ALEF}", 0, [0, 1, 3]),  # lam and alef are one cell
        (f"{MARKED}{MARKED}", 0, [6, 3, 0]),
        ("ab  ", 0, [0, 1, 2, 3, 4]),
        (f"{BAB} ", 0, [4, 3, 2, 1, 0]),
        ("12", 1, [2, 0, 1]),
    ],
)
def test_the_caret_passes_every_cell_from_left_to_right(value: str, default: int, expected: list[int]) -> None:
    assert stops(value, default) == expected


def test_an_arrow_goes_where_it_points_in_mixed_text() -> None:
    value = f"{BAB} ab"
    draft = Draft(value, 6, 6)
    seen = []
    for _ in range(6):
        draft = draft.to(stepped(draft, 1, 0))
        seen.append(draft.caret)
    assert seen == [4, 5, 3, 2, 1, 0]
    assert stepped(draft, 1, 0) == 0
    assert stepped(Draft(value, 4, 4), -1, 0) == 6
    assert stepped_word(Draft("one two three"), 1, 0) == 4
    assert stepped_word(Draft("one two three", 13, 13), -1, 0) == 8


def test_a_caret_between_a_letter_and_its_mark_finds_its_way() -> None:
    assert stepped(Draft(MARKED + "a", 1, 1), -1, 0) == 3
    assert cell_after(Draft(MARKED + "a"), 0) == len(MARKED)


@given(st.text(st.sampled_from("ab 1.(" + BAB + LAM_ALEF + "\u064e\u05d0"), max_size=20), st.sampled_from([0, 1]))
def test_every_stop_is_reached_once(value: str, default: int) -> None:
    places = stops(value, default)
    assert len(set(places)) == len(places)
    assert {0, len(value)} <= {*places, 0}
    assert all(0 <= place <= len(value) for place in places)


def test_what_is_selected_is_replaced_and_erased() -> None:
    draft = Draft("one two", 7, 7).to(4, select=True)
    assert draft.selected == (4, 7)
    assert draft.insert("x") == Draft("one x", 5, 5)
    assert draft.erase(0) == Draft("one ", 4, 4)
    assert draft.to(0).selected == (0, 0)


async def test_shift_selects_and_the_mouse_puts_the_caret(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("/")
        await reader.type(f"{BAB} ab")
        field = reader.panels.field
        await reader.press("shift+right", "shift+right")
        assert field.selection == "b"  # from the end, over a, to b: the range up to the caret
        await reader.press("end", "shift+home")
        assert field.selection == f"{BAB} ab"
        await reader.press("x")
        assert field.value == "x"
        await reader.press("ctrl+u")
        await reader.type("abc")
        under_b = (reader.lines()[-1].index("abc") + 1, 0)
        await reader.pilot.mouse_down(field, offset=under_b)
        await reader.pilot.mouse_up(field, offset=under_b)
        await reader.settle()
        assert field.caret == 1
