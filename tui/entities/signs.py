"""Signs that a word that could be an ordinary one is a name here: its letters, or a title before it."""

from __future__ import annotations

from tui.entities.document import Document

_ARTICLE = "\u0627\u0644"

FOREIGN = 2.0
"""Log odds by its letters from which a word that could be made of a root is a foreign name rather."""


def looks_foreign(doc: Document, index: int) -> bool:
    """Whether a word that could be made of a root looks foreign, by itself or beside another that does."""
    score = doc.foreign(index)
    if score >= FOREIGN:
        return True
    return score >= _RATHER and any(
        0 < other < len(doc.tokens)
        and joined(doc, max(index, other))
        and doc.tokens[other].word
        and doc.foreign(other) >= _RATHER
        and (doc.is_given(other) or not doc.labels[other].keys() - {"derived"})
        for other in (index - 1, index + 1)
    )


_RATHER = 1.0


def foreigner(doc: Document, index: int) -> bool:
    """Whether a word that is in no list looks foreign."""
    return not doc.labels[index] and doc.foreign(index) >= FOREIGN


def titled(doc: Document, index: int) -> bool:
    """Whether a title, a trade or a byline ends before a token, with nothing but its adjectives between."""
    for start in range(index - 1, max(index - 6, -1), -1):
        if not doc.same_sentence(start, index):
            return False
        found = doc.labels[start]
        if any(found.get(label, 0) == start + 1 or found.get(label, 0) > start + 1 for label in _TITLES):
            return True
        if "adj" not in found and not doc.tokens[start].key.startswith((_ARTICLE, "\u0644\u0644")):
            return False
    return False


_TITLES = ("role", "honorific", "byline")


def joined(doc: Document, index: int) -> bool:
    gap = doc.gap(index)
    return (
        doc.same_sentence(index - 1, index)
        and (gap.isspace() or gap in ("-", "\u200c", "\u05be", "\u2010"))
        and "\n" not in gap
    )
