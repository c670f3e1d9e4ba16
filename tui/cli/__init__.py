"""The command line: thin rows over newsroom.

Nothing heavy is imported before a command needs it: ``khabar --help`` pays for
argparse and the sentences it prints.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence

__all__ = ["main"]

DONE, FAILED, WRONG_USAGE = 0, 1, 2
INTERRUPTED = 130
PIPE_CLOSED = 141


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return its exit status: 0 done, 1 something failed and was named, 2 wrong usage."""
    _speak_utf8()
    gc.disable()  # imports make nothing that is to be collected, and a tenth of their time would go into looking
    try:
        return _run(argv)
    finally:
        gc.enable()


def _run(argv: Sequence[str] | None) -> int:
    from tui.cli.arguments import parse
    from tui.cli.faults import guard, log_what_nobody_caught
    from tui.cli.speech import begin

    begin(os.environ)
    arguments = list(sys.argv[1:] if argv is None else argv)
    if arguments[:1] == ["__complete"]:
        from tui.cli.completing import run

        return run(arguments[1:])
    try:
        options = parse(arguments)
    except SystemExit as exit_:
        return exit_.code if isinstance(exit_.code, int) else WRONG_USAGE
    log_what_nobody_caught(options, os.environ)
    try:
        status = guard(options)
        sys.stdout.flush()
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone: say nothing more, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return PIPE_CLOSED
    return status


def _speak_utf8() -> None:
    """Write UTF-8 even under LANG=C; what cannot be written is escaped rather than fatal."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")
