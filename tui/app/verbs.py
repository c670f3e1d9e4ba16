"""The registry of actions: key bindings, footer, help and palette all derive from it.

To add a key: one row here, one sentence in both catalogues in ``locale/`` for each
language, and one method ``do_NAME(count)`` on the panel or the hand that owns it.

A key is written as the terminal reports it: a printable character stands for
itself (``j``, ``G``, ``*``), others by name (``down``, ``ctrl+d``, ``space``);
a sequence is written with blanks (``g g``).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Verb(NamedTuple):
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
    Verb("unfold", ("E",), READ),
    Verb("open_browser", ("o",), READ, 10),
    Verb("open_browser_dismiss", ("O",), READ),
    Verb("copy_link", ("y",), READ),
    Verb("copy_text", ("Y",), READ),
    Verb("full_text", ("F",), READ),
    Verb("changes", ("d",), READ),
    Verb("links", ("H",), READ),
    Verb("picture", ("I",), READ),
    Verb("footnote", ("'", "backspace"), READ),
    Verb("pipe", ("|",), READ),
    Verb("save", ("S",), READ),
    Verb("summarise", ("i",), READ),
    Verb("dismiss", ("x",), TRIAGE, 3),
    Verb("star", ("s",), TRIAGE, 4),
    Verb("later", ("t",), TRIAGE, 5),
    Verb("toggle_read", ("m",), TRIAGE, 12),
    Verb("read_above", ("a",), TRIAGE),
    Verb("read_all", ("A",), TRIAGE),
    Verb("select", ("v",), TRIAGE),
    Verb("select_down", ("shift+down",), TRIAGE),
    Verb("select_up", ("shift+up",), TRIAGE),
    Verb("undismiss", ("X",), TRIAGE),
    Verb("mark_read", (), TRIAGE),
    Verb("mark_unread", (), TRIAGE),
    Verb("unstar", (), TRIAGE),
    Verb("unlater", (), TRIAGE),
    Verb("undo", ("u",), TRIAGE, 6),
    Verb("redo", ("ctrl+r",), TRIAGE),
    Verb("history", ("U",), TRIAGE),
    Verb("repeat", (".",), TRIAGE),
    Verb("accept_rule", ("!",), TRIAGE),
    Verb("refresh", ("r",), FETCH),
    Verb("refresh_all", ("R",), FETCH, 11),
    Verb("bring_in", ("g n",), FETCH),
    Verb("search", ("/",), FIND),
    Verb("narrow", ("f",), FIND),
    Verb("save_view", ("g v",), FIND),
    Verb("find", ("\\",), FIND),
    Verb("next_match", (";",), FIND),
    Verb("previous_match", (",",), FIND),
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
    Verb("session", ("g m",), GO),
    Verb("zen", ("z",), LOOK),
    Verb("show_read", ("L",), LOOK),
    Verb("columns", ("w",), LOOK),
    Verb("theme", ("T",), LOOK),
    Verb("command", (":",), LOOK),
    Verb("palette", ("ctrl+p",), LOOK),
    Verb("help", ("?",), LOOK),
    Verb("suspend", ("ctrl+z",), LOOK),
)

LOCAL = frozenset(
    {"down", "up", "top", "bottom", "half_down", "half_up", "page_down", "page_up", "enter", "out", "quit"}
)
"""The verbs that also work in help, history and the like."""
DOSSIER = frozenset({"follow", "mute", "note", "merge", "split", "undo", "redo"})
"""The verbs that also work in a dossier, or only there."""


def by_name() -> dict[str, Verb]:
    """The registry by action name."""
    return {verb.name: verb for verb in VERBS}


def first_key(verbs: Iterable[Verb], name: str) -> str:
    """The first key of an action among ``verbs``, as it is bound; "" if it has none."""
    return next((verb.keys[0] for verb in verbs if verb.name == name and verb.keys), "")
