"""Completion of queries: fields, states, and the values that the store knows, in place of the word at the caret."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.newsroom.stories import NEWS, TECH
from tui.grammar import FIELDS, QueryError, parse
from tui.model import Entity, Recognition
from tui.newsroom import Desk
from tui.newsroom.completing import complete, completions
from tui.store import findings
from tui.text import fold

KNOWN = {
    "feed": ["BBC", "BBC News", "The (odd) \u201cone\u201d", 'with "quotes"'],
    "tag": ["ai", "\u0639\u0631\u0628\u064a"],
    "company": ["Meta"],
    "is": ["unread", "story"],
    "since": ["7d", "today"],
}


def values(field: str, begun: str) -> list[str]:
    return [value for value in KNOWN.get(field, []) if fold(value).startswith(begun)]


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("fe", ["feed:"]),
        ("un", ["unread "]),
        ("rain st", ["rain starred ", "rain story:"]),
        ("-(st", ["-(starred ", "-(story:"]),
        ("feed:", ["feed:BBC ", 'feed:"BBC News" ', 'feed:"The (odd) \u201cone\u201d" ']),
        ("feed:bb", ["feed:BBC ", 'feed:"BBC News" ']),
        ('feed:"BBC n', ['feed:"BBC News" ']),
        ("rain -tag:\u0639", ["rain -tag:\u0639\u0631\u0628\u064a "]),
        ("FEED:b", ["FEED:BBC ", 'FEED:"BBC News" ']),
        ("kompany:m", []),
        ("company:Meta", []),
        ("rain ", []),
        ("", []),
    ],
)
def test_what_may_stand_at_the_end(typed: str, expected: list[str]) -> None:
    found = completions(typed, len(typed), values)
    assert [each.applied(typed)[0] for each in found] == expected
    assert all(each.applied(typed)[1] == len(each.applied(typed)[0]) for each in found)


def test_the_word_at_the_caret_is_completed_and_what_follows_stays() -> None:
    typed = "tag:a rain"
    found = completions(typed, 5, values)
    assert [each.applied(typed) for each in found] == [("tag:ai  rain", 7)]


@given(text=st.text(alphabet='abfeditagsu:-()" \u0639', max_size=25), data=st.data())
def test_a_value_that_is_completed_can_be_read(text: str, data: st.DataObject) -> None:
    caret = data.draw(st.integers(0, len(text)))
    for each in completions(text, caret, values):
        assert 0 <= each.start <= each.end == caret
        done, at = each.applied(text)
        assert done.endswith(text[caret:])
        field = text[: each.start].rpartition(" ")[2].lstrip("-(").lower()
        if field.removesuffix(":") in FIELDS and field.endswith(":"):
            try:
                parse(field + each.text)
            except QueryError as error:
                raise AssertionError(field + each.text) from error
        assert at <= len(done)


def test_the_store_knows_feeds_tags_companies_people_and_languages(desk: Desk) -> None:
    meta = Entity("meta", "company", "Meta Platforms", ("Meta",), count=2)
    ana = Entity("ana", "person", "Ana Petrova", count=1)
    names = [("meta platforms", "company", "meta"), ("ana petrova", "person", "ana")]
    findings.keep_recognitions(desk.store, 1, [(1, Recognition("en", (), (meta, ana)), names)])

    def offered(typed: str) -> list[str]:
        return [each.text.strip() for each in complete(desk, typed, len(typed))]

    assert offered("feed:") == [f'"{NEWS.title}"', f'"{TECH.title}"']
    assert offered("feed:tech") == [f'"{TECH.title}"']
    assert offered("tag:w") == ["world"]
    assert offered("company:pla") == ['"Meta Platforms"']
    assert offered("person:") == ['"Ana Petrova"'] or offered("person:") == []
    assert offered("person:pet") == ['"Ana Petrova"']
    assert offered("lang:") == ["en", "ar"]
    assert offered("is:st") == ["starred", "story"]
    assert offered("since:t") == ["today"]
