"""Articles as Markdown, XHTML and EPUB: whole, from right to left where they are, and never mark-up of a feed's own."""

from __future__ import annotations

import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.articles.books import ARABIC, HOSTILE, arabic, checked, hostile
from tui.articles.epub import Chapter, direction_of, write
from tui.articles.markdown import markdown
from tui.articles.nesting import Inline, Text, address, nested
from tui.articles.xhtml import legal
from tui.model import Article, Block, BlockKind, Mark, MarkKind

NOW = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)


def book(*articles: Article, title: str = "khabar") -> bytes:
    file = io.BytesIO()
    chapters = [Chapter(number, one.title, one, ("Feed <b>", "2026-11-25")) for number, one in enumerate(articles, 1)]
    assert write(file, title, chapters, NOW) == len(articles)
    return file.getvalue()


def test_a_book_of_hostile_articles_keeps_every_rule() -> None:
    found = checked(book(hostile, arabic, hostile, title=f"{HOSTILE} \u202e"))
    chapter = found["EPUB/text/00001.xhtml"]
    text = "".join(chapter.itertext())
    assert "<script>alert(1)</script>" in text
    assert legal(HOSTILE) in text
    assert [link.get("href") for link in chapter.findall(".//{*}p/{*}a")] == [
        "https://x.test/a?b=1&c=2",
        "https://x.test/%22%3E%3Cimg%20src=x%20onerror=1%3E",
        "#b19",
        "http://x.test/p.png?a=1&b=2",
    ]
    assert chapter.get("lang") is None, "a language that is none is left out"


def test_an_address_leads_to_the_net_or_nowhere() -> None:
    assert address("https://x.test/a b ") == "https://x.test/a%20b"
    assert address("https://x.test/a\nb") == ""
    assert address("javascript:alert(1)") == ""
    assert address("file:///etc/passwd") == ""
    assert address("data:text/html,x") == ""
    assert address("https://[x") == ""
    assert address("") == ""
    assert address("https://x.test/\u0645\u06311?q=\u00e9#a") == "https://x.test/%D9%85%D8%B11?q=%C3%A9#a"


def test_direction_and_languages_are_said() -> None:
    found = checked(book(arabic, arabic, Article("One", (Block(BlockKind.PARAGRAPH, "x"),), language="en")))
    assert found["spine"].get("page-progression-direction") == "rtl"
    assert found["package"].get("dir") == "rtl"
    assert [one.text for one in found["package"].findall(".//{*}language")] == ["ar", "en"]
    chapter = found["EPUB/text/00001.xhtml"]
    assert (chapter.get("dir"), chapter.get("lang")) == ("rtl", "ar")
    paragraphs = chapter.findall(".//{*}body/{*}p")[-2:]
    assert [one.get("dir") for one in paragraphs] == [None, "ltr"]
    assert found["EPUB/text/00003.xhtml"].get("dir") == "ltr"
    assert checked(book(hostile))["spine"].get("page-progression-direction") == "ltr"
    assert [one.text for one in checked(book(hostile))["package"].findall(".//{*}language")] == ["und"]
    assert direction_of([]) == "ltr"


def test_lists_stand_inside_one_another() -> None:
    chapter = checked(book(hostile))["EPUB/text/00001.xhtml"]
    ordered = chapter.findall(".//{*}ol")
    assert [(one.get("start"), len(one)) for one in ordered] == [("3", 2)]
    assert "".join(ordered[0].find("{*}li/{*}ul/{*}li").itertext()) == "deep"
    assert [len(one) for one in chapter.findall(".//{*}body/{*}ul")] == [1]


def test_the_same_articles_are_the_same_book() -> None:
    assert book(arabic) == book(arabic)
    assert book(arabic) != book(hostile)


@pytest.mark.skipif(shutil.which("epubcheck") is None, reason="no epubcheck at hand")
def test_epubcheck_has_no_complaint(tmp_path: Path) -> None:
    path = tmp_path / "book.epub"
    path.write_bytes(book(hostile, arabic, title=HOSTILE))
    done = subprocess.run(["epubcheck", str(path)], capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr


def test_markdown_says_the_text_and_nothing_else() -> None:
    text = markdown(hostile, ("Feed *star*",))
    lines = text.split("\n")
    assert lines[0].startswith("# \\<script\\>alert(1)\\</script\\> & ")
    assert "javascript" not in text.replace("\\[x\\](javascript:1)", "")
    assert "Feed \\*star\\*" in lines[2]
    assert "\\# no heading" in lines
    assert "1\\. no list" in lines
    assert "\\- no list" in lines
    assert "````" in lines, "a fence is longer than any in the code"
    assert "3. one" in lines
    assert "| a\\|b | c |" in lines
    assert "> > said \\> it" in lines
    assert "\\[1\\] the note" in lines
    assert "a [link](<https://x.test/%22%3E%3Cimg%20src=x%20onerror=1%3E>) there" in lines
    assert "\x00" not in text
    assert "<strong>over <em>lap</em></strong><em>ping</em>" in lines
    assert "    - deep" in lines
    assert "\u202e" not in text


def test_markdown_from_right_to_left_says_so() -> None:
    text = markdown(arabic)
    assert text.startswith(f'<div dir="rtl" lang="ar">\n\n# {ARABIC}\n')
    assert text.endswith("\n\n</div>\n")


def test_emphasis_that_would_not_be_read_as_such_is_a_tag() -> None:
    words = f"{ARABIC}\u00ab{ARABIC}\u00bb{ARABIC}"
    block = Block(BlockKind.PARAGRAPH, words, (Mark(5, 12, MarkKind.STRONG),))
    assert f"<strong>\u00ab{ARABIC}\u00bb</strong>" in markdown(Article("", (block,)))
    plain = Block(BlockKind.PARAGRAPH, "one two three", (Mark(3, 8, MarkKind.STRONG),))
    assert "one **two** three" in markdown(Article("", (plain,)))


marks = st.builds(
    Mark,
    st.integers(0, 12),
    st.integers(0, 12),
    st.sampled_from(list(MarkKind)),
    st.sampled_from(["https://x.test/", "#a", "javascript:1"]),
)


def _text_of(text: str, parts: tuple[Inline | Text, ...]) -> str:
    return "".join(
        text[part.start : part.end] if isinstance(part, Text) else _text_of(text, part.inside) for part in parts
    )


@given(st.text("ab \u0645*<", max_size=12), st.lists(marks, max_size=6))
def test_nesting_loses_no_letter_and_every_book_is_well_formed(text: str, over: list[Mark]) -> None:
    assert _text_of(text, nested(text, over)) == text
    checked(book(Article(text, (Block(BlockKind.PARAGRAPH, text, tuple(over), anchors=("a",)),))))
    assert "javascript" not in markdown(Article(text, (Block(BlockKind.PARAGRAPH, text, tuple(over)),)))
