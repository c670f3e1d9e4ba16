"""argparse's complaints, which it only has in English, in the language of the run."""

from __future__ import annotations

import re

from tui.cli.speech import said

_PATTERNS = {
    "argument": "argument (?P<name>.+?): (?P<message>.+)",
    "choice": r"invalid choice: (?P<value>.+?) \(choose from (?P<choices>.+)\)",
    "unrecognized": "unrecognized arguments: (?P<names>.+)",
    "required": "the following arguments are required: (?P<names>.+)",
    "one_required": "one of the arguments (?P<names>.+) is required",
    "not_allowed": "not allowed with argument (?P<other>.+)",
    "expected_one": "expected one argument",
    "ignored": "ignored explicit argument (?P<value>.+)",
}


def translated(message: str) -> str:
    """A complaint of argparse; one that is not known stays as it is."""
    for key, pattern in _PATTERNS.items():
        found = re.fullmatch(pattern, message)
        if found:
            values = found.groupdict()
            if key == "argument":
                values["message"] = translated(values["message"])
            return said(f"cli.wrong.{key}", **values)
    return message
