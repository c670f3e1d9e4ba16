"""The same physical keys under every layout, with and without kitty's protocol."""

from __future__ import annotations

import pytest
from textual import events

from tests.app.conftest import reading_on
from tui.app.keyboard import LAYOUTS, Keyboard, layouts, with_shift
from tui.app.keys import Command, KeyParser
from tui.app.kitty import KittyParser, base_of, repeats
from tui.app.presets import PRESETS
from tui.app.rebinding import rebound
from tui.app.verbs import VERBS, Verb
from tui.newsroom import Desk

US = "`1234567890-=qwertyuiop[]\\asdfghjkl;'zxcvbnm,./"
TELLS = {
    "arabic": "\u064a",  # yeh is on the d key
    "persian": "\u0698",
    "urdu": "\u0679",
    "urdu-nla": "\u0679",
    "hebrew": "\u05e9",
    "russian": "\u0449",
    "serbian": "\u0458",
}
"""A letter that says which layout is in use; what it does is of no interest here."""


def typed(parser: KeyParser, *keys: str) -> list[Command]:
    """Feed keys by their character or name and collect what they command."""
    found = [parser.feed(key, key if len(key) == 1 else None) for key in keys]
    return [command for command in found if command is not None]


def sent_by(layout: str, physical: str) -> list[str]:
    """What the keys of a layout send for the key with this US character: mostly one character."""
    ways = [sent for sent, key in layouts()[layout].items() if key == physical]
    return ways or [physical]


def press(parser: KeyParser, part: str, sent: str) -> Command | None:
    """Press the key for one part of a sequence; a key that sends two letters gives the last command."""
    if len(part) == 1:
        return [parser.feed(character, character) for character in sent][-1]
    return parser.feed(part, " " if part == "space" else None)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_every_key_of_the_table_under_every_layout(layout: str, preset: str) -> None:
    verbs: tuple[Verb, ...] = rebound({"preset": preset})[0]
    pressed = 0
    for verb in verbs:
        for key in verb.keys:
            for way in range(2):
                parser = KeyParser(verbs, Keyboard(layout=layout))
                parser.feed(TELLS[layout], TELLS[layout])
                parser.reset()
                command = None
                for part in key.split(" "):
                    ways = sent_by(layout, part)
                    command = press(parser, part, ways[min(way, len(ways) - 1)])
                ambiguous = layout == "arabic" and key in ("b", "B", "T", "G") and command != Command(verb.name, 0)
                # A key that sends lam and alef is known as such only where lam alone waits for more.
                assert command == Command(verb.name, 0) or ambiguous, (verb.name, key)
                pressed += not ambiguous
    assert pressed > 2 * len(VERBS)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_every_key_of_the_table_with_the_base_layout_key(layout: str) -> None:
    """The terminal says which key it was: then even two letters of one key are one key."""
    for verb in VERBS:
        for key in verb.keys:
            parser = KeyParser(VERBS, Keyboard())
            parser.feed(TELLS[layout], TELLS[layout])
            parser.reset()
            commands = []
            for part in key.split(" "):
                if len(part) > 1:
                    commands.append(parser.feed(part, " " if part == "space" else None))
                    continue
                sent = sent_by(layout, part)[-1]
                events_of = kitty(sequence_for(part, sent))
                commands += [
                    parser.feed(event.key, event.character, base_of(event)) for event in events_of if not repeats(event)
                ]
            assert commands[-1] == Command(verb.name, 0), (layout, verb.name, key)


def sequence_for(physical: str, sent: str) -> str:
    """What a terminal with kitty's protocol sends for a key: code, shifted code and base, modifiers, text."""
    base = next(key for key in US if physical in (key, with_shift(key)))
    text = ":".join(str(ord(character)) for character in sent)
    if physical == base:
        return f"\x1b[{ord(sent[0])}::{ord(base)};;{text}u"
    return f"\x1b[{ord(sent[0])}:{ord(sent[0])}:{ord(base)};2;{text}u"


def kitty(sequence: str) -> list[events.Key]:
    """The key events of what a terminal sends."""
    return [event for event in KittyParser().feed(sequence) if isinstance(event, events.Key)]


def test_a_field_gets_the_text_of_a_key_not_its_place() -> None:
    found = kitty("\x1b[1578::106;;1578u")
    assert [(event.key, event.character, base_of(event)) for event in found] == [("\u062a", "\u062a", "j")]
    found = kitty("\x1b[1604::98;;1604:1575u")
    assert [event.character for event in found] == ["\u0644", "\u0627"]
    assert [repeats(event) for event in found] == [False, True]


async def test_the_reader_acts_on_places_and_its_fields_get_text(desk: Desk) -> None:
    async with reading_on(desk) as reader:

        async def press(sequence: str) -> None:
            for event in kitty(sequence):
                reader.app.post_message(event)
            await reader.settle()

        await press("\x1b[1604::103;;1604u\x1b[1588::97;;1588u\x1b[103::103;;103u\x1b[103::103;;103u")
        assert reader.cursor == 0
        await press("\x1b[1578::106;;1578u")
        assert reader.cursor == 1, "teh is on j"
        await press("\x1b[1576::102;;1576u")
        assert reader.panels.field.display, "beh is on f: the list is narrowed"
        await press("\x1b[1604::98;;1604:1575u\x1b[1578::106;;1578u")
        assert reader.panels.field.value == "\u0644\u0627\u062a"
        await press("\x1b[1588::97;5u\x1b[1579::101;;1579u")
        assert reader.panels.field.value == "\u062b\u0644\u0627\u062a", "Ctrl and sheen is Ctrl-A: to the start"
        await press("\x1b[27u")
        await press("\x1b[1567:1567:47;2;1567u")
        assert len(reader.app.screen_stack) == 2, "help"
        await press("\x1b[1590::113;;1590u")
        assert len(reader.app.screen_stack) == 1, "dad is on q, in a sheet too"


def test_keys_of_a_terminal_that_says_no_place() -> None:
    assert [(event.key, event.character, base_of(event)) for event in kitty("j\x1b[106;;106u\x1b[A")] == [
        ("j", "j", ""),
        ("j", "j", ""),
        ("up", None, ""),
    ]


def test_ctrl_and_a_letter_of_another_layout() -> None:
    parser = KeyParser(VERBS)
    assert parser.feed("ctrl+\u064a", None) == Command("half_down", 0)
    (event,) = kitty("\x1b[1610::100;5u")
    assert parser.feed(event.key, event.character, base_of(event)) == Command("half_down", 0)
    (event,) = kitty("\x1b[947::103;5u")  # Greek gamma is on g
    assert (event.key, base_of(event)) == ("ctrl+\u03b3", "g")


def test_a_layout_nobody_described_works_by_the_place_of_its_keys() -> None:
    parser = KeyParser(VERBS)
    (event,) = kitty("\x1b[958::106;;958u")  # Greek xi is on j
    assert parser.feed(event.key, event.character, base_of(event)) == Command("down", 0)


def test_latin_layouts_keep_their_letters() -> None:
    """On AZERTY the key with an A stands where QWERTY has its Q: a letter is what is written on the key."""
    parser = KeyParser(VERBS)
    (event,) = kitty("\x1b[97::113;;97u")
    assert parser.feed(event.key, event.character, base_of(event)) == Command("read_above", 0)
    (event,) = kitty("\x1b[233::50;;233u")  # e with acute is on the 2 of AZERTY
    assert parser.feed(event.key, event.character, base_of(event)) is None
    assert parser.pending == ""


def test_a_sign_is_read_by_the_layout_in_use() -> None:
    parser = KeyParser(VERBS)
    assert typed(parser, "/") == [Command("search", 0)]
    assert typed(parser, "\u05d7", ".") == [Command("down", 0), Command("search", 0)]  # Hebrew: het, then the / key
    assert typed(parser, "/", "j", "/") == [Command("out", 0), Command("down", 0), Command("search", 0)]
    assert typed(parser, "\u062a", "[") == [Command("down", 0), Command("full_text", 0)]  # Arabic 101: Shift+F


def test_a_sign_whose_key_has_no_use_is_the_sign() -> None:
    assert typed(KeyParser(VERBS), "\u043e", "?") == [Command("down", 0), Command("help", 0)]  # Russian: Shift+7
    assert typed(KeyParser(VERBS), "\u0458", "/") == [Command("down", 0), Command("search", 0)]  # Serbian: Shift+7


def test_a_letter_of_one_layout_settles_the_script() -> None:
    assert typed(KeyParser(VERBS, Keyboard("ru")), "\u0442") == [Command("next_unread", 0)]  # te is on n
    assert typed(KeyParser(VERBS, Keyboard("sr")), "\u0442") == [Command("later", 0)]  # te is on t
    assert typed(KeyParser(VERBS, Keyboard("ur")), "\u062c") == [Command("down", 0)]  # jeem is on j
    guessed = KeyParser(VERBS)
    assert typed(guessed, "\u0458", "\u0442") == [Command("down", 0), Command("later", 0)]
    urdu = KeyParser(VERBS)
    assert typed(urdu, "\u06be", "\u062a")[-1] == Command("later", 0), "Urdu: teh is on t"
    other = KeyParser(VERBS)
    assert typed(other, "\u067e", "\u062a", "\u0629", "\u062a")[-1] == Command("down", 0), "Persian, then Arabic"


def test_lam_alef_is_one_key() -> None:
    # On Arabic 101 the b key sends lam and alef, Shift+G lam and alef with hamza above.
    assert typed(KeyParser(VERBS), "\u0644", "\u0627") == [Command("read_back", 0)]
    assert typed(KeyParser(VERBS), "\u0644", "\u0623") == [Command("bottom", 0)]
    assert typed(KeyParser(VERBS), "\u0644", "\u0644") == [Command("top", 0)]
    assert typed(KeyParser(VERBS), "\ufefb") == [Command("read_back", 0)]


def test_arabic_digits_count() -> None:
    assert typed(KeyParser(VERBS), "\u0664", "\u0662", "\u062a") == [Command("down", 42)]
    assert typed(KeyParser(VERBS), "\u06f4", "\u06f2", "\u062a") == [Command("down", 42)]
    assert typed(KeyParser(VERBS), "\u00b2", "j") == [Command("down", 0)]


def test_the_layouts_are_whole() -> None:
    assert set(layouts()) == set(LAYOUTS) == set(TELLS)
    known = set(US) | {with_shift(key) for key in US}
    for name, table in layouts().items():
        assert set(table.values()) <= known
        letters = {key for key in table.values() if key.isalpha() and key.islower()}
        assert letters == set("abcdefghijklmnopqrstuvwxyz"), name


@pytest.mark.parametrize(
    ("sequence", "character", "verb"),
    [
        ("\x1b[1610::100;u", "\u064a", "changes"),
        ("\x1b[1609:1570:110;2u", "\u0622", "previous_unread"),
        ("\x1b[0:65271:103;2u", "\u0644\u0623", "bottom"),
        ("\x1b[0::98;u", "\u0644\u0627", "read_back"),
        ("\x1b[0::98;5u", None, "page_up"),
        ("\x1b[1592:1567:47;2u", "\u061f", "help"),
        ("\x1b[47:1567;2u", "\u061f", "help"),
        ("\x1b[1610::100;5u", None, "half_down"),
        ("\x1b[1506:71:103;2;71u", "G", "bottom"),
        ("\x1b[1087:1055:103;2u", "\u041f", "bottom"),
        ("\x1b[46:44:47;2;44u", ",", "help"),
        ("\x1b[51:8470;2u", "\u2116", "previous_mention"),
    ],
)
def test_what_an_older_kitty_really_sends_under_other_layouts(sequence: str, character: str | None, verb: str) -> None:
    """Taken from kitty 0.26.5 with X's layouts, which leaves out the text of letters that are not Latin."""
    parser = KeyParser(VERBS, Keyboard())
    parser.feed("\u0434", "\u0434")  # a letter of another layout before it
    (event,) = kitty(sequence)
    assert event.character == character
    assert parser.feed(event.key, event.character, base_of(event)) == Command(verb, 0)
