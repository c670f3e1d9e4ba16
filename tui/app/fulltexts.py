"""The full text of the open story: its page is fetched by a child process, and shown when it is kept."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Sequence

from textual.widget import Widget
from textual.worker import Worker

from tui.app.children import complaint_of, options_of
from tui.app.hands import Room
from tui.app.messages import PageFetched
from tui.app.stories import Stories


class FullTexts:
    """Asks for the page of a story."""

    def __init__(self, room: Room, stories: Stories, node: Widget, refresh_command: Sequence[str] | None) -> None:
        """``refresh_command`` is that of ``khabar fetch``; its options hold here too.  None: offline."""
        self._room, self._stories, self._node = room, stories, node
        self._options = None if refresh_command is None else options_of(refresh_command)
        self._asking: set[int] = set()

    def do_full_text(self, count: int) -> None:
        """Fetch the page of the story that is open, else of the one under the cursor."""
        room = self._room
        story = room.panels.article.story
        headline = story.headline if story is not None else room.panels.headlines.current
        if headline is None:
            room.say("toast.no_story")
        elif self._options is None:
            room.say("toast.no_network")
        elif headline.id not in self._asking:
            room.say("toast.fetching_page")
            self._start([*self._options, "fetch", "--page", str(headline.id)], headline.id)

    def _start(self, command: Sequence[str], story: int) -> None:
        self._asking.add(story)

        async def run() -> None:
            try:
                reason = await _fetched(command)
            finally:
                self._asking.discard(story)
            self._node.post_message(PageFetched(story, reason))

        _: Worker[None] = self._node.run_worker(run, group="page", exit_on_error=False)

    def fetched(self, message: PageFetched) -> None:
        """Show the full text if its story is still open, or say why there is none."""
        if message.reason:
            self._room.say("toast.failed", error=True, reason=self._room.reason(message.reason))
            return
        self._room.say("toast.page_kept")
        self._stories.reload(message.story)


async def _fetched(command: Sequence[str]) -> str:
    """Run the child; "" if all went well, else what it complained of."""
    try:
        child = await asyncio.create_subprocess_exec(*command, stdin=DEVNULL, stdout=DEVNULL, stderr=PIPE)
    except OSError as error:
        return (error.strerror or "cannot be started").lower()
    try:
        _, complaints = await child.communicate()
    finally:
        if child.returncode is None:
            child.terminate()
    return complaint_of(complaints, child.returncode) if child.returncode else ""
