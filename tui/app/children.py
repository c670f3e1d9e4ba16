"""What the children of the reader have in common: their command line, and how they complain."""

from __future__ import annotations

from collections.abc import Sequence

_COMMAND = "fetch"
_PREFIX = "khabar: "


def options_of(command: Sequence[str]) -> list[str]:
    """What stands before the last ``fetch`` in a command line: program, configuration and data folder."""
    words = list(command)
    return words[: len(words) - 1 - words[::-1].index(_COMMAND)] if _COMMAND in words else words


def complaint_of(complaints: bytes, status: int | None) -> str:
    """The last line that a child wrote to standard error, or its status where it wrote none."""
    lines = complaints.decode("utf-8", "replace").strip().splitlines()
    return lines[-1].removeprefix(_PREFIX) if lines else f"ended with status {status}"
