"""What a terminal is sent from the first byte to the last: asked, switched over, and always switched back."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest

from tui.app.terminal import DisplayError, Wishes, choose_profile, columns_of, gather, wishes
from tui.text.detect import GROUND_REQUEST, LAST_REQUEST, REQUEST, Evidence, choose, hints, read_answers

PATIENCE = 40.0
ENTER, EXIT = b"\x1b]5379;use_ctl=false\x07", b"\x1b]5379;use_ctl=true\x07"
VTE = b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c"


FALLING = """
import sys
from tui.app.panels.lines import Lines
from tui.cli import main
def fall(*_): raise RuntimeError("made to fall")
Lines.do_down = fall
sys.exit(main())
"""


class Terminal:
    """The other end of a pseudo-terminal with a reader in it."""

    def __init__(self, child: subprocess.Popen[bytes], master: int) -> None:
        self.child, self.master = child, master
        self.seen = b""

    def until(self, wanted: bytes, start: int = 0) -> int:
        """Read until ``wanted`` came after byte ``start``; where it ends."""
        deadline = time.monotonic() + PATIENCE
        while (at := self.seen.find(wanted, start)) < 0:
            assert self._read(deadline), f"{wanted!r} never came; the last was {self.seen[-300:]!r}"
        return at + len(wanted)

    def rest(self) -> bytes:
        """Everything up to the end of the child, which is waited for."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        self.child.wait(PATIENCE)
        return self.seen

    def _read(self, deadline: float) -> bool:
        left = deadline - time.monotonic()
        if left <= 0 or not select.select([self.master], [], [], left)[0]:
            return False
        try:
            data = os.read(self.master, 65536)
        except OSError:  # Linux says so when the other end is closed
            return False
        self.seen += data
        return bool(data)

    def send(self, data: bytes) -> None:
        os.write(self.master, data)


@contextmanager
def running(
    tmp_path: Path, *arguments: str, program: tuple[str, str] = ("-m", "tui"), **environ: str
) -> Iterator[Terminal]:
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
    env = {"PATH": os.environ["PATH"], "HOME": str(tmp_path), "TERM": "xterm-256color", "LANG": "C.UTF-8", **environ}
    child = subprocess.Popen(
        [sys.executable, *program, *arguments], stdin=slave, stdout=slave, stderr=slave, env=env,
        start_new_session=True, preexec_fn=lambda: fcntl.ioctl(0, termios.TIOCSCTTY, 0) and None,
        cwd=Path(__file__).parents[2],
    )  # fmt: skip
    os.close(slave)
    terminal = Terminal(child, master)
    try:
        yield terminal
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()
        os.close(master)


def test_what_is_switched_on_is_switched_off_when_the_reader_quits(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--display", "mlterm") as terminal:
        terminal.until(ENTER)
        terminal.until(b"14 unread")
        terminal.send(b"Q")
        whole = terminal.rest()
        assert terminal.child.returncode == 0
    assert whole.count(ENTER) == whole.count(EXIT) == 1
    assert REQUEST.encode() not in whole  # a wish is not asked about


def test_a_signal_ends_the_reader_in_order(tmp_path: Path) -> None:
    with running(tmp_path, "demo", KHABAR_DISPLAY="mlterm") as terminal:
        terminal.until(b"14 unread", terminal.until(ENTER))
        terminal.child.send_signal(signal.SIGTERM)
        whole = terminal.rest()
        assert terminal.child.returncode == 128 + signal.SIGTERM
    assert whole.count(EXIT) == 1
    assert b"\x1b[?1049l" in whole


def test_suspending_gives_the_terminal_back_and_takes_it_again(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--display", "mlterm") as terminal:
        terminal.until(b"14 unread", terminal.until(ENTER))
        terminal.send(b"\x1a")
        at = terminal.until(EXIT)
        _, status = os.waitpid(terminal.child.pid, os.WUNTRACED)
        assert os.WIFSTOPPED(status)
        terminal.child.send_signal(signal.SIGCONT)
        terminal.until(b"14 unread", terminal.until(ENTER, at))
        terminal.send(b"Q")
        whole = terminal.rest()
    assert whole.count(ENTER) == whole.count(EXIT) == 2


def test_a_crash_gives_the_terminal_back(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--display", "mlterm", program=("-c", FALLING)) as terminal:
        terminal.until(b"14 unread", terminal.until(ENTER))
        terminal.send(b"j")
        whole = terminal.rest()
        assert terminal.child.returncode != 0
    assert whole.count(ENTER) == whole.count(EXIT) == 1
    assert b"\x1b[?1049l" in whole


def test_the_terminal_is_asked_before_the_first_paint(tmp_path: Path) -> None:
    with running(tmp_path, "demo") as terminal:
        at = terminal.until(REQUEST.encode())
        assert b"\x1b[?1049h" not in terminal.seen
        terminal.send(VTE)
        terminal.until(b"\x1b[8l", at)
        terminal.until(b"14 unread", at)
        terminal.send(b"Q")
        assert terminal.rest().count(b"\x1b[8h") == 1


def test_a_terminal_that_does_not_answer_is_not_waited_for(tmp_path: Path) -> None:
    with running(tmp_path, "demo") as terminal:
        terminal.until(b"14 unread", terminal.until(REQUEST.encode()))
        terminal.send(b"Q")
        terminal.rest()
        assert terminal.child.returncode == 0


def test_doctor_asks_and_shows_the_test_lines_between_entry_and_exit(tmp_path: Path) -> None:
    with running(tmp_path, "doctor") as terminal:
        terminal.until(REQUEST.encode())
        terminal.send(b"\x1bP>|Konsole 22.12.3\x1b\\\x1b[>1;115;0c\x1b[?62;1;4c")
        for column in (2, 2, 3, 3, 2):
            at = terminal.until(b"\x1b[6n", terminal.seen.rfind(b"\x1b[6n") + 1 if b"\x1b[6n" in terminal.seen else 0)
            assert at
            terminal.send(f"\x1b[1;{column}R".encode())
        whole = terminal.rest().decode()
    assert "Konsole 22.12.3" in whole
    assert "profile: konsole" in whole
    bare = " ".join(re.sub("\x1b\\][^\x07]*\x07", "", whole).split())
    assert "vowel marks 1, lam-alef 1, joiners 2, direction marks 2, text sizing (OSC 66) 1" in bare
    start, end = whole.index("\x1b]50;BidiRenderingEnabled=false\x07"), whole.rindex("BidiRenderingEnabled=true\x07")
    assert start < whole.index("\u250c konsole") < end


def test_doctor_tries_one_profile_after_the_other(tmp_path: Path) -> None:
    with running(tmp_path, "doctor", "--try", "--display", "visual") as terminal:
        at = terminal.until(b"q stop ")
        terminal.send(b"n")
        at = terminal.until(b"q stop ", at)
        assert b"2/9 bdsm" in terminal.seen
        terminal.send(b"y")
        whole = terminal.rest()
        assert terminal.child.returncode == 0
    assert whole.count(b"\x1b[8l") == whole.count(b"\x1b[8h") >= 1
    assert b'display = "bdsm"' in whole


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (b"\x1bP>|XTerm(379)\x1b\\\x1b[8;0$y\x1b[>41;379;0c\x1b[?64;1;2c", ("XTerm(379)", "0", "41;379;0")),
        (b"\x1b[8;1$y\x1b[>65;7006;1c\x1b[?65;1;9c", ("", "1", "65;7006;1")),
        (b"jk\x1b[?6c", ("", "", "")),
        (b"\x1bP>|evil\x07\x1b[31m\x1b\\\x1b[?6c", ("evil", "", "")),
        (b"", ("", "", "")),
    ],
)
def test_answers(data: bytes, expected: tuple[str, str, str]) -> None:
    found = read_answers(Evidence(env={}), data)
    assert (found.xtversion, found.mode8, found.da2) == expected


def test_an_answer_wins_over_the_variables_of_a_terminal_further_out() -> None:
    inherited = {"TERM": "xterm-256color", "VTE_VERSION": "7006", "TMUX": "/tmp/x,1,0", "KONSOLE_VERSION": "221203"}
    assert choose(Evidence(inherited, xtversion="XTerm(379)"))[0].name == "visual"
    assert choose(Evidence(inherited, xtversion="tmux 3.3a", tmux_client="xterm-256color"))[0].name == "words-lrm"


def test_wishes_in_their_order() -> None:
    settings = Wishes("lrm", "strip")
    assert wishes("sgr", "keep", settings, {"KHABAR_DISPLAY": "mlterm"}) == Wishes("sgr", "keep")
    assert wishes(None, None, settings, {"KHABAR_DISPLAY": "mlterm", "KHABAR_MARKS": "auto"}) == Wishes(
        "mlterm", "auto"
    )
    assert wishes(None, None, settings, {}) == settings
    with pytest.raises(DisplayError, match="KHABAR_DISPLAY=mltrem: must be one of auto, visual"):
        wishes(None, None, settings, {"KHABAR_DISPLAY": "mltrem"})
    evidence = Evidence(env={"TERM": "foot"})
    assert not choose_profile(Wishes(), evidence)[0].marks
    assert choose_profile(Wishes(marks="keep"), evidence)[0].marks
    assert not choose_profile(Wishes("visual", "strip"), evidence)[0].marks


@pytest.mark.parametrize(
    ("env", "answer", "word"),
    [
        ({"TERM": "xterm-kitty"}, "kitty(0.26.5)", "force_ltr"),
        ({"TERM": "tmux-256color", "TMUX": "x", "VTE_VERSION": "7006"}, "", "allow-passthrough"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "iTerm.app"}, "", "alternateScreenBidi"),
        ({"TERM": "putty-256color"}, "", "PuTTY"),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, "", "gpuAcceleration"),
        ({"TERM": "linux"}, "", "console"),
        ({"TERM": "foot"}, "foot(1.21.0)", "marks"),
    ],
)
def test_hints(env: Mapping[str, str], answer: str, word: str) -> None:
    evidence = Evidence(env=env, xtversion=answer)
    assert any(word in hint for hint in hints(evidence, choose(evidence)[0]))


def test_without_a_terminal_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: str, flags: int) -> int:
        raise OSError(6, "no such device")

    monkeypatch.setattr("tui.app.terminal.os.open", refuse)
    evidence = gather({"TERM": "xterm-256color"})
    assert (evidence.xtversion, evidence.mode8) == ("", "")
    assert columns_of(["a", "b"]) == [None, None]


@pytest.mark.parametrize(("answer", "ground"), [(b"0000/0000/0000", b"21;23;30"), (b"ffff/ffff/ffff", b"251;250;247")])
def test_the_theme_follows_the_ground_that_the_terminal_names(tmp_path: Path, answer: bytes, ground: bytes) -> None:
    with running(tmp_path, "demo", "--display", "visual", COLORTERM="truecolor") as terminal:
        terminal.until((GROUND_REQUEST + LAST_REQUEST).encode())
        terminal.send(b"\x1b]11;rgb:" + answer + b"\x1b\\\x1b[?62c")
        terminal.until(b"14 unread")
        terminal.until(b"48;2;" + ground)
        terminal.send(b"Q")
        terminal.rest()


def test_no_color_sends_no_colour_and_the_cursor_is_reversed(tmp_path: Path) -> None:
    with running(tmp_path, "demo", NO_COLOR="1") as terminal:
        terminal.until(b"14 unread")
        terminal.send(b"j")
        terminal.until(b"\x1b[1;7m")
        terminal.send(b"Q")
        whole = terminal.rest()
    codes = {code for found in re.findall(rb"\x1b\[([\d;]*)m", whole) for code in found.split(b";")}
    assert codes <= {b"", b"0", b"1", b"2", b"3", b"4", b"7", b"9"}
