"""``khabar rules``: the rules of feeds.toml, what they did, and what they would have done."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import Any

from tui.cli.commands import looking
from tui.cli.output import Surface, one_line, print_json
from tui.cli.speech import indented, said, tell
from tui.config import Rule
from tui.newsroom import Desk, reading, rules

SAMPLES = 5
"""So many titles of a preview are shown for each rule."""


def run_rules(options: Namespace) -> int:
    """List the rules, rehearse them over the cache, or do them to it."""
    with looking(options) as desk:
        if options.preview:
            _preview(desk, options)
        elif options.apply:
            _apply(desk, options)
        else:
            _list(desk, options)
        if not options.json and not rules.effective(desk):
            tell(options, said("cli.rules.none"))
    return 0


def _list(desk: Desk, options: Namespace) -> None:
    found = rules.records(desk)
    if options.json:
        print_json(
            [
                {**_rule(each.rule), "count": each.count, "last": each.last.isoformat() if each.last else None}
                for each in found
            ]
        )
        return
    surface = Surface(options)
    for each in found:
        if not surface.visual:
            last = f"{each.last.astimezone():%Y-%m-%d %H:%M}" if each.last else ""
            row = (each.rule.name, each.rule.when, " ".join(each.rule.do), str(each.count), last)
            sys.stdout.write("\t".join(one_line(part) for part in row) + "\n")
            continue
        _print(surface, each.rule)
        indented(surface, said("cli.rules.did", count=each.count), 2)


def _print(surface: Surface, rule: Rule) -> None:
    surface.say(rule.name)
    verbs = ", ".join(said(f"done.{verb}") for verb in rule.do)
    indented(surface, said("cli.rules.does", verbs=verbs, query=rule.when), 2)


def _preview(desk: Desk, options: Namespace) -> None:
    found = rules.rehearse(desk)
    if options.json:
        print_json([{**_rule(each.rule), "ids": list(each.ids)} for each in found])
        return
    surface = Surface(options)
    for each in found:
        titles = [headline.title for headline in reading.headlines(desk, each.ids[:SAMPLES])]
        if not surface.visual:
            row = (each.rule.name, str(len(each.ids)), *titles)
            sys.stdout.write("\t".join(one_line(part) for part in row) + "\n")
            continue
        _print(surface, each.rule)
        indented(surface, said("cli.rules.would", count=len(each.ids)), 2)
        for title in titles:
            surface.say(f"    {title}")


def _apply(desk: Desk, options: Namespace) -> None:
    done = [(rule, rules.apply_now(desk, rule)) for rule in rules.effective(desk)]
    if options.json:
        print_json([{**_rule(rule), "ids": list(change.ids), "line": change.id} for rule, change in done])
        return
    surface = Surface(options)
    for rule, change in done:
        indented(surface, said("history.line", what=said("done.rule", note=rule.name), count=change.count), 0)


def _rule(rule: Rule) -> dict[str, Any]:
    return {"title": rule.name, "when": rule.when, "do": list(rule.do)}
