"""The rule words of each language: titles, designators, legal forms, verbs, frequent words.

Read once per language from ``data/rules_*.tsv`` (label, tab, phrases parted by
``|``; a trailing ``*`` stands for any ending) and laid over the tokens.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

from tui.entities.normalise import keyed, keys_of, skip_letters, words_of
from tui.entities.tokens import Token
from tui.entities.vocabulary import Vocabulary, vocabulary

Found = dict[str, int]
Reading = tuple[tuple[str, ...], frozenset[str]]
_ARTICLE, _FEMININE = "\u0627\u0644", "\u0647"  # a key has heh for ta marbuta
_ACCUSATIVE = "\u0627"
_NOUNS = frozenset({"role", "company", "org", "place", "product", "publication", "common"})
_SHORT_ENDING = 5
_SHORT_ENDINGS = words_of(
    "chef firma bank fonds kette werft verlag riese saal halle preis pokal platz gasse allee strasse damm stadion "
    "arena turm kanzlei markt partei gericht amt verein"
)
_IN_SURNAMES = words_of("meister richter fischer forster schneider brunnen garten kirche")
"""What German family names end in as often as nouns do."""
_NO_LABELS: frozenset[str] = frozenset()
_EVERYWHERE = ("legal", "tail", "orgtail")


@dataclass(slots=True)
class Rules:
    """Phrases by first key: (the further keys, label); and stems of one-word phrases that take any ending."""

    phrases: dict[str, list[tuple[tuple[str, ...], str]]] = field(default_factory=dict)
    stems: dict[str, set[str]] = field(default_factory=dict)
    small: frozenset[str] = frozenset()
    """Keys of the language's small words."""
    proclitics: bool = True
    """Whether particles are written together with the word after them: not in Persian and Urdu."""
    words: Vocabulary = field(default_factory=lambda: vocabulary(""))
    """The language's ordinary words, in any form."""
    accusatives: frozenset[str] = frozenset()
    """Keys of the roles of one word with the ending of the Arabic accusative."""
    compounds: bool = False
    """Whether nouns are joined to one word, as in German: a word then has the labels of the noun that it ends in."""

    singles: dict[str, frozenset[str]] = field(default_factory=dict)
    seconds: dict[str, frozenset[str]] = field(default_factory=dict)
    """See :meth:`labels_of` and :meth:`seconds_of`: for keys of phrases only, so no more than there are of these."""
    readings: dict[Reading, Reading] = field(default_factory=dict)
    """What words say, each once: thousands of words say the same."""

    def add(self, label: str, keys: tuple[str, ...]) -> None:
        """Enter one phrase."""
        if keys:
            self.phrases.setdefault(keys[0], []).append((keys[1:], label))

    def labels_of(self, word_key: str) -> frozenset[str]:
        """The labels of the phrases of one word with this key."""
        rows = self.phrases.get(word_key)
        if rows is None:
            return _NO_LABELS
        found = self.singles.get(word_key)
        if found is None:
            found = self.singles[word_key] = frozenset(label for rest, label in rows if not rest)
        return found

    def seconds_of(self, word_key: str) -> frozenset[str]:
        """The keys of the words with which phrases go on that begin with this key."""
        found = self.seconds.get(word_key)
        if found is None:
            found = self.seconds[word_key] = frozenset(rest[0] for rest, _ in self.phrases[word_key] if rest)
        return found

    def alone(self, token: Token) -> tuple[str, ...]:
        """The labels that a word has wherever no longer phrase begins with it."""
        return (token.type.reading or _reading(token, self))[0]

    def stem_labels(self, word: str) -> frozenset[str]:
        """Labels of the stems that ``word`` begins with."""
        hits: set[str] = set()
        for size in range(3, len(word) + 1):
            hits |= self.stems.get(word[:size], set())
        return frozenset(hits)

    def compound_labels(self, word: str) -> frozenset[str]:
        """Labels of the longest noun that ``word`` ends in: Maschinenbauunternehmen, Firmenchef."""
        for start in range(2, len(word) - 3):
            ending = word[start:]
            telling = ending in _SHORT_ENDINGS or (len(ending) > _SHORT_ENDING and ending not in _IN_SURNAMES)
            rows = self.phrases.get(ending, ()) if telling else ()
            found = frozenset(label for rest, label in rows if not rest) & _NOUNS
            if found:
                return found
        return frozenset()


def _arabic_forms(words: tuple[str, ...]) -> list[tuple[str, ...]]:
    """A noun phrase, given as keys, with and without article, masculine and feminine."""
    head, *rest = words
    feminine = (head if head.endswith((_FEMININE, "\u0627")) else head + _FEMININE, *rest)
    if any(word.startswith(_ARTICLE) for word in words):
        return [words] if head.startswith(_ARTICLE) else [words, feminine]
    all_feminine = tuple(word if word.endswith(_FEMININE) else word + _FEMININE for word in words)
    defined = [tuple(_ARTICLE + word for word in form) for form in (words, all_feminine)]
    return [words, feminine, all_feminine, *defined]


def _read(language: str, rules: Rules, only: tuple[str, ...] = ()) -> None:
    source = files("tui.entities") / "data" / f"rules_{language}.tsv"
    if not source.is_file():
        return
    text = source.read_text("utf-8")
    for line, keys in zip(text.split("\n"), keyed(text).split("\n"), strict=True):
        label, tab, phrases = line.partition("\t")
        if not tab or label.startswith("#") or (only and label not in only):
            continue
        inflect = language == "ar" and label in ("honorific", "role")
        for phrase, spelled in zip(phrases.split("|"), keys.partition("\t")[2].split("|"), strict=True):
            words = tuple(spelled.split())
            if phrase.endswith("*"):
                rules.stems.setdefault("".join(words).removesuffix("*"), set()).add(label)
            elif inflect and words and len(phrase) > 1:
                for form in _arabic_forms(words):
                    rules.add(label, form)
            else:
                rules.add(label, words)


@lru_cache(maxsize=16)
def rules_for(language: str) -> Rules:
    """The rules of one language, with the Latin legal forms and tail words that occur in all."""
    rules = Rules(words=vocabulary(language), proclitics=language not in ("fa", "ur"))
    _read(language, rules)
    if language != "en":
        _read(
            "en",
            rules,
            (*_EVERYWHERE, "month", "geo", "orghead") if language not in ("sr", "de", "fr", "tr") else _EVERYWHERE,
        )
    if language not in ("ar", "fa", "ur", "he", "en", "sr", "de", "fr", "tr"):
        _read("en", rules)
    for rows in rules.phrases.values():
        rows.sort(key=lambda row: -len(row[0]))
    rules.compounds = language == "de"
    rules.small = frozenset(first for first, rows in rules.phrases.items() if ((), "stop") in rows)
    if language == "ar":
        roles = (first for first, rows in rules.phrases.items() if ((), "role") in rows)
        rules.accusatives = frozenset(role + _ACCUSATIVE for role in roles)
    return rules


@lru_cache(maxsize=1)
def legal_forms() -> frozenset[tuple[str, ...]]:
    """The legal forms of all languages, each as its keys."""
    found: set[tuple[str, ...]] = set()
    for source in sorted((files("tui.entities") / "data").iterdir(), key=lambda one: one.name):
        if source.name.startswith("rules_"):
            for line in source.read_text("utf-8").splitlines():
                label, _, phrases = line.partition("\t")
                if label == "legal":
                    found |= {tuple(keys_of(phrase)) for phrase in phrases.split("|")}
    return frozenset(found)


def cuts_of(token: Token) -> tuple[tuple[int, str], ...]:
    """Ways to take proclitics off a token: (letters taken off, what is left)."""
    return token.type.cuts


def cut_start(text: str, token: Token, letters: int) -> int:
    """The offset of the bare word when ``letters`` proclitic letters are taken off."""
    return skip_letters(text, token.start, token.end, letters) if letters else token.start


def _match(rules: Rules, tokens: list[Token], index: int, first: str, found: Found) -> None:
    rows = rules.phrases.get(first)
    if rows:
        for rest, label in rows:
            if label in found:
                continue
            end = index + 1
            for word in rest:
                if end >= len(tokens) or tokens[end].key != word:
                    break
                end += 1
            else:
                found[label] = end
    if rules.stems:
        for label in rules.stem_labels(first):
            found.setdefault(label, index + 1)


_NONE: Found = {}
_INSIDE = ("tail", "family", "wordname")
"""Labels of words that take no Hebrew preposition inside a name."""


def label(tokens: list[Token], rules: Rules) -> list[Found]:
    """For each token the labels of the phrases that begin there, with the index after the phrase.

    The whole word is tried first; a word with a proclitic is read without it only
    if nothing fits it whole.
    """
    labels: list[Found] = []
    last = len(tokens) - 1
    for index, token in enumerate(tokens):
        names, further = token.type.reading or _reading(token, rules)
        if further and index < last and tokens[index + 1].key in further:
            labels.append(_found(tokens, rules, index) or _NONE)
        else:
            labels.append(dict.fromkeys(names, index + 1) if names else _NONE)
    return labels


def _reading(token: Token, rules: Rules) -> Reading:
    """The labels of a word if it begins no longer phrase, and the keys with which one would go on."""
    firsts = (token.key, *(token.type.rests if rules.proclitics else ())) if token.word else ()
    further = _NO_LABELS
    for first in firsts:
        if first in rules.phrases:
            further |= rules.seconds_of(first)
    reading = tuple(_found([token], rules, 0)), further
    token.type.reading = rules.readings.setdefault(reading, reading)
    return reading


def _found(tokens: list[Token], rules: Rules, index: int) -> Found:
    token = tokens[index]
    found: Found = {}
    if not token.word:
        return found
    _match(rules, tokens, index, token.key, found)
    if not found and rules.compounds and token.capital:
        found = dict.fromkeys(rules.compound_labels(token.key), index + 1)
    if not found and rules.proclitics:
        for _, rest in cuts_of(token):
            _match(rules, tokens, index, rest, found)
            if token.script == "H":
                for name in _INSIDE:
                    found.pop(name, None)
            if found:
                break
    if not found and token.script in ("A", "H"):
        kind = rules.words.kind(token.key)
        if kind:
            found[kind] = index + 1
    return found
