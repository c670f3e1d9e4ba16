"""The tagger and the judge: their sums are those of the plain method, and what they say of short texts."""

from __future__ import annotations

import random
from itertools import product
from math import exp, isclose, prod

import pytest

from tests.entities.goldset import load
from tests.entities.train_tagger import document, tagger_table, tags, weights_of
from tui.entities import recognise, recognise_article
from tui.entities.classes import classes_in
from tui.entities.document import TAGGED, Candidate, Document, read
from tui.entities.groups import resolve
from tui.entities.judge import Judge, chance, odds, ways_to_cut
from tui.entities.lexicon import lexicon
from tui.entities.neural import NEURAL
from tui.entities.observed import Words, spelled
from tui.entities.recogniser import Models, ruled
from tui.entities.tagger import LANGUAGES, SCALE, TAGS, Table, Tagger, table_of, tagger, unpack
from tui.model import Article, Block, BlockKind


def one_article(language: str) -> Document:
    return document(next(article for article in load("build") if article.language.startswith(language)))


@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_the_sums_of_the_parts_are_the_sum_of_all_signs(language: str) -> None:
    doc = one_article(language)
    known, found = ruled(doc)
    reader = tagger()
    words = Words().all(doc, known)
    table = reader.table
    sides = {"-2": 0, "-1": 1, "1": 2, "2": 3}

    def weight(sign: str) -> list[int]:
        side = next((side for side in sides if sign.startswith(side)), "")
        if not side:
            return list(table.units(sign))
        return list(table.units(sign[len(side) :], sides[side]))

    for signs, packed in zip(spelled(doc, words, found), reader.scores(doc, words, found), strict=True):
        wanted = [sum(column) for column in zip(*map(weight, signs), strict=True)]
        got = unpack(packed)
        assert [each - got[0] for each in got] == [each - wanted[0] for each in wanted]


def test_chances_are_those_of_all_ways_to_tag() -> None:
    chance_of = random.Random(4)
    count = len(TAGS)
    moves = [[chance_of.randrange(-2 * SCALE, 2 * SCALE) for _ in TAGS] for _ in TAGS]
    score = [tuple(chance_of.randrange(-2 * SCALE, 2 * SCALE) for _ in TAGS) for _ in range(4)]
    reader = Tagger(Table({}, {}, moves))

    def fits(one: str, other: str) -> bool:
        return other[0] != "I" or one[2:] == other[2:]

    sums = [[0.0] * count for _ in score]
    for way in product(range(count), repeat=len(score)):
        steps = list(zip((0, *way), (*way, 0), strict=True))
        if all(fits(TAGS[a], TAGS[b]) for a, b in steps):
            weight = prod(exp(moves[a][b] / SCALE) for a, b in steps)
            weight *= prod(exp(row[tag] / SCALE) for row, tag in zip(score, way, strict=True))
            for place, tag in enumerate(way):
                sums[place][tag] += weight
    found = reader.read([(a, b, c, d, e, f, g) for a, b, c, d, e, f, g in score])
    for got, wanted in zip(found, sums, strict=True):
        assert all(isclose(one, other / sum(wanted), abs_tol=1e-9) for one, other in zip(got, wanted, strict=True))


def test_a_long_chain_neither_overflows_nor_dies() -> None:
    reader = tagger()
    found = reader.read([(0, 90 * SCALE, 0, 0, -400 * SCALE, 0, 0)] * 3000)
    assert all(isclose(sum(row), 1.0) for row in found)


def test_a_table_says_what_was_learned() -> None:
    name, verb = ["w:zufara", "bias"], ["w:said", "bias"]
    table = table_of(tagger_table([([name, verb], ["B-C", "O"]), ([verb, name], ["O", "B-C"])] * 5))
    assert table.units("w:zufara")[TAGS.index("B-C")] > 0 >= table.units("w:said")[TAGS.index("B-C")]


def test_the_judge_learns_weights() -> None:
    cases = [({"one": 1.0, "span": odds(share / 10)}, share > 5) for share in range(1, 10)] * 20
    judge = Judge(weights_of(cases))
    assert chance(judge.score({"one": 1.0, "span": odds(0.9)})) > 0.8
    assert chance(judge.score({"one": 1.0, "span": odds(0.1)})) < 0.2


def test_names_have_the_tags_of_their_marks() -> None:
    article = next(one for one in load("build") if one.language == "en")
    doc = document(article)
    told = tags(doc, article)
    first = article.mentions[0]
    index = next(i for i, token in enumerate(doc.tokens) if token.end > first.start)
    assert told[index].startswith("B-")
    assert told.count("O") > len(told) / 2


def test_a_particle_with_a_stroke_can_be_cut_off_a_short_word() -> None:
    doc = read("\u0644\u0640\u0648\u062f", "ar", [])
    assert (1, "\u0648\u062f") in ways_to_cut(doc, 0)


@pytest.mark.parametrize(
    ("word", "name"),
    [
        ("\u0627\u0644\u0645\u0647\u0646\u062f\u0633", "occupation"),  # the engineer
        ("\u0648\u0627\u0644\u0645\u0647\u0646\u062f\u0633\u0648\u0646", "occupation"),  # and the engineers
        ("\u0645\u0637\u0628\u0639\u0629", "firmhead"),  # a printing house
    ],
)
def test_a_word_has_its_classes_behind_article_particle_and_ending(word: str, name: str) -> None:
    doc = read(word, "ar", [])
    assert name in classes_in("ar").of(doc.tokens[0])


def test_where_nothing_is_learned_the_listed_names_alone_are_seen() -> None:
    nothing = Models(Tagger(Table({}, {}, [[0] * len(TAGS) for _ in TAGS])), Judge({"one": -9.0}))
    article = next(one for one in load("build") if one.language == "en")
    found = recognise(article.text, models=nothing)
    assert {entity.id for entity in found.entities if entity.kind in ("person", "company")} <= set(lexicon().ids())
    assert len(recognise(article.text).mentions) > len(found.mentions)


def test_who_wrote_a_long_article_that_names_nobody_is_shown() -> None:
    plain = "The rain came early this year and the fields stood under water for weeks. Nobody had seen it so before. "
    article = Article(
        url="", title="Rain", byline="By Keeley Robson", blocks=(Block(BlockKind.PARAGRAPH, plain * 8),), language="en"
    )
    assert [entity.name for entity in recognise_article(article).entities] == ["Keeley Robson"]


def test_one_listed_name_is_enough_in_a_long_article() -> None:
    plain = "The rain came early this year and the fields stood under water for weeks. Nobody had seen it so before. "
    found = recognise(plain * 6 + "Microsoft lent the village its pumps. " + plain, "en")
    assert [entity.id for entity in found.entities] == ["microsoft"]


def test_what_a_model_sees_counts_beside_what_was_judged() -> None:
    judged = Candidate(0, 1, 0, 6, "company", {TAGGED: 0.5}, chance=0.3)
    (found,) = resolve([judged, Candidate(0, 1, 0, 6, "company", {NEURAL: 0.9})])
    assert found.chance is not None
    assert isclose(found.chance, 0.93)
    assert found.sure
    assert found.evidence == {TAGGED: 0.5, NEURAL: 0.9}
