"""A GLiNER model on a tiny graph made here: what it is given, what it sees, and what is made of that."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tiny_gliner import INPUTS, make, write_graph
from tui.entities import NeuralError, Spotted, recognise_article
from tui.entities.gliner import Gliner, fingerprint, greedy, locate, missing, settings_of, windows, word_numbers
from tui.model import Article, Block, BlockKind, Entity, Recognition

needs_libraries = pytest.mark.skipif(bool(missing()), reason="the extra khabar[neural] is not installed")

QORVANA = "\u0642\u0648\u0631\u0641\u0627\u0646\u0627"  # an invented company
SAMRA = "\u0644\u064a\u062b\u0627\u0646 \u0632\u0645\u0631\u0627\u0646"  # an invented person
NAMES = {
    "Zelmora Kraft": ("company", 12.0),
    "Vintaro": ("company", 12.0),
    "Odric Palvane": ("person", 12.0),
    "Mibbet": ("company", 1.0),
    QORVANA: ("company", 12.0),
    SAMRA: ("person", 12.0),
}


def loaded(folder: Path, threshold: float = 0.5, **settings: int) -> Gliner:
    return Gliner(locate(make(folder, NAMES, **settings)), threshold)


def seen(model: Gliner, text: str) -> list[tuple[str, str]]:
    """(surface, kind) in text order."""
    return [(text[span.start : span.end], span.kind) for span in sorted(model(text), key=lambda span: span.start)]


@needs_libraries
def test_names_are_seen_where_they_stand_in_code_points(tmp_path: Path) -> None:
    model = loaded(tmp_path)
    text = f"Zelmora Kraft \U0001f680 hired Odric Palvane. {SAMRA}: {QORVANA}, Vintaro; Zelmora went, Kraft stayed."
    assert seen(model, text) == [
        ("Zelmora Kraft", "company"), ("Odric Palvane", "person"), (SAMRA, "person"), (QORVANA, "company"),
        ("Vintaro", "company"),
    ]  # fmt: skip
    assert all(span.score > 0.99 for span in model(text))
    assert model("") == model("   ") == model("nothing here, at all!") == []


@needs_libraries
def test_the_threshold_is_the_lowest_score_that_is_told(tmp_path: Path) -> None:
    model = loaded(tmp_path, 0.7)
    assert seen(model, "Mibbet rose.") == [("Mibbet", "company")]
    assert model("Mibbet rose.")[0].score == pytest.approx(0.731, abs=0.001)
    assert Gliner(locate(tmp_path), 0.8)("Mibbet rose.") == []


@needs_libraries
@pytest.mark.parametrize("words", [9, 40, 384])
def test_no_name_is_lost_between_windows(tmp_path: Path, words: int) -> None:
    model = loaded(tmp_path, words=words)
    chance = random.Random(7)
    text = " ".join(chance.choice(["Zelmora Kraft", "Vintaro", "and", "so", "on", "it", "went"]) for _ in range(900))
    assert len(seen(model, text)) == text.count("Zelmora Kraft") + text.count("Vintaro")
    assert {surface for surface, _ in seen(model, text)} == {"Zelmora Kraft", "Vintaro"}


@needs_libraries
def test_vowel_marks_and_a_word_without_end_do_no_harm(tmp_path: Path) -> None:
    model = loaded(tmp_path)
    marked = "\u0645\u064f\u062f\u064e\u064a\u0631"
    assert seen(model, f"{marked} Vintaro {'x' * 50_000} Vintaro") == [("Vintaro", "company")] * 2


def test_windows_share_words_and_end() -> None:
    assert list(windows([1] * 10, 4, 99, 2)) == [(0, 4), (2, 6), (4, 8), (6, 10)]
    assert list(windows([3, 3, 3, 3], 99, 7, 1)) == [(0, 2), (1, 3), (2, 4)]
    assert list(windows([50, 1, 50], 99, 7, 3)) == [(0, 1), (1, 2), (2, 3)]
    assert list(windows([], 4, 9, 2)) == []


def test_only_the_first_piece_of_a_word_has_its_number() -> None:
    assert word_numbers([None, 0, 1, 2, 2, 3, 3, 4, None], 2) == [0, 0, 0, 1, 0, 2, 0, 3, 0]


def test_the_best_spans_that_do_not_overlap_are_kept() -> None:
    spans = [(0.9, 0, 1, 0), (0.95, 1, 2, 1), (0.6, 0, 0, 0), (0.9, 4, 4, 0), (0.9, 4, 5, 0), (0.9, 4, 5, 1)]
    assert greedy(spans) == [(0.95, 1, 2, 1), (0.9, 4, 5, 0), (0.6, 0, 0, 0)]


@needs_libraries
def test_what_is_no_such_model_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NeuralError, match="no model there"):
        locate(tmp_path)
    make(tmp_path, NAMES)
    write_graph(tmp_path / "model.onnx", [[0.0] * 2] * 99, [1], [[0], [0], [0]])
    with pytest.raises(NeuralError, match=r"another shape: \(1, 1, 4, 3\)"):
        Gliner(locate(tmp_path), 0.5)("Vintaro")
    write_graph(tmp_path / "model.onnx", [[0.0] * 2] * 99, [1], [[0], [0]], (*INPUTS, "labels_embeds"))
    with pytest.raises(NeuralError, match="labels in the text"):
        Gliner(locate(tmp_path), 0.5)
    names = tmp_path / "tokenizer.json"
    make(tmp_path, NAMES)
    names.write_text(names.read_text(encoding="utf-8").replace("<<ENT>>", "<<OTHER>>"), encoding="utf-8")
    with pytest.raises(NeuralError, match="does not know <<ENT>>"):
        Gliner(locate(tmp_path), 0.5)
    (tmp_path / "tokenizer.json").unlink()
    with pytest.raises(NeuralError, match=r"lacks tokenizer\.json"):
        locate(tmp_path)


@pytest.mark.parametrize("text", ["{", "[]", '{"max_width": 0}', '{"max_len": "x"}', '{"labels_encoder": "bge"}',
                                  '{"span_mode": "token_level"}'])  # fmt: skip
def test_settings_of_another_make_are_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "gliner_config.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(NeuralError, match="not a"):
        settings_of(path)


@needs_libraries
def test_the_files_are_found_in_both_layouts_and_a_change_is_noticed(tmp_path: Path) -> None:
    make(tmp_path, NAMES)
    before = fingerprint(locate(tmp_path), 0.5)
    assert fingerprint(locate(tmp_path), 0.5) == before
    assert fingerprint(locate(tmp_path), 0.6) != before
    (tmp_path / "onnx").mkdir()
    (tmp_path / "model.onnx").rename(tmp_path / "onnx" / "model_int8.onnx")
    found = locate(tmp_path)
    assert found == locate(tmp_path / "onnx" / "model_int8.onnx")
    assert found.graph.name == "model_int8.onnx"
    assert fingerprint(found, 0.5) != before
    settings = json.loads(found.settings.read_text(encoding="utf-8"))
    found.settings.write_text(json.dumps({**settings, "max_width": 3}), encoding="utf-8")
    assert Gliner(found, 0.5)("Vintaro")[0].kind == "company"


def test_nothing_heavy_is_imported_at_the_start() -> None:
    code = (
        "import sys, tui.cli, tui.app.app, tui.newsroom.study, tui.newsroom.summaries, tui.entities.gliner;"
        "print([name for name in ('numpy', 'onnxruntime', 'tokenizers', 'httpx') if name in sys.modules])"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True).stdout.split() == [b"[]"]


# What is made of it


def story(*paragraphs: str, language: str = "en") -> Article:
    return Article("Of the week", tuple(Block(BlockKind.PARAGRAPH, text) for text in paragraphs), language=language)


def cards(found: Recognition) -> dict[str, Entity]:
    return {entity.name: entity for entity in found.entities if entity.kind in ("company", "person")}


class Says:
    """A model that sees what it is told to, at every place."""

    def __init__(self, *names: tuple[str, str, float]) -> None:
        self._names = names

    def __call__(self, text: str, /) -> list[Spotted]:
        found = []
        for name, kind, score in self._names:
            at = text.find(name)
            while at >= 0:
                assert kind in ("company", "person")
                found.append(Spotted(at, at + len(name), "company" if kind == "company" else "person", score))
                at = text.find(name, at + 1)
        return found


def test_a_name_that_only_the_model_sees_has_a_card_and_a_badge() -> None:
    article = story("On Sunday vintaro opened a second harbour.")
    assert cards(recognise_article(article)) == {}
    found = recognise_article(article, Says(("vintaro", "company", 0.93)))
    card = cards(found)["vintaro"]
    assert (card.kind, card.badge, card.count) == ("company", "neural", 1)
    mention = next(mention for mention in found.mentions if mention.entity == card.id)
    assert (mention.block, mention.start, mention.end, mention.surface) == (0, 10, 17, "vintaro")


def test_a_low_score_alone_is_not_enough_and_with_a_rule_it_is() -> None:
    alone = story("On Sunday vintaro opened a second harbour.")
    assert cards(recognise_article(alone, Says(("vintaro", "company", 0.6)))) == {}
    twice = story("On Sunday vintaro opened a second harbour.", "Nobody asked vintaro why.")
    assert cards(recognise_article(twice, Says(("vintaro", "company", 0.6))))["vintaro"].count == 2


def test_what_the_rules_know_keeps_its_bounds_and_has_no_badge() -> None:
    article = story("Microsoft bought the harbour, said chief executive Satya Nadella.")
    plain = recognise_article(article)
    told = recognise_article(article, Says(("Microsoft", "company", 0.9), ("executive Satya Nadella", "person", 0.9)))
    assert [(m.surface, m.entity) for m in told.mentions] == [(m.surface, m.entity) for m in plain.mentions]
    assert {card.badge for card in cards(told).values()} == {""}


def test_a_proclitic_is_no_part_of_a_name_that_stands_without_it_elsewhere() -> None:
    opens = "\u062a\u0641\u062a\u062d"  # "opens"
    article = story(f"{opens} {QORVANA} {opens}.", f"{opens} \u0648{QORVANA} {opens}.", language="ar")
    model = Says((QORVANA, "company", 0.93), (f"\u0648{QORVANA}", "company", 0.94))
    found = recognise_article(article, model)
    assert [mention.surface for mention in found.mentions] == [QORVANA, QORVANA]
    assert [entity.count for entity in found.entities] == [2]


def test_spans_without_a_word_or_over_two_sentences_are_dropped() -> None:
    article = story("It rained. Vendors left: 25, 30!")
    model = Says(("rained. Vendors", "company", 0.99), ("25, 30", "company", 0.99), ("!", "person", 0.99))
    assert cards(recognise_article(article, model)) == {}
