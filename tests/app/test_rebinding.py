"""``[keys]`` of feeds.toml: presets, layouts, keys by action, and what is said of mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.conftest import reading_on
from tui.app.keys import Command, KeyParser
from tui.app.presets import PRESETS
from tui.app.rebinding import chosen_layout, rebound
from tui.app.verbs import VERBS, by_name
from tui.config import Config, ReaderSettings
from tui.newsroom import open_desk


def keys_of(keys: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The keys of every action with this ``[keys]`` table."""
    return {verb.name: verb.keys for verb in rebound(keys)[0]}


def complaints(keys: dict[str, str]) -> list[str]:
    """What is said of this ``[keys]`` table."""
    found = rebound(keys)[1]
    assert all("\n" not in line for line in found)
    return found


def test_rebinding_by_name() -> None:
    keys = {"dismiss": "K, delete", "down": "~", "go_today": "g  d", "zen": ",", "previous_match": "&"}
    assert complaints(keys) == []
    assert keys_of(keys)["zen"] == (",",)
    assert keys_of(keys)["dismiss"] == ("K", "delete")
    assert keys_of(keys)["down"] == ("~",)
    assert keys_of(keys)["go_today"] == ("g d",)
    parser = KeyParser(rebound(keys)[0])
    found = [parser.feed(key, key) for key in "Kx~"]
    assert found == [Command("dismiss", 0), None, Command("down", 0)]


def test_a_key_can_be_taken_away() -> None:
    assert keys_of({"quit": ""})["quit"] == ()
    assert complaints({"quit": ""}) == []


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"dismis": "d"}, ["keys.dismis: no such action; did you mean dismiss?"]),
        ({"zzzzzz": "d"}, ["keys.zzzzzz: no such action"]),
        ({"dismiss": "K", "star": "K"}, ["keys.star: K is already dismiss"]),
        ({"dismiss": "s"}, ["keys.dismiss: s was star, which has no other key"]),
        ({"star": "g"}, ["keys.star: g is the start of g g (top)"]),
        ({"star": "j k"}, ["keys.star: j k cannot be typed, j is down"]),
        ({"star": "5 s"}, ["keys.star: 5 is a count and begins no action"]),
        ({"star": "ctrl-d"}, ["keys.star: no key is called ctrl-d"]),
        ({"star": "pgup"}, ["keys.star: no key is called pgup; did you mean pageup?"]),
        ({"preset": "emacs"}, ['keys.preset: "emacs" is none of khabar, newsboat, vim, netnewswire']),
        (
            {"layout": "french"},
            [
                'keys.layout: "french" is none of auto, arabic, persian, urdu, urdu-nla, russian, serbian, hebrew',
            ],
        ),
    ],
)
def test_rebinding_says_what_is_wrong_in_one_line_each(keys: dict[str, str], said: list[str]) -> None:
    assert complaints(keys) == said


def test_a_wrong_key_leaves_the_action_its_own() -> None:
    assert keys_of({"star": "pgup"})["star"] == ("s",)
    assert keys_of({"star": "pgup, f5"})["star"] == ("f5",)


@pytest.mark.parametrize("preset", sorted(PRESETS))
def test_a_preset_is_whole(preset: str) -> None:
    """Every action that has a key by default has one, no key is there twice, and none hides another."""
    assert set(PRESETS[preset]) <= set(by_name())
    verbs, said = rebound({"preset": preset})
    assert said == []
    keys = [key for verb in verbs for key in verb.keys]
    assert len(keys) == len(set(keys))
    assert not [(key, other) for key in keys for other in keys if other.startswith(key + " ")]
    assert [verb.name for verb in verbs if not verb.keys and by_name()[verb.name].keys] == []
    for verb in verbs:
        for key in verb.keys:
            parser = KeyParser(verbs)
            found = [parser.feed(part, part if len(part) == 1 else None) for part in key.split(" ")]
            assert found[-1] == Command(verb.name, 0), key


def test_presets_do_what_their_readers_do() -> None:
    newsboat, vim, netnewswire = (keys_of({"preset": name}) for name in ("newsboat", "vim", "netnewswire"))
    assert newsboat["toggle_read"] == ("N",)
    assert "A" in newsboat["read_all"]
    assert "p" in newsboat["previous_unread"]
    assert "d d" in vim["dismiss"]
    assert "k" in netnewswire["read_all"]
    assert "r" in netnewswire["mark_read"]
    assert keys_of({"preset": "vim", "dismiss": "D"})["dismiss"] == ("D",)


def test_the_layout_is_believed() -> None:
    assert chosen_layout({"layout": "urdu"}) == "urdu"
    assert chosen_layout({"layout": "auto"}) == chosen_layout({"layout": "x"}) == chosen_layout({}) == ""


async def test_what_is_wrong_is_shown_one_line_each(tmp_path: Path) -> None:
    config = Config(
        tmp_path / "feeds.toml", ReaderSettings(refresh_minutes=0), keys={"star": "g", "dismis": "d", "layout": "urdu"}
    )
    with open_desk(config, tmp_path / "data") as desk:
        async with reading_on(desk) as reader:
            shown = reader.lines()
            assert any("keys.star: g is the start of" in line for line in shown)
            assert any("keys.dismis: no such action; did you mean dismiss?" in line for line in shown)
            await reader.press("escape")
            assert len(reader.app.screen_stack) == 1
            assert reader.reader.room.keyboard.layout == "urdu"


def test_the_registry_itself_has_no_mistakes() -> None:
    assert rebound({verb.name: ",".join(verb.keys) for verb in VERBS if "," not in verb.keys})[1] == []
