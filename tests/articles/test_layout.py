"""Articles as rows: exact widths, sides, roles, numbers of links."""

import time
from datetime import UTC, datetime

import pytest
from rich.cells import cell_len

from tests.shared import shared_path
from tui import text
from tui.articles import layout
from tui.model import BYLINE_BLOCK, TITLE_BLOCK, Article, Block, BlockKind, Mark, MarkKind, Mention, Recognition

ARABIC = "\u0634\u0631\u0643\u0629 Meta (AI) \u062a\u0648\u0627\u062c\u0647 14.3%"
NONE = Recognition("ar")


def article(*blocks: Block, direction: str = "rtl") -> Article:
    return Article(
        "\u0639\u0646\u0648\u0627\u0646",
        blocks,
        byline="\u0633\u0627\u0631\u0629",
        published=datetime(2025, 9, 4, tzinfo=UTC),
        language="ar",
        direction="rtl" if direction == "rtl" else "ltr",
    )


EVERY_KIND = article(
    Block(BlockKind.PARAGRAPH, ARABIC * 5),
    Block(BlockKind.HEADING, ARABIC, level=2),
    Block(BlockKind.QUOTE, ARABIC * 3, level=1),
    Block(BlockKind.ITEM, ARABIC, level=1),
    Block(BlockKind.ITEM, ARABIC, level=2),
    Block(BlockKind.ITEM, "English item", level=1, ordinal=12),
    Block(BlockKind.CODE, "if x:\n\treturn (1)\n\n    y"),
    Block(BlockKind.CAPTION, ARABIC),
    Block(BlockKind.TABLE_ROW, "a\tb\t\u0645"),
    Block(BlockKind.RULE, ""),
    Block(BlockKind.PARAGRAPH, ""),
)


@pytest.mark.parametrize("width", [1, 2, 5, 17, 40, 88, 120])
def test_every_row_is_exactly_as_wide_as_the_pane(width: int) -> None:
    rows = layout.lay_out(EVERY_KIND, NONE, width)
    for row in rows:
        assert cell_len("".join(piece for piece, _ in layout.runs(row, width))) == width
    assert {row.role for row in rows} == {
        "title", "meta", "paragraph", "heading", "quote", "item", "code", "caption", "row", "rule", "blank",
    }  # fmt: skip


def test_blocks_laid_out_one_by_one_are_the_whole() -> None:
    whole = layout.to_plain(layout.lay_out(EVERY_KIND, NONE, 40), 40)
    rows = layout.rows_of_title(EVERY_KIND, NONE, 40)
    for index in range(len(EVERY_KIND.blocks)):
        rows += layout.rows_of_block(EVERY_KIND, index, NONE, 40)
    assert layout.to_plain(rows, 40) == whole


def test_meta_row() -> None:
    rows = [row for row in layout.rows_of_title(EVERY_KIND, NONE, 60) if row.role == "meta"]
    assert len(rows) == 1
    parts = ["04.09.2025", "\u0633\u0627\u0631\u0629", "1 min", "ar"]
    assert layout.text_of(EVERY_KIND, rows[0]) == " \u00b7 ".join(f"\u2068{part}\u2069" for part in parts)
    assert rows[0].block == BYLINE_BLOCK
    assert rows[0].base == 1


def test_each_paragraph_stands_on_its_own_side() -> None:
    mixed = article(
        Block(BlockKind.PARAGRAPH, "English"), Block(BlockKind.PARAGRAPH, "\u0645"), Block(BlockKind.PARAGRAPH, "1")
    )
    shown = [
        "".join(piece for piece, _ in layout.runs(layout.rows_of_block(mixed, index, NONE, 20)[0], 20))
        for index in range(3)
    ]
    assert shown == ["English".ljust(20), "\ufee1".rjust(20), "1".rjust(20)]


def test_the_measure_is_centred() -> None:
    row = layout.rows_of_block(article(Block(BlockKind.PARAGRAPH, "ab"), direction="ltr"), 0, NONE, 100, measure=80)[0]
    assert "".join(piece for piece, _ in layout.runs(row, 100)).index("ab") == 10


def test_prefixes_stand_at_the_start_edge() -> None:
    def shown(block: Block) -> list[str]:
        rows = layout.rows_of_block(article(block), 0, NONE, 12)
        return ["".join(piece for piece, _ in layout.runs(row, 12)) for row in rows if row.line]

    assert shown(Block(BlockKind.ITEM, "\u0645", level=1)) == ["\ufee1 \u2022".rjust(12)]
    assert shown(Block(BlockKind.ITEM, "\u0645", level=2)) == ["\ufee1 \u25e6  ".rjust(12)]
    assert shown(Block(BlockKind.ITEM, "\u0645", level=1, ordinal=3)) == ["\ufee1 .3".rjust(12)]
    assert shown(Block(BlockKind.ITEM, "one two three", level=1)) == ["\u2022 one two   ", "  three     "]
    assert shown(Block(BlockKind.QUOTE, "one two three", level=1)) == ["\u258c one two   ", "\u258c three     "]


def test_links_are_numbered_by_target_and_spans_follow() -> None:
    block = Block(
        BlockKind.PARAGRAPH,
        "see here and there by Meta",
        (
            Mark(4, 8, MarkKind.LINK, "https://a.test/"),
            Mark(13, 18, MarkKind.LINK, "https://b.test/"),
            Mark(9, 12, MarkKind.STRONG),
        ),
    )
    second = Block(BlockKind.PARAGRAPH, "again", (Mark(0, 5, MarkKind.LINK, "https://a.test/"),))
    story = article(block, second, direction="ltr")
    known = Recognition("en", (Mention(22, 26, "Meta", "company", "meta"),))
    assert layout.links(story) == ("https://a.test/", "https://b.test/")
    row = layout.rows_of_block(story, 0, known, 60)[0]
    shown = layout.text_of(story, row)
    assert shown == "see here[1] and there[2] by Meta"
    assert [(shown[span.start : span.end], span.role) for span in row.spans] == [
        ("here", "link"),
        ("there", "link"),
        ("and", "strong"),
        ("Meta", "company"),
        ("Meta", "entity:meta"),
    ]
    assert ("Meta", ("paragraph", "company", "entity:meta")) in layout.runs(row, 60)
    assert layout.text_of(story, layout.rows_of_block(story, 1, known, 60)[0]) == "again[1]"


def test_mentions_in_title_and_byline() -> None:
    known = Recognition(
        "ar",
        (Mention(0, 5, "", "company", "c", TITLE_BLOCK), Mention(0, 4, "", "person", "p", BYLINE_BLOCK)),
    )
    rows = layout.rows_of_title(EVERY_KIND, known, 60)
    for role, roles, words in (
        ("title", "entity:c", "\u0639\u0646\u0648\u0627\u0646"),
        ("meta", "entity:p", "\u0633\u0627\u0631\u0629"),
    ):
        row = next(row for row in rows if row.role == role)
        over = [piece for piece, names in layout.runs(row, 60) if roles in names]
        assert over == [text.fit(words, 10).text]


def test_table_cells_are_told_apart_and_spans_follow() -> None:
    table = Block(BlockKind.TABLE_ROW, "ab\tcd", (Mark(3, 5, MarkKind.STRONG),))
    story = article(table, direction="ltr")
    row = layout.rows_of_block(story, 0, NONE, 20)[0]
    assert layout.text_of(story, row) == "\u2068ab\u2069 \u2502 \u2068cd\u2069"
    assert ("cd", ("row", "strong")) in layout.runs(row, 20)


def test_the_columns_of_a_table_stand_below_one_another_in_one_order() -> None:
    arabic = "\u0645\u064a\u0631\u0633\u0643"
    cells = (("Meta", "Google", "31"), (arabic, "MSC", "7"), ("1,204", "2", "Maersk"))
    table = tuple(Block(BlockKind.TABLE_ROW, "\t".join(row)) for row in cells)
    for direction in ("ltr", "rtl"):
        story = article(*table, direction=direction)
        lines = [
            "".join(piece for piece, _ in layout.runs(row, 40))
            for index in range(len(table))
            for row in layout.rows_of_block(story, index, NONE, 40)
            if row.line is not None
        ]
        bars = [[at for at, letter in enumerate(line) if letter == "\u2502"] for line in lines]
        assert bars == [bars[0]] * 3
        assert len(bars[0]) == 2
        first, last = ("Meta", "31") if direction == "ltr" else ("31", "Meta")
        assert lines[0].index(first) < lines[0].index("Google") < lines[0].index(last)


def test_a_table_that_is_too_wide_is_not_padded() -> None:
    table = (Block(BlockKind.TABLE_ROW, "a\tb"), Block(BlockKind.TABLE_ROW, f"{'long ' * 20}\tb"))
    story = article(*table, direction="ltr")
    assert layout.text_of_block(story, 0) == "\u2068a\u2069 \u2502 \u2068b\u2069"


@pytest.mark.parametrize("width", [20, 60, 100])
def test_a_real_article(width: int) -> None:
    paragraphs = shared_path("standardprva/article.txt").read_text(encoding="utf-8").split("\n")
    story = article(*(Block(BlockKind.PARAGRAPH, paragraph) for paragraph in paragraphs if paragraph))
    for index, block in enumerate(story.blocks):
        rows = [row for row in layout.rows_of_block(story, index, NONE, width) if row.line]
        words = "".join(block.text[row.line.start : row.line.end].strip() for row in rows if row.line)
        assert "".join(words.split()) == "".join(block.text.split())  # a word may be broken at its hyphen
        for row in rows:
            assert cell_len("".join(piece for piece, _ in layout.runs(row, width))) == width


def test_the_first_screen_of_a_long_article_needs_only_its_first_blocks() -> None:
    """The bound is ten times what was measured, so that a busy machine does not fail it."""
    words = [f"{chr(0x0628 + number % 20)}{chr(0x0645)}{number}\u0627\u0644" for number in range(10_000)]
    blocks = [Block(BlockKind.PARAGRAPH, " ".join(words[at : at + 80])) for at in range(0, 10_000, 80)]
    story = article(*blocks)
    began = time.perf_counter()
    rows = layout.rows_of_title(story, NONE, 88)
    index = 0
    while len(rows) < 40:
        rows += layout.rows_of_block(story, index, NONE, 88)
        index += 1
    shown = [layout.runs(row, 88) for row in rows[:40]]
    assert time.perf_counter() - began < 0.1
    assert len(shown) == 40
    assert index < 10
