"""Who went from which firm to which, where the article does not name them: "an engineer left A for B".

A move needs a verb of moving, the preposition that belongs to it, and a firm
right behind that.  The firm that was left is only given where the sentence
says it: after "from", as the employer in "a researcher of A", in "A lost ...".
Named people are the business of :mod:`tui.entities.relations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from tui.entities.document import Document
from tui.entities.facts import Fact, Named
from tui.entities.normalise import key
from tui.entities.phrases import phrases, words
from tui.entities.rules import cuts_of
from tui.text import fold

MOVES = frozenset({"left_for", "hired"})
"""Relations whose detail says who it was; there may be several of one kind between two firms."""
LONGEST = 8
"""Words between a verb of moving and the firm that somebody moves to."""
_BEHIND = 3
"""Words such as "its former company" between the preposition and the firm."""
_WHO = 6
_ARTICLE = "\u0627\u0644"


@cache
def _moving() -> dict[str, frozenset[str]]:
    """The keys of the verbs of moving, each with its prepositions; "" if none is needed."""
    found: dict[str, frozenset[str]] = {}
    for row in phrases():
        for verb, preposition in row.phrases if row.shape == "move" else ():
            found[key(verb)] = found.get(key(verb), frozenset()) | {preposition}
    return found


def find_moves(doc: Document, named: Sequence[Named], first: int, last: int) -> Iterator[Fact]:
    """Moves of people without a name in the tokens ``first:last`` of one sentence.

    ``left_for`` from the firm they left to the other, ``hired`` by the other
    firm where the sentence does not say whom they left; ``detail`` is who it was.
    """
    sentence = doc.tokens[first].start, doc.tokens[last - 1].end
    firms = [one for one in named if one.kind in ("company", "organization", "product")]
    if not firms:
        return
    moving = _moving()
    verbs = [i for i in range(first, last) if doc.tokens[i].key in moving and doc.tokens[i].word]
    for verb in verbs:
        prepositions = moving[doc.tokens[verb].key]
        target = next((one for one in firms if prepositions and _reached(doc, verb, prepositions, one)), None)
        if target is None:
            continue
        who = _who(doc, named, verb, target.candidate.first, first)
        left = next((one for one in firms if one.id != target.id and _left(doc, one, verb)), None)
        if who and left is not None:
            yield Fact(left.id, "left_for", target.id, sentence, who)
        elif who and target.kind == "company":
            yield Fact(target.id, "hired", "", sentence, who)


def _reached(doc: Document, verb: int, prepositions: frozenset[str], firm: Named) -> bool:
    """Whether the firm is where the verb leads to."""
    start = firm.candidate.first
    if not verb < start <= verb + LONGEST + 1:
        return False
    if "" in prepositions:
        return start - verb - 1 <= _BEHIND and not any(doc.mark(i) for i in range(verb + 1, start))
    if _proclitic(doc, firm) in prepositions:
        return True
    for index in range(start - 1, max(verb, start - _BEHIND - 2), -1):
        if doc.mark(index):
            return False
        if fold(doc.tokens[index].text) in prepositions:
            return True
    return False


def _proclitic(doc: Document, firm: Named) -> str:
    return fold(doc.text[doc.tokens[firm.candidate.first].start : firm.candidate.start])


def _left(doc: Document, firm: Named, verb: int) -> bool:
    """Whether the sentence says that the firm is the one that was left."""
    start = firm.candidate.first
    before = {_proclitic(doc, firm), fold(doc.tokens[start - 1].text) if start else ""}
    if _staff(doc, start - 1):
        return True
    if start > verb:
        return bool(before & words("from")) or start - 1 == verb
    return bool(before & (words("lost") | words("at")))


def _staff(doc: Document, index: int) -> bool:
    """Whether a word says what somebody works as."""
    if index < 0 or not doc.tokens[index].word:
        return False
    forms = (fold(doc.tokens[index].text), *(rest for _, rest in cuts_of(doc.tokens[index])))
    return any(form.startswith(stem) for stem in words("staff") for form in forms)


def _who(doc: Document, named: Sequence[Named], verb: int, target: int, first: int) -> str:
    """The words for somebody without a name, nearest to the verb; "" if there are none, or a name stands there."""
    after = next((i for i in range(verb + 1, target) if _staff(doc, i)), -1)
    before = next((i for i in range(verb - 1, first - 1, -1) if _staff(doc, i)), -1)
    start = after if after >= 0 else before
    if start < 0:
        return ""
    edges = range(min(start, verb) - _WHO, max(target, start))
    if any(one.kind == "person" and one.candidate.first in edges for one in named):
        return ""
    end = start + 1
    while end < len(doc.tokens) and end - start < _WHO and _describes(doc, start, end):
        end += 1
    return doc.text[doc.tokens[start].start : doc.tokens[end - 1].end]


def _describes(doc: Document, start: int, index: int) -> bool:
    """Whether a word still belongs to the phrase from ``start`` on: what is definite, and one word that is not."""
    token = doc.tokens[index]
    if not token.word or not doc.same_sentence(start, index) or doc.is_label(index, "stop", "speech", "cverb"):
        return False
    if token.script == "L":
        return False
    definite = any(form.startswith(_ARTICLE) for form in (token.key, *(rest for _, rest in cuts_of(token))))
    return definite or index == start + 1
