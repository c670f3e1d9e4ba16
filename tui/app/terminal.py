"""Which display profile this terminal needs: what was wished, else what the terminal and its environment say.

The asking is done before Textual starts, because Textual owns the terminal's
input from then on.  The answers are read by :mod:`tui.text.detect`.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from time import monotonic
from typing import TYPE_CHECKING, NamedTuple

from rich.color import ColorSystem

from tui.text.detect import (
    GROUND_REQUEST,
    LAST_ANSWER,
    LAST_REQUEST,
    REQUEST,
    Evidence,
    choose,
    read_answers,
)
from tui.text.profiles import PROFILES, Profile

if TYPE_CHECKING:
    import subprocess

PATIENCE = 0.3
"""Seconds to wait for the terminal's answers."""
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")
_AUTO = "auto"
_MARKS = (_AUTO, "keep", "strip")
_MONOCHROME = re.compile(r"dumb|vt(52|1\d\d|2\d\d|320|420)([-+].*)?|.*-(mono|m)")
"""Values of TERM whose entries in terminfo have no colours (asking curses would bind the process to one terminal)."""
_ANSWER = re.compile(rb"\x1b(?:\[[0-?]*\$y|\[[<-?][0-?]*[ -/]*[@-~]|[P\]_^X].*?(?:\x07|\x1b\\))", re.DOTALL)
"""What a terminal sends that nobody typed."""
_WISHED_DEPTHS = {
    "standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT, "truecolor": ColorSystem.TRUECOLOR,
}  # fmt: skip
"""Values of the toolkit's variable TEXTUAL_COLOR_SYSTEM."""
_SILENT = ("dumb", "linux", "")
"""Values of TERM of which no answer is to be expected."""


class DisplayError(ValueError):
    """A wish that cannot be met; ``str()`` is one line that says where it stands and what is possible."""


class Wishes(NamedTuple):
    """``display`` is a profile's name or ``auto``; ``marks`` is ``keep``, ``strip`` or ``auto``."""

    display: str = _AUTO
    marks: str = _AUTO


def wishes(display: str | None, marks: str | None, settings: Wishes, environ: Mapping[str, str]) -> Wishes:
    """The command line's wish, else KHABAR_DISPLAY and KHABAR_MARKS, else that of feeds.toml.

    Raises DisplayError for a variable whose value is no choice.
    """
    return Wishes(
        display or _variable("KHABAR_DISPLAY", (_AUTO, *PROFILES), environ) or settings.display,
        marks or _variable("KHABAR_MARKS", _MARKS, environ) or settings.marks,
    )


def _variable(name: str, choices: tuple[str, ...], environ: Mapping[str, str]) -> str:
    value = environ.get(name, "")
    if value and value not in choices:
        raise DisplayError(f"{name}={value}: must be one of {', '.join(choices)}")
    return value


def choose_profile(wish: Wishes, evidence: Evidence) -> tuple[Profile, str]:
    """The profile and one line that says why."""
    profile, reason = (PROFILES[wish.display], "as set") if wish.display != _AUTO else choose(evidence)
    if wish.marks != _AUTO:
        profile = profile.with_marks(wish.marks == "keep")
    return profile, reason


def gather(environ: Mapping[str, str], *, ask: bool = True, ground: bool = False) -> Evidence:
    """What is known of this terminal.

    With ``ask`` it is asked which one it is, with ``ground`` which colour is
    behind its text; both together take 0.3 seconds at the most.
    """
    with Inquiry(environ, ask=ask, ground=ground) as inquiry:
        return inquiry.evidence()


class Inquiry:
    """Questions that were put to the terminal, and to tmux around it; a context manager.

    They are put when it is entered and :meth:`evidence` waits for the answers:
    what is done in between costs no time.
    """

    def __init__(self, environ: Mapping[str, str], *, ask: bool = True, ground: bool = False) -> None:
        self._environ, self._ask, self._ground = environ, ask, ground
        self._held = contextlib.ExitStack()
        self._terminal: int | None = None
        self._tmux: subprocess.Popen[str] | None = None
        self._until = 0.0
        self.typed = b""
        """What came beside the answers: keys."""

    def __enter__(self) -> Inquiry:
        if self._environ.get("TMUX"):
            self._tmux = _ask_tmux(self._environ)
        if (self._ask or self._ground) and self._environ.get("TERM", "") not in _SILENT:
            request = (GROUND_REQUEST if self._ground else "") + (REQUEST if self._ask else LAST_REQUEST)
            # The terminal may have gone away, or this is in the background.
            with contextlib.suppress(OSError):
                self._terminal = self._held.enter_context(_asked())
                os.write(self._terminal, request.encode())
                self._until = monotonic() + PATIENCE
        return self

    def __exit__(self, *_: object) -> None:
        with contextlib.suppress(OSError):
            self._held.close()
        if self._tmux is not None:
            self._tmux.kill()
            self._tmux.communicate()

    def evidence(self) -> Evidence:
        """What was answered until now, or within 0.3 seconds after it was asked."""
        evidence = Evidence(env=self._environ)
        if self._tmux is not None:
            evidence = _told_by_tmux(evidence, self._tmux)
        if self._terminal is None:
            return evidence
        try:
            data = _read(self._terminal, LAST_ANSWER, self._until)
        except OSError:
            return evidence
        self.typed += _ANSWER.sub(b"", data)
        return read_answers(evidence, data)


def colourless(environ: Mapping[str, str]) -> bool:
    """Whether no colour may be sent: NO_COLOR is set to something (no-color.org), or the terminal has none."""
    return bool(environ.get("NO_COLOR")) or (
        not environ.get("COLORTERM") and _MONOCHROME.fullmatch(environ.get("TERM", "")) is not None
    )


def colour_depth(environ: Mapping[str, str]) -> ColorSystem:
    """How many colours may be sent, by rich's own rule: that is how the toolkit's pictures are shown."""
    wished = _WISHED_DEPTHS.get(environ.get("TEXTUAL_COLOR_SYSTEM", ""))
    if wished is not None:
        return wished
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit") or sys.platform == "win32":
        return ColorSystem.TRUECOLOR
    many = environ.get("TERM", "").strip().lower().rpartition("-")[2] in ("kitty", "256color")
    return ColorSystem.EIGHT_BIT if many else ColorSystem.STANDARD


def sixteen_colours(environ: Mapping[str, str]) -> bool:
    """Whether no more than sixteen colours may be sent."""
    return colour_depth(environ) is ColorSystem.STANDARD


def _ask_tmux(environ: Mapping[str, str]) -> subprocess.Popen[str] | None:
    """Ask tmux of the terminal around it, and whether it lets escape sequences through."""
    import subprocess  # 3 ms that nobody outside tmux pays

    program = shutil.which("tmux", path=environ.get("PATH"))
    if program is None:
        return None
    format_ = "#{client_termname} #{client_termtype}\n#{allow-passthrough}"
    try:
        return subprocess.Popen(
            [program, "display-message", "-p", format_], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL, text=True, errors="replace", env=dict(environ),
        )  # fmt: skip
    except OSError:
        return None


def _told_by_tmux(evidence: Evidence, tmux: subprocess.Popen[str]) -> Evidence:
    from subprocess import TimeoutExpired

    try:
        told = tmux.communicate(timeout=1)[0]
    except TimeoutExpired:
        return evidence
    client, _, rest = told.partition("\n")
    return evidence._replace(tmux_client=client.strip(), passthrough=rest.strip() in ("1", "on", "all"))


def columns_of(samples: Sequence[str]) -> list[int | None]:
    """How many columns the cursor moves for each sample; None for what the terminal does not say.

    The samples are written at the start of the line where the cursor stands and
    wiped out again.  No answer reveals reordering: the cursor moves by memory.
    """
    found: list[int | None] = []
    for sample in samples:
        data = _exchange(f"\r{sample}\x1b[6n", _POSITION, after="\r\x1b[K")
        position = _POSITION.search(data)
        found.append(int(position[1]) - 1 if position else None)
        if position is None:
            break
    return found + [None] * (len(samples) - len(found))


def read_key() -> str:
    """One key as the terminal sends it (UTF-8), without Enter; "" if there is no terminal or its input ended."""
    try:
        with _asked() as terminal:
            return os.read(terminal, 32).decode("utf-8", "replace")
    except OSError:
        return ""


def _exchange(request: str, last: re.Pattern[bytes], after: str = "") -> bytes:
    """Write to the terminal and read until what ``last`` matches, or the patience ends; b"" without a terminal."""
    try:
        with _asked() as terminal:
            os.write(terminal, request.encode())
            data = _read(terminal, last, monotonic() + PATIENCE)
            os.write(terminal, after.encode())
            return data
    except OSError:
        return b""  # the terminal went away, or is in the background


def _read(terminal: int, last: re.Pattern[bytes], until: float) -> bytes:
    """What comes until ``last`` matches, or that time."""
    data = b""
    while not last.search(data) and select.select([terminal], [], [], max(0.0, until - monotonic()))[0]:
        came = os.read(terminal, 4096)
        if not came:
            break  # the terminal is gone
        data += came
    return data


@contextlib.contextmanager
def _asked() -> Iterator[int]:
    """The terminal, to write to and to read from without an echo.  Raises OSError where there is none."""
    if sys.platform == "win32":
        raise OSError("no terminal of this kind")
    terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    try:
        with _unechoed(terminal):
            yield terminal
    finally:
        os.close(terminal)


@contextlib.contextmanager
def _unechoed(terminal: int) -> Iterator[None]:
    """Nothing is echoed and no line is waited for; the terminal's settings come back whatever happens."""
    import termios

    try:
        before = termios.tcgetattr(terminal)
    except termios.error as error:
        raise OSError(str(error)) from None
    now = [*before]
    now[3] = before[3] & ~(termios.ECHO | termios.ICANON)
    termios.tcsetattr(terminal, termios.TCSADRAIN, now)
    try:
        yield
    finally:
        termios.tcsetattr(terminal, termios.TCSADRAIN, before)
