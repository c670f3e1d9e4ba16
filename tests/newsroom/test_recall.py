"""A search finds all that a plain scan for the folded letters finds, however the word is written."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

import pytest

from tests.newsroom.storyset import HALVES, filled, told
from tui.newsroom import Desk, reading
from tui.newsroom.texts import article_of
from tui.text import fold

CLITICS = (
    "\u0648", "\u0641", "\u0628", "\u0643", "\u0644", "\u0627\u0644", "\u0648\u0627\u0644", "\u0628\u0627\u0644",
    "\u0648\u0628\u0627\u0644", "\u0641\u0644\u0644", "\u0644\u0644", "\u0648\u0644",
)  # fmt: skip
OTHER_LETTERS = (
    ("\u0627", "\u0623"), ("\u0627", "\u0622"), ("\u0647", "\u0629"), ("\u064a", "\u0649"), ("\u064a", "\u06cc"),
    ("\u0643", "\u06a9"), ("5", "\u0665"), ("5", "\u06f5"),
)  # fmt: skip
MARKS = ("\u064e", "\u0651", "\u0640", "\u0652")


@pytest.fixture(scope="module")
def cache() -> Iterator[tuple[Desk, dict[int, str]]]:
    """The composed stories in five languages, and their folded texts."""
    with filled([each for half in HALVES for each in told(half)]) as (desk, numbers):
        texts = {}
        for number in numbers:
            article = article_of(desk, number)
            assert article is not None
            texts[number] = fold("\n".join((article.title, *(block.text for block in article.blocks))))
        yield desk, texts


def found(desk: Desk, query: str) -> set[int]:
    return {hit.headline.id for hit in reading.search(desk, query, 1000)}


def scanned(texts: dict[int, str], query: str) -> set[int]:
    return {number for number, text in texts.items() if fold(query) in text}


def test_every_part_of_a_word_that_a_scan_finds_is_found(cache: tuple[Desk, dict[int, str]]) -> None:
    desk, texts = cache
    chance = random.Random(11)
    words = sorted({word for text in texts.values() for word in re.findall(r"\w{3,}", text)})
    for word in chance.sample(words, 400):
        start = chance.randrange(len(word) - 2)
        part = word[start : chance.randrange(start + 3, len(word) + 1)]
        assert found(desk, part) >= scanned(texts, part), part
        assert found(desk, word) >= scanned(texts, word), word


def test_other_spellings_and_marks_find_the_same(cache: tuple[Desk, dict[int, str]]) -> None:
    desk, texts = cache
    chance = random.Random(12)
    arabic = sorted({word for text in texts.values() for word in re.findall("[\u0620-\u06d3]{4,}", text)})
    for word in chance.sample(arabic, 150):
        written = "".join(letter + chance.choice(("", "", *MARKS)) for letter in word)
        for plain, other in OTHER_LETTERS:
            if chance.random() < 0.5:
                written = written.replace(plain, other)
        assert found(desk, written) >= scanned(texts, word), (word, written)


def test_a_word_is_found_behind_every_clitic_and_with_one(cache: tuple[Desk, dict[int, str]]) -> None:
    desk, texts = cache
    chance = random.Random(13)
    bare = sorted({word for text in texts.values() for word in re.findall("\\b[\u0621-\u064a]{4,}\\b", text)})
    for word in chance.sample(bare, 60):
        clitic = chance.choice(CLITICS)
        assert found(desk, word) >= scanned(texts, clitic + word), "as it stands behind a clitic"
        article = f"\u0627\u0644{word}"
        assert found(desk, article) >= scanned(texts, article)


def test_several_words_find_what_holds_a_part_of_each(cache: tuple[Desk, dict[int, str]]) -> None:
    desk, texts = cache
    chance = random.Random(14)
    for text in chance.sample(sorted(texts.values()), 60):
        words = [word[: max(3, len(word) - 2)] for word in chance.sample(re.findall(r"\w{4,}", text), 3)]
        both = set.intersection(*(scanned(texts, word) for word in words))
        assert found(desk, " ".join(words)) >= both
