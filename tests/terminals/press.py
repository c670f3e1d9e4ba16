"""``python -m tests.terminals.press FILE``: every key of the table, pressed in the terminal that this runs in.

The reader runs as ever, but for one thing: a verb is written down in place of
being done.  F12 begins.  Then, for each layout, X is told to use it
(``setxkbmap``), and every key of the registry is pressed by its *keycode*,
which is a place on the keyboard and knows no letters (``xdotool``, XTEST).
FILE gets, by layout, the keys that did not do what the table says.
"""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from pathlib import Path
from queue import Empty, SimpleQueue

from textual import events

from tui.app import run
from tui.app.keyboard import with_shift
from tui.app.screens.reader import Reader
from tui.app.verbs import VERBS
from tui.newsroom.demo import demo_desk

LAYOUTS = {
    "us": ("us", ""),
    "arabic": ("ara", ""),
    "persian": ("ir", ""),
    "urdu": ("pk", ""),
    "urdu-nla": ("pk", "urd-nla"),
    "hebrew": ("il", ""),
    "russian": ("ru", ""),
    "serbian": ("rs", ""),
}
"""khabar's layouts and what X calls them: layout and variant."""
_ROWS = {10: "1234567890-=", 24: "qwertyuiop[]", 38: "asdfghjkl;'`", 51: "\\zxcvbnm,./"}
"""What a US keyboard has on the keycodes from these on (X: evdev's code and 8)."""
CODES = {character: code + at for code, row in _ROWS.items() for at, character in enumerate(row)}
NAMED = {
    "backspace": 22, "tab": 23, "enter": 36, "space": 65, "home": 110, "up": 111, "pageup": 112,
    "left": 113, "right": 114, "end": 115, "down": 116, "pagedown": 117,
}  # fmt: skip
TELLING = "d"
"""Pressed first: its letter tells khabar which layout is in use, as the first key of a reader does."""
PATIENCE, APART = 1.0, 30
"""Seconds to wait for a verb; milliseconds between two keys of a sequence."""


def chord(part: str) -> str:
    """One key of a sequence as xdotool takes it: modifiers and a keycode."""
    modifiers, plus, key = part.rpartition("+") if len(part) > 1 else ("", "", part)
    if key == "escape":
        return "Escape"  # xdotool takes the keycode 9 for the digit; every layout has this key
    if key in NAMED:
        return f"{modifiers}{plus}{NAMED[key]}"
    if key in CODES:
        return f"{modifiers}{plus}{CODES[key]}"
    return f"shift+{next(code for plain, code in CODES.items() if with_shift(plain) == key)}"


def strokes(key: str) -> list[str]:
    """What xdotool is to do for a key of the table."""
    modifier, plus, name = key.rpartition("+") if len(key) > 1 else ("", "", key)
    if plus and name in NAMED:
        # One after the other, as hands do it: some terminals hear of modifiers a moment later.
        return ["keydown", modifier, "sleep", "0.05", "key", str(NAMED[name]), "keyup", modifier]
    return ["key", "--delay", str(APART), *(chord(part) for part in key.split(" "))]


class Presser(threading.Thread):
    """Presses the keys, and reads which verbs came of them."""

    def __init__(self, reader: Reader, came: SimpleQueue[str], file: Path) -> None:
        super().__init__(daemon=True)
        self._reader, self._came, self._file = reader, came, file
        self.wrong: dict[str, list[str]] = {}

    def run(self) -> None:
        """All layouts; in the end the reader is left."""
        for name, (layout, variant) in LAYOUTS.items():
            # As it is set up for people: the US layout is the second group, which some terminals look at for Ctrl.
            subprocess.run(["setxkbmap", "-layout", f"{layout},us", "-variant", f"{variant},"], check=True)
            time.sleep(0.5)  # until every program has read the new map
            keyboard = self._reader.room.keyboard
            # Both Urdu layouts send the same letters: which it is says feeds.toml.
            keyboard.layout = name if name.startswith("urdu") else ""
            keyboard.language = ""
            self._press(TELLING)
            self.wrong[name] = [
                f"{key}: {found or 'nothing'}, not {verb.name}"
                for verb in VERBS
                for key in verb.keys
                if (found := self._press(key)) != verb.name
            ]
            self._file.write_text(json.dumps(self.wrong, ensure_ascii=False), encoding="utf-8")
        subprocess.run(["setxkbmap", "-layout", "us", "-variant", ""], check=True)
        self._reader.app.call_from_thread(self._reader.app.exit)

    def _press(self, key: str) -> str:
        """The verb that a key of the table does, "" for none."""
        while not self._came.empty():
            self._came.get()
        self._reader.app.call_from_thread(self._reader.parser.reset)
        subprocess.run(["xdotool", *strokes(key)], check=True)
        try:
            return self._came.get(timeout=PATIENCE)
        except Empty:
            return ""


def main() -> int:
    """Run, press, write; FILE is made anew after each layout."""
    came: SimpleQueue[str] = SimpleQueue()
    pressers: list[Presser] = []
    on_key = Reader.on_key

    def began(reader: Reader, event: events.Key) -> None:
        if event.key == "f12" and not pressers:
            pressers.append(Presser(reader, came, Path(sys.argv[1])))
            pressers[0].start()
        else:
            on_key(reader, event)

    def written_down(reader: Reader, name: str, count: int = 0) -> None:
        came.put(name)

    for name, method in (("on_key", began), ("act", written_down)):
        setattr(Reader, name, method)
    with demo_desk() as desk:
        run(desk, None, "auto")
    return 0


if __name__ == "__main__":
    sys.exit(main())
