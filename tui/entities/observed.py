"""What the tagger is told of each word: the word, its classes, what stands around it, and what the rules said.

Everything is a short string, a sign.  The signs of a word, those that its neighbours are told of it, and those of a
place stay apart, so that the tagger can add up the weights of each once and remember the sum; training reads the same
signs, put together by :func:`spelled`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from tui.entities.classes import classes_in
from tui.entities.document import Candidate, Document
from tui.entities.normalise import words_of
from tui.entities.rules import cuts_of
from tui.entities.tokens import Span, Token

SIDES = ("-2", "-1", "1", "2")
"""What stands before the sign of a neighbour: which one it is."""
BIAS = "bias"
_SHORT_SPAN, _LONGEST_WORD = 6, 9
_BRACKETS = (
    ("(", ")", "par"),
    ("\u00ab", "\u00bb", "q"),
    ("\u201c", "\u201d", "q"),
    ('"', '"', "q"),
    ("\u201e", "\u201c", "q"),
)
_TELLING = words_of(
    "role honorific company speech cverb cslot org stop tail legal family wordname adj geo place product publication "
    "trade goods attrib"
) | {"B:role", "I:role", "B:tail", "B:org"}
"""The labels that make a word's class where classes are read in a row."""
_PLAIN = frozenset(("stop", "word", "speech", "adj", "month"))
"""Labels of words that are no names; where they stand again tells nothing."""
_NAMELIKE = frozenset("guC")
"""How the class of a word begins that is a given name, unknown, or has a capital."""
_NEVER_SAID: tuple[str, ...] = ()


class Word:
    """What is known of a word wherever it stands; one object for all of its places, so that sums can be kept in it.

    ``own`` are its signs, ``around`` those that its neighbours are told of it, ``elsewhere`` those that are told where
    the word beside it stands again; ``sort`` is its class and ``labels`` are its labels, each in one string, ``told``
    both.
    """

    __slots__ = ("around", "elsewhere", "labels", "own", "sort", "sums", "told")

    def __init__(
        self,
        own: tuple[str, ...],
        around: tuple[str, ...],
        elsewhere: tuple[str, ...] = (),
        sort: str = "E",
        labels: str = "-",
    ) -> None:
        self.own = own
        self.around = around
        self.elsewhere = elsewhere
        self.sort = sort
        self.labels = labels
        self.told = f"{sort}&{labels}"
        self.sums: tuple[int, ...] = ()


EDGE = Word((), ("EDGE",))
"""What stands beside the first and the last word of a sentence."""
sort_of = attrgetter("sort")


class Words:
    """Makes words of tokens and remembers them; one for each language, since labels are a language's."""

    def __init__(self, most: int = 10_000) -> None:
        self._memo: dict[tuple[str, str, bool, bool, tuple[str, ...]], Word] = {}
        self._most = most

    def all(self, doc: Document, known: Sequence[Candidate]) -> list[Word]:
        """The word of each token; ``known`` are the candidates of the lexicon."""
        phrases = _phrases(doc, known)
        memo, lower = self._memo, doc.lower
        found = []
        for index, token in enumerate(doc.tokens):
            phrase = phrases.get(index, _NEVER_SAID)
            place = (token.text, token.glue, token.possessive, token.key in lower, phrase)
            word = memo.get(place)
            if word is None:
                if len(memo) >= self._most:
                    memo.clear()
                word = memo[place] = _word(doc, index, phrase)
            found.append(word)
        return found


def spelled(doc: Document, words: Sequence[Word], ruled: Sequence[Candidate]) -> list[list[str]]:
    """All signs of each token, each once: what training reads.  ``ruled`` are the candidates of the rules."""
    places = places_of(doc, words, ruled)
    for index, everywhere, here in elsewhere(doc, words):
        places.setdefault(index, set()).update(everywhere - here)
    found = []
    for span in doc.sentences:
        always = (BIAS, region_sign(doc, span))
        for index, row in enumerate(rows(words[span.first : span.last]), span.first):
            signs = {*row[2].own, *in_a_row(row), *places.get(index, ()), *always}
            for side, beside in zip(SIDES, (*row[:2], *row[3:]), strict=True):
                signs.update([side + sign for sign in beside.around])
            found.append(sorted(signs))
    return found


def region_sign(doc: Document, sentence: Span) -> str:
    """The sign of the region in which a sentence begins."""
    return f"r:{doc.region(sentence.start)}"


def rows(words: Sequence[Word], edge: Word = EDGE) -> Iterator[tuple[Word, Word, Word, Word, Word]]:
    """For each word of a sentence the words at -2 to +2, itself among them; ``edge`` where there are none."""
    padded = [edge, edge, *words, edge, edge]
    return zip(padded, padded[1:], words, padded[3:], padded[4:], strict=False)


def in_a_row(row: Sequence[Word]) -> tuple[str, ...]:
    """The classes of neighbouring words, read together."""
    former, before, word, after, _ = map(sort_of, row)
    return (
        f"x1{before}/{word}",
        f"x2{word}/{after}",
        f"x3{before}/{word}/{after}",
        f"x4{former}/{before}/{word}",
        f"c:{row[1].labels}&{row[3].labels}",
    )


def _word(doc: Document, index: int, phrase: tuple[str, ...]) -> Word:
    token = doc.tokens[index]
    if not token.word:
        own = (f"p:{token.text}" if token.kind == "p" else f"k:{token.kind}",)
        return Word(own, own, own, own[0], own[0]) if token.kind == "p" else Word(own, own, (), own[0])
    labels = [name for name, end in doc.labels[index].items() if end == index + 1]
    labels += [name for name in phrase if name[:2] != "g:"]
    signs = [f"l:{name}" for name in labels] or ["nolab"]
    signs += [name for name in phrase if name[:2] == "g:"]
    signs += [f"m:{name}" for name in classes_in(doc.language).of(token)]
    if doc.given_gender(token.key):
        signs.append("given")
    signs += _in_its_script(doc, index, token, labels)
    signs += [mark for mark, told in (("glue", token.glue), ("poss", token.possessive)) if told]
    key, word = token.key, f"w:{token.key}"
    spelling = [word, f"s2:{key[-2:]}", f"s3:{key[-3:]}", f"p2:{key[:2]}", f"p3:{key[:3]}"]
    spelling.append(f"len{min(len(key), _LONGEST_WORD)}")
    if token.script in ("A", "H"):
        spelling += [f"wc:{rest}" for _, rest in cuts_of(token)[:2]]
    elsewhere = [sign for sign in signs if sign[:2] in ("l:", "g:", "m:") or sign == "given"]
    told = "|".join(sorted(sign for sign in signs if sign[:2] == "l:")) or "-"
    return Word((*signs, *spelling), (*signs, word), tuple(elsewhere), _sort(signs, labels), told)


def _in_its_script(doc: Document, index: int, token: Token, labels: Sequence[str]) -> list[str]:
    """Capitals in the scripts that have them; whether it is a word of the language in those that have none."""
    if token.script in ("A", "H"):
        kind, foreign = doc.rules.words.kind(token.key), doc.foreign(index)
        found = [f"v:{kind}", "f" + str(sum(foreign >= least for least in (-6, -3, -1, 1, 3)))]
        if doc.given_cut(index) > 0:
            found.append("givencut")
        if not kind and not set(labels) - {"derived", "word"}:
            found.append("unk")
        cuts = cuts_of(token)
        if cuts:
            found += ["hascut", f"vc:{doc.rules.words.kind(cuts[0][1])}"]
        return found
    if not token.script:
        return []
    text = token.text
    found = ["cap" if token.capital else "low"]
    if text.isupper() and len(text) > 1:
        found.append("upper")
    elif any(letter.isupper() for letter in text[1:]):
        found.append("camel")
    if doc.language in ("ar", "fa", "ur", "he"):
        found.append("latin")
    if token.capital and token.key in doc.lower:
        found.append("alsolow")
    return found


def _sort(signs: Sequence[str], labels: Sequence[str]) -> str:
    flags = ("g", "given"), ("g", "givencut"), ("u", "unk"), ("d", "v:derived"), ("C", "cap")
    return "".join(dict.fromkeys(flag for flag, sign in flags if sign in signs)) + ",".join(
        sorted(name for name in labels if name in _TELLING)
    )


def _phrases(doc: Document, known: Sequence[Candidate]) -> dict[int, tuple[str, ...]]:
    """For the words inside longer phrases and listed names, the labels of these."""
    found: dict[int, set[str]] = {}
    for index, labels in enumerate(doc.labels):
        for name, end in labels.items():
            if end > index + 1:
                for place in range(index, min(end, len(doc.tokens))):
                    found.setdefault(place, set()).add(("I:", "B:")[place == index] + name)
    for one in known:
        doubt = "" if one.evidence.get("lexicon", 0.0) >= 0.7 else "~"
        for place in range(one.first, one.last):
            found.setdefault(place, set()).add(f"g:{one.kind}{doubt}")
    return {place: tuple(sorted(names)) for place, names in found.items()}


def places_of(doc: Document, words: Sequence[Word], ruled: Sequence[Candidate]) -> dict[int, set[str]]:
    """What holds for some places alone: where a sentence opens, in brackets, and what the rules said."""
    found: dict[int, set[str]] = {}
    for index, token in enumerate(doc.tokens):
        if token.first:
            found[index] = {"first"}
    for index, bracket in _bracketed(doc):
        found.setdefault(index, set()).add(f"in{bracket}")
    count = len(words)
    for index, said in _said(doc, ruled).items():
        found.setdefault(index, set()).update(said)
        if index:
            found.setdefault(index - 1, set()).update([">" + sign for sign in said])
        if index + 1 < count:
            found.setdefault(index + 1, set()).update(["<" + sign for sign in said])
    return found


def _bracketed(doc: Document) -> Iterator[tuple[int, str]]:
    """The tokens inside short brackets and quotations."""
    marks = [(index, token.text) for index, token in enumerate(doc.tokens) if token.kind == "p"]
    for opening, closing, name in _BRACKETS:
        start = -1
        for index, mark in marks:
            if start >= 0 and mark == closing:
                if index - start <= _SHORT_SPAN:
                    for place in range(start + 1, index):
                        yield place, name
                start = -1
            elif mark == opening:
                start = index


def elsewhere(doc: Document, words: Sequence[Word]) -> Iterator[tuple[int, frozenset[str], frozenset[str]]]:
    """For a word that stands in several places, what stands beside it in all, and what of it does so in none else."""
    places: dict[str, list[int]] = {}
    whole = {token.key for token in doc.tokens if token.word}
    for index, token in enumerate(doc.tokens):
        if words[index].sort[:1] in _NAMELIKE and doc.labels[index].keys().isdisjoint(_PLAIN):
            key = token.key
            for _, rest in cuts_of(token):
                if rest in whole and len(rest) > 2:
                    key = rest
            places.setdefault(key, []).append(index)
    for same in places.values():
        if len(same) > 1:
            beside = [frozenset(_beside(doc, words, index)) for index in same]
            times = Counter(chain.from_iterable(beside))
            alone = frozenset(sign for sign, count in times.items() if count == 1)
            signs = frozenset(("rep", *times))
            for index, own in zip(same, beside, strict=True):
                yield index, signs, own & alone


def _beside(doc: Document, words: Sequence[Word], index: int) -> Iterator[str]:
    for side, place in (("D-1", index - 1), ("D1", index + 1)):
        if doc.same_sentence(index, place):
            for sign in words[place].elsewhere:
                yield side + sign
    if doc.tokens[index].capital and not doc.tokens[index].first:
        yield "Dcap"


def _said(doc: Document, ruled: Sequence[Candidate]) -> dict[int, set[str]]:
    """What the rules said of each token: kind, how sure, by what evidence, and where a name ends."""
    found: dict[int, set[str]] = {}
    for one in ruled:
        kind, sure = one.kind[:3], int(one.p * 5)
        signs = [f"re:{kind}{evidence}" for evidence in one.evidence]
        for place in range(one.first, one.last):
            said = found.setdefault(place, set())
            said.add(f"{('rI', 'rB')[place == one.first]}:{kind}{sure}")
            said.update(signs)
        if one.last < len(doc.tokens):
            found.setdefault(one.last, set()).add(f"rE:{kind}")
    return found
