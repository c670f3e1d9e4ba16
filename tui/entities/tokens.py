"""Words, numbers and marks with their offsets, and the sentences they make.

A hyphen, maqaf or ZWNJ between two letters is no token: the second word carries
it as ``glue``, so that a name is found alike with a blank, a hyphen or a ZWNJ.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from itertools import pairwise
from typing import NamedTuple

from tui.entities.normalise import arabic_cuts, hebrew_cuts, key, words_of

_LETTER = r"[^\W\d_]"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u06d6-\u06ed"
_BODY = rf"(?:[^\W_]*(?:[{_MARKS}]+[^\W_]*)*)"
"""Letters, digits and marks, so written that most words are one run of one class."""
_ADDRESS = r"(?P<u>\S+@\S+\.\S+|https?://\S+|www\.\S+)|"
_WORDS = rf"""
      (?P<a>(?<!\w)(?:{_LETTER}\.){{2,}}{_LETTER}?(?!\w)|(?<!\w){_LETTER}(?:\.{_LETTER})+(?![\w]))
    | (?P<w>[A-Za-z][A-Za-z0-9]++\.(?:com|net|org|ai|io)(?!\w)
        |{_LETTER}{_BODY}(?:(?:['\u2019\u02bc\u05f3](?={_LETTER})|(?<=[\u05d0-\u05ea])["\u05f4](?=[\u05d0-\u05ea])){_BODY})*(?:(?<=[\u05d2\u05d3\u05d6\u05d8\u05d7\u05e5\u05e6\u05ea])['\u05f3](?![\w'"\u05f4]))?)
    | (?P<n>\d+(?:[.,:/\u066b\u066c]\d+)*)
    | (?P<p>\S)
    """
_TOKEN = re.compile(_WORDS, re.VERBOSE)
_TOKEN_OR_ADDRESS = re.compile(_ADDRESS + _WORDS, re.VERBOSE)
"""To look for an address at every word takes time, and few texts have any."""
_IN_ADDRESSES = ("@", "://", "www.")
_ELIDED = re.compile("([dlnsjmtc]|[Qq]u|lorsqu|puisqu|jusqu|[DLNSJMTC](?=.[^\\W\\d_A-Z\u00c0-\u00de]))['\u2019](?=\\w)")
"""French words that lose their vowel before another: d'Anne, qu'Yves; not those that begin a name, as L'Or\u00e9al."""
_CASES = words_of("a u e om ov ova ovu ovo ove ovi ovog ovom ovoj ovim \u0430 \u0443 \u0435 \u043e\u043c \u043e\u0432")
_GLUE = frozenset("-\u2010\u2011\u05be\u200c")
_ENDS = frozenset(".!?\u061f\u2026\u06d4\u203d")
_CASED = frozenset("LC")
ZWNJ = "\u200c"
_UNSEEN = frozenset("\u0640\u200c\u200d\u200e\u200f")
"""The stroke that lengthens letters, joiners and direction marks, where they stand alone."""
_CLOSERS = frozenset("\"'\u201d\u2019\u00bb\u201c)]\u203a")
OPENERS = frozenset("\"'\u201c\u2018\u00ab\u201e([\u2039")
_ABBREVIATIONS = words_of(
    "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt gov sen rep vs no nr g gdja inz mag ing dipl bzw "
    "ca mme mlle m "
    "\u062f \u0645 \u0623 \u0627 op cit al etc pp vol fig approx"
)


class WordType:
    """What the form of a word, number or mark says in one language, wherever it stands; tokens of one form share it.

    ``text`` and ``key`` are the form and how it is matched; ``kind`` is that of
    :class:`Token`.  ``lower`` is true for Latin and Cyrillic words in small
    letters.  ``cuts`` are the ways to take proclitics off: (letters, what is left),
    and ``rests`` what is left.  What follows those is None until the room that knows it is asked the first time.
    """

    __slots__ = (
        "begins",
        "begins_cyrillic",
        "capital",
        "cuts",
        "given",
        "key",
        "kind",
        "lower",
        "possessive",
        "proper",
        "reading",
        "rests",
        "script",
        "stated",
        "text",
        "word",
    )

    def __init__(self, text: str, key: str, kind: str, script: str = "", *, possessive: bool = False) -> None:
        self.text, self.key, self.kind, self.script, self.possessive = text, key, kind, script, possessive
        self.word = kind in "wa"
        self.capital = script in _CASED and (text[0].isupper() or text[1:2].isupper())
        self.lower = script in _CASED and text.islower()
        self.cuts = arabic_cuts(key) if script == "A" else hebrew_cuts(key) if script == "H" else ()
        self.rests = tuple([rest for _, rest in self.cuts])
        self.given: bool | None = None
        """Whether it is a given name that is listed, or may be one with a proclitic."""
        self.proper: bool | None = None
        """Whether it is hardly a word of the language, if it begins no phrase."""
        self.begins: bool | None = None
        self.begins_cyrillic: bool | None = None
        """Whether a name of the lexicon may begin with it, and whether one may in a text that has Cyrillic words."""
        self.reading: tuple[tuple[str, ...], frozenset[str]] | None = None
        """The labels of the word if it begins no longer phrase, and the keys with which one would go on."""
        self.stated: tuple[tuple[str, tuple[str, ...], str, str], ...] | None = None
        """The phrases for relations that may begin with it: (the key, further keys, shape, kind)."""


class Token:
    """One word (w), abbreviation (a), number (n), address (u) or mark (p); ``start:end`` in the whole text.

    ``script`` is A, H, L, C or "" ; ``glue`` the joint to the word before;
    ``possessive`` a taken-off 's or Turkish suffix.  ``sentence`` counts from 0.
    ``word`` is true for words and abbreviations, ``capital`` if the word starts
    with a capital letter (Latin and Cyrillic only) or is like iPhone.
    """

    __slots__ = (
        "capital",
        "end",
        "first",
        "glue",
        "key",
        "kind",
        "possessive",
        "script",
        "sentence",
        "start",
        "text",
        "type",
        "word",
    )

    def __init__(self, type: WordType, start: int, end: int, glue: str) -> None:
        self.type, self.start, self.end, self.glue = type, start, end, glue
        # Copied, for the rules ask for them more often than for anything else.
        self.text, self.key, self.kind, self.script = type.text, type.key, type.kind, type.script
        self.possessive, self.word, self.capital = type.possessive, type.word, type.capital
        self.sentence = 0
        self.first = False


class Span(NamedTuple):
    """A sentence: character range and token range."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int


@cache
def _script(letter: str) -> str:
    code = ord(letter)
    if code < 0x250 or 0x1E00 <= code < 0x2000:
        return "L"
    if code < 0x530:
        return "C" if code >= 0x400 else ""
    if 0x590 <= code < 0x600 or 0xFB1D <= code < 0xFB50:
        return "H"
    if 0x600 <= code < 0x780 or 0xFB50 <= code < 0xFE00 or 0xFE70 <= code < 0xFF00:
        return "A"
    return ""


Piece = tuple[WordType, int, int, str]
"""A token of a chunk: its form, where it begins and ends in the chunk, and the joint to the word before."""
_MANY_FORMS, _LONG_CHUNK = 10_000, 40
"""How many forms are remembered of a language, and the longest chunk that is: what is longer hardly comes again."""


class Tokeniser:
    """Cuts texts of one language into tokens.

    No token spans white space, so a text is cut chunk by chunk, and the chunks
    that come again in article after article are remembered: those of late, and
    those before that until they are looked for no more.
    """

    def __init__(self, language: str) -> None:
        self._language = language
        self._chunks: dict[str, tuple[Piece, ...]] = {}
        self._older_chunks: dict[str, tuple[Piece, ...]] = {}
        self._types: dict[tuple[str, str, bool], WordType] = {}
        self._older_types: dict[tuple[str, str, bool], WordType] = {}

    def read(self, text: str) -> tuple[list[Token], list[int]]:
        """All tokens of a text in order, with offsets in it; and the indexes of those that begin a line."""
        if max(len(self._chunks), len(self._types)) > _MANY_FORMS:
            self._older_chunks, self._older_types = self._chunks, self._types
            self._chunks, self._types = {}, {}
        chunks = self._chunks
        tokens: list[Token] = []
        lines: list[int] = []
        position = 0
        for line in text.split("\n"):
            begin = len(tokens)
            for chunk in line.split():
                position = text.index(chunk, position)
                for type, start, end, glue in chunks.get(chunk) or self._pieces(chunk):
                    tokens.append(Token(type, position + start, position + end, glue))
                position += len(chunk)
            if len(tokens) > begin:
                lines.append(begin)
        return tokens, lines

    def _pieces(self, chunk: str) -> tuple[Piece, ...]:
        pieces = self._older_chunks.get(chunk) or tuple(self._cut(chunk))
        if len(chunk) <= _LONG_CHUNK:
            self._chunks[chunk] = pieces
        return pieces

    def _cut(self, chunk: str) -> list[Piece]:
        pieces: list[Piece] = []
        joint = ""
        pattern = _TOKEN_OR_ADDRESS if any(mark in chunk for mark in _IN_ADDRESSES) else _TOKEN
        for match in pattern.finditer(chunk):
            kind = match.lastgroup or "p"
            start, end = match.span()
            raw = match.group()
            if kind == "p":
                if raw in _GLUE and chunk[start - 1 : start].isalnum() and chunk[end : end + 1].isalnum():
                    joint = raw
                elif raw not in _UNSEEN:
                    pieces.append((self._type(raw, "p"), start, end, ""))
                    joint = ""
                continue
            if joint and self._language == "sr" and raw in _CASES and pieces and pieces[-1][0].text.isupper():
                type, first, _, glue = pieces[-1]
                pieces[-1] = type, first, end, glue  # the case of an acronym: NIS-a, NIS-u
            else:
                elided = _ELIDED.match(raw) if self._language == "fr" and kind == "w" else None
                if elided is not None:
                    cut = start + elided.end()
                    small = self._type(elided[0], "w")
                    small.capital = False  # whatever it begins
                    pieces.append((small, start, cut, joint))
                    raw, start, joint = raw[elided.end() :], cut, ""
                stem = self._without_suffix(raw) if kind == "w" else raw
                type = self._type(stem, kind, possessive=stem != raw)
                if type.key or not type.word:  # else a stroke that lengthens letters, alone
                    pieces.append((type, start, end - (len(raw) - len(stem)), joint))
            joint = ""
        return pieces

    def _without_suffix(self, word: str) -> str:
        """A Latin word without its 's, and in Turkish a name without what stands behind the apostrophe."""
        for mark in ("'", "\u2019") if _script(word[0]) == "L" else ():
            cut = word.rfind(mark)
            if cut > 0 and (word[cut + 1 :] in ("s", "S") or (self._language == "tr" and word[0].isupper())):
                return word[:cut]
        return word

    def _type(self, text: str, kind: str, *, possessive: bool = False) -> WordType:
        form = text, kind, possessive
        type = self._types.get(form)
        if type is None:
            type = self._older_types.get(form)
        if type is None:
            script = _script(text[0]) if kind in "wa" else ""
            type = WordType(text, text if kind == "p" else key(text), kind, script, possessive=possessive)
        if len(text) <= _LONG_CHUNK:
            self._types[form] = type
        return type


@lru_cache(maxsize=16)
def tokeniser(language: str) -> Tokeniser:
    """The tokeniser of a language."""
    return Tokeniser(language)


def _ends_sentence(text: str, tokens: list[Token], index: int) -> bool:
    """Whether the mark at ``index`` closes a sentence."""
    token = tokens[index]
    if token.text not in _ENDS:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is None:
        return True
    gap = text[token.end : after.start]
    if not gap and after.text not in _CLOSERS and after.text not in _ENDS:
        return False
    if token.text == "." and index:
        before = tokens[index - 1]
        if before.key in _ABBREVIATIONS and before.end == token.start:
            return False
        if len(before.text) == 1 and before.word and before.text.isupper():
            return False
        if before.kind == "n" and after.script in "LC" and after.script and not after.text[0].isupper():
            return False
        if after.script in "LC" and after.script and after.text[0].islower():
            return False
    return True


def split_sentences(text: str, tokens: list[Token], lines: list[int]) -> list[Span]:
    """Sentences in order; a line always ends one.  Numbers the tokens' ``sentence`` and marks ``first``.

    ``lines`` are the indexes of the tokens that begin a line.
    """
    spans: list[Span] = []
    ends = [index for index, token in enumerate(tokens) if token.text in _ENDS]
    closed = 0  # the marks before this one are done with
    for paragraph, (begin, stop) in enumerate(pairwise([*lines, len(tokens)])):
        while begin < stop:
            last = stop - 1
            while closed < len(ends) and ends[closed] < last:
                index = ends[closed]
                closed += 1
                if index >= begin and _ends_sentence(text, tokens, index):
                    last = _closers(tokens, index, last)
                    break
            _number(tokens, begin, last + 1, len(spans))
            spans.append(Span(tokens[begin].start, tokens[last].end, begin, last + 1, paragraph))
            begin = last + 1
    return spans


def _closers(tokens: list[Token], index: int, last: int) -> int:
    """The last of the marks that close a sentence together with the one at ``index``, with no gap between."""
    while index < last:
        after = tokens[index + 1]
        if (after.text not in _CLOSERS and after.text not in _ENDS) or tokens[index].end != after.start:
            break
        index += 1
    return index


def _number(tokens: list[Token], begin: int, end: int, number: int) -> None:
    fresh = True
    for token in tokens[begin:end]:
        token.sentence = number
        if fresh and token.word:
            token.first, fresh = True, False


def is_opener(mark: str) -> bool:
    """True for a mark that can open a quotation or bracket."""
    return mark in OPENERS


def is_closer(mark: str) -> bool:
    """True for a mark that can close a quotation or bracket."""
    return mark in _CLOSERS
