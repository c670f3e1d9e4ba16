"""Doing things to the lists without doing them: a preview of rules runs over flags of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from tui.store.connection import Store

Set = Callable[[Mapping[int, int]], None]
"""Sets the flags of articles, for as long as the rehearsal lasts."""


@contextmanager
def rehearsal(store: Store) -> Iterator[Set]:
    """In this thread, until the end, every article is as it came: nothing was done to any; nothing is kept.

    A temporary table stands in for ``states``: a name without a schema is looked up in the
    temporary one first (SQLite, "Database Object Name Resolution").
    """
    with store.read() as connection:
        connection.execute("CREATE TEMP TABLE states (article INTEGER PRIMARY KEY, flags INTEGER NOT NULL) STRICT")
        try:
            yield lambda flags: _set(store, flags)
        finally:
            connection.execute("DROP TABLE temp.states")


def _set(store: Store, flags: Mapping[int, int]) -> None:
    with store.read() as connection:
        connection.execute("BEGIN")
        connection.executemany("INSERT OR REPLACE INTO temp.states (article, flags) VALUES (?, ?)", flags.items())
        connection.execute("COMMIT")
