"""All text goes through one door: nothing on the screen is raw, whatever the feeds say."""

from __future__ import annotations

import ast
import re
from array import array
from datetime import UTC, datetime
from pathlib import Path

import pytest
from rich.style import Style
from textual.geometry import Offset
from textual.selection import Selection

import tui.app
from tests.app.conftest import reading_on
from tui import text
from tui.app import paint
from tui.app.listing import Listing
from tui.app.messages import StoryLoaded, ViewLoaded
from tui.app.strips import strip
from tui.model import Article, Block, BlockKind, Headline, Recognition, Story
from tui.newsroom import Desk, reading

RAW = re.compile("[\u0621-\u063a\u0641-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
FORBIDDEN = {"Static", "Label", "OptionList", "ListView", "DataTable", "Input", "Markdown", "RichLog", "Log", "Button"}
WORD = "\u0643\u062a\u0627\u0628"
HOSTILE = (
    "\x1b[31mred\x1b]0;title\x07",
    "a\u202ecod.exe\u202c \u2066x",
    "\u0627\u0644\u0639\u0631\u0628\u064a\u0629 (Meta) \u0648" * 40,
    "line\none\ttwo\r\nthree",
    "\U0001f600 \u4e2d\u6587 [bold]no markup[/bold] {brace}",
    "",
    "\u05e9\u05dc\u05d5\u05dd (AI) 14.3",
    "e\u0301\u0301\u0301" * 30,
    "\ud800 surrogate",
)


def test_no_widget_of_the_toolkit_shows_text_of_its_own() -> None:
    for path in Path(tui.app.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("textual"):
                assert not FORBIDDEN & {name.name for name in node.names}, path
                assert node.module != "textual.widgets", path


@pytest.mark.parametrize("language", ["en", "ar"])
async def test_every_letter_on_the_screen_is_shaped(desk: Desk, language: str) -> None:
    async with reading_on(desk, environ={"LANG": language}) as reader:
        await reader.press("g", "a", "g", "g")
        shown = set()
        for _ in range(len(reader.panels.headlines.listing)):
            await reader.press("enter", "c", "enter", "escape", "escape", "h", "j")
            shown.add("\n".join(reader.lines()))
        await reader.press("?")
        shown.add("\n".join(reader.lines()))
        await reader.press("escape", "ctrl+p")
        shown.add("\n".join(reader.lines()))
        await reader.press("escape", "/")
        await reader.type(WORD)
        shown.add("\n".join(reader.lines()))
        everything = "\n".join(shown)
        assert not RAW.findall(everything)
        assert not CONTROLS.findall(everything.replace("\n", ""))
        assert re.search("[\ufb50-\ufdff\ufe70-\ufefc]", everything)
        widths = {text.width(line) for screen in shown for line in screen.split("\n")}
        assert widths == {160}, "every line fills the screen, so every border is straight"


async def test_hebrew_stands_in_visual_order(desk: Desk) -> None:
    found = reading.ids(desk, "lang:he")
    assert len(found)
    title = reading.headlines(desk, found[:1])[0].title
    async with reading_on(desk, (160, 45)) as reader:
        await reader.press("g", "a")
        reader.reader.stories.open_row(reader.panels.headlines.listing.row_of(found[0]) or 0)
        await reader.settle()
        word = next(word for word in title.split() if word.isalpha() and len(word) > 2)
        assert word[::-1] in "\n".join(reader.lines())


@pytest.mark.parametrize("size", [(160, 45), (80, 24), (40, 12)])
async def test_hostile_titles_change_no_border(desk: Desk, size: tuple[int, int]) -> None:
    now = datetime.now(UTC)
    headlines = [Headline(9000 + n, 1, title, title, "ar", now) for n, title in enumerate(HOSTILE)]
    known = {headline.id: headline for headline in headlines}
    listing = Listing(
        "all", HOSTILE[2], "", array("q", known), known, lambda ids: [known[story] for story in ids], partial=True
    )
    blocks = tuple(Block(BlockKind.PARAGRAPH, title) for title in HOSTILE)
    async with reading_on(desk, size, offline=True) as reader:
        reader.reader.stories.preview_seconds = 1000
        reader.reader.post_message(ViewLoaded(listing))
        await reader.settle()
        for headline in headlines:
            article = Article(headline.title, blocks, byline=headline.title, direction="rtl", published=now)
            story = Story(headline, article, Recognition("ar"))
            reader.reader.room.panels.toast.say(headline.title)
            reader.reader.post_message(StoryLoaded(story, focus=False))
            reader.looks.with_article()
            reader.looks.focus("article")
            await reader.settle()
            for line in reader.lines():
                assert text.width(line) == size[0]
                assert not CONTROLS.search(line)


def test_a_label_is_cut_at_its_own_end() -> None:
    english = paint.label("a rather long title", 8)
    assert "".join(words for words, _ in english) == "a rathe\u2026"
    arabic = "".join(words for words, _ in paint.label(f"{WORD} {WORD} {WORD}", 8))
    assert arabic.startswith("\u2026")
    assert text.width(arabic) == 8
    short = "".join(words for words, _ in paint.label(WORD, 8))
    assert short.startswith("    ")
    assert paint.label("x", 0) == []


def test_columns_mirror() -> None:
    parts = [paint.label("a", 2), paint.label("b", 3)]
    assert "".join(words for words, _ in paint.columns(parts, mirrored=False)) == "a b  "
    assert "".join(words for words, _ in paint.columns(parts, mirrored=True)) == "b  a "


async def test_a_selection_is_logical_text(desk: Desk) -> None:
    words = (
        "\u0634\u0631\u0643\u0629",
        "Meta AI",
        "\u062a\u0648\u0627\u062c\u0647",
        "14.3",
        "(\u0645\u0644\u064a\u0627\u0631)",
    )
    source = " ".join(words)
    headline = Headline(1, 1, "t", source, "ar", datetime.now(UTC))
    article = Article(source, (Block(BlockKind.PARAGRAPH, source + ". " + source),), direction="rtl")
    async with reading_on(desk, (100, 30)) as reader:
        view = reader.panels.article
        reader.reader.post_message(StoryLoaded(Story(headline, article, Recognition("ar")), focus=True))
        await reader.settle()
        whole = view.get_selection(Selection(None, None))
        assert whole is not None
        assert source in whole[0]
        assert source + ". " + source in whole[0]
        row = view.get_selection(Selection(Offset(0, 0), Offset(200, 0)))
        assert row is not None
        assert row[0] == source
        reader.reader.selections = {view: Selection(Offset(0, 0), Offset(200, 0))}
        await reader.settle()
        await reader.press("Y")
        assert reader.app.clipboard == source


async def test_dragging_the_mouse_selects_logical_text(desk: Desk) -> None:
    words = ("\u0634\u0631\u0643\u0629", "Meta AI", "\u062a\u0648\u0627\u062c\u0647")
    source = " ".join(words)
    headline = Headline(1, 1, "t", source, "ar", datetime.now(UTC))
    article = Article(source, (Block(BlockKind.PARAGRAPH, source),), direction="rtl")
    async with reading_on(desk, (100, 30)) as reader:
        view = reader.panels.article
        reader.reader.post_message(StoryLoaded(Story(headline, article, Recognition("ar")), focus=True))
        await reader.settle()
        right = view.size.width - 1
        await reader.pilot.mouse_down(view, offset=(right, 0))
        await reader.pilot.hover(view, offset=(right - 5, 0))
        await reader.pilot.mouse_up(view, offset=(right - 5, 0))
        await reader.settle()
        selected = reader.reader.get_selected_text()
        assert selected is not None
        assert selected.strip() == words[0], "the first word stands at the right edge"


async def test_a_click_opens_what_is_under_it(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a")
        await reader.pilot.click(reader.panels.headlines, offset=(40, 3))
        await reader.settle()
        assert reader.cursor == 3
        assert reader.panels.article.story is not None
        assert reader.panels.article.story.headline.id == reader.panels.headlines.listing.ids[3]
        assert reader.focus == "article"
        await reader.pilot.click(reader.panels.footer, offset=(2, 0))
        await reader.settle()
        assert reader.app.is_running


def test_a_row_that_is_cut_keeps_marks_on_their_letters() -> None:
    marked = "\u0628\u0651\u064e"
    row = strip([("a" + marked * 3 + "b", ())], 5, lambda roles: Style())
    for cut in range(1, 5):
        left, right = row.divide([cut, 5])
        assert (left.cell_length, right.cell_length) == (cut, 5 - cut)
        assert not right.text.startswith(("\u0651", "\u064e")), cut
