"""Summaries by a language model: one for each article, model and language, good as long as the article is the same."""

from __future__ import annotations

from typing import Any

from tui.model import Summary
from tui.store.connection import Store
from tui.store.scalars import from_ms, storable, to_ms


def digest(store: Store, article: int) -> bytes | None:
    """Which revision of an article is kept now, or None if the store has no such number."""
    rows: Any = store.rows("SELECT digest FROM articles WHERE id = ?", (article,))
    return rows[0][0] if rows else None


def summary(store: Store, article: int, model: str, language: str) -> Summary | None:
    """The summary of an article as it is now, or None."""
    row: Any
    for row in store.rows(
        "SELECT s.content, s.made FROM summaries s JOIN articles a ON a.id = s.article AND a.digest = s.digest"
        " WHERE s.article = ? AND s.model = ? AND s.language = ?",
        (article, storable(model), language),
    ):
        return Summary(row[0], model, language, from_ms(row[1]))
    return None


def keep_summary(store: Store, article: int, revision: bytes, made: Summary) -> None:
    """Keep a summary of the revision with this digest in place of an older one; an article that is gone is no error."""
    with store.write() as connection:
        connection.execute(
            "INSERT OR REPLACE INTO summaries (article, model, language, digest, made, content)"
            " SELECT id, ?, ?, ?, ?, ? FROM headlines WHERE id = ?",
            (storable(made.model), made.language, revision, to_ms(made.made), storable(made.text), article),
        )
