"""What changed between two texts, word by word, in every script."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tui.articles.changes import GAP, as_article, compare, same_text, with_signs
from tui.articles.layout import lay_out, runs
from tui.model import Article, Block, BlockKind, Mark, MarkKind, Recognition

WORD = {
    "harbour": "\u0627\u0644\u0645\u064a\u0646\u0627\u0621",
    "seventh": "\u0627\u0644\u0633\u0627\u0628\u0639",
    "new": "\u062c\u062f\u064a\u062f\u0627\u064b",  # with a tanwin
    "opened": "\u0627\u0641\u062a\u062a\u062d",
    "closed": "\u0623\u063a\u0644\u0642",
}


def text(*paragraphs: str, title: str = "Title", byline: str = "") -> Article:
    return Article(title, tuple(Block(BlockKind.PARAGRAPH, one) for one in paragraphs), byline=byline)


def signed(before: Article, after: Article) -> list[str]:
    return [with_signs(block).text for block in compare(before, after).blocks]


def test_a_number_and_a_name_change() -> None:
    before = text("The quay took three years and cost 120 million.", "Nothing happens here.", "The end is near.")
    after = text("The quay took four years and cost 135 million.", "Nothing happens here.", "The end is here, now.")
    assert signed(before, after) == [
        "The quay took [-three-] {+four+} years and cost [-120-] {+135+} million.",
        GAP,
        "The end is [-near-] {+here, now+}.",
    ]
    comparison = compare(before, after)
    assert (comparison.added, comparison.removed) == (4, 3)


def test_words_with_marks_are_whole_and_stand_apart() -> None:
    before = text(" ".join([WORD["opened"], WORD["harbour"], "Maersk", WORD["harbour"], WORD["seventh"], "400"]))
    after = text(" ".join([WORD["closed"], WORD["harbour"], "Maersk", WORD["harbour"], WORD["new"], "450"]))
    (block,) = compare(before, after).blocks
    spans = [(mark.kind, block.text[mark.start : mark.end]) for mark in block.marks]
    assert spans == [
        (MarkKind.DELETED, WORD["opened"]),
        (MarkKind.INSERTED, WORD["closed"]),
        (MarkKind.DELETED, f"{WORD['seventh']} 400"),
        (MarkKind.INSERTED, f"{WORD['new']} 450"),
    ]
    # Glued, the letters would join and the numbers be one.
    assert f"{WORD['opened']} {WORD['closed']}" in block.text
    assert "400450" not in block.text


def test_the_marks_reach_the_rows_in_visual_order() -> None:
    before, after = text(f"{WORD['harbour']} 400 {WORD['new']}"), text(f"{WORD['harbour']} 450 {WORD['new']}")
    article = as_article(Article("x", language="ar", direction="rtl"), [("now", compare(before, after))])
    painted = [piece for row in lay_out(article, Recognition("ar"), 60) for piece in runs(row, 60)]
    shown = {words: roles for words, roles in painted if words.strip().isdecimal()}
    assert "deleted" in shown["400"]
    assert "inserted" in shown["450"]
    places = [words.strip() for words, _ in painted if words.strip().isdecimal()]
    assert places == ["450", "400"]  # what was deleted is read first: it stands on the right


def test_whole_paragraphs_come_and_go() -> None:
    before = text("One stays as it is.", "This one is taken out.", "Last one stays as well.")
    after = text("Quite another beginning, of nothing else.", "One stays as it is.", "Last one stays as well.")
    assert signed(before, after) == [
        "{+Quite another beginning, of nothing else.+}",
        GAP,
        "[-This one is taken out.-]",
    ]


def test_title_and_byline_count_but_addresses_and_dates_do_not() -> None:
    before = text("Same.", title="Port opens", byline="Ada")
    assert signed(before, text("Same.", title="Port closes", byline="Ada B")) == [
        "Port [-opens-] {+closes+}",
        "Ada{+ B+}",
    ]
    linked = Block(BlockKind.PARAGRAPH, "Same.", (Mark(0, 4, MarkKind.LINK, "https://x.test/?visit=2"),))
    other = Article("Port opens", (linked,), url="https://y.test/", byline="Ada")
    assert same_text(before, other)
    assert not compare(before, other)


def test_a_long_block_is_not_compared_for_ever() -> None:
    before = text(" ".join(f"a{number}" for number in range(3000)))
    after = text(" ".join(f"a{number + 1}" for number in range(3000)))
    assert [mark.kind for block in compare(before, after).blocks for mark in block.marks] == [
        MarkKind.DELETED,
        MarkKind.INSERTED,
    ]


PARAGRAPHS = st.lists(
    st.lists(st.sampled_from(["a", "b", "the", "42", ",", ".", *WORD.values()]), min_size=1, max_size=8).map(" ".join),
    max_size=5,
)


@given(PARAGRAPHS, PARAGRAPHS)
def test_both_texts_can_be_read_back(before: list[str], after: list[str]) -> None:
    """Whatever changed: without what was deleted it is the new text, without what was inserted the old one."""
    comparison = compare(text(*before), text(*after))
    for kind, side in ((MarkKind.DELETED, after), (MarkKind.INSERTED, before)):
        for block in comparison.blocks:
            if block.text == GAP:
                continue
            kept = "".join(
                letter
                for at, letter in enumerate(block.text)
                if not any(mark.kind is kind and mark.start <= at < mark.end for mark in block.marks)
            )
            assert not kept.split() or " ".join(kept.split()) in [" ".join(one.split()) for one in side]
    assert bool(comparison) == (before != after)
