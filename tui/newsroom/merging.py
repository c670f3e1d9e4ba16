"""One card for what the reader says is one, two for what he says are two."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tui.model import Entity, Recognition


def apart(id: str, article: int) -> str:
    """The id of an entity of one article that is not the one of the other articles."""
    return f"{id}~{article}"


def relabelled(recognition: Recognition, ids: Mapping[str, str]) -> Recognition:
    """The recognition with entities called by other ids; those that share one now are one card.

    The card of the entity that kept its id leads, or the most salient one; counts add up.
    """
    if not any(entity.id in ids for entity in recognition.entities):
        return recognition
    cards: dict[str, Entity] = {}
    for entity in sorted(recognition.entities, key=lambda entity: entity.id in ids):
        id = ids.get(entity.id, entity.id)
        relations = tuple(replace(r, object=ids.get(r.object, r.object)) for r in entity.relations)
        renamed = replace(entity, id=id, relations=tuple(r for r in relations if r.object != id))
        cards[id] = _joined(cards[id], renamed) if id in cards else renamed
    mentions = tuple(replace(one, entity=ids.get(one.entity, one.entity)) for one in recognition.mentions)
    entities = tuple(sorted(cards.values(), key=lambda entity: -entity.salience))
    return replace(recognition, mentions=mentions, entities=entities)


def _joined(one: Entity, other: Entity) -> Entity:
    return replace(
        one,
        names=tuple(dict.fromkeys((*one.names, *other.names))),
        count=one.count + other.count,
        role=one.role or other.role,
        sentences=tuple(dict.fromkeys((*one.sentences, *other.sentences)))[:2],
        relations=tuple(dict.fromkeys((*one.relations, *other.relations))),
        salience=max(one.salience, other.salience),
        badge=one.badge if one.badge == other.badge else "",
    )
