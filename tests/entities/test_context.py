"""What stands around a name, sentence by sentence: each is of our own and its names are invented."""

import pytest

from tui.entities import recognise

CASES = [
    (  # a plan for training is no firm
        "ar",
        "\u0648\u0636\u0639\u062a \u0627\u0644\u0648\u0632\u0627\u0631\u0629 "
        "\u062e\u0637\u0629 \u062c\u062f\u064a\u062f\u0629 "
        "\u0644\u0644\u062a\u062f\u0631\u064a\u0628 \u0627\u0644\u0645\u0647\u0646\u064a.",
        [],
        [],
    ),
    (  # a firm after share, though it bears a person's name
        "ar",
        "\u0635\u0639\u062f \u0633\u0647\u0645 \u0631\u0627\u0645\u064a "
        "\u062d\u0644\u0645\u064a \u0628\u0646\u0633\u0628\u0629 2%.",
        ["\u0631\u0627\u0645\u064a \u062d\u0644\u0645\u064a"],
        [],
    ),
    (  # unknown, but with a nation
        "ar",
        "\u0648\u0642\u0639\u062a \u0639\u0642\u062f\u0627 \u0645\u0639 "
        "\u0632\u0631\u0642\u0627\u0646 \u0627\u0644\u0635\u064a\u0646\u064a\u0629 "
        "\u0623\u0645\u0633.",
        ["\u0632\u0631\u0642\u0627\u0646"],
        [],
    ),
    (  # two full names joined by and, each its own
        "ar",
        "\u0642\u0627\u0644\u062a \u0627\u0644\u0645\u0645\u062b\u0644\u0629 "
        "\u0644\u064a\u0644\u0649 \u062d\u064a\u062f\u0631 \u0648\u0641\u0624\u0627\u062f "
        "\u0635\u0642\u0648\u0631 \u0625\u0646 \u0627\u0644\u0639\u0631\u0636 "
        "\u0646\u062c\u062d.",
        [],
        ["\u0641\u0624\u0627\u062f \u0635\u0642\u0648\u0631", "\u0644\u064a\u0644\u0649 \u062d\u064a\u062f\u0631"],
    ),
    (  # a family name that is a word
        "ar",
        "\u0648\u0642\u0627\u0644\u062a \u0627\u0644\u0645\u0646\u0633\u0642\u0629 "
        "\u0632\u064a\u0646\u0629 \u0627\u0644\u062d\u0644\u0648 \u0625\u0646 "
        "\u0627\u0644\u0634\u062a\u0644\u0627\u062a \u0648\u0635\u0644\u062a.",
        [],
        ["\u0632\u064a\u0646\u0629 \u0627\u0644\u062d\u0644\u0648"],
    ),
    (  # for the benefit of: no Salih in it
        "ar",
        "\u0633\u062c\u0644 \u0627\u0644\u0644\u0627\u0639\u0628 \u0647\u062f\u0641\u0627 "
        "\u0644\u0635\u0627\u0644\u062d \u0633\u0644\u064a\u0645 \u0642\u062f\u0648\u0631 "
        "\u0641\u064a \u0627\u0644\u0645\u0628\u0627\u0631\u0627\u0629. "
        "\u0648\u0642\u0627\u0644 \u0633\u0644\u064a\u0645 \u0642\u062f\u0648\u0631 "
        "\u0625\u0646\u0647 \u0633\u0639\u064a\u062f.",
        [],
        ["\u0633\u0644\u064a\u0645 \u0642\u062f\u0648\u0631"],
    ),
    (  # one of a famous family is not the famous one
        "he",
        "\u05d0\u05de\u05e8 \u05d4\u05de\u05d4\u05e0\u05d3\u05e1 "
        "\u05e9\u05de\u05e2\u05d5\u05df \u05d0\u05d5\u05d7\u05e0\u05d4.",
        [],
        ["\u05e9\u05de\u05e2\u05d5\u05df \u05d0\u05d5\u05d7\u05e0\u05d4"],
    ),
    (  # a single vav is and
        "he",
        "\u05d4\u05d7\u05d1\u05e8\u05d5\u05ea \u05d0\u05dc\u05d5\u05df "
        "\u05d0\u05e0\u05e8\u05d2\u05d9\u05d4 \u05d5\u05d3\u05e8\u05d5\u05e8 "
        "\u05d8\u05db\u05e0\u05d5\u05dc\u05d5\u05d2\u05d9\u05d5\u05ea "
        "\u05d4\u05ea\u05de\u05d6\u05d2\u05d5.",
        ["\u05d3\u05e8\u05d5\u05e8 \u05d8\u05db\u05e0\u05d5\u05dc\u05d5\u05d2\u05d9\u05d5\u05ea"],
        [],
    ),
    (  # German nouns are capital, names need a role
        "de",
        "Geschäftsführerin Anke Brodersen sagte, die Fabrik wachse.",
        [],
        ["Anke Brodersen"],
    ),
    (  # a French verb of speech
        "fr",
        "« C'est fini », a déclaré Marion Tessereau.",
        [],
        ["Marion Tessereau"],
    ),
    (  # a Turkish role after the firm
        "tr",
        "Vali Selma Yurtsever açılışa katıldı.",
        [],
        ["Selma Yurtsever"],
    ),
]


@pytest.mark.parametrize(("language", "text", "companies", "people"), CASES)
def test_context(language: str, text: str, companies: list[str], people: list[str]) -> None:
    found = recognise(text, language)
    surfaces = {
        kind: sorted({text[m.start : m.end] for m in found.mentions if m.kind == kind})
        for kind in ("company", "person")
    }
    assert set(companies) <= set(surfaces["company"])
    assert surfaces["person"] == people
    if not companies:
        assert surfaces["company"] == []


def test_a_firm_of_the_lexicon_after_a_verb_that_is_a_given_name_too() -> None:
    words = (
        "\u0645\u0647\u0646\u062f\u0633",
        "\u0645\u0646",
        "\u0627\u0644\u0631\u0639\u064a\u0644",
        "\u0627\u0644\u0642\u062f\u064a\u0645",
        "\u0641\u0636\u0651\u0644",
        "\u0623\u0646\u062b\u0631\u0648\u0628\u064a\u0643",
    )
    assert [entity.id for entity in recognise(" ".join(words), "ar").entities] == ["anthropic"]


def test_a_preposition_before_a_number_is_no_firm() -> None:
    assert recognise("\u0635\u0641\u0642\u0629 \u0628\u064014.3 \u0645\u0644\u064a\u0627\u0631", "ar").entities == ()
