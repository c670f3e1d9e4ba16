"""How well the recogniser does on annotated articles: names, entities, relations; ``python -m tests.entities.scoring``.

Mentions are matched one to one, per kind: ``strict`` (the bare span), ``exact`` (that or another accepted span),
``overlap`` (they touch).  An entity is right by ``cluster`` when its mentions fall mainly on one entity of the
gold, and by ``named`` when it is also called by a name of that one.
"""

import argparse
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from tests.entities.goldset import COUNTED, HALVES, GoldArticle, Marked, Named, load
from tui.model import Recognition

Span = tuple[int, int]
MODES = ("strict", "exact", "overlap")
# What is nobody's card and nobody's error: a company shown for one of these is not counted.
SOFT = frozenset({"product", "unit", "paper", "event", "org_unit", "publication", "law_office"})
# A relation stated by its more general or by its inverse kind is as right as the one of the gold.
SAME_KIND = {"ceo_of": "heads", "chair_of": "heads", "founded": "founder_of"}
INVERSE = {"parent_of": "unit_of", "competes_with": "competes_with", "partner_of": "partner_of"}


@dataclass(frozen=True, slots=True)
class Guess:
    """One mention that the recogniser found: code points ``start:end``, and the name of its card."""

    start: int
    end: int
    kind: str
    name: str


def f1(precision: float, recall: float) -> float:
    """The harmonic mean, 0 where both are."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(slots=True)
class Tally:
    """Counts that add up over articles; the shares of them are its methods."""

    counts: Counter[str] = field(default_factory=Counter)

    def add(self, **counts: int) -> None:
        """Add each count under its word."""
        self.counts.update(counts)

    def shares(self, right: str, shown: str, wanted: str) -> tuple[float, float, float]:
        """Precision, recall and F1, each 0 to 1; 0 where there is nothing."""
        hit = self.counts[right]
        precision = hit / self.counts[shown] if self.counts[shown] else 0.0
        recall = hit / self.counts[wanted] if self.counts[wanted] else 0.0
        return precision, recall, f1(precision, recall)

    def mention(self, mode: str) -> tuple[float, float, float]:
        """Precision, recall and F1 of mentions in one of MODES."""
        return self.shares(f"{mode}_right", f"{mode}_shown", "mentions")

    def entity(self, way: str = "named") -> tuple[float, float, float]:
        """Precision, recall and F1 of entities, ``named`` or ``cluster``."""
        return self.shares(way, "cards", "entities")

    def relation(self) -> tuple[float, float, float]:
        """Precision, recall and F1 of relations."""
        precision = self.shares("ties_right", "ties_shown", "ties")[0]
        recall = self.shares("ties_found", "ties_shown", "ties")[1]
        return precision, recall, f1(precision, recall)

    def novel(self) -> float:
        """The share of entities in no list that were found."""
        return self.shares("novel_found", "novel_found", "novel")[1]


@dataclass(slots=True)
class Report:
    """``rows`` by (language or "all", kind or "all"); ``errors`` one line for each mistake."""

    rows: dict[tuple[str, str], Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def add(self, language: str, kind: str, **counts: int) -> None:
        """Count for this language and kind, and for the sums over both."""
        for key in {(language, kind), ("all", kind), (language, "all"), ("all", "all")}:
            self.rows[key].add(**counts)


def measure(articles: Iterable[GoldArticle], recognise: Callable[[str], Recognition]) -> Report:
    """Run ``recognise`` on every text and compare."""
    report = Report()
    for article in articles:
        found = recognise(article.text)
        guesses = guesses_of(found)
        for kind in COUNTED:
            score_mentions(report, article, guesses, kind)
            score_entities(report, article, guesses, kind)
        score_traps(report, article, guesses)
        score_ties(report, article, found)
    return report


def guesses_of(found: Recognition) -> list[Guess]:
    """The companies and people of an answer, each place and kind once."""
    names = {entity.id: entity.name for entity in found.entities}
    unique: dict[tuple[int, int, str], Guess] = {}
    for mention in found.mentions:
        if mention.kind in COUNTED:
            key = (mention.start, mention.end, mention.kind)
            unique.setdefault(key, Guess(*key, names[mention.entity]))
    return list(unique.values())


def touch(one: Span, other: Span) -> int:
    """How many code points two spans share."""
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def span(thing: Guess | Marked) -> Span:
    return thing.start, thing.end


def closeness(one: Span, other: Span) -> float:
    """What two spans share, as part of the longer."""
    return touch(one, other) / max(one[1] - one[0], other[1] - other[0], 1)


def is_soft(article: GoldArticle, mention: Marked, kind: str) -> bool:
    """True for a mention that may be shown as ``kind`` and need not be."""
    if mention.required:
        return False
    club = article.entities[mention.key].borderline
    return mention.kind == kind or (kind == "company" and (mention.kind in SOFT or club))


def score_mentions(report: Report, article: GoldArticle, guesses: Sequence[Guess], kind: str) -> None:
    """Count the mentions of one kind in the three modes."""
    wanted = [mention for mention in article.mentions if mention.required and mention.kind == kind]
    soft = [mention for mention in article.mentions if is_soft(article, mention, kind)]
    shown = [guess for guess in guesses if guess.kind == kind]
    report.add(article.language, kind, mentions=len(wanted))
    for mode in MODES:
        pairs = match(wanted, shown, mode)
        spare = [guess for guess in shown if guess not in pairs.values()]
        wrong = [guess for guess in spare if not any(touch(span(guess), span(mention)) for mention in soft)]
        report.add(article.language, kind, **{f"{mode}_right": len(pairs), f"{mode}_shown": len(pairs) + len(wrong)})
        if mode == "exact":
            missed = [mention for number, mention in enumerate(wanted) if number not in pairs]
            note(report, article, kind, "wrong", wrong)
            note(report, article, kind, "missed", missed)


def note(report: Report, article: GoldArticle, kind: str, what: str, things: Iterable[Guess | Marked]) -> None:
    report.errors += [f"{article.id} {kind} {what}: {article.text[one.start : one.end]}" for one in things]


def match(wanted: Sequence[Marked], shown: Sequence[Guess], mode: str) -> dict[int, Guess]:
    """Pair mentions (by number) with guesses, the closest first, each at most once."""
    fits = sorted(
        (-closeness(span(guess), span(mention)), which, number)
        for which, guess in enumerate(shown)
        for number, mention in enumerate(wanted)
        if accepts(mention, guess, mode)
    )
    pairs: dict[int, Guess] = {}
    used: set[int] = set()
    for _, which, number in fits:
        if which not in used and number not in pairs:
            used.add(which)
            pairs[number] = shown[which]
    return pairs


def accepts(mention: Marked, guess: Guess, mode: str) -> bool:
    """Whether this guess is this mention, as strictly as ``mode`` asks."""
    if mode == "overlap":
        return touch(span(guess), span(mention)) > 0
    return span(guess) == span(mention) or (mode == "exact" and span(guess) in mention.also)


def score_entities(report: Report, article: GoldArticle, guesses: Sequence[Guess], kind: str) -> None:
    """Count the cards of one kind: how many there are, should be, and which are right."""
    gold = {key: one for key, one in article.entities.items() if one.required and one.kind == kind}
    cards: dict[str, list[Guess]] = defaultdict(list)
    for guess in guesses:
        if guess.kind == kind:
            cards[plain(guess.name)].append(guess)
    named: set[str] = set()
    cluster: set[str] = set()
    counted = 0
    for name, members in cards.items():
        on, soft = votes(article, gold, members, kind)
        if on:
            key = max(on, key=lambda one: on[one])
            cluster.add(key)
            if name in {plain(each) for each in gold[key].names}:
                named.add(key)
        counted += bool(on) or soft < len(members)
    novel = {key for key, one in gold.items() if not one.famous}
    report.add(
        article.language,
        kind,
        named=len(named),
        cluster=len(cluster),
        cards=counted,
        entities=len(gold),
        novel=len(novel),
        novel_found=len(novel & cluster),
    )
    if not any(one.required for one in article.entities.values()):
        report.add(article.language, kind, cards_without_names=counted)


def votes(
    article: GoldArticle, gold: dict[str, Named], members: Sequence[Guess], kind: str
) -> tuple[Counter[str], int]:
    """On which entities of the gold the mentions of a card fall, and how many fall on what is not counted."""
    on: Counter[str] = Counter()
    soft = 0
    for guess in members:
        near = [mention for mention in article.mentions if touch(span(guess), span(mention))]
        if near:
            best = max(near, key=lambda each: (closeness(span(guess), span(each)), each.kind == kind))
            if best.key in gold:
                on[best.key] += 1
            else:
                # A club taken for a person costs a mention, but it is no card of its own.
                soft += is_soft(article, best, kind) or article.entities[best.key].borderline
    return on, soft


def score_traps(report: Report, article: GoldArticle, guesses: Sequence[Guess]) -> None:
    """Count the traps that a guess stepped into; a guess that also touches a mention is none."""
    loose = [guess for guess in guesses if not any(touch(span(guess), span(each)) for each in article.mentions)]
    hit = [trap for trap in article.traps if any(touch(span(guess), (trap.start, trap.end)) for guess in loose)]
    report.add(article.language, "all", traps=len(article.traps), trap_hits=len(hit))
    report.errors += [f"{article.id} trap ({trap.why}): {article.text[trap.start : trap.end]}" for trap in hit]


def score_ties(report: Report, article: GoldArticle, found: Recognition) -> None:
    """Count relations: shown, right, and stated by the text; who wrote the article is none of them."""
    keys = {entity.id: gold_key(article, found, entity.id) for entity in found.entities}
    stated = [
        (keys.get(entity.id) or entity.name, relation.kind, keys.get(relation.object) or relation.object)
        for entity in found.entities
        for relation in entity.relations
        if relation.kind != "author_of"
    ]
    shown = {general(*one) for one in stated}
    wanted = {general(tie.subject, tie.kind, tie.object) for tie in article.ties if tie.required}
    allowed = wanted | {general(tie.subject, tie.kind, tie.object) for tie in article.ties}
    report.add(
        article.language,
        "all",
        ties=len(wanted),
        ties_shown=len(shown),
        ties_right=len(shown & allowed),
        ties_found=len(shown & wanted),
    )
    report.errors += [f"{article.id} relation wrong: {' '.join(one)}" for one in sorted(shown - allowed)]
    report.errors += [f"{article.id} relation missed: {' '.join(one)}" for one in sorted(wanted - shown)]


def gold_key(article: GoldArticle, found: Recognition, entity: str) -> str:
    """The entity of the gold on which the mentions of this one mainly fall, "" for none."""
    on = Counter(
        each.key
        for mention in found.mentions
        if mention.entity == entity
        for each in article.mentions
        if touch((mention.start, mention.end), span(each))
    )
    return on.most_common(1)[0][0] if on else ""


def general(subject: str, kind: str, target: str) -> tuple[str, str, str]:
    """One form for relations that say the same."""
    kind = SAME_KIND.get(kind, kind)
    if kind in INVERSE and (kind == "parent_of" or subject > target):
        return target, INVERSE[kind], subject
    return subject, kind, target


# Letters that Arabic, Persian and Urdu newsrooms write in several ways; a name is the same name in each.
LETTERS = str.maketrans(
    {
        **dict.fromkeys("\u0623\u0625\u0622\u0671", "\u0627"),
        **dict.fromkeys("\u0649\u06cc\u0626\u06d2", "\u064a"),
        **dict.fromkeys("\u0629\u06c0\u06c1\u06be", "\u0647"),
        "\u0624": "\u0648",
        "\u06a9": "\u0643",
        "\u0640": None,
        "\u200c": " ",
        "\u200e": None,
        "\u200f": None,
    }
)
SERBIAN = dict(
    zip(
        "абвгдђежзијклљмнњопрстћуфхцчџш",
        [
            "a",
            "b",
            "v",
            "g",
            "d",
            "dj",
            "e",
            "ž",
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
            "ć",
            "u",
            "f",
            "h",
            "c",
            "č",
            "dž",
            "š",
        ],
        strict=True,
    )
)


def plain(name: str) -> str:
    """A name without what newsrooms write differently: case, accents, harakat, hamza, Serbian script, punctuation."""
    text = unicodedata.normalize("NFKC", name).casefold()
    text = "".join(SERBIAN.get(letter, letter) for letter in text).replace("\u0111", "dj").translate(LETTERS)
    bare = "".join(each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each))
    return " ".join(re.findall(r"\w+", bare.translate(LETTERS)))


def table(report: Report) -> str:
    """The rows as text, per cent, the sums first."""
    lines = [
        f"{'':8} {'':8} {'names':>5} {'strict':>7} {'exact':>7} {'overlap':>7} | {'cards':>5} "
        f"{'precise':>7} {'found':>7} {'ENTITY':>7} {'cluster':>7} {'novel':>6} | {'traps':>7} "
        f"{'nameless':>8} | relations"
    ]
    for (language, kind), row in sorted(report.rows.items(), key=lambda each: (each[0][0] != "all", each[0])):
        precision, recall, entity = row.entity()
        cells = [f"{100 * row.mention(mode)[2]:7.1f}" for mode in MODES]
        line = f"{language:8} {kind:8} {row.counts['mentions']:5} {' '.join(cells)} | {row.counts['entities']:5} "
        line += f"{100 * precision:7.1f} {100 * recall:7.1f} {100 * entity:7.1f} {100 * row.entity('cluster')[2]:7.1f} "
        line += f"{100 * row.novel():6.1f} |"
        if kind == "all":
            right, seen, _ = row.relation()
            line += f" {row.counts['trap_hits']:3}/{row.counts['traps']:<3} {row.counts['cards_without_names']:8} | "
            line += f"{100 * right:5.1f} right of {row.counts['ties_shown']}, "
            line += f"{100 * seen:5.1f} found of {row.counts['ties']}"
        lines.append(line)
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the table for one part or all, and the mistakes if asked."""
    from tui.entities import recognise

    parser = argparse.ArgumentParser(prog="python -m tests.entities.scoring", description=__doc__)
    parser.add_argument("half", nargs="?", choices=HALVES, help="the part to measure; all without it")
    parser.add_argument("--errors", action="store_true", help="print every mistake too")
    asked = parser.parse_args(arguments)
    report = measure(load(asked.half), recognise)
    print(table(report))
    if asked.errors:
        print(*report.errors, sep="\n")


if __name__ == "__main__":
    main()
