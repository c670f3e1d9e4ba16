"""The reader in a pseudo-terminal gives it to another program, and takes it back."""

from __future__ import annotations

from pathlib import Path

from tests.cli.test_terminal import Terminal, running

LEAVE, ENTER = b"\x1b[?1049l", b"\x1b[?1049h"


def program(path: Path, *lines: str) -> None:
    """A program of the shell."""
    path.write_text("\n".join(("#!/bin/sh", *lines, "")), encoding="utf-8")
    path.chmod(0o755)


def opened(terminal: Terminal) -> int:
    """Open the first story."""
    at = terminal.until(b"14 unread")
    terminal.send(b"\r")
    return terminal.until(b"13 unread", at)


def pipe(terminal: Terminal, command: str, at: int) -> int:
    """Type a command after ``|``."""
    terminal.send(b"|")
    at = terminal.until(b"pipe to", at)
    terminal.send(command.encode() + b"\r")
    return at


def test_a_pager_has_the_terminal_until_it_ends(tmp_path: Path) -> None:
    pager = tmp_path / "less"
    pager.write_text(
        '#!/bin/sh\nlines=$(wc -l)\ntest -t 1 && echo "paged-$lines"\nread key </dev/tty\necho "key-$key"\n', "utf-8"
    )
    pager.chmod(0o755)
    with running(tmp_path, "demo") as terminal:
        at = pipe(terminal, str(pager), opened(terminal))
        at = terminal.until(b"paged-", terminal.until(LEAVE, at))
        terminal.send(b"x\n")
        at = terminal.until(b"key-x", at)
        at = terminal.until(b"13 unread", terminal.until(ENTER, at))
        terminal.send(b"Q")
        terminal.rest()
        assert terminal.child.returncode == 0


def test_any_command_with_a_sign_before_it_waits_for_enter_and_ctrl_c_is_its_own(tmp_path: Path) -> None:
    with running(tmp_path, "demo") as terminal:
        at = pipe(terminal, "!wc -l", opened(terminal))
        at = terminal.until(b"[Enter] ", terminal.until(LEAVE, at))
        terminal.send(b"\n")
        at = terminal.until(b"13 unread", terminal.until(ENTER, at))
        at = pipe(terminal, "!cat >/dev/null; echo began; exec sleep 60", at)
        terminal.until(b"began", terminal.until(LEAVE, at))
        terminal.send(b"\x03")
        at = terminal.until(b"[Enter] ", at)
        terminal.send(b"\n")
        at = terminal.until(b"ended with status", terminal.until(ENTER, at))
        terminal.send(b"Q")
        whole = terminal.rest()
        assert terminal.child.returncode == 0
    assert b"Traceback" not in whole


def test_a_browser_of_the_terminal_gets_it(tmp_path: Path) -> None:
    browser = tmp_path / "surf"
    program(browser, "test -t 1 && echo surfing-$1", "read key </dev/tty")
    with running(tmp_path, "demo", BROWSER=f"{browser} %s") as terminal:
        at = opened(terminal)
        terminal.send(b"o")
        at = terminal.until(b"surfing-https://demo.invalid/", terminal.until(LEAVE, at))
        terminal.send(b"\n")
        at = terminal.until(b"13 unread", terminal.until(ENTER, at))
        terminal.send(b"Q")
        terminal.rest()
        assert terminal.child.returncode == 0
