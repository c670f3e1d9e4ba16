"""In an article: finding words, links and footnotes, saving, piping, and the command line."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from tests.app.conftest import Running, reading_on
from tui.app.commands import completed, parse
from tui.app.messages import StoryLoaded
from tui.articles import place
from tui.articles.sources import blocks_from_html
from tui.model import TITLE_BLOCK, Article, Block, BlockKind, Recognition, Story
from tui.newsroom import Desk, reading
from tui.store import codec

META = "\u0645\u064a\u062a\u0627"
VOWELED = "\u0645\u0650\u064a\u062a\u064e\u0627"
FILLING = "".join(f"<p>Paragraph {number} of many, to fill the screen.</p>" for number in range(40))
MARKUP = (
    f'<p>{VOWELED} first <a id="b1" href="#n1">part</a> and <a href="https://b.test/x">there</a>.</p>{FILLING}'
    f'<p id="n1">Note about {META} <a href="#b1">back</a></p>{FILLING}<p>{META} {META}</p>'
)


@asynccontextmanager
async def opened(
    desk: Desk, size: tuple[int, int] = (100, 30), *, markup: str = MARKUP, **options: object
) -> AsyncIterator[Running]:
    """A reader with a story of ours open."""
    async with reading_on(desk, size, **options) as reader:
        headline = reader.panels.headlines.current
        assert headline is not None
        blocks = blocks_from_html(markup, "https://a.test/")
        story = Story(headline, Article("Title", blocks, url="https://a.test/"), Recognition("en"))
        reader.reader.post_message(StoryLoaded(story, focus=True))
        await reader.settle()
        yield reader


async def find(reader: Running, words: str) -> None:
    """Type into the field of ``\\``."""
    await reader.press("\\")
    await reader.type(words)
    await reader.press("enter")


async def test_find_goes_to_the_first_place_and_on(desk: Desk) -> None:
    async with opened(desk) as reader:
        article = reader.panels.article
        await find(reader, META)
        assert reader.focus == "article"
        assert f"\u201c{META}\u201d: 1 of 4" in reader.toast
        assert article.scroll_offset.y == 0, "it is seen already"
        await reader.press(";")
        assert "2 of 4" in reader.toast
        second = article.scroll_offset.y
        assert second > 30
        await reader.press("2", ";", ";")
        assert "1 of 4" in reader.toast, "round the end"
        assert article.scroll_offset.y == 0 or article.scroll_offset.y < second
        await reader.press(",")
        assert "4 of 4" in reader.toast


async def test_find_marks_right_to_left_words_where_they_are_seen(desk: Desk) -> None:
    async with opened(desk) as reader:
        await find(reader, META)
        flow = reader.panels.article._flow
        assert flow is not None
        marked = [
            words
            for index in range(len(flow.rows))
            for words, roles in flow.pieces(index)
            if {"match", "current"} & set(roles)
        ]
        shaped = "\ufe8e\ufe98\ufef4\ufee3"  # alef, teh, yeh, meem: as they stand on the screen
        assert len(marked) == 4
        assert all("".join(c for c in words if c in shaped) == shaped for words in marked)


async def test_esc_goes_back_to_where_one_was(desk: Desk) -> None:
    async with opened(desk) as reader:
        article = reader.panels.article
        await reader.press(*["j"] * 5)
        before = article.position
        await reader.press("\\")
        await reader.type("Note")
        assert article.position != before
        await reader.press("escape")
        assert article.position == before
        assert not article.matches
        await reader.press(";")
        assert "finds something first" in reader.toast
        await find(reader, "zzz")
        assert reader.toast == "not in this story: zzz"
        assert article.position == before


async def test_a_match_stays_marked_in_another_width(desk: Desk) -> None:
    async with opened(desk) as reader:
        await find(reader, META)
        await reader.resize(60, 20)
        await reader.press(";")
        assert "2 of 4" in reader.toast
        flow = reader.panels.article._flow
        assert flow is not None
        assert flow._found


async def test_find_needs_a_story(desk: Desk) -> None:
    async with reading_on(desk, (60, 20)) as reader:
        await reader.press("\\")
        assert reader.toast == "open a story first"
        assert not reader.panels.field.display


async def test_a_link_inside_the_story_is_gone_to_and_come_back_from(desk: Desk) -> None:
    opened_urls: list[str] = []
    async with opened(desk, opener=opened_urls.append) as reader:
        article = reader.panels.article
        await reader.press("j", "j")
        before = article.position
        await reader.press("1", "enter")
        assert article.story is not None
        assert article.story.article.blocks[article.position[0]].anchors == ("n1",)
        assert "goes back" in reader.toast
        await reader.press("'")
        assert article.position == before
        await reader.press("2", "enter")
        assert opened_urls == ["https://b.test/x"]
        await reader.press("9", "9", "enter")
        assert reader.toast == "no such link"


async def test_a_footnote_is_gone_to_and_come_back_from(desk: Desk) -> None:
    markup = (
        f'<p>Said so.<sup><a href="#f1">1</a></sup></p>{FILLING}<p>And so.<sup><a href="#f2">2</a></sup></p>{FILLING}'
        f'<ol><li id="f1">Here. <a href="#b">back</a></li><li id="f2">There.</li></ol>{FILLING}'
    )
    async with opened(desk, markup=markup) as reader:
        article = reader.panels.article
        assert article.story is not None
        notes = [index for index, block in enumerate(article.story.article.blocks) if block.kind is BlockKind.NOTE]
        assert len(notes) == 2
        await reader.press("j", "'")
        assert article.matches == ()
        seen = "\n".join(reader.lines())
        assert "1. Here." in seen
        await reader.press("'")
        assert article.scroll_offset.y == 1
        await reader.press("2", "'")
        assert "2. There." in "\n".join(reader.lines())
        await reader.press("backspace", "G", "ctrl+u", "ctrl+u", "'")
        assert article.story.article.blocks[article.position[0]].kind is not BlockKind.NOTE
        await reader.press("7", "'")
        assert reader.toast == "no such footnote here"


async def test_the_number_of_a_link_shows_where_it_leads(desk: Desk) -> None:
    async with opened(desk) as reader:
        await reader.press("2")
        assert "https://b.test/x" in reader.lines()[-1]
        await reader.press("escape")
        assert "https://b.test/x" not in reader.lines()[-1]


async def test_all_links_in_a_list(desk: Desk) -> None:
    opened_urls: list[str] = []
    async with opened(desk, opener=opened_urls.append) as reader:
        await reader.press("H")
        assert any("[2]" in line and "there" in line and "https://b.test/x" in line for line in reader.lines())
        await reader.press("j", "enter")
        assert opened_urls == ["https://b.test/x"]


async def test_save_asks_where_and_never_writes_over(desk: Desk, tmp_path: Path) -> None:
    async with opened(desk) as reader:
        await reader.press("S")
        assert reader.panels.field.value == str(Path("~") / "Title.txt")
        target = tmp_path / "x.txt"
        reader.panels.field.replace(str(target))
        await reader.press("enter")
        assert reader.toast == f"saved: {target}"
        assert target.read_text(encoding="utf-8").startswith("Title\nhttps://a.test/\n\n")
        await reader.press("S")
        reader.panels.field.replace(str(target))
        await reader.press("enter")
        assert (tmp_path / "x (2).txt").exists()
        await reader.press("S")
        reader.panels.field.replace(str(tmp_path / "no" / "x.txt"))
        await reader.press("enter")
        assert "no such file or directory" in reader.toast


async def test_pipe_gives_the_text_on_the_input_alone(desk: Desk, tmp_path: Path) -> None:
    async with opened(desk) as reader:
        await reader.press("|")
        await reader.type("wc -l; cat")
        await reader.press("enter")
        shown = "\n".join(reader.lines())
        assert "wc -l; cat" in shown
        count = len(reader.panels.article.story.article.blocks) if reader.panels.article.story else 0
        assert str(2 * count + 2) in shown
        await reader.press("escape", "|")
        await reader.press("up")
        assert reader.panels.field.value == "wc -l; cat", "the last one is at hand"
        reader.panels.field.replace("exit 3")
        await reader.press("enter")
        assert reader.toast == "exit 3 ended with status 3"
        await reader.press("|")
        reader.panels.field.replace(f"cat > '{tmp_path / 'piped'}'")
        await reader.press("enter")
        assert reader.toast.endswith(": done")
        assert (tmp_path / "piped").read_text(encoding="utf-8").startswith("Title\n")


async def test_a_title_is_never_part_of_a_command(desk: Desk, tmp_path: Path) -> None:
    async with opened(desk) as reader:
        story = reader.panels.article.story
        assert story is not None
        evil = f"$(touch {tmp_path / 'evil'}); touch {tmp_path / 'evil'}"
        reader.panels.article.story = replace(story, article=replace(story.article, title=evil))
        await reader.press("|")
        reader.panels.field.replace("head -1")
        await reader.press("enter")
        assert not (tmp_path / "evil").exists()
        assert any("$(touch" in line for line in reader.lines())


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ("dismiss", ("dismiss", 0, "")),
        ("5 dismiss", ("dismiss", 5, "")),
        ("5dismiss", ("dismiss", 5, "")),
        ("dismiss 5", ("dismiss", 5, "")),
        ("42", ("bottom", 42, "")),
        ("save ~/a b.txt", ("save", 0, "~/a b.txt")),
        ("|wc -l", ("pipe", 0, "wc -l")),
        ("/meta ai", ("search", 0, "meta ai")),
        ("find 12", ("find", 0, "12")),
        ("q", ("quit", 0, "")),
        ("", ("", 0, "")),
        ("%&", ("%&", 0, "")),
    ],
)
def test_lines_of_the_command_line(line: str, parts: tuple[str, int, str]) -> None:
    assert parse(line) == parts


def test_a_name_is_completed_as_far_as_it_is_clear() -> None:
    assert completed("dism") == "dismiss "
    assert completed("5 go_t") == "5go_today "
    assert completed("go") == "go_"
    assert completed("zzz") == "zzz"
    assert completed("save x") == "save x"


async def test_the_command_line(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g")

        async def command(line: str) -> None:
            await reader.press(":")
            await reader.type(line)
            await reader.press("enter")

        await command("3 star")
        assert [reader.flags(row) for row in range(4)] == ["s", "s", "s", ""]
        await command("5")
        assert reader.cursor == 4
        await command("undo")
        assert reader.flags(0) == ""
        await command("view lang:ar")
        assert reader.panels.headlines.listing.ids.tolist() == reading.ids(desk, "lang:ar").tolist()
        await command("nonsens")
        assert reader.toast.startswith("no command nonsens")
        await command("go_")
        assert "go_today" in reader.toast
        await command("dismiss this")
        assert reader.toast == "dismiss takes a count, no words"
        await command("view")
        assert reader.toast == "view needs words after it"
        await command(f"narrow {META}")
        assert 0 < len(reader.panels.headlines.listing) < len(reading.ids(desk, "lang:ar"))
        await reader.press(":")
        await reader.type("help")
        await reader.press("tab", "enter")
        assert len(reader.app.screen_stack) == 2


async def test_where_a_link_led_from_is_exact(desk: Desk) -> None:
    async with opened(desk) as reader:
        assert reader.panels.article.position == (TITLE_BLOCK, 0)
        await reader.press("1", "enter", "backspace")
        assert reader.panels.article.scroll_offset.y == 0


async def test_the_place_is_exact_after_any_number_of_widths(desk: Desk) -> None:
    async with opened(desk, (100, 20)) as reader:
        article = reader.panels.article
        await reader.press(*["j"] * 3, "ctrl+d", "ctrl+d")
        before, row = article.position, article.scroll_offset.y
        for width, height in ((43, 30), (160, 45), (61, 12), (200, 50), (80, 24), (43, 30)):
            await reader.resize(width, height)
            assert article.position == before
        await reader.resize(100, 20)
        assert article.scroll_offset.y == row
        await reader.press("j")
        assert article.position > before


async def test_the_place_is_found_again_in_changed_content(desk: Desk) -> None:
    async with reading_on(desk, (100, 20)) as reader:
        await reader.press("enter", *["j"] * 12)
        story = reader.panels.article.story
        assert story is not None
        left = reader.panels.article.position
        words = place.words_at(story.article, *left)
    number = story.headline.id
    more = (Block(BlockKind.PARAGRAPH, "A correction that was put in."), *story.article.blocks[: left[0]], Block(
        BlockKind.PARAGRAPH, "And another."), *story.article.blocks[left[0] :])  # fmt: skip
    with desk.store.write() as connection:
        changed = codec.dump_article(replace(story.article, blocks=more))
        connection.execute("UPDATE bodies SET content = ? WHERE article = ?", (changed, number))
    again = reading.story(desk, number)
    assert again.position == (left[0] + 2, left[1])
    async with reading_on(desk, (100, 20)) as reader:
        reader.reader.stories.open_story(again.headline, focus=True)
        await reader.settle()
        assert place.words_at(again.article, *reader.panels.article.position) == words
