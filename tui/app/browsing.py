"""The browser that would be opened, and whether it is a program of the terminal."""

from __future__ import annotations

import webbrowser

_CONSOLE = ("GenericBrowser", "Elinks")
"""What Python calls a browser that it waits for: lynx, w3m, links, and a command in BROWSER without ``&``."""


def takes_terminal() -> bool:
    """Whether the browser that stands first here would write over the screen.  Looks along PATH: not for the loop."""
    try:
        return type(webbrowser.get()).__name__ in _CONSOLE
    except webbrowser.Error:
        return False
