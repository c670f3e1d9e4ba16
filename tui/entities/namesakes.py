"""What a street, a hospital or a film is called is nobody of the news, though it be somebody's name."""

from __future__ import annotations

from tui.entities.document import Candidate, Document
from tui.entities.normalise import words_of
from tui.entities.rules import cuts_of
from tui.entities.tokens import is_opener

_ARTICLE = "\u0627\u0644"


def named_after(doc: Document, index: int) -> bool:
    """Whether a street, a stadium, a hospital or the like stands before: what follows is its name.

    A title, the opening mark of a quotation, or a given name may stand between.  With the
    article it has no name: the hospital, Doctor X.
    """
    tokens, sentence = doc.tokens, doc.tokens[index].sentence if index < len(doc.tokens) else -1
    for back in (3, 2):
        if index >= back and doc.labels[index - back].get("place") == index:
            return True
    for back in (1, 2, 3):
        start = index - back
        if start < 0 or tokens[start].sentence != sentence:
            return False
        if back == 1 and tokens[start].kind == "p" and is_opener(tokens[start].text):
            return named_after(doc, start)
        found = doc.labels[start]
        if found and (found.get("place") == index or (found.get("org") == index and _building(doc, start))):
            bare = doc.is_label(start, "place") and found.get("place", 0) > start + 1
            return bare or doc.language != "ar" or not tokens[start].key.startswith((_ARTICLE, "\u0644\u0644"))
        if (found and index in (found.get("honorific"), found.get("role"))) or (back == 1 and doc.is_given(start)):
            return named_after(doc, start)
    return False


_BUILDINGS = words_of(
    "\u0645\u0633\u062a\u0634\u0641\u064a \u0645\u062f\u0631\u0633\u0647 \u062c\u0627\u0645\u0639\u0647 "
    "\u0645\u0633\u062c\u062f \u062c\u0627\u0645\u0639 \u0643\u0646\u064a\u0633\u0647 \u0645\u0639\u0647\u062f "
    "\u0645\u062a\u062d\u0641 \u0645\u0631\u0643\u0632 \u0627\u0643\u0627\u062f\u064a\u0645\u064a\u0647 "
    "\u0645\u0646\u062a\u062e\u0628"
)


def _building(doc: Document, index: int) -> bool:
    """Whether an organisation is a house that is named after people: hospital, school, mosque."""
    token = doc.tokens[index]
    return token.key in _BUILDINGS or any(rest in _BUILDINGS for _, rest in cuts_of(token))


def without_works(doc: Document, found: list[Candidate]) -> list[Candidate]:
    """The candidates without people whose name is, elsewhere in the text, a title in quotation marks."""
    works = set()
    for head in doc.having("place"):
        index = head + 1
        if doc.labels[head]["place"] != index:
            continue
        close = doc.quoted(index)
        if close > 0:
            works.add(tuple(doc.tokens[i].key for i in range(index + 1, close)))
    if not works:
        return found
    return [c for c in found if c.kind != "person" or tuple(t.key for t in doc.tokens[c.first : c.last]) not in works]
