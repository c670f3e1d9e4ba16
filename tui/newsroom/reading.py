"""Reading: lists of ids, headlines of a window, one story with its panels, search."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from tui.articles.place import found_again, words_at
from tui.model import TITLE_BLOCK, Article, FeedStatus, Headline, Recognition, Story
from tui.newsroom.desk import Desk
from tui.newsroom.lists import headlines, ids
from tui.newsroom.query import QueryError
from tui.newsroom.schedule import LAST_REFRESH, usual_wait
from tui.newsroom.views import count_unread
from tui.store import articles, dossiers, facts, feeds, findings

if TYPE_CHECKING:
    from tui.newsroom.finding import Hit

__all__ = [
    "LAST_REFRESH",
    "QueryError",
    "RefError",
    "any_due",
    "headlines",
    "ids",
    "last_refresh",
    "planned",
    "resolve_ref",
    "save_position",
    "search",
    "sources",
    "story",
    "total_unread",
    "unread",
]

SEEN_DAYS = 7
SHOWN_KINDS = ("company", "person")


class RefError(LookupError):
    """A REF that names no story; ``str()`` is one line that says what to do."""

    def __str__(self) -> str:
        return str(self.args[0])


def story(desk: Desk, id: int) -> Story:
    """One story with its panels; what is not recognised yet is recognised now.  Raises RefError."""
    # The list that is shown first needs nothing of these.
    from tui.newsroom.merging import relabelled
    from tui.newsroom.study import recognition_of
    from tui.newsroom.texts import article_of

    article = article_of(desk, id)
    found = headlines(desk, (id,))
    if article is None or not found:
        raise RefError(f"no article {id}; khabar list shows the numbers")
    recognition = relabelled(recognition_of(desk, id, article), dossiers.merges(desk.store))
    return Story(
        headline=found[0],
        article=article,
        recognition=recognition,
        position=_position(desk, id, article),
        seen=_seen(desk, recognition),
        facts=facts.facts(desk.store, [one.id for one in recognition.entities if one.kind in SHOWN_KINDS]),
    )


def _position(desk: Desk, id: int, article: Article) -> tuple[int, int]:
    kept = articles.position(desk.store, id)
    return (TITLE_BLOCK, 0) if kept is None else found_again(article, *kept)


def _seen(desk: Desk, recognition: Recognition) -> dict[str, tuple[int, tuple[int, ...]]]:
    """In how many stories each company and person is, and in how many a day over the last week, oldest first."""
    today = desk.clock().astimezone().replace(hour=0, minute=0, second=0, microsecond=0)
    since = round((today - timedelta(days=SEEN_DAYS - 1)).timestamp() * 1000)
    wanted = [entity.id for entity in recognition.entities if entity.kind in SHOWN_KINDS]
    seen = {}
    for entity, (total, dates) in findings.seen(desk.store, wanted, since).items():
        days = [0] * SEEN_DAYS
        for date in dates:
            days[min((date - since) // 86_400_000, SEEN_DAYS - 1)] += 1
        seen[entity] = (total, tuple(days))
    return seen


def sources(desk: Desk) -> list[FeedStatus]:
    """The subscribed feeds and their health, in the configuration's order."""
    return feeds.statuses(desk.store)


def any_due(desk: Desk) -> bool:
    """Whether there is a feed whose time to be asked has come."""
    return bool(feeds.due(desk.store, desk.clock(), usual_wait(desk.config)))


def planned(desk: Desk, feed: int) -> tuple[datetime | None, str, timedelta, int] | None:
    """When a feed is asked next, why then, its rhythm and how often it failed in a row; None if never asked."""
    return feeds.planned(desk.store, feed)


def unread(desk: Desk, queries: Sequence[str]) -> list[int]:
    """For each query how many unread articles it finds; 0 for one that cannot be read."""
    return [count_unread(desk, query) for query in queries]


def total_unread(desk: Desk) -> int:
    """How many articles are unread and not dismissed."""
    return count_unread(desk, "")


def save_position(desk: Desk, id: int, block: int, offset: int, article: Article | None = None) -> None:
    """Remember the first visible character of an article; of ``article`` as it was read also the words there.

    By those the place is found again when the text changes.
    """
    words = "" if article is None else words_at(article, block, offset)
    articles.save_position(desk.store, id, block, offset, words)


def search(desk: Desk, words: str, limit: int = 200, *, unfinished: bool = False) -> list[Hit]:
    """What a query finds over everything cached, dismissed or not, the best first; ``unfinished``: it is being typed.

    Raises QueryError.
    """
    from tui.newsroom.finding import find

    return find(desk, words, limit, unfinished=unfinished)


def last_refresh(desk: Desk) -> datetime | None:
    """When the feeds were last refreshed with any of them answering."""
    kept = feeds.recall(desk.store, LAST_REFRESH)
    return None if kept is None else datetime.fromisoformat(kept)


def resolve_ref(desk: Desk, ref: str) -> Story:
    """A story by its number, its URL, or the path of an .html or .txt file.  Raises RefError."""
    if ref.isascii() and ref.isdigit():
        if len(ref) > 15:
            raise RefError(f"no article {ref[:15]}…; khabar list shows the numbers")
        return story(desk, int(ref))
    if ref.startswith(("http://", "https://")):
        number = articles.by_url(desk.store, ref)
        if number is None:
            raise RefError(f"{ref}: not in the cache; subscribe with khabar add, then khabar fetch")
        return story(desk, number)
    return _story_of_file(Path(ref))


def _story_of_file(path: Path) -> Story:
    from tui.articles import NoArticle, article_from_text, extract
    from tui.entities import recognise_article
    from tui.model import Page

    try:
        body = path.read_bytes()
    except OSError as error:
        reason = (error.strerror or "cannot be read").lower()
        raise RefError(f"{path}: {reason}; give an article's number, a URL, or an .html or .txt file") from None
    try:
        if path.suffix.lower() in (".html", ".htm", ".xhtml"):
            article = extract(Page("", body, "text/html"))
        else:
            article = article_from_text(body.decode("utf-8-sig", "replace"))
    except NoArticle as error:
        raise RefError(f"{path}: {error}") from None
    date = article.published or datetime.fromtimestamp(path.stat().st_mtime, UTC)
    headline = Headline(0, 0, path.name, article.title or path.name, article.language, date)
    return Story(headline, article, recognise_article(article))
