"""A story as a file: a name that is safe whatever the title, and never over another file."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.model import Article, Block, BlockKind
from tui.newsroom.saving import SavingError, plain_text, safe_name, save

STORY = Article(
    "A title: with / and \u202e",
    (Block(BlockKind.PARAGRAPH, "One."), Block(BlockKind.RULE, ""), Block(BlockKind.TABLE_ROW, "a\tb")),
    url="https://a.test/",
    byline="Somebody",
)


def test_the_text_is_logical_and_whole() -> None:
    assert plain_text(STORY) == "A title: with / and \u202e\nSomebody\nhttps://a.test/\n\nOne.\n\na | b\n"


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A title: with / and \u202e", "A title with and"),
        ("../../etc/passwd", "etc passwd"),
        ("...", "story"),
        ("", "story"),
        ("NUL", "_NUL"),
        ("com1.txt", "_com1.txt"),
        (".hidden", "hidden"),
        ("~", "~"),
        ("\u062e\u0628\u0631", "\u062e\u0628\u0631"),
    ],
)
def test_names(title: str, name: str) -> None:
    assert safe_name(title) == name


@given(st.text())
def test_a_name_is_a_name_and_nothing_else(title: str) -> None:
    name = safe_name(title)
    assert Path(name).name == name
    assert name not in (".", "..")
    assert name.isprintable()
    assert len(name.encode("utf-8", "replace")) <= 320


def test_nothing_is_written_over(tmp_path: Path) -> None:
    first = save(STORY, tmp_path / "x.txt")
    second = save(STORY, tmp_path / "x.txt")
    assert (first.name, second.name) == ("x.txt", "x (2).txt")
    assert first.read_text(encoding="utf-8") == second.read_text(encoding="utf-8") == plain_text(STORY)
    assert save(STORY, tmp_path).name == "A title with and.txt"


def test_what_cannot_be_written_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(SavingError) as caught:
        save(STORY, tmp_path / "no" / "x.txt")
    assert str(caught.value) == f"{tmp_path / 'no' / 'x.txt'}: no such file or directory"
    with pytest.raises(SavingError) as caught:
        save(STORY, tmp_path / "x\0.txt")
    assert "\n" not in str(caught.value)


def test_a_name_of_letters_that_take_four_bytes_fits_into_a_directory() -> None:
    name = safe_name("\U0001f600" * 200)
    assert 200 < len(name.encode()) <= 240
