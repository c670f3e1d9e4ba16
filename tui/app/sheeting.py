"""The hand that opens sheets: help, links, palette.  What they are made of is loaded when one is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.hands import Room

if TYPE_CHECKING:
    from tui.app.screens.reader import Reader


class Sheeting:
    """Opens the sheets."""

    def __init__(self, reader: Reader, room: Room) -> None:
        self._reader, self._room = reader, room

    def do_help(self, count: int) -> None:
        """All keys."""
        from tui.app.screens.sheets import show_help

        show_help(self._reader, self._room)

    def do_links(self, count: int) -> None:
        """All links of the open story."""
        from tui.app.screens.sheets import show_links

        story = self._room.panels.article.story
        if story is None:
            self._room.say("toast.open_first")
        else:
            show_links(self._reader, self._room, story.article)

    def do_palette(self, count: int) -> None:
        """All commands, found by typing."""
        from tui.app.screens.sheets import show_palette

        show_palette(self._reader, self._room)
