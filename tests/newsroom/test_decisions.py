"""Merging, splitting and noting are lines of the history: taken back, done again, in any order, restart or not."""

import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.newsroom.stories import NEWS, NOON, article, desk_in, put
from tui.newsroom import Desk, dossiers, open_desk, reading, triage
from tui.newsroom.demo import demo_desk
from tui.newsroom.triage import Change
from tui.store import journal
from tui.store.dossiers import Name, merges, set_state, splits, states

NOW = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
LAB = 'company:"Google DeepMind"'
WHO = ("ada", "bea", "cem", "dov")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with demo_desk(tmp_path, clock=lambda: NOW) as desk:
        yield desk


def told(change: Change | None) -> tuple[str, str, str]:
    assert change is not None
    return change.verb, change.note, change.other


def test_a_merge_is_taken_back_and_done_again_after_a_restart(desk: Desk) -> None:
    both, meta = (len(reading.ids(desk, query)) for query in ("company:Meta OR company:Apple", "company:Meta"))
    dossiers.merge(desk, "apple", "meta")
    line = triage.history(desk, 1)[0]
    assert (told(line), line.about, line.count) == (("merge", "Apple", "Meta"), "apple", 0)
    with open_desk(desk.config, desk.data) as again:
        assert len(reading.ids(again, "company:Meta")) == both
        assert told(triage.undo(again, NOW, triage.last_meant(again))) == ("merge", "Apple", "Meta")
        assert len(reading.ids(again, "company:Meta")) == meta
        assert dossiers.dossier(again, "meta").merged == ()
    triage.redo(desk, NOW)
    assert len(reading.ids(desk, "company:Meta")) == both
    dossiers.unmerge(desk, "apple")
    assert told(triage.history(desk, 1)[0]) == ("unmerge", "Apple", "Meta")
    triage.undo(desk, NOW)
    assert merges(desk.store) == {"apple": "meta"}


def test_a_split_and_a_join_are_taken_back_and_the_story_is_read_anew(desk: Desk) -> None:
    stories = list(reading.ids(desk, LAB))
    title = reading.headlines(desk, stories[:1])[0].title
    other = f"google-deepmind~{stories[0]}"

    def named() -> set[str]:
        return {one.id for one in reading.story(desk, stories[0]).recognition.entities}

    dossiers.split(desk, "google-deepmind", stories[0])
    assert other in named()
    assert told(triage.undo(desk, NOW)) == ("split", "Google DeepMind", title)
    assert other not in named()
    assert dossiers.dossier(desk, "google-deepmind").stories == len(stories)
    assert told(triage.redo(desk, NOW)) == ("split", "Google DeepMind", title)
    assert dossiers.dossier(desk, "google-deepmind").stories == len(stories) - 1
    dossiers.split(desk, "google-deepmind", stories[0], apart=False)
    assert told(triage.undo(desk, NOW)) == ("join", "Google DeepMind", title)
    assert other in named()


def test_a_note_is_taken_back_to_the_one_before_by_any_line(desk: Desk) -> None:
    for text in ("first", "second", "second", ""):
        dossiers.note(desk, "meta", text)
    lines = triage.history(desk, 10)
    assert [told(line) for line in lines] == [
        ("unnote", "Meta", ""), ("note", "Meta", "second"), ("note", "Meta", "first"),
    ]  # fmt: skip
    triage.undo(desk, NOW, lines[1].id)
    assert dossiers.dossier(desk, "meta").state.note == ""
    triage.undo(desk, NOW, lines[0].id)
    assert dossiers.dossier(desk, "meta").state.note == "first"
    triage.redo(desk, NOW, lines[1].id)
    assert dossiers.dossier(desk, "meta").state.note == "second"


def test_an_earlier_merge_is_taken_back_alone(tmp_path: Path) -> None:
    with desk_in(tmp_path) as desk:
        _known(desk)
        dossiers.merge(desk, "ada", "bea")
        dossiers.merge(desk, "bea", "cem")
        assert merges(desk.store) == {"ada": "cem", "bea": "cem"}
        last, first = triage.history(desk, 2)
        triage.undo(desk, NOON, first.id)
        assert merges(desk.store) == {"bea": "cem"}
        triage.undo(desk, NOON, last.id)
        assert merges(desk.store) == {}
        triage.redo(desk, NOON, first.id)
        assert merges(desk.store) == {"ada": "bea"}
        dossiers.merge(desk, "bea", "ada")
        assert merges(desk.store) == {"bea": "ada"}


def test_what_was_decided_before_there_were_lines_stays(tmp_path: Path) -> None:
    with desk_in(tmp_path) as desk:
        _known(desk)
        with desk.store.write() as connection:
            connection.execute("INSERT INTO entity_merges VALUES ('dov', 'cem')")
            connection.execute("UPDATE entity_states SET note = 'old' WHERE entity = 'ada'")
        dossiers.merge(desk, "cem", "ada")
        dossiers.note(desk, "ada", "new")
        assert merges(desk.store) == {"dov": "ada", "cem": "ada"}
        while triage.undo(desk, NOON) is not None:
            pass
        assert merges(desk.store) == {"dov": "cem"}
        assert dossiers.dossier(desk, "ada").state.note == "old"


def test_decisions_are_remembered_when_the_journal_forgets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "KEPT_CHANGES", 2)
    with desk_in(tmp_path) as desk:
        _known(desk)
        put(desk, NEWS, [article("A story", "Text.")])
        dossiers.merge(desk, "ada", "bea")
        for verb in ("star", "read", "later", "unstar"):
            triage.apply(desk, verb, [1], NOON)
        assert [line.verb for line in triage.history(desk, 10)] == ["unstar", "later", "merge"]
        triage.undo(desk, NOON, triage.history(desk, 10)[-1].id)
        assert merges(desk.store) == {}


def test_an_article_that_was_pruned_hinders_nothing(desk: Desk) -> None:
    story = reading.ids(desk, LAB)[0]
    dossiers.split(desk, "google-deepmind", story)
    triage.undo(desk, NOW)
    with desk.store.write() as connection:
        connection.execute("DELETE FROM headlines WHERE id = ?", (story,))
    assert told(triage.redo(desk, NOW))[0] == "split"
    assert splits(desk.store, story) == set()
    dossiers.split(desk, "google-deepmind", story, apart=False)
    assert triage.history(desk, 1)[0].verb == "split", "of a story that is no more nothing is decided"


PAIRS = st.tuples(st.sampled_from(WHO), st.sampled_from(WHO)).filter(lambda pair: pair[0] != pair[1])
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("merge"), PAIRS),
        st.tuples(st.just("unmerge"), st.tuples(st.sampled_from(WHO))),
        st.tuples(st.just("note"), st.tuples(st.sampled_from(WHO), st.sampled_from(("", "one", "two")))),
        st.tuples(st.sampled_from(("split", "join")), st.tuples(st.sampled_from(WHO))),
        st.tuples(st.sampled_from(("star", "unstar")), st.just(())),
        st.tuples(st.sampled_from(("undo line", "redo line")), st.tuples(st.integers(0, 9))),
        st.sampled_from([("undo", ()), ("redo", ()), ("restart", ())]),
    ),
    max_size=20,
)
Seen = tuple[dict[str, str], set[str], tuple[str, ...], bool]


def _known(desk: Desk) -> None:
    for id in WHO:
        set_state(desk.store, Name(id, "person", id.title()), "looked", 1)


def _seen(desk: Desk) -> Seen:
    notes = tuple(states(desk.store)[id].note for id in WHO)
    return merges(desk.store), splits(desk.store, 1), notes, reading.headlines(desk, [1])[0].starred


def _do(desk: Desk, verb: str, values: tuple[str | int, ...]) -> None:
    names = [str(value) for value in values]
    if verb == "merge":
        dossiers.merge(desk, *names)
    elif verb == "unmerge":
        dossiers.unmerge(desk, *names)
    elif verb == "note":
        dossiers.note(desk, *names)
    elif verb in ("split", "join"):
        dossiers.split(desk, names[0], 1, apart=verb == "split")
    else:
        triage.apply(desk, verb, [1], NOON)


def _turn(desk: Desk, verb: str, values: tuple[str | int, ...]) -> Change | None:
    line = None
    if values:
        lines, at = triage.history(desk, 100), int(values[0])
        line = lines[at].id if at < len(lines) else 999
    return triage.undo(desk, NOON, line) if verb.startswith("undo") else triage.redo(desk, NOON, line)


@settings(max_examples=25, deadline=None)
@given(steps=STEPS)
def test_what_stands_is_as_if_nothing_else_had_been_done(steps: list[tuple[str, tuple[str | int, ...]]]) -> None:
    with tempfile.TemporaryDirectory() as folder, ExitStack() as stack:
        fresh, desk = (stack.enter_context(desk_in(Path(folder) / name)) for name in ("fresh", "used"))
        for one in (fresh, desk):
            _known(one)
            put(one, NEWS, [article("A story", "Text.")])
        start, done = _seen(desk), dict[int, tuple[str, tuple[str | int, ...]]]()
        for verb, values in steps:
            before = _seen(desk)
            if verb == "restart":
                desk = stack.enter_context(open_desk(desk.config, desk.data))
                assert _seen(desk) == before
            elif verb.startswith(("undo", "redo")):
                _turn(desk, verb, values)
            else:
                _do(desk, verb, values)
                line = next(iter(triage.history(desk, 1)), None)
                if line is not None and line.id not in done:
                    done[line.id] = verb, values
                    after = _seen(desk)
                    assert after != before
                    triage.undo(desk, NOON)
                    assert _seen(desk) == before
                    triage.redo(desk, NOON)
                    assert _seen(desk) == after
                else:
                    assert _seen(desk) == before
        for change in reversed(triage.history(desk, 100)):
            if not change.undone:
                _do(fresh, *done[change.id])
        assert _seen(desk) == _seen(fresh)
        for id in done:
            triage.undo(desk, NOON, id)
        assert _seen(desk) == start
