"""The first picture: painted before the toolkit is there, and then taken over by the toolkit's own cell for cell."""

from __future__ import annotations

import termios
from dataclasses import replace
from datetime import datetime
from itertools import pairwise
from pathlib import Path

import pytest
from rich.color import ColorSystem

from tests.app.cells import Cells
from tests.app.conftest import Running, evening
from tests.cli.test_terminal import running
from tui.app import paint
from tui.app.app import Khabar
from tui.app.first import First, encoded, screen
from tui.app.geometry import FEEDS, HEADLINES, Box
from tui.app.opening import Awaited, Opening, begin, read_opening
from tui.app.palettes import colours_of
from tui.app.pictures import settle
from tui.app.rebinding import rebound
from tui.app.roles import RoleStyles
from tui.app.start import paint_first
from tui.app.takeover import Takeover
from tui.app.words import Words
from tui.config import ReaderSettings, load
from tui.model import Article, Block, BlockKind
from tui.newsroom import Desk, triage
from tui.store import articles
from tui.store.articles import Stored
from tui.text.detect import REQUEST
from tui.text.profiles import PROFILES

ARABIC = "\u0627\u0644\u0633\u0628\u0627\u0642 \u0627\u0644\u0639\u0627\u0644\u0645\u064a (Meta) 14.3%"
HEBREW = "\u05e9\u05dc\u05d5\u05dd \u05e2\u05d5\u05dc\u05dd: AI"
MARKED = "\u0643\u064e\u062a\u064e\u0628\u064e \u0627\u0644\u0648\u0644\u062f"
TITLES = (
    "A chip maker's quiet year",
    ARABIC,
    HEBREW,
    MARKED,
    "\x1b[31mred\x1b]0;title\x07 a\u202ecod.exe",
    "\U0001f600 \u4e2d\u6587 e\u0301 " * 12,
    "",
)
FEEDS_TOML = """\
[reader]
language = "{language}"
theme = "{theme}"
refresh_minutes = 0
[[feed]]
title = "Feed"
url = "http://a.test/feed"
"""


def filled(folder: Path, *, stories: int = 60, at: datetime | None = None, language: str = "en") -> Desk:
    """A desk with stories of today in several scripts, every third of which is read, some starred or kept."""
    path = folder / "feeds.toml"
    path.write_text(FEEDS_TOML.format(language=language, theme="dark"), encoding="utf-8")
    now = at or datetime.now().astimezone()
    desk = Desk(load(path), folder / "data", clock=(lambda: at) if at else lambda: datetime.now().astimezone())
    desk.subscribe()
    midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
    kept = []
    for number in range(stories):
        date = midnight + (now - midnight) * (number + 1) / (stories + 1)
        title = TITLES[number % len(TITLES)]
        block = Block(BlockKind.PARAGRAPH, f"Number {number}.")
        told = {ARABIC: "ar", HEBREW: "he", MARKED: "ar"}.get(title, "en")
        article = Article(f"{title}" and f"{title} {number}", (block,), f"http://a.test/{number}", "", date, told)
        kept.append(Stored(str(number), article, b""))
    with desk.store.write() as connection:
        new = articles.keep(connection, 1, kept, now).new
    triage.apply(desk, "read", new[::3], now)
    triage.apply(desk, "star", new[1::4], now)
    triage.apply(desk, "later", new[2::5], now)
    return desk


def picture(desk: Desk, size: tuple[int, int], *, theme: str, colourless: bool = False) -> Cells:
    opening = read_opening(desk)
    words, (verbs, _) = Words(desk.config.reader.language), rebound({})
    lines = screen(First(opening.listing, opening.row, words, verbs, desk.clock()), *size)
    assert lines is not None
    styles = RoleStyles(colours_of(theme, ()), colourless=colourless)
    return Cells(*size).send(encoded(lines, styles, ColorSystem.TRUECOLOR, colourless=colourless))


def painted(reader: Running, size: tuple[int, int]) -> Cells:
    """What the toolkit shows."""
    cells = Cells(*size)
    for number, strip in enumerate(reader.app.screen._compositor.render_strips(), 1):
        parts = [
            segment.style.render(segment.text, color_system=ColorSystem.TRUECOLOR) if segment.style else segment.text
            for segment in strip
        ]
        cells.send(f"\x1b[{number};1H{''.join(parts)}")
    return cells


@pytest.mark.parametrize("size", [(80, 24), (160, 45), (40, 20), (111, 33)])
@pytest.mark.parametrize(
    ("theme", "language", "colourless"),
    [("dark", "en", False), ("light", "ar", False), ("terminal", "en", False), ("high-contrast", "ar", True)],
)
async def test_it_is_the_readers_own_picture_cell_for_cell(
    tmp_path: Path, size: tuple[int, int], theme: str, language: str, colourless: bool
) -> None:
    with filled(tmp_path, at=evening(), language=language) as desk:
        desk.config = replace(desk.config, reader=ReaderSettings(theme=theme, language=language))
        mine = picture(desk, size, theme=theme, colourless=colourless)
        app = Khabar(desk, environ={}, opening=begin(desk), colourless=colourless)
        app.reader.stories.preview_seconds = 1000  # the story beside the list comes later
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            reader = Running(app, pilot)
            theirs = painted(reader, size)
            boxes, mirrored = reader.looks.plan.boxes, reader.reader.room.words.mirrored
    width, height = size
    if FEEDS in boxes:
        # What is counted after the first picture: the side bar, and all of the status line between name and keys.
        blank(mine, boxes[FEEDS])
        blank(theirs, boxes[FEEDS])
    name = slice(width - 10, width) if mirrored else slice(0, 10)
    assert mine.rows[1:] == theirs.rows[1:]
    if width >= 56:
        assert mine.rows[0][name] == theirs.rows[0][name]
        keys = slice(0, 12) if mirrored else slice(width - 12, width)
        assert mine.rows[0][keys] == theirs.rows[0][keys]
    x, y, w, h = boxes[HEADLINES].inside
    assert any(letter.strip() for row in mine.part(x, y, w, h) for letter, _ in row)
    assert len(mine.rows) == height


def blank(cells: Cells, box: Box) -> None:
    x, y, width, height = box.inside
    for row in cells.rows[y : y + height]:
        row[x : x + width] = [(" ", "")] * width


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_line_fills_its_width(tmp_path: Path, language: str) -> None:
    with filled(tmp_path, at=evening(), language=language) as desk:
        opening, words, (verbs, _) = read_opening(desk), Words(language), rebound({})
        for width in range(20, 200, 3):
            lines = screen(First(opening.listing, opening.row, words, verbs, desk.clock()), width, 40)
            assert lines is None or {paint.width_of(line.pieces) for line in lines} == {width}
            assert (lines is None) == (width < 30)
            for line in lines or ():
                told = "".join(text for text, _ in line.pieces)
                assert not any(character < " " or "\x7f" <= character < "\xa0" for character in told)


def test_the_cursor_far_down_is_at_the_lower_edge(tmp_path: Path) -> None:
    with filled(tmp_path, at=evening()) as desk:
        opening = read_opening(desk)
        words, (verbs, _) = Words("en"), rebound({})
        lines = screen(First(opening.listing, 50, words, verbs, desk.clock()), 80, 24)
        assert lines is not None
        marked = [y for y, line in enumerate(lines) if any("cursor" in roles for _, roles in line.pieces)]
        assert marked == [21]


class Paper(Takeover):
    """A terminal on which can be seen whether anything was painted."""

    possible = True

    def __init__(self) -> None:
        super().__init__()
        self.shown = ""

    def paint(self, picture: str, leave: str) -> None:
        self.shown = picture


@pytest.mark.parametrize("unusual", ["", "empty", "session", "small", "driver", "pictures", "broken"])
def test_whatever_is_unusual_is_left_to_the_reader(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, unusual: str
) -> None:
    monkeypatch.setattr("shutil.get_terminal_size", lambda: (80, 7 if unusual == "small" else 24))
    with filled(tmp_path, stories=0 if unusual == "empty" else 9) as desk:
        if unusual == "pictures":
            desk.config = replace(desk.config, reader=ReaderSettings(pictures=True))
        found = read_opening(desk)._replace(minutes=10 if unusual == "session" else 0)

        def read() -> Opening:
            if unusual == "broken":
                raise OSError("gone")
            return found

        opening = Awaited(read)
        environ = {"TEXTUAL_DRIVER": "web"} if unusual == "driver" else {}
        paper = Paper()
        shown = paint_first(paper, desk, opening, PROFILES["visual"], dark=None, environ=environ)
    assert shown == (not unusual)
    assert bool(paper.shown) == (not unusual)


# In a terminal


@pytest.fixture
def home(tmp_path: Path) -> list[str]:
    """The options of a command for a store with stories of today."""
    filled(tmp_path).close()
    places = ["--config", str(tmp_path / "feeds.toml"), "--data", str(tmp_path / "data")]
    return [*places, "--offline", "--display", "visual"]


def test_nothing_moves_between_the_first_picture_and_the_readers(tmp_path: Path, home: list[str]) -> None:
    with running(tmp_path, *home, COLORTERM="truecolor") as terminal:
        at = terminal.until(b"\x1b[24;1H")
        at = terminal.until(b"\x1b[?1000h", at)  # the toolkit begins
        first = Cells(80, 24).send(shown(terminal.seen[:at]))
        terminal.until(b"unread", at)
        terminal.send(b"Q")
        whole = terminal.rest()
    cells = Cells(80, 24)
    begun = whole.index(b"\x1b[24;1H")
    end = whole.index(b"\x1b[?1049l")
    ends = [place for place in range(begun, end) if whole[place : place + 2] == b"\x1b["]
    cells.send(shown(whole[: ends[0]]))
    for start, stop in pairwise(ends):
        cells.send(shown(whole[start:stop]))
        if start >= at:
            assert cells.rows[1:23] == first.rows[1:23]
    assert whole.count(b"\x1b[?1049h") == whole.count(b"\x1b[?1049l") == 1
    assert "2J" not in shown(whole)


def shown(data: bytes) -> str:
    return data.decode("utf-8", "replace")


@pytest.mark.parametrize("when", ["at once", "with the answers"])
def test_what_is_typed_before_the_reader_is_there_is_done(tmp_path: Path, home: list[str], when: str) -> None:
    options = home[:-2] if when == "with the answers" else home
    with running(tmp_path, *options) as terminal:
        if when == "at once":
            terminal.send(b"jj")
        else:
            terminal.until(REQUEST.encode())
            terminal.send(b"j\x1b[>41;370;0cj\x1b[?62;22c")
        at = terminal.until(b"\x1b[?1000h")
        begun = next(number for number in (1, 2) if b" %d/60 " % number in terminal.seen[:at])
        terminal.until(b" %d/60 " % (begun + 2), at)
        terminal.send(b"Q")
        whole = terminal.rest()
    # What came before the program was there is the shell's to echo.
    assert b"jj" not in whole[whole.index(b"\x1b[?1049h") :]


FAILING = """
import sys
class Broken:
    def find_spec(self, name, path=None, target=None):
        if name == "textual":
            {what}
sys.meta_path.insert(0, Broken())
from tui.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("what", "status"),
    [
        ("raise RuntimeError('made to fall')", 1),
        ("import os, signal; os.kill(os.getpid(), signal.SIGTERM)", 128 + 15),
        ("import os, signal; os.kill(os.getpid(), signal.SIGINT)", 130),
    ],
)
def test_the_terminal_is_given_back_if_the_toolkit_never_comes(
    tmp_path: Path, home: list[str], what: str, status: int
) -> None:
    with running(tmp_path, *home[:-1], "mlterm", program=("-c", FAILING.format(what=what))) as terminal:
        before = termios.tcgetattr(terminal.master)
        terminal.until(b"\x1b[24;1H")
        whole = terminal.rest()
        assert terminal.child.returncode == status
        assert termios.tcgetattr(terminal.master) == before
    assert whole.count(b"\x1b[?1049h") == whole.count(b"\x1b[?1049l") == 1
    assert whole.index(b"use_ctl=false") < whole.index(b"use_ctl=true") < whole.index(b"\x1b[?1049l\x1b[?25h")
    assert b"Traceback" not in whole
