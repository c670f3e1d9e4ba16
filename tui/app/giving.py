"""The terminal, given to another program until that ends."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual.app import App, SuspendNotSupported

from tui.newsroom.piping import interrupts_are_its_own


def give_terminal(app: App[Any], work: Callable[[], object], *, wait: bool = False) -> bool:
    """Leave the screen, do ``work``, and come back; with ``wait`` only when Enter is pressed.

    All of the reader stands still meanwhile: the screen is not its own.  False
    if there is no terminal that could be given.
    """
    try:
        with app.suspend(), interrupts_are_its_own():
            work()
            if wait:
                _wait()
    except SuspendNotSupported:
        return False
    app.refresh(layout=True)
    return True


def _wait() -> None:
    """Until Enter: what a command wrote is to be read.  In every language the key is called so on the keyboard."""
    with suppress(OSError), open("/dev/tty", "r+b", buffering=0) as terminal:
        terminal.write(b"\r\n[Enter] ")
        while terminal.read(1) not in (b"\n", b"\r", b""):
            pass
