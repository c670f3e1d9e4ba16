"""The terminal between the command and the toolkit: without an echo, with the first picture on it.

Whatever happens it is given back.  The toolkit takes some 200 ms to be there.  What is typed meanwhile waits in the
terminal, or is handed on where the questions of :mod:`tui.app.terminal` met it.
"""

from __future__ import annotations

import os
import signal
import sys
from types import FrameType, TracebackType
from typing import Any

ENTER_SCREEN = "\x1b[?1049h"
_BEFORE, _AFTER = f"{ENTER_SCREEN}\x1b[?25l\x1b[?7l", "\x1b[?7h\x1b[?1049l\x1b[?25h"
"""The alternate screen (ctlseqs, DECSET 1049) without a caret, where no line goes on in the next; and back again."""
_ENDING = ("SIGTERM", "SIGHUP")
_ECHO = ("ECHO", "ICANON", "IEXTEN")
_CHANGES = ("IXON", "IXOFF", "ICRNL", "INLCR", "IGNCR")


class Takeover:
    """A context manager around everything from the first question to the terminal until the program ends.

    ``typed`` is what was read beside answers and is to be given to the toolkit
    as its first input; ``settings`` are the terminal's own (``tcgetattr``),
    None where it has none.  Whoever paints next says so with :meth:`taken`.
    """

    def __init__(self) -> None:
        self.typed = b""
        self.settings: list[Any] | None = None
        self.painted = False
        self._leave = ""
        self._screen = _screen()
        self._handlers: dict[signal.Signals, Any] = {}

    def __enter__(self) -> Takeover:
        self.settings = _settings()
        if self.settings is not None:
            _apply(_quiet(self.settings))
            for name in _ENDING:
                number = signal.Signals[name]
                self._handlers[number] = signal.signal(number, _end)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.painted:
            self.painted = False
            _write(self._screen, self._leave)
        if self.settings is not None:
            _apply(self.settings)
        for number, handler in self._handlers.items():
            signal.signal(number, handler)

    @property
    def possible(self) -> bool:
        """Whether a picture can be painted here."""
        return self.settings is not None and self._screen is not None

    def paint(self, picture: str, leave: str) -> None:
        """Write a whole screen in one go; ``leave`` undoes what it switches on, should nobody take it over."""
        self.painted, self._leave = True, leave + _AFTER
        _write(self._screen, _BEFORE + picture)

    def taken(self) -> bool:
        """Somebody else has the screen from now on, and will give it back; whether a picture stands there."""
        painted, self.painted = self.painted, False
        return painted


def _screen() -> int | None:
    """Where the toolkit paints: standard error, or standard output if only that is the terminal."""
    for stream in (sys.__stderr__, sys.__stdout__):
        if stream is not None and stream.isatty():
            return stream.fileno()
    return None


def _settings() -> list[Any] | None:
    if sys.platform == "win32" or sys.__stdin__ is None:
        return None
    import termios

    try:
        return termios.tcgetattr(sys.__stdin__.fileno())
    except (termios.error, ValueError):
        return None


def _quiet(settings: list[Any]) -> list[Any]:
    """The settings with which keys come one by one, unseen and unchanged, as the toolkit will have them.

    Ctrl+C still interrupts; Ctrl+Z waits with the other keys.
    """
    import termios

    made = [*settings]
    made[0] &= ~sum(getattr(termios, name) for name in _CHANGES)
    made[3] &= ~sum(getattr(termios, name) for name in _ECHO)
    made[6] = [*settings[6]]
    made[6][termios.VMIN], made[6][termios.VTIME] = 1, 0
    made[6][termios.VSUSP] = bytes([os.fpathconf(0, "PC_VDISABLE")])
    return made


def _apply(settings: list[Any]) -> None:
    import termios

    assert sys.__stdin__ is not None
    try:
        termios.tcsetattr(sys.__stdin__.fileno(), termios.TCSANOW, settings)
    except termios.error:
        return  # the terminal is gone: there is nothing to give back


def _write(screen: int | None, text: str) -> None:
    if screen is None:
        return
    left = text.encode("utf-8", "replace")
    try:
        while left:
            left = left[os.write(screen, left) :]
    except OSError:
        return  # the terminal is gone; whoever writes next finds out


def _end(number: int, frame: FrameType | None) -> None:
    """End the program in order, so that the terminal is given back."""
    raise SystemExit(128 + number)
