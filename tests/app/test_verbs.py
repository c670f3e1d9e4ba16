"""The registry, what derives from it, and the keyboard."""

from __future__ import annotations

from pathlib import Path

from tui.app.keys import Command, KeyParser, shown
from tui.app.manual import with_keys
from tui.app.verbs import GROUPS, VERBS, by_name
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
