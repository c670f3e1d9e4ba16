"""Lists, stories, search and references, on a desk with six stories."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import tui.entities
from tests.newsroom.stories import NEWS, NOON, TECH, article, put
from tui.config import Config, View
from tui.model import Article, Recognition
from tui.newsroom import Desk, reading, study, triage, views
from tui.newsroom.reading import RefError
from tui.store import feeds


def test_a_window_keeps_the_order_it_was_asked_for_in(desk: Desk) -> None:
    assert [headline.id for headline in reading.headlines(desk, [5, 1, 99, 3])] == [5, 1, 3]
    headline = reading.headlines(desk, [4])[0]
    assert (headline.feed_title, headline.date.tzinfo, headline.read) == (TECH.title, UTC, False)
    assert list(reading.ids(desk, limit=2)) == [1, 4]


def test_counts_leave_out_what_is_dismissed(desk: Desk) -> None:
    triage.apply(desk, "dismiss", [1], NOON)
    triage.apply(desk, "read", [4], NOON)
    assert reading.total_unread(desk) == 4
    assert reading.unread(desk, ["tag:ai", "feed:daily", "(", "starred"]) == [2, 2, 0, 0]
    assert [(source.unread, source.total) for source in reading.sources(desk)] == [(2, 3), (2, 3)]


def test_the_side_bar_has_views_tags_and_feeds(desk: Desk) -> None:
    desk.config = Config(desk.config.path, feeds=(NEWS, TECH), views=(View("Rain", "rain"), View("Broken", "((")))
    shelves = [(shelf.key, shelf.depth, shelf.unread) for shelf in views.sidebar(desk)][1:]
    assert shelves == [
        ("all", 0, 6),
        ("later", 0, 0),
        ("starred", 0, 0),
        ("view:Rain", 0, 2),
        ("view:Broken", 0, 0),
        ("tag:world", 0, 6),
        ("feed:1", 1, 3),
        ("feed:2@world", 1, 3),
        ("tag:ai", 0, 3),
        ("feed:2", 1, 3),
    ]
    assert all(list(reading.ids(desk, shelf.query)) for shelf in views.sidebar(desk) if shelf.kind != "view")


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("harbour", [1, 6]),
        ("HARB", [1, 6]),
        ("harb rain", [1]),
        ("rbou", [1, 6]),
        ("rain harbour", [1]),
        ('"chip maker"', [4]),
        ('"maker chip"', []),
        ("petrova", [1]),
        # The text has "and the company": the word is found without its conjunction and article, and with other alefs.
        ("\u0634\u0631\u0643\u0629", [3]),
        ("\u0627\u0644\u0634\u0631\u0643\u0647", [3]),
        ("\u0623\u0646\u0647\u0627", [3]),
        ("", []),
        ("rain -harbour", [5]),
        ("title:harb", [1]),
        ("harbour feed:tech", [6]),
        ("(harbour", [1, 6]),
        ("harbour since:", [1, 6]),
        ("harbour OR", [1, 6]),
        ("feed:tech", [4, 5, 6]),
        ('" OR *', []),
    ],
)
def test_search(desk: Desk, words: str, expected: list[int]) -> None:
    assert [hit.headline.id for hit in reading.search(desk, words, unfinished=True)] == expected


def test_a_search_that_is_done_being_typed_says_where_it_is_wrong(desk: Desk) -> None:
    for text in ("--- ;", "(rain", "kompany:Meta rain", "rain since:"):
        with pytest.raises(reading.QueryError):
            reading.search(desk, text)
    for text in ("kompany:Meta", "kompany:Meta rain", "since:soon rain"):
        with pytest.raises(reading.QueryError):
            reading.search(desk, text, unfinished=True)


def test_the_best_hit_is_first_and_newness_counts(desk: Desk) -> None:
    filler = "Some other words stand here. " * 8
    put(desk, NEWS, [article("About kestrels", filler, hours=30 * 24)], whole=False)
    put(desk, NEWS, [article("Birds", f"{filler} One kestrel.", hours=1)], whole=False)
    put(desk, NEWS, [article("Birds again", f"{filler} One kestrel.", hours=24 * 200)], whole=False)
    put(desk, NEWS, [article("A kestrel", filler, hours=2)], whole=False)
    found = [hit.headline.title for hit in reading.search(desk, "kestrel")]
    assert found == ["A kestrel", "About kestrels", "Birds", "Birds again"]


def test_a_hit_shows_the_words_in_their_text(desk: Desk) -> None:
    text = "Start. " + "filler words " * 40 + "then the \u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f case, " * 2
    put(desk, NEWS, [article("Long", text)], whole=False)
    hit = reading.search(desk, "\u0645\u062d\u0645\u062f")[0]
    assert hit.snippet in text
    assert len(hit.snippet) < 260
    assert [hit.snippet[start:end].startswith("\u0645") for start, end in hit.spans] == [True, True]


def test_a_story_remembers_where_reading_stopped(desk: Desk) -> None:
    assert reading.story(desk, 1).position == (-1, 0)
    reading.save_position(desk, 1, 0, 7)
    reading.save_position(desk, 999, 0, 7)
    assert reading.story(desk, 1).position == (0, 7)
    with pytest.raises(RefError, match="no article 999"):
        reading.story(desk, 999)


def test_a_newer_recogniser_reads_everything_again(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    assert study.renew(desk) == 6
    assert study.renew(desk) == 0
    seen: list[str] = []

    def recognise(article: Article) -> Recognition:
        seen.append(article.title)
        return Recognition("en")

    monkeypatch.setattr(tui.entities, "RECOGNISER_VERSION", tui.entities.RECOGNISER_VERSION + 1)
    monkeypatch.setattr(tui.entities, "recognise_article", recognise)
    reading.story(desk, 4)
    assert study.renew(desk) == 5
    assert sorted(seen) == sorted(headline.title for headline in reading.headlines(desk, range(1, 7)))


def test_references(desk: Desk, tmp_path: Path) -> None:
    url = reading.story(desk, 2).article.url
    assert reading.resolve_ref(desk, "2").headline.id == 2
    assert reading.resolve_ref(desk, url).headline.id == 2
    text = tmp_path / "note.txt"
    text.write_text("First paragraph about OpenAI.\n\nSecond paragraph.\n", encoding="utf-8")
    story = reading.resolve_ref(desk, str(text))
    assert (story.headline.id, story.headline.feed_title) == (0, "note.txt")
    assert [block.text for block in story.article.blocks][-1] == "Second paragraph."
    for bad in ("99", "9" * 30, "https://nowhere.test/", str(tmp_path / "none.txt"), str(tmp_path), "x\udc80"):
        with pytest.raises(RefError) as caught:
            reading.resolve_ref(desk, bad)
        assert "\n" not in str(caught.value)


def test_the_last_refresh_is_a_time(desk: Desk) -> None:
    assert reading.last_refresh(desk) is None
    feeds.remember(desk.store, reading.LAST_REFRESH, NOON.isoformat())
    assert reading.last_refresh(desk) == datetime(2026, 3, 10, 12, tzinfo=UTC)
