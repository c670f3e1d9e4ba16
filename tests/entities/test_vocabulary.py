"""What is an ordinary word and what a foreign name, in scripts without capitals."""

import pytest

from tui.entities import recognise
from tui.entities.foreign import foreign
from tui.entities.languages import language_of
from tui.entities.normalise import key
from tui.entities.vocabulary import DERIVED, SMALL, WORD, template, vocabulary


@pytest.mark.parametrize(
    ("language", "word", "kind"),
    [
        ("ar", "واستخدامها", DERIVED),  # and the use of it: a root in a pattern with particles and a pronoun
        ("ar", "بالتلفزيون", WORD),
        ("ar", "لكنهم", SMALL),
        ("ar", "كوفالسكا", ""),
        ("he", "וכשהתלבשו", DERIVED),
        ("he", "והמשאבות", WORD),
        ("he", "וישנייבסקי", ""),
        ("fa", "کارخانه", WORD),
        ("fa", "خبرنگاران", WORD),
        ("fa", "لیندبلوم", ""),
        ("ur", "مہنگائی", WORD),
        ("ur", "ہوگسٹروم", ""),
    ],
)
def test_a_word_is_known_in_any_form(language: str, word: str, kind: str) -> None:
    assert vocabulary(language).kind(key(word)) == kind


def test_a_language_without_a_file_has_no_words() -> None:
    assert (vocabulary("en").kind("harbour"), vocabulary("en").known) == ("", False)


def test_a_pattern_is_read() -> None:
    assert template("m12o3") == (((0, "m"), (3, "o")), (1, 2, 4), "")
    assert template("a12") == (((0, "a"),), (1, 2), "2")  # the last letter of the root is doubled
    assert template("aW23") == (((0, "a"),), (1, 2), "w")  # a weak first letter is lost
    assert template("ast23=s") == (((0, "a"), (1, "s"), (2, "t")), (3, 4), "s")


@pytest.mark.parametrize(
    ("language", "name", "word"),
    [
        ("ar", "ستيفانوفيتش", "المستشفيات"),
        ("ar", "فوستريكوفا", "استقبالهم"),
        ("he", "וישנייבסקי", "ההתחייבויות"),
        ("fa", "زاکربرگ", "نویسندگان"),
    ],
)
def test_foreign_letters_tell_a_name_from_a_word(language: str, name: str, word: str) -> None:
    model = foreign(language)
    assert model.score(key(name)) > 1 > -1 > model.score(key(word))


def test_a_language_with_capitals_needs_no_model() -> None:
    assert foreign("en").score("kowalski") == 0


def test_persian_from_an_arabic_keyboard_is_persian() -> None:
    # It has the yeh and the kaf of Arabic, and its own small words.
    assert language_of("علي را در اين نشست كه در تهران است به سرپرستي منصوب كرد") == "fa"


@pytest.mark.parametrize("text", ["علي ـ مطبوعاتي", "محمد ـ", "ـ", "דני ״ ׳", "وزير \u064b \u0651"])
def test_a_stroke_that_lengthens_letters_is_no_word(text: str) -> None:
    assert recognise(text).language in ("ar", "fa", "he", "")
