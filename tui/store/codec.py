"""Values of tui.model as compact JSON, and back."""

from __future__ import annotations

import json
import zlib
from typing import Any, Literal, cast

from tui.model import (
    Article,
    Block,
    BlockKind,
    Entity,
    EntityKind,
    Mark,
    MarkKind,
    Mention,
    Recognition,
    Relation,
    Sentence,
)
from tui.store.scalars import dump, from_ms, to_ms


def dump_article(article: Article) -> str:
    """An article as JSON; defaults are left out."""
    blocks = []
    for block in article.blocks:
        marks = [[mark.start, mark.end, mark.kind.value, mark.target] for mark in block.marks]
        anchors = [list(block.anchors)] if block.anchors else []
        blocks.append([block.kind.value, block.text, marks, block.level, block.ordinal, *anchors])
    return dump(
        {
            "title": article.title,
            "blocks": blocks,
            "url": article.url,
            "byline": article.byline,
            "published": None if article.published is None else to_ms(article.published),
            "language": article.language,
            "direction": article.direction,
            "site": article.site,
            **({"picture": article.picture} if article.picture else {}),
        }
    )


def load_article(text: str) -> Article:
    """What :func:`dump_article` wrote."""
    value: dict[str, Any] = json.loads(text)
    return Article(
        title=value["title"],
        blocks=tuple(
            Block(
                BlockKind(kind),
                words,
                tuple(Mark(start, end, MarkKind(mark), target) for start, end, mark, target in marks),
                level,
                ordinal,
                tuple(anchors[0]) if anchors else (),
            )
            for kind, words, marks, level, ordinal, *anchors in value["blocks"]
        ),
        url=value["url"],
        byline=value["byline"],
        published=None if value["published"] is None else from_ms(value["published"]),
        language=value["language"],
        direction=cast(Literal["ltr", "rtl"], value["direction"]),
        site=value["site"],
        picture=value.get("picture", ""),
    )


def _sentence(sentence: Sentence) -> list[object]:
    return [sentence.text, sentence.start, sentence.end, sentence.block]


def dump_recognition(recognition: Recognition) -> str:
    """A recognition as JSON."""
    return dump(
        {
            "language": recognition.language,
            "mentions": [[m.start, m.end, m.surface, m.kind, m.entity, m.block] for m in recognition.mentions],
            "entities": [
                {
                    "id": entity.id,
                    "kind": entity.kind,
                    "name": entity.name,
                    "names": entity.names,
                    "latin": entity.latin,
                    "native": entity.native,
                    "count": entity.count,
                    "role": entity.role,
                    "sentences": [_sentence(sentence) for sentence in entity.sentences],
                    "relations": [[r.kind, r.object, _sentence(r.sentence), r.detail] for r in entity.relations],
                    "salience": entity.salience,
                    "badge": entity.badge,
                }
                for entity in recognition.entities
            ],
        }
    )


def load_recognition(text: str) -> Recognition:
    """What :func:`dump_recognition` wrote."""
    value: dict[str, Any] = json.loads(text)
    return Recognition(
        language=value["language"],
        mentions=tuple(
            Mention(start, end, surface, cast(EntityKind, kind), entity, block)
            for start, end, surface, kind, entity, block in value["mentions"]
        ),
        entities=tuple(
            Entity(
                id=item["id"],
                kind=item["kind"],
                name=item["name"],
                names=tuple(item["names"]),
                latin=item["latin"],
                native=item["native"],
                count=item["count"],
                role=item["role"],
                sentences=tuple(Sentence(*sentence) for sentence in item["sentences"]),
                relations=tuple(
                    Relation(kind, target, Sentence(*sentence), detail)
                    for kind, target, sentence, detail in item["relations"]
                ),
                salience=item["salience"],
                badge=item["badge"],
            )
            for item in value["entities"]
        ),
    )


def pack(source: bytes) -> bytes:
    """Source bytes for keeping."""
    return zlib.compress(source, 1)  # a third of the time of 6, for a tenth more bytes


def unpack(packed: bytes) -> bytes:
    """What :func:`pack` was given."""
    return zlib.decompress(packed)
