"""Every verb is taken back exactly, restart or not."""

import tempfile
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.newsroom.stories import NEWS, NOON, article, desk_in, put
from tui.config import Rule
from tui.newsroom import Desk, open_desk, reading, rules, triage
from tui.newsroom.triage import VERBS, Change
from tui.store import journal

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


RULES = (
    Rule("title:1 OR title:2", ("dismiss",), "No ones and twos"),
    Rule('title:"story 3" OR starred', ("later", "read"), ""),
)
LINES = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(sorted(VERBS)), st.lists(st.sampled_from(NUMBERS), max_size=4)),
        st.tuples(st.sampled_from(("undo line", "redo line")), st.lists(st.integers(0, 12), min_size=1, max_size=1)),
        st.sampled_from([("undo", []), ("redo", []), ("rule", [0]), ("rule", [1]), ("restart", [])]),
    ),
    max_size=25,
)


def replayed(start: dict[int, int], changes: list[tuple[dict[int, tuple[int, int]], bool]]) -> dict[int, int]:
    """What the flags must be: every bit as the last change that stands and touched it left it."""
    state = dict(start)
    for items, stands in changes:
        for number, (mask, bits) in items.items():
            if stands:
                state[number] = (state[number] & ~mask) | bits
    return state


def bits(desk: Desk) -> dict[int, int]:
    return {h.id: h.read | h.starred << 1 | h.later << 2 | h.dismissed << 3 for h in reading.headlines(desk, NUMBERS)}


@settings(max_examples=80, deadline=None)
@given(steps=LINES)
def test_any_line_of_the_history_is_taken_back_and_done_again(steps: list[tuple[str, list[int]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        desk = stack.enter_context(desk_in(Path(folder)))
        desk.config = replace(desk.config, rules=RULES[:1])
        put(desk, NEWS, [article(f"Story {number}", "Text.") for number in NUMBERS])
        done: dict[int, tuple[dict[int, tuple[int, int]], bool]] = {}
        for verb, ids in steps:
            before = bits(desk)
            if verb == "restart":
                desk = stack.enter_context(open_desk(desk.config, desk.data))
                assert bits(desk) == before
                continue
            change = _step(desk, verb, ids, list(done))
            if change is not None and change.id in done:
                done[change.id] = (done[change.id][0], not change.undone)
            elif change is not None and change.count:
                after = bits(desk)
                masks = {number: (before[number] ^ after[number], after[number]) for number in change.ids}
                done[change.id] = ({n: (mask, mask & flags) for n, (mask, flags) in masks.items()}, True)
            assert bits(desk) == replayed(dict.fromkeys(NUMBERS, 0), [done[id] for id in sorted(done)])
            told = {line.id: (line.undone, line.count) for line in triage.history(desk, 100)}
            assert told == {id: (not stands, len(items)) for id, (items, stands) in done.items()}
        for id in reversed(list(done)):
            triage.undo(desk, NOON, id)
        assert set(bits(desk).values()) == {0}
        for id in done:
            triage.redo(desk, NOON, id)
        assert bits(desk) == replayed(dict.fromkeys(NUMBERS, 0), [(done[id][0], True) for id in sorted(done)])


def _step(desk: Desk, verb: str, ids: list[int], lines: list[int]) -> Change | None:
    if verb in ("undo line", "redo line"):
        line = lines[ids[0]] if ids[0] < len(lines) else 999
        return triage.undo(desk, NOON, line) if verb == "undo line" else triage.redo(desk, NOON, line)
    if verb in ("undo", "redo"):
        return triage.undo(desk, NOON) if verb == "undo" else triage.redo(desk, NOON)
    if verb == "rule":
        return rules.apply_now(desk, RULES[1]) if ids[0] else next(iter(rules.Round(desk).arrived(NUMBERS)), None)
    return triage.apply(desk, verb, ids, NOON)


def test_what_the_journal_forgets_stays_done(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT_CHANGES", 2)
    starred = triage.apply(desk, "star", [1, 2], NOON)
    triage.apply(desk, "unstar", [1], NOON)
    triage.undo(desk, NOON, starred.id)
    assert bits(desk)[2] == 0
    back = triage.apply(desk, "star", [1], NOON)  # forgets the first, which was taken back
    triage.undo(desk, NOON, back.id)
    assert bits(desk)[1] == 0
    triage.apply(desk, "read", [3], NOON)  # forgets the second, which stands
    assert [line.verb for line in triage.history(desk, 10)] == ["read", "star"]
    triage.redo(desk, NOON, back.id)
    triage.undo(desk, NOON, back.id)
    assert bits(desk) == {1: 0, 2: 0, 3: 1, 4: 0, 5: 0}


def test_a_line_says_how_many_and_the_first_title(desk: Desk) -> None:
    triage.apply(desk, "read", [1, 2], NOON, quiet=True)
    line = triage.history(desk, 1)[0]
    assert (line.count, line.ids, line.title, line.quiet) == (2, (1, 2), "Rain over the harbour", True)
    assert triage.history(desk, 10, before=line.id) == []
    assert triage.undo(desk, NOON, 12345) is None
    assert triage.redo(desk, NOON, line.id) is None
