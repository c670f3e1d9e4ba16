"""What watched pages said before: their former texts, oldest first."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tui.model import Article, Revision
from tui.store.codec import dump_article, load_article, pack, unpack
from tui.store.connection import Store
from tui.store.headlines import READ
from tui.store.scalars import from_ms, storable, to_ms

MOST_KEPT = 100
"""Former texts of one page; a live blog that changes every few minutes loses its oldest ones."""


def number_of(store: Store, feed: int, guid: str) -> int | None:
    """The article that a feed calls ``guid``, or None."""
    rows: Any = store.rows("SELECT id FROM articles WHERE feed = ? AND guid = ?", (feed, storable(guid)))
    return rows[0][0] if rows else None


def keep_former(connection: sqlite3.Connection, number: int, former: Article, at: datetime) -> None:
    """Keep the text that an article had until ``at``, inside the caller's transaction; the story is unread again."""
    row = connection.execute(
        "SELECT coalesce(nullif(h.revised, 0), a.added), coalesce(max(r.number), 0) FROM headlines h"
        " JOIN articles a USING (id) LEFT JOIN revisions r ON r.article = h.id WHERE h.id = ?",
        (number,),
    ).fetchone()
    if row is None or row[0] is None:
        return
    taken, last = row
    connection.execute(
        "INSERT INTO revisions (article, number, taken, content) VALUES (?, ?, ?, ?)",
        (number, last + 1, taken, pack(dump_article(former).encode())),
    )
    connection.execute("DELETE FROM revisions WHERE article = ? AND number <= ?", (number, last + 1 - MOST_KEPT))
    connection.execute("UPDATE headlines SET revised = ? WHERE id = ?", (to_ms(at), number))
    connection.execute("UPDATE states SET flags = flags & ~? WHERE article = ?", (READ, number))


def revisions(store: Store, number: int) -> Sequence[Revision]:
    """The former texts of an article, oldest first, and at the end the one it has now; empty for one unknown."""
    rows: Any = store.rows("SELECT taken, content FROM revisions WHERE article = ? ORDER BY number", (number,))
    former = [Revision(from_ms(taken), load_article(unpack(content).decode())) for taken, content in rows]
    now: Any = store.rows(
        "SELECT coalesce(nullif(h.revised, 0), a.added), b.content FROM headlines h JOIN articles a USING (id)"
        " JOIN bodies b ON b.article = h.id WHERE h.id = ?",
        (number,),
    )
    return [*former, *(Revision(from_ms(taken), load_article(content)) for taken, content in now)]
