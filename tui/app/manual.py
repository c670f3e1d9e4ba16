"""The key table of README.md, written from the registry so that the two cannot part (``make readme``)."""

from __future__ import annotations

import sys
from pathlib import Path

from tui.app.keys import shown
from tui.app.verbs import GROUPS, VERBS
from tui.app.words import Words

BEGIN, END = "<!-- keys: written by `make readme` from tui/app/verbs.py -->\n", "<!-- /keys -->"


def key_table() -> str:
    """A Markdown table: keys, what they do, the action's name for ``[keys]``; one row an action, by group."""
    words = Words("en")
    rows = ["| keys | does | action |", "|---|---|---|"]
    for group in GROUPS:
        rows.append(f"| **{words.say(f'group.{group}')}** | | |")
        for verb in VERBS:
            if verb.group == group:
                keys = " ".join(f"`{shown(key)}`".replace("|", "\\|") for key in verb.keys)
                rows.append(f"| {keys} | {words.say(f'verb.{verb.name}')} | `{verb.name}` |")
    return "\n".join(rows) + "\n"


def with_keys(readme: str) -> str:
    """``readme`` with the key table between its two marks.  Raises ValueError if a mark is missing."""
    before, begin, rest = readme.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError("the marks of the key table are missing")
    return before + BEGIN + key_table() + END + after


if __name__ == "__main__":
    file = Path(sys.argv[1])
    file.write_text(with_keys(file.read_text(encoding="utf-8")), encoding="utf-8")
