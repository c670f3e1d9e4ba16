"""Stated relations between entities of one sentence; never inferred."""

from __future__ import annotations

from dataclasses import dataclass

from tui.entities.document import Document
from tui.entities.groups import Group


@dataclass(frozen=True, slots=True)
class Fact:
    """``subject`` and ``object`` are entity ids; ``sentence`` a character range; ``role`` the words that say it."""

    subject: str
    kind: str
    object: str
    sentence: tuple[int, int]
    detail: str = ""
    role: str = ""


def find_relations(doc: Document, groups: list[Group], ids: list[str]) -> list[Fact]:
    """All relations of the text."""
    return []
