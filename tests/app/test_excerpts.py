"""What a search shows below a headline: the piece of text, its marks, its direction, and when it is read."""

from __future__ import annotations

import pytest

from tests.app.conftest import Running, reading_on
from tui import text
from tui.app import paint
from tui.app.panels.excerpts import begin, excerpt_pieces
from tui.newsroom import Desk
from tui.newsroom.finding import Hit
from tui.text import Span

AI = "\u0627\u0644\u0630\u0643\u0627\u0621"
AL = "\u0627\u0644"
WORDS = "\u0643\u062a\u0627\u0628 \u062c\u062f\u064a\u062f "
"""Twelve letters and blanks from right to left."""


def marked(pieces: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    return [words for words, roles in pieces if "hit" in roles]


def row(reader: Running, line: int) -> list[tuple[str, bool, bool]]:
    """Text, reverse and underline of the segments of a line of the list."""
    strip = reader.panels.headlines.render_line(line)
    return [(one.text, bool(one.style and one.style.reverse), bool(one.style and one.style.underline)) for one in strip]


@pytest.mark.parametrize("room", [12, 30, 75])
@pytest.mark.parametrize("before", ["", "a " * 40, "word " * 11, "x" * 90])
def test_what_was_found_is_seen_whatever_stands_before_it(room: int, before: str) -> None:
    snippet = f"{before}needle and what follows it, which goes on and on"
    found = [(len(before), len(before) + 6)]
    pieces = excerpt_pieces(snippet, found, room + 6, default=0, mirrored=False)
    assert marked(pieces) == ["needle"]
    assert sum(text.width(words) for words, _ in pieces) == room + 6


def test_a_row_is_not_left_empty_behind_what_was_found() -> None:
    snippet = "one two three four five six seven eight nine ten needle"
    assert begin(snippet, [(49, 55)], 40) == 19, "at a word, and no more is left out than must be"
    assert begin(snippet, [(49, 55)], 55) == 0
    assert begin(snippet, [(49, 55)], 200) == 0
    assert begin(snippet, [], 10) == 0


def test_a_snippet_keeps_its_direction_where_it_is_cut_before_a_word_of_another() -> None:
    snippet = f"{WORDS * 5}Latin needle"
    pieces = excerpt_pieces(snippet, [(len(snippet) - 6, len(snippet))], 26, default=0, mirrored=False)
    line = "".join(words for words, _ in pieces)
    assert marked(pieces) == ["needle"]
    assert line.rstrip().endswith("\u2026"), "what is left out stands before it: at the right"
    english = excerpt_pieces("a needle", [(2, 8)], 30, default=1, mirrored=True)
    assert "".join(words for words, _ in english).lstrip().startswith("a needle")


def test_the_sign_for_what_is_cut_off_is_no_find() -> None:
    for words in ("a long line with a needle", f"{WORDS * 2}needle"):
        at = words.index("needle")
        pieces = paint.label(words, at - 2, spans=[Span(at, at + 6, "hit"), Span(at - 5, at + 2, "hit")])
        marks = [piece for piece, roles in pieces if "hit" in roles]
        assert marks
        assert not any("\u2026" in piece for piece in marks)


async def test_a_search_shows_the_text_around_what_it_found(desk: Desk) -> None:
    async with reading_on(desk, (100, 30)) as reader:
        await reader.press("/")
        await reader.type("meta")
        headlines = reader.panels.headlines
        assert headlines.line_count() == 2 * len(headlines.listing) > 2
        ferry = next(row for row in range(len(headlines.listing)) if headlines.listing.headline(row).language == "en")  # type: ignore[union-attr]
        painted = "".join(words for words, _, _ in row(reader, 2 * ferry + 1))
        assert "Timetable" in painted
        await reader.press("enter", "G")
        assert headlines.cursor == len(headlines.listing) - 1
        await reader.press("escape")
        assert headlines.line_count() == len(headlines.listing), "a list that nobody searched has a line a story"


async def test_the_title_is_marked_too_and_narrowing_keeps_the_texts(desk: Desk) -> None:
    async with reading_on(desk, (120, 30)) as reader:
        await reader.press("/")
        await reader.type(AI)
        await reader.press("enter")
        title = reader.panels.headlines.listing.headline(0)
        assert title is not None
        hits = reader.panels.headlines.listing.hits
        assert hits[title.id].excerpt().title_spans
        for start, end in hits[title.id].excerpt().title_spans:
            assert text.fold(title.title[start:end]) == text.query_form(AI)
        await reader.press("f")
        await reader.type(title.title.split()[0])
        assert reader.panels.headlines.line_count() == 2 * len(reader.panels.headlines.listing) > 0


async def test_marks_are_seen_without_colours_on_the_cursor_and_off_it(desk: Desk) -> None:
    async with reading_on(desk, (100, 30), colourless=True) as reader:
        await reader.press("/")
        await reader.type("meta")
        resting = [(reverse, underline) for words, reverse, underline in row(reader, 1) if words.lower() == "meta"]
        assert resting == [(True, True)]
        assert any((reverse, underline) == (False, True) for _, reverse, underline in row(reader, 1))
        await reader.press("enter")
        under = [(reverse, underline) for words, reverse, underline in row(reader, 1) if words.lower() == "meta"]
        assert under == [(True, True)]
        others = [(reverse, underline) for words, reverse, underline in row(reader, 1) if words.lower() != "meta"]
        assert set(others) == {(True, False)}, "the cursor's line is reversed, what was found is underlined in it"


async def test_only_what_is_on_the_screen_is_read(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tui.app.found._AT_ONCE", -1.0)  # nothing at once: all by the second way
    async with reading_on(desk, (60, 9)) as reader:
        await reader.press("/")
        await reader.type(AL)
        headlines = reader.panels.headlines
        hits: list[Hit] = [headlines.listing.hits[story] for story in headlines.listing.ids]
        assert len(hits) > 4
        seen = headlines.size.height // 2
        assert all(hit.read is not None for hit in hits[:seen])
        assert all(hit.read is None for hit in hits[seen + 1 :])
        assert any("hit" in roles for _, roles in headlines.pieces(1, 58))
        await reader.press("enter", "G")
        assert hits[-1].read is not None


async def test_a_click_on_either_line_opens_the_story(desk: Desk) -> None:
    async with reading_on(desk, (100, 30)) as reader:
        await reader.press("/")
        await reader.type("meta")
        await reader.press("enter")
        headlines = reader.panels.headlines
        wanted = headlines.listing.headline(1)
        await reader.pilot.click(headlines, offset=(20, 3))
        await reader.settle()
        assert reader.panels.article.story is not None
        assert wanted is not None
        assert reader.panels.article.story.headline.id == wanted.id
