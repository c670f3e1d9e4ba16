"""How well one colour can be read on another (WCAG 2.2, success criteria 1.4.3, 1.4.6 and 1.4.11).  Pure."""

from __future__ import annotations

LEAST = 3.0
"""Below this ratio not even large letters count as readable (1.4.3), nor parts of an interface as visible (1.4.11)."""


def luminance(colour: str) -> float:
    """The relative luminance of ``#rrggbb``: 0 for black, 1 for white."""
    shares = []
    for at in (1, 3, 5):
        share = int(colour[at : at + 2], 16) / 255
        shares.append(share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4)
    red, green, blue = shares
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours: 1 for the same, 21 for black on white."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)
