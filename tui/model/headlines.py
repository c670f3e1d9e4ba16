"""Rows of the headline list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

RTL_LANGUAGES = frozenset({"ar", "fa", "he", "iw", "ur", "ps", "sd", "ug", "ckb", "yi", "dv"})
"""Languages written from right to left by default (CLDR ``characterOrder``)."""


@dataclass(frozen=True, slots=True)
class Headline:
    """One row of the headline list.  ``revised``: its page is watched and has changed since it was first seen."""

    id: int
    feed_id: int
    feed_title: str
    title: str
    language: str
    date: datetime
    read: bool = False
    starred: bool = False
    later: bool = False
    dismissed: bool = False
    revised: bool = False
