"""What an article states of an entity, in the interface's words: "CEO Mark Zuckerberg", "parent of Facebook"."""

from __future__ import annotations

from tui.app.words import Words
from tui.model import Entity, Recognition

_OF_A_PERSON = ("ceo_of", "founder_of", "chair_of", "owner_of", "heads")
_OF_A_FIRM = ("parent_of", "unit_of", "owns_stake_in", "acquired")
_FIRST_STRONG, _POP = "\u2068", "\u2069"  # FSI and PDI: a name keeps its own direction inside the sentence


def facts_of(card: Entity, found: Recognition, words: Words) -> tuple[str, ...]:
    """One line for each relation of ``card``: first what others are to it, then what it is to others."""
    names = {entity.id: entity.latin or entity.name for entity in found.entities}
    lines: list[str] = []
    for entity in found.entities:
        for relation in entity.relations:
            if relation.object != card.id:
                continue
            turned = _OF_A_PERSON if entity.kind == "person" else _OF_A_FIRM
            if relation.kind in turned:
                lines.append(_line(words, f"by.{relation.kind}", names[entity.id], relation.detail))
    for relation in card.relations:
        if relation.kind != "author_of":  # what the panel says above the card
            lines.append(_line(words, f"fact.{relation.kind}", names.get(relation.object, ""), relation.detail))
    return tuple(lines)


def _line(words: Words, key: str, name: str, detail: str) -> str:
    said = words.say(key, name=f"{_FIRST_STRONG}{name}{_POP}")
    return f"{said} ({_FIRST_STRONG}{detail}{_POP})" if detail else said
