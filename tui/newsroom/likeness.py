"""Whether two articles tell the same event: what they have in common, weighed.  Pure.

Within a language the words of title and beginning are compared (the cosine of
their weights, rare words counting more: tf-idf).  Across languages there are
no words to share; there the companies and people, the numbers, names that sound
alike in both scripts (:mod:`tui.entities.skeleton`), and what both are about
(``data/concepts.tsv``: earthquake, strike, Cairo …) speak for it, and two sets
of numbers without a common one against it.

The weights are those of two logistic regressions over the pairs of
tests/data/stories/build.txt, the one for pairs of one language, the other for
pairs of two, with the weight of days set by hand (the set's events are hours
long, the world's are not); the score is the logarithm of the odds.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from hashlib import blake2b
from importlib.resources import files
from operator import mul

from tui.entities.normalise import arabic_cuts, hebrew_cuts, key
from tui.entities.skeleton import coarse
from tui.model import Article, Recognition
from tui.text.language import frequent_words

LEAD = 70
"""So many words of title and text are looked at: news says first what happened."""
MOST_ENTITIES = 8
SAME_EVENT = 1.0
"""The score from which on two articles tell the same event."""
KINDS = ("word", "name", "entity", "number", "concept")
Weigh = Callable[[str], float]
"""How much a trait says, 0 to RAREST: the fewer articles have it, the more."""
RAREST = 4.25

_WORD = re.compile(r"[^\W\d_]+(?:['\"\u2019\u05f3\u05f4\u200c][^\W\d_]+)*")
_NUMBER = re.compile(r"\d+(?:[.,\u066b\u066c]\d+)*")
_YEAR = re.compile(r"(?:19|20)\d\d")
_RTL = re.compile("[\u0590-\u06ff]")
_HEBREW = re.compile("[\u05d0-\u05ea]")
_SOUTH_SLAVIC = frozenset(("bs", "hr", "sh", "me", "cnr"))
_SUFFIXES = (
    "\u0647\u0627",
    "\u0627\u062a",
    "\u0648\u0646",
    "\u064a\u0646",
    "\u0627\u0646",
    "\u064a\u0647",
    "\u0647",
    "\u0627",
)
_PERSIAN_SUFFIXES = ("\u0647\u0627\u064a", "\u0647\u0627")
_HEBREW_PREFIXES = "\u05d5\u05d4\u05d1\u05dc\u05de\u05e9\u05db"
_HEBREW_PLURALS = ("\u05d9\u05dd", "\u05d5\u05ea")
_ARTICLE = "\u0627\u0644"
_STEM = 5
"""Letters of a Latin or Cyrillic word that are compared: endings vary."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What an article is compared by.

    ``words`` are stems with 2 for those in the title and 1 for others; ``names``
    are how capitalised words, and all words of right-to-left scripts, sound;
    ``numbers`` are without separators and trailing thousands.  ``length`` and
    ``about`` are the lengths of the vectors of words and of concepts as
    :func:`weighed` found them.
    """

    language: str
    words: Mapping[str, int]
    names: frozenset[str]
    entities: frozenset[str]
    numbers: frozenset[str]
    concepts: frozenset[str]
    length: float = 0.0
    about: float = 0.0

    def of(self, kind: str) -> Iterable[str]:
        """The traits of a kind, each with what it is a trait of before it, so that no two kinds share one."""
        if kind == "word":
            return [f"{self.language}:{word}" for word in self.words]
        found: frozenset[str] = getattr(self, {"entity": "entities"}.get(kind, f"{kind}s"))
        return [f"{kind}={each}" for each in found]

    def keys(self) -> dict[str, int]:
        """Every trait with its hash, 63 bits."""
        return {trait: hashed(trait) for kind in KINDS for trait in self.of(kind)}


def hashed(trait: str) -> int:
    """63 bits that stand for a trait."""
    return int.from_bytes(blake2b(trait.encode("utf-8", "replace"), digest_size=8).digest()) >> 1


def traits_of(article: Article, recognition: Recognition) -> Traits:
    """What an article is compared by."""
    text = ". ".join((article.title, *(block.text for block in article.blocks[:12])))
    language = "sr" if article.language in _SOUTH_SLAVIC else article.language
    idle = frequent_words(article.language)
    in_title = set(_WORD.findall(article.title))
    words: dict[str, int] = {}
    names: set[str] = set()
    lead = list(_WORD.finditer(text[:2000]))[:LEAD]
    for found in lead:
        word = found[0]
        names.update(_sounds(word, language))
        stemmed = stem(word, language)
        if len(stemmed) > 1 and word.lower() not in idle:
            words[stemmed] = max(words.get(stemmed, 0), 2 if word in in_title else 1)
    end = lead[-1].end() + 10 if lead else 200
    return Traits(
        language,
        words,
        frozenset(names),
        frozenset(
            entity.id for entity in recognition.entities[:MOST_ENTITIES] if entity.badge not in ("author", "publisher")
        ),
        frozenset(numbers(text[:end])),
        frozenset(concept for word in words for concept in _concepts().get((language, word), ())),
    )


@lru_cache(maxsize=16384)
def stem(word: str, language: str) -> str:
    """A word without what grammar puts around it, roughly: enough for the same word of two articles to be the same."""
    plain = key(word)
    if not _RTL.match(plain):
        return plain[:_STEM]
    if _HEBREW.match(plain):
        return _hebrew_stem(plain)
    if language in ("fa", "ur"):
        ending = next((each for each in _PERSIAN_SUFFIXES if plain.endswith(each) and len(plain) > len(each) + 2), "")
        return plain.removesuffix(ending)
    return _arabic_stem(plain)


def _hebrew_stem(plain: str) -> str:
    while len(plain) > 4 and plain[0] in _HEBREW_PREFIXES:
        plain = plain[1:]
    if plain.endswith(_HEBREW_PLURALS) and len(plain) > 4:
        plain = plain[:-2]
    return plain[:-1] if plain.endswith(("\u05d4", "\u05ea")) and len(plain) > 3 else plain


def _arabic_stem(plain: str) -> str:
    """After the manner of light stemmers: conjunction, preposition and article off, then one ending."""
    if len(plain) > 4 and plain[0] in "\u0648\u0641":
        plain = plain[1:]
    if plain.startswith("\u0644\u0644") and len(plain) > 4:
        plain = plain[2:]
    elif len(plain) > 5 and plain[0] in "\u0628\u0643\u0644" and plain[1:3] == _ARTICLE:
        plain = plain[3:]
    elif plain.startswith(_ARTICLE) and len(plain) > 4:
        plain = plain[2:]
    elif len(plain) > 4 and plain[0] in "\u0628\u0644":
        plain = plain[1:]
    ending = next((each for each in _SUFFIXES if plain.endswith(each) and len(plain) - len(each) >= 3), "")
    return plain.removesuffix(ending)


def _sounds(word: str, language: str) -> Iterable[str]:
    """How a word sounds that may be a name, with and without a proclitic or an ending; nothing for short ones."""
    plain = key(word)
    if _HEBREW.match(plain):
        forms = [plain, *(rest for _, rest in hebrew_cuts(plain)[:1])]
    elif _RTL.match(plain):
        forms = [plain, *(rest for _, rest in arabic_cuts(plain)[:1] if language == "ar")]
    elif word[0].isupper() and len(word) > 3:
        forms = [plain] if language == "en" else [plain, plain[:-1]]
    else:
        return ()
    return [sound for sound in map(coarse, forms) if len(sound) >= 3]


def numbers(text: str) -> set[str]:
    """The numbers of a text in ASCII digits, without separators of thousands and without trailing thousands."""
    plain = text if text.isascii() else "".join(str(int(c)) if c.isdecimal() else c for c in text)
    found = set()
    for match in _NUMBER.finditer(plain):
        parts = re.split("[.,]", match[0].replace("\u066b", ".").replace("\u066c", ","))
        if len(parts) == 2 and len(parts[1]) != 3:
            found.add(f"{parts[0]}.{parts[1]}")
            continue
        value = "".join(parts).lstrip("0") or "0"
        while value.endswith("000"):
            value = value[:-3]
        found.add(value)
    return found


@lru_cache(maxsize=4096)
def _said(number: str) -> float:
    """How much a number says by its form alone: 5.8 or 320 much, 2026 or 7 little."""
    if "." in number:
        return 1.5
    if len(number) == 1:
        return 0.25
    if _YEAR.fullmatch(number):
        return 0.4
    return 0.8 if len(number) == 2 else 1.5


@cache
def _concepts() -> dict[tuple[str, str], frozenset[str]]:
    """(language, stem) -> the lines of data/concepts.tsv; a word of more than two lines says nothing."""
    found: dict[tuple[str, str], set[str]] = {}
    text = (files("tui.newsroom") / "data" / "concepts.tsv").read_text(encoding="utf-8")
    for number, line in enumerate(line for line in text.splitlines() if not line.startswith("#")):
        for language, cell in zip(("en", "ar", "he", "fa", "sr"), line.split("\t"), strict=True):
            for word in cell.split():
                found.setdefault((language, stem(word, language)), set()).add(str(number))
    return {at: frozenset(lines) for at, lines in found.items() if len(lines) <= 2}


def weight(having: int, population: int) -> float:
    """How much a trait says that so many of a population have: RAREST for one that a single article has."""
    return RAREST * math.log((population + 40) / (having + 1)) / math.log((population + 40) / 2)


def weighed(traits: Traits, weigh: Weigh) -> Traits:
    """The traits with the lengths of their vectors, for the cosines of :func:`evidence`."""
    length = math.sqrt(sum((weigh(f"{traits.language}:{word}") * n) ** 2 for word, n in traits.words.items()))
    about = math.sqrt(sum(weigh(f"concept={each}") ** 2 for each in traits.concepts))
    return replace(traits, length=length, about=about)


def evidence(one: Traits, other: Traits, days: float, weigh: Weigh) -> tuple[float, ...]:
    """What speaks for and against one event, in the order of SAME_LANGUAGE or TWO_LANGUAGES, and 1 for the bias.

    Both are :func:`weighed`; ``days`` are between them; ``weigh`` gives the
    weight of a trait as :meth:`Traits.of` names it.
    """
    shared = one.numbers & other.numbers
    told = min(4.0, sum(_said(number) * min(1.5, weigh(f"number={number}") / 3) for number in shared))
    fewest = min(sum(map(_said, one.numbers)), sum(map(_said, other.numbers)))
    odd = 1.0 if fewest >= 1.3 and not shared else 0.0
    if one.language == other.language:
        common_words = one.words.keys() & other.words.keys()
        alike = sum(weigh(f"{one.language}:{word}") ** 2 * one.words[word] * other.words[word] for word in common_words)
        text = 10 * alike / ((one.length * other.length) or 1.0)
        return text, told, odd, days, 1.0
    entities = sum(weigh(f"entity={id}") for id in one.entities & other.entities)
    names = sum(weigh(f"name={each}") * (min(len(each), 5) - 2) for each in one.names & other.names)
    concepts = one.concepts & other.concepts
    about = 10 * sum(weigh(f"concept={each}") ** 2 for each in concepts) / ((one.about * other.about) or 1.0)
    return min(8.0, entities) / 3, told, odd, min(12.0, names) / 3, about, float(len(concepts)), days, 1.0


SAME_LANGUAGE = (3.14, 0.62, -2.79, -1.5, -7.67)
"""Of words, numbers, numbers without a common one, days, bias."""
TWO_LANGUAGES = (1.65, 3.43, -3.2, 1.02, 1.34, 0.86, -2.0, -9.96)
"""Of entities, numbers, numbers without a common one, names, concepts by weight and by count, days, bias."""


NEVER = -20.0


def score(one: Traits, other: Traits, days: float, weigh: Weigh) -> float:
    """The logarithm of the odds that two articles, so many days apart, tell the same event.

    NEVER for two languages without a company, person, number or name in common: what both are about is no event yet.
    """
    found = evidence(one, other, days, weigh)
    if one.language == other.language:
        return float(sum(map(mul, SAME_LANGUAGE, found)))
    entities, told, _, names, *_ = found
    if not entities and not names and told < 0.5:
        return NEVER
    return float(sum(map(mul, TWO_LANGUAGES, found)))


def dump(traits: Traits) -> str:
    """Traits as JSON."""
    rest = [sorted(each) for each in (traits.names, traits.entities, traits.numbers, traits.concepts)]
    lengths = [round(traits.length, 4), round(traits.about, 4)]
    return json.dumps([traits.language, dict(traits.words), *rest, *lengths], ensure_ascii=False, separators=(",", ":"))


def load(text: str) -> Traits:
    """What :func:`dump` wrote."""
    language, words, names, entities, told, concepts, length, about = json.loads(text)
    sets = (frozenset(names), frozenset(entities), frozenset(told), frozenset(concepts))
    return Traits(language, words, *sets, length, about)
