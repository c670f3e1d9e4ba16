"""What stands on a terminal after it was sent something: as much of one as the reader's output needs."""

from __future__ import annotations

import re

from tui import text

_TOKEN = re.compile(
    r"\x1b\[(?P<at>[\d;]*)H|\x1b\[(?P<sgr>[\d;]*)m|\x1b\[[0-?]*[ -/]*[@-~]|\x1b[\]P].*?(?:\x07|\x1b\\)"
    r"|\x1b.|(?P<newline>[\r\n])|(?P<letter>[^\x1b\r\n])",
    re.DOTALL,
)
Cell = tuple[str, str]
"""A letter with its marks, and the SGR parameters it was sent with."""


class Cells:
    """A grid of cells, written to from its upper left corner."""

    def __init__(self, width: int, height: int) -> None:
        self.rows: list[list[Cell]] = [[(" ", "")] * width for _ in range(height)]
        self._x = self._y = 0
        self._sgr = ""

    def send(self, data: str) -> Cells:
        """Take output, in pieces that do not end within a sequence."""
        for found in _TOKEN.finditer(data):
            if found["at"] is not None:
                line, _, column = found["at"].partition(";")
                self._y, self._x = int(line or 1) - 1, int(column or 1) - 1
            elif found["sgr"] is not None:
                self._sgr = "" if found["sgr"] in ("", "0") else found["sgr"]
            elif found["newline"] == "\r":
                self._x = 0
            elif found["newline"] == "\n":
                self._y += 1
            elif found["letter"]:
                self._put(found["letter"])
        return self

    def _put(self, letter: str) -> None:
        row, wide = self.rows[self._y], text.width(letter)
        if not wide:
            before, sgr = row[self._x - 1]
            row[self._x - 1] = before + letter, sgr
            return
        row[self._x : self._x + wide] = [(letter, self._sgr), *[("", self._sgr)] * (wide - 1)]
        self._x += wide

    def part(self, x: int, y: int, width: int, height: int) -> list[list[Cell]]:
        """A rectangle of it."""
        return [row[x : x + width] for row in self.rows[y : y + height]]

    def words(self, y: int) -> str:
        """The letters of a row."""
        return "".join(letter for letter, _ in self.rows[y])
