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
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from time import monotonic

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

PATIENCE = 0.3
"""Seconds to wait for the terminal's answers."""
_POSITION = re.compile(rb"\x1b\[\d+;(\d+)R")
_AUTO = "auto"
_MARKS = (_AUTO, "keep", "strip")
_MONOCHROME = re.compile(r"dumb|vt(52|1\d\d|2\d\d|320|420)([-+].*)?|.*-(mono|m)")
"""Values of TERM whose entries in terminfo have no colours (asking curses would bind the process to one terminal)."""
_SILENT = ("dumb", "linux", "")
"""Values of TERM of which no answer is to be expected."""


class DisplayError(ValueError):
    """A wish that cannot be met; ``str()`` is one line that says where it stands and what is possible."""


@dataclass(frozen=True, slots=True)
class Wishes:
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
    evidence = Evidence(env=environ)
    if environ.get("TMUX"):
        evidence = _ask_tmux(evidence)
    if (ask or ground) and environ.get("TERM", "") not in _SILENT:
        request = (GROUND_REQUEST if ground else "") + (REQUEST if ask else LAST_REQUEST)
        evidence = read_answers(evidence, _exchange(request, LAST_ANSWER))
    return evidence


def colourless(environ: Mapping[str, str]) -> bool:
    """Whether no colour may be sent: NO_COLOR is set to something (no-color.org), or the terminal has none."""
    return bool(environ.get("NO_COLOR")) or (
        not environ.get("COLORTERM") and _MONOCHROME.fullmatch(environ.get("TERM", "")) is not None
    )


def sixteen_colours(environ: Mapping[str, str]) -> bool:
    """Whether no more than sixteen colours may be sent: rich's own rule, which decides how others would be shown."""
    wished = environ.get("TEXTUAL_COLOR_SYSTEM", "auto")
    if wished != "auto" or sys.platform == "win32":
        return wished == "standard"
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    return environ.get("TERM", "").strip().lower().rpartition("-")[2] not in ("kitty", "256color")


def _ask_tmux(evidence: Evidence) -> Evidence:
    """What tmux knows of the terminal around it, and whether it lets escape sequences through."""
    program = shutil.which("tmux", path=evidence.env.get("PATH"))
    if program is None:
        return evidence
    format_ = "#{client_termname} #{client_termtype}\n#{allow-passthrough}"
    try:
        told = subprocess.run(
            [program, "display-message", "-p", format_], capture_output=True, timeout=1, text=True, errors="replace",
            env=dict(evidence.env), check=False,
        ).stdout  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return evidence
    client, _, rest = told.partition("\n")
    return replace(evidence, tmux_client=client.strip(), passthrough=rest.strip() in ("1", "on", "all"))


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
    if sys.platform == "win32":
        return ""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return ""
    try:
        with _unechoed(terminal):
            return os.read(terminal, 32).decode("utf-8", "replace")
    except OSError:
        return ""
    finally:
        os.close(terminal)


def _exchange(request: str, last: re.Pattern[bytes], after: str = "") -> bytes:
    """Write to the terminal and read until what ``last`` matches, or the patience ends; b"" without a terminal."""
    if sys.platform == "win32":
        return b""
    try:
        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except OSError:
        return b""
    data = b""
    try:
        with _unechoed(terminal):
            os.write(terminal, request.encode())
            until = monotonic() + PATIENCE
            while not last.search(data):
                left = until - monotonic()
                if left <= 0 or not select.select([terminal], [], [], left)[0]:
                    break
                data += os.read(terminal, 4096)
            os.write(terminal, after.encode())
    except OSError:
        return b""  # the terminal went away, or is in the background
    finally:
        os.close(terminal)
    return data


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
