"""The key table under every layout in real terminals, and its part of docs/terminals.md."""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from tests.terminals.press import LAYOUTS
from tui.app.verbs import VERBS

KEYED = ("xterm", "kitty", "konsole", "mlterm", "urxvt", "vte")
"""Terminals of X, which has the layouts.  Alacritty 0.11 sees no Shift that XTEST holds beside an arrow key."""
SECONDS = 200
"""So long all keys under all layouts take at the most."""
ALL = sum(len(verb.keys) for verb in VERBS)


@dataclass(frozen=True, slots=True)
class Pressed:
    """What one terminal made of the keys: by layout those that did something else than the table says."""

    name: str
    wrong: dict[str, list[str]]

    def unexcused(self) -> dict[str, list[str]]:
        """Without what no program can tell apart: see docs/keys.md."""
        return {layout: [one for one in wrong if not excused(layout, one)] for layout, wrong in self.wrong.items()}

    @property
    def good(self) -> bool:
        """Whether all layouts were tried and no key did anything that has no excuse."""
        return set(self.wrong) == set(LAYOUTS) and not any(self.unexcused().values())


def excused(layout: str, wrong: str) -> bool:
    """The z of Serbian sends what its backslash sends; kitty's protocol tells them apart, and so does Ctrl."""
    return layout == "serbian" and wrong.startswith("z:")


def press(tools: ModuleType, name: str) -> Pressed:
    """Press all keys in one terminal."""
    with tempfile.TemporaryDirectory(prefix="khabar-keys-") as scratch:
        file = Path(scratch) / "wrong.json"
        script = Path(scratch) / "run"
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m tests.terminals.press "{file}"\n', encoding="utf-8")
        script.chmod(0o755)
        picture = Path(scratch) / "picture.png"
        tools.shoot(name, [str(script)], picture, cols=100, rows=30, keys=_until_done(file), wait=40.0)
        wrong: dict[str, list[str]] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return Pressed(name, wrong)


def _until_done(file: Path) -> Iterator[str]:
    """What the lab is to press: the key that begins, then nothing until all layouts are told of."""
    yield from ("sleep:2", "F12")
    for _ in range(SECONDS):
        yield "sleep:1"
        if file.exists() and f'"{list(LAYOUTS)[-1]}"' in file.read_text(encoding="utf-8"):
            return


def section(found: Sequence[Pressed]) -> list[str]:
    """Lines of docs/terminals.md."""
    lines = [
        "## Keys under other layouts",
        "",
        f"Every key of the table ({ALL}), pressed by its place on the keyboard (XTEST keycodes) under layouts of X:",
        "how many did something else than the table says. What a terminal cannot tell apart is explained in",
        "[keys.md](keys.md).",
        "",
        f"| terminal | {' | '.join(LAYOUTS)} |",
        f"|---|{'---|' * len(LAYOUTS)}",
    ]
    for one in found:
        counts = [str(len(one.wrong[layout])) if layout in one.wrong else "?" for layout in LAYOUTS]
        lines.append(f"| {one.name} | {' | '.join(counts)} |")
    return [*lines, ""]
