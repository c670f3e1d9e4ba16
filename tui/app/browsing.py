"""The browser that stands first here, and whether it is a program of the terminal.

Python's own ``webbrowser.open`` goes on to the next browser where one seems to
fail: from a program with windows, which has handed the address on and ended
already, to lynx, which writes over the screen.
"""

from __future__ import annotations

OPENED, NONE, TERMINAL = "opened", "none", "terminal"
_CONSOLE = ("GenericBrowser", "Elinks")
"""What Python calls a browser that it waits for: lynx, w3m, links, and a command in BROWSER without ``&``."""


def open_address(url: str) -> str:
    """Open an address: OPENED, NONE where no browser could be started, TERMINAL for one that needs the terminal.

    The last is not started.  Looks along PATH: not for the event loop.
    """
    import webbrowser

    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return NONE
    kind = type(browser).__name__
    if kind in _CONSOLE:
        return TERMINAL
    # One that runs in the background may have ended by now: it was started all the same.
    return OPENED if browser.open(url) or kind == "BackgroundBrowser" else NONE


def open_here(url: str) -> bool:
    """Open an address in the browser of the terminal, which must be free; False if that failed."""
    import webbrowser

    return webbrowser.get().open(url)
