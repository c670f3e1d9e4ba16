"""A program in a pseudo-terminal: keys go in, and when its last byte came out is known."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import statistics
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass

PATIENCE = 120.0
STILL = 0.03
"""Seconds without a byte after which a screen counts as painted."""
WHOLE = 0.008
"""Seconds without a byte after which one picture is over; another may follow."""
_SEQUENCE = re.compile(rb"\x1b(?:\[[0-?]*[ -/]*[@-~]|[P\]_^][^\x07\x1b]*(?:\x07|\x1b\\)|.)", re.DOTALL)
# What an xterm answers: DA1, DA2, where the cursor is, DECRQM of synchronised output and of in-band resizing.
_ANSWERS = (
    (re.compile(rb"\x1b\[0?c"), b"\x1b[?62;22c"),
    (re.compile(rb"\x1b\[>0?c"), b"\x1b[>41;370;0c"),
    (re.compile(rb"\x1b\[6n"), b"\x1b[1;1R"),
    (re.compile(rb"\x1b\[\?2026\$p"), b"\x1b[?2026;0$y"),
    (re.compile(rb"\x1b\[\?2048\$p"), b"\x1b[?2048;0$y"),
)


@dataclass(frozen=True, slots=True)
class Spread:
    """Milliseconds from a key to the last byte of what it changed; ``unseen`` keys changed nothing."""

    median: float
    p95: float
    unseen: int


class Driven:
    """A running program on the other side of a pseudo-terminal; a context manager that ends it."""

    def __init__(
        self, command: Sequence[str], environ: Mapping[str, str], size: tuple[int, int] = (120, 40), typed: str = ""
    ) -> None:
        """``size`` is in columns and rows.  The clock starts when the program is executed, with ``typed`` waiting."""
        master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        self.start = time.perf_counter()
        self.pid = os.fork()
        if not self.pid:
            os.login_tty(slave)
            os.execvpe(command[0], list(command), dict(environ))
        os.close(slave)
        self._master = master
        os.write(master, typed.encode())
        self._seen = b""
        self.peak = 0.0

    def __enter__(self) -> Driven:
        return self

    def __exit__(self, *_: object) -> None:
        for pid in reversed(self._tree()):
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._master)

    def _read(self, seconds: float) -> bytes:
        """What comes within ``seconds``; answers what a terminal is asked."""
        if not select.select([self._master], [], [], max(0.0, seconds))[0]:
            return b""
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # Linux says so when the program has ended
            return b""
        for asked, answer in _ANSWERS:
            if asked.search(data):
                os.write(self._master, answer)
        self._seen = (self._seen + data)[-(1 << 20) :]
        return data

    def until(self, text: str) -> float:
        """Seconds from the start until ``text`` has come; raises TimeoutError."""
        return self._arrival(text, self.start)

    def complete(self, text: str) -> float:
        """Seconds from the start until the screen on which ``text`` stands has all its bytes; raises TimeoutError."""
        whole = self.until(text)
        while self._read(WHOLE):
            whole = time.perf_counter() - self.start
        return whole

    def send(self, keys: str, text: str) -> float:
        """Press keys; seconds until ``text`` has come; raises TimeoutError."""
        self._drain()
        self._seen = b""
        os.write(self._master, keys.encode())
        return self._arrival(text, time.perf_counter())

    def _arrival(self, text: str, start: float) -> float:
        wanted, limit = text.encode(), time.perf_counter() + PATIENCE
        while time.perf_counter() < limit:
            read = self._read(0.05)
            came = time.perf_counter()
            if read and wanted in _SEQUENCE.sub(b"", self._seen):
                return came - start
        shown = _SEQUENCE.sub(b"", self._seen)[-300:]
        raise TimeoutError(f"{text!r} never came; the last was {shown!r}")

    def _drain(self) -> None:
        while self._read(STILL):
            pass

    def press(self, keys: Sequence[str]) -> Spread:
        """Press one key after the other, each when the screen is still after the last."""
        times: list[float] = []
        unseen = 0
        for key in keys:
            self._drain()
            pressed = time.perf_counter()
            os.write(self._master, key.encode())
            last = 0.0
            while self._read(STILL if last else 0.5):
                last = time.perf_counter()
            if last:
                times.append((last - pressed) * 1e3)
            else:
                unseen += 1
        ordered = sorted(times) or [0.0]
        return Spread(statistics.median(ordered), ordered[int(0.95 * (len(ordered) - 1))], unseen)

    def memory(self) -> float:
        """Megabytes resident in the program's own process."""
        with open(f"/proc/{self.pid}/statm") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6

    def _tree(self) -> list[int]:
        found, waiting = [], [self.pid]
        while waiting:
            pid = waiting.pop()
            found.append(pid)
            with suppress(OSError), open(f"/proc/{pid}/task/{pid}/children") as file:
                waiting += [int(child) for child in file.read().split()]
        return found
