"""The registry, what derives from it, and the keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest

from tui.app.keys import Command, Keyboard, KeyParser, layouts, shown
from tui.app.manual import with_keys
from tui.app.verbs import GROUPS, VERBS, by_name, rebound
from tui.app.words import LANGUAGES, Words


def typed(parser: KeyParser, *keys: str) -> list[Command]:
    """Feed keys by their character or name and collect what they command."""
    found = [parser.feed(key, key if len(key) == 1 else None) for key in keys]
    return [command for command in found if command is not None]


def test_every_action_has_its_own_keys_and_words() -> None:
    keys = [key for verb in VERBS for key in verb.keys]
    assert len(keys) == len(set(keys))
    assert len(by_name()) == len(VERBS)
    for language in LANGUAGES:
        words = Words(language)
        for verb in VERBS:
            assert words.say(f"verb.{verb.name}")
            assert verb.group in GROUPS
            if verb.footer:
                assert words.say(f"foot.{verb.name}")


def test_no_key_is_the_start_of_another() -> None:
    sequences = [tuple(key.split()) for verb in VERBS for key in verb.keys]
    for sequence in sequences:
        for length in range(1, len(sequence)):
            assert sequence[:length] not in sequences


def test_counts_and_sequences() -> None:
    parser = KeyParser(VERBS)
    assert typed(parser, "j") == [Command("down", 0)]
    assert typed(parser, "4", "2", "x") == [Command("dismiss", 42)]
    assert typed(parser, "g", "g", "g", "t") == [Command("top", 0), Command("go_today", 0)]
    assert typed(parser, "1", "0", "G") == [Command("bottom", 10)]
    assert typed(parser, "g", "escape", "j") == [Command("down", 0)]
    assert typed(parser, "g", "Z", "j") == [Command("down", 0)]
    assert typed(parser, *"99999", "j") == [Command("down", 9999)]


def test_what_waits_is_shown_and_forgotten() -> None:
    parser = KeyParser(VERBS)
    typed(parser, "7", "g")
    assert parser.pending == "7g"
    parser.reset()
    assert parser.pending == ""


@pytest.mark.parametrize(
    ("sent", "name"),
    [
        ("\u062a", "down"),  # Arabic 101 and Persian: teh is on j
        ("\u0646", "up"),
        ("\u0633", "star"),
        ("\u061f", "help"),
        ("\u05d7", "down"),  # Hebrew: het is on j
        ("\u05e1", "dismiss"),
        ("\u043e", "down"),  # Russian: o is on j
        ("\u0447", "dismiss"),
        ("\u041d", None),  # Russian capital on Y
    ],
)
def test_the_same_physical_key_does_the_same(sent: str, name: str | None) -> None:
    expected = [Command(name, 0)] if name else [Command("copy_text", 0)]
    assert typed(KeyParser(VERBS), sent) == expected


def test_a_letter_of_one_layout_settles_the_script() -> None:
    russian = KeyParser(VERBS, Keyboard("ru"))
    assert typed(russian, "\u0442") == [Command("next_unread", 0)]  # te is on n
    serbian = KeyParser(VERBS, Keyboard("sr"))
    assert typed(serbian, "\u0442") == [Command("later", 0)]  # te is on t
    guessed = KeyParser(VERBS, Keyboard(""))
    assert typed(guessed, "\u0458", "\u0442") == [Command("down", 0), Command("later", 0)]


def test_lam_alef_is_one_key() -> None:
    # On Arabic 101 the b key sends lam and alef, Shift+G lam and alef with hamza above.
    assert typed(KeyParser(VERBS), "\u0644", "\u0627") == [Command("read_back", 0)]
    assert typed(KeyParser(VERBS), "\u0644", "\u0623") == [Command("bottom", 0)]
    assert typed(KeyParser(VERBS), "\u0644", "\u0644") == [Command("top", 0)]


def test_arabic_digits_count() -> None:
    assert typed(KeyParser(VERBS), "\u0664", "\u0662", "\u062a") == [Command("down", 42)]


def test_layouts_send_nothing_that_a_latin_keyboard_sends() -> None:
    for table in layouts().values():
        assert not [sent for sent in table if sent.isascii()]


def test_rebinding_by_name() -> None:
    verbs, complaints = rebound({"dismiss": "d, delete", "down": "E"})
    keys = {verb.name: verb.keys for verb in verbs}
    assert keys["dismiss"] == ("d", "delete")
    assert keys["down"] == ("E",)
    assert complaints == []
    assert typed(KeyParser(verbs), "d", "x", "E") == [Command("dismiss", 0), Command("down", 0)]


def test_rebinding_says_what_is_wrong() -> None:
    _, unknown = rebound({"dismis": "d"})
    assert unknown == ["keys.dismis: no such action; did you mean dismiss?"]
    verbs, taken = rebound({"dismiss": "d", "star": "d"})
    assert taken == ["keys.star: d is already dismiss"]
    assert {verb.name: verb.keys for verb in verbs}["star"] == ()
    verbs, lost = rebound({"dismiss": "s"})
    assert lost == ["keys.dismiss: s was star, which has no other key"]
    assert all("\n" not in line for line in unknown + taken + lost)


def test_keys_as_the_help_writes_them() -> None:
    assert [shown(key) for key in ("ctrl+d", "g g", "space", "j", "shift+tab")] == [
        "^D",
        "gg",
        "space",
        "j",
        "\u21e7Tab",
    ]


def test_the_readme_lists_the_keys_of_the_registry() -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    assert with_keys(readme) == readme, "run `make readme`"
    for verb in VERBS:
        assert f"`{verb.name}` |" in readme
