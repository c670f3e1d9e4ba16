"""The matching form of text: what two spellings of the same word have in common."""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category, digit, normalize

# One letter for the shapes that writers and keyboards interchange; applied after decomposition.
_SAME_LETTER = {
    "\u0671": "\u0627",  # alef wasla
    "\u0649": "\u064a",  # alef maksura -> ya
    "\u06cc": "\u064a",  # Persian ya
    "\u06d2": "\u064a",  # yeh barree
    "\u0629": "\u0647",  # ta marbuta -> ha
    "\u06c1": "\u0647",  # heh goal
    "\u06be": "\u0647",  # heh doachashmee
    "\u06d5": "\u0647",  # ae
    "\u06a9": "\u0643",  # Persian kaf
    "\u06aa": "\u0643",  # swash kaf
    "\u0111": "d",
    "\u00f8": "o",
    "\u0142": "l",
    "\u0131": "i",
    "\u00e6": "ae",
    "\u0153": "oe",
}
# Their marks make them letters of their own, not variants.
_LETTERS_WITH_MARKS = frozenset("\u0439\u0419")
_TATWEEL = "\u0640"
_TOKEN = re.compile(r"\w+")
_ARABIC = re.compile("[\u0620-\u064a\u066e-\u06d3]")
_SHORTEST_STEM = 3
_ARTICLE, _LAM = "\u0627\u0644", "\u0644"
_CONJUNCTIONS, _PREPOSITIONS = "\u0648\u0641", "\u0628\u0643\u0644"


class _FoldOf(dict[int, str]):
    """Code point -> its folded characters (possibly none); fills itself, so that str.translate can use it."""

    def __missing__(self, code: int) -> str:
        folded = _fold_character(chr(code))
        self[code] = folded
        return folded


def _fold_character(char: str) -> str:
    if char == _TATWEEL or category(char) in ("Cf", "Cs", "Mn", "Me"):
        return ""
    if char in _LETTERS_WITH_MARKS:
        return char.lower()
    if "\uac00" <= char <= "\ud7a3":
        return char
    kept = "".join(part for part in normalize("NFKD", char) if category(part) not in ("Mn", "Me")).casefold()
    out = []
    for part in kept:
        value = digit(part, None)
        out.append(str(value) if value is not None else _SAME_LETTER.get(part, part))
    return "".join(out).replace(_TATWEEL, "")


_FOLD = _FoldOf()


def fold(text: str) -> str:
    """Without harakat, tatweel and Latin diacritics; one alef, ya, ha and kaf; ASCII digits; no case."""
    return text.lower() if text.isascii() else text.translate(_FOLD)


def fold_map(text: str) -> tuple[str, list[int]]:
    """:func:`fold`, and for each folded character the logical offset of its source."""
    parts = [_FOLD[ord(char)] for char in text]
    return "".join(parts), [at for at, part in enumerate(parts) for _ in part]


@lru_cache(maxsize=16384)
def _stems(token: str) -> tuple[str, ...]:
    """A folded Arabic token without its clitics: conjunction, preposition, article, each taken off in turn."""
    out: list[str] = []

    def keep(stem: str) -> bool:
        if len(stem) >= _SHORTEST_STEM and stem != token and stem not in out:
            out.append(stem)
        return len(stem) >= _SHORTEST_STEM

    forms = [token]
    if token[0] in _CONJUNCTIONS and keep(token[1:]):
        forms.append(token[1:])
    for form in tuple(forms):
        if form[0] in _PREPOSITIONS and keep(form[1:]):
            forms.append(form[1:])
            if form.startswith(_LAM + _LAM):  # li + al: the article lost its alef
                keep(form[2:])
    for form in forms:
        if form.startswith(_ARTICLE):
            keep(form[2:])
    return tuple(out)


def search_form(text: str) -> str:
    """The text for a word index: folded tokens separated by blanks, each Arabic one followed by its stems."""
    out: list[str] = []
    for token in _TOKEN.findall(fold(text)):
        out.append(token)
        if _ARABIC.match(token):
            out += _stems(token)
    return " ".join(out)


def query_form(text: str) -> str:
    """A reader's words as tokens to look up in :func:`search_form`: folded, an Arabic article taken off."""
    return " ".join(
        token[2:] if token.startswith(_ARTICLE) and len(token) - 2 >= _SHORTEST_STEM else token
        for token in _TOKEN.findall(fold(text))
    )
