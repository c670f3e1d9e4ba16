"""The registry of actions: key bindings, footer, help and palette all derive from it.

To add a key: one row here, one sentence in both catalogues in ``locale/`` for each
language, and one method ``do_NAME(count)`` on the panel or the hand that owns it.

A key is written as the terminal reports it: a printable character stands for
itself (``j``, ``G``, ``*``), others by name (``down``, ``ctrl+d``, ``space``);
a sequence is written with blanks (``g g``).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches


@dataclass(frozen=True, slots=True)
class Verb:
    """One action: its name for ``[keys]``, its keys, where help lists it, and its rank in the footer (0: not there)."""

    name: str
    keys: tuple[str, ...]
    group: str
    footer: int = 0


MOVE, READ, TRIAGE, FETCH, FIND = "move", "read", "triage", "fetch", "find"
DOSSIERS, GO, LOOK = "dossiers", "go", "look"
GROUPS = (MOVE, READ, TRIAGE, FETCH, FIND, DOSSIERS, GO, LOOK)

VERBS: tuple[Verb, ...] = (
    Verb("down", ("j", "down"), MOVE),
    Verb("up", ("k", "up"), MOVE),
    Verb("top", ("g g", "home"), MOVE),
    Verb("bottom", ("G", "end"), MOVE),
    Verb("half_down", ("ctrl+d",), MOVE),
    Verb("half_up", ("ctrl+u",), MOVE),
    Verb("page_down", ("ctrl+f", "pagedown"), MOVE),
    Verb("page_up", ("ctrl+b", "pageup"), MOVE),
    Verb("enter", ("l", "enter", "right"), MOVE),
    Verb("out", ("h", "escape", "q", "left"), MOVE),
    Verb("next_panel", ("tab",), MOVE),
    Verb("previous_panel", ("shift+tab",), MOVE),
    Verb("quit", ("Q",), MOVE),
    Verb("read_on", ("space",), READ, 1),
    Verb("read_back", ("b",), READ),
    Verb("next_unread", ("n",), READ, 2),
    Verb("previous_unread", ("N",), READ),
    Verb("next_shelf", ("]",), READ),
    Verb("previous_shelf", ("[",), READ),
    Verb("open_browser", ("o",), READ, 10),
    Verb("open_browser_dismiss", ("O",), READ),
    Verb("copy_link", ("y",), READ),
    Verb("copy_text", ("Y",), READ),
    Verb("full_text", ("F",), READ),
    Verb("summarise", ("S",), READ),
    Verb("dismiss", ("x",), TRIAGE, 3),
    Verb("star", ("s",), TRIAGE, 4),
    Verb("later", ("t",), TRIAGE, 5),
    Verb("toggle_read", ("m",), TRIAGE, 12),
    Verb("read_above", ("a",), TRIAGE),
    Verb("read_all", ("A",), TRIAGE),
    Verb("undo", ("u",), TRIAGE, 6),
    Verb("redo", ("ctrl+r",), TRIAGE),
    Verb("history", ("U",), TRIAGE),
    Verb("repeat", (".",), TRIAGE),
    Verb("refresh", ("r",), FETCH),
    Verb("refresh_all", ("R",), FETCH, 11),
    Verb("bring_in", ("g n",), FETCH),
    Verb("search", ("/",), FIND),
    Verb("narrow", ("\\",), FIND),
    Verb("companies", ("c",), FIND, 7),
    Verb("people", ("p",), FIND, 8),
    Verb("next_mention", ("*",), FIND, 9),
    Verb("previous_mention", ("#",), FIND),
    Verb("dossier", ("D",), FIND),
    Verb("follow", ("+",), FIND),
    Verb("mute", ("-",), FIND),
    Verb("note", ("e",), DOSSIERS),
    Verb("merge", ("=",), DOSSIERS),
    Verb("split", ("%",), DOSSIERS),
    Verb("go_today", ("g t",), GO),
    Verb("go_later", ("g l",), GO),
    Verb("go_starred", ("g s",), GO),
    Verb("go_all", ("g a",), GO),
    Verb("go_feeds", ("g f",), GO),
    Verb("zen", ("z",), LOOK),
    Verb("show_read", ("L",), LOOK),
    Verb("columns", ("w",), LOOK),
    Verb("theme", ("T",), LOOK),
    Verb("palette", ("ctrl+p", ":"), LOOK),
    Verb("help", ("?",), LOOK),
    Verb("suspend", ("ctrl+z",), LOOK),
)

LOCAL = frozenset(
    {"down", "up", "top", "bottom", "half_down", "half_up", "page_down", "page_up", "enter", "out", "quit"}
)
"""The verbs that also work in help, history and the like."""
DOSSIER = frozenset({"follow", "mute", "note", "merge", "split"})
"""The verbs that also work in a dossier, or only there."""


def by_name() -> dict[str, Verb]:
    """The registry by action name."""
    return {verb.name: verb for verb in VERBS}


def rebound(keys: Mapping[str, str]) -> tuple[tuple[Verb, ...], list[str]]:
    """Apply the ``[keys]`` table (action name -> keys separated by commas).

    Returns the verbs with their keys, and one line for each complaint: a name
    that no action has (the row is ignored), and a key that two actions want
    (the one that was rebound gets it).  An empty string takes an action's keys
    away.
    """
    known = by_name()
    complaints: list[str] = []
    wanted: dict[str, tuple[str, ...]] = {}
    for name, value in keys.items():
        if name in known:
            wanted[name] = tuple(" ".join(key.split()) for key in _split(value))
            continue
        near = get_close_matches(name, known, 1)
        complaints.append(f"keys.{name}: no such action" + (f"; did you mean {near[0]}?" if near else ""))
    taken: dict[str, str] = {}
    for name, chosen in wanted.items():
        for key in chosen:
            if key in taken:
                complaints.append(f"keys.{name}: {key} is already {taken[key]}")
            taken.setdefault(key, name)
    verbs: list[Verb] = []
    for verb in VERBS:
        if verb.name in wanted:
            kept = tuple(key for key in wanted[verb.name] if taken[key] == verb.name)
        else:
            kept = tuple(key for key in verb.keys if key not in taken)
            complaints += [
                f"keys.{taken[key]}: {key} was {verb.name}, which has no other key"
                for key in verb.keys
                if key in taken and not kept
            ]
        verbs.append(replace(verb, keys=kept))
    return tuple(verbs), complaints


def _split(value: str) -> list[str]:
    """Split at commas; a comma alone is the comma key."""
    if value.strip() == ",":
        return [","]
    return [key for key in (part.strip() for part in value.split(",")) if key]
