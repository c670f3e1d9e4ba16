"""A reading position is found again by its words."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tui.articles import layout
from tui.articles.place import LONGEST, found_again, words_at
from tui.model import TITLE_BLOCK, Article, Block, BlockKind, Mark, MarkKind

TEXTS = (
    "The harbour opened in the morning after three days of rain.",
    "A second paragraph says who was there and what they said about it, at some length.",
    "Nothing else happened.",
)


def article(*texts: str) -> Article:
    """An article of plain paragraphs."""
    return Article("Title", tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def test_the_same_article_is_the_same_place() -> None:
    story = article(*TEXTS)
    for block, text in enumerate(TEXTS):
        for offset in range(len(text)):
            words = words_at(story, block, offset)
            assert 0 < len(words) <= LONGEST
            assert found_again(story, block, offset, words) == (block, offset)
    assert found_again(story, TITLE_BLOCK, 0, "") == (TITLE_BLOCK, 0)


def test_what_came_before_or_went_does_not_matter() -> None:
    story = article(*TEXTS)
    words = words_at(story, 1, 9)
    assert found_again(article("Corrected.", "And more.", *TEXTS), 1, 9, words) == (3, 9)
    assert found_again(article(f"{TEXTS[0]} {TEXTS[1]}"), 1, 9, words) == (0, len(TEXTS[0]) + 10)


def test_a_word_that_was_changed_further_on_does_not_matter() -> None:
    words = words_at(article(*TEXTS), 1, 9)
    changed = article("New.", TEXTS[0], TEXTS[1].replace("they said", "all of them said"))
    assert found_again(changed, 1, 9, words) == (2, 9)


def test_words_that_stand_often_are_found_where_they_are_nearest() -> None:
    often = article("Read more.", "x", "Read more.", "y", "Read more.")
    assert found_again(replace(often, blocks=(*often.blocks, *often.blocks)), 3, 0, "Read more.") in ((2, 0), (4, 0))


def test_words_that_are_gone_leave_the_block() -> None:
    assert found_again(article("a", "b", "c"), 1, 40, "zzzzzzzzzzzzzzzzz") == (1, 0)
    assert found_again(article("a", "b"), 7, 3, "zzzzzzzzzzzzzzzzz") == (1, 0)
    assert found_again(Article("t"), 3, 0, "zz") == (TITLE_BLOCK, 0)
    assert found_again(article("a", "word"), 1, 2, "") == (1, 2), "kept by an older version: no words"


def test_numbers_of_links_do_not_count_as_words() -> None:
    marks = (Mark(0, 3, MarkKind.LINK, "https://a.test/"), Mark(4, 7, MarkKind.LINK, "https://b.test/"))
    story = Article("t", (Block(BlockKind.PARAGRAPH, "one two three four", marks),))
    at = layout.text_of_block(story, 0).index("three")
    words = words_at(story, 0, at)
    assert words == "three four"
    fewer = replace(story, blocks=(replace(story.blocks[0], marks=marks[:1]),))
    block, offset = found_again(fewer, 0, at, words)
    assert layout.text_of_block(fewer, block)[offset:] == "three four"


@given(st.lists(st.text(max_size=30), max_size=5), st.integers(-2, 8), st.integers(0, 40), st.text(max_size=70))
def test_a_place_is_always_in_the_article(texts: list[str], block: int, offset: int, words: str) -> None:
    story = article(*texts)
    found, at = found_again(story, block, offset, words)
    assert found < len(texts)
    if block >= 0 and found >= 0:
        assert 0 <= at <= max(0, len(texts[found]))
