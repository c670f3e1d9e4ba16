"""``khabar doctor``: what this terminal does to right-to-left text, and the health of feeds and cache."""

from __future__ import annotations

import os
import re
import sys
from argparse import Namespace
from typing import Any

from tui import __version__
from tui.app.palettes import complaints, theme_for
from tui.app.terminal import (
    DisplayError,
    Wishes,
    choose_profile,
    colourless,
    columns_of,
    gather,
    read_key,
    sixteen_colours,
    wishes,
)
from tui.cli import trial
from tui.cli.commands import paths
from tui.cli.faults import WRONG_USAGE, Refusal
from tui.cli.output import Surface, print_json
from tui.cli.speech import explained, paragraph, said
from tui.config import Config, ConfigError, load
from tui.newsroom import StoreError, neural, open_desk, reading
from tui.text.detect import Evidence, hints, is_dark
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
    evidence = gather(os.environ, ask=surface.tty, ground=surface.tty)
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
            **_colours(config, evidence),
            "this output": surface.profile.name if surface.profile else f"logical text ({surface.reason})",
        },
        "config": {
            "file": str(config.path),
            "exists": "yes" if config.path.exists() else "no; khabar fetch writes one",
            "feeds": len(config.feeds),
            "views": len(config.views),
        },
        "cache": _cache(options, config, problems),
        "hints": [*hints(evidence, profile), *complaints(config)],
        "problems": problems,
    }
    if options.json:
        print_json(report)
    else:
        _print(surface, report, profile)
    return 1 if problems else 0


def _colours(config: Config, evidence: Evidence) -> dict[str, str]:
    """How many colours the reader sends, on what ground, and in which theme."""
    none, sixteen, dark = colourless(os.environ), sixteen_colours(os.environ), is_dark(evidence)
    setting = config.reader.theme
    worn = theme_for(setting, dark=dark, sixteen=sixteen)
    return {
        "colours": "none" if none else "sixteen" if sixteen else "256 or more",
        "ground": "not known" if dark is None else "dark" if dark else "light",
        "theme": worn if worn == setting else f"{setting}: {worn}",
    }


def _print(surface: Surface, report: dict[str, Any], profile: Profile) -> None:
    for title, values in report.items():
        if isinstance(values, dict):
            paragraph(surface, _named(title), 0)
            for name, value in values.items():
                row = f"{name}: {value}" if name in EVIDENCE else said("cli.doctor.row", **_row(name, value))
                paragraph(surface, row, 2)
    paragraph(surface, _named("test lines"), 0)
    if surface.tty:
        for line in trial.show(profile):
            sys.stdout.write(f"  {line}\n")
    else:
        for text in (trial.LINE, trial.HEBREW, trial.MARKS, trial.FORMS):
            surface.paragraph(text, 2)
    for line in (*_right_if(), said("cli.doctor.not_right"), said("cli.doctor.font")):
        paragraph(surface, line, 2)
    for hint in report["hints"]:
        paragraph(surface, said("cli.doctor.hint", reason=explained(hint)), 0)
    for problem in report["problems"]:
        paragraph(surface, said("cli.doctor.problem", reason=explained(problem)), 0)
    if not report["problems"]:
        paragraph(surface, said("cli.doctor.no_problems"), 0)


def _right_if() -> tuple[str, str]:
    return said("cli.doctor.right_if"), said("cli.doctor.right_if_too")


def _named(label: str) -> str:
    """A label or a fixed value of the report in the language of the run; what is neither stays as it is."""
    try:
        return said(f"cli.doctor.{'_'.join(re.findall('[a-z0-9]+', label.lower()))}")
    except KeyError:  # A path, a number, a name that the terminal gives itself.
        return label


def _row(name: str, value: object) -> dict[str, object]:
    """A row of the report for people."""
    told = str(value)
    if name == "columns":
        parts = [part.rpartition(" ") for part in told.split(", ")]
        told = ", ".join(f"{_named(sample)} {columns}" for sample, _, columns in parts) if parts[0][0] else told
    elif name in ("because", "this output"):
        told = explained(told)
    return {"label": _named(name), "value": _named(told)}


def _try(surface: Surface, profile: Profile) -> int:
    """Let the eye choose."""
    if not (surface.tty and sys.stdin.isatty()):
        raise Refusal(said("cli.doctor.needs_terminal", option="--try"), WRONG_USAGE)
    chosen = trial.try_all(read_key, profile, _right_if(), said("cli.doctor.is_it_right"))
    if not chosen:
        paragraph(surface, said("cli.doctor.none_chosen"), 0)
        return 1
    paragraph(surface, said("cli.doctor.put"), 0)
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
            problems += filter(None, [neural.complaint(desk)])
    except StoreError as error:
        problems.append(str(error))
    return cache
