"""The themes of :mod:`tui.app.palettes` as the toolkit takes them.

What a colour is used for stands in :mod:`tui.app.roles` and, for grounds, in ``app.tcss``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from textual.theme import Theme

from tui.app.contrast import contrast
from tui.app.palettes import colours_of
from tui.config import ThemeSettings
from tui.config.themes import BUILT_IN

PREFIX = "khabar-"
"""Before a theme's name, so that none is taken for one of the toolkit's."""
_OF_THE_TOOLKIT = {"ansi-background": "ansi_default", "ansi-foreground": "ansi_default"}
"""What the toolkit's own sheet asks of a theme of the terminal's colours."""


def made(own: Sequence[ThemeSettings]) -> list[Theme]:
    """The built-in themes and the reader's own, for the toolkit."""
    return [_theme(name, colours_of(name, own)) for name in (*BUILT_IN, *(theme.name for theme in own))]


def _theme(name: str, colours: Mapping[str, str]) -> Theme:
    """One theme for the toolkit; ``colours`` has every ground and ink."""
    ansi = colours["background"].startswith("ansi")
    return Theme(
        name=PREFIX + name,
        ansi=ansi,
        dark=ansi or contrast(colours["background"], "#ffffff") > contrast(colours["background"], "#000000"),
        primary=colours["focus"],
        secondary=colours["good"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["good"],
        foreground=colours["text"],
        background=colours["background"],
        surface=colours["background"],
        panel=colours["panel"],
        boost=colours["background"],
        variables={"frame": colours["frame"], **(_OF_THE_TOOLKIT if ansi else {})},
    )
