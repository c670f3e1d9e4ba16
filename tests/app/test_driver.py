"""The reader ends when its terminal does."""

from __future__ import annotations

import os
import subprocess
import sys
from io import StringIO
from pathlib import Path

import pytest

from tui.app.driver import Lasting

ROOT = Path(__file__).parents[2]
LEADER = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
    " os.execv(sys.executable, [sys.executable, '-m', 'tui', 'demo'])"
)
"""The reader as the leader of a session of which the terminal is: as a terminal program starts it."""


class Gone(StringIO):
    """A terminal that was closed."""

    def write(self, data: str) -> int:
        raise OSError(5, "Input/output error")

    def flush(self) -> None:
        raise OSError(5, "Input/output error")


def test_what_is_written_to_a_terminal_that_is_gone_is_lost() -> None:
    lasting = Lasting(Gone())
    assert lasting.write("x") == 1
    lasting.flush()
    kept = StringIO()
    Lasting(kept).write("x")
    assert kept.getvalue() == "x"
    assert Lasting(kept).isatty() is False


@pytest.mark.skipif(sys.platform == "win32", reason="terminals there send no signal")
def test_a_window_that_is_closed_ends_the_reader(tmp_path: Path) -> None:
    import pty

    terminal, inside = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-c", LEADER],
        cwd=ROOT,
        env={**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", "HOME": str(tmp_path)},
        stdin=inside,
        stdout=inside,
        stderr=inside,
        start_new_session=True,
    )
    os.close(inside)
    try:
        seen = b""
        while b"undo" not in seen:  # the footer is painted last
            seen += os.read(terminal, 65536)
        os.close(terminal)
        assert process.wait(timeout=60) == 129
    finally:
        process.kill()
        process.wait()
