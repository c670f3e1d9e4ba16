"""A GLiNER span model, run on this machine through onnxruntime.

GLiNER (Zaratiana et al. 2023) is asked with the kinds it shall find in front of
the text: ``<<ENT>> company <<ENT>> person <<SEP>>`` and then the words.  The
exported graph takes, for words numbered from 1 (0: the prompt, and all but the
first piece of a word), every span of up to ``max_width`` words by its first and
last word, and gives a logit for each (word, width, kind).

numpy, onnxruntime and tokenizers are heavy and optional: they are imported when
a model is loaded and not with this module.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from tui.entities.neural import NeuralError, Spotted

LIBRARIES = ("numpy", "onnxruntime", "tokenizers")
GRAPHS = ("model.onnx", "model_quantized.onnx", "model_int8.onnx", "model_q8.onnx", "model_fp16.onnx")
"""The names of exported models, the one that is taken first in front."""
KINDS: tuple[Literal["company", "person"], ...] = ("company", "person")
LONGEST_TEXT = 60_000
"""Code points of a text that the model reads: what is longer is no news story."""
MOST_PIECES = 512
"""Pieces of words in one window, the prompt included: what such models were trained with."""
_LONGEST_WORD = 80
_MARKS = "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"  # Hebrew
_MARKS += "\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u200c\u200d"  # Arabic, and the joiners
"""Marks on letters and joiners inside words, which are no letters to a regular expression."""
_WORD = re.compile(rf"\w[\w{_MARKS}]*(?:[-_]\w[\w{_MARKS}]*)*|\S")
_INPUTS = ("input_ids", "attention_mask", "words_mask", "text_lengths", "span_idx", "span_mask")


@dataclass(frozen=True, slots=True)
class Files:
    """Where the parts of an exported model are."""

    graph: Path
    tokenizer: Path
    settings: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What a model's own settings say: its marks, how many words a span and a window may have."""

    entity: str = "<<ENT>>"
    separator: str = "<<SEP>>"
    width: int = 12
    words: int = 384


def missing() -> list[str]:
    """The libraries that are not installed; none is imported."""
    return [name for name in LIBRARIES if find_spec(name) is None]


def locate(model: Path) -> Files:
    """The files of an export: ``model`` is its folder, or the graph in it.  Raises NeuralError."""
    if model.suffix == ".onnx":
        graphs = [model] if model.is_file() else []
        folders = [model.parent, model.parent.parent]
    else:
        graphs = [path for place in (model, model / "onnx") for name in GRAPHS if (path := place / name).is_file()]
        folders = [model, model / "onnx"]
    if not graphs:
        raise NeuralError(f"no model there: {model}; it is a folder with {GRAPHS[0]} and tokenizer.json")
    return Files(graphs[0], _in(folders, "tokenizer.json"), _in(folders, "gliner_config.json", "config.json"))


def _in(folders: Sequence[Path], *names: str) -> Path:
    for name in names:
        for folder in folders:
            if (folder / name).is_file():
                return folder / name
    raise NeuralError(f"the model lacks {names[0]}: {folders[0]}")


def fingerprint(files: Files, threshold: float) -> int:
    """A number from 1 to 2**48 that changes with the model's files, what is asked of it, and the threshold."""
    told = [f"{threshold:.4f}", *KINDS]
    for path in (files.graph, files.tokenizer, files.settings):
        about = path.stat()
        told += [str(path.resolve()), str(about.st_size), str(about.st_mtime_ns)]
    return int.from_bytes(blake2b("\0".join(told).encode("utf-8", "surrogateescape"), digest_size=6).digest()) or 1


def settings_of(path: Path) -> Settings:
    """A model's settings.  Raises NeuralError for a model of another make."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except ValueError:
        raise NeuralError(f"not a model's settings: {path}") from None
    if not isinstance(told, dict):
        raise NeuralError(f"not a model's settings: {path}")
    if told.get("labels_encoder") or told.get("span_mode") == "token_level":
        raise NeuralError("not a GLiNER model that scores spans with its labels in the text")
    known = Settings()
    width, words = told.get("max_width", known.width), told.get("max_len", known.words)
    if not (isinstance(width, int) and isinstance(words, int) and 1 <= width <= 100 and words >= 1):
        raise NeuralError(f"not a model's settings: {path}")
    return Settings(
        str(told.get("ent_token", known.entity)), str(told.get("sep_token", known.separator)), width, min(words, 4096)
    )


class Gliner:
    """A loaded model.  Call it with a text; safe for one thread at a time."""

    def __init__(self, files: Files, threshold: float) -> None:
        """Load a model; ``threshold`` (0 to 1) is the lowest score that is told.

        Raises NeuralError for a graph with other inputs, ImportError without the
        libraries, and what those raise for files that they cannot read.
        """
        import onnxruntime
        import tokenizers

        self._settings = settings_of(files.settings)
        self._threshold = threshold
        self._tokenizer: Any = tokenizers.Tokenizer.from_file(str(files.tokenizer))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        # The reader is at work on the same machine: half of it is enough.
        options.intra_op_num_threads = max(1, (os.cpu_count() or 1) // 2)
        self._session: Any = onnxruntime.InferenceSession(str(files.graph), options, providers=["CPUExecutionProvider"])
        self._types = {given.name: str(given.type) for given in self._session.get_inputs()}
        if not {"input_ids", "span_idx"} <= self._types.keys() <= set(_INPUTS):
            raise NeuralError("not a GLiNER model that scores spans with its labels in the text")
        self._prompt = [part for kind in KINDS for part in (self._settings.entity, kind)] + [self._settings.separator]
        entity = self._tokenizer.token_to_id(self._settings.entity)
        asked = self._tokenizer.encode(self._prompt, is_pretokenized=True)
        if entity is None or list(asked.ids).count(entity) != len(KINDS):
            raise NeuralError(f"the tokenizer does not know {self._settings.entity}")
        self._room = MOST_PIECES - len(asked.ids)

    def __call__(self, text: str, /) -> list[Spotted]:
        """Companies and people by falling score, none overlapping; offsets are code points of ``text``."""
        words = [(found.start(), found.end()) for found in _WORD.finditer(text[:LONGEST_TEXT])]
        told = [text[start : min(end, start + _LONGEST_WORD)] for start, end in words]
        scored: list[tuple[float, int, int, int]] = []
        for first, last in self._windows(told):
            scored += [
                (score, first + start, first + end, kind) for score, start, end, kind in self._score(told[first:last])
            ]
        return [
            Spotted(words[start][0], words[end][1], KINDS[kind], score) for score, start, end, kind in greedy(scored)
        ]

    def _windows(self, words: Sequence[str]) -> Iterator[tuple[int, int]]:
        """Ranges of words that fit the model; neighbours share as many as a span may have, so that none is cut."""
        if not words:
            return
        pieces = [0] * len(words)
        for word in self._tokenizer.encode(words, is_pretokenized=True, add_special_tokens=False).word_ids:
            if word is not None:
                pieces[word] += 1
        yield from windows(pieces, self._settings.words, self._room, self._settings.width)

    def _score(self, words: Sequence[str]) -> list[tuple[float, int, int, int]]:
        """(score, first word, last word, kind) of every span of a window that reaches the threshold."""
        import numpy

        encoded = self._tokenizer.encode([*self._prompt, *words], is_pretokenized=True)
        starts = numpy.repeat(numpy.arange(len(words), dtype=numpy.int64), self._settings.width)
        widths = numpy.tile(numpy.arange(self._settings.width, dtype=numpy.int64), len(words))
        inside = starts + widths < len(words)
        spans = numpy.stack([starts, starts + widths], axis=1) * inside[:, None]
        given = {
            "input_ids": numpy.array([encoded.ids], dtype=numpy.int64),
            "attention_mask": numpy.array([encoded.attention_mask], dtype=numpy.int64),
            "words_mask": numpy.array([word_numbers(encoded.word_ids, len(self._prompt))], dtype=numpy.int64),
            "text_lengths": numpy.array([[len(words)]], dtype=numpy.int64),
            "span_idx": spans[None],
            "span_mask": inside[None]
            if "bool" in self._types.get("span_mask", "")
            else inside[None].astype(numpy.int64),
        }
        logits = self._session.run(None, {name: given[name] for name in self._types})[0]
        if logits.shape != (1, len(words), self._settings.width, len(KINDS)):
            raise NeuralError(f"the model's answer has another shape: {logits.shape}")
        scores = 1.0 / (1.0 + numpy.exp(-numpy.clip(logits[0].astype(numpy.float64), -60, 60)))
        reached = numpy.argwhere((scores >= self._threshold) & inside.reshape(len(words), -1)[:, :, None])
        return [
            (float(scores[start, width, kind]), int(start), int(start + width), int(kind))
            for start, width, kind in reached
        ]


def word_numbers(word_ids: Sequence[int | None], prompt: int) -> list[int]:
    """For each piece the number of its word, from 1 after ``prompt`` words; 0 for all but a word's first piece."""
    numbers = []
    before: int | None = None
    for word in word_ids:
        numbers.append(word - prompt + 1 if word is not None and word >= prompt and word != before else 0)
        before = word
    return numbers


def windows(pieces: Sequence[int], most_words: int, most_pieces: int, shared: int) -> Iterator[tuple[int, int]]:
    """Ranges over words, each of which costs ``pieces``, with ``shared`` words in common where they follow one another.

    A range has at least one word, even one that costs more than ``most_pieces``.
    """
    start = 0
    while start < len(pieces):
        end, cost = start, 0
        while end < len(pieces) and end - start < most_words:
            cost += pieces[end]
            if cost > most_pieces and end > start:
                break
            end += 1
        yield start, end
        if end == len(pieces):
            return
        start = max(start + 1, end - shared)


def greedy(scored: Sequence[tuple[float, int, int, int]]) -> list[tuple[float, int, int, int]]:
    """The best spans (score, first, last, kind), none of which overlaps a better one; the longer of two equal ones."""
    taken: set[int] = set()
    kept = []
    for span in sorted(scored, key=lambda span: (-span[0], span[1] - span[2], span[1], span[3])):
        places = range(span[1], span[2] + 1)
        if taken.isdisjoint(places):
            taken.update(places)
            kept.append(span)
    return kept
