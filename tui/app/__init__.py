"""The reader: the only room that knows Textual.

:func:`run` imports it only when it is called, so that the other commands never
pay for it.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.newsroom import Desk

__all__ = ["run"]


def run(
    desk: Desk,
    refresh_command: Sequence[str] | None = None,
    display: str | None = None,
    offline: bool = False,
    marks: str | None = None,
    minutes: int = 0,
) -> int:
    """Open the reader on ``desk`` and return its exit status.

    ``refresh_command`` is the command line of ``khabar fetch --events`` for
    this desk, run as a child process; None for the demo, which has nothing to
    refresh.  ``display`` is a profile's name, or ``auto`` or None to choose one
    by what is known of the terminal; ``marks`` is ``keep``, ``strip`` or
    ``auto``; ``minutes`` opens it on a session of so many.  Raises DisplayError
    for a variable KHABAR_DISPLAY or KHABAR_MARKS that names no choice.
    """
    # The toolkit makes some 100,000 objects while it is imported, and none of them is garbage.  The collector is
    # switched on again, without a look at those, when the first picture stands.
    gc.disable()
    # So long an update waits for those that follow: what a key changed is on the screen within two of them.
    os.environ.setdefault("TEXTUAL_FPS", "120")
    from tui.app.opening import begin
    from tui.app.takeover import Takeover
    from tui.app.terminal import Inquiry, Wishes, choose_profile, colourless, sixteen_colours, wishes
    from tui.text.detect import is_dark

    reader = desk.config.reader
    wish = wishes(display, marks, Wishes(reader.display, reader.marks), os.environ)
    opening = begin(desk, minutes)
    with Takeover() as takeover:
        with Inquiry(os.environ, ask=wish.display == "auto", ground=reader.theme == "auto") as inquiry:
            # While the terminal and the store answer.
            from tui.app.start import paint_first

            evidence = inquiry.evidence()
        takeover.typed = inquiry.typed
        profile, _reason = choose_profile(wish, evidence)
        paint_first(takeover, desk, opening, profile, dark=is_dark(evidence), environ=os.environ)
        from tui.app.app import Khabar
        from tui.app.picturing import loaded

        pictures, missing = loaded(desk, evidence.xtversion)
        app = Khabar(
            desk,
            refresh_command=refresh_command,
            profile=profile,
            offline=offline,
            opening=opening,
            dark=is_dark(evidence),
            colourless=colourless(os.environ),
            sixteen=sixteen_colours(os.environ),
            pictures=pictures,
            complaints=[missing] if missing else [],
            takeover=takeover,
        )
        app.run()
    return app.return_code or 0
