"""``khabar doctor``: what this terminal does to right-to-left text, and the health of feeds and cache."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import Any

from tui import __version__
from tui.cli.commands import paths
from tui.cli.output import Surface, print_json
from tui.config import Config, ConfigError, load
from tui.newsroom import StoreError, open_desk, reading

EVIDENCE = (
    "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID",
    "MLTERM", "XTERM_VERSION", "WT_SESSION", "TMUX", "STY", "ZELLIJ", "COLORTERM", "SSH_CONNECTION", "LANG", "NO_COLOR",
)  # fmt: skip
TESTS = (
    (
        "joined letters, right to left, from the right edge",
        "\u062e\u0628\u0631 \u0639\u0631\u0628\u064a \u0645\u0639 Latin (\u0648\u0623\u0642\u0648\u0627\u0633) 123",
    ),
    ("vowel marks on their letters", "\u0645\u064f\u062d\u064e\u0645\u0651\u064e\u062f"),
    ("Hebrew with brackets", "\u05d7\u05d3\u05e9\u05d5\u05ea (2026) OK"),
    ("Latin with an Arabic word", "Meta \u0645\u064a\u062a\u0627 (AI)"),
)


def run_doctor(options: Namespace) -> int:
    """Print everything that a report of a fault needs; the exit status is 1 if something is wrong."""
    surface = Surface(options)
    report = _examine(options, surface)
    if options.json:
        print_json(report)
        return 1 if report["problems"] else 0
    for title, values in report.items():
        if isinstance(values, dict):
            surface.say(title)
            for name, value in values.items():
                surface.say(f"  {name}: {value}")
    surface.say("test lines")
    for title, text in TESTS:
        surface.say(f"  {title}:")
        if surface.visual:
            surface.paragraph(text, 4)
        else:
            sys.stdout.write(f"    {text}\n")
    for problem in report["problems"]:
        surface.say(f"problem: {problem}")
    if not report["problems"]:
        surface.say("no problems found")
    return 1 if report["problems"] else 0


def _examine(options: Namespace, surface: Surface) -> dict[str, Any]:
    problems: list[str] = []
    where = paths(options)
    evidence = {name: os.environ[name] for name in EVIDENCE if os.environ.get(name)}
    try:
        config = load(where.config) if where.config.exists() else Config(where.config)
    except ConfigError as error:
        problems.append(str(error))
        config = Config(where.config)
    cache: dict[str, Any] = {"data": str(where.data)}
    if where.data.exists():
        try:
            _examine_cache(cache, problems, options, config)
        except StoreError as error:
            problems.append(str(error))
    return {
        "khabar": {"version": __version__, "python": sys.version.split()[0], "platform": sys.platform},
        "terminal": {
            **evidence,
            "a terminal": "yes" if surface.tty else "no",
            "width": surface.width,
            "encoding": getattr(sys.stdout, "encoding", ""),
        },
        "display": {"mode": surface.profile.name if surface.profile else "logical text", "because": surface.reason},
        "config": {
            "file": str(where.config),
            "exists": "yes" if where.config.exists() else "no; khabar fetch writes one",
            "feeds": len(config.feeds),
            "views": len(config.views),
        },
        "cache": cache,
        "problems": problems,
    }


def _examine_cache(cache: dict[str, Any], problems: list[str], options: Namespace, config: Config) -> None:
    where = paths(options)
    with open_desk(config, where.data, subscribe=False) as desk:
        sources = reading.sources(desk)
        last = reading.last_refresh(desk)
        cache |= {
            "articles": sum(source.total for source in sources),
            "unread": reading.total_unread(desk),
            "megabytes": round(desk.store.size() / 1e6, 1),
            "last refresh": f"{last.astimezone():%Y-%m-%d %H:%M}" if last else "never",
            "feeds that answered": sum(1 for source in sources if source.fetched and not source.error),
        }
        problems += [f"{source.title}: {source.error}" for source in sources if source.error]
