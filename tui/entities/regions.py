"""The regions of a plain text: title, byline, lead, body, and the imprint at its foot."""

from __future__ import annotations

import re

from tui.entities.document import BODY, FOOTER, LEAD, TITLE

_RULE = re.compile(r"^(?:[/*_=\-\u2013\u2014\s]{3,}|/ / /)$")
_IMPRINT = (
    "\u00a9", "all rights reserved", "imprint", "impressum", "sva prava",
    "\u062c\u0645\u064a\u0639 \u0627\u0644\u062d\u0642\u0648\u0642", "\u0644\u0644\u0627\u062a\u0635\u0627\u0644",
    "\u05db\u05dc \u05d4\u05d6\u05db\u05d5\u05d9\u05d5\u05ea",
)  # fmt: skip
_ADDRESS = re.compile(r"\S@\S+\.\w+")


def regions_of(text: str) -> list[tuple[int, str]]:
    """(start offset, name) of the regions of a plain text, ascending."""
    lines: list[tuple[int, str]] = []
    position = 0
    for line in text.split("\n"):
        if line.strip():
            lines.append((position, line.strip()))
        position += len(line) + 1
    if not lines:
        return [(0, BODY)]
    found: list[tuple[int, str]] = []
    body = 0
    if len(lines) > 1 and len(lines[0][1]) < 200 and not lines[0][1].endswith((".", "\u06d4", "!")):
        found.append((0, TITLE))
        body = 1
    lead = next((i for i in range(body, len(lines)) if len(lines[i][1]) > 80), body)
    for index in range(body, len(lines)):
        found.append((lines[index][0], LEAD if index == lead else BODY))
    for index in range(max(1, len(lines) * 2 // 3, len(lines) - 6), len(lines)):
        line = lines[index][1]
        ruled = index >= len(lines) - 6 and _RULE.match(line)
        imprint = index >= len(lines) - 2 and len(lines) > 3 and _is_imprint(line)
        if ruled or imprint:
            start = lines[index][0]
            return [region for region in found if region[0] < start] + [(start, FOOTER)]
    return found


def _is_imprint(line: str) -> bool:
    folded = line.casefold()
    return any(words in folded for words in _IMPRINT) or ("@" in line and _ADDRESS.search(line) is not None)
