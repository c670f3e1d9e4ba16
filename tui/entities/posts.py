"""Who holds what post in which firm: "X, chief executive of Y", "Y's founder X", "its chairman, X"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from tui.entities.facts import Fact, Named
from tui.entities.normalise import words_of
from tui.entities.wording import Clause, Topic, Word, is_deputy, is_past

_FAR, _NEAR = 7, 4
_ADJACENT = frozenset({"ar", "fa", "ur", "tr"})
"""Languages that put a post right behind the name, without a comma."""
_POST_LAST = frozenset({"ur", "tr"})
_PART_FOLLOWS = frozenset({"ar", "he", "fa"})
"""Languages in which a post stands before what it is of."""
_AT = frozenset({"at", "\u0641\u064a", "\u0644\u062f\u064a", "bei", "chez", "\u062f\u0631"})
_SHARED = ("%", "odsto", "posto", "prozent", "percent")


def find_posts(clause: Clause, topic: Topic) -> Iterator[Fact]:
    """Facts from the nouns for posts; ``topic`` knows the firms named before."""
    before: tuple[Word, Named, Named] | None = None
    for word in clause.of_shape("noun", "other"):
        firm, end = _firm(clause, word, topic)
        person = _person(clause, word, end, firm)
        joined = before is not None and word.first - before[0].last <= _NEAR and _only_light(clause, before, word)
        if person is None and joined and before is not None:
            person = before[1]
            firm = firm or before[2]
        if person is None and word.its and firm is not None:
            person = _only(clause, "person", word.first)
        if person is not None and firm is None and word.shape == "noun":
            firm = _appointing(clause, person, word)
        if person is not None and firm is None and word.kind in _TELLING and _complete(clause, word):
            firm = topic.spoken_of(clause)
        if person is None or firm is None or person.id == firm.id:
            continue
        before = (word, person, firm)
        kind = _kind(clause, word, firm)
        if kind and (kind != "left" or any(one.id == firm.id for one in clause.named)):
            yield clause.fact(person, kind, firm, role=_said(clause, word, firm))


_HELD = frozenset({"ceo_of", "chair_of", "heads", "works_for", "-"})
"""Posts that somebody who had them has left; a late founder is one still."""
_TELLING = frozenset({"ceo_of", "chair_of", "founder_of"})


def _appointing(clause: Clause, person: Named, word: Word) -> Named | None:
    """The firm that appoints somebody: "C named P chief executive"."""
    if word.first - person.candidate.last > 2 or word.first < person.candidate.last:
        return None
    firm = clause.nearest(person.candidate.first, "company")
    verbs = [one.first for one in clause.of_shape("appoint") if one.first < person.candidate.first]
    near = firm is not None and person.candidate.first - firm.candidate.last <= _APPOINTED
    return firm if near and verbs else None


_APPOINTED = 14


def _only(clause: Clause, kind: str, end: int) -> Named | None:
    """The only one of a kind that the sentence names before a token."""
    fitting = [one for one in clause.named if one.kind == kind and one.candidate.last <= end]
    return fitting[0] if len({one.id for one in fitting}) == 1 else None


def _complete(clause: Clause, word: Word) -> bool:
    """Whether nothing completes a post: "X, the chief executive, said"; what it is of goes without saying."""
    if word.first > clause.first and clause.doc.tokens[word.first - 1].possessive:
        return False  # the parent company's chief executive
    owner = word.first - 2
    if clause.doc.language == "ur" and clause.is_class(owner + 1, "from"):
        # "the firm's chief", or that of something whose name was not seen
        return owner >= clause.first and owner not in clause.at and "company" in clause.doc.labels[owner]
    if word.last >= clause.last or word.last in clause.at:
        return True
    token = clause.doc.tokens[word.last]
    joined = clause.doc.language in ("en", "de", "fr") and token.key in ("and", "und", "et")
    return token.kind == "p" or (joined and clause.found[-1].shape == "noun")


def _said(clause: Clause, word: Word, firm: Named) -> str:
    """The words of the post, with the firm where it follows."""
    tokens = clause.doc.tokens
    near = word.last <= firm.candidate.first <= word.last + _NEAR
    end = firm.candidate.end if near else tokens[word.last - 1].end
    return " ".join(clause.doc.text[tokens[word.first].start : end].split())


def _kind(clause: Clause, word: Word, firm: Named) -> str:
    """The relation: the post's own, or only that somebody works there."""
    start = firm.candidate.first
    at = any(clause.doc.tokens[i].key in _AT for i in range(max(word.last, start - 3), start))
    tokens = clause.doc.tokens
    about = range(max(word.first - 2, clause.first), min(word.last + 2, clause.last))
    if word.kind != "founder_of" and is_past(
        clause.doc.language, (tokens[i].text for i in about if i not in clause.at)
    ):
        return "left" if word.kind in _HELD else ""
    if word.first > clause.first and is_deputy(clause.doc.language, [tokens[word.first - 1].text]):
        return "works_for"
    if word.shape == "other":
        return "works_for" if at else ""
    if word.kind == "heads" and clause.doc.language in _PART_FOLLOWS and not _of_all(clause, word):
        return ""
    return "works_for" if word.kind == "heads" and at and clause.doc.language == "ar" else word.kind


def _of_all(clause: Clause, word: Word) -> bool:
    """Whether nothing narrows a post: "manager of sales" heads nothing."""
    index = word.last
    if index >= clause.last or index in clause.at or clause.doc.tokens[index].kind == "p":
        return True
    return clause.doc.tokens[index].key in clause.words.classes["light"]


def _firm(clause: Clause, word: Word, topic: Topic) -> tuple[Named | None, int]:
    """The firm of a post and the token where its words end."""
    after = clause.reach(word.last, 1, _NEAR)
    tokens = clause.doc.tokens
    if clause.doc.language not in _POST_LAST and after is not None and after.kind == "company":
        between = range(word.last, after.candidate.first)
        if not any(tokens[i].key in _SHARED for i in between):
            return after, after.candidate.last
    if after is not None and after.kind not in ("company", "person") and after.candidate.first <= word.last + 2:
        return None, word.last  # of a body or a club
    glued = clause.at.get(word.first - 1)
    if glued is not None and glued.kind == "company" and (_owning(clause, word) or tokens[word.first].glue):
        return glued, word.last
    if clause.doc.language in _POST_LAST:
        one = clause.reach(word.first - 1, -1, 3)
        return (one if one is not None and one.kind == "company" else None), word.last
    if word.its or clause.is_class(word.first - 1, "whose") or clause.is_class(word.first - 2, "whose"):
        return _whose(clause, word) or topic.its(clause), word.last
    end = _of_the_firm(clause, word)
    if end:
        return topic.the_firm(clause, end - 1), end
    return None, word.last


def _whose(clause: Clause, word: Word) -> Named | None:
    """The firm of the sentence that a pronoun stands for: its subject in Arabic and Hebrew, elsewhere the last."""
    if clause.doc.language in ("ar", "he"):
        return next((one for one in clause.named if one.kind == "company" and one.candidate.last <= word.first), None)
    return clause.nearest(word.first, "company")


def _owning(clause: Clause, word: Word) -> bool:
    """Whether a firm right before a post is whose post it is: "Y's founder", "Y founder", "Y کے بانی"."""
    return clause.doc.language in ("en", "tr")


_DEFINITE = re.compile("[\u0628\u0644]?\u0627\u0644|\u0644\u0644")
_PERSIAN_FIRM = words_of(
    "\u0634\u0631\u0643\u062a \u0647\u0644\u062f\u064a\u0646\u06af \u06af\u0631\u0648\u0647 "
    "\u0627\u0633\u062a\u0627\u0631\u062a\u0627\u067e"
)


def _of_the_firm(clause: Clause, word: Word) -> int:
    """The end of "of the firm" after a post, without its name; 0 if it does not follow."""
    tokens = clause.doc.tokens
    for index in range(word.last, min(word.last + 4, clause.last)):
        if index in clause.at or tokens[index].kind == "p":
            return 0
        labels = clause.doc.labels[index]
        if clause.doc.language == "fa" and "company" in labels and tokens[index].key not in _PERSIAN_FIRM:
            return 0  # the owner of the bureau: of which one is not said
        if clause.doc.language == "ar" and not _DEFINITE.match(tokens[index].key):
            return 0  # of some farms, whose name follows
        if "company" in labels and (clause.doc.language == "de" or not tokens[index].capital):
            named = index + 1 < clause.last and (
                tokens[index + 1].capital or tokens[index + 1].text in "\u00ab\u201e\u201c"
            )
            return 0 if named else index + 1
        if not clause.light(index) and not tokens[index].key.startswith("\u0627\u0644"):
            return 0
    return 0


def _person(clause: Clause, word: Word, end: int, firm: Named | None) -> Named | None:
    """Who holds the post: before it after a comma, right behind it, or behind a copula."""
    first = word.first
    glued = clause.at.get(first - 1)
    if glued is not None and firm is not None and glued.id == firm.id:
        first = glued.candidate.first
    before = clause.reach(first - 1, -1, _FAR, commas=2)
    if before is not None and before.kind == "person" and _apposed(clause, before, first):
        return before
    after = clause.reach(end, 1, _NEAR, commas=1)
    if after is not None and after.kind == "person":
        return after
    return None


def _apposed(clause: Clause, person: Named, first: int) -> bool:
    """Whether the words between a person and a post make it that person's."""
    between = range(person.candidate.last, first)
    marks = [i for i in between if clause.doc.tokens[i].kind == "p"]
    if not between:
        named = any(one.first < person.candidate.first for one in clause.of_shape("appoint"))
        return clause.doc.language in _ADJACENT or named
    if marks and marks[0] == person.candidate.last:
        return True
    if clause.doc.language in _ADJACENT and clause.doc.language != "ur" and not marks:
        return all(clause.light(i) for i in between)
    if clause.doc.tokens[person.candidate.last].key in _COPULAS:
        return True
    appointed = any(one.first < person.candidate.first for one in clause.of_shape("appoint"))
    return appointed and all(clause.doc.tokens[i].key in _AS for i in between)


_AS = words_of("as its za zum zur au poste de")
_COPULAS = words_of(
    "is was je ist war est becomes became wird wurde a postaje postao postala has will "
    "\u05de\u05d5\u05e0\u05ea\u05d4 \u05de\u05d5\u05e0\u05d4 \u05e0\u05d1\u05d7\u05e8 "
    "\u05e0\u05d1\u05d7\u05e8\u05d4 \u05de\u05db\u05d4\u05df \u05de\u05db\u05d4\u05e0\u05ea \u0647\u0648 "
    "\u0647\u064a \u05d4\u05d5\u05d0 \u05d4\u05d9\u05d0"
)


def _only_light(clause: Clause, before: tuple[Word, Named, Named], word: Word) -> bool:
    """Whether one post is joined to the one before: "founder of X and its chief executive"."""
    start = max(before[0].last, before[2].candidate.last) if before[2].candidate.last <= word.first else before[0].last
    return all(i in clause.at or clause.light(i) for i in range(start, word.first))
