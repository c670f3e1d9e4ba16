"""Summaries of the open story: asked for by a key, made by a child process, shown over the text.

The reader itself touches no network; the child (``khabar summary``) keeps what
came, so that it is there offline.
"""

from __future__ import annotations

import asyncio
import json
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence
from datetime import datetime

from textual.widget import Widget
from textual.worker import Worker

from tui.app.children import complaint_of, options_of
from tui.app.hands import Room
from tui.app.panels.summarised import SummarisedView
from tui.model import Summary

_FIRST_STRONG, _POP = "\u2068", "\u2069"  # FSI and PDI: a model's name keeps its own direction


class Summarising:
    """Asks for a summary, and hides or shows the one that is there."""

    def __init__(self, room: Room, node: Widget, refresh_command: Sequence[str] | None) -> None:
        """``refresh_command`` is that of ``khabar fetch``; its options hold here too.  None: offline."""
        self._room, self._node = room, node
        self._options = None if refresh_command is None else options_of(refresh_command)
        self._asking: set[int] = set()
        room.panels.article.heading_of = self._heading

    def _heading(self, summary: Summary) -> str:
        return self._room.words.say("summary.by", model=f"{_FIRST_STRONG}{summary.model}{_POP}")

    def do_summarise(self, count: int) -> None:
        """Show a summary of the open story, made now if there is none; hide the one that is shown."""
        article, room = self._room.panels.article, self._room
        if article.toggle_summary():
            return
        if article.story is None:
            room.say("toast.no_story")
            return
        from tui.newsroom import summaries

        try:
            summaries.check(room.desk)
        except summaries.SummaryError as error:
            room.say("toast.failed", error=True, reason=room.reason(str(error)))
            return
        story = article.story.headline.id
        if self._options is None:
            room.say("toast.no_network")
        elif story not in self._asking:
            room.say("toast.summarising", model=room.desk.config.summaries.model)
            self._start([*self._options, "summary", "--json", "--", str(story)], story)

    def _start(self, command: Sequence[str], story: int) -> None:
        self._asking.add(story)

        async def run() -> None:
            try:
                summary = await _asked(command)
            finally:
                self._asking.discard(story)
            self._room.panels.article.post_message(SummarisedView.Came(story, summary))

        # A failure is said by the screen, as that of any job; closing the reader ends the child.
        _: Worker[None] = self._node.run_worker(run, group="summary", exit_on_error=False)


async def _asked(command: Sequence[str]) -> Summary:
    """Run the child and return what it printed.  Raises SummaryError with what it complained of."""
    from tui.newsroom.summaries import SummaryError

    try:
        child = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=PIPE, stderr=PIPE)
    except OSError as error:
        raise SummaryError((error.strerror or "cannot be started").lower()) from None
    try:
        out, complaints = await child.communicate()
    finally:
        if child.returncode is None:
            child.terminate()
    try:
        told = json.loads(out)
        return Summary(told["summary"], told["model"], told["language"], datetime.fromisoformat(told["made"]))
    except (ValueError, KeyError, TypeError):
        raise SummaryError(complaint_of(complaints, child.returncode)) from None
