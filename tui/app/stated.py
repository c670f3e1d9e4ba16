"""What a public source says of an entity, in the words of the interface: "CEO: Mark Zuckerberg"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tui.model import Facts, FactValue

_ANY_LANGUAGE = "mul"
"""The source's code for a name that serves every language."""
_FIRST_STRONG, _POP = "\u2068", "\u2069"  # FSI and PDI: a value keeps its own direction inside the line
_COMMA = {"ar": "\u060c "}

Say = Callable[..., str]
"""Says the sentence of a key with its values filled in."""


def stated(facts: Facts, say: Say, language: str) -> tuple[str, ...]:
    """The description, where there is one, and a line for each fact; ``say`` and ``language`` are the interface's."""
    described = _in(facts.descriptions, language)
    lines = [described] if described else []
    for what, values in facts.stated.items():
        told = _COMMA.get(language, ", ").join(f"{_FIRST_STRONG}{_value(value, language)}{_POP}" for value in values)
        lines.append(say(f"stated.{what}", value=told))
    return tuple(lines)


def source(facts: Facts, say: Say) -> str:
    """Where the facts come from, and of which day they are."""
    return say("stated.source", source=facts.source, date=f"{facts.taken.astimezone():%Y-%m-%d}")


def _value(value: FactValue, language: str) -> str:
    name = _in(value.names, language)
    return f"{name}: {value.text}" if name and value.text else name or value.text


def _in(names: Mapping[str, str], language: str) -> str:
    """The one in this language, or that of all, or the English one, or any."""
    for wished in (language, _ANY_LANGUAGE, "en"):
        if wished in names:
            return names[wished]
    return next(iter(names.values()), "")
