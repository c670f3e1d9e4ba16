"""One cached article ready to read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from tui.model.entities import TITLE_BLOCK

if TYPE_CHECKING:
    from tui.model.articles import Article
    from tui.model.entities import Facts, Recognition
    from tui.model.headlines import Headline


@dataclass(frozen=True, slots=True)
class Summary:
    """What a language model wrote of an article: plain text, paragraphs parted by newlines.

    ``model`` is the name by which it was asked for, ``language`` the one it was
    asked to write in, ``made`` when the answer came (aware, UTC).
    """

    text: str
    model: str
    language: str
    made: datetime


@dataclass(frozen=True, slots=True)
class Story:
    """One cached article ready to read: text, panels, and what the reader did with it.

    ``position`` is the reading position as (block, offset) of the first
    visible character.  ``seen`` gives, by entity id, in how many cached
    articles it occurs and how many of them a day over the last week, oldest
    first.  ``summary`` is one that was asked for before, None where there is none.
    ``facts`` are what a public source was asked for before, by entity id.
    """

    headline: Headline
    article: Article
    recognition: Recognition
    position: tuple[int, int] = (TITLE_BLOCK, 0)
    seen: Mapping[str, tuple[int, tuple[int, ...]]] = field(default_factory=dict)
    summary: Summary | None = None
    facts: Mapping[str, Facts] = field(default_factory=dict)
