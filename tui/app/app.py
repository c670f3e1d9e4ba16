"""The Textual application: settings in, screen out."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import Mapping, Sequence
from functools import partial

from textual.driver import Driver
from textual.filter import LineFilter
from textual.screen import Screen

from tui.app.browsing import open_address
from tui.app.colourless import Colourless
from tui.app.driver import with_bidi
from tui.app.hands import Opener
from tui.app.keyboard import Keyboard
from tui.app.opening import Awaited
from tui.app.palettes import colours_of, theme_for
from tui.app.palettes import complaints as theme_complaints
from tui.app.picturing import Show
from tui.app.rebinding import chosen_layout, rebound
from tui.app.roles import RoleStyles
from tui.app.screens.reader import Reader
from tui.app.strips import Dressed
from tui.app.takeover import Takeover
from tui.app.themes import PREFIX, made
from tui.app.words import Words, choose_language
from tui.newsroom import Desk, neural
from tui.text.profiles import Profile


class Khabar(Dressed, inherit_bindings=False):
    """khabar's reader.

    ``refresh_command`` is the command whose ``--events`` output a refresh
    reads, None for the demo; ``opener`` opens an address in a browser and may
    block; ``opening`` is what is shown first, if that is being read already.
    ``dark`` is what is known of the terminal's ground; ``colourless``
    sends attributes alone, ``sixteen`` says that the terminal has no more colours;
    ``takeover`` holds the terminal until the first picture.
    """

    CSS_PATH = "app.tcss"
    ENABLE_COMMAND_PALETTE = False
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (60, "-roomy")]
    VERTICAL_BREAKPOINTS = [(0, "-low"), (20, "-high")]
    TITLE = "khabar"

    def __init__(
        self,
        desk: Desk,
        *,
        refresh_command: Sequence[str] | None = None,
        profile: Profile | None = None,
        offline: bool = False,
        opener: Opener = open_address,
        environ: Mapping[str, str] = os.environ,
        driver_class: type[Driver] | None = None,
        opening: Awaited | None = None,
        dark: bool | None = None,
        colourless: bool = False,
        sixteen: bool = False,
        pictures: Show | None = None,
        complaints: Sequence[str] = (),
        takeover: Takeover | None = None,
    ) -> None:
        # Needed by get_driver_class, which the toolkit's constructor calls.
        self._profile, self._takeover = profile, takeover
        super().__init__(driver_class=driver_class)
        self.no_color = colourless
        self._dark, self._sixteen, self._own_themes = dark, sixteen, desk.config.themes
        for theme in made(desk.config.themes):
            self.register_theme(theme)
        self.wear(desk.config.reader.theme)
        words = Words(choose_language(desk.config.reader.language, environ))
        verbs, wrong_keys = rebound(desk.config.keys)
        locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
        self.reader = Reader(
            desk,
            words,
            verbs,
            clock=desk.clock,
            opener=opener,
            refresh_command=refresh_command,
            offline=offline,
            keyboard=Keyboard(locale[:2].lower(), chosen_layout(desk.config.keys)),
            complaints=[
                *complaints,
                *wrong_keys,
                *theme_complaints(desk.config),
                *filter(None, [neural.complaint(desk)]),
            ],
            pictures=pictures,
            opening=opening,
        )

    def wear(self, setting: str) -> str:
        """Show the theme that a setting means, and return its name."""
        name = theme_for(setting, dark=self._dark, sixteen=self._sixteen)
        self.roles = RoleStyles(colours_of(name, self._own_themes), colourless=self.no_color)
        self.theme = PREFIX + name
        return name

    def get_line_filters(self) -> Sequence[LineFilter]:
        """The toolkit's filters; without colours its own would leave greys, which are colours."""
        return (Colourless(),) if self.no_color else super().get_line_filters()

    def get_driver_class(self) -> type[Driver]:
        """Whatever the toolkit chose, with the display profile around it."""
        base = super().get_driver_class()
        return with_bidi(base, self._profile, self._takeover) if self._profile is not None else base

    def get_default_screen(self) -> Screen[None]:
        """The reader is the first screen: an empty one of the toolkit's below it would be laid out and painted too."""
        return self.reader

    def on_mount(self) -> None:
        """A signal that ends the program ends it in order, so that the terminal is as it was."""
        self.app_resume_signal.subscribe(self, lambda _: self.refresh(layout=True))
        if not self.is_headless:
            loop = asyncio.get_running_loop()
            for name in ("SIGTERM", "SIGHUP"):
                # A platform without the signal, or a loop that cannot watch for it, ends as it always did.
                with contextlib.suppress(AttributeError, NotImplementedError, ValueError, RuntimeError):
                    number = getattr(signal, name)
                    loop.add_signal_handler(number, partial(self.exit, None, 128 + number))

    def export_screenshot(self, *, title: str | None = None, simplify: bool = False) -> str:
        """The screen as SVG that a browser shows as it is."""
        from tui.app.svg import repaired

        return repaired(super().export_screenshot(title=title, simplify=simplify))
