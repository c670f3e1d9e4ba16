"""From the store to the first picture on the terminal, before the toolkit is imported."""

from __future__ import annotations

import shutil
from collections.abc import Mapping

from tui.app.first import First, encoded, screen
from tui.app.opening import Awaited
from tui.app.palettes import colours_of, theme_for
from tui.app.rebinding import rebound
from tui.app.roles import RoleStyles
from tui.app.takeover import Takeover
from tui.app.terminal import colour_depth, colourless, sixteen_colours
from tui.app.words import Words, choose_language
from tui.newsroom import Desk
from tui.text.profiles import Profile

PATIENCE = 0.5
"""Seconds to wait for the store; where it takes longer, the toolkit is imported meanwhile."""
_OTHER_DRIVER = "TEXTUAL_DRIVER"
"""The toolkit's variable for something that is no terminal."""


def paint_first(
    takeover: Takeover,
    desk: Desk,
    opening: Awaited,
    profile: Profile,
    *,
    dark: bool | None,
    environ: Mapping[str, str],
) -> bool:
    """Paint the first view; False, and nothing is painted, for whatever is better left to the reader itself.

    That is: no terminal, a screen too small, a store that is slow, broken or
    empty, the queue of a session, and pictures, because of which the terminal
    will be asked once more.
    """
    if not takeover.possible or _OTHER_DRIVER in environ or desk.config.reader.pictures:
        return False
    found = opening.ready(PATIENCE)
    if found is None or found.minutes or not len(found.listing):
        return False
    reader = desk.config.reader
    words = Words(choose_language(reader.language, environ))
    verbs, _ = rebound(desk.config.keys)
    # The size as the toolkit will take it.
    lines = screen(First(found.listing, found.row, words, verbs, desk.clock()), *shutil.get_terminal_size())
    if lines is None:
        return False
    theme = theme_for(reader.theme, dark=dark, sixteen=sixteen_colours(environ))
    bare = colourless(environ)
    styles = RoleStyles(colours_of(theme, desk.config.themes), colourless=bare)
    picture = encoded(lines, styles, colour_depth(environ), colourless=bare)
    takeover.paint(profile.enter + profile.encode(picture), profile.exit)
    return True
