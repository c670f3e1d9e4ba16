"""The query language, against six known stories."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.newsroom.stories import NEWS, NOON
from tui.config import Config
from tui.model import Entity, Recognition
from tui.newsroom import Desk, query, reading, triage
from tui.newsroom.finding import looks_for_nothing
from tui.newsroom.query import QueryError
from tui.store import findings, headlines

Find = Callable[[str], list[int]]


@pytest.fixture
def find(desk: Desk) -> Find:
    triage.apply(desk, "read", [2, 4], NOON)
    triage.apply(desk, "star", [2, 6], NOON)
    triage.apply(desk, "later", [5], NOON)
    triage.apply(desk, "dismiss", [3], NOON)
    meta = Entity("meta", "company", "Meta", ("Meta", "\u0645\u064a\u062a\u0627"), count=2)
    ana = Entity("ana", "person", "Ana Petrova", count=1)
    names = [
        ("meta", "company", "meta"),
        ("\u0645\u064a\u062a\u0627", "company", "meta"),
        ("ana petrova", "person", "ana"),
    ]
    findings.keep_recognitions(desk.store, 1, [(1, Recognition("en", (), (meta, ana)), names)])

    def found(text: str) -> list[int]:
        return list(headlines.ids(desk.store, query.compile_query(desk.store, text, NOON)))

    return found


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", [1, 4, 2, 5, 6]),
        ("unread", [1, 5, 6]),
        ("read", [4, 2]),
        ("starred", [2, 6]),
        ("later", [5]),
        ("dismissed", [3]),
        ("dismissed OR later", [5, 3]),
        ("-starred", [1, 4, 5]),
        ("NOT (starred OR later)", [1, 4]),
        ("not-a-word OR later", [5]),
        ("feed:daily", [1, 2]),
        ("feed:#2", [4, 5, 6]),
        ("feed:\u062a\u0642\u0646\u064a\u0629", [4, 5, 6]),
        ("feed:nowhere", []),
        ("tag:ai", [4, 5, 6]),
        ("tag:WORLD unread", [1, 5, 6]),
        ("company:Meta", [1]),
        ("company:\u0645\u064a\u062a\u0627", [1]),
        ('person:"ana petrova"', [1]),
        ("company:ana", []),
        ("author:Petrova", [1]),
        ("title:rain", [1, 5]),
        ("harbour", [1, 6]),
        ("harbour -rain", [6]),
        ('"chip maker"', [4]),
        ('"maker chip"', []),
        ("lang:ar", []),
        ("lang:ar dismissed", [3]),
        ("since:7d", [1, 4, 2, 5]),
        ("since:2026-03-09T00:00+00:00", [1, 4, 2]),
        ("before:2026-02-01", [6]),
        ("since:36h before:12h", [2]),
        ("harbour AND rain", [1]),
        ("harb", []),
        ("harb*", [1, 6]),
        ("*arbou*", [1, 6]),
        ("title:*ai*", [1, 5]),
        ("arbou*", []),
        ('"chip mak*"', [4]),
        ("author:Petr*", [1]),
        ("-harb*", [4, 2, 5]),
    ],
)
def test_finds(find: Find, text: str, expected: list[int]) -> None:
    assert find(text) == expected


def test_today_begins_at_local_midnight(desk: Desk) -> None:
    condition = query.compile_query(desk.store, "since:today", NOON)
    moment = datetime.fromtimestamp(int(str(condition.parameters[0])) / 1000).astimezone()
    assert (moment.hour, moment.minute) == (0, 0)
    assert NOON - timedelta(days=1) < moment <= NOON


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("(unread", 0),
        ("unread)", 6),
        ("a ()", 3),
        ('x "open', 2),
        ("OR x", 0),
        ("x OR", 4),
        ("NOT", 3),
        ("AND x", 0),
        ("x since:soon", 2),
        ("feed:#x", 0),
        ("feed:", 0),
        ("kompany:Meta", 0),
        ("!!!", 0),
        ("(" * 60, 50),
    ],
)
def test_says_where_it_cannot_read(desk: Desk, text: str, position: int) -> None:
    with pytest.raises(QueryError) as caught:
        reading.ids(desk, text)
    assert caught.value.position == position
    assert "\n" not in caught.value.message


PIECES = st.sampled_from(
    ["unread", "OR", "NOT", "-", "(", ")", '"', "feed:", "tag:", "since:", "7d", "company:", "'", ";--", "*", "^",
     "NEAR(", "{title}", ":", "\u0645\u064a\u062a\u0627", "\x00", "%", "lang:ar", " "]
)  # fmt: skip


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=12).map(" ".join), st.lists(PIECES).map("".join)))
def test_anything_is_a_query_or_a_query_error(desk: Desk, text: str) -> None:
    found, position = [0], 0
    try:
        found = list(reading.ids(desk, text))
    except QueryError as error:
        position = error.position
    assert 0 <= position <= len(text)
    assert set(found) <= set(range(7))


def test_a_removed_feed_keeps_what_was_kept(desk: Desk) -> None:
    triage.apply(desk, "star", [5], NOON)
    desk.config = Config(desk.config.path, feeds=(NEWS,))
    desk.subscribe()
    assert list(reading.ids(desk)) == [1, 2, 5, 3]
    assert [source.feed.url for source in reading.sources(desk)] == [NEWS.url]
    assert reading.headlines(desk, [5])[0].starred


@pytest.mark.parametrize(
    ("typed", "complete"),
    [
        ("company:m", "company:Meta"),
        ('company:"me', "company:Meta"),
        ("person:pet", 'person:"Ana Petrova"'),
        ("unread company:m", "unread company:Meta"),
        ("-company:m", "-company:Meta"),
        ("tag:a", "tag:ai"),
        ("lang:e", "lang:en"),
        ("title:rai", "title:rain"),
        ("company:Meta since:", "company:Meta"),
    ],
)
def test_what_is_being_typed_is_the_beginning_of_a_value(find: Find, desk: Desk, typed: str, complete: str) -> None:
    wanted = {hit.headline.id for hit in reading.search(desk, complete)}
    assert wanted
    assert {hit.headline.id for hit in reading.search(desk, typed, unfinished=True)} == wanted


@pytest.mark.parametrize("typed", ["company:m ", 'company:"m"', "(company:m)", "company:m since:", "tag:a ", "lang:e "])
def test_a_value_that_is_finished_is_whole(find: Find, desk: Desk, typed: str) -> None:
    assert reading.search(desk, typed, unfinished=True) == []
    assert reading.search(desk, "company:m") == []


def test_what_looks_for_nothing_yet() -> None:
    assert all(looks_for_nothing(typed) for typed in ("", " ", "company:", "since:", '"', "-", "(", "is:un"))
    assert not any(looks_for_nothing(typed) for typed in ("a", "company:m", "feed:x tag:", "nosuch:x"))
