"""A tiny model in the layout of GLiNER's exports: it knows some names by heart, and nothing else.

Its graph reads what a real one reads (words by their first piece, spans by
their first and last word) and scores a span by a table: so wrong inputs give
wrong names.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

KINDS = ("company", "person")
WIDTH = 4
OTHER = -20.0
"""What a word adds to the logit of a span that begins or ends with it and no name does."""
_SPECIAL = ("[UNK]", "[CLS]", "[SEP]", "<<ENT>>", "<<SEP>>", "company", "person")
INPUTS = ("input_ids", "attention_mask", "words_mask", "text_lengths", "span_idx", "span_mask")


def make(folder: Path, names: Mapping[str, tuple[str, float]], *, words: int = 384, width: int = WIDTH) -> Path:
    """Write a model into ``folder`` that gives each of ``names`` its (kind, logit); returns the folder.

    Every word of a name is cut into two pieces, so that only the first counts.
    """
    folder.mkdir(parents=True, exist_ok=True)
    vocabulary = {piece: number for number, piece in enumerate(_SPECIAL)}
    for name in names:
        for part in name.lower().split():
            for piece in (part[:2], f"##{part[2:]}"):
                vocabulary.setdefault(piece, len(vocabulary))
    table = [[OTHER] * (2 * len(names)) for _ in vocabulary]
    for number, (name, (_, logit)) in enumerate(names.items()):
        parts = name.lower().split()
        table[vocabulary[parts[0][:2]]][2 * number] = logit / 2
        table[vocabulary[parts[-1][:2]]][2 * number + 1] = logit / 2
    _write_tokenizer(folder / "tokenizer.json", vocabulary)
    settings = {"max_width": width, "max_len": words, "span_mode": "markerV0", "model_name": "tiny"}
    (folder / "gliner_config.json").write_text(json.dumps(settings), encoding="utf-8")
    kinds = [[number for number, (kind, _) in enumerate(names.values()) if kind == wanted] for wanted in KINDS]
    write_graph(folder / "model.onnx", table, [len(name.split()) for name in names], kinds)
    return folder


def _write_tokenizer(path: Path, vocabulary: dict[str, int]) -> None:
    from tokenizers import Tokenizer, models, normalizers, processors

    tokenizer: Any = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.add_special_tokens(["[CLS]", "[SEP]", "<<ENT>>", "<<SEP>>"])
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS] $A [SEP]", special_tokens=[("[CLS]", vocabulary["[CLS]"]), ("[SEP]", vocabulary["[SEP]"])]
    )
    tokenizer.enable_truncation(8)  # as exports have it: a loader that leaves it on reads eight pieces
    tokenizer.save(str(path))


def write_graph(
    path: Path,
    table: Sequence[Sequence[float]],
    lengths: Sequence[int],
    kinds: Sequence[Sequence[int]],
    inputs: tuple[str, ...] = INPUTS,
) -> None:
    """The graph: a span's logit is the best of all names of a kind, each by its first word, last word and length.

    ``table`` has a row for each piece: what it adds as the first and as the last
    word of each name.  ``kinds`` are the numbers of the names of each kind.
    """
    import numpy
    from onnx import TensorProto, checker, helper, numpy_helper, save

    whole, shape = TensorProto.INT64, {"text_lengths": (1, 1), "span_idx": (1, "spans", 2), "span_mask": (1, "spans")}
    given = [
        helper.make_tensor_value_info(
            name, TensorProto.BOOL if name == "span_mask" else whole, shape.get(name, (1, "pieces"))
        )
        for name in inputs
    ]
    constants: dict[str, Any] = {
        "table": numpy.array(table, dtype=numpy.float32),
        "zero": numpy.array(0, dtype=numpy.int64),
        "one": numpy.array(1, dtype=numpy.int64),
        "first": numpy.array([0], dtype=numpy.int64),
        "last": numpy.array([1], dtype=numpy.int64),
        "starts": numpy.arange(0, 2 * len(lengths), 2, dtype=numpy.int64),
        "ends": numpy.arange(1, 2 * len(lengths), 2, dtype=numpy.int64),
        "lengths": numpy.array([lengths], dtype=numpy.float32) - 1,
        "heavy": numpy.array(-100, dtype=numpy.float32),
        "minus": numpy.array([-1], dtype=numpy.int64),
        "kinds": numpy.array([len(kinds)], dtype=numpy.int64),
    } | {f"of{number}": numpy.array(names, dtype=numpy.int64) for number, names in enumerate(kinds)}
    told = [helper.make_tensor_value_info("logits", TensorProto.FLOAT, (1, "words", "width", len(kinds)))]
    stored = [numpy_helper.from_array(value, name) for name, value in constants.items()]
    graph = helper.make_graph(_steps(len(kinds)), "tiny", given, told, stored)
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 17)], ir_version=9)
    if set(inputs) == set(INPUTS):
        checker.check_model(model)
    save(model, str(path))


def _steps(kinds: int) -> list[Any]:
    """The nodes: pieces to words, words to spans, spans to the best name of each kind."""
    from onnx import TensorProto, helper

    node = helper.make_node
    return [
        node("Squeeze", ["text_lengths"], ["length"]),
        node("Add", ["length", "one"], ["beyond"]),
        node("Range", ["one", "beyond", "one"], ["numbers"]),
        node("Unsqueeze", ["numbers", "last"], ["column"]),  # [words, 1]
        node("Equal", ["column", "words_mask"], ["is_piece"]),  # [words, pieces]
        node("Cast", ["is_piece"], ["piece"], to=TensorProto.FLOAT),
        node("Squeeze", ["input_ids", "first"], ["ids"]),
        node("Gather", ["table", "ids"], ["pieces_scored"], axis=0),
        node("MatMul", ["piece", "pieces_scored"], ["words_scored"]),  # [words, 2 x names]
        node("Gather", ["span_idx", "zero"], ["span_first"], axis=2),
        node("Gather", ["span_idx", "one"], ["span_last"], axis=2),
        node("Squeeze", ["span_first", "first"], ["span_starts"]),
        node("Squeeze", ["span_last", "first"], ["span_ends"]),
        node("Gather", ["words_scored", "span_starts"], ["by_start"], axis=0),
        node("Gather", ["words_scored", "span_ends"], ["by_end"], axis=0),
        node("Gather", ["by_start", "starts"], ["start_scores"], axis=1),
        node("Gather", ["by_end", "ends"], ["end_scores"], axis=1),
        node("Sub", ["span_ends", "span_starts"], ["whole_widths"]),
        node("Cast", ["whole_widths"], ["flat_widths"], to=TensorProto.FLOAT),
        node("Unsqueeze", ["flat_widths", "last"], ["widths"]),
        node("Sub", ["widths", "lengths"], ["off"]),
        node("Abs", ["off"], ["far"]),
        node("Mul", ["far", "heavy"], ["penalty"]),
        node("Sum", ["start_scores", "end_scores", "penalty"], ["by_name"]),  # [spans, names]
        *[node("Gather", ["by_name", f"of{n}"], [f"named{n}"], axis=1) for n in range(kinds)],
        *[node("ReduceMax", [f"named{n}"], [f"best{n}"], axes=[1], keepdims=1) for n in range(kinds)],
        node("Concat", [f"best{n}" for n in range(kinds)], ["flat"], axis=1),  # [spans, kinds]
        node("Unsqueeze", ["length", "first"], ["words"]),
        node("Concat", ["last", "words", "minus", "kinds"], ["wanted"], axis=0),
        node("Reshape", ["flat", "wanted"], ["logits"]),
    ]
