"""What the roles of :mod:`tui.app.paint` look like: an ink, a ground and attributes each.

Knows nothing of the toolkit.  A table of our own and no rules of the toolkit's
style sheet, because the first picture is painted before there is a toolkit
(:mod:`tui.app.first`), and because the toolkit would work out each of so many
component classes anew whenever a focus moves or a size changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import NamedTuple

from rich.style import Style


class Look(NamedTuple):
    """``ink`` and ``ground`` are colours' names (:mod:`tui.config.themes`), "" for what lies below; ``attributes``
    are rich's words for them."""

    ink: str = ""
    ground: str = ""
    attributes: str = ""


LOOKS: Mapping[str, Look] = MappingProxyType(
    {
        # An article.
        "title": Look("title", attributes="bold"),
        "heading": Look("heading", attributes="bold"),
        "meta": Look("meta"),
        "quote": Look("quote", attributes="italic"),
        "code": Look("code"),
        "caption": Look("caption", attributes="italic"),
        "note": Look("caption", attributes="italic"),
        "row": Look(),
        "rule": Look("faint"),
        "prefix": Look("faint"),
        "strong": Look(attributes="bold"),
        "emphasis": Look(attributes="italic"),
        "link": Look(attributes="underline"),
        "company": Look("company"),
        "person": Look("person"),
        "current": Look(ground="marked", attributes="bold"),
        "hit": Look(ground="marked"),
        "match": Look(ground="resting", attributes="underline"),
        "inserted": Look("good", attributes="underline"),
        "deleted": Look("error", attributes="strike"),
        # Rows of lists and cards.
        "unread": Look("unread", attributes="bold"),
        "read": Look("read"),
        "gone": Look("gone", attributes="strike"),
        "star": Look("star"),
        "later": Look("later"),
        "date": Look("date"),
        "feed": Look("feed"),
        "count": Look("count"),
        "revised": Look("accent", attributes="bold"),
        "shown": Look("focus", attributes="bold"),
        "name": Look(attributes="bold"),
        "native": Look("soft"),
        "role": Look("soft"),
        "badge": Look(),
        "sentence": Look("text"),
        "excerpt": Look("soft"),
        "spark": Look("good"),
        "group": Look("faint", attributes="bold"),
        "cursor": Look(ground="cursor"),
        "resting": Look(ground="resting"),
        "selection": Look(ground="selected"),
        # What stands around them.
        "frame": Look("frame"),
        "frame-focus": Look("focus"),
        "caption-frame": Look("soft"),
        "caption-focus": Look("bright", attributes="bold"),
        "status": Look("soft"),
        "online": Look("good"),
        "offline": Look("warning"),
        "busy": Look("focus"),
        "waiting": Look("accent", attributes="bold"),
        "key": Look("key", attributes="bold"),
        "hint": Look("hint"),
        "toast": Look("bright", attributes="bold"),
        "error": Look("error", attributes="bold"),
        "caret": Look(attributes="reverse"),
    }
)
"""Every role there is."""

# Where there is no ground to lay under a line, its letters are reversed or underlined.
_GROUNDLESS: Mapping[str, str] = MappingProxyType(
    {
        "cursor": "reverse",
        "resting": "underline",
        "selection": "reverse",
        "current": "reverse",
        "match": "underline reverse",
        "hit": "underline reverse",  # both: what is found is seen on a reversed and on an underlined line too
        "toast": "bold reverse",
        "error": "bold reverse",
    }
)
_COLOURLESS: Mapping[str, str] = MappingProxyType(
    {
        **_GROUNDLESS,
        "company": "underline",
        "person": "underline",
        "frame-focus": "bold",
        "shown": "bold underline",
    }
)
_OF_THE_TERMINAL = "ansi_"
"""Before the names of the sixteen colours that are the terminal's own."""


class RoleStyles:
    """The styles of all roles in one theme, each made when it is first asked for."""

    def __init__(self, colours: Mapping[str, str], *, colourless: bool = False) -> None:
        """``colours`` has every ground, ink and role (:func:`tui.app.palettes.colours_of`)."""
        self._colours = colours
        self._own_grounds = not colours["background"].startswith(_OF_THE_TERMINAL)
        self._attributes = _COLOURLESS if colourless else {} if self._own_grounds else _GROUNDLESS
        self._known: dict[str, Style] = {}

    def base(self, ground: str = "background") -> Style:
        """Text that has no role, on one of the theme's grounds."""
        return Style(color=self._colour("text"), bgcolor=self._colour(ground))

    def of(self, role: str) -> Style:
        """What a role adds to what lies below it; nothing for a role that is unknown."""
        style = self._known.get(role)
        if style is None:
            style = self._known[role] = self._made(role, LOOKS.get(role, Look()))
        return style

    def over(self, base: Style, roles: Iterable[str]) -> Style:
        """``base`` with roles over it, outermost first."""
        style = base
        for role in roles:
            style += self.of(role)
        # A reversed line would be as many colours as it has roles: an ink of the cursor's own wins over theirs.
        return style + Style(color=self.of("cursor").color) if "cursor" in roles else style

    def _made(self, role: str, look: Look) -> Style:
        style = Style.parse(self._attributes.get(role, look.attributes))
        ink = "text" if role == "cursor" and not self._own_grounds else look.ink
        return style + Style(
            color=self._colour(ink) if ink else None, bgcolor=self._colour(look.ground) if look.ground else None
        )

    def _colour(self, name: str) -> str:
        """A colour as rich writes it."""
        return self._colours[name].removeprefix(_OF_THE_TERMINAL)
