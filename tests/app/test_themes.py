"""Themes: what can be read, what is worn, what is remembered, and what is left without colours."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rich.segment import Segment

from tests.app.conftest import Running, reading_on
from tui import config
from tui.app.contrast import contrast
from tui.app.palettes import PALETTES, complaints, names, theme_for
from tui.app.terminal import colourless
from tui.config import Config, ReaderSettings, ThemeSettings
from tui.config.themes import GROUNDS, INKS
from tui.newsroom import Desk

TOML = """\
[reader]
language = "en"
theme = "sea"      # mine

[theme.sea]
base = "dark"
background = "#06141b"
date = "#06151c"
"""


def segments(reader: Running) -> list[Segment]:
    return [segment for strip in reader.app.screen._compositor.render_strips() for segment in strip]


def ink(reader: Running, role: str) -> str:
    colour = reader.app.roles.of(role).color
    return colour.name if colour is not None else ""


def test_contrast_is_that_of_the_guidelines() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#123456", "#123456") == 1


@pytest.mark.parametrize(("name", "least"), [("dark", 4.5), ("light", 4.5), ("high-contrast", 7.0)])
def test_everything_can_be_read_in_the_built_in_themes(name: str, least: float) -> None:
    colours = PALETTES[name]
    assert colours.keys() == {*GROUNDS, *INKS}
    faint = [
        (ink, ground, round(contrast(colours[ink], colours[ground]), 2))
        for ink in INKS
        for ground in ("background", "panel", "resting", *(("cursor",) if least > 5 else ()))
        if ink != "frame" and contrast(colours[ink], colours[ground]) < least
    ]
    assert faint == []
    # Under the cursor, a faint date on a coloured bar is allowed what large letters are.
    assert min(contrast(colours[ink], colours["cursor"]) for ink in INKS if ink != "frame") >= 3


@pytest.mark.parametrize(
    ("setting", "dark", "sixteen", "theme"),
    [
        ("auto", None, False, "dark"),
        ("auto", True, False, "dark"),
        ("auto", False, False, "light"),
        ("auto", False, True, "terminal"),
        ("high-contrast", False, True, "high-contrast"),
    ],
)
def test_auto_follows_the_terminal(setting: str, dark: bool | None, sixteen: bool, theme: str) -> None:
    assert theme_for(setting, dark=dark, sixteen=sixteen) == theme


@pytest.mark.parametrize(
    ("table", "complaint"),
    [
        ("[theme]\nbase = 'dark'", "feeds.toml:2: theme.base: must be a table: write [theme.NAME]"),
        ("[theme.dark]", "feeds.toml:1: theme.dark: khabar has a theme of this name"),
        ("[theme.'a b']", "feeds.toml:1: theme.a b: a theme's name is made of letters"),
        ("[theme.x]\nbase = 'pink'", 'feeds.toml:2: theme.x.base: "pink" is none of dark, light, high-contrast'),
        ("[theme.x]\n\ncompnay = '#fff'", "feeds.toml:3: theme.x.compnay: unknown key; did you mean company?"),
        ("[theme.x]\ntext = 'red'", 'feeds.toml:2: theme.x.text: must be a colour such as "#7dcfff"'),
        ("[reader]\ntheme = 'sae'\n[theme.sea]", 'feeds.toml:2: reader.theme: "sae" is none of auto, dark, light'),
    ],
)
def test_a_wrong_theme_is_refused_with_its_place(table: str, complaint: str) -> None:
    with pytest.raises(config.ConfigError) as refused:
        config.parse(table, Path("feeds.toml"))
    assert str(refused.value).startswith(complaint)


def test_what_can_hardly_be_read_is_complained_of_with_its_place(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(TOML, encoding="utf-8")
    (complaint,) = complaints(config.load(path))
    assert complaint.startswith("feeds.toml:8: theme.sea.date: date can hardly be read on background (contrast 1.0")


def test_a_choice_is_written_where_it_stands_and_comments_stay(tmp_path: Path) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(TOML, encoding="utf-8")
    config.set_reader(path, "theme", "light")
    assert path.read_text(encoding="utf-8") == TOML.replace('"sea"  ', '"light"  ')
    path.write_text("# mine\n[reader]   # here\n# below\n[[feed]]\nurl = 'https://one.example'\n", encoding="utf-8")
    config.set_reader(path, "theme", "light")
    assert path.read_text(encoding="utf-8").startswith('# mine\n[reader]   # here\ntheme = "light"\n# below\n[[feed]]')
    path.write_text("[[feed]]\nurl = 'https://one.example'\n", encoding="utf-8")
    config.set_reader(path, "theme", "light")
    assert config.load(path).reader.theme == "light"
    assert len(config.load(path).feeds) == 1


async def test_the_key_goes_through_every_theme_and_the_choice_stays(desk: Desk) -> None:
    own = (ThemeSettings("sea", "light", {"background": "#ffffff", "heading": "#123456"}),)
    path = desk.config.path
    path.write_text("[reader]\ntheme = 'dark'\n[theme.sea]\nbase = 'light'\n", encoding="utf-8")
    desk.config = replace(desk.config, themes=own, reader=ReaderSettings(theme="dark"))
    async with reading_on(desk) as reader:
        worn = []
        for _ in names(own):
            await reader.press("T")
            worn.append(reader.app.theme.removeprefix("khabar-"))
            assert config.load(path).reader.theme in (worn[-1], "auto")
        assert worn == ["light", "high-contrast", "terminal", "sea", "dark", "dark"]
        assert reader.toast == "theme: dark"
        assert ink(reader, "heading") == "#ffffff"
    assert config.load(path).reader.theme == "dark"


async def test_a_theme_of_ones_own_is_worn_from_the_start(desk: Desk) -> None:
    own = (ThemeSettings("sea", "light", {"heading": "#123456"}),)
    desk.config = replace(desk.config, themes=own, reader=ReaderSettings(theme="sea"))
    async with reading_on(desk) as reader:
        assert [ink(reader, role) for role in ("heading", "title")] == ["#123456", "#000000"]


async def test_a_warning_about_a_theme_is_told_at_the_start(desk: Desk) -> None:
    path = desk.config.path
    path.write_text(TOML, encoding="utf-8")
    loaded: Config = config.load(path)
    desk.config = replace(desk.config, themes=loaded.themes, reader=loaded.reader)
    async with reading_on(desk) as reader:
        assert "feeds.toml:8: theme.sea.date" in reader.toast


@pytest.mark.parametrize(
    ("environ", "none"),
    [
        ({"NO_COLOR": "1", "TERM": "xterm-256color"}, True),
        ({"NO_COLOR": "", "TERM": "xterm-256color"}, False),
        ({"TERM": "vt100"}, True),
        ({"TERM": "vt100", "COLORTERM": "truecolor"}, False),
        ({"TERM": "xterm"}, False),
        ({"TERM": "xterm-mono"}, True),
        ({"TERM": "dumb"}, True),
        ({"TERM": "no-such-terminal-at-all"}, False),
        ({}, False),
    ],
)
def test_whether_colours_may_be_sent(environ: dict[str, str], none: bool) -> None:
    assert colourless(environ) is none


async def test_without_colours_the_cursor_and_the_marks_are_attributes(desk: Desk) -> None:
    async with reading_on(desk, colourless=True) as reader:
        await reader.press("g", "a", "j")
        shown = segments(reader)
        assert not [one for one in shown if one.style and (one.style.color or one.style.bgcolor)]
        cursor = [one.text for one in shown if one.style and one.style.reverse]
        title = reader.panels.headlines.current
        assert title is not None
        assert "".join(cursor).strip()
        await reader.press("enter")
        assert [one for one in segments(reader) if one.style and one.style.underline]
        await reader.press("*")
        assert any(one.style and one.style.reverse and one.text.strip() for one in segments(reader))


async def test_the_terminals_own_colours_are_sent_as_they_are(desk: Desk) -> None:
    desk.config = replace(desk.config, reader=ReaderSettings(theme="terminal"))
    async with reading_on(desk) as reader:
        colours = {colour for one in segments(reader) if one.style for colour in (one.style.color, one.style.bgcolor)}
        assert not [colour for colour in colours if colour is not None and colour.triplet is not None]
