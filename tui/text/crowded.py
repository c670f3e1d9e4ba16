"""Markup that no parser is to be given: time grows with the square of the attributes of one tag."""

from __future__ import annotations

import re
from typing import Final

MOST_ATTRIBUTES: Final = 10_000
_LONG_TAG = re.compile(r"<[A-Za-z][^<>]{50000,}")
"""Long tags alone are common: pictures stand in them as data."""


def is_crowded(text: str) -> bool:
    """Whether a tag has far more attributes than any needs: 200,000 keep libxml2 busy for minutes."""
    return any(found[0].count("=") > MOST_ATTRIBUTES for found in _LONG_TAG.finditer(text))
