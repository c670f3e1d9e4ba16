"""What is remembered of word forms changes no answer and has an end; a document's indexes agree with its tokens."""

import pytest

from tests.entities.goldset import load
from tui.entities import recognise, tokens
from tui.entities.document import Document, read
from tui.entities.regions import regions_of
from tui.entities.tokens import Tokeniser


def documents() -> list[Document]:
    firsts = {article.language: article for article in reversed(load("build"))}
    return [read(one.text, one.language.split("-")[0], regions_of(one.text)) for one in firsts.values()]


def test_forgetting_changes_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    articles = load("build")[::10]
    answers = [recognise(article.text, article.language) for article in articles]
    monkeypatch.setattr(tokens, "_MANY_FORMS", 3)
    monkeypatch.setattr(tokens, "_LONG_CHUNK", 6)
    tokens.tokeniser.cache_clear()
    assert [recognise(article.text, article.language) for article in reversed(articles)] == answers[::-1]


def test_no_more_forms_are_remembered_than_two_lots_and_a_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_MANY_FORMS", 100)
    reader = Tokeniser("en")
    for number in range(50):
        reader.read(" ".join(f"word{'abcdefghij'[i % 10]}{number}x{i}," for i in range(30)))
        chunks, forms = (reader._chunks, reader._older_chunks), (reader._types, reader._older_types)
        assert max(len(lot) for lot in (*chunks, *forms)) <= 100 + 2 * 30
    reader.read("x" * 1000 + " y")
    assert "y" in reader._chunks
    assert "x" * 1000 not in reader._chunks


def test_a_frequent_form_is_one_object_from_text_to_text() -> None:
    reader = Tokeniser("en")
    (first, *_), _ = reader.read("Acme bought it.")
    (_, second, _), _ = reader.read("bought Acme,")
    assert first.type is second.type


def test_indexes_agree_with_the_tokens() -> None:
    for doc in documents():
        for label in ("role", "company", "stop", "nothing"):
            assert doc.having(label) == [i for i, found in enumerate(doc.labels) if label in found]
        both = [i for i, found in enumerate(doc.labels) if found.keys() & {"role", "company"}]
        assert doc.having("role", "company") == both
        marks = frozenset(",.\u060c")
        assert doc.marks(marks) == [i for i, token in enumerate(doc.tokens) if token.text in marks]
        if doc.language != "sr":
            keys = {token.key for token in doc.tokens if token.word and len(token.key) > 4}
            assert doc.places_of_any(keys) == [
                i for i, token in enumerate(doc.tokens) if token.word and token.key in keys
            ]


def test_offsets_and_sentences() -> None:
    text = "One \u00abtwo\u00bb, NIS-a.  Three?\u201d\n\n\tFour\u00a0five \u0640 6.5"
    found, lines = Tokeniser("sr").read(text)
    assert [text[token.start : token.end] for token in found] == [
        "One", "\u00ab", "two", "\u00bb", ",", "NIS-a", ".", "Three", "?", "\u201d", "Four", "five", "6.5",
    ]  # fmt: skip
    assert lines == [0, 10]
    spans = tokens.split_sentences(text, found, lines)
    assert [(span.first, span.last, span.paragraph) for span in spans] == [(0, 7, 0), (7, 10, 0), (10, 13, 1)]
    assert [token.sentence for token in found] == [0] * 7 + [1] * 3 + [2] * 3
    assert [token.text for token in found if token.first] == ["One", "Three", "Four"]
