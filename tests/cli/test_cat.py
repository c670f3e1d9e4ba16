"""``khabar cat``: colours stay on their letters, other sequences go, the first line does not wait for the last."""

from __future__ import annotations

import subprocess
import sys
from io import BytesIO
from pathlib import Path

import pytest

from tui.cli import cat
from tui.text.sgr import Pen, uncoloured

ROOT = Path(__file__).parents[2]
RED, RESET = "\x1b[31m", "\x1b[0m"
WORD, SHAPED = "\u0628\u0627\u0628", "\ufe8f\ufe8e\ufe91"


def run(*arguments: str, given: bytes) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tui", "cat", *arguments], input=given, capture_output=True, cwd=ROOT, check=True
    )
    return done.stdout.decode()


def test_colours_stay_on_their_letters() -> None:
    given = f"{RED}{WORD}{RESET} ab\x1b]0;title\x07\x1b[2J".encode()
    assert run(given=given) == f"{RED}{WORD}{RESET} ab\n"
    assert run("--display", "visual", "--width", "10", given=given) == f"    ab {RED}{SHAPED}{RESET}\n"
    assert run("--display", "visual", "--width", "10", "--no-color", given=given) == f"    ab {SHAPED}\n"


def test_a_colour_goes_on_over_lines_and_breaks() -> None:
    given = f"a {RED}bb cc\ndd{RESET} ee\n".encode()
    assert run("--width", "4", given=given) == f"a {RED}bb{RESET}\n{RED}cc{RESET}\n{RED}dd{RESET}\nee\n"


@pytest.mark.parametrize(
    ("sequences", "left"),
    [
        (["1", "31"], "\x1b[1;31m"),
        (["31", "32"], "\x1b[32m"),
        (["38;5;200", "48;2;1;2;3"], "\x1b[38;5;200;48;2;1;2;3m"),
        (["38:2::1:2:3"], "\x1b[38:2::1:2:3m"),
        (["1;4", "22"], "\x1b[4m"),
        (["31;0;4"], "\x1b[4m"),
        (["31", ""], ""),
        (["38;5"], ""),
        (["999"], ""),
    ],
)
def test_what_sequences_leave_behind(sequences: list[str], left: str) -> None:
    pen = Pen()
    for parameters in sequences:
        pen.take(parameters)
    assert pen.sequence == left


def test_tabs_reach_the_next_stop_and_colours_take_no_room() -> None:
    assert uncoloured(f"{RED}a{RESET}\tb\t", Pen())[0] == "a       b       "


def test_a_line_without_end_is_cut_at_a_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cat, "LONGEST", 10)
    lines = list(cat.lines_of(BytesIO("\ufeffaaaa bbbb cccc dddd\r\nxxxxxxxxxxxxxxxx".encode())))
    assert lines == ["aaaa bbbb cccc dddd", "xxxxxxxxxx", "xxxxxx"]
    assert list(cat.lines_of(BytesIO(b"\xff\n"))) == ["\ufffd"]


def test_the_first_line_comes_before_the_last_is_written() -> None:
    with subprocess.Popen(
        [sys.executable, "-u", "-m", "tui", "cat"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(b"first\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"first\n"
        child.stdin.close()
        assert child.stdout.read() == b""
