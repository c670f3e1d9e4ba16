"""``khabar`` and ``khabar demo``: the only commands that load Textual."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from pathlib import Path

from tui.cli.commands import paths, subscribed
from tui.cli.faults import Refusal, complain
from tui.cli.speech import said


def _plain(options: Namespace) -> bool:
    """Whether the reader is a dialogue: as asked, or because the terminal can do nothing else.

    Raises Refusal where there is no terminal and no dialogue is asked for.
    """
    if getattr(options, "plain", False):
        return True
    _need_terminal()
    return os.environ.get("TERM") == "dumb"


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty()):
        raise Refusal(said("cli.reader.no_terminal"))


def run_read(options: Namespace) -> int:
    """Open the reader; it refreshes through a child process of its own."""
    plain = _plain(options)
    where = paths(options)
    with subscribed(options, complain) as desk:
        if plain:
            from tui.cli.plain import converse

            return converse(desk, options, network=not options.offline)
        from tui.app import run

        command = None if options.offline else refresh_command(where.config, where.data)
        return run(
            desk, command, options.display, offline=options.offline, marks=options.marks, minutes=options.minutes
        )


def refresh_command(config: Path, data: Path) -> list[str]:
    """The command line of the refresh for this configuration and data folder."""
    return [
        sys.executable, "-m", "tui", "--config", str(config.absolute()), "--data", str(data.absolute()),
        "fetch", "--events",
    ]  # fmt: skip


def run_demo(options: Namespace) -> int:
    """Open the reader on bundled stories."""
    plain = _plain(options)
    from tui.newsroom.demo import demo_desk

    with demo_desk() as desk:
        if plain:
            from tui.cli.plain import converse

            return converse(desk, options, network=False)
        from tui.app import run

        return run(desk, None, options.display, marks=options.marks, minutes=options.minutes)
