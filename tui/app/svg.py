"""Make Rich's SVG hold still: its text is already in visual order.

A viewer would run the bidirectional algorithm over it once more, and Rich
counts marks when it says how long a text is.  Its font comes from the net,
which a picture in a repository has no business to ask for.
"""

from __future__ import annotations

import html
import re

from tui import text

FONTS = '"DejaVu Sans Mono", "Cascadia Mono", "Kawkab Mono", monospace'
_TEXT = re.compile(r'(<text[^>]*?textLength=")([0-9.]+)("[^>]*>)([^<]*)(</text>)')
_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FAMILY = re.compile(r"font-family:\s*(?:Fira Code,\s*)?monospace")


def repaired(svg: str) -> str:
    """Forbid reordering, correct the lengths of texts with marks, and name fonts that are at hand."""
    svg = _FACE.sub("", svg)
    svg = _FAMILY.sub(f"font-family: {FONTS}", svg)
    svg = svg.replace("<style>", "<style>\n    text { unicode-bidi: bidi-override; direction: ltr; }\n", 1)
    return _TEXT.sub(_with_length, svg)


def _with_length(match: re.Match[str]) -> str:
    """The length in cells instead of in characters."""
    before, length, middle, body, after = match.groups()
    plain = html.unescape(body).replace("\u00a0", " ")
    cells = text.width(plain)
    if plain and cells != len(plain):
        length = f"{float(length) / len(plain) * cells:.1f}".rstrip("0").rstrip(".")
    return f"{before}{length}{middle}{body}{after}"
