"""Keys of other readers, for ``[keys] preset``: each names the actions whose keys differ from khabar's own.

What an action of theirs has no likeness here is left out; what lost its key to
theirs has another one, so that every action stays on the keyboard.  After
newsboat's and NetNewsWire's documented defaults and vim's normal mode.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

_Keys = dict[str, tuple[str, ...]]

_NEWSBOAT: _Keys = {
    "down": ("J", "down"),
    "up": ("K", "up"),
    "page_up": ("pageup",),
    "enter": ("enter", "right"),
    "next_unread": ("n",),
    "previous_unread": ("p",),
    "next_shelf": ("j", "ctrl+n", "]"),
    "previous_shelf": ("k", "["),
    "toggle_read": ("N",),
    "read_all": ("A", "C"),
    "dismiss": ("D",),
    "star": ("*", "ctrl+b"),
    "later": ("t", "e"),
    "undo": ("U",),
    "history": ("g u",),
    "show_read": ("l",),
    "links": ("u",),
    "save": ("s",),
    "narrow": ("F",),
    "full_text": ("f",),
    "people": ("P",),
    "dossier": ("d",),
    "changes": ("g d",),
    "note": ("E",),
    "unfold": ("g z",),
    "next_mention": (")",),
    "previous_mention": ("(",),
}
_VIM: _Keys = {
    "dismiss": ("d d", "x"),
    "undismiss": ("d u",),
    "changes": ("g d",),
    "copy_link": ("y y",),
    "find": ("\\", "g /"),
    "next_shelf": ("] ]", "}"),
    "previous_shelf": ("[ [", "{"),
    "next_unread": ("n", "] u"),
    "previous_unread": ("N", "[ u"),
    "select": ("v", "V"),
    "footnote": ("ctrl+o", "' '", "backspace"),
    "links": ("g x",),
    "zen": ("z z",),
    "quit": ("Z Z", "Q"),
    "dossier": ("K",),
    "history": ("U", "g u"),
}
_NETNEWSWIRE: _Keys = {
    "up": ("K", "up"),
    "read_back": ("B",),
    "next_unread": ("n", "+"),
    "previous_unread": ("-", "N"),
    "next_shelf": ("z", "]"),
    "previous_shelf": ("a", "["),
    "open_browser": ("b",),
    "mark_read": ("r",),
    "mark_unread": ("u",),
    "read_all": ("k", "A"),
    "read_above": ("o",),
    "undo": ("U",),
    "history": ("g u",),
    "refresh": ("g r",),
    "follow": ("g +",),
    "mute": ("g -",),
    "zen": ("Z",),
}

KHABAR = "khabar"
PRESETS: Mapping[str, Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {KHABAR: {}, "newsboat": _NEWSBOAT, "vim": _VIM, "netnewswire": _NETNEWSWIRE}
)
"""Preset -> action -> its keys there."""
