"""Finished visual pieces -> the toolkit's strips, dressed in the theme that is worn."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.strip import Strip
from textual.widget import Widget

from tui.app.paint import Piece, seams
from tui.app.roles import RoleStyles

StyleOf = Callable[[tuple[str, ...]], Style]


def strip(pieces: Sequence[Piece], width: int, style_of: StyleOf, under: tuple[str, ...] = ()) -> Strip:
    """Make exactly ``width`` cells of ``pieces``; ``under`` are roles below those of every piece."""
    segments = [
        Segment(part, style)
        for piece, roles in pieces
        if piece
        for style in (style_of(under + roles),)
        for part in seams(piece)
    ]
    return Strip(segments).adjust_cell_length(width, style_of(under))


class Dressed(App[None], inherit_bindings=False):
    """An application that knows what roles look like."""

    roles: RoleStyles


class StyleBook:
    """Looks up what roles look like over a widget, and remembers every combination until the theme changes."""

    def __init__(self, widget: Widget) -> None:
        self._widget = widget
        self._known: dict[tuple[str, ...], Style] = {}
        self._under: tuple[RoleStyles, Style] | None = None

    def renewed(self) -> bool:
        """Whether the theme, or what lies below the roles, changed; then every combination is forgotten.

        The toolkit tells of new styles with every focus that moves; few of them change anything here.
        """
        before, self._under = self._under, None
        if before is not None and self._widget.is_attached and self._below() == before:
            return False
        self._known.clear()
        return True

    def _below(self) -> tuple[RoleStyles, Style]:
        """The theme's looks, and the widget's own, which lies below all roles."""
        if self._under is None:
            app = self._widget.app
            assert isinstance(app, Dressed)
            self._under = app.roles, self._widget.rich_style
        return self._under

    def __call__(self, roles: tuple[str, ...]) -> Style:
        """The style of ``roles``, outermost first; a role that is unknown has no look."""
        style = self._known.get(roles)
        if style is None:
            looks, own = self._below()
            style = self._known[roles] = looks.over(own, roles)
        return style
