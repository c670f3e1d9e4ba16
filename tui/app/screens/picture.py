"""One picture over the reader, as large as the screen lets it be."""

from __future__ import annotations

from textual import events
from textual.app import ComposeResult
from textual.containers import Center
from textual.screen import ModalScreen
from textual.widget import Widget

from tui.app.hands import Room
from tui.app.keys import KeyParser
from tui.app.kitty import base_of, repeats
from tui.app.screens.sheet import Sheet, TitleBar
from tui.app.verbs import LOCAL

_CELL = 0.5
"""A cell's width by its height, about; only which side is the narrower one follows from it."""


class PictureScreen(ModalScreen[None]):
    """A picture; any key that leads in or out closes it."""

    def __init__(self, room: Room, picture: Widget, shape: float) -> None:
        """``shape`` is the picture's width in pixels by its height."""
        super().__init__()
        self._picture, self._shape = picture, shape
        self._room_for_it = Center()
        self._bar = TitleBar(room.words.say("picture.title"), room.words.say("hint.close"), room.words)
        self._parser = KeyParser((verb for verb in room.verbs if verb.name in LOCAL | {"picture"}), room.keyboard)

    def compose(self) -> ComposeResult:
        """A title and the picture."""
        with Sheet(id="picture"):
            yield self._bar
            with self._room_for_it:
                yield self._picture

    def on_mount(self) -> None:
        """Place it."""
        self._fit()

    def on_resize(self) -> None:
        """Another size."""
        self._fit()

    def _fit(self) -> None:
        """Fill the screen in the direction in which it is the narrower one; the picture's widget keeps its shape.

        Below it a line stays free: Sixel comes in bands of six pixels, and one that reached the last line would scroll.
        """
        width, height = max(1, self.size.width - 4), max(1, self.size.height - 4)
        wide = self._shape > width * _CELL / height
        self._picture.styles.width, self._picture.styles.height = (width, "auto") if wide else ("auto", height)

    def on_key(self, event: events.Key) -> None:
        """Close."""
        event.stop()
        command = None if repeats(event) else self._parser.feed(event.key, event.character, base_of(event))
        if command is not None and command.name in ("out", "enter", "quit", "picture"):
            self.dismiss()

    def on_click(self) -> None:
        """Close."""
        self.dismiss()
