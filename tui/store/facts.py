"""What a public source says of companies and people, and when it was asked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from tui.model import Facts, FactValue
from tui.store.connection import Store
from tui.store.scalars import dump, from_ms, to_ms


def facts(store: Store, ids: Iterable[str] | None = None) -> dict[str, Facts]:
    """The facts of these entities, of all without ``ids``; those without any are left out."""
    wanted = None if ids is None else json.dumps(list(ids))
    rows: Any = store.rows(
        "SELECT entity, item, asked, content FROM entity_facts WHERE outcome = 'kept'"
        " AND (?1 IS NULL OR entity IN (SELECT value FROM json_each(?1)))",
        (wanted,),
    )
    return {entity: _load(entity, item, from_ms(asked), content) for entity, item, asked, content in rows}


def asked_since(store: Store, moment: datetime) -> dict[str, str]:
    """Who was asked for since then, and what came of it: kept, unknown or doubtful."""
    rows: Any = store.rows("SELECT entity, outcome FROM entity_facts WHERE asked >= ?", (to_ms(moment),))
    return dict(rows)


def keep_facts(store: Store, outcomes: Sequence[tuple[str, str, Facts | None]], at: datetime) -> None:
    """Keep (entity, outcome, facts) in place of what was kept of these entities."""
    with store.write() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO entity_facts (entity, asked, outcome, item, content) VALUES (?, ?, ?, ?, ?)",
            [
                (entity, to_ms(at), outcome, found.item if found else "", _dump(found) if found else "")
                for entity, outcome, found in outcomes
            ],
        )


def class_parents(store: Store, moment: datetime) -> dict[str, tuple[str, ...]]:
    """What classes are subclasses of, as asked for since then."""
    rows: Any = store.rows("SELECT class, parents FROM fact_classes WHERE asked >= ?", (to_ms(moment),))
    return {name: tuple(json.loads(parents)) for name, parents in rows}


def keep_parents(store: Store, parents: Mapping[str, Sequence[str]], at: datetime) -> None:
    """Keep what classes are subclasses of."""
    with store.write() as connection:
        connection.executemany(
            "INSERT OR REPLACE INTO fact_classes (class, asked, parents) VALUES (?, ?, ?)",
            [(name, to_ms(at), dump(list(above))) for name, above in parents.items()],
        )


def _dump(found: Facts) -> str:
    stated = {
        what: [[value.text, dict(value.names), value.item] for value in values] for what, values in found.stated.items()
    }
    return dump(
        {
            "source": found.source,
            "names": dict(found.names),
            "aliases": dict(found.aliases),
            "descriptions": dict(found.descriptions),
            "stated": stated,
        }
    )


def _load(entity: str, item: str, taken: datetime, content: str) -> Facts:
    value: dict[str, Any] = json.loads(content)
    return Facts(
        entity=entity,
        item=item,
        taken=taken,
        names=value["names"],
        aliases={language: tuple(names) for language, names in value["aliases"].items()},
        descriptions=value["descriptions"],
        stated={
            what: tuple(FactValue(text, names, other) for text, names, other in values)
            for what, values in value["stated"].items()
        },
        source=value["source"],
    )
