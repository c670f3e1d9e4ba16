"""What the reader does to feeds.toml from inside: rules and views, made and taken away again.

A change of the journal carries the edit with it, so that undo takes both back.
"""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from pathlib import Path

from tui.config import Rule, View, add_rule, add_view, remove_rule, remove_view, set_reader
from tui.config import load as load_config
from tui.newsroom.desk import Desk

Made = Rule | View


def make(desk: Desk, made: Made) -> None:
    """Write a rule or a view into feeds.toml, and use it from now on.  Raises ConfigError.

    A desk without a file (the demo's) has it until it is closed.  What is there already is not written twice.
    """
    if made in desk.config.rules or made in desk.config.views:
        return
    if desk.config.path.exists():
        if isinstance(made, Rule):
            add_rule(desk.config.path, made)
        else:
            add_view(desk.config.path, made)
        _reread(desk)
    elif isinstance(made, Rule):
        desk.config = replace(desk.config, rules=(*desk.config.rules, made))
    else:
        desk.config = replace(desk.config, views=(*desk.config.views, made))


def take_away(desk: Desk, made: Made) -> bool:
    """Take a rule or a view out of feeds.toml; False if it is not there.  Raises ConfigError."""
    path = desk.config.path
    if path.exists():
        found = remove_rule(path, made) if isinstance(made, Rule) else remove_view(path, made)
        if found:
            _reread(desk)
        return found
    if isinstance(made, Rule):
        kept = tuple(rule for rule in desk.config.rules if (rule.when, rule.do) != (made.when, made.do))
        found, desk.config = len(kept) < len(desk.config.rules), replace(desk.config, rules=kept)
    else:
        views = tuple(view for view in desk.config.views if view != made)
        found, desk.config = len(views) < len(desk.config.views), replace(desk.config, views=views)
    return found


def remember_theme(path: Path, theme: str) -> None:
    """Make ``theme`` the one of the ``[reader]`` table of the file.  Raises ConfigError."""
    set_reader(path, "theme", theme)


def _reread(desk: Desk) -> None:
    """Use the rules and views that the file has now; whatever else was edited there waits for the next start."""
    now = load_config(desk.config.path)
    desk.config = replace(desk.config, rules=now.rules, views=now.views)


def dump(made: Made, *, taken: bool = False) -> str:
    """The edit as the journal keeps it: what was made, or ``taken`` away."""
    edit: dict[str, object] = {"rule" if isinstance(made, Rule) else "view": asdict(made)}
    return json.dumps({**edit, "taken": True} if taken else edit, ensure_ascii=False)


def undo(desk: Desk, edit: str) -> None:
    """Take an edit back; "" is none.  Raises ConfigError."""
    _turn(desk, edit, undo=True)


def redo(desk: Desk, edit: str) -> None:
    """Do an edit again; "" is none.  Raises ConfigError."""
    _turn(desk, edit, undo=False)


def _turn(desk: Desk, edit: str, *, undo: bool) -> None:
    if edit:
        made, taken = _load(edit)
        (make if taken == undo else take_away)(desk, made)


def _load(edit: str) -> tuple[Made, bool]:
    """What :func:`dump` wrote: what it is about, and whether it was taken away."""
    value = json.loads(edit)
    taken = bool(value.get("taken"))
    if "view" in value:
        return View(**value["view"]), taken
    rule = value["rule"]
    return Rule(rule["when"], tuple(rule["do"]), rule["title"]), taken
