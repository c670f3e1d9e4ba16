"""Keeps the terminal's hands off our cells: a display profile around whichever driver Textual chose.

A profile says what to send on entry and exit, and how to rewrite text on its
way out (:mod:`tui.text.profiles`).  Suspending (Ctrl+Z) stops and starts the
application mode, so it passes here too.
"""

from __future__ import annotations

import contextlib
import sys
from typing import Any, TextIO, cast

from textual import constants
from textual.driver import Driver

from tui.app.kitty import ALTERNATE_KEYS, KittyParser
from tui.app.takeover import ENTER_SCREEN, Takeover
from tui.text.profiles import Profile


class Lasting:
    """The terminal as a file that outlives it: what is written to a terminal that is gone is lost, and that is all.

    The toolkit writes from a thread that an error ends; whoever writes next would wait for it for ever, and a
    reader whose window was closed would never end.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file

    def write(self, data: str) -> int:
        """Write; no error of the terminal is told."""
        with contextlib.suppress(OSError):
            return self._file.write(data)
        return len(data)

    def flush(self) -> None:
        """The same for what is still held."""
        with contextlib.suppress(OSError):
            self._file.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


def with_bidi(base: type[Driver], profile: Profile, takeover: Takeover | None = None) -> type[Driver]:
    """Make a driver class like ``base`` that enters, leaves and encodes by ``profile``.

    With ``takeover`` its first picture takes the place of the one that stands
    there, and its first keys are those that were typed before it was there.
    """

    class BidiDriver(base):  # type: ignore[misc, valid-type]  # mypy knows no class made from a variable base
        def __init__(self, *args: Any, **kwargs: Any) -> None:
            super().__init__(*args, **kwargs)
            self._entered = self._began = False
            # Textual paints on standard error; `khabar 2>log` keeps the screen if standard output is the terminal.
            own = getattr(self, "_file", None)
            if own is sys.__stderr__ and own is not None and not own.isatty():
                screen = sys.__stdout__
                if screen is not None and screen.isatty():
                    self._file = screen
            if getattr(self, "_file", None) is not None:
                self._file = cast("Any", Lasting(self._file))

        def start_application_mode(self) -> None:
            # The alternate screen is entered already: to enter it again would wipe the picture in some terminals.
            self._entered = standing = takeover is not None and takeover.taken()
            super().start_application_mode()
            if takeover is not None and takeover.settings is not None and not self._began:
                # What the toolkit gives back when it stops, to the shell that fg was typed in too.
                self.attrs_before = takeover.settings
            self._began = True
            if not constants.DISABLE_KITTY_KEY:
                super().write(ALTERNATE_KEYS)
            if profile.enter and not standing:
                super().write(profile.enter)

        def run_input_thread(self) -> None:
            # The toolkit makes its parser by this name of the driver's module, and has no other door to it.
            names = vars(sys.modules[base.__module__])
            if "XTermParser" in names:
                names["XTermParser"] = KittyParser
            if takeover is not None and takeover.typed:
                typed, takeover.typed = takeover.typed.decode("utf-8", "replace"), b""
                for event in KittyParser().feed(typed):
                    self.process_message(event)
            super().run_input_thread()

        def stop_application_mode(self) -> None:
            if profile.exit:
                super().write(profile.exit)
            super().stop_application_mode()

        def write(self, data: str) -> None:
            if self._entered and data == ENTER_SCREEN:
                self._entered = False
                return
            super().write(profile.encode(data))

    return BidiDriver
