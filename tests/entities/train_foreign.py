"""How foreign a word looks, by its letters: ``python -m tests.entities.train_foreign`` makes ``data/foreign.tsv``.

A logistic model over runs of one to four letters, for the languages whose script has no capitals.  It learns from
the project's own data alone: the names of people and the given names of other languages against the rule words, the
listed words, and words made of the listed roots.  Prints how it does on a fifth that it has not seen.
"""

import math
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from importlib.resources import files
from pathlib import Path

from tui.entities.foreign import BOUND, LONGEST, SCALE
from tui.entities.normalise import keys_of
from tui.entities.rules import rules_for
from tui.entities.vocabulary import Vocabulary, vocabulary

DATA = Path(str(files("tui.entities"))) / "data"
TABLES = {"ar": (("ar",), 3, 1), "fa": (("fa", "ur"), 5, 3), "he": (("he",), 4, 2)}
"""Of each table: the languages whose words are not foreign, the column of names of people, that of given names."""
OWN = {"ar": "ar|ur|fa|tr", "fa": "fa|ar|ur|tr", "he": "he"}
PLAIN = ("common", "speech", "role", "adj", "cverb", "stop", "company", "org", "place", "product", "cslot")
EPOCHS, RARE, LEAST = 12, 3, 0.12
Words = list[str]


def rows(name: str) -> list[list[str]]:
    return [line.split("\t") for line in (DATA / name).read_text("utf-8").splitlines()[1:]]


def names(table: str) -> set[str]:
    """Words of names that are not of the language's own world."""
    _, people, given = TABLES[table]
    own: set[str] = set()
    other: set[str] = set()
    for row in rows("given_names.tsv"):
        for cell in row[given].split("|"):
            (own if re.search(rf"\b({OWN[table]})\b", row[6]) else other).update(keys_of(cell))
    found = other - own
    for row in rows("people.tsv"):
        for cell in row[people].split("|"):
            words = keys_of(cell)
            if not any(word in own or word.startswith("\u0627\u0644") for word in words):
                found.update(words)
    return {word for word in found if len(word) > 2}


def ordinary(table: str) -> set[str]:
    """Words of the language: of the rules, of the lists, and made of roots, with what stands around them."""
    found = set()
    for language in TABLES[table][0]:
        for first, phrases in rules_for(language).phrases.items():
            if any(label in PLAIN for _, label in phrases):
                found.add(first)
        words = vocabulary(language)
        found |= words.listed()
        found |= set(dressed(words))
    return {word for word in found if len(word) > 2}


def dressed(words: Vocabulary) -> Iterable[str]:
    """Listed words and roots in a handful of patterns with prefixes and suffixes, by chance."""
    prefixes, suffixes = words.affixes()
    for stem in sorted(words.listed() | set(words.stems(random.Random(7), 12))):
        yield stem
        yield random.choice(prefixes) + stem + random.choice(suffixes)


def parts(word: str) -> set[str]:
    whole = BOUND + word + BOUND
    return {whole[i : i + n] for n in range(1, LONGEST + 1) for i in range(len(whole) - n + 1)}


def train(foreign: Words, plain: Words) -> dict[str, float]:
    """Weights by run of letters (AdaGrad); "" is the constant."""
    counts: Counter[str] = Counter()
    for word in foreign + plain:
        counts.update(parts(word))
    known = {part for part, count in counts.items() if count >= RARE}
    weight = dict.fromkeys(known, 0.0)
    weight[""] = 0.0
    squares = dict.fromkeys(weight, 1e-6)
    data = [((parts(word) & known) | {""}, 1) for word in foreign] + [
        ((parts(word) & known) | {""}, 0) for word in plain
    ]
    balance = len(plain) / len(foreign) * 0.5
    for _ in range(EPOCHS):
        random.shuffle(data)
        for found, label in data:
            total = max(-30.0, min(30.0, sum(weight[part] for part in found)))
            error = (label - 1 / (1 + math.exp(-total))) * (balance if label else 1)
            for part in found:
                step = error - 0.003 * weight[part]
                squares[part] += step * step
                weight[part] += 0.25 * step / math.sqrt(squares[part])
    return weight


def score(weight: dict[str, float], word: str) -> float:
    return weight[""] + sum(weight.get(part, 0.0) for part in parts(word))


def main() -> None:
    lines = ["#script\tweight\tletters"]
    for table in TABLES:
        random.seed(7)
        foreign, plain = names(table), ordinary(table)
        plain -= foreign
        yes, no = sorted(foreign), sorted(plain)
        random.shuffle(yes)
        random.shuffle(no)
        weight = train(yes[len(yes) // 5 :], no[len(no) // 5 :])
        for least in (0, 1, 2, 3):
            right = sum(score(weight, word) > least for word in yes[: len(yes) // 5]) / (len(yes) // 5)
            wrong = sum(score(weight, word) > least for word in no[: len(no) // 5]) / (len(no) // 5)
            print(f"{table}: of {len(yes)} and {len(no)}, above {least}: {right:.1%} of names, {wrong:.2%} of words")
        weight = train(yes, no)
        by_weight: defaultdict[int, list[str]] = defaultdict(list)
        for part, value in weight.items():
            if abs(value) >= LEAST:
                by_weight[round(value * SCALE)].append(part)
        lines += [f"{table}\t{value}\t{'|'.join(sorted(found))}" for value, found in sorted(by_weight.items())]
    (DATA / "foreign.tsv").write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
