"""What a sentence states of firms and people, and what it does not."""

import pytest

from tui.entities import recognise

FIRMS = "Halvorsen Freight Inc. and Brandt Motors Inc. published their figures. "


def stated(text: str) -> set[tuple[str, str, str]]:
    """Subject, kind and object of each relation, by the names on the cards."""
    found = recognise(text, "en")
    names = {entity.id: entity.name for entity in found.entities}
    return {(one.name, tie.kind, names.get(tie.object, "")) for one in found.entities for tie in one.relations}


@pytest.mark.parametrize(
    ("sentence", "kind"),
    [
        ("Karen Whitfield, chief executive of Brandt Motors, said so.", "ceo_of"),
        ("Karen Whitfield, former chief executive of Brandt Motors, said so.", "left"),
        ("Karen Whitfield, an engineer at Brandt Motors, said so.", "works_for"),
        ("Brandt Motors spokeswoman Karen Whitfield said so.", "works_for"),
        ("Karen Whitfield, who runs operations for Brandt Motors, said so.", ""),
    ],
)
def test_a_post_is_what_the_words_say(sentence: str, kind: str) -> None:
    kinds = {tie[1] for tie in stated(FIRMS + sentence) if tie[0] == "Karen Whitfield"}
    assert kinds == ({kind} if kind else set())


@pytest.mark.parametrize(
    ("sentence", "said"),
    [
        ("Halvorsen Freight has bought Brandt Motors.", True),
        ("Halvorsen Freight denied that it bought Brandt Motors.", False),
        ("Halvorsen Freight is in talks to buy Brandt Motors.", False),
    ],
)
def test_what_is_denied_or_planned_is_no_purchase(sentence: str, said: bool) -> None:
    assert any(tie[1] == "acquired" for tie in stated(FIRMS + sentence)) is said


def test_whom_a_firm_hired_left_another() -> None:
    ties = stated(FIRMS + "Halvorsen Freight has hired Karen Whitfield from Brandt Motors.")
    kinds = {(tie[1], tie[2].split()[0]) for tie in ties if tie[0] == "Karen Whitfield"}
    assert kinds == {("joined", "Halvorsen"), ("left", "Brandt")}


def test_a_post_without_a_firm_is_not_given_one_named_in_passing() -> None:
    text = "Rain is late\n\nFarmers wait. Brandt Motors Inc. sells them pumps.\n\n"
    text += "The chief executive, Karen Whitfield, said so."
    assert not any(tie[0] == "Karen Whitfield" for tie in stated(text))
