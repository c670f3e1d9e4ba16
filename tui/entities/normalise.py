"""Keys for names: one matching form per word, whatever the spelling.

A key is never shown.  Case, vowel signs, hamza seats, Persian and Arabic letter
variants, Latin accents and the Serbian script fall together in it; the distance
between words that *sound* alike is the business of :mod:`tui.entities.skeleton`.
Keys are made per word and words keep their own offsets, so nothing has to be
mapped back except a proclitic, see :func:`skip_letters`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

_CYRILLIC = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџшщъыьэюяйё",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "dj",
            "e",
            "z",
            "z",
            "i",
            "j",
            "k",
            "l",
            "lj",
            "m",
            "n",
            "nj",
            "o",
            "p",
            "r",
            "s",
            "t",
            "c",
            "u",
            "f",
            "h",
            "c",
            "c",
            "dz",
            "s",
            "s",
            "_",
            "i",
            "_",
            "e",
            "ju",
            "ja",
            "j",
            "e",
        ],
        strict=True,
    )
)
_LETTERS = str.maketrans(
    {
        "\u0649": "\u064a",  # alef maksura, Farsi yeh and Urdu yeh barree: yeh
        "\u06cc": "\u064a",
        "\u06d2": "\u064a",
        "\u0629": "\u0647",  # ta marbuta and the Urdu and Kurdish hehs: heh
        "\u06c1": "\u0647",
        "\u06c2": "\u0647",
        "\u06be": "\u0647",
        "\u06d5": "\u0647",
        "\u06c3": "\u0647",
        "\u06a9": "\u0643",  # keheh: kaf
        "\u0671": "\u0627",  # alef wasla
        "\u06a4": "\u0641",  # veh, which few Arabic papers write for a foreign v: feh
        "\u0640": None,  # tatweel
        "\u200c": None,
        "\u200d": None,
        "'": None,
        '"': None,
        "\u2019": None,
        "\u2018": None,
        "\u02bc": None,
        "\u05f3": None,
        "\u05f4": None,
        "\u201d": None,
        ".": None,
        "\u0111": "dj",
        "\u00f8": "o",
        "\u0142": "l",
        "\u0131": "i",
        "\u00e6": "ae",
        "\u0153": "oe",
        **{letter: latin.replace("_", "") for letter, latin in _CYRILLIC.items()},
        **{chr(0x0660 + digit): str(digit) for digit in range(10)},
        **{chr(0x06F0 + digit): str(digit) for digit in range(10)},
    }
)


def words_of(text: str) -> frozenset[str]:
    """The words of a blank-parted list."""
    return frozenset(text.split())


_ALONE = re.compile(
    "[\\0-\x7f\u00c0-\u017f\u0400-\u0481\u048a-\u052f\u05d0-\u05f4\u0621-\u064a\u0660-\u0669\u066e-\u06d3\u06d5\u06f0-\u06f9"
    "\u200c\u200d\u2018\u2019\u201d]"
)
"""What no mark nor letter beside it changes, of the scripts that names are told apart in: no combining marks."""
_LEANS = "\ufffe"


class _Keys(dict[int, str]):
    """Code point -> its key if it stands alone; else :data:`_LEANS`.  Fills itself, for str.translate."""

    def __missing__(self, code: int) -> str:
        if not _ALONE.match(chr(code)):
            return _LEANS
        self[code] = _spelled(chr(code))
        return self[code]


_KEYS = _Keys()


@lru_cache(maxsize=16384)
def key(word: str) -> str:
    """The matching form of one word; equal for every spelling that only looks different."""
    if word.isascii():
        return word.casefold().replace("'", "").replace('"', "").replace(".", "")
    text = word.translate(_KEYS)
    if _LEANS in text:
        text = _spelled(word)
    if len(text) > 2 and text.endswith("\u0621"):
        text = text[:-1]
    return text


def _spelled(word: str) -> str:
    # Cyrillic letters are mapped before decomposition, which would split short i.
    text = unicodedata.normalize("NFKC", word).casefold().translate(_LETTERS)
    text = "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    return text.translate(_LETTERS)


_JOINTS = str.maketrans(dict.fromkeys("\u200c-\u05be\u2010\u2011/()\u00ab\u00bb\u060c,", " "))
_LAST_HAMZA = re.compile(r"(?<=\S\S)\u0621(?![^\s|])")


@lru_cache(maxsize=8192)
def keys_of(name: str) -> tuple[str, ...]:
    """The keys of a name's words; hyphens, ZWNJ and maqaf part words as a blank does."""
    return tuple(k for k in (key(word) for word in name.translate(_JOINTS).split()) if k)


def keyed(text: str) -> str:
    """A whole file of names with every word as :func:`key` makes it; blanks, tabs, bars and line ends stay.

    ``keyed(names).split()`` are the keys of :func:`keys_of`, a hundred times faster than name by name.
    """
    text = unicodedata.normalize("NFKC", _replaced(text, _JOINTS)).casefold()
    text = unicodedata.normalize("NFD", _replaced(text, _LETTERS))
    text = _replaced(text, dict.fromkeys((ord(c) for c in set(text) if unicodedata.combining(c)), ""))
    return _LAST_HAMZA.sub("", _replaced(text, _LETTERS))


def _replaced(text: str, table: Mapping[int, str | None]) -> str:
    """``text.translate(table)``, by one search a letter that occurs: a file has far fewer letters than characters."""
    for code in table.keys() & set(map(ord, set(text))):
        text = text.replace(chr(code), table[code] or "")
    return text


_CUT_MEMO: dict[str, tuple[tuple[int, str], ...]] = {}


def arabic_cuts(word_key: str) -> tuple[tuple[int, str], ...]:
    """Ways to take proclitics off an Arabic key: (letters taken off, what is left), shortest cut first.

    Conjunction w- or f-, then b-, l- or k-; ``ll-`` is l- and the article.
    At least two letters are left.
    """
    found = _CUT_MEMO.get(word_key)
    if found is None:
        cuts: list[tuple[int, str]] = []
        starts = [0]
        if len(word_key) > 3 and word_key[0] in "\u0648\u0641":
            starts.append(1)
            cuts.append((1, word_key[1:]))
        for start in starts:
            rest = word_key[start:]
            if len(rest) > 4 and rest.startswith("\u0644\u0644"):
                cuts.append((start + 1, "\u0627\u0644" + rest[2:]))
            if len(rest) > 3 and rest[0] in "\u0628\u0644\u0643":
                cuts.append((start + 1, rest[1:]))
        found = tuple(cuts)
        if len(_CUT_MEMO) > 50_000:
            _CUT_MEMO.clear()
        _CUT_MEMO[word_key] = found
    return found


@lru_cache(maxsize=16384)
def hebrew_cuts(word_key: str) -> tuple[tuple[int, str], ...]:
    """Ways to take Hebrew prefix letters (up to three) off a key, shortest cut first; two letters stay."""
    cuts = []
    for count in (1, 2, 3):
        letter = word_key[count - 1]
        if len(word_key) - count < 2 or letter not in "\u05d5\u05e9\u05d4\u05d1\u05dc\u05de\u05db":
            break
        if count > 1 and letter == "\u05d5":
            break  # and comes before all others
        cuts.append((count, word_key[count:]))
    return tuple(cuts)


def skip_letters(text: str, start: int, end: int, count: int) -> int:
    """The offset after ``count`` letters from ``start``, passing over vowel signs and tatweel."""
    position = start
    while position < end and count > 0:
        if text[position] != "\u0640" and not unicodedata.combining(text[position]):
            count -= 1
        position += 1
    while position < end and (text[position] == "\u0640" or unicodedata.combining(text[position])):
        position += 1
    return position


_POSSESSIVE = ("ov", "ev", "in")
_AGREEING = ("ima", "oga", "ome", "om", "og", "oj", "im", "ih", "a", "u", "e", "i", "o", "")
_SERBIAN_ENDINGS = frozenset(own + end for own in _POSSESSIVE for end in _AGREEING)
"""What makes a name an adjective, in every case: Petrov-a, Anin-oj, Markovicev-im."""
_SERBIAN_SHORT = words_of("ima ama oga ome om em og oj im a u e i o")


_LONGEST_ENDING = 5
_SOFTENED = {"ci": "ka", "zi": "ga", "si": "ha"}
"""What a Serbian feminine in -ka, -ga or -ha ends in as a dative: banka, banci."""


@lru_cache(maxsize=16384)
def serbian_stems(word_key: str) -> tuple[str, ...]:
    """What an inflected Serbian name may be in the nominative, the likeliest first; the key itself leads."""
    found = [word_key]
    for ending in _endings_of(word_key, 3):
        stem = word_key[: -len(ending)]
        found += [stem, stem + "a", stem + "o", stem + "e"]
        if ending in ("a", "u", "e", "om", "em") and len(stem) > 3 and stem[-2] not in "aeiou":
            found.append(stem[:-1] + "a" + stem[-1])  # the fleeting a: Tamnavca, Tamnavac
    if word_key[-2:] in _SOFTENED and len(word_key) > 4:
        found.append(word_key[:-2] + _SOFTENED[word_key[-2:]])
    return tuple(dict.fromkeys(found))


@lru_cache(maxsize=16384)
def root(word: str) -> str:
    """A Serbian key without its case ending and without what makes it an adjective, the same for all cases."""
    for least in (3, 4):
        if len(word) > 4 and word.endswith("ac"):
            return word[:-2] + "c"
        word = word[: len(word) - len(next(iter(_endings_of(word, least)), ""))]
        if len(word) > least and word.endswith("ij"):
            word = word[:-1]
    return word


def _endings_of(word: str, least: int) -> list[str]:
    """The endings of a Serbian word, those of adjectives first, the longest first; ``least`` letters stay."""
    sizes = range(min(_LONGEST_ENDING, len(word) - least), 0, -1)
    own = [word[-size:] for size in sizes if word[-size:] in _SERBIAN_ENDINGS]
    return own + [word[-size:] for size in sizes if word[-size:] in _SERBIAN_SHORT]
