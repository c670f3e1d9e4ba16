"""The test lines of ``khabar doctor``: under the chosen profile, or under each in turn for the eye to choose."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Sequence

from tui.text import fit, lay_out, width
from tui.text.profiles import PROFILES, Profile

LINE = "\u0627\u0644\u062e\u0628\u0631 (AI) \u0634\u0631\u0643\u0629 14.3 \u00ab\u0633\u0644\u0627\u0645\u00bb"
HEBREW = "\u05d7\u05d3\u05e9\u05d5\u05ea (2026) OK"
MARKS = "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f"
FORMS = "\u0639\u0639\u0639 \u0639 \u0647\u0647\u0647 \u0647 \u064a\u064a\u064a \u064a"
"""Ain, heh and yeh in all their forms: the letters of three must touch, the one after them stands alone."""
_WIDTH = 34
SAMPLES = {
    "vowel marks": "\ufe91\u064e",
    "lam-alef": "\ufefb",
    "joiners": "a\u200d\u200cb",
    "direction marks": "a\u200e\u202db",
    "text sizing (OSC 66)": "\x1b]66;w=1;X\x07",
}
"""What the cursor is watched over: 1, 1, 2, 2 columns, and 1 where OSC 66 is known, else 0."""


def box(profile: Profile, title: str) -> list[str]:
    """The test lines in a frame, ready to be written to a terminal under ``profile``."""
    rows = [f"\u250c {title} " + "\u2500" * (_WIDTH - width(title) - 1) + "\u2510"]
    for text in (LINE, HEBREW, MARKS, FORMS):
        rows.append("\u2502 " + profile.encode(fit(text, _WIDTH - 1, base=1).padded(_WIDTH - 1, "right")) + " \u2502")
    rows.append("\u2514" + "\u2500" * (_WIDTH + 1) + "\u2518")
    return rows


def _rows(text: str) -> list[str]:
    """A sentence over as many rows of a terminal as it takes, finished but for the encoding."""
    room = max(1, shutil.get_terminal_size().columns - 1)
    return [line.padded(room).rstrip(" ") for line in lay_out(text, room)]


def show(profile: Profile) -> list[str]:
    """The lines of :func:`box` between what the profile sends on entry and on exit."""
    rows = box(profile, profile.name)
    rows[0] = profile.enter + rows[0]
    rows[-1] += profile.exit
    return rows


def try_all(read_key: Callable[[], str], first: Profile, told: Sequence[str], question: str) -> str:
    """Show the test lines under one profile after the other until ``y`` is pressed; "" if none is right.

    ``told`` are the lines that say what is right; ``question`` asks whether it is.

    One at a time and on a screen of its own: what some terminals are told
    holds for everything that stands on the screen.
    """
    names = [first.name, *(name for name in PROFILES if name not in (first.name, "off"))]
    write = sys.stdout.write
    try:
        write("\x1b[?1049h")
        for number, name in enumerate(names, 1):
            profile = first if name == first.name else PROFILES[name]
            write(profile.enter + "\x1b[2J\x1b[H")
            said = [profile.encode(line) for text in (*told, question) for line in _rows(text)]
            write("\r\n".join([*box(profile, f"{number}/{len(names)} {name}"), "", *said]) + " ")
            sys.stdout.flush()
            key = read_key()
            write(profile.exit)
            if key in ("y", "Y"):
                return name
            if key in ("q", "Q", "", "\x1b", "\x03"):
                return ""
    finally:
        write("\x1b[?1049l")
        sys.stdout.flush()
    return ""
