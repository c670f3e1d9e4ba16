"""Makes the tables of the tagger and of the judge: ``python -m tests.entities.train_tagger``.

They learn from the annotated articles of ``build`` and ``learn``.  Those of ``build`` taught the rules, so what the
rules say there is too good to lean on, and is left out; no maker of rules has read those of ``learn``, so there the
tagger sees the rules as they are with news that nobody has seen.  For the same reason the judge learns from what
taggers say of articles that they were not trained on: a third of ``learn`` at a time.  With ``--cross`` nothing is
written: each third is measured with what the other two teach.  Needs python-crfsuite (the extra ``train``).
"""

from __future__ import annotations

import argparse
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from tests.entities.goldset import COUNTED, GoldArticle, Marked, load
from tests.entities.scoring import measure, table
from tui.entities.document import Candidate, Document, read
from tui.entities.judge import (
    Beginnings,
    Judge,
    Signs,
    cut_signs,
    dressed_in,
    signs_of,
    spans,
    ways_to_cut,
    with_tagged,
)
from tui.entities.languages import language_of
from tui.entities.observed import Words, spelled
from tui.entities.recogniser import Models, recognise, ruled
from tui.entities.regions import regions_of
from tui.entities.tagger import LANGUAGES, SCALE, Chances, Tagger, table_of

DATA = Path(str(files("tui.entities"))) / "data"
LETTER = {"person": "P", "company": "C"}
SETTINGS: dict[str, float] = {"c1": 0.1, "c2": 0.2, "max_iterations": 120, "feature.minfreq": 2}
"""Of the tagger; chosen by cross-validation on ``build``."""
JUDGING: dict[str, float] = {"c1": 0.0, "c2": 0.5, "max_iterations": 500}
THIRDS = 3
Sentence = tuple[list[list[str]], list[str]]
Case = tuple[Signs, bool]


def third(article: GoldArticle) -> int:
    """In which third of the articles one is; by its text, so that it stays there when others are added."""
    return sha256(article.text.encode()).digest()[0] % THIRDS


def document(article: GoldArticle) -> Document:
    """The article as the recogniser reads it."""
    return read(article.text, language_of(article.text), regions_of(article.text))


def first_token(doc: Document, mention: Marked) -> int:
    """The token in which a mention begins, -1 for none."""
    return next((i for i, one in enumerate(doc.tokens) if one.start < mention.end and one.end > mention.start), -1)


def tags(doc: Document, article: GoldArticle) -> list[str]:
    """The tag of each token by the marks of the article."""
    found = ["O"] * len(doc.tokens)
    for mention in article.mentions:
        inside = [i for i, one in enumerate(doc.tokens) if one.start < mention.end and one.end > mention.start]
        for number, index in enumerate(inside):
            found[index] = ("I-" if number else "B-") + LETTER.get(mention.kind, "O")
    return found


def sentences(article: GoldArticle, *, with_rules: bool) -> list[Sentence]:
    """The signs and tags of each sentence."""
    doc = document(article)
    known, found = ruled(doc)
    seen = spelled(doc, Words().all(doc, known), found if with_rules else [])
    told = tags(doc, article)
    return [(seen[span.first : span.last], told[span.first : span.last]) for span in doc.sentences]


def fitted(examples: Iterable[tuple[Any, list[str]]], settings: dict[str, float]) -> Any:
    """The model that crfsuite makes of sequences of signs and their tags: its weights."""
    import pycrfsuite

    trainer: Any = pycrfsuite.Trainer(verbose=False)
    for seen, told in examples:
        trainer.append(seen, told)
    trainer.set_params({**settings, "feature.possible_transitions": len(settings) > len(JUDGING)})
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        reader: Any = pycrfsuite.Tagger()
        reader.open(path)
        model = reader.info()
        reader.close()
    return model


def tagger_table(examples: Sequence[Sentence]) -> str:
    """The table of a tagger trained on sentences: weights rounded to units of 1 / SCALE."""
    model = fitted(examples, SETTINGS)
    rows: dict[tuple[str, int], list[str]] = defaultdict(list)
    for (sign, tag), weight in model.state_features.items():
        units = round(weight * SCALE)
        if abs(units) > 1:  # the rest is a fifth of the table and tells nothing
            rows[tag, units].append(sign)
    lines = ["# tag and weight, the signs that have it; made by tests/entities/train_tagger.py"]
    lines += [f"{tag} {units}\t{' '.join(sorted(signs))}" for (tag, units), signs in sorted(rows.items())]
    moves = sorted(model.transitions.items())
    lines += [f"{one}>{other} {round(weight * SCALE)}\t" for (one, other), weight in moves]
    return "\n".join(lines) + "\n"


def weights_of(cases: Sequence[Case]) -> dict[str, float]:
    """A logistic model of cases: a conditional random field of sequences of one is that."""
    model = fitted(([([dict(signs)]), [str(right)]] for signs, right in cases), JUDGING)  # type: ignore[misc]
    found: dict[str, float] = defaultdict(float)
    for (sign, answer), weight in model.state_features.items():
        found[sign] += weight if answer == "True" else -weight
    return dict(found)


def beginnings(doc: Document, article: GoldArticle) -> Iterator[Case]:
    """For each name whose first word can be cut: the ways to cut it, and which is right."""
    dressed = dressed_in(doc)
    for mention in article.mentions:
        index = first_token(doc, mention)
        ways = ways_to_cut(doc, index) if index >= 0 and mention.kind in LETTER else []
        right = [way for way in ways if doc.bare(index, way[0]) == mention.start]
        if len(ways) > 1 and right:
            yield from ((cut_signs(doc, index, *way, dressed), way == right[0]) for way in ways)


def is_right(article: GoldArticle, one: Candidate) -> bool | None:
    """Whether a candidate is right in kind and bounds; None if that is not counted."""
    near = [each for each in article.mentions if each.start < one.end and one.start < each.end]
    if one.kind not in COUNTED:
        best = max(near, key=lambda each: min(each.end, one.end) - max(each.start, one.start), default=None)
        return None if best is None else best.kind not in COUNTED
    for each in near:
        if each.kind == one.kind and (one.start, one.end) in ((each.start, each.end), *each.also):
            return True
    soft = near and all(not each.required or each.kind not in (*COUNTED, "other") for each in near)
    return None if soft and one.kind == "company" else False


def judge_weights(articles: Sequence[tuple[GoldArticle, Tagger]], more: Sequence[GoldArticle]) -> dict[str, float]:
    """The judge's weights: articles with a tagger that has not learned from them, and more for the beginnings."""
    read_ones = [(article, document(article), tagger) for article, tagger in articles]
    cuts = [case for article, doc, _ in read_ones for case in beginnings(doc, article)]
    cuts += [case for article in more for case in beginnings(document(article), article)]
    weights = weights_of(cuts)
    judge = Judge(weights)
    cases: list[Case] = []
    for article, doc, tagger in read_ones:
        known, found = ruled(doc)
        chances: list[Chances] = tagger.chances(doc, known, found)
        starts = Beginnings(doc, judge)
        for one in with_tagged(doc, found, spans(doc, chances), starts):
            right = is_right(article, one)
            if right is not None:
                cases.append((signs_of(doc, one, chances, starts), right))
    return weights | weights_of(cases)


def cross(read_ones: Sequence[Sentence], unread: Sequence[tuple[GoldArticle, list[Sentence]]]) -> list[Tagger]:
    """Three taggers, each without one third of the unread articles."""
    return [
        Tagger(table_of(tagger_table([*read_ones, *(s for one, each in unread if third(one) != number for s in each)])))
        for number in range(THIRDS)
    ]


def main() -> None:
    """Train on all and write the tables, or measure by thirds."""
    asked = argparse.ArgumentParser(prog="python -m tests.entities.train_tagger", description=__doc__)
    asked.add_argument("--cross", action="store_true", help="measure each third with what the others teach")
    by_thirds = asked.parse_args().cross
    build = [one for one in load("build") if one.language.split("-")[0] in LANGUAGES]
    learn = load("learn")
    read_ones = [each for one in build for each in sentences(one, with_rules=False)]
    unread = [(one, sentences(one, with_rules=True)) for one in learn]
    taggers = cross(read_ones, unread)
    if by_thirds:
        models = {}
        for number in range(THIRDS):
            others = [(one, taggers[third(one)]) for one in learn if third(one) != number]
            models[number] = Models(taggers[number], Judge(judge_weights(others, build)))
        thirds = {one.text: third(one) for one in learn}
        print(table(measure(learn, lambda text: recognise(text, models=models[thirds[text]]))))
        return
    everything = [*read_ones, *(each for _, some in unread for each in some)]
    (DATA / "tagger.tsv").write_text(tagger_table(everything), "utf-8")
    weights = judge_weights([(one, taggers[third(one)]) for one in learn], build)
    lines = [f"{sign}\t{weight:.4f}\n" for sign, weight in sorted(weights.items()) if round(weight, 4)]
    head = "# sign, weight; made by tests/entities/train_tagger.py\n"
    (DATA / "judge.tsv").write_text(head + "".join(lines), "utf-8")
    print(f"{len(everything)} sentences of {len(build)} and {len(learn)} articles")


if __name__ == "__main__":
    main()
