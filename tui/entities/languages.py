"""Which rules a text wants: its language by script, letters of its own and small words."""

from __future__ import annotations

import re

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
_PERSIAN = re.compile("[\u067e\u0686\u0698\u06af\u06cc\u06a9]")
_URDU = re.compile("[\u0679\u0688\u0691\u06ba\u06d2\u06c1\u06be]")


def language_of(text: str) -> str:
    """A primary language tag, or "" for a text without letters; decided on its first 4,000 characters."""
    sample = text[:4000]
    arabic = sum("\u0600" <= c <= "\u06ff" for c in sample)
    hebrew = sum("\u05d0" <= c <= "\u05ea" for c in sample)
    cyrillic = sum("\u0400" <= c <= "\u04ff" for c in sample)
    latin = sum(c.isalpha() and c < "\u0250" for c in sample)
    top = max(arabic, hebrew, cyrillic, latin)
    if not top:
        return ""
    if top == arabic:
        urdu = len(_URDU.findall(sample))
        if urdu > arabic * 0.03:
            return "ur"
        return "fa" if len(_PERSIAN.findall(sample)) > arabic * 0.03 else "ar"
    if top == hebrew:
        return "he"
    if top == cyrillic:
        return "sr"
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {language: sum(word in small for word in words) for language, small in _SMALL.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] else "en"
