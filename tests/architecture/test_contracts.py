"""The rooms of ARCHITECTURE.md, as tests: who may import whom, how large things may grow, what no file may hold."""

import ast
import re
import subprocess
import sys
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LONGEST_FILE, LONGEST_CLASS, LONGEST_FUNCTION = 400, 250, 60

# Exceptions by "path" or "path:name".  This list only shrinks.
TOO_LONG_FOR_NOW: frozenset[str] = frozenset()

VAGUE_NAMES = {"utils", "util", "helpers", "helper", "manager", "common", "misc"}


def tracked(*suffixes: str) -> list[Path]:
    """The project's own files with one of these suffixes (no environment, no caches)."""
    skip = {".venv", ".git", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis", "build", "dist"}
    return sorted(
        path
        for path in ROOT.rglob("*")
        if path.is_file()
        and (not suffixes or path.suffix in suffixes)
        and not skip.intersection(path.relative_to(ROOT).parts)
        and "__pycache__" not in path.parts
    )


def imported(modules: str) -> list[str]:
    """The modules that a fresh Python has once it has imported these."""
    done = subprocess.run(
        [sys.executable, "-c", f"import sys, {modules}; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.split()


def test_rooms_import_only_to_the_right() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports_command; lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_reader_starts_without_what_only_a_refresh_needs() -> None:
    """What is imported before the first paint is waited for at every start."""
    late = ("lxml", "httpx", "feedparser", "trafilatura", "tui.entities", "tui.feeds", "tui.fetch")
    assert [module for module in imported("tui.app.app") if module in late] == []


def test_the_first_picture_needs_no_toolkit() -> None:
    late = ("textual", "asyncio", "concurrent.futures", "rich.console", "tempfile", "importlib.resources")
    assert [module for module in imported("tui.app.start, tui.app.opening") if module in late] == []


def sizes(path: Path) -> Iterator[tuple[str, int, int]]:
    name = path.relative_to(ROOT).as_posix()
    text = path.read_text(encoding="utf-8")
    yield name, text.count("\n"), LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef):
            yield f"{name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1, LONGEST_CLASS
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name}:{node.name}", (node.end_lineno or 0) - node.lineno + 1, LONGEST_FUNCTION


def test_nothing_grows_past_its_size() -> None:
    code = [path for path in tracked(".py") if path.relative_to(ROOT).parts[0] in ("tui", "tests", "benchmarks")]
    assert code
    long = {what: lines for path in code for what, lines, most in sizes(path) if lines > most}
    assert {what: lines for what, lines in long.items() if what not in TOO_LONG_FOR_NOW} == {}
    assert set(long) >= TOO_LONG_FOR_NOW, "take what is short enough now off the list"


def test_no_module_has_a_vague_name() -> None:
    assert [path for path in tracked(".py") if path.stem in VAGUE_NAMES] == []


@pytest.mark.parametrize(
    ("what", "pattern"),
    [
        ("an address of a package index", r"(?i)--(extra-)?index-url|https?://[^\s\"']*/(simple|packages)/"),
        ("a path of one machine", r"(^|[^A-Za-z0-9_.\-])/(work|root|home|Users)/[A-Za-z]"),
    ],
)
def test_no_file_holds(what: str, pattern: str) -> None:
    found = []
    for path in tracked():
        if path.suffix in (".png", ".gz", ".svg") or path == Path(__file__).resolve():
            continue
        for number, line in enumerate(path.read_bytes().decode("utf-8", "replace").splitlines(), 1):
            if re.search(pattern, line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:100]}")
    assert found == [], f"{what} stands in the project"


def test_no_invisible_direction_marks_in_code() -> None:
    """Trojan source (CVE-2021-42574): an editor must show the order that the interpreter reads."""
    found = []
    for path in tracked(".py", ".toml", ".tsv", ".tcss", ".md"):
        text = path.read_text(encoding="utf-8")
        controls = {
            c
            for c in text
            if unicodedata.bidirectional(c) in ("LRE", "RLE", "LRO", "RLO", "PDF", "LRI", "RLI", "FSI", "PDI")
        }
        if controls:
            found.append((path.relative_to(ROOT).as_posix(), sorted(map(hex, map(ord, controls)))))
    assert found == []
