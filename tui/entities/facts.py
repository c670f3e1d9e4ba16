"""What a text states of its entities, before it is put on cards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from tui.entities.document import Candidate


@dataclass(frozen=True, slots=True)
class Fact:
    """``subject`` and ``object`` are entity ids; ``sentence`` a character range; ``role`` the words that say it.

    ``object`` is "" where the text does not name the other side; ``detail`` is
    an amount, or who it was, in the text's words.
    """

    subject: str
    kind: str
    object: str
    sentence: tuple[int, int]
    detail: str = ""
    role: str = ""


class Named(NamedTuple):
    """A mention with the entity that it names."""

    id: str
    kind: str
    candidate: Candidate
