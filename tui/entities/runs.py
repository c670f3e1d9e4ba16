"""Capital runs: which capitalised words of Latin and Cyrillic text hang together as one phrase."""

from __future__ import annotations

from tui.entities.document import Document
from tui.entities.normalise import words_of

PARTICLES = words_of(
    "de da di del della dos van von der den ten ter la le du el al bin ibn bint ben abu abd zu af av y ould ag"
)
_DOUBLE = words_of("de von van der la al el bin den")
_OF = words_of("of for")
_AND = words_of("and i und et ve")
_KIN = words_of("sons brothers daughters partners associates co company")
_FORMS = words_of("plc doo ad ag gmbh as dd")
_JOINTS = ("", "-", "\u2010")


def runs(doc: Document) -> list[tuple[int, int]]:
    """Token ranges, end exclusive, of capitalised words that hang together."""
    found: list[tuple[int, int]] = []
    index = 0
    while index < len(doc.tokens):
        end = _run(doc, index) if _opens(doc, index) else index
        if end > index:
            found.append((index, end))
        index = max(end, index + 1)
    return found


def _opens(doc: Document, index: int) -> bool:
    """A capitalised word of two letters or more, an acronym, or an initial with its full stop."""
    token = doc.tokens[index]
    if not (token.word and token.capital):
        return False
    full = token.script in ("L", "C") and (len(token.text) > 1 or token.kind == "a")
    return full or (index + 1 < len(doc.tokens) and doc.mark(index + 1) == ".")


def _run(doc: Document, start: int) -> int:
    end = start + 1
    while end < len(doc.tokens) and doc.same_sentence(start, end) and not doc.tokens[end - 1].possessive:
        legal = _legal_form(doc, end)
        if legal is not None:
            return legal
        more = _next(doc, end)
        if more == end:
            break
        end = more
    return end


def _legal_form(doc: Document, end: int) -> int | None:
    """The end of a legal form at ``end``, which closes a name: "Acme Ltd", "Acme, d.o.o."."""
    here = doc.tokens[end]
    if _plain_word(doc, end) or "legal" not in doc.labels[end] or doc.gap(end).strip() not in ("", ","):
        return None
    return doc.labels[end]["legal"] if here.kind == "a" or here.key in _FORMS else None


def _plain_word(doc: Document, end: int) -> bool:
    """Whether the token at ``end`` is one more capitalised word of the run."""
    here, gap = doc.tokens[end], doc.gap(end)
    return here.word and here.capital and gap.strip(" \u00a0") in _JOINTS and "\n" not in gap


def _next(doc: Document, end: int) -> int:
    """Where the run ends with what stands at ``end`` taken in; ``end`` itself if that is no part of it."""
    if _plain_word(doc, end) or _initial_stop(doc, end):
        return end + 1
    here = doc.tokens[end]
    follows = _capital(doc, end, end + 1) and doc.tokens[end + 1].word
    if follows and (here.text == "&" or _particle(doc, end) or _of(doc, end) or _and_kin(doc, end)):
        return end + 2
    if here.key in _DOUBLE and end + 2 < len(doc.tokens) and doc.tokens[end + 1].key in PARTICLES:
        return end + 3 if doc.tokens[end + 2].capital else end
    if here.text == "," and end + 1 < len(doc.tokens) and "legal" in doc.labels[end + 1]:
        return end + 2 if doc.tokens[end + 1].capital else end
    return end


def _capital(doc: Document, end: int, index: int) -> bool:
    return index < len(doc.tokens) and doc.same_sentence(end, index) and doc.tokens[index].capital


def _initial_stop(doc: Document, end: int) -> bool:
    """The full stop of an initial, with a name after it: "J. K. Rowling"."""
    return doc.tokens[end].text == "." and len(doc.tokens[end - 1].text) == 1 and _capital(doc, end, end + 1)


def _particle(doc: Document, end: int) -> bool:
    return doc.tokens[end].key in PARTICLES and doc.gap(end) == " " and not doc.is_label(end, "stop")


def _of(doc: Document, end: int) -> bool:
    """ "of" after the head of an organisation: "Bank of America"."""
    return doc.tokens[end].key in _OF and doc.is_label(end - 1, "org", "tail")


def _and_kin(doc: Document, end: int) -> bool:
    """ "and" before what only a firm's name has there: "Smith and Sons"."""
    return (
        doc.tokens[end].key in _AND
        and doc.is_label(end + 1, "tail")
        and not doc.is_label(end - 1, "stop")
        and doc.tokens[end + 1].key in _KIN
    )
