"""The ``[theme.NAME]`` tables of feeds.toml: a reader's own colours."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

BUILT_IN = ("dark", "light", "high-contrast", "terminal")
"""The themes that khabar has; ``terminal`` is made of the terminal's own sixteen colours."""
AUTO = "auto"
GROUNDS = ("background", "panel", "cursor", "resting", "marked", "selected")
"""What letters stand on: the screen, bars and sheets, the line under the cursor with and without the focus, finds."""
INKS = (
    "text", "bright", "soft", "faint", "frame", "focus", "accent", "good", "warning", "error", "company", "person",
)  # fmt: skip
"""What is drawn, by its rank or meaning."""
ROLES = (
    "title", "meta", "heading", "quote", "code", "caption", "unread", "read", "gone", "star", "later", "date",
    "feed", "count", "key", "hint",
)  # fmt: skip
"""Pieces of the screen that may have an ink of their own."""
COLOURS = (*GROUNDS, *INKS, *ROLES)
_HEX = re.compile("#([0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
_NAME = re.compile(r"[\w-]{1,40}")


def wrong_theme(name: str, table: object) -> tuple[str, str] | None:
    """The key of a ``[theme.NAME]`` table and what is wrong with it ("" for the table itself); None if nothing is."""
    if not isinstance(table, dict):
        return "", "must be a table: write [theme.NAME] on a line of its own, with a name that you choose"
    if name in (AUTO, *BUILT_IN):
        return "", "khabar has a theme of this name; choose another name"
    if not _NAME.fullmatch(name):
        return "", "a theme's name is made of letters, digits, - and _"
    return _wrong_base(table) or next(filter(None, (_wrong_colour(key, table[key]) for key in table)), None)


def _wrong_base(table: Mapping[str, Any]) -> tuple[str, str] | None:
    base = table.get("base", BUILT_IN[0])
    choices = BUILT_IN[:-1]
    return None if base in choices else ("base", f'"{base}" is none of {", ".join(choices)}')


def _wrong_colour(key: str, value: object) -> tuple[str, str] | None:
    if key == "base":
        return None
    if key not in COLOURS:
        from difflib import get_close_matches  # only where there is something to complain of

        near = get_close_matches(key, ("base", *COLOURS), n=1, cutoff=0.5)
        hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(('base', *COLOURS))}"
        return key, f"unknown key; {hint}"
    if not isinstance(value, str) or not _HEX.fullmatch(value):
        return key, 'must be a colour such as "#7dcfff"'
    return None


def six_digits(value: str) -> str:
    """A checked colour in its long form, in lower case: ``#abc`` is ``#aabbcc``."""
    digits = value[1:].lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits)
