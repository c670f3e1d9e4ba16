"""How fast text is set, beside the two libraries that do part of the same work: ``python -m benchmarks.text [FILE]``.

FILE is a UTF-8 text (without one: the Arabic stories of the demo); it is
repeated to about a megabyte.  With ``--unique`` every word is made different,
so that nothing is gained by remembering words.  Ratios below 1 mean that we
are faster.  The last rows are a screen of 30 lines out of 10,000 words.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import time
from collections.abc import Callable
from importlib import resources
from itertools import count, islice
from pathlib import Path

import arabic_reshaper
from bidi import get_display

from tui.text import iterate, lay_out, resolve, warm_up
from tui.text.shaping import _strokes as shaping_memory
from tui.text.shaping import shape
from tui.text.wrap import breaks_inside

MEGABYTE = 1_000_000
LETTERS = "".join(map(chr, (*range(0x62A, 0x62F), *range(0x633, 0x63B), *range(0x641, 0x648))))


SCREEN = 30
"""Lines of a screen."""


def arabic_of_the_demo() -> str:
    """The paragraphs of the demo's Arabic stories, one a line."""
    folder = resources.files("tui.newsroom") / "demo_data"
    found: list[str] = []
    for name in ("almadar.json", "nabd.json"):
        for item in json.loads((folder / name).read_text(encoding="utf-8"))["items"]:
            found += re.findall("<p>(.*?)</p>", item["content_html"], re.DOTALL)
    return "\n".join(" ".join(re.sub("<[^>]*>", " ", part).split()) for part in found)


def sample(source: str, *, unique: bool) -> str:
    """About a megabyte of ``source``."""
    times = MEGABYTE // max(1, len(source.encode())) + 1
    whole = "\n".join([source.strip("\n")] * times)
    if not unique:
        return whole
    numbers = count()

    def another(found: re.Match[str]) -> str:
        number = next(numbers)
        tail = "".join(LETTERS[number // 20**place % 20] for place in range(4))
        return found[0][:-4] + tail if len(found[0]) > 4 else tail[: len(found[0])]

    return re.sub("[\u0621-\u064a]+", another, whole)


def seconds(work: Callable[[], object], repeat: int) -> float:
    """The best of ``repeat`` runs, each with an empty memory of words."""
    best = float("inf")
    for _ in range(repeat):
        for memory in (shape, shaping_memory, breaks_inside):
            memory.cache_clear()
        began = time.perf_counter()
        work()
        best = min(best, time.perf_counter() - began)
    return best


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, nargs="?")
    parser.add_argument("--unique", action="store_true")
    parser.add_argument("--width", type=int, default=80)
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    source = options.file.read_text(encoding="utf-8") if options.file else arabic_of_the_demo()
    text = sample(source, unique=options.unique)
    warm_up()
    paragraphs = text.split("\n")
    reshaper = arabic_reshaper.ArabicReshaper({"delete_harakat": False, "ARABIC LIGATURE ALLAH": False})
    megabytes = len(text.encode()) / MEGABYTE

    def ours() -> list[str]:
        return [line.text for line in lay_out(text, options.width)]

    def theirs() -> list[str]:
        return [get_display(arabic_reshaper.reshape(paragraph)) for paragraph in paragraphs]

    def theirs_alike() -> list[str]:
        return [get_display(reshaper.reshape(paragraph)) for paragraph in paragraphs]

    base = seconds(theirs, options.repeat)
    print(f"{megabytes:.2f} MB, {len(text.split())} words, {len(set(text.split()))} different, width {options.width}")
    for name, work in (
        ("arabic_reshaper.reshape + bidi.get_display, as they come", theirs),
        ("the same, harakat kept and no sign for Allah", theirs_alike),
        ("resolve, shape, wrap, reorder, mirror (all of lay_out)", ours),
        ("resolve alone", lambda: [resolve(paragraph) for paragraph in paragraphs]),
    ):
        took = base if work is theirs else seconds(work, options.repeat)
        print(f"{took / megabytes:7.3f} s/MB  ratio {took / base:5.2f}  {name}")
    screens(source, options.width, options.repeat)
    return 0


def screens(source: str, width: int, repeat: int) -> None:
    """Print what the first screen of 10,000 words costs, and the same again at another width."""
    words = (source.split() * (10_000 // max(1, len(source.split())) + 1))[:10_000]
    ordinary = "\n".join(" ".join(words[at : at + 80]) for at in range(0, len(words), 80))
    for name, text in (("paragraphs of 80 words", ordinary), ("one paragraph", " ".join(words))):

        def screen(columns: int = width, text: str = text) -> list[str]:
            return [line.text for line in islice(iterate(text, columns), SCREEN)]

        took = seconds(screen, repeat)
        began = time.perf_counter()
        screen(width - 7)
        again = time.perf_counter() - began
        print(f"{took * 1000:7.1f} ms  first screen of 10,000 words, {name}; {again * 1000:.1f} ms at another width")


if __name__ == "__main__":
    sys.exit(main())
