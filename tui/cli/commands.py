"""Which function does which command, and the desk it works on."""

from __future__ import annotations

import gc
import os
from argparse import Namespace
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, cast

from tui.cli.faults import WRONG_USAGE, Refusal
from tui.cli.speech import said
from tui.config import Config, Paths, load, locate, write_default

if TYPE_CHECKING:
    from tui.newsroom import Desk

Command = Callable[[Namespace], int]

# Each command's module is imported when it is run, so that none pays for another.
MODULES = {
    "read": "reader",
    "demo": "reader",
    "fetch": "fetching",
    "list": "listing",
    "search": "listing",
    "mark": "marking",
    "history": "journal",
    "undo": "journal",
    "redo": "journal",
    "rules": "rules",
    "show": "showing",
    "cat": "cat",
    "entities": "naming",
    "entity": "dossier",
    "summary": "summarising",
    "add": "subscribing",
    "remove": "subscribing",
    "feeds": "subscribing",
    "import": "subscribing",
    "export": "exporting",
    "completion": "completion",
    "doctor": "doctor",
}


def run(options: Namespace) -> int:
    """Run one command and return its exit status.  Raises Refusal for what it cannot do."""
    from tui.newsroom import StoreError

    module = import_module(f"tui.cli.{MODULES[options.command]}")
    command = cast(Command, getattr(module, f"run_{options.command}"))
    if options.command != "fetch":  # which does it when its headlines are listed
        gc.enable()
    try:
        return command(options)
    except StoreError as error:
        raise Refusal(str(error)) from None


def paths(options: Namespace) -> Paths:
    """Where configuration and data are, by options and environment."""
    return locate(getattr(options, "config", None), getattr(options, "data", None), os.environ)


@contextmanager
def looking(options: Namespace) -> Iterator[Desk]:
    """A desk for commands that only look at what is cached: feeds.toml may be missing and nothing is subscribed."""
    from tui.newsroom import open_desk

    where = paths(options)
    config = load(where.config) if where.config.exists() else Config(where.config)
    with open_desk(config, where.data, subscribe=False) as desk:
        yield desk


@contextmanager
def subscribed(options: Namespace, say: Callable[[str], None]) -> Iterator[Desk]:
    """A desk whose feeds are those of feeds.toml, which is written if it is missing."""
    from tui.newsroom import open_desk

    where = paths(options)
    first_config(options, say)
    with open_desk(load(where.config), where.data) as desk:
        if desk.states_are_old():
            from tui.newsroom import following, rules

            rules.adopt_mutes(desk)
            following.adopt(desk)
        yield desk


def first_config(options: Namespace, say: Callable[[str], None]) -> None:
    """Write the packaged feeds.toml where there is none."""
    where = paths(options)
    if not where.config.exists():
        write_default(where.config)
        say(said("cli.config.written", path=str(where.config)))


def refuse_usage(message: str) -> Refusal:
    """A refusal for wrong usage (status 2)."""
    return Refusal(message, WRONG_USAGE)
