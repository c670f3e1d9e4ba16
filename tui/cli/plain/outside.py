"""What leaves the dialogue: links, the browser, files, commands, and a question to a language model."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path

from tui.app.browsing import NONE, OPENED, open_address, open_here
from tui.articles import layout
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.triaging import Triaging
from tui.cli.showing import print_changes
from tui.cli.speech import explained, language
from tui.model import Story
from tui.newsroom import piping, reading, revisions, saving, summaries


class Outside:
    """Opens links, writes files, runs commands, asks for summaries."""

    def __init__(self, dialogue: Dialogue, triaging: Triaging, *, network: bool) -> None:
        """``network``: a model may be asked for a summary."""
        self._here, self._triaging, self._network = dialogue, triaging, network

    def _story(self) -> Story | None:
        """The story that is open, else that of the row in hand."""
        here, headline = self._here, self._here.current
        return here.story or (reading.story(here.desk, headline.id) if headline is not None else None)

    def do_links(self, count: int, rest: str) -> None:
        """The links of the story by number."""
        story = self._here.story
        if story is None:
            self._here.say("empty.no_story")
            return
        for number, url in enumerate(layout.links(story.article), 1):
            self._here.telling.text(f"[{number}] {url}")
        self._here.telling.text(story.article.url)

    def do_open_browser(self, count: int, rest: str) -> None:
        """Open the story, or its link ``count``, in the browser."""
        self._open(count, rest)

    def do_open_browser_dismiss(self, count: int, rest: str) -> None:
        """Open the story in the browser and dismiss it."""
        if self._open(0, ""):
            self._triaging.do_dismiss(0, "")

    def _open(self, count: int, rest: str) -> bool:
        here, story = self._here, self._story()
        url = story.article.url if story is not None else ""
        number = count or (int(rest) if rest.isdecimal() and len(rest) < 7 else 0)
        if number or rest:
            links = layout.links(story.article) if story is not None else ()
            url = links[number - 1] if 1 <= number <= len(links) else ""
        if not url.startswith(("http://", "https://")):
            here.say("toast.no_link")
            return False
        how = open_address(url)
        if how == OPENED:
            here.say("toast.opened", url=url)
        elif how == NONE or not open_here(url):
            here.say("plain.no_browser", url=url)
            return False
        return True

    def do_save(self, count: int, rest: str) -> None:
        """Write the text of the story into a file: into the folder or file that is named, else here."""
        here, story = self._here, self._story()
        if story is None:
            here.say("toast.no_story")
            return
        try:
            here.say("toast.saved", path=str(saving.save(story.article, Path(rest or "."))))
        except saving.SavingError as error:
            here.say("plain.failed", reason=explained(str(error)))

    def do_pipe(self, count: int, rest: str) -> None:
        """Give the text of the story to a command of the user's: it has the terminal, or the pipe, until it ends."""
        here, story = self._here, self._story()
        if story is None:
            here.say("toast.no_story")
            return
        if not rest:
            here.say("plain.pipe_what", key=here.key("pipe"))
            return
        command = rest.removeprefix(piping.ALONE).strip()
        status = piping.run(command, saving.plain_text(story.article).encode("utf-8", "replace"))
        if status:
            here.say("toast.pipe_failed", command=command, status=status)

    def do_summarise(self, count: int, rest: str) -> None:
        """What a language model that the user named makes of the story; the summary that is kept, else a new one."""
        here, story = self._here, self._story()
        if story is None:
            here.say("toast.no_story")
            return
        try:
            summaries.check(here.desk)
            found = summaries.kept(here.desk, story.headline.id, language())
            if found is None and not self._network:
                here.say("toast.no_network")
                return
            if found is None:
                here.say("toast.summarising", model=here.desk.config.summaries.model)
                sys.stdout.flush()
                found, _ = asyncio.run(summaries.summarise(here.desk, story, language(), os.environ))
        except summaries.SummaryError as error:
            here.say("plain.failed", reason=explained(str(error)))
            return
        here.say("cli.summary.by", model=found.model)
        for text in found.text.split("\n"):
            here.telling.text(text)

    def do_changes(self, count: int, rest: str) -> None:
        """What changed in the page of the story."""
        here, story = self._here, self._story()
        found = revisions.changes(here.desk, story.headline.id) if story is not None else []
        if story is None or not found:
            here.say("cli.show.unchanged")
            return
        print_changes(here.telling.surface, story, found)
