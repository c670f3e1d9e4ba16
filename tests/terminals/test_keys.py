"""What `make terminals` presses, and what it makes of it; the terminals themselves are not run here."""

from __future__ import annotations

import pytest

from tests.terminals.keys import Pressed, section
from tests.terminals.press import LAYOUTS, strokes
from tests.terminals.run import with_keys
from tui.app.keyboard import LAYOUTS as DESCRIBED
from tui.app.verbs import VERBS


@pytest.mark.parametrize(
    ("key", "pressed"),
    [
        ("j", ["44"]), ("N", ["shift+57"]), ("*", ["shift+17"]), ("?", ["shift+61"]), ("g g", ["42", "42"]),
        ("ctrl+d", ["ctrl+40"]), ("escape", ["Escape"]), ("space", ["65"]), ("|", ["shift+51"]), ("'", ["48"]),
    ],
)  # fmt: skip
def test_a_key_is_pressed_by_its_place(key: str, pressed: list[str]) -> None:
    assert strokes(key) == ["key", "--delay", "30", *pressed]


def test_shift_is_held_before_an_arrow() -> None:
    assert strokes("shift+down") == ["keydown", "shift", "sleep", "0.05", "key", "116", "keyup", "shift"]


def test_every_key_of_the_table_has_a_place_and_every_layout_is_tried() -> None:
    assert all(strokes(key) for verb in VERBS for key in verb.keys)
    assert set(LAYOUTS) == {"us", *DESCRIBED}


def test_only_what_cannot_be_told_apart_is_excused() -> None:
    right: dict[str, list[str]] = {layout: [] for layout in LAYOUTS}
    assert Pressed("a", right).good
    assert Pressed("a", {**right, "serbian": ["z: find, not zen"]}).good
    assert not Pressed("a", {**right, "arabic": ["z: find, not zen"]}).good
    assert not Pressed("a", {"us": []}).good, "the others were not tried"


def test_the_part_about_keys_is_put_in_the_place_of_the_one_before() -> None:
    found = [Pressed("xterm", {"us": [], "arabic": ["x: nothing, not dismiss"]})]
    once = with_keys("# Terminals\n\nWhat each profile sends is there.\n", section(found))
    assert "| xterm | 0 | 1 | ? |" in once
    assert with_keys(once, section(found)) == once
