"""Which language a text is in: by script, by letters of one language alone, by frequent words."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache

_SAMPLE = 2000
_SCRIPTS = {
    "arabic": re.compile("[\u0620-\u064a\u066e-\u06d3\ufb50-\ufdff\ufe70-\ufefc]+"),
    "hebrew": re.compile("[\u05d0-\u05ea]+"),
    "cyrillic": re.compile("[\u0400-\u052f]+"),
    "greek": re.compile("[\u0370-\u03ff]+"),
    "kana": re.compile("[\u3040-\u30ff]+"),
    "hangul": re.compile("[\uac00-\ud7a3]+"),
    "han": re.compile("[\u4e00-\u9fff]+"),
    "thai": re.compile("[\u0e01-\u0e4e]+"),
    "devanagari": re.compile("[\u0904-\u0939]+"),
    "latin": re.compile("[A-Za-z\u00c0-\u024f]+"),
}
_ONE_LANGUAGE = {
    "hebrew": "he",
    "greek": "el",
    "kana": "ja",
    "hangul": "ko",
    "han": "zh",
    "thai": "th",
    "devanagari": "hi",
}
# Letters that only one language of the script uses (of those we tell apart).
_OWN_LETTERS = {
    "arabic": {
        "ur": "\u0679\u0688\u0691\u06ba\u06be\u06c1\u06d2",
        "fa": "\u067e\u0686\u0698\u06af\u06a9\u06cc",
        "ckb": "\u06b5\u0695\u06ce\u06c6\u06d5",
        "ps": "\u067c\u0681\u0685\u0689\u0693\u0696\u069a\u06bc\u06cd\u06d0",
        "ug": "\u06c8\u06cb\u06ad",
        "ar": "\u0629\u0649\u0643\u064a\u0623\u0625",
    },
    "cyrillic": {
        "sr": "\u0452\u045b\u0458\u0459\u045a\u045f",
        "mk": "\u0453\u045c\u0455",
        "uk": "\u0456\u0457\u0454\u0491",
        "be": "\u045e",
        "ru": "\u044b\u044d\u0451",
    },
}
_OTHERWISE = {"arabic": "ar", "cyrillic": "ru", "latin": ""}
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=1)
def _frequent_words() -> dict[str, tuple[str, ...]]:
    """Word -> the languages in which it is frequent."""
    from importlib.resources import files  # 4 ms that a start does not pay

    table: dict[str, tuple[str, ...]] = {}
    for line in (files("tui.text") / "data" / "frequent_words.tsv").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            language, word = line.split("\t")
            table[word] = (*table.get(word, ()), language)
    return table


@lru_cache(maxsize=64)
def frequent_words(language: str) -> frozenset[str]:
    """Words that say nothing of what a text in this language is about, in lower case; none for one that is unknown."""
    return frozenset(word for word, languages in _frequent_words().items() if language in languages)


@lru_cache(maxsize=4096)
def _script_of(letter: str) -> str:
    return next((script for script, pattern in _SCRIPTS.items() if pattern.fullmatch(letter)), "")


def guess_language(text: str) -> str:
    """The language as a lower-case tag, or ``""`` where nothing speaks for one.

    Only the first 2,000 characters count.  The script with the most letters
    decides first, Arabic and Hebrew weighing double: their texts hold Latin
    names, never the other way round.
    """
    sample = text[:_SAMPLE].lower()
    letters = Counter(sample)
    counts = dict.fromkeys(_SCRIPTS, 0)
    for letter, count in letters.items():
        script = _script_of(letter)
        if script:
            counts[script] += count
    counts["arabic"] *= 2
    counts["hebrew"] *= 2
    counts["kana"] *= 10  # Japanese is mostly Han with some kana
    script = max(counts, key=lambda name: counts[name])
    if not counts[script]:
        return ""
    if script in _ONE_LANGUAGE:
        return _ONE_LANGUAGE[script]
    score: Counter[str] = Counter()
    for language, own in _OWN_LETTERS.get(script, {}).items():
        score[language] = sum(letters[letter] for letter in own)
    words = _WORD.findall(sample)
    frequent = _frequent_words()
    for word in words:
        for language in frequent.get(word, ()):
            score[language] += 4 if script == "arabic" else 2
    if script == "arabic":
        score["ur"] *= 3  # its own letters stand beside all the Persian ones
        score["ckb"] *= 2
        score["ps"] *= 6
        score["ug"] *= 6
    best = max(score, key=lambda name: score[name], default="")
    return best if best and score[best] else _OTHERWISE[script]
