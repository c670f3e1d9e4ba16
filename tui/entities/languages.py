"""Which rules a text wants: its language by script, letters of its own and small words."""

from __future__ import annotations

import re
from collections import Counter

_WORD = re.compile(r"[^\W\d_]+")
_SMALL = {
    "en": [
        "the",
        "of",
        "and",
        "to",
        "in",
        "is",
        "was",
        "that",
        "for",
        "with",
        "said",
        "has",
        "on",
        "by",
        "from",
        "its",
    ],
    "sr": [
        "je",
        "i",
        "u",
        "na",
        "da",
        "se",
        "su",
        "za",
        "od",
        "koji",
        "koja",
        "nije",
        "sa",
        "iz",
        "rekao",
        "ali",
        "kako",
        "ce",
        "će",
        "što",
        "šta",
    ],
    "de": [
        "der",
        "die",
        "und",
        "das",
        "ist",
        "nicht",
        "mit",
        "von",
        "für",
        "auf",
        "ein",
        "eine",
        "den",
        "dem",
        "sich",
        "wird",
        "im",
    ],
    "fr": [
        "le",
        "la",
        "les",
        "des",
        "est",
        "une",
        "dans",
        "pour",
        "que",
        "qui",
        "sur",
        "avec",
        "du",
        "au",
        "pas",
        "plus",
    ],
    "tr": ["bir", "ve", "bu", "için", "ile", "da", "de", "olarak", "olan", "daha", "çok", "sonra", "yeni", "dedi"],
    "es": ["el", "los", "las", "una", "que", "por", "con", "para", "del", "como", "más", "pero"],
    "it": ["il", "gli", "una", "che", "per", "con", "della", "nel", "sono", "anche", "più", "di"],
}
_LETTERS = tuple(map(re.compile, ("[\u0600-\u06ff]", "[\u05d0-\u05ea]", "[\u0400-\u04ff]", "[A-Za-z\u00aa-\u024f]")))
_FA = frozenset(
    (
        "\u0627\u0632",
        "\u0628\u0647",
        "\u0631\u0627",
        "\u062f\u0631",
        "\u0627\u0633\u062a",
        "\u0643\u0647",
        "\u0627\u064a\u0646",
        "\u0634\u062f",
    )
)
_AR = frozenset(
    (
        "\u0641\u064a",
        "\u0645\u0646",
        "\u0639\u0644\u0649",
        "\u0625\u0644\u0649",
        "\u0623\u0646",
        "\u0639\u0646",
        "\u0627\u0644\u062a\u064a",
        "\u0627\u0644\u064a",
        "\u0627\u0646",
    )
)
"""Small words that only the one or the other has."""
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9]")
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be]")


def language_of(text: str) -> str:
    """A primary language tag, or "" for a text without letters; decided on its first 4,000 characters."""
    sample = text[:4000]
    arabic, hebrew, cyrillic, latin = (len(letters.findall(sample)) for letters in _LETTERS)
    top = max(arabic, hebrew, cyrillic, latin)
    if not top:
        return ""
    if top == arabic:
        urdu = len(_URDU.findall(sample))
        if urdu > arabic * 0.03:
            return "ur"
        if len(_PERSIAN.findall(sample)) > arabic * 0.03:
            return "fa"
        spelled = _WORD.findall(sample)
        # Persian typed on an Arabic keyboard has neither its yeh nor its kaf.
        return "fa" if sum(map(_FA.__contains__, spelled)) > sum(map(_AR.__contains__, spelled)) else "ar"
    if top == hebrew:
        return "he"
    if top == cyrillic:
        return "sr"
    words = Counter(_WORD.findall(sample.lower()))
    counts = {language: sum(words[word] for word in small) for language, small in _SMALL.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
