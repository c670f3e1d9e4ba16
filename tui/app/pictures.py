"""``python -m tui.app.pictures OUTDIR``: pictures of the running reader on the demo's stories, as SVG and PNG.

Every picture is the real program without a terminal: keys go in, and what the
compositor made is exported.  The PNG is drawn cell by cell (:mod:`tui.app.png`).
"""

from __future__ import annotations

import asyncio
import sys
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from textual import events
from textual.pilot import Pilot

from tui.app import png
from tui.app.app import Khabar
from tui.app.themes import PREFIX
from tui.newsroom import reading
from tui.newsroom.demo import demo_desk


@dataclass(frozen=True, slots=True)
class Scene:
    """A picture: its name and size, the story to open (a query and which of its results), and the keys to press."""

    name: str
    size: tuple[int, int]
    query: str = ""
    keys: tuple[str, ...] = ()
    language: str = "en"
    theme: str = "dark"
    colourless: bool = False


MOMENT = datetime(2026, 11, 24, 21, 0).astimezone()
"""What the clock says in the pictures, so that a list of today's stories is a list."""
WIDE, NARROW, TINY = (160, 45), (80, 24), (40, 12)
TRIAGE = ("g", "a", "g", "g", "m", "j", "x", "s", "t")
SCENES = (
    Scene("triage", WIDE, keys=TRIAGE),
    Scene("triage-light", WIDE, keys=TRIAGE, theme="light"),
    Scene("triage-high-contrast", WIDE, keys=TRIAGE, theme="high-contrast"),
    Scene("triage-without-colours", WIDE, keys=TRIAGE, colourless=True),
    Scene("triage-terminal", WIDE, keys=TRIAGE, theme="terminal"),
    Scene("reading-arabic", WIDE, "lang:ar"),
    Scene("reading-arabic-80x24", NARROW, "lang:ar"),
    Scene("panels", WIDE, "lang:ar", ("c", "enter", "*", "*")),
    Scene("reading-40x12", TINY, "lang:ar"),
    Scene("triage-40x12", TINY, keys=TRIAGE[:7]),
    Scene("help-40x12", TINY, keys=("?",)),
    Scene("later-empty", NARROW, keys=("g", "l")),
    Scene("panels-80x24", NARROW, "lang:ar", ("c",)),
    Scene("dossier", WIDE, 'lang:ar company:"Google DeepMind"', ("c", "j", "j", "j", "enter", "enter")),
    Scene("dossier-80x24", NARROW, 'lang:ar company:"Google DeepMind"', ("c", "j", "j", "j", "enter", "enter"), "ar"),
    Scene("reading-hebrew", WIDE, "lang:he"),
    Scene("reading-persian", WIDE, "lang:fa"),
    Scene("arabic-interface", WIDE, "lang:ar", language="ar"),
    Scene("search", WIDE, keys=("/", "m", "e", "t", "a")),
    Scene("session", NARROW, keys=("5", "g", "m", "x")),
    Scene("help", WIDE, keys=("?",)),
)


_ROUNDS = 8
"""A key passes through at most so many queues before a job starts or the screen shows it."""


def pressed(key: str) -> events.Key:
    """The event of a key, given as the character it types or by its name."""
    character = " " if key == "space" else key if len(key) == 1 else None
    return events.Key(key, character)


async def settle(app: Khabar, pilot: Pilot[None]) -> None:
    """Wait until every job is done and every message is handled."""
    quiet = 0
    while quiet < _ROUNDS:
        await pilot.pause(0)
        running = [worker for worker in app.workers if not worker.is_finished]
        if running:
            # A job that another one overtook counts as done; one that failed has been told to the screen.
            await asyncio.gather(*(worker.wait() for worker in running), return_exceptions=True)
            quiet = 0
        else:
            quiet += 1


async def take(scene: Scene, folder: Path) -> None:
    """Run one scene and write its two pictures."""
    with demo_desk(clock=lambda: MOMENT) as desk:
        app = Khabar(desk, environ={"LANG": scene.language}, colourless=scene.colourless)
        app.reader.stories.preview_seconds = 0
        app.reader.stories.slow_seconds = 60
        async with app.run_test(size=scene.size) as pilot:
            app.theme = PREFIX + scene.theme
            await settle(app, pilot)
            if scene.query:
                app.reader.act("go_all")
                await settle(app, pilot)
                listing = app.reader.room.panels.headlines.listing
                wanted = reading.ids(desk, scene.query)
                app.reader.stories.open_row(listing.row_of(wanted[0]) or 0)
                await settle(app, pilot)
            for key in scene.keys:
                app.post_message(pressed(key))
                await settle(app, pilot)
            (folder / f"{scene.name}.svg").write_text(app.export_screenshot(), encoding="utf-8")
            lines = [list(strip) for strip in app.screen._compositor.render_strips()]
            png.draw(lines, folder / f"{scene.name}.png")


def main(arguments: list[str]) -> int:
    """Write all pictures, or those that are named after the folder."""
    if not arguments:
        print("usage: python -m tui.app.pictures OUTDIR [NAME...]", file=sys.stderr)
        return 2
    folder = Path(arguments[0])
    folder.mkdir(parents=True, exist_ok=True)
    for scene in SCENES:
        if not arguments[1:] or scene.name in arguments[1:]:
            asyncio.run(take(scene, folder))
            print(folder / f"{scene.name}.png")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
