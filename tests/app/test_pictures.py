"""What leaves the compositor: the driver's profile, SVG and PNG."""

from __future__ import annotations

import asyncio
import re
from pathlib import Path

from PIL import Image
from rich.segment import Segment
from rich.style import Style
from textual.drivers.headless_driver import HeadlessDriver

from tests.app.conftest import reading_on
from tui.app import png
from tui.app.app import Khabar
from tui.app.driver import with_bidi
from tui.app.kitty import ALTERNATE_KEYS
from tui.app.pictures import SCENES, Scene, take
from tui.app.svg import repaired
from tui.newsroom import Desk
from tui.text.profiles import PROFILES


def test_the_svg_forbids_reordering_and_counts_cells() -> None:
    svg = (
        "<svg><style>@font-face { src: url(https://cdn.test/x.woff); }\n"
        ".m { font-family: Fira Code, monospace; }</style>"
        '<text class="m" x="0" textLength="36.6" clip-path="url(#l)">\u0628\u064e\u062a</text></svg>'
    )
    out = repaired(svg)
    assert "unicode-bidi: bidi-override" in out
    assert "cdn.test" not in out
    assert "DejaVu Sans Mono" in out
    assert 'textLength="24.4"' in out


async def test_a_screenshot_of_the_reader_holds_still(desk: Desk) -> None:
    async with reading_on(desk, (80, 24)) as reader:
        svg = reader.app.export_screenshot()
        assert "bidi-override" in svg
        assert "http" not in re.sub(r'xmlns(:\w+)?="[^"]*"|https?://(www\.)?textualize\S*', "", svg)


async def test_the_profile_stands_around_the_driver() -> None:
    written: list[str] = []

    class Recorder(HeadlessDriver):
        def write(self, data: str) -> None:
            written.append(data)

        def start_application_mode(self) -> None:
            written.append("start")

        def stop_application_mode(self) -> None:
            written.append("stop")

    profile = PROFILES["bdsm"]
    driver = with_bidi(Recorder, profile)(Khabar.__new__(Khabar))
    driver.start_application_mode()
    driver.write("x")
    driver.stop_application_mode()
    assert written == ["start", ALTERNATE_KEYS, profile.enter, "x", profile.exit, "stop"]
    fenced = with_bidi(Recorder, PROFILES["lrm"])(Khabar.__new__(Khabar))
    written.clear()
    fenced.write("\ufe8e")
    assert written == ["\ufe8e\u200e"]


async def test_the_app_wraps_the_driver_it_was_given(desk: Desk) -> None:
    async with reading_on(desk, profile=PROFILES["visual"]) as reader:
        assert reader.lines()


def test_the_png_is_a_grid(tmp_path: Path) -> None:
    style = Style.parse("white on black")
    rows = ("\u250c\u2500\u2510 \ufe8e\ufe8f\u064e", "\u2514\u2500\u2518 \u05d0\u2583")
    lines = [[Segment(row, style)] for row in rows]
    png.draw(lines, tmp_path / "x.png")
    image = Image.open(tmp_path / "x.png").convert("L")
    assert image.size == (6 * png.CELL_WIDTH + 28, 2 * png.CELL_HEIGHT + 28)
    # The border goes on from line to line without a gap.
    column = 14 + png.CELL_WIDTH // 2
    bright = [image.getpixel((column, y)) for y in range(14 + png.CELL_HEIGHT // 2, 14 + 3 * png.CELL_HEIGHT // 2)]
    assert min(int(value) for value in bright if isinstance(value, int | float)) > 128


def test_a_scene_is_taken(tmp_path: Path) -> None:
    asyncio.run(take(Scene("small", (60, 20), keys=("j",)), tmp_path))
    assert (tmp_path / "small.svg").read_text(encoding="utf-8").startswith("<svg")
    assert (tmp_path / "small.png").stat().st_size > 1000
    assert len({scene.name for scene in SCENES}) == len(SCENES)
