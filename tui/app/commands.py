"""The command line: ``:`` and an action by its name, with a count before it or words after it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches

from tui.app.asking import Asking, Question
from tui.app.hands import Room
from tui.app.verbs import by_name

_LINE = re.compile(r"(?P<count>\d{0,4})\s*(?P<name>[^\W\d]\w*|[|!/?\\]|)\s*(?P<words>.*)", re.DOTALL)
_SHORT = {
    "q": "quit", "w": "save", "u": "undo", "h": "help", "|": "pipe", "!": "pipe", "/": "search", "\\": "find",
    "?": "help",
}  # fmt: skip
"""Short for an action on the command line, as in vim."""


def parse(line: str) -> tuple[str, int, str]:
    """``5 dismiss`` or ``dismiss 5`` or ``save ~/x.txt`` -> action, count (0: none), words.

    The action is as typed; a count alone is ``bottom``, which goes to that row.
    """
    found = _LINE.fullmatch(line.strip())
    if found is None:
        return line.strip(), 0, ""
    name, words = found["name"], found["words"].strip()
    count = int(found["count"] or 0)
    name = _SHORT.get(name, name)
    if not name and words:
        return words, count, ""
    if not name:
        return ("bottom" if count else ""), count, ""
    if words.isdecimal() and not count and name not in WITH_WORDS:
        return name, min(int(words), 9999), ""
    return name, count, words


WITH_WORDS = ("find", "narrow", "pipe", "save", "search", "view")
"""What takes words."""


def matching(name: str) -> list[str]:
    """The actions whose name begins like that; the one itself if it is whole."""
    names = sorted({*by_name(), *WITH_WORDS})
    return [name] if name in names else [one for one in names if one.startswith(name)]


def completed(line: str) -> str:
    """The line with the action's name as far as it is clear, and a blank if it is whole."""
    found = _LINE.fullmatch(line.strip())
    if found is None or found["words"] or not found["name"]:
        return line
    candidates = matching(found["name"])
    if not candidates:
        return line
    name = _common(candidates)
    return f"{found['count']}{name}{' ' if len(candidates) == 1 else ''}"


def _common(names: Sequence[str]) -> str:
    """What all of ``names`` begin with."""
    first, last = min(names), max(names)
    return next((first[:at] for at, letter in enumerate(first) if letter != last[at : at + 1]), first)


class Commands:
    """Asks for a line and does it.  ``act`` does an action; ``take`` are those that take words."""

    def __init__(
        self,
        room: Room,
        asking: Asking,
        act: Callable[[str, int], None],
        take: Mapping[str, Callable[[str], None]],
    ) -> None:
        self._room, self._asking, self._act, self._take = room, asking, act, take

    def do_command(self, count: int) -> None:
        """Ask."""
        self._asking.ask("command", Question(self.run, complete=completed), str(count) if count else "")

    def run(self, line: str) -> None:
        """Do what was typed; what is no action is said."""
        name, count, words = parse(line)
        if not name:
            return
        candidates = matching(name)
        if len(candidates) != 1:
            near = candidates or get_close_matches(name, [*by_name(), *WITH_WORDS], 3)
            key = "toast.which_command" if near else "toast.no_command"
            self._room.say(key, error=True, name=name, near=", ".join(near[:6]))
            return
        if words and candidates[0] in self._take:
            self._take[candidates[0]](words)
        elif candidates[0] not in by_name():
            self._room.say("toast.needs_words", error=True, name=candidates[0])
        elif words:
            self._room.say("toast.no_words", error=True, name=candidates[0])
        else:
            self._act(candidates[0], count)
