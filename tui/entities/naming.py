"""What an entity is called on its card: canonical spelling, stable id, Latin beside Arabic."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from tui.entities.document import Candidate, Document
from tui.entities.groups import Group
from tui.entities.lexicon import GivenNames
from tui.entities.normalise import key, keys_of
from tui.entities.rules import legal_forms
from tui.entities.skeleton import PARTICLES_IN_IDS, coarse

_LETTERS = {
    "\u0627": "a", "\u0628": "b", "\u062a": "t", "\u062b": "th", "\u062c": "j", "\u062d": "h", "\u062e": "kh",
    "\u062f": "d", "\u0630": "dh", "\u0631": "r", "\u0632": "z", "\u0633": "s", "\u0634": "sh", "\u0635": "s",
    "\u0636": "d", "\u0637": "t", "\u0638": "z", "\u0639": "a", "\u063a": "gh", "\u0641": "f", "\u0642": "q",
    "\u0643": "k", "\u0644": "l", "\u0645": "m", "\u0646": "n", "\u0647": "h", "\u0648": "u", "\u064a": "i",
    "\u067e": "p", "\u0686": "ch", "\u0698": "zh", "\u06af": "g", "\u06a4": "v", "\u0679": "t", "\u0688": "d",
    "\u0691": "r", "\u06ba": "n",
}  # fmt: skip
_SLAVIC = (
    ("\u0648\u0641\u064a\u062a\u0634", "ovi\u0107"),
    ("\u064a\u0641\u064a\u062a\u0634", "evi\u0107"),
    ("\u0641\u064a\u062a\u0634", "vi\u0107"),
    ("\u064a\u062a\u0634", "i\u0107"),
)
LEAST_SOUNDS, _SHORT = 5, 3
"""Consonants that a name must have to be known by its sound, and up to how many a listed given name tells more.

Measured in tests/entities/test_linking.py.
"""
_COMMON = (
    "bank group company corporation motors telecom holding holdings international industries capital energy media",
    "systems technology technologies insurance airlines airways trust pharma",
    "\u0634\u0631\u0643\u0647 \u0645\u0635\u0631\u0641 \u0645\u062c\u0645\u0648\u0639\u0647",
    "\u0642\u0627\u0628\u0636\u0647",
)
_COMMON_SOUNDS = frozenset(coarse(word) for line in _COMMON for word in line.split())
"""How words sound that many firms bear; two names that share little else are two firms."""
_LEGAL = re.compile(r"(?<!&),? (?:Inc|Corp|Ltd|LLC|PLC|plc|Co)\.?$")
_MIDDLE = {"\u0648": "o", "\u064a": "e", "\u0627": "a"}


@dataclass(frozen=True, slots=True)
class Naming:
    """The names of one card."""

    id: str
    name: str
    names: tuple[str, ...]
    latin: str
    native: str


@lru_cache(maxsize=2048)
def is_latin(text: str) -> bool:
    """Whether the letters of a name are Latin."""
    return all(not c.isalpha() or c < "\u0250" or "\u1e00" <= c < "\u2000" for c in text)


def _latin_word(doc: Document, word: str) -> str:
    """A careful Latin spelling of one Arabic-script name part; "" where none is safe."""
    listed = doc.given.latin.get(key(word))
    if listed:
        return listed
    spelled = key(word)
    for ending, latin in _SLAVIC:
        if spelled.endswith(ending) and len(spelled) > len(ending) + 1:
            stem = spelled[: -len(ending)]
            known = doc.given.latin.get(stem)
            body = known if known else "".join(_MIDDLE.get(c, _LETTERS.get(c, "")) for c in stem).capitalize()
            # Arabic writing has no v: between vowels f stands for it, and -n before -ovic follows a consonant or a.
            return (
                body + ("a" if known is None and body.endswith("tefn") else "") + latin
                if not body.endswith("tefn")
                else body[:-1] + "an" + latin
            )
    return ""


def latin_of(doc: Document, name: str) -> str:
    """The Latin transliteration of a person's name if every part is known, else ""."""
    parts = [_latin_word(doc, word) for word in name.split()]
    return " ".join(parts) if parts and all(parts) else ""


@lru_cache(maxsize=4096)
def _slug(text: str) -> str:
    folded = unicodedata.normalize("NFD", key_text(text))
    return "-".join("".join(_LETTERS.get(c, c if c.isalnum() else "") for c in word) for word in folded.split())


def key_text(text: str) -> str:
    """The keys of a name joined by blanks."""
    return " ".join(keys_of(text))


def stable_id(given: GivenNames, kind: str, name: str) -> str:
    """An id for somebody who is in no list, the same in every script and story.

    A person's is made of how the words sound, or for a short word of the listed
    given name that it is (``person-~lksntr-~stfnfs``, ``person-hala-~sfk``); a
    firm's too, where the words that are its own say enough
    (``company-~trn-~sft``).  Where too little is left to tell them apart it is
    made of the letters.  Neither legal form nor article is part of it.
    """
    words = [word for word in keys_of(name) if word not in PARTICLES_IN_IDS]
    if kind == "person":
        parts = [_sound(given, word) for word in words] if len(words) > 1 else [""]
        enough = sum(len(part) - 1 for part in parts) >= LEAST_SOUNDS
    else:
        words = _without_legal_form(words)
        parts = [f"~{coarse(word)}" for word in words]
        own = sum(len(coarse(word)) for word in words if _is_own(word))
        enough = own >= LEAST_SOUNDS and "~" not in parts
    return f"{kind}-{'-'.join(parts)}" if enough and all(parts) else f"{kind}-{_slug(' '.join(words) or name)}"


def _without_legal_form(words: list[str]) -> list[str]:
    """The words of a firm's name before its legal form, which one story gives and the next does not."""
    for size in (3, 2, 1):
        if len(words) > size and tuple(words[-size:]) in legal_forms():
            return _without_legal_form(words[:-size])
    return words


def _is_own(word: str) -> bool:
    """Whether a word of a firm's name tells it from others: not short, none that many bear, no trade ("for ...")."""
    sound = coarse(word)
    return len(sound) >= _SHORT and sound not in _COMMON_SOUNDS and not word.startswith("\u0644\u0644")


def _sound(given: GivenNames, word: str) -> str:
    """How a word of a name sounds; "" if that says too little."""
    sound = coarse(word)
    if len(sound) > _SHORT:
        return f"~{sound}"
    return _slug(given.latin.get(word, "")) or (f"~{sound}" if len(sound) > 1 else "")


def _nominative(doc: Document, surfaces: list[str]) -> str:
    """The spelling for a card: the most words, then (Serbian) the likeliest nominative."""
    most = max(len(keys_of(s)) for s in surfaces)
    full = [s for s in surfaces if len(keys_of(s)) == most]
    if doc.language != "sr":
        return full[0]
    words: list[list[str]] = [s.split() for s in full if len(s.split()) == len(full[0].split())]
    if not words:
        return full[0]

    def rank(spelling: list[str]) -> tuple[int, int]:
        listed = sum(bool(doc.given_gender(key(word))) for word in spelling)
        return -listed, sum(len(word) for word in spelling)

    best = min(words, key=rank)
    return " ".join(best)


def _as_short(name: str, spellings: Sequence[str], surfaces: Sequence[str]) -> str:
    """The Latin name of a listed entity, as short as the text calls it if it is known by that: Elbit (Systems)."""
    words = name.split()
    most = max(len(surface.split()) for surface in surfaces)
    short = " ".join(words[:most])
    return short if most < len(words) and short in spellings else name


_LESS_SURE = {"person": 0.3, "company": 0.15}


def _surest(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates without those that are much less likely than the likeliest: a word too many spoils a name."""
    judged = [one.chance for one in candidates if one.chance is not None]
    least = max(judged, default=0.0) - _LESS_SURE.get(candidates[0].kind, 0.0)
    return [one for one in candidates if one.chance is None or one.chance >= least]


def name_of(doc: Document, group: Group) -> Naming:
    """All names of a group; lexicon entities keep their id and Latin name."""
    candidates = sorted(group.candidates, key=lambda c: c.start)
    surfaces = list(dict.fromkeys([doc.text[c.start : c.end] for c in candidates]))
    others = [s for s in surfaces if not is_latin(s)]
    if group.known:
        known = doc.lexicon.entity(group.known)
        native = others[0] if others else ""
        if not native and doc.language in ("ar", "fa", "ur", "he"):
            wanted = {"ar": "A", "fa": "P", "ur": "P", "he": "H"}[doc.language]
            native = next((name for letter, name in known.scripts if letter == wanted), "")
        names = tuple(dict.fromkeys([*surfaces, known.name, *(name for _, name in known.scripts)]))
        name = _as_short(_LEGAL.sub("", known.name), known.names, surfaces)
        return Naming(known.id, name, names, name, native or name)
    main = [
        s
        for c in _surest(candidates)
        if ("short" not in c.evidence and "family" not in c.evidence.keys() - {"grammar"}) or "grammar" in c.evidence
        for s in [doc.text[c.start : c.end]]
    ]
    native_first = (
        [s for s in main if is_latin(s) == (doc.language not in ("ar", "fa", "ur", "he"))] or main or surfaces
    )
    name = _nominative(doc, list(dict.fromkeys(native_first)))
    latin = max((s for s in surfaces if s not in others), key=len, default="")
    if not latin and group.kind == "person":
        latin = latin_of(doc, name)
    native = others[0] if others and is_latin(name) else name
    return Naming(stable_id(doc.given, group.kind, name), name, tuple(surfaces), latin, native)
