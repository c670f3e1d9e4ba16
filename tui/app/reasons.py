"""The reasons and complaints that deeper rooms give, which are English, in the language of the interface.

Those rooms know no language: what they say is a value, is kept in the store,
and goes out as JSON.  Here each such sentence is found again by the English
catalogue's own ``reason.*`` entries, read as patterns, and said by the same key.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from string import Formatter

from tui.app.words import keys, sentence

Say = Callable[..., str]
"""Says the sentence of a key with its values filled in."""

_ANYTHING, _NUMBER = ".+?", "[0-9.]+"
_SHAPES = dict.fromkeys(("line", "least", "most", "seconds", "megabytes", "code", "place", "state"), _NUMBER) | {
    "status": "[0-9]{3}",
    "quoted": '"[^"]*"',
}
_INNER = {"reason"}
"""Values that are themselves reasons."""
_PREFIX, _AT = "reason.", "reason.at"


@cache
def _patterns() -> list[tuple[str, re.Pattern[str]]]:
    """Every known reason as a pattern, the one with the most letters of its own first."""
    found = []
    for key in keys(_PREFIX):
        if key == _AT:
            continue
        pattern, weight = "", 0
        for literal, name, _, _ in Formatter().parse(sentence("en", key)):
            pattern += re.escape(literal)
            weight += len(literal)
            if name:
                pattern += f"(?P<{name}>{_SHAPES.get(name, _ANYTHING)})"
        found.append((weight, key, re.compile(pattern, re.DOTALL)))
    found.sort(key=lambda each: (-each[0], each[1]))
    return [(key, pattern) for _, key, pattern in found]


def translated(text: str, say: Say) -> str:
    """``text``, a reason in English, as ``say`` says it; one that is in no catalogue comes back as it is.

    ``WHERE: REASON`` keeps its place and has its reason translated.
    """
    return _known(text, say) or _after_place(text, say) or text


def _known(text: str, say: Say) -> str:
    for key, pattern in _patterns():
        found = pattern.fullmatch(text)
        if found:
            values = {
                name: translated(value, say) if name in _INNER else value for name, value in found.groupdict().items()
            }
            return say(key, **values)
    return ""


def _after_place(text: str, say: Say) -> str:
    """``feeds.toml:3: must be text`` and its like: the first colon after which a reason begins."""
    for colon in re.finditer(": ", text):
        reason = _known(text[colon.end() :], say)
        if reason:
            return say(_AT, where=text[: colon.start()], reason=reason)
    return ""
