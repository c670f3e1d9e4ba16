"""Which theme is worn, and that the choice is remembered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.hands import Room
from tui.app.palettes import names
from tui.config.themes import AUTO, BUILT_IN
from tui.newsroom.settings import remember_theme

if TYPE_CHECKING:
    from tui.app.screens.reader import Reader


class Colouring:
    """Goes from theme to theme and writes the choice into feeds.toml, where it stands for the next start."""

    def __init__(self, reader: Reader, room: Room) -> None:
        self._reader, self._room = reader, room
        self._config = room.desk.config
        self.chosen = self._config.reader.theme

    def do_theme(self, count: int) -> None:
        """The next theme, after the last one that which follows the terminal."""
        from tui.app.app import Khabar

        app, words, path = self._reader.app, self._room.words, self._config.path
        assert isinstance(app, Khabar)
        every = names(self._config.themes)
        self.chosen = every[(every.index(self.chosen) + 1) % len(every)] if self.chosen in every else every[0]
        worn, chosen = app.wear(self.chosen), self.chosen
        told = words.say(f"theme.{worn}") if worn in BUILT_IN else worn
        if chosen == AUTO:
            told = words.say("theme.auto", name=told)
        self._room.say("toast.theme", name=told)
        if path.exists():
            self._room.jobs.write(lambda: remember_theme(path, chosen))
