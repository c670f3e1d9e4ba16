"""What a model saw in a text, as evidence beside that of the rules.

A model is anything that says where it sees companies and people
(:class:`Spotter`); :mod:`tui.entities.gliner` has a real one.  Its spans pass
the same gates as any other candidate: a high score is enough alone, a low one
needs a second kind of evidence.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

from tui.entities.document import Candidate, Document
from tui.entities.rules import cuts_of

NEURAL = "neural"
"""The kind of this evidence, and the badge of a card that has no other."""
_FROM_OTHERS = frozenset({NEURAL, "full", "family", "short", "acronym", "first", "gloss"})
"""Evidence of a name that only says that it is a name of this text already."""
_SUREST = 0.95
"""No model is surer than this, whatever it says."""
_SHORTEST_REST = 3


class NeuralError(Exception):
    """A model cannot be used; ``str()`` is one line that says why."""


@dataclass(frozen=True, slots=True)
class Spotted:
    """A span that a model saw: code points ``start:end`` of the text, and its score (0 to 1)."""

    start: int
    end: int
    kind: Literal["company", "person"]
    score: float


class Spotter(Protocol):
    """A model: where it sees companies and people in a text."""

    def __call__(self, text: str, /) -> Sequence[Spotted]:
        """The spans, none of which overlap."""


def seen(doc: Document, spotted: Sequence[Spotted], found: Sequence[Candidate]) -> list[Candidate]:
    """The spans of a model as candidates, set to whole words without proclitics.

    ``found`` are the candidates of the rules: a span that overlaps a sure one of
    its kind takes that one's bounds, which follow the language's own rules.
    """
    starts = [token.start for token in doc.tokens]
    sure = [candidate for candidate in found if candidate.sure]
    out = []
    for span in spotted:
        candidate = _candidate(doc, starts, span)
        if candidate is None:
            continue
        rule = next(
            (c for c in sure if c.kind == span.kind and c.start < candidate.end and candidate.start < c.end), None
        )
        if rule is not None:
            candidate.first, candidate.last, candidate.start, candidate.end = (
                rule.first,
                rule.last,
                rule.start,
                rule.end,
            )
        out.append(candidate)
    return out


def _candidate(doc: Document, starts: Sequence[int], span: Spotted) -> Candidate | None:
    """One span; None where it holds no word, or words of two sentences."""
    first = max(bisect_right(starts, span.start) - 1, 0)
    last = bisect_right(starts, span.end - 1)
    while first < last and (doc.tokens[first].end <= span.start or doc.mark(first)):
        first += 1
    while last > first and doc.mark(last - 1):
        last -= 1
    if first >= last or not doc.same_sentence(first, last - 1):
        return None
    if not any(token.word for token in doc.tokens[first:last]):
        return None
    start = doc.bare(first, _proclitics(doc, first, span.kind))
    return Candidate(first, last, start, doc.tokens[last - 1].end, span.kind, {NEURAL: min(span.score, _SUREST)})


def _proclitics(doc: Document, index: int, kind: str) -> int:
    """How many letters of "and", "to" and their like stand before a name: the rest must be a name elsewhere too."""
    if kind == "person" and doc.given_cut(index) > 0:
        return doc.given_cut(index)
    if doc.is_given(index):
        return 0
    return next((count for count, rest in cuts_of(doc.tokens[index]) if _is_elsewhere(doc, rest)), 0)


def _is_elsewhere(doc: Document, word_key: str) -> bool:
    return len(word_key) >= _SHORTEST_REST and bool(doc.places_of(word_key))


def only_neural(candidates: Sequence[Candidate]) -> bool:
    """Whether nothing but a model says that these name a company or a person."""
    kinds = {kind for candidate in candidates for kind in candidate.evidence}
    return NEURAL in kinds and kinds <= _FROM_OTHERS
