"""Which articles a model of the user's has read beside the rules, and which one it was (a number, 0 for none)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tui.model import Article
from tui.store.codec import load_article
from tui.store.connection import Store


def forget_others(store: Store, model: int) -> int:
    """Drop what was recognised with the help of another model than this; returns of how many articles."""
    rows: Any = store.rows("SELECT EXISTS (SELECT 1 FROM recognitions WHERE model NOT IN (0, ?))", (model,))
    if not rows[0][0]:
        return 0
    with store.write() as connection:
        return connection.execute("DELETE FROM recognitions WHERE model NOT IN (0, ?)", (model,)).rowcount


def unread(store: Store, model: int, version: int, limit: int) -> list[tuple[int, Article]]:
    """Articles that the recogniser of this version has read and this model has not, newest first."""
    rows: Any = store.rows(
        "SELECT b.article, b.content FROM recognitions r JOIN headlines h ON h.id = r.article"
        " JOIN bodies b ON b.article = r.article WHERE r.model <> ? AND r.version = ?"
        " ORDER BY h.date DESC, h.id DESC LIMIT ?",
        (model, version, limit),
    )
    return [(number, load_article(content)) for number, content in rows]


def mark(store: Store, numbers: Iterable[int], model: int) -> None:
    """Remember that this model has read these articles."""
    with store.write() as connection:
        connection.executemany(
            "UPDATE recognitions SET model = ? WHERE article = ?", [(model, number) for number in numbers]
        )
