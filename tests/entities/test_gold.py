"""Measured quality: the annotated article and the open practice articles.  Floors only rise."""

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.shared import shared_path
from tui.entities import recognise
from tui.model import Recognition

COMPANIES = {"Meta", "OpenAI", "Google DeepMind", "Anthropic", "Microsoft", "Apple", "Alphabet", "Scale AI"}


def predictions(text: str, found: Recognition) -> list[dict[str, Any]]:
    names = {entity.id: entity.name for entity in found.entities}
    return [
        {
            "start": mention.start,
            "end": mention.end,
            "type": mention.kind,
            "canonical": names[mention.entity],
            "surface": text[mention.start : mention.end],
        }
        for mention in found.mentions
        if mention.kind in ("company", "person")
    ]


def score(predicted: dict[str, Any], gold: Path, folder: Path) -> dict[str, Any]:
    """The scorer's first row: all languages, both kinds."""
    file = folder / "predictions.json"
    file.write_text(json.dumps(predicted, ensure_ascii=False), encoding="utf-8")
    command = [sys.executable, str(shared_path("gold/score.py")), str(file), "--gold", str(gold), "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    row: dict[str, Any] = json.loads(done.stdout)[0]
    return row


@pytest.fixture(scope="module")
def article() -> tuple[str, Recognition]:
    text = shared_path("standardprva/article.txt").read_bytes().decode("utf-8")
    return text, recognise(text)


def test_the_article_shows_its_companies_and_people_and_no_others(article: tuple[str, Recognition]) -> None:
    _, found = article
    cards = [entity for entity in found.entities if entity.badge != "publisher"]
    assert {entity.name for entity in cards if entity.kind == "company"} == COMPANIES
    people = {entity.latin or entity.name: entity.badge for entity in cards if entity.kind == "person"}
    assert people == {"Mark Zuckerberg": "", "Alexandr Wang": "", "Milo\u0161 Stevanovi\u0107": "author"}
    companies = [entity.name for entity in cards if entity.kind == "company"]
    assert companies[:3] == ["Meta", "OpenAI", "Google DeepMind"]


def test_the_article_scores(article: tuple[str, Recognition], tmp_path: Path) -> None:
    text, found = article
    row = score({"seed": predictions(text, found)}, shared_path("gold/seed.json"), tmp_path)
    assert row["overlap"][2] >= 0.99
    assert row["strict"][2] >= 0.97
    assert row["entity_cluster"][2] >= 0.99
    assert row["traps"] == [0, 15]


STATED = {
    ("mark-zuckerberg", "ceo_of", "meta"): 1,
    ("meta", "parent_of", "facebook"): 1,
    ("google-deepmind", "unit_of", "alphabet"): 1,
    ("meta", "hired_from", "openai"): 1,
    ("mark-zuckerberg", "founded", "meta-superintelligence-labs"): 1,
    ("meta-superintelligence-labs", "unit_of", "meta"): 1,
    ("meta", "owns_stake_in", "scale-ai"): 1,
    ("alexandr-wang", "founder_of", "scale-ai"): 1,
    ("alexandr-wang", "heads", "meta-superintelligence-labs"): 1,
    ("meta", "left_for", "openai"): 2,
    ("meta", "left_for", "anthropic"): 1,
    ("google-deepmind", "left_for", "meta"): 1,
    ("meta", "competes_with", "openai"): 1,
    ("person-milos-~stfnfs", "author_of", ""): 1,
}
"""Fifteen of the nineteen relations of the gold, each with how often it is stated."""
SAME = {
    ("meta", "hired_from", "google-deepmind"),
    ("meta", "hired_from", "apple"),
    ("meta", "competes_with", "google-deepmind"),
    ("meta", "competes_with", "apple"),
    ("meta", "competes_with", "microsoft"),
}
"""Further objects of the same relations, which the article states too."""


def test_the_article_states_its_relations_and_none_is_wrong(article: tuple[str, Recognition]) -> None:
    _, found = article
    stated = [
        (entity.id, relation.kind, relation.object, relation.detail)
        for entity in found.entities
        for relation in entity.relations
    ]
    counted = Counter(row[:3] for row in stated)
    assert {row: counted[row] for row in STATED} == STATED
    assert counted.keys() - STATED.keys() == SAME
    details = {row[:3]: row[3] for row in stated}
    assert details["meta", "owns_stake_in", "scale-ai"].startswith("14.3")
    assert details["meta", "left_for", "anthropic"].split()[0] == "\u0645\u0647\u0646\u062f\u0633"


def test_roles_and_key_sentences_are_the_articles_own(article: tuple[str, Recognition]) -> None:
    text, found = article
    for entity in found.entities:
        assert 1 <= len(entity.sentences) <= 2, entity.id
        for sentence in entity.sentences:
            assert text[sentence.start : sentence.end] == sentence.text
        assert entity.role in " ".join(text.split())
    roles = {entity.id: entity.role for entity in found.entities}
    assert roles["mark-zuckerberg"].split()[-1] == "\u0645\u064a\u062a\u0627"


def test_the_practice_articles_score(tmp_path: Path) -> None:
    predicted = {}
    for file in sorted(shared_path("gold/dev").glob("*.json")):
        document = json.loads(file.read_text(encoding="utf-8"))
        predicted[document["id"]] = predictions(document["text"], recognise(document["text"]))
    row = score(predicted, shared_path("gold/dev"), tmp_path)
    assert row["overlap"][2] >= 0.98
    assert row["entity_named"][2] >= 0.97
    assert row["novel_recall"] >= 0.99
    assert row["traps"][0] <= 1
