"""The one or two sentences that say most about each entity, at sentence bounds, not shared where another serves."""

from __future__ import annotations

from collections import Counter
from typing import NamedTuple

from tui.entities.document import FOOTER, LEAD, TITLE, Document
from tui.entities.facts import Fact
from tui.entities.groups import Group
from tui.entities.normalise import words_of
from tui.entities.tokens import Span

Range = tuple[int, int]
_SERVES, _YIELD = 1.0, 3.5
"""The least score of a sentence that says something, and how much better one must be to be on two cards."""
_PRONOUNS = words_of(
    "he she it they this that these however but \u0648\u0647\u0648 \u0648\u0647\u064a \u0647\u0648 "
    "\u0647\u064a \u0627\u0648 on ona oni ovo to "
    "\u0628\u0639\u0628\u0627\u0631\u0647 \u0648\u0645\u0639 \u0643\u0630\u0644\u0643 \u05d4\u05d5\u05d0 "
    "\u05d4\u05d9\u05d0"
)


class _Sentence(NamedTuple):
    """What the choice asks of a sentence, whoever it is about."""

    words: int
    region: str
    number: bool
    pronoun: bool


def _look(doc: Document, span: Span) -> _Sentence:
    tokens = doc.tokens[span.first : span.last]
    words = len([token for token in tokens if token.word])
    number = "n" in [token.kind for token in tokens]
    return _Sentence(words, doc.region(span.start), number, tokens[0].key in _PRONOUNS)


def _scores(
    doc: Document, group: Group, facts: list[Fact], crowd: dict[int, int], looks: dict[int, _Sentence]
) -> dict[int, float]:
    scores: dict[int, float] = {}
    related = {fact.sentence for fact in facts}
    for candidate in group.candidates:
        number = doc.tokens[candidate.first].sentence
        if number in scores:
            continue
        span = doc.sentences[number]
        if number not in looks:
            looks[number] = _look(doc, span)
        words, region, numbers, pronoun = looks[number]
        score = 3.0 * (candidate.role is not None) + 2.5 * ((span.start, span.end) in related)
        score += 1.5 * (region in (LEAD,)) - 1.0 * (region == TITLE) - 3.0 * (region == FOOTER)
        score += 1.0 * numbers
        score += 1.0 * (candidate.first - span.first <= 3) + 0.5 * (12 <= words <= 40)
        score -= 0.4 * (crowd.get(number, 1) - 1) + 1.5 * pronoun
        score -= 2.0 * (words < 5)
        scores[number] = score
    return scores


def choose(doc: Document, groups: list[Group], facts: list[list[Fact]], badges: list[str]) -> list[list[Range]]:
    """For each group (in order of salience) up to two sentence ranges, best first."""
    crowd: dict[int, int] = {}
    for group in groups:
        for number in {doc.tokens[c.first].sentence for c in group.candidates}:
            crowd[number] = crowd.get(number, 0) + 1
    used: set[int] = set()
    chosen: list[list[Range]] = []
    looks: dict[int, _Sentence] = {}
    every = [_scores(doc, group, own, crowd, looks) for group, own in zip(groups, facts, strict=True)]
    only = Counter(
        next(iter(scores))
        for scores, group in zip(every, groups, strict=True)
        if len(scores) == 1 and group.kind in ("company", "person")
    )
    for group, scores, badge in zip(groups, every, badges, strict=True):
        free = [n for n in scores if n not in used]
        order = sorted(free or scores, key=lambda n: (-scores[n], n))
        others = [n for n in order if not only[n]] if len(scores) > 1 else []
        if others and scores[others[0]] >= max(scores[order[0]] - _YIELD, _SERVES):
            order = others  # what is the only sentence of another card is left to that one
        picked = order[:1]
        shown = group.kind in ("company", "person")
        if picked and shown and not badge and len(order) > 1 and scores[order[1]] >= 2.0 and order[1] not in used:
            picked.append(order[1])
        if shown:
            used.update(picked)
        chosen.append([(doc.sentences[n].start, doc.sentences[n].end) for n in picked])
    return chosen
