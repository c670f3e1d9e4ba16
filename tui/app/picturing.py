"""Pictures in the terminal, with the extra ``khabar[images]`` (textual-image) and where the reader wants them.

Which way a terminal takes pictures (kitty's protocol, Sixel, or cells of two
colours) is found out by that library, before the toolkit owns the terminal.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from textual.widget import Widget

from tui.app.hands import Room
from tui.app.messages import PictureRead
from tui.newsroom import Desk

if TYPE_CHECKING:
    from PIL.Image import Image

Show = Callable[["Image"], Widget]
"""Makes the widget that shows a picture."""
MOST_PIXELS = 60_000_000
LARGEST = (2400, 1600)
"""Pixels to which a picture is made smaller: no terminal has more."""


def loaded(desk: Desk, terminal: str = "") -> tuple[Show | None, str]:
    """What shows pictures, None where they are not wanted or the extra is not there; and then what to do, one line.

    It asks the terminal, and has to be called before the toolkit is started.
    ``terminal`` is what that calls itself (XTVERSION), "" where it was not asked.
    """
    if not desk.config.reader.pictures:
        return None, ""
    try:
        from textual_image.renderable import Image as chosen
        from textual_image.renderable import SixelImage, TGPImage
        from textual_image.widget import HalfcellImage, Image
    except ImportError:
        return None, 'reader.pictures: needs pip install "khabar[images]"'
    if chosen is SixelImage:
        from tui.app.sixels import SixelPicture

        return SixelPicture, ""
    if chosen is TGPImage and not has_placeholders(terminal):
        return HalfcellImage, ""
    return Image, ""


def has_placeholders(terminal: str) -> bool:
    """Whether a terminal puts kitty's pictures where their placeholders stand: others show those as boxes.

    Kitty does from 0.28 on, and Ghostty.
    """
    kitty = re.match(r"kitty\D*(\d+)\.(\d+)", terminal)
    return terminal.startswith("ghostty") or (kitty is not None and (int(kitty[1]), int(kitty[2])) >= (0, 28))


def read(path: Path) -> Image | None:
    """A picture as it is shown: at most LARGEST, in red, green and blue; None for what is none, or far too large.

    Takes long enough for a thread.
    """
    from PIL import Image

    wrong = (OSError, ValueError, SyntaxError, Image.DecompressionBombError)
    with suppress(*wrong), Image.open(path, formats=("PNG", "JPEG", "GIF", "WEBP")) as found:
        if found.width * found.height <= MOST_PIXELS:
            found.draft("RGB", LARGEST)
            shown = found.convert("RGB")
            shown.thumbnail(LARGEST)
            return shown
    return None


class Picturing:
    """Shows the pictures of the open story."""

    def __init__(self, room: Room, show: Show | None) -> None:
        self._room, self.show_with = room, show

    def do_picture(self, count: int) -> None:
        """The story's picture, or its picture ``count``."""
        from tui.newsroom import pictures

        story = self._room.panels.article.story
        found = pictures.addresses(story.article) if story is not None else ()
        if story is None:
            self._room.say("toast.open_first")
        elif not 0 < max(1, count) <= len(found):
            self._room.say("toast.no_picture")
        elif self.show_with is None:
            self._room.say("toast.pictures_off")
        elif not self.show(found[max(1, count) - 1]):
            self._room.say("toast.picture_not_kept")

    def show(self, url: str) -> bool:
        """Show a picture, if it is kept and can be shown here; False if not."""
        from tui.newsroom import pictures

        path = pictures.kept(self._room.desk, url) if self.show_with is not None else None
        if path is None:
            return False
        self._room.jobs.read("picture", lambda: read(path), PictureRead)
        return True
