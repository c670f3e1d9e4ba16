"""A row of bars for a row of numbers."""

from __future__ import annotations

from collections.abc import Sequence

_BARS = "\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588"


def sparkline(days: Sequence[int]) -> str:
    """A bar for each day, scaled to the highest; '' when there is nothing to see."""
    top = max(days, default=0)
    if top == 0:
        return ""
    return "".join(_BARS[min(len(_BARS) - 1, round(day * (len(_BARS) - 1) / top))] for day in days)
