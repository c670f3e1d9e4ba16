"""``khabar doctor``: what this terminal does to right-to-left text, and the health of feeds and cache."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from typing import Any

from tui import __version__
from tui.app.terminal import DisplayError, Wishes, choose_profile, columns_of, gather, read_key, wishes
from tui.cli import trial
from tui.cli.commands import paths
from tui.cli.faults import WRONG_USAGE, Refusal
from tui.cli.output import Surface, print_json
from tui.config import Config, ConfigError, load
from tui.newsroom import StoreError, open_desk, reading
from tui.text.detect import Evidence, hints
from tui.text.profiles import Profile

EVIDENCE = (
    "TERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "VTE_VERSION", "KONSOLE_VERSION", "KITTY_WINDOW_ID",
    "MLTERM", "XTERM_VERSION", "ALACRITTY_WINDOW_ID", "LC_TERMINAL", "WT_SESSION", "TMUX", "STY", "ZELLIJ", "COLORTERM",
    "SSH_CONNECTION", "LANG", "NO_COLOR", "KHABAR_DISPLAY", "KHABAR_MARKS",
)  # fmt: skip


def run_doctor(options: Namespace) -> int:
    """Print everything that a report of a fault needs; the exit status is 1 if something is wrong."""
    surface = Surface(options)
    problems: list[str] = []
    config = _config(options, problems)
    evidence = gather(os.environ, ask=surface.tty)
    profile, reason = _reader_profile(options, config, evidence)
    if getattr(options, "try_profiles", False):
        return _try(surface, profile)
    if surface.tty and surface.visual:
        surface.profile = profile
    report = {
        "khabar": {"version": __version__, "python": sys.version.split()[0], "platform": sys.platform},
        "terminal": _terminal(surface, evidence),
        "display": {
            "profile": profile.name,
            "because": reason,
            "vowel marks": "kept" if profile.marks else "left out",
            "this output": surface.profile.name if surface.profile else f"logical text ({surface.reason})",
        },
        "config": {
            "file": str(config.path),
            "exists": "yes" if config.path.exists() else "no; khabar fetch writes one",
            "feeds": len(config.feeds),
            "views": len(config.views),
        },
        "cache": _cache(options, config, problems),
        "hints": hints(evidence, profile),
        "problems": problems,
    }
    if options.json:
        print_json(report)
    else:
        _print(surface, report, profile)
    return 1 if problems else 0


def _print(surface: Surface, report: dict[str, Any], profile: Profile) -> None:
    for title, values in report.items():
        if isinstance(values, dict):
            surface.say(title)
            for name, value in values.items():
                surface.paragraph(f"{name}: {value}", 2)
    surface.say("test lines")
    if surface.tty:
        for line in trial.show(profile):
            sys.stdout.write(f"  {line}\n")
    else:
        for text in (trial.LINE, trial.HEBREW, trial.MARKS, trial.FORMS):
            surface.paragraph(text, 2)
    for line in trial.KEY:
        surface.say(f"  {line}")
    surface.paragraph("not right? khabar doctor --try shows every profile in turn", 2)
    surface.paragraph("letters apart or cut? choose a monospaced font with Arabic forms, such as DejaVu Sans Mono", 2)
    for hint in report["hints"]:
        surface.paragraph(f"hint: {hint}", 0)
    for problem in report["problems"]:
        surface.paragraph(f"problem: {problem}", 0)
    if not report["problems"]:
        surface.say("no problems found")


def _try(surface: Surface, profile: Profile) -> int:
    """Let the eye choose."""
    if not (surface.tty and sys.stdin.isatty()):
        raise Refusal("--try needs a terminal", WRONG_USAGE)
    chosen = trial.try_all(read_key, profile)
    if not chosen:
        surface.say("none chosen; nothing is changed")
        return 1
    surface.say("put these two lines into feeds.toml:")
    surface.say("  [reader]")
    surface.say(f'  display = "{chosen}"')
    return 0


def _reader_profile(options: Namespace, config: Config, evidence: Evidence) -> tuple[Profile, str]:
    """What the reader would choose here."""
    settings = Wishes(config.reader.display, config.reader.marks)
    try:
        wish = wishes(options.display, options.marks, settings, os.environ)
    except DisplayError as error:
        raise Refusal(str(error), WRONG_USAGE) from None
    return choose_profile(wish, evidence)


def _terminal(surface: Surface, evidence: Evidence) -> dict[str, Any]:
    known: dict[str, Any] = {name: os.environ[name] for name in EVIDENCE if os.environ.get(name)}
    known |= {"a terminal": "yes" if surface.tty else "no", "width": surface.width}
    known["encoding"] = getattr(sys.stdout, "encoding", "")
    if surface.tty:
        known |= {
            "its name (XTVERSION)": evidence.xtversion or "no answer",
            "mode 8 (DECRQM)": evidence.mode8 or "no answer",
            "device (DA2)": evidence.da2 or "no answer",
        }
        sys.stdout.flush()
        moved = zip(trial.SAMPLES, columns_of(tuple(trial.SAMPLES.values())), strict=True)
        told = [f"{name} {columns}" for name, columns in moved if columns is not None]
        known["columns"] = ", ".join(told) or "no answer"

    if os.environ.get("TMUX"):
        known["around tmux"] = evidence.tmux_client or "not known"
        known["passthrough"] = "on" if evidence.passthrough else "off"
    return known


def _config(options: Namespace, problems: list[str]) -> Config:
    where = paths(options)
    try:
        return load(where.config) if where.config.exists() else Config(where.config)
    except ConfigError as error:
        problems.append(str(error))
        return Config(where.config)


def _cache(options: Namespace, config: Config, problems: list[str]) -> dict[str, Any]:
    where = paths(options)
    cache: dict[str, Any] = {"data": str(where.data)}
    if not where.data.exists():
        return cache
    try:
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
    except StoreError as error:
        problems.append(str(error))
    return cache
