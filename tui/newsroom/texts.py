"""The text of an article, whether it was read from its feed's answer yet or not."""

from __future__ import annotations

from tui.model import Article
from tui.newsroom.desk import Desk
from tui.newsroom.intake import Unreadable, article_in
from tui.store import arrivals, articles


def article_of(desk: Desk, number: int) -> Article | None:
    """One article's text, or None if the store has no such number."""
    waiting = arrivals.answer_of(desk.store, number)
    if waiting is None:
        return articles.article(desk.store, number)
    from tui.fetch import FetchError

    try:
        found = article_in(*waiting)
    except (Unreadable, FetchError):  # it was a feed when it was listed; another version reads it otherwise
        found = None
    return found or articles.article(desk.store, number)
