"""The library's picture in Sixel, put right: what stands beside its last line is painted on that line.

textual-image 0.8 moves the cursor below the picture when it is painted; the
rest of its last line would then go a line too low, and that of the screen
before would stay.
"""

from __future__ import annotations

from collections.abc import Iterable

from rich.control import Control
from rich.segment import Segment
from textual.app import ComposeResult
from textual_image.widget import sixel


class SixelPicture(sixel.Image, Renderable=sixel._NoopRenderable):
    """A picture in Sixel."""

    def compose(self) -> ComposeResult:
        """What paints it."""
        yield _Painted(self.image)


class _Painted(sixel._ImageSixelImpl):
    def _get_sixel_segments(self, sixel_data: str) -> Iterable[Segment]:
        segments = list(super()._get_sixel_segments(sixel_data))
        seen = self.screen.find_widget(self).visible_region
        beside = Control.move_to(seen.right, max(0, seen.bottom - 1)).segment.text
        return [*segments[:-1], Segment(beside, style=segments[-1].style)]
