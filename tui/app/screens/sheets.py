"""Help, palette and history, each made from the registry or the journal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui import text
from tui.app.hands import Room
from tui.app.keys import shown
from tui.app.messages import HistoryRead
from tui.app.screens.history import HistoryScreen
from tui.app.screens.sheet import OUTPUT, Line, SheetScreen
from tui.app.verbs import GROUPS, Verb
from tui.app.words import Words
from tui.articles import layout
from tui.model import Article
from tui.text import fold

if TYPE_CHECKING:
    from tui.app.screens.reader import Reader

SHEET_WIDTH = 96
"""The widest that a sheet is, as the style sheet says."""


def keys_of(verb: Verb) -> str:
    """An action's keys as the help writes them."""
    return " ".join(shown(key) for key in verb.keys)


def help_lines(verbs: Sequence[Verb], words: Words) -> list[Line]:
    """Every action with its keys, by group."""
    lines: list[Line] = []
    for group in GROUPS:
        lines.append(Line("", words.say(f"group.{group}"), role="group"))
        lines += [
            Line(keys_of(verb), words.say(f"verb.{verb.name}"), verb.name) for verb in verbs if verb.group == group
        ]
        lines.append(Line("", ""))
    return lines[:-1]


def matching(typed: str, verbs: Sequence[Verb], words: Words) -> list[Line]:
    """The actions that what was typed may mean: as a part of their words or name first, then as letters in order.

    A part is better the nearer it is to the beginning, letters the nearer they stand together.
    """
    wanted = fold(typed).strip()
    ranked: list[tuple[tuple[bool, int], int, Line]] = []
    for index, verb in enumerate(verbs):
        told = words.say(f"verb.{verb.name}")
        haystack = fold(f"{told} {verb.name.replace('_', ' ')}")
        at = haystack.find(wanted)
        spread = 0 if at >= 0 else _spread(wanted, haystack)
        if spread is not None:
            ranked.append(((spread > 0, spread or at), index, Line(keys_of(verb), told, verb.name)))
    return [line for _, _, line in sorted(ranked, key=lambda found: found[:2])]


def _spread(wanted: str, haystack: str) -> int | None:
    """Over how many characters the letters of ``wanted`` stand in ``haystack`` in that order; None if they do not."""
    places: list[int] = []
    for letter in wanted.replace(" ", ""):
        at = haystack.find(letter, places[-1] + 1 if places else 0)
        if at < 0:
            return None
        places.append(at)
    return places[-1] - places[0] + 1 if places else 0


def show_help(reader: Reader, room: Room) -> None:
    """All keys."""
    words, verbs = room.words, room.verbs
    lines = help_lines(verbs, words)
    sheet = SheetScreen(words.say("help.title"), words, verbs, lambda typed: lines, keyboard=room.keyboard)
    reader.app.push_screen(sheet, reader.chosen)


def show_links(reader: Reader, room: Room, article: Article) -> None:
    """All links of an article; one that is chosen is opened."""
    lines = link_lines(article) or [Line("", room.words.say("empty.links"))]
    title = room.words.say("links.title")
    sheet = SheetScreen(title, room.words, room.verbs, lambda typed: lines, mark_width=6, keyboard=room.keyboard)

    def followed(number: str | None) -> None:
        if number:
            reader.outside.open_link(int(number))

    reader.app.push_screen(sheet, followed)


def show_palette(reader: Reader, room: Room) -> None:
    """All commands, found by typing."""
    words, verbs = room.words, room.verbs
    sheet = SheetScreen(
        words.say("palette.title"),
        words,
        verbs,
        lambda typed: matching(typed, verbs, words),
        prompt=words.say("field.palette"),
        keyboard=room.keyboard,
    )
    reader.app.push_screen(sheet, reader.chosen)


def show_output(reader: Reader, room: Room, title: str, output: str) -> None:
    """What a command answered, line by line."""
    width = max(20, min(96, reader.app.size.width * 9 // 10) - 8)
    lines = [
        Line("", part, role=OUTPUT) for line in output.splitlines()[:2000] for part in wrapped(line.expandtabs(), width)
    ]
    sheet = SheetScreen(title, room.words, room.verbs, lambda typed: lines, mark_width=0, keyboard=room.keyboard)
    reader.app.push_screen(sheet)


def wrapped(line: str, width: int) -> list[str]:
    """A line in pieces of at most ``width`` cells; each keeps the direction of the whole."""
    clean = text.sanitise(line)
    parts = text.lay_out(clean, width)
    mark = "\u200f" if parts and parts[0].base else "\u200e"
    if len(parts) < 2:
        return [clean]
    return [f"{mark}{clean[part.start : part.end]}" for part in parts]


def link_lines(article: Article) -> list[Line]:
    """Every link by its number: its words in the text, and where it leads."""
    told: dict[str, str] = {}
    for block in article.blocks:
        for mark in block.marks:
            if mark.target:
                told.setdefault(mark.target, block.text[mark.start : mark.end])
    return [
        Line(f"[{number}]", f"{told.get(target, '')} \u00b7 {target}", str(number))
        for number, target in enumerate(layout.links(article), 1)
    ]


def show_complaints(reader: Reader, room: Room, complaints: Sequence[str]) -> None:
    """What is wrong with the settings: one complaint as a toast, more of them a line each."""
    told = [room.reason(complaint) for complaint in complaints]
    if len(told) == 1:
        room.panels.toast.say(told[0], error=True)
    else:
        words, width = room.words, min(SHEET_WIDTH, reader.app.size.width * 9 // 10) - 8
        lines = [Line("", line, role="error") for one in told for line in wrapped(one, width)]
        sheet = SheetScreen(words.say("complaints.title"), words, room.verbs, lambda typed: lines, mark_width=0,
                            keyboard=room.keyboard)  # fmt: skip
        reader.app.push_screen(sheet)


def show_history(reader: Reader, room: Room, message: HistoryRead) -> None:
    """What was done, newest first; a line that is chosen is taken back, or done again."""
    top = reader.app.screen
    if isinstance(top, HistoryScreen):
        top.take(message.changes)
    elif top is reader:
        reader.app.push_screen(HistoryScreen(room, message.changes, reader.triaging.turn))
