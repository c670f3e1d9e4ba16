"""The colours of the themes, which of them is worn, and which cannot be read.  Knows nothing of the toolkit.

The names are those of :mod:`tui.config.themes`: grounds, inks, and roles that
have an ink of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tui.app.contrast import LEAST, contrast
from tui.config import Config, ThemeSettings, place_of
from tui.config.themes import AUTO, BUILT_IN, INKS, ROLES

_DARK = {
    "background": "#15171e", "panel": "#1d2029", "cursor": "#2c3654", "resting": "#20242f", "marked": "#4a3a12",
    "selected": "#33467c",
    "text": "#d5d9e6", "bright": "#ffffff", "soft": "#a3a9bd", "faint": "#858b9f", "frame": "#3a4052",
    "focus": "#7aa2f7", "accent": "#e0af68", "good": "#9ece6a", "warning": "#e0af68", "error": "#f7768e",
    "company": "#7dcfff", "person": "#f5a97f",
}  # fmt: skip
_LIGHT = {
    "background": "#fbfaf7", "panel": "#efede6", "cursor": "#cfdcf5", "resting": "#eceae2", "marked": "#ffe08a",
    "selected": "#b7cdf7",
    "text": "#22252e", "bright": "#000000", "soft": "#4d5260", "faint": "#5f6470", "frame": "#b9b5a8",
    "focus": "#1d59b3", "accent": "#8a5208", "good": "#35701b", "warning": "#8a5208", "error": "#b3261e",
    "company": "#00628c", "person": "#a3420b",
}  # fmt: skip
_HIGH_CONTRAST = {
    "background": "#000000", "panel": "#000000", "cursor": "#00309c", "resting": "#2b2b2b", "marked": "#5c3d00",
    "selected": "#00309c",
    "text": "#ffffff", "bright": "#ffffff", "soft": "#e6e6e6", "faint": "#d0d0d0", "frame": "#b0b0b0",
    "focus": "#ffff00", "accent": "#ffd24d", "good": "#8cff8c", "warning": "#ffd24d", "error": "#ffbfbf",
    "company": "#80ffff", "person": "#ffc999",
}  # fmt: skip
_TERMINAL = {
    **dict.fromkeys(("background", "panel", "cursor", "resting", "marked", "selected"), "ansi_default"),
    **dict.fromkeys(("text", "bright", "soft"), "ansi_default"),
    "faint": "ansi_bright_black", "frame": "ansi_bright_black", "focus": "ansi_cyan", "accent": "ansi_yellow",
    "good": "ansi_green", "warning": "ansi_yellow", "error": "ansi_red", "company": "ansi_cyan",
    "person": "ansi_magenta",
}  # fmt: skip
PALETTES: Mapping[str, Mapping[str, str]] = MappingProxyType(
    dict(zip(BUILT_IN, (_DARK, _LIGHT, _HIGH_CONTRAST, _TERMINAL), strict=True))
)
"""The colours of the built-in themes."""
_INK_OF = dict(zip(ROLES, (
    "bright", "faint", "bright", "soft", "good", "faint", "bright", "soft", "faint", "accent", "good", "faint",
    "focus", "faint", "focus", "faint",
), strict=True))  # fmt: skip
"""The ink of a role that no theme gives one of its own."""
_TEXT_OF = ("background", "panel", "cursor", "resting")
"""The grounds that every ink may stand on."""
_VISIBLE = 1.15
"""Two grounds below this ratio cannot be told apart."""


def colours_of(name: str, own: Sequence[ThemeSettings]) -> Mapping[str, str]:
    """The colours of a theme, built in or the reader's own: every ground and ink, and the ink of every role."""
    colours = PALETTES.get(name)
    if colours is None:
        settings = next(theme for theme in own if theme.name == name)
        colours = {**PALETTES[settings.base], **settings.colours}
    return {**{role: colours[ink] for role, ink in _INK_OF.items()}, **colours}


def names(own: Sequence[ThemeSettings]) -> tuple[str, ...]:
    """Every theme that can be chosen, in the order in which the key goes through them."""
    return (*BUILT_IN, *(theme.name for theme in own), AUTO)


def theme_for(setting: str, *, dark: bool | None, sixteen: bool) -> str:
    """The theme that a setting means: ``auto`` follows the terminal.

    ``dark`` is what is known of the terminal's ground, None for nothing;
    ``sixteen`` says that the terminal has no more than sixteen colours.
    """
    if setting != AUTO:
        return setting
    if sixteen:
        return "terminal"
    return "light" if dark is False else "dark"


def complaints(config: Config) -> list[str]:
    """What cannot be read in the reader's own themes: file, line, key and what is wrong."""
    return [
        f"{place_of(config.path, ('theme', own.name, key))}: {what}"
        for own in config.themes
        for key, what in unreadable(own)
    ]


def unreadable(own: ThemeSettings) -> list[tuple[str, str]]:
    """The keys of a reader's theme that make something unreadable, each with what is wrong."""
    base = PALETTES[own.base]
    colours = {**base, **own.colours}
    inks = {ink: colours[ink] for ink in INKS if ink != "frame"} | {
        role: colours[role] for role in ROLES if role in colours
    }
    found: dict[str, str] = {}
    for name, ink in inks.items():
        for ground in _TEXT_OF:
            key = name if name in own.colours else ground if ground in own.colours else ""
            ratio = contrast(ink, colours[ground])
            if key and key not in found and ratio < LEAST:
                found[key] = f"{name} can hardly be read on {ground} (contrast {ratio:.1f}, at least {LEAST} is needed)"
    for ground in ("cursor", "selected", "marked"):
        key = ground if ground in own.colours else "background" if "background" in own.colours else ""
        if key and key not in found and contrast(colours[ground], colours["background"]) < _VISIBLE:
            found[key] = f"{ground} cannot be told from background"
    return list(found.items())
