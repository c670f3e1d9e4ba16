"""Where the panels stand."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.app.geometry import ARTICLE, COMPANIES, FEEDS, HEADLINES, PANELS, PEOPLE, Shown, plan


def test_three_columns_on_a_wide_terminal() -> None:
    boxes = plan(160, 45, Shown(article=True)).boxes
    assert set(boxes) == set(PANELS)
    assert boxes[FEEDS].right == boxes[HEADLINES].left
    assert boxes[HEADLINES].bottom == boxes[ARTICLE].top
    assert boxes[COMPANIES].bottom == boxes[PEOPLE].top


@pytest.mark.parametrize(
    ("focus", "expected"),
    [
        (HEADLINES, {HEADLINES}),
        (FEEDS, {FEEDS, HEADLINES}),
        (ARTICLE, {ARTICLE}),
        (COMPANIES, {ARTICLE, COMPANIES, PEOPLE}),
    ],
)
def test_a_narrow_terminal_shows_what_is_used(focus: str, expected: set[str]) -> None:
    assert set(plan(80, 24, Shown(focus=focus, article=True)).boxes) == expected


def test_the_panels_stand_beside_the_story_at_100_columns() -> None:
    assert set(plan(100, 30, Shown(focus=ARTICLE, article=True)).boxes) == {ARTICLE, COMPANIES, PEOPLE}


def test_zen_is_the_story_alone() -> None:
    assert set(plan(160, 45, Shown(focus=ARTICLE, article=True, zen=True)).boxes) == {ARTICLE}


def test_mirrored_is_the_mirror_image() -> None:
    left, right = plan(160, 45, Shown(article=True)), plan(160, 45, Shown(article=True, mirrored=True))
    for name, box in left.boxes.items():
        other = right.boxes[name]
        assert (other.left, other.right) == (159 - box.right, 159 - box.left)


@given(
    st.integers(20, 250),
    st.integers(8, 80),
    st.sampled_from(PANELS),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
)
def test_borders_are_straight_at_every_size(
    width: int, height: int, focus: str, article: bool, zen: bool, feeds: bool, aside: bool
) -> None:
    shown = Shown(focus=focus, article=article, zen=zen, feeds=feeds, companies=aside, people=aside)
    drawn = plan(width, height, shown)
    border = drawn.border()
    assert len(border) == height
    assert {len(line) for line in border} == {width}
    # Every box is closed, and no two boxes share an inner cell.
    owned: set[tuple[int, int]] = set()
    for box in drawn.boxes.values():
        assert box.right < width
        assert box.bottom < height
        for y in range(box.top, box.bottom + 1):
            assert border[y][box.left] != " "
            assert border[y][box.right] != " "
        x, y, w, h = box.inside
        inner = set(product(range(x, x + w), range(y, y + h)))
        assert not owned & inner
        owned |= inner
        assert all(border[line][column] == " " for column, line in inner)
