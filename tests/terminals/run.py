"""``make terminals``: the reader's article page in real terminals, read back from their pictures.

Every terminal that is installed runs ``khabar demo``, opens the Arabic story
alone on the screen, and is photographed by the terminal lab.  The text that
should stand there comes from the same reader without a terminal.  What was
read and how straight the borders are goes to docs/terminals.md, the pictures
beside it.  Then every key of the table is pressed under other layouts
(:mod:`tests.terminals.press`).  The exit status is 1 if a terminal falls below
the floors, or a key does what the table does not say.
"""

from __future__ import annotations

import argparse
import asyncio
import importlib.util
import json
import os
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

from PIL import Image, ImageChops

from tests.shared import find_shared
from tests.terminals import keys
from tui.app.app import Khabar
from tui.app.pictures import pressed, settle
from tui.articles.layout import text_of
from tui.newsroom.demo import demo_desk

ROOT = Path(__file__).resolve().parents[2]
SIZE = (92, 22)
KEYS = ("g", "a", "g", "g", "enter", "z", "T")
FLOORS = {"characters": 0.9, "order": 0.85}
STRAIGHT = 0.6
"""Share of a border's height in which ink stands in one column of pixels; letters in its way bring it near 0.2."""
REQUIRED = ("xterm", "mlterm", "konsole", "kitty", "alacritty", "vte", "urxvt", "foot", "tmux-in-xterm", "tmux-in-vte")
OTHERS = ("gnome-terminal", "st", "qterminal", "zutty", "tmux-in-konsole", "tmux-in-kitty", "screen-in-xterm")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one terminal showed: shares relative to a picture that a text engine drew, and the border's straightness."""

    name: str
    version: str
    profile: str
    reason: str
    characters: float
    order: float
    border: float

    @property
    def good(self) -> bool:
        return self.characters >= FLOORS["characters"] and self.order >= FLOORS["order"] and self.border >= STRAIGHT


def lab() -> ModuleType:
    """The terminal lab, which is no part of the project."""
    path = find_shared("terminal-lab/lab.py")
    if path is None:
        sys.exit("the terminal lab is not beside this checkout: set KHABAR_SHARED to the folder that holds it")
    spec = importlib.util.spec_from_file_location("terminal_lab", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


async def expected(size: tuple[int, int]) -> str:
    """The logical text of the article page in a terminal of this size, one line a row."""
    with demo_desk() as desk:
        app = Khabar(desk)
        app.reader.stories.preview_seconds = 0
        async with app.run_test(size=size) as pilot:
            await settle(app, pilot)
            for key in KEYS:
                app.post_message(pressed(key))
                await settle(app, pilot)
            panel = app.reader.room.panels.article
            assert panel.story is not None
            assert panel._flow is not None
            rows = panel._flow.rows[: panel.size.height]
            lines = [
                text_of(panel.story.article, row)[row.line.start : row.line.end] for row in rows if row.line is not None
            ]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class Frame:
    """Where the article's frame stands in a picture, in pixels, and how straight its sides are (0 to 1)."""

    left: int
    right: int
    top: int
    bottom: int
    straight: float


def ink_of(picture: Image.Image) -> Image.Image:
    """Black where the picture differs from its background, in whatever colour, else white."""
    colours = picture.convert("RGB")
    counted = Counter(zip(*(band.tobytes() for band in colours.split()), strict=True))
    apart = ImageChops.difference(colours, Image.new("RGB", colours.size, counted.most_common(1)[0][0]))
    red, green, blue = apart.split()
    most = ImageChops.lighter(ImageChops.lighter(red, green), blue)
    return most.point([max(0, 255 - 2 * level) for level in range(256)])


def frame_of(ink: Image.Image) -> Frame:
    """Look for the frame: its sides are the columns of pixels that hold the most ink near the edges."""
    width, height = ink.size
    data = ink.tobytes()

    def share(column: int) -> float:
        pixels = data[height // 4 * width + column : (height - height // 4) * width : width]
        return sum(pixel < 200 for pixel in pixels) / max(1, len(pixels))

    # The outermost columns belong to the window's edge, where a terminal may draw a frame of its own.
    left = max(range(2, width // 12), key=share)
    right = max(range(width - width // 8, width - 2), key=share)
    side = [data[row * width + left] < 200 for row in range(height)]
    middle = height // 2
    top = max((row for row in range(middle) if not any(side[row : row + 3])), default=0) + 3
    bottom = min((row for row in range(middle, height) if not any(side[row : row + 3])), default=height)
    return Frame(left, right, top, bottom, round(min(share(left), share(right)), 2))


def pango(tools: ModuleType, text: str) -> dict[str, float]:
    """What OCR reads from a picture of the same text that a text engine drew: no terminal can do better."""
    with tempfile.TemporaryDirectory(prefix="khabar-terminals-") as scratch:
        picture = Path(scratch) / "reference.png"
        tools.reference(text, picture)
        return dict(tools.likeness(text, tools.ocr(picture)))


@cache
def should_be(tools: ModuleType, size: tuple[int, int]) -> tuple[str, dict[str, float]]:
    """The page's text, and what OCR reads of it at best; not every terminal takes the size it is asked for."""
    text = asyncio.run(expected(size))
    return text, pango(tools, text)


def read_back(
    tools: ModuleType, shot: Image.Image, frame: Frame, text: str, ceiling: dict[str, float]
) -> tuple[float, float]:
    """(characters, order) of the page, relative to ``ceiling``: the best of up to four readings.

    OCR only ever loses letters of a right picture, now here and now there; it
    does not put a wrong one right.
    """
    grey = shot.convert("L")
    page_only = grey.crop((frame.left + 4, frame.top + 4, frame.right - 3, frame.bottom - 4))
    contrast = page_only.point([level * level // 255 for level in range(256)])
    best = (0.0, 0.0)
    with tempfile.TemporaryDirectory(prefix="khabar-terminals-") as scratch:
        path = Path(scratch) / "page.png"
        for picture, layout in ((grey, 6), (page_only, 6), (contrast, 6), (page_only, 4)):
            picture.save(path)
            found = tools.likeness(text, tools.ocr(path, psm=layout))
            characters, order = (round(min(1.0, found[key] / ceiling[key]), 2) for key in ("characters", "order"))
            best = max(best, (characters, order))
            if best[0] >= FLOORS["characters"] and best[1] >= FLOORS["order"]:
                break
    return best


def one(tools: ModuleType, name: str, folder: Path) -> Outcome:
    """Run the reader in one terminal and read its picture."""
    picture = folder / f"{name}.png"
    keys = [{"enter": "Return"}.get(key, key) for key in KEYS]
    with tempfile.TemporaryDirectory(prefix="khabar-terminals-") as scratch:
        said = Path(scratch) / "said.json"
        script = Path(scratch) / "run"
        script.write_text(
            f'#!/bin/sh\n"{sys.executable}" -m tests.terminals.say "{said}"\nexec "{sys.executable}" -m tui demo\n',
            encoding="utf-8",
        )
        script.chmod(0o755)
        # Some terminals need a moment between the picture that stands still and the first key.
        tools.shoot(name, [str(script)], picture, cols=SIZE[0], rows=SIZE[1], keys=["sleep:1", *keys], wait=40.0)
        told: dict[str, Any] = json.loads(said.read_text(encoding="utf-8"))
        with Image.open(picture) as shot:
            shot.load()
        ink = ink_of(shot)
        frame = frame_of(ink)
        text, ceiling = should_be(tools, (told["size"][0], told["size"][1]))
        characters, order = read_back(tools, shot, frame, text, ceiling)
    return Outcome(
        name, told["version"] or tools.version(tools.TERMINALS[name]), told["profile"], told["reason"],
        characters, order, frame.straight,
    )  # fmt: skip


def page(outcomes: list[Outcome], missing: list[str], pressed_keys: list[str]) -> str:
    """docs/terminals.md; ``pressed_keys`` are the lines about keys."""
    rows = [
        f"| {found.name} | {found.version} | `{found.profile}` | {found.reason} | {found.characters:.2f} | "
        f"{found.order:.2f} | {found.border:.2f} | [picture](terminals/{found.name}.png) |"
        for found in outcomes
    ]
    lines = [
        "# Terminals",
        "",
        "Written by `make terminals`: the reader's article page in real terminals under a virtual display, pictures",
        "that OCR reads back. *characters* and *order* are the shares of the page's letters and of its words in their",
        "order, relative to a picture of the same text that Pango drew",
        f"(floors {FLOORS['characters']} and {FLOORS['order']}); *border* is the share of the frame's height that",
        f"stands in one column of pixels (floor {STRAIGHT}). Profile and reason are what khabar chose by itself.",
        "",
        "| terminal | version | profile | because | characters | order | border | |",
        "|---|---|---|---|---|---|---|---|",
        *rows,
        "",
    ]
    if missing:
        lines += [f"Not installed where this was run: {', '.join(missing)}.", ""]
    lines += pressed_keys
    lines += [
        "What each profile sends is in `tui/text/profiles.py`; how terminals are told apart in `tui/text/detect.py`.",
        "`khabar doctor --try` shows the test lines under every profile, for a terminal that is not in this list.",
        "",
    ]
    return "\n".join(lines)


def main() -> int:
    """Run all terminals, or those that are named."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("names", nargs="*", help="terminals of the lab; without any all that are installed")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", help="folder of terminals.md and its pictures")
    parser.add_argument("--only", choices=("pages", "keys"), help="the pictures alone, or the keys alone")
    options = parser.parse_args()
    tools = lab()
    os.environ["OMP_THREAD_LIMIT"] = "1"  # OCR of a small picture is quicker on one core
    folder = options.out / "terminals"
    folder.mkdir(parents=True, exist_ok=True)
    wanted = options.names or [*REQUIRED, *OTHERS]
    missing = [name for name in wanted if tools.TERMINALS[name].missing()]
    outcomes = [] if options.only == "keys" else photographed(tools, wanted, missing, folder)
    found = [] if options.only == "pages" else typed_in(tools, [name for name in wanted if name not in missing])
    document = options.out / "terminals.md"
    if not options.names and options.only is None:
        document.write_text(page(outcomes, missing, keys.section(found)), encoding="utf-8")
    elif options.only == "keys" and not options.names:
        document.write_text(with_keys(document.read_text(encoding="utf-8"), keys.section(found)), encoding="utf-8")
    return 0 if all(one.good for one in outcomes) and all(one.good for one in found) else 1


def with_keys(text: str, section: list[str]) -> str:
    """The page with another section about keys."""
    before, after = text.split("What each profile sends", 1)
    before = before.split(section[0], 1)[0]
    return f"{before}{chr(10).join(section)}\nWhat each profile sends{after}"


def photographed(tools: ModuleType, wanted: list[str], missing: list[str], folder: Path) -> list[Outcome]:
    """The article page in every terminal."""
    outcomes: list[Outcome] = []
    for name in wanted:
        if name in missing:
            print(f"{name:16} not installed")
            continue
        found = one(tools, name, folder)
        outcomes.append(found)
        verdict = "ok" if found.good else "WRONG"
        print(f"{name:16} {found.profile:12} {found.characters:.2f} {found.order:.2f} {found.border:.2f}  {verdict}")
    return outcomes


def typed_in(tools: ModuleType, installed: list[str]) -> list[keys.Pressed]:
    """The keys of the table in the terminals of X."""
    outcomes: list[keys.Pressed] = []
    for name in keys.KEYED:
        if name not in installed:
            continue
        found = keys.press(tools, name)
        outcomes.append(found)
        counts = ", ".join(f"{layout} {len(wrong)}" for layout, wrong in found.wrong.items())
        print(f"{name:16} wrong keys: {counts}  {'ok' if found.good else 'WRONG'}")
        for layout, wrong in found.unexcused().items():
            for each in wrong:
                print(f"{'':16} {layout}: {each}")
    return outcomes


if __name__ == "__main__":
    sys.exit(main())
