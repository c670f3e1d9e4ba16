"""The scorer against texts whose answer is known, and against the scorer that stands beside the checkout."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.entities.goldset import HALVES, GoldArticle, GoldError, as_json, load, read_json, read_source
from tests.entities.scoring import MODES, Report, guesses_of, measure, plain
from tests.shared import shared_path
from tui.entities import recognise
from tui.model import Entity, EntityKind, Mention, Recognition, Relation, Sentence

SOURCE = """language: en
style: test
company ashby | Ashby Marine plc | Ashby Marine plc
person rosa | Rosa Ashby | Rosa Ashby
club rovers | Rovers | Rovers
tie owner_of rosa ashby
===
{rosa|Rosa Ashby} owns {ashby|[Ashby Marine] plc} and {rovers|Rovers}. {rosa|Ms <Ashby>} rests in {-month|March}.
"""


def written(folder: Path, source: str = SOURCE) -> Path:
    path = folder / "en01.txt"
    path.write_text(source, encoding="utf-8")
    return path


def answer(text: str, *found: tuple[str, EntityKind, str], ties: tuple[tuple[str, str, str], ...] = ()) -> Recognition:
    """An answer by hand: (surface, kind, name), and (subject, relation, object) by name."""
    kinds = {name: kind for _, kind, name in found}
    mentions = []
    for surface, kind, name in found:
        start = text.index(surface)
        mentions.append(Mention(start, start + len(surface), surface, kind, name))
    stated = {name: tuple(Relation(k, o, Sentence("", 0, 0)) for s, k, o in ties if s == name) for name in kinds}
    entities = tuple(Entity(name, kind, name, relations=stated[name]) for name, kind in kinds.items())
    return Recognition("en", tuple(mentions), entities)


def test_marks_become_spans(tmp_path: Path) -> None:
    article = read_source(written(tmp_path))
    assert article.text == "Rosa Ashby owns Ashby Marine plc and Rovers. Ms Ashby rests in March.\n"
    cut = [article.text[mention.start : mention.end] for mention in article.mentions]
    assert cut == ["Rosa Ashby", "Ashby Marine plc", "Rovers", "Ashby"]
    also = [[article.text[a:b] for a, b in mention.also] for mention in article.mentions]
    assert also == [[], ["Ashby Marine"], [], ["Ms Ashby"]]
    assert [article.text[trap.start : trap.end] for trap in article.traps] == ["March"]
    assert article.entities["rosa"].names == {"Rosa Ashby", "Ashby"}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("{rosa|Rosa", "{rose|Rosa"),
        ("===\n", ""),
        ("tie owner_of rosa", "tie owner_of rose"),
        ("club", "pub"),
        ("{-", "{"),
    ],
)
def test_a_broken_source_is_refused(tmp_path: Path, old: str, new: str) -> None:
    with pytest.raises(GoldError, match=r"en01\.txt"):
        read_source(written(tmp_path, SOURCE.replace(old, new, 1)))


def test_a_known_answer_has_a_known_score(tmp_path: Path) -> None:
    article = read_source(written(tmp_path))
    found = answer(
        article.text,
        ("Rosa Ashby", "person", "Rosa Ashby"),
        ("Ms Ashby", "person", "Rosa Ashby"),
        ("Ashby Marine", "company", "Ashby Marine plc"),
        ("Rovers", "company", "Rovers"),
        ("March", "person", "March"),
        ties=(("Rosa Ashby", "owner_of", "Ashby Marine plc"), ("March", "owner_of", "Ashby Marine plc")),
    )
    row = measure([article], lambda text: found).rows["all", "all"]
    assert row.mention("strict") == pytest.approx((1 / 4, 1 / 3, 2 / 7))
    assert row.mention("exact") == pytest.approx((3 / 4, 1, 6 / 7))
    assert row.entity() == pytest.approx((2 / 3, 1, 4 / 5))
    assert (row.counts["trap_hits"], row.counts["traps"]) == (1, 1)
    assert row.relation()[:2] == pytest.approx((1 / 2, 1))
    assert row.novel() == 1


def test_a_wrong_name_is_a_cluster_and_no_name(tmp_path: Path) -> None:
    article = read_source(written(tmp_path))
    found = answer(article.text, ("Rosa Ashby", "person", "Rose Ash"))
    row = measure([article], lambda text: found).rows["en", "person"]
    assert (row.entity("named")[1], row.entity("cluster")[1]) == (0, 1)


def test_cards_in_an_article_without_names_are_counted(tmp_path: Path) -> None:
    article = read_source(written(tmp_path, "language: en\nstyle: test\n===\nIt rained in {-month|May}.\n"))
    report = measure([article], lambda text: answer(text, ("May", "person", "May"), ("rained", "company", "Rained")))
    assert report.rows["all", "all"].counts["cards_without_names"] == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("\u0623\u062d\u0645\u062f", "\u0627\u062d\u0645\u062f"),
        ("Милош", "MILO\u0160"),
        ("\u06cc\u0648\u0633\u0641\u06cc\u200c\u0631\u0627\u062f", "\u064a\u0648\u0633\u0641\u064a \u0631\u0627\u062f"),
    ],
)
def test_spellings_of_a_name_are_one_name(one: str, other: str) -> None:
    assert plain(one) == plain(other)


SIZES = {"build": (151, 16), "learn": (1371, 186), "kept": (184, 29)}
"""Articles of each half, and how many of them name nobody."""


def test_the_set_is_what_it_says() -> None:
    articles = load()
    languages = {"ar", "en", "he", "fa", "ur", "sr-Latn", "sr-Cyrl"}
    for half in HALVES:
        mine = [article for article in articles if article.half == half]
        assert {article.language for article in mine} == (languages if half == "learn" else languages | {"de", "fr"})
        nameless = [article.id for article in mine if not any(one.required for one in article.entities.values())]
        assert (len(mine), len(nameless)) == SIZES[half]
    assert len({article.id for article in articles}) == len(articles)
    assert [article.id for article in articles if not 100 <= len(article.text.split()) <= 270] == []
    counted = [one for article in articles for one in article.entities.values() if one.required]
    assert sum(one.famous for one in counted) < len(counted) / 3
    unmarked = [
        (article.id, key)
        for article in articles
        for key in article.entities
        if key not in {mention.key for mention in article.mentions}
    ]
    assert unmarked == []


def reference(articles: list[GoldArticle], gold: list[str], folder: Path) -> list[dict[str, Any]]:
    """What the scorer beside the checkout says of the recogniser on these articles."""
    predicted = {}
    for article in articles:
        predicted[article.id] = [
            {
                "start": guess.start,
                "end": guess.end,
                "type": guess.kind,
                "canonical": guess.name,
                "surface": article.text[guess.start : guess.end],
            }
            for guess in guesses_of(recognise(article.text))
        ]
    file = folder / "predicted.json"
    file.write_text(json.dumps(predicted, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(shared_path("gold/score.py")), str(file), "--json", "--gold", *gold]
    rows: list[dict[str, Any]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return rows


def agree(report: Report, rows: list[dict[str, Any]]) -> None:
    assert len(rows) >= 3
    for row in rows:
        mine = report.rows[row["lang"].replace("ALL", "all"), row["type"]]
        where = (row["lang"], row["type"])
        for mode in MODES:
            assert mine.mention(mode) == pytest.approx(row[mode]), (where, mode)
        assert mine.entity("named") == pytest.approx(row["entity_named"]), where
        assert mine.entity("cluster") == pytest.approx(row["entity_cluster"]), where
        assert mine.novel() == pytest.approx(row["novel_recall"] or 0), where
        if "traps" in row:
            assert [mine.counts["trap_hits"], mine.counts["traps"]] == row["traps"], where


def test_two_scorers_agree_on_the_practice_articles(tmp_path: Path) -> None:
    folder = shared_path("gold/dev")
    articles = [read_json(path) for path in sorted(folder.glob("*.json"))]
    assert articles
    agree(measure(articles, recognise), reference(articles, [str(folder)], tmp_path))


def test_two_scorers_agree_on_this_set(tmp_path: Path) -> None:
    shared_path("gold/score.py")
    # The other scorer leaves out articles that name nobody; here a card in one of them costs precision.
    articles = [article for article in load() if article.entities]
    assert len(articles) >= 50
    gold = tmp_path / "gold.json"
    gold.write_text(json.dumps([as_json(article) for article in articles], ensure_ascii=False), encoding="utf-8")
    agree(measure(articles, recognise), reference(articles, [str(gold)], tmp_path))
