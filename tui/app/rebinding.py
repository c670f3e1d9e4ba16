"""The ``[keys]`` table of feeds.toml: a preset, a keyboard layout, and keys for actions by name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tui.app.keyboard import LAYOUTS
from tui.app.presets import KHABAR, PRESETS
from tui.app.verbs import VERBS, Verb, by_name

PRESET, LAYOUT, AUTO = "preset", "layout", "auto"
_NAMED = frozenset(
    (
        "down", "up", "left", "right", "home", "end", "pageup", "pagedown", "enter", "escape", "tab", "space",
        "backspace", "delete", "insert", *(f"f{number}" for number in range(1, 13)),
    )
)  # fmt: skip
"""Keys that have a name and no character."""
_MODIFIERS = ("ctrl+", "alt+", "shift+")


def chosen_layout(keys: Mapping[str, str]) -> str:
    """The keyboard layout that the table names, "" where it is to be found out."""
    return keys.get(LAYOUT, "") if keys.get(LAYOUT) in LAYOUTS else ""


def rebound(keys: Mapping[str, str]) -> tuple[tuple[Verb, ...], list[str]]:
    """Apply the ``[keys]`` table: action name -> keys separated by commas, and ``preset`` and ``layout``.

    Returns the verbs with their keys, and one line for each complaint: a name
    that no action has, a key that is none or can never be typed (such a key is
    passed over), a key that two actions want (the one that was named first gets
    it), and an action that is left without a key.  An empty string takes an
    action's keys away.
    """
    complaints = [
        *_wrong_choice(PRESET, keys, PRESETS),
        *_wrong_choice(LAYOUT, keys, (AUTO, *LAYOUTS)),
    ]
    preset = PRESETS.get(keys.get(PRESET, KHABAR), {})
    verbs = _with(VERBS, preset)
    wanted: dict[str, tuple[str, ...]] = {}
    for name, value in keys.items():
        if name in (PRESET, LAYOUT):
            continue
        if name not in by_name():
            complaints.append(f"keys.{name}: no such action{_meant(name, by_name())}")
            continue
        asked = _split(value)
        kept = tuple(key for key in asked if not _refused(name, key, complaints))
        if kept or not asked:
            wanted[name] = kept
    for name, chosen in wanted.items():
        for key in chosen:
            first = next(other for other, theirs in wanted.items() if key in theirs)
            if first != name:
                complaints.append(f"keys.{name}: {key} is already {first}")
                wanted[name] = tuple(one for one in wanted[name] if one != key)
    _drop_unreachable(verbs, wanted, complaints)
    changed = _with(verbs, wanted)
    complaints += _left_without(verbs, changed, wanted)
    return changed, complaints


def _wrong_choice(name: str, keys: Mapping[str, str], choices: Iterable[str]) -> list[str]:
    value = keys.get(name)
    return [] if value is None or value in choices else [f'keys.{name}: "{value}" is none of {", ".join(choices)}']


def _split(value: str) -> list[str]:
    """Split at commas; a comma alone is the comma key.  Blanks inside a sequence are one."""
    if value.strip() == ",":
        return [","]
    return [" ".join(key.split()) for key in value.split(",") if key.strip()]


def _refused(name: str, key: str, complaints: list[str]) -> bool:
    """Complain of a key that is none."""
    for part in key.split(" "):
        plain = part
        for modifier in _MODIFIERS:
            plain = plain.removeprefix(modifier)
        if len(plain) != 1 and plain not in _NAMED:
            complaints.append(f"keys.{name}: no key is called {part}{_meant(plain, _NAMED)}")
            return True
    if key[0].isdigit():
        complaints.append(f"keys.{name}: {key[0]} is a count and begins no action")
        return True
    return False


def _meant(word: str, known: Iterable[str]) -> str:
    """What somebody may have meant, as the end of a complaint; "" where nothing is near."""
    from difflib import get_close_matches  # only where there is something to complain of

    near = get_close_matches(word, known, 1)
    return f"; did you mean {near[0]}?" if near else ""


def _drop_unreachable(verbs: Iterable[Verb], wanted: dict[str, tuple[str, ...]], complaints: list[str]) -> None:
    """Take out keys that could never be typed, or would hide others: one is the start of the other."""
    taken = {key for keys in wanted.values() for key in keys}
    others = {key: verb.name for verb in verbs if verb.name not in wanted for key in verb.keys if key not in taken}
    for name, chosen in wanted.items():
        mine = {key: other for other, keys in wanted.items() for key in keys} | others
        for key in chosen:
            longer = next((one for one in mine if one.startswith(key + " ")), "")
            shorter = next((one for one in mine if key.startswith(one + " ")), "")
            if longer:
                complaints.append(f"keys.{name}: {key} is the start of {longer} ({mine[longer]})")
            elif shorter:
                complaints.append(f"keys.{name}: {key} cannot be typed, {shorter} is {mine[shorter]}")
            if longer or shorter:
                wanted[name] = tuple(one for one in wanted[name] if one != key)
                mine.pop(key)


def _with(verbs: Iterable[Verb], keys: Mapping[str, tuple[str, ...]]) -> tuple[Verb, ...]:
    """The verbs with other keys; what the others had of these is theirs no longer."""
    taken = {key for chosen in keys.values() for key in chosen}
    return tuple(
        verb._replace(keys=keys.get(verb.name, tuple(key for key in verb.keys if key not in taken))) for verb in verbs
    )


def _left_without(before: Iterable[Verb], after: Iterable[Verb], wanted: Mapping[str, tuple[str, ...]]) -> list[str]:
    takers = {key: name for name, keys in wanted.items() for key in keys}
    return [
        f"keys.{takers[key]}: {key} was {old.name}, which has no other key"
        for old, new in zip(before, after, strict=True)
        if old.keys and not new.keys and old.name not in wanted
        for key in old.keys
    ]
