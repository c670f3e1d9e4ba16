"""Lists: ids by condition, newest first, and the headlines of a window."""

from __future__ import annotations

import json
from array import array
from collections.abc import Sequence
from typing import Any, NamedTuple

from tui.model import Headline
from tui.store.connection import Store, Value
from tui.store.scalars import from_ms

READ, STARRED, LATER, DISMISSED = 1, 2, 4, 8
"""Bits of ``states.flags``."""


class Condition(NamedTuple):
    """A WHERE clause over ``headlines h`` and ``flags`` (an integer, 0 where nothing was done).

    ``sql`` is composed of constants only; every value stands in ``parameters``.
    """

    sql: str
    parameters: tuple[Value, ...] = ()

    def both(self, other: Condition) -> Condition:
        """This and the other."""
        if not other.sql or not self.sql:
            return self if self.sql else other
        return Condition(f"({self.sql}) AND ({other.sql})", self.parameters + other.parameters)


EVERYTHING = Condition("")
NOT_DISMISSED = Condition("NOT EXISTS (SELECT 1 FROM states WHERE article = h.id AND flags & 8)")
# A removed feed's articles are found while they are starred or kept for later, and only then.
FROM_SUBSCRIBED = Condition(
    "h.feed IN (SELECT id FROM feeds WHERE subscribed = 1)"
    " OR EXISTS (SELECT 1 FROM states WHERE article = h.id AND flags & 6)"
)


def ids_statement(condition: Condition, limit: int | None = None) -> tuple[str, tuple[Value, ...]]:
    """The SQL that lists the ids under ``condition``, newest first."""
    where = f" WHERE {condition.sql}" if condition.sql else ""
    sql = f"SELECT h.id FROM headlines h{where} ORDER BY h.date DESC, h.id DESC LIMIT ?"  # noqa: S608
    return sql, (*condition.parameters, -1 if limit is None else limit)


def ids(store: Store, condition: Condition, limit: int | None = None) -> array[int]:
    """Ids under ``condition``, newest first."""
    return _numbers(store, *ids_statement(condition, limit))


def ids_and_unread(store: Store, condition: Condition) -> tuple[array[int], array[int]]:
    """Ids under ``condition``, newest first, and those of them that are unread, in one go."""
    sql, parameters = ids_statement(condition)
    # A read one comes with a minus.
    told = "CASE WHEN (SELECT flags FROM states WHERE article = h.id) & 1 THEN -h.id ELSE h.id END AS id"
    signed = _numbers(store, sql.replace("SELECT h.id", f"SELECT {told}", 1), parameters)
    unread = array("q", filter((0).__lt__, signed))
    return (unread, unread) if len(unread) == len(signed) else (array("q", map(abs, signed)), unread)


def _numbers(store: Store, sql: str, parameters: Sequence[Value]) -> array[int]:
    """The column ``id`` of a statement, in its order.

    As one text: a list of all has 100,000 rows, and between two rows Python
    waits for its lock while others are at work.  SQLite keeps the order of a
    subquery for group_concat (optoverview, "omit ORDER BY", rule 6).
    """
    with store.read() as connection:
        row = connection.execute(f"SELECT group_concat(id) FROM ({sql})", parameters).fetchone()  # noqa: S608
    return array("q", map(int, row[0].split(","))) if row[0] else array("q")


def any_at_all(store: Store) -> bool:
    """Whether there is any article."""
    return bool(store.rows("SELECT EXISTS (SELECT 1 FROM headlines)")[0][0])


def count(store: Store, condition: Condition) -> int:
    """How many articles fulfil ``condition``."""
    where = f" WHERE {condition.sql}" if condition.sql else ""
    rows = store.rows(f"SELECT count(*) FROM headlines h{where}", condition.parameters)  # noqa: S608
    return int(str(rows[0][0]))


def unread_by_feed(store: Store) -> dict[int, int]:
    """How many articles of each feed are neither read nor dismissed."""
    rows: Any = store.rows(
        "SELECT h.feed, count(*) FROM headlines h LEFT JOIN states s ON s.article = h.id"
        " WHERE coalesce(s.flags, 0) & 9 = 0 GROUP BY h.feed"
    )
    return dict(rows)


def headlines(store: Store, numbers: Sequence[int]) -> list[Headline]:
    """The headlines of ``numbers``, in that order; unknown ones are left out."""
    with store.read() as connection:
        rows = connection.execute(
            "SELECT h.id, h.feed, coalesce(nullif(f.title, ''), nullif(f.own_title, ''), f.url), h.title, h.language,"
            " h.date, coalesce(s.flags, 0), h.revised FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value"
            " JOIN feeds f ON f.id = h.feed LEFT JOIN states s ON s.article = h.id ORDER BY wanted.key",
            (json.dumps(list(numbers)),),
        )
        return [_headline(*row) for row in rows]


def _headline(
    number: int, feed: int, feed_title: str, title: str, language: str, date: int, flags: int, revised: int
) -> Headline:
    return Headline(
        id=number,
        feed_id=feed,
        feed_title=feed_title,
        title=title,
        language=language,
        date=from_ms(date),
        read=bool(flags & READ),
        starred=bool(flags & STARRED),
        later=bool(flags & LATER),
        dismissed=bool(flags & DISMISSED),
        revised=bool(revised),
    )


def known(store: Store, numbers: Sequence[int]) -> set[int]:
    """Those of ``numbers`` that the store has."""
    rows: Any = store.rows(
        "SELECT h.id FROM json_each(?) wanted JOIN headlines h ON h.id = wanted.value", (json.dumps(list(numbers)),)
    )
    return {row[0] for row in rows}


def languages(store: Store) -> list[str]:
    """The languages of articles, the most frequent first."""
    rows: Any = store.rows(
        "SELECT language FROM headlines WHERE language <> '' GROUP BY language ORDER BY count(*) DESC"
    )
    return [row[0] for row in rows]
