"""Every verb is taken back exactly, restart or not."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.newsroom.stories import NEWS, NOON, article, desk_in, put
from tui.newsroom import Desk, open_desk, reading, triage
from tui.newsroom.triage import VERBS

NUMBERS = tuple(range(1, 6))
STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(VERBS)), st.lists(st.sampled_from(NUMBERS), max_size=4)),
        st.just(("undo", [])),
        st.just(("redo", [])),
    ),
    max_size=25,
)
Flags = tuple[tuple[bool, bool, bool, bool], ...]


def flags(desk: Desk) -> Flags:
    return tuple((h.read, h.starred, h.later, h.dismissed) for h in reading.headlines(desk, NUMBERS))


@settings(max_examples=60, deadline=None)
@given(steps=STEPS)
def test_any_sequence_of_verbs_undoes_and_redoes_exactly(steps: list[tuple[str, list[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, desk_in(Path(folder)) as desk:
        put(desk, NEWS, [article(f"Story {number}", "Text.") for number in NUMBERS])
        past, future = [flags(desk)], list[Flags]()
        for verb, ids in steps:
            before = flags(desk)
            if verb == "undo":
                change = triage.undo(desk, NOON)
                assert (change is None) == (len(past) == 1)
                if change is not None:
                    future.append(past.pop())
            elif verb == "redo":
                change = triage.redo(desk, NOON)
                assert (change is None) == (not future)
                if change is not None:
                    past.append(future.pop())
            else:
                change = triage.apply(desk, verb, ids, NOON)
                now = flags(desk)
                assert change.count == sum(a != b for a, b in zip(before, now, strict=True))
                if change.count:
                    past.append(now)
                    future.clear()
            assert flags(desk) == past[-1]
        while triage.undo(desk, NOON) is not None:
            past.pop()
            assert flags(desk) == past[-1]
        assert len(past) == 1
        assert not any(any(row) for row in flags(desk))


def test_undo_survives_a_restart(desk: Desk) -> None:
    triage.apply(desk, "star", [1, 2], NOON)
    triage.apply(desk, "dismiss", [2], NOON)
    desk.close()
    with open_desk(desk.config, desk.data) as again:
        change = triage.undo(again, NOON)
        assert change is not None
        assert (change.verb, change.ids, change.undone) == ("dismiss", (2,), True)
        assert flags(again)[1] == (False, True, False, False)
        assert [(c.verb, c.count, c.undone) for c in triage.history(again, 10)] == [
            ("dismiss", 1, True),
            ("star", 2, False),
        ]


def test_a_toggle_sets_what_not_all_have(desk: Desk) -> None:
    triage.apply(desk, "read", [1], NOON)
    assert triage.apply(desk, "toggle_read", [1, 2], NOON).ids == (2,)
    assert triage.apply(desk, "toggle_read", [1, 2], NOON).ids == (1, 2)
    assert list(reading.ids(desk, "read")) == []


def test_a_new_change_forgets_what_was_undone(desk: Desk) -> None:
    triage.apply(desk, "star", [1], NOON)
    triage.undo(desk, NOON)
    triage.apply(desk, "later", [2], NOON)
    assert triage.redo(desk, NOON) is None


def test_unknown_articles_are_passed_over_and_unknown_verbs_refused(desk: Desk) -> None:
    assert triage.apply(desk, "star", [999, 1], NOON).ids == (1,)
    with pytest.raises(KeyError):
        triage.apply(desk, "delete", [1], NOON)
