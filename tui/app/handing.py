"""What leaves the reader as text: to a file, and to a command of the user's own."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import PIPE, STDOUT, Process
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from textual.widget import Widget
from textual.worker import Worker

from tui.app.asking import Asking, Question
from tui.app.hands import Room
from tui.app.messages import Piped, Saved
from tui.app.outside import Outside

MOST_OUTPUT = 200_000
"""Bytes of a command's answer that are shown."""


class Handing:
    """Saves a story, and pipes it to a command."""

    def __init__(self, room: Room, asking: Asking, outside: Outside, node: Widget) -> None:
        self._room, self._asking, self._outside, self._node = room, asking, outside, node

    def do_save(self, count: int) -> None:
        """Ask where to, with a name made of the title."""
        story = self._outside.story()
        if story is not None:
            from tui.newsroom import saving

            name = f"{saving.safe_name(story.article.title)}.txt"
            self._asking.ask("save", Question(self.save_as), str(Path("~") / name))

    def save_as(self, path: str) -> None:
        """Write the text to a file; one that is there already stays as it is."""
        story, path = self._outside.story(), path.strip()
        if story is None or not path:
            return
        article = story.article

        def write() -> Saved:
            from tui.newsroom import saving

            try:
                return Saved(str(saving.save(article, Path(path))))
            except saving.SavingError as error:
                return Saved("", str(error))

        self._room.jobs.write(write, lambda done: done)

    def saved(self, message: Saved) -> None:
        """Say where to, or why not."""
        if message.reason:
            self._room.say("toast.not_saved", error=True, reason=self._room.reason(message.reason))
        else:
            self._room.say("toast.saved", path=message.path)

    def do_pipe(self, count: int) -> None:
        """Ask for a command."""
        if self._outside.story() is not None:
            self._asking.ask("pipe", Question(self.pipe_to))

    def pipe_to(self, command: str) -> None:
        """Run a command that the user typed, in a shell; the story comes to it as text on its input, nowhere else."""
        story, command = self._outside.story(), command.strip()
        if story is None or not command:
            return
        from tui.newsroom import piping, saving

        text = saving.plain_text(story.article).encode("utf-8", "replace")
        programs = self._room.desk.config.reader.terminal_programs
        if piping.wants_terminal(command, programs):
            self._give(command.removeprefix(piping.ALONE).strip(), text, wait=command.startswith(piping.ALONE))
            return

        async def run() -> None:
            output, status = await piped(command, text)
            self._node.post_message(Piped(command, output, status))

        _: Worker[None] = self._node.run_worker(run, group="pipe", exit_on_error=False)
        self._room.say("toast.piping", command=command)

    def _give(self, command: str, text: bytes, *, wait: bool) -> None:
        """Give the terminal to a command, as mutt and newsboat do; say only what went wrong."""
        from tui.app.giving import give_terminal
        from tui.newsroom import piping

        status = 0

        def work() -> None:
            nonlocal status
            status = piping.run(command, text)

        if not command:
            return
        if not give_terminal(self._node.app, work, wait=wait and not piping.wants_terminal(command)):
            self._room.say("toast.no_terminal", error=True, command=command)
        elif status:
            self._room.say("toast.pipe_failed", error=True, command=command, status=status)

    def piped(self, message: Piped, show: Callable[[str, str], None]) -> None:
        """Show what the command answered; if it said nothing, whether it went well."""
        if message.output.strip():
            show(message.command, message.output)
        elif message.status:
            self._room.say("toast.pipe_failed", error=True, command=message.command, status=message.status)
        else:
            self._room.say("toast.piped", command=message.command)


async def piped(command: str, text: bytes) -> tuple[str, int]:
    """Run ``command`` in a shell of its own process group with ``text`` on its input: what it said, and its status.

    A command that is at work when the reader is left is ended with all that it started.
    """
    try:
        child = await asyncio.create_subprocess_shell(
            command, stdin=PIPE, stdout=PIPE, stderr=STDOUT, start_new_session=True
        )
    except OSError as error:
        return (error.strerror or "cannot be started").lower(), 127
    try:
        fed = asyncio.create_task(_feed(child, text))
        assert child.stdout is not None
        output = bytearray()
        while chunk := await child.stdout.read(65536):
            output += chunk[: MOST_OUTPUT - len(output)]
        await fed
        return output.decode("utf-8", "replace"), await child.wait()
    finally:
        if child.returncode is None:
            with suppress(ProcessLookupError, AttributeError):
                os.killpg(child.pid, signal.SIGTERM)


async def _feed(child: Process, text: bytes) -> None:
    """A command need not read all of it, or any."""
    assert child.stdin is not None
    with suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.write(text)
        await child.stdin.drain()
    with suppress(BrokenPipeError, ConnectionResetError):
        child.stdin.close()
        await child.stdin.wait_closed()
