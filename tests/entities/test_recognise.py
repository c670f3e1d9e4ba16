"""Rules one by one, on sentences of our own with invented names; and what must hold for any string."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui.entities import recognise, recognise_article
from tui.model import BYLINE_BLOCK, TITLE_BLOCK, Article, Block, BlockKind, Recognition


def named(found: Recognition, kind: str) -> list[str]:
    return [entity.name for entity in found.entities if entity.kind == kind]


@pytest.mark.parametrize(
    ("text", "companies", "people"),
    [
        (
            "Apple said on Monday that it would hire Ruth Delgado, an engineer at Marlow Labs.",
            ["Apple"],
            ["Ruth Delgado"],
        ),
        ("She ate an apple by the window and read about visa rules.", [], []),
        ("Oskar Lindgren, chief executive of Birka Foods AB, resigned.", ["Birka Foods AB"], ["Oskar Lindgren"]),
        (
            "\u0642\u0627\u0644\u062a \u0634\u0631\u0643\u0629 \u0645\u064a\u062a\u0627 "
            "\u0625\u0646\u0647\u0627 \u0633\u062a\u0648\u0638\u0641.",
            ["Meta"],
            [],
        ),
        # clitics: wa-, bi-, li-, ka- before a name
        (
            "\u0648\u0645\u0627\u064a\u0643\u0631\u0648\u0633\u0648\u0641\u062a "
            "\u062a\u0646\u0627\u0641\u0633 \u0625\u0646\u0641\u064a\u062f\u064a\u0627.",
            ["Microsoft", "Nvidia"],
            [],
        ),
        # "on" is spelled like the name Ali
        (
            "\u0627\u062a\u0641\u0642\u0648\u0627 \u0639\u0644\u0649 \u0627\u0644\u0623\u0642\u0644 "
            "\u0639\u0644\u0649 \u0645\u0648\u0639\u062f.",
            [],
            [],
        ),
    ],
)
def test_a_sentence(text: str, companies: list[str], people: list[str]) -> None:
    found = recognise(text)
    assert sorted(set(companies) - set(named(found, "company"))) == []
    assert named(found, "person") == people
    if not companies:
        assert named(found, "company") == []


def test_one_entity_in_both_scripts() -> None:
    text = (
        "\u0634\u0631\u0643\u0629 \u0645\u0631\u0633\u0649 "
        "\u0627\u0644\u0642\u0627\u0628\u0636\u0629 (Marsa) \u062a\u0631\u0628\u062d."
    )
    (entity,) = [one for one in recognise(text).entities if one.kind == "company"]
    assert entity.count == 2
    assert "Marsa" in entity.names


def test_a_surname_alone_is_the_person_named_before() -> None:
    text = "Mr Tobias Renner runs the mill. Renner said flour was dear. \u201cVery dear,\u201d Renner added."
    (person,) = [one for one in recognise(text).entities if one.kind == "person"]
    assert (person.name, person.count) == ("Tobias Renner", 3)


def test_offsets_of_an_article_count_in_their_block() -> None:
    article = Article(
        title="Meta hires",
        byline="Ida Lunde",
        blocks=(
            Block(BlockKind.CODE, "Meta = 1"),
            Block(BlockKind.PARAGRAPH, "Mark Zuckerberg, chief executive of Meta, said so."),
        ),
        language="en",
    )
    found = recognise_article(article)
    texts = {TITLE_BLOCK: article.title, BYLINE_BLOCK: article.byline, 1: article.blocks[1].text}
    assert {mention.block for mention in found.mentions} == {TITLE_BLOCK, BYLINE_BLOCK, 1}
    for mention in found.mentions:
        assert texts[mention.block][mention.start : mention.end] == mention.surface
    assert {entity.name: entity.badge for entity in found.entities if entity.kind == "person"} == {
        "Mark Zuckerberg": "",
        "Ida Lunde": "author",
    }


WORDS = st.sampled_from(
    [
        "Meta",
        "Apple",
        "said",
        "chief executive of",
        "Ltd",
        ".",
        ",",
        "\n\n",
        "(",
        ")",
        "«",
        "»",
        "$14 bn",
        "Anna Berg",
        "ميتا",
        "شركة",
        "قال",
        "و",
        "،",
        "علي",
    ]
)


@given(st.lists(WORDS | st.text(max_size=8), max_size=25))
def test_any_string_is_answered_with_exact_slices(words: list[str]) -> None:
    text = " ".join(words)
    found = recognise(text)
    ids = [entity.id for entity in found.entities]
    assert len(ids) == len(set(ids))
    for mention in found.mentions:
        assert text[mention.start : mention.end] == mention.surface
        assert mention.entity in ids
    assert [m.start for m in found.mentions] == sorted(m.start for m in found.mentions)
    for entity in found.entities:
        assert entity.count == sum(mention.entity == entity.id for mention in found.mentions)
        assert {relation.object for relation in entity.relations} <= set(ids)
