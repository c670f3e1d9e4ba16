"""Finding words in an article, and the offsets of what is set for a block."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.articles import layout
from tui.articles.sources import blocks_from_html
from tui.articles.within import MOST, Match, first_from, matches
from tui.model import TITLE_BLOCK, Article, Block, BlockKind, Mark, MarkKind
from tui.text import fold

META = "\u0645\u064a\u062a\u0627"


def article(*texts: str, title: str = "") -> Article:
    """An article of plain paragraphs."""
    return Article(title, tuple(Block(BlockKind.PARAGRAPH, text) for text in texts))


def shown(found: Article, words: str) -> list[str]:
    """The text of every place of ``words``."""
    texts = {TITLE_BLOCK: found.title, **{index: block.text for index, block in enumerate(found.blocks)}}
    return [texts[match.block][match.start : match.end] for match in matches(found, words)]


def test_title_and_blocks_in_order_without_case() -> None:
    story = article("a chip, and a CHIP", "none", "Chips", title="Chip")
    assert shown(story, "chip") == ["Chip", "chip", "CHIP", "Chip"]
    assert [match.block for match in matches(story, "chip")] == [TITLE_BLOCK, 0, 0, 2]
    assert matches(story, "  ") == matches(story, "\u064e") == ()


def test_arabic_is_folded_and_marks_belong_to_their_letter() -> None:
    voweled = "\u0645\u0650\u064a\u062a\u064e\u0627"
    stretched = "\u0645\u0640\u0640\u064a\u062a\u0627\u064b"
    story = article(f"x {voweled} y {stretched} z")
    assert shown(story, META) == [voweled, stretched]
    assert shown(article("\u0623\u062d\u0645\u062f \u0625\u0644\u0649"), "\u0627\u062d\u0645\u062f \u0627\u0644\u064a")
    assert shown(article("\u06a9\u062a\u0627\u0628"), "\u0643\u062a\u0627\u0628") == ["\u06a9\u062a\u0627\u0628"]


def test_any_blank_matches_any_run_of_blanks() -> None:
    assert shown(article("Mark \u00a0 Zuckerberg and Mark\tZuckerberg"), "mark  zuckerberg") == [
        "Mark \u00a0 Zuckerberg",
        "Mark\tZuckerberg",
    ]


@given(st.text(max_size=60), st.text(min_size=1, max_size=6))
def test_every_place_folds_to_what_was_sought(text: str, words: str) -> None:
    wanted = " ".join(fold(words).split())
    for match in matches(article(text), words):
        place = " ".join(fold(text[match.start : match.end]).split())
        assert wanted in place or place in wanted
        assert match.start < match.end <= len(text)


def test_the_first_from_a_place_goes_round() -> None:
    found = (Match(TITLE_BLOCK, 0, 2), Match(1, 5, 7), Match(1, 9, 11))
    assert first_from(found, (1, 6)) == 2
    assert first_from(found, (1, 10)) == 0
    assert first_from((), (0, 0)) == -1


def test_offsets_go_to_the_set_text_and_back() -> None:
    links = (Mark(0, 3, MarkKind.LINK, "https://a.test/"), Mark(4, 7, MarkKind.LINK, "https://b.test/"))
    story = Article("t", (Block(BlockKind.PARAGRAPH, "one two three", links), Block(BlockKind.TABLE_ROW, "a\tb\tc")))
    row = "one[1] two[2] three"
    assert layout.set_range(story, 0, 8, 13) == (row.index("three"), len(row))
    assert layout.set_range(story, 0, 4, 7) == (row.index("two"), row.index("two") + 3)
    table = "\u2068a\u2069 \u2502 \u2068b\u2069 \u2502 \u2068c\u2069"
    assert layout.set_range(story, 1, 2, 3) == (table.index("b"), table.index("b") + 1)
    assert layout.set_range(story, TITLE_BLOCK, 0, 1) == (0, 1)
    for block, text in ((0, "one two three"), (1, "a\tb\tc")):
        for offset in range(len(text)):
            if text[offset] != "\t":
                assert layout.own_offset(story, block, layout.set_range(story, block, offset, offset)[0]) == offset


CONTENTS = """<ul><li><a href="#one">Of the first</a></li><li><a href="https://a.test/post#two">Of the second</a></li>
<li><a href="https://b.test/#one">Elsewhere</a> <a href="#nowhere">nowhere</a></li></ul><h2 id="one">One</h2>
<p>Text.</p><h2><a name="two">Two</a></h2>"""


def test_links_to_places_in_the_article_stay_links() -> None:
    blocks = blocks_from_html(CONTENTS, "https://a.test/post")
    assert [(block.text, block.anchors) for block in blocks if block.anchors] == [("One", ("one",)), ("Two", ("two",))]
    assert layout.links(Article("t", blocks)) == ("#one", "#two", "https://b.test/#one")


def test_an_anchor_belongs_to_what_follows_it() -> None:
    blocks = blocks_from_html('<p>a</p><a name="x"></a><p>b</p><h2 id="y">c</h2><a href="#x">1</a><a href="#y">2</a>')
    assert [(block.text, block.anchors) for block in blocks] == [("a", ()), ("b", ("x",)), ("c", ("y",)), ("12", ())]


def test_so_many_places_and_no_more() -> None:
    assert len(matches(article("a" * 5000), "a")) == MOST
