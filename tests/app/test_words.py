"""The catalogues: the same keys in both, every plural form, and what is compiled is what was written."""

import re
from gettext import GNUTranslations
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

import tui
from tui.app.words import LANGUAGES, Words, choose_language

ROOT = Path(tui.__file__).parent
LOCALE = ROOT / "app" / "locale"


def written(language: str) -> dict[str, Message]:
    """The entries of a .po file by key."""
    with (LOCALE / language / "LC_MESSAGES" / "khabar.po").open("rb") as file:
        messages = list(read_po(file, locale=language))
    return {forms(message.id)[0]: message for message in messages if message.id}


def forms(sentence: object) -> tuple[str, ...]:
    """A sentence, or its plural forms."""
    return (sentence,) if isinstance(sentence, str) else tuple(sentence)  # type: ignore[arg-type]


def names(message: Message) -> set[str]:
    """What is filled in, over all forms."""
    return {name for form in forms(message.string) for _, name, _, _ in Formatter().parse(form) if name is not None}


def test_both_catalogues_have_the_same_keys_and_names() -> None:
    english, arabic = (written(language) for language in LANGUAGES)
    assert english.keys() == arabic.keys()
    for key, message in english.items():
        assert names(message) == names(arabic[key]), key
        assert message.pluralizable == arabic[key].pluralizable == ("count" in names(message)), key


@pytest.mark.parametrize(("language", "plurals"), [("en", 2), ("ar", 6)])
def test_no_sentence_is_missing_or_doubtful(language: str, plurals: int) -> None:
    for key, message in written(language).items():
        assert not message.fuzzy, key
        assert all(form.strip() for form in forms(message.string)), key
        assert len(forms(message.string)) == (plurals if message.pluralizable else 1), key
        if message.pluralizable:
            assert message.id == (key, key)


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_compiled_is_what_was_written(language: str) -> None:
    with (LOCALE / language / "LC_MESSAGES" / "khabar.mo").open("rb") as file:
        sentences = GNUTranslations(file)
    count = 0
    for key, message in written(language).items():
        if message.pluralizable:
            numbers = range(6) if language == "en" else (0, 1, 2, 3, 11, 100)
            plural = [0 if number == 1 else 1 for number in numbers] if language == "en" else range(6)
            for number, form in zip(numbers, plural, strict=True):
                assert sentences.ngettext(key, key, number) == forms(message.string)[form], "run `make messages`"
        else:
            assert sentences.gettext(key) == message.string, "run `make messages`"
        count += len(forms(message.string))
    compiled = vars(sentences)["_catalog"]
    assert len(compiled) == count + 1, "run `make messages`: a sentence is compiled that is no longer written"


def test_arabic_counts_in_six_forms() -> None:
    words = Words("ar")
    said = {count: words.say("toast.read", count=count, key="u") for count in (0, 1, 2, 3, 11, 100, 102)}
    assert len({re.sub(r"\d+", "", sentence) for sentence in said.values()}) == 6
    assert said[100].replace("100", "102") == said[102]
    assert not any(digit in said[count] for count in (0, 1, 2) for digit in "012")
    assert "\u062e\u0628\u0631\u0627\u0646" in said[2]
    assert "3 \u0623\u062e\u0628\u0627\u0631" in said[3]
    assert "11 \u062e\u0628\u0631\u064b\u0627" in said[11]
    assert words.say("toast.read", count=103, key="u") == said[3].replace("3", "103")


def test_english_counts_in_two_forms() -> None:
    words = Words("en")
    assert [words.say("card.story", count=count) for count in (0, 1, 2)] == [
        "in 0 stories",
        "in 1 story",
        "in 2 stories",
    ]
    assert words.say("when.minutes", count=1) == "1 min ago"


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_key_that_is_nowhere_is_an_error(language: str) -> None:
    for values in ({}, {"count": 1}, {"name": "x"}):
        with pytest.raises(KeyError, match=r"no\.such"):
            Words(language).say("no.such", **values)


def test_every_key_that_is_written_out_in_the_code_exists() -> None:
    keys = written("en").keys()
    groups = "|".join({key.partition(".")[0] for key in keys})
    found = {
        key
        for path in ROOT.rglob("*.py")
        for key in re.findall(rf'(?:say|said)\(\s*"((?:{groups})\.[a-z_.]+)"', path.read_text(encoding="utf-8"))
    }
    assert len(found) > 100
    assert found - keys == set()


def test_the_language_follows_the_variable_the_setting_then_the_locale() -> None:
    assert choose_language("ar", {"LANG": "en_GB.UTF-8"}) == "ar"
    assert choose_language("auto", {"LANG": "ar_EG.UTF-8"}) == "ar"
    assert choose_language("auto", {"LC_ALL": "C.UTF-8", "LANG": "ar_EG"}) == "en"
    assert choose_language("ar", {"KHABAR_LANGUAGE": "en", "LANG": "ar"}) == "en"
    assert choose_language("en", {"KHABAR_LANGUAGE": "auto", "LANG": "ar"}) == "ar"
    assert Words("ar").mirrored
    assert not Words("en").mirrored
