"""All cases of the Unicode Character Database for UAX#9: levels and visual order."""

import gzip
import unicodedata
from collections.abc import Iterator

import pytest

from tests.shared import shared_path
from tui.text.bidi import resolve, resolve_classes


def lines_of(name: str) -> Iterator[str]:
    with gzip.open(shared_path(name), "rt", encoding="utf-8") as file:
        for line in file:
            content = line.partition("#")[0].strip()
            if content:
                yield content


def expected_levels(field: str) -> list[int | None]:
    return [None if value == "x" else int(value) for value in field.split()]


@pytest.mark.slow
def test_every_character_case() -> None:
    done = left_out = 0
    wrong: list[str] = []
    for line in lines_of("unicode/BidiCharacterTest.txt.gz"):
        codes, direction, paragraph, levels, order = line.split(";")
        text = "".join(chr(int(code, 16)) for code in codes.split())
        if any(unicodedata.category(char) == "Cn" for char in text):
            left_out += 1
            continue
        done += 1
        answer = resolve(text, None if direction == "2" else int(direction))
        expected = expected_levels(levels)
        if (
            answer.level != int(paragraph)
            or answer.levels != expected
            or answer.order != [int(value) for value in order.split()]
        ):
            wrong.append(line)
    print(f"BidiCharacterTest: {done} cases, {left_out} left out")
    assert wrong == []
    assert done + left_out == 91_707
    assert left_out <= 100


@pytest.mark.slow
def test_every_class_case() -> None:
    done = 0
    wrong: list[str] = []
    levels: list[int | None] = []
    order: list[int] = []
    for line in lines_of("unicode/BidiTest.txt.gz"):
        if line.startswith("@"):
            name, _, value = line.partition(":")
            if name == "@Levels":
                levels = expected_levels(value)
            elif name == "@Reorder":
                order = [int(place) for place in value.split()]
            continue
        names, _, bits = line.partition(";")
        classes = names.split()
        for bit, base in ((1, None), (2, 0), (4, 1)):
            if int(bits, 16) & bit:
                done += 1
                answer = resolve_classes(classes, base)
                if answer.levels != levels or answer.order != order:
                    wrong.append(f"{line} base {base}")
    assert wrong == []
    assert done == 770_241
