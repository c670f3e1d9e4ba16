"""The foreground colour that SGR sequences leave behind, and a colour that no eye tells from it."""

from __future__ import annotations

import re

Rgb = tuple[int, int, int]

_SGR = re.compile("\x1b\\[([0-9;:]*)m")
_SIXTEEN = (
    *((0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0), (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229)),
    *((127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0), (92, 92, 255), (255, 0, 255), (0, 255, 255)),
    (255, 255, 255),
)
_STEPS = (0, 95, 135, 175, 215, 255)
_UNKNOWN = (160, 160, 160)


def _of_palette(number: int) -> Rgb:
    """The colour that xterm's palette of 256 has at ``number``."""
    if number < 16:
        return _SIXTEEN[number]
    if number < 232:
        cube = number - 16
        return _STEPS[cube // 36], _STEPS[cube // 6 % 6], _STEPS[cube % 6]
    grey = 8 + 10 * (min(number, 255) - 232)
    return grey, grey, grey


def colour_after(sequence: str, colour: Rgb | None) -> Rgb | None:
    """The foreground after ``sequence``; None is the terminal's own.  What is not SGR changes nothing."""
    found = _SGR.fullmatch(sequence)
    if found is None:
        return colour
    values = [int(value or 0) for value in re.split("[;:]", found[1])]
    while values:
        value = values.pop(0)
        if value in (38, 48):
            length = {5: 2, 2: 4}.get(values[0] if values else 0, 0)
            chosen, values = values[:length], values[length:]
            if value == 38 and len(chosen) == length and length:
                colour = _of_palette(chosen[1]) if length == 2 else (chosen[1], chosen[2], chosen[3])
        elif value in (0, 39):
            colour = None
        elif 30 <= value <= 37 or 90 <= value <= 97:
            colour = _SIXTEEN[value - 30 if value < 40 else value - 82]
    return colour


def near_colour(colour: Rgb | None) -> tuple[str, str]:
    """Two SGR sequences: colours one and two steps of blue away, so that neither is that of the Latin beside."""
    red, green, blue = colour or _UNKNOWN
    step = -1 if blue > 1 else 1
    return f"\x1b[38;2;{red};{green};{blue + step}m", f"\x1b[38;2;{red};{green};{blue + 2 * step}m"
