"""Commands that get a story: whether one is for the eye, and running it with the terminal for itself."""

from __future__ import annotations

import shlex
import signal
import subprocess
import sys
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import PurePath

ALONE = "!"
"""Before a command: it gets the terminal, whatever it is."""
INTERACTIVE = frozenset({
    "less", "more", "most", "moar", "ov", "pg", "vi", "vim", "nvim", "view", "nano", "micro", "emacs", "helix",
    "hx", "kak", "w3m", "lynx", "links", "elinks", "fzf", "sk", "vipe",
})  # fmt: skip
"""Programs that want the terminal: pagers, editors, browsers, choosers."""


def wants_terminal(command: str, programs: Collection[str] = ()) -> bool:
    """Whether the program that has the last word in a command is interactive: one of ours, or of ``programs``."""
    if command.startswith(ALONE):
        return True
    try:
        lexer = shlex.shlex(command, posix=True, punctuation_chars=True)
        lexer.whitespace_split = True
        words = list(lexer)
    except ValueError:
        return False
    name, first = "", True
    for word in words:
        if set(word) <= set("|&;()"):
            first = True
        elif first and "=" not in word.partition("/")[0]:  # A=b before a program is its environment
            name, first = PurePath(word).name, False
    return name in INTERACTIVE or name in programs


def run(command: str, text: bytes) -> int:
    """Run a command in a shell with ``text`` on its input and the terminal for all else; returns its status."""
    sys.stdout.flush()
    with interrupts_are_its_own():
        return subprocess.run(command, shell=True, input=text, check=False).returncode  # the user's own words


@contextmanager
def interrupts_are_its_own() -> Iterator[None]:
    """Ctrl+C ends the command that has the terminal, and not us."""
    # A handler of our own and not SIG_IGN: that one the command would inherit.
    before = signal.signal(signal.SIGINT, _nothing)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


_nothing: Callable[..., None] = lambda *_: None  # noqa: E731
