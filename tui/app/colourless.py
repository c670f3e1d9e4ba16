"""Attributes without colours: for NO_COLOR (no-color.org) and for terminals that have none."""

from __future__ import annotations

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Takes every colour away and leaves bold, underline, reverse and the like as they are."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The same segments without colours (the toolkit's filter interface)."""
        return [
            Segment(text, style.without_color if style is not None else None, control)
            for text, style, control in segments
        ]
