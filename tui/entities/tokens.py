"""Words, numbers and marks with their offsets, and the sentences they make.

A hyphen, maqaf or ZWNJ between two letters is no token: the second word carries
it as ``glue``, so that a name is found alike with a blank, a hyphen or a ZWNJ.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tui.entities.normalise import key, words_of

_LETTER = r"[^\W\d_]"
_MARKS = "\u0300-\u036f\u064b-\u065f\u0670\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u06d6-\u06ed"
_BODY = rf"(?:{_LETTER}|[{_MARKS}]|\d)"
_ADDRESS = r"(?P<u>\S+@\S+\.\S+|https?://\S+|www\.\S+)|"
_WORDS = rf"""
      (?P<a>(?<!\w)(?:{_LETTER}\.){{2,}}{_LETTER}?(?!\w)|(?<!\w){_LETTER}(?:\.{_LETTER})+(?![\w]))
    | (?P<w>[A-Za-z][A-Za-z0-9]+\.(?:com|net|org|ai|io)(?!\w)
        |{_LETTER}{_BODY}*(?:(?:['\u2019\u02bc\u05f3](?={_LETTER})|(?<=[\u05d0-\u05ea])["\u05f4](?=[\u05d0-\u05ea])){_BODY}+)*(?:(?<=[\u05d2\u05d3\u05d6\u05d8\u05d7\u05e5\u05e6\u05ea])['\u05f3](?![\w'"\u05f4]))?)
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
_CLOSERS = frozenset("\"'\u201d\u2019\u00bb\u201c)]\u203a")
_OPENERS = frozenset("\"'\u201c\u2018\u00ab\u201e([\u2039")
_ABBREVIATIONS = words_of(
    "mr mrs ms dr prof st sr jr rev hon gen col capt lt sgt gov sen rep vs no nr g gdja inz mag ing dipl bzw "
    "ca mme mlle m "
    "\u062f \u0645 \u0623 \u0627 op cit al etc pp vol fig approx"
)


@dataclass(slots=True)
class Token:
    """One word (w), abbreviation (a), number (n), address (u) or mark (p); ``start:end`` in the whole text.

    ``script`` is A, H, L, C or "" ; ``glue`` the joint to the word before;
    ``possessive`` a taken-off 's or Turkish suffix.  ``sentence`` counts from 0.
    ``word`` is true for words and abbreviations, ``capital`` if the word starts
    with a capital letter (Latin and Cyrillic only) or is like iPhone.
    """

    start: int
    end: int
    text: str
    key: str
    kind: str
    script: str = ""
    glue: str = ""
    possessive: bool = False
    word: bool = False
    capital: bool = False
    sentence: int = 0
    first: bool = False


@dataclass(frozen=True, slots=True)
class Span:
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


def tokenise(text: str, language: str = "") -> list[Token]:
    """All tokens of ``text`` in order; offsets count in ``text``."""
    tokens: list[Token] = []
    joint = ""
    pattern = _TOKEN_OR_ADDRESS if any(mark in text for mark in _IN_ADDRESSES) else _TOKEN
    for match in pattern.finditer(text):
        kind = match.lastgroup or "p"
        start, end = match.span()
        raw = match.group()
        if kind == "p":
            before = text[start - 1 : start]
            after = text[end : end + 1]
            if raw in _GLUE and before.isalnum() and (after.isalnum()):
                joint = raw
                continue
            if raw == "\u0640" or raw in "\u200c\u200d\u200e\u200f":
                continue
            tokens.append(Token(start, end, raw, raw, "p"))
            joint = ""
            continue
        if joint and language == "sr" and raw in _CASES and tokens and tokens[-1].text.isupper():
            tokens[-1].end = end  # the case of an acronym: NIS-a, NIS-u
            joint = ""
            continue
        elided = _ELIDED.match(raw) if language == "fr" and kind == "w" else None
        if elided is not None:
            cut = start + elided.end()
            tokens.append(Token(start, cut, raw[: elided.end()], key(elided[1]), "w", "L", joint, word=True))
            raw, start, joint = raw[elided.end() :], cut, ""
        possessive = False
        word = kind in "wa"
        script = _script(raw[0]) if word else ""
        if kind == "w" and script == "L":
            for mark in ("'", "\u2019"):
                cut = raw.rfind(mark)
                if cut > 0 and (raw[cut + 1 :] in ("s", "S") or (language == "tr" and raw[0].isupper())):
                    raw, end, possessive = raw[:cut], start + cut, True
                    break
        capital = script in _CASED and (raw[0].isupper() or raw[1:2].isupper())
        word_key = key(raw)
        if word and not word_key:
            joint = ""  # a stroke that lengthens letters, alone
            continue
        tokens.append(Token(start, end, raw, word_key, kind, script, joint, possessive, word, capital))
        joint = ""
    return tokens


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


def split_sentences(text: str, tokens: list[Token]) -> list[Span]:
    """Sentences in order; a newline always ends one.  Numbers the tokens' ``sentence`` and marks ``first``."""
    spans: list[Span] = []
    begin = 0
    paragraph = 0
    index = 0
    total = len(tokens)
    while begin < total:
        index = begin
        while index < total:
            following = tokens[index + 1] if index + 1 < total else None
            if following is None or "\n" in text[tokens[index].end : following.start]:
                break
            if _ends_sentence(text, tokens, index):
                while (
                    index + 1 < total
                    and (tokens[index + 1].text in _CLOSERS or tokens[index + 1].text in _ENDS)
                    and not text[tokens[index].end : tokens[index + 1].start]
                ):
                    index += 1
                break
            index += 1
        index = min(index, total - 1)
        number = len(spans)
        fresh = True
        for token in tokens[begin : index + 1]:
            token.sentence = number
            if token.word:
                token.first = fresh
                fresh = False
        spans.append(Span(tokens[begin].start, tokens[index].end, begin, index + 1, paragraph))
        if index + 1 < total and "\n" in text[tokens[index].end : tokens[index + 1].start]:
            paragraph += 1
        begin = index + 1
    return spans


def is_opener(mark: str) -> bool:
    """True for a mark that can open a quotation or bracket."""
    return mark in _OPENERS


def is_closer(mark: str) -> bool:
    """True for a mark that can close a quotation or bracket."""
    return mark in _CLOSERS
