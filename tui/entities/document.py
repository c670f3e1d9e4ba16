"""A text made ready: tokens, sentences, labels, regions; and the candidates found in it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Set
from dataclasses import dataclass, field
from itertools import chain

from tui.entities.foreign import Foreign, foreign
from tui.entities.lexicon import GivenNames, Lexicon, given_names_in, lexicon
from tui.entities.normalise import root
from tui.entities.rules import Found, Rules, cut_start, cuts_of, label, rules_for
from tui.entities.tokens import Span, Token, is_closer, is_opener, split_sentences, tokeniser
from tui.model import EntityKind

_SON_OF = frozenset(("\u0628\u0646", "\u0627\u0628\u0646", "\u0628\u0646\u062a"))
_NOUNS_FIRST = frozenset(("he", "fa", "ur"))
"""Languages in which a word that is a trade or the head of a body is that, though somebody may be called so."""
_ON = "\u0639\u0644\u064a"
_VERY_FOREIGN = 2.0
_HEBREW_AND = "\u05d5"
_LEE = "\u0644\u064a"
"""Lee, and *to me*."""
_NUNATION = re.compile("[\u064b-\u064d]")
"""The endings -un, -an, -in, which no name takes in the news."""
_LEAST_CUT, _THAT = 4, "\u05e9"
_NAMELY = frozenset(("wordname", "family"))
TITLE, LEAD, BODY, BYLINE, FOOTER, LIST, CAPTION = "title", "lead", "body", "byline", "footer", "list", "caption"


ENOUGH = {"person": 0.5, "company": 0.42}
"""From which chance on a judged candidate is a card.

F1 is best where one is shown from half of its own value on; of people, precision counts more.
"""
_ENOUGH = 0.5
ENOUGH_ALONE = 0.6
"""The same for what no rule saw."""
TAGGED = "tagged"
"""The kind of evidence of what no rule saw."""


@dataclass(slots=True)
class Candidate:
    """A possible mention: tokens ``first:last`` and characters ``start:end`` (proclitics left out).

    ``evidence`` maps a kind of evidence to its weight; ``known`` is a lexicon id;
    ``role`` the characters of a title or apposition about it.
    """

    first: int
    last: int
    start: int
    end: int
    kind: EntityKind
    evidence: dict[str, float] = field(default_factory=dict)
    known: str = ""
    role: tuple[int, int] | None = None
    employer: str = ""
    group: int = -1
    chance: float | None = None
    """How likely it is right, once it was judged; the evidence tells no more then."""

    @property
    def p(self) -> float:
        """The chance, or before it is known the noisy-or of the evidence."""
        if self.chance is not None:
            return self.chance
        rest = 1.0
        for weight in self.evidence.values():
            rest *= 1.0 - weight
        return 1.0 - rest

    @property
    def sure(self) -> bool:
        """Enough for a card: chance enough; before it is known two kinds of evidence, or one strong one."""
        if self.chance is not None:
            alone = TAGGED in self.evidence and len(self.evidence) == 1
            return self.chance >= (ENOUGH_ALONE if alone else ENOUGH.get(self.kind, _ENOUGH))
        return self.p >= 0.7 and (len(self.evidence) > 1 or self.p >= 0.85)


@dataclass(slots=True)
class Document:
    """Everything the finders read.  ``regions`` are (start offset, name), ascending."""

    text: str
    language: str
    tokens: list[Token]
    sentences: list[Span]
    labels: list[Found]
    rules: Rules
    lexicon: Lexicon
    given: GivenNames
    regions: list[tuple[int, str]]
    lower: frozenset[str]
    cyrillic: bool
    letters: Foreign
    proper: list[bool] = field(default_factory=list)
    """For each token whether it is hardly a word of the language; filled by who asks first."""
    _places: dict[str, list[int]] = field(default_factory=dict)
    _begins: dict[str, list[int]] = field(default_factory=dict)
    _marks: list[int] | None = None
    _region_starts: list[int] = field(default_factory=list)

    def places_of(self, word_key: str) -> list[int]:
        """The indexes of the words with this key (in Serbian: in any case)."""
        return self._by_word().get(word_key, [])

    def places_of_any(self, word_keys: Set[str]) -> list[int]:
        """The indexes, in order, of the words with one of these keys (in Serbian: in any case)."""
        places = self._by_word()
        fewer = word_keys if len(word_keys) < len(places) else [key for key in places if key in word_keys]
        return _merged(places, fewer)

    def _by_word(self) -> dict[str, list[int]]:
        if not self._places:
            places, serbian = self._places, self.language == "sr"
            for index, token in enumerate(self.tokens):
                if token.word:
                    word = root(token.key) if serbian else token.key
                    if word in places:
                        places[word].append(index)
                    else:
                        places[word] = [index]
        return self._places

    def having(self, *names: str) -> list[int]:
        """The indexes, in order, at which a phrase with one of the labels begins."""
        begins = self._begins
        if not begins:
            begins[""] = []
            for index, found in enumerate(self.labels):
                for name in found:
                    if name in begins:
                        begins[name].append(index)
                    else:
                        begins[name] = [index]
        return _merged(begins, names)

    def marks(self, texts: frozenset[str]) -> list[int]:
        """The indexes, in order, of the marks that are one of these."""
        if self._marks is None:
            self._marks = [index for index, token in enumerate(self.tokens) if token.kind == "p"]
        return [index for index in self._marks if self.tokens[index].text in texts]

    def region(self, offset: int) -> str:
        """The region that holds a character."""
        if len(self._region_starts) != len(self.regions):
            self._region_starts = [start for start, _ in self.regions]
        index = bisect_right(self._region_starts, offset) - 1
        return self.regions[max(index, 0)][1] if self.regions else BODY

    def is_label(self, index: int, *names: str) -> bool:
        """Whether a phrase with one of the labels begins at token ``index``."""
        if not 0 <= index < len(self.tokens):
            return False
        found = self.labels[index]
        return bool(found) and not found.keys().isdisjoint(names)

    def gap(self, index: int) -> str:
        """The characters between token ``index - 1`` and ``index``."""
        return self.text[self.tokens[index - 1].end : self.tokens[index].start] if index else ""

    def mark(self, index: int) -> str:
        """The text of token ``index`` if it is a mark, else "" (also outside the text)."""
        tokens = self.tokens
        if 0 <= index < len(tokens):
            token = tokens[index]
            if token.kind == "p":
                return token.text
        return ""

    def same_sentence(self, one: int, other: int) -> bool:
        """Whether two tokens exist and stand in one sentence."""
        tokens = self.tokens
        last = len(tokens) - 1
        return 0 <= one <= last and 0 <= other <= last and tokens[one].sentence == tokens[other].sentence

    def foreign(self, index: int) -> float:
        """The log odds that a word is a foreign name, by its letters."""
        return self.letters.score(self.tokens[index].key)

    def given_gender(self, word_key: str) -> str:
        """m, f or x for a given name's key, else ""."""
        return self.given.gender.get(word_key, "")

    def is_given(self, index: int) -> bool:
        """Whether the whole token is a given name and not rather a function word that is spelled like one."""
        if not 0 <= index < len(self.tokens) or self.tokens[index].key not in self.given.gender:
            return False
        token = self.tokens[index]
        if _NUNATION.search(token.text) or self._with_pronoun(token):
            return False
        if self.language in _NOUNS_FIRST and self.is_label(index, "role", "org", "product", "speech"):
            return False
        if "stop" not in self.labels[index]:
            return True
        if token.key == _ON and not self._named_ali(index):
            return False
        if token.key == _ON and token.text.endswith("\u064a") and self._listed(index + 1):
            return True
        if token.key == _LEE:
            return self._foreign_beside(index)
        if self.is_label(index - 1, "honorific", "role", "byline") or self._after_title(index):
            return True
        if token.text.endswith("\u064a") and "\u0641\u0649 " not in self.text and self._listed(index - 1):
            return True
        # The preposition "on" has the key of the name Ali; a writer who dots the name's yeh tells them apart.
        return self.region(token.start) == BYLINE or (
            token.text.endswith("\u064a") and "\u0639\u0644\u0649 " in self.text
        )

    def _after_title(self, index: int) -> bool:
        """Whether a title of several words ends right before."""
        return any(
            index in (found.get("role"), found.get("honorific")) for found in self.labels[max(index - 3, 0) : index]
        )

    def _foreign_beside(self, index: int) -> bool:
        """Whether a foreign word that is no given name here stands after a word, or one that looks so before it."""
        after, before = index + 1, index - 1
        if after < len(self.tokens) and self.foreign(after) >= _VERY_FOREIGN and not self._listed(after):
            return True
        return before >= 0 and self.foreign(before) >= 1 and not self.labels[before].keys() - {"derived"}

    def _with_pronoun(self, token: Token) -> bool:
        """Whether what looks like a woman's name is a noun with *his*, without dots: his star, Najma."""
        return (
            self.language == "ar"
            and len(token.key) > 3
            and token.text.endswith(("\u0647", "\u064a"))
            and self.given.gender.get(token.key) == "f"
            and bool(self.rules.words.kind(token.key[:-1]))
        )

    def _named_ali(self, index: int) -> bool:
        """Whether *on*, which many write like Ali, has a name beside it: a given name, or a family name's form."""
        before, after = index - 1, index + 1
        if self.tokens[index].text.endswith("\u0649"):
            return self._listed(before) or (self._listed(after) and self.is_label(before, "honorific"))
        if self.is_label(before, "honorific", "byline") or self._listed(before) or self._listed(after):
            return True
        if after < len(self.tokens) and self.tokens[after].key in _SON_OF:
            return True
        # "Ali al-Hakim" after a title, but "on the table" after any other word.
        return self.is_label(before, "role") and self.tokens[index].text.endswith("\u064a")

    def _listed(self, index: int) -> bool:
        return 0 <= index < len(self.tokens) and self.tokens[index].key in self.given.gender and index != -1

    def bare(self, index: int, letters: int = 0) -> int:
        """The start offset of a token without ``letters`` of proclitic."""
        return cut_start(self.text, self.tokens[index], letters)

    def small(self, index: int) -> bool:
        """Whether a whole token is a small word of the language: without its first letter it is no name."""
        return self.tokens[index].key in self.rules.small

    def given_cut(self, index: int) -> int:
        """Proclitic letters to take off so that a given name is left; -1 if none is there."""
        token = self.tokens[index]
        if not token.type.given:
            return -1
        if token.key in self.given.gender:
            return 0 if self.is_given(index) else -1
        if not self.rules.proclitics or self.small(index):
            return -1
        if token.script == "H":
            # "and Idan Shhori", though the word may be "and an age"
            conjoined = token.key[0] == _HEBREW_AND and self.is_label(index + 1, "family")
            if conjoined and token.key[1:] in self.given.gender:
                return 1
            if token.key in self.rules.phrases or self.labels[index].keys() - _NAMELY:
                return -1
        for count, rest in cuts_of(token):
            if token.script == "H" and len(rest) < _LEAST_CUT and token.key[:1] == _THAT:
                continue  # Shraga is no "that Raga"
            if (
                len(rest) >= 3
                and rest in self.given.gender
                and rest not in self.given.short
                and (rest != _ON or self._listed(index + 1))
            ):
                return count
        return -1

    def quoted(self, index: int) -> int:
        """If token ``index`` opens a quotation of at most five words, the index of its closing mark, else -1."""
        if not 0 <= index < len(self.tokens):
            return -1
        opening = self.tokens[index]
        if opening.kind != "p" or opening.text == "(" or not is_opener(opening.text):
            return -1
        for end in range(index + 2, min(index + 8, len(self.tokens))):
            if not self.same_sentence(index, end) and not self.same_sentence(index, end - 1):
                return -1
            if is_closer(self.mark(end)):
                return end if self.mark(end) != ")" else -1
            if self.mark(end) and self.mark(end) not in "&.-":
                return -1
        return -1


def _may_be_given(token: Token, given: GivenNames) -> bool:
    """Whether :meth:`Document.given_cut` can find a given name in a word, by its form."""
    gender = given.gender
    if token.key in gender or (token.script == "H" and token.key[1:] in gender):
        return True
    return any(rest in gender for rest in token.type.rests)


def _merged(places: dict[str, list[int]], names: Iterable[str]) -> list[int]:
    """The indexes that some names have, in order, each once."""
    found = [places[name] for name in names if name in places]
    return sorted({*chain(*found)}) if len(found) > 1 else found[0] if found else []


def read(text: str, language: str, regions: list[tuple[int, str]]) -> Document:
    """Tokens, sentences and labels of a text."""
    tokens, lines = tokeniser(language).read(text)
    sentences = split_sentences(text, tokens, lines)
    rules, given = rules_for(language), given_names_in(language)
    for token in tokens:
        if token.type.given is None:
            token.type.given = _may_be_given(token, given)
    cyrillic = language in ("sr", "bs", "hr", "ru") or any(token.script == "C" for token in tokens)
    lower = frozenset(token.key for token in tokens if token.type.lower)
    return Document(
        text,
        language,
        tokens,
        sentences,
        label(tokens, rules),
        rules,
        lexicon(),
        given,
        regions,
        lower,
        cyrillic,
        foreign(language),
    )
