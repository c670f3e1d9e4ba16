"""Subscribing: the feed of any page; unsubscribing by title, address or number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit, urlunsplit

from tui.config import add_feed, add_feeds, is_web_url, remove_feed
from tui.model import Access, Feed, FeedKind, FeedStatus, Page
from tui.newsroom.desk import Desk
from tui.store import feeds

if TYPE_CHECKING:
    from tui.fetch import Client, Transport


class SubscribeError(Exception):
    """Nothing was subscribed or removed; ``str()`` is one line that says why and what to do."""


@dataclass(frozen=True, slots=True)
class Choice:
    """A feed that a page offers."""

    url: str
    title: str


@dataclass(frozen=True, slots=True)
class Choices:
    """Several feeds: the reader must say which."""

    feeds: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of a list of subscriptions: the new ones, and how many were subscribed already."""

    added: tuple[Feed, ...]
    known: int


def import_opml(desk: Desk, body: bytes, content_type: str = "", tags: tuple[str, ...] = ()) -> Imported:
    """Subscribe to the feeds of an OPML file, all in one step; ``tags`` are given to each as well.

    Raises SubscribeError for what is no OPML or holds no feed, and ConfigError.
    """
    from tui.feeds import NotAFeed, read_opml

    try:
        found = read_opml(body, content_type)
    except NotAFeed:
        raise SubscribeError("this is no OPML; export one from your other reader") from None
    if not found:
        raise SubscribeError("no feeds in this OPML")
    have = {feed.url for feed in desk.config.feeds}
    new = tuple(
        replace(feed, tags=tuple(dict.fromkeys((*feed.tags, *tags))))
        for feed in found
        if feed.url not in have and is_web_url(feed.url)
    )
    if new:
        add_feeds(desk.config.path, new)
        desk.reload_config()
    return Imported(new, len(found) - len(new))


def export_opml(desk: Desk) -> str:
    """The subscriptions as an OPML file, with the titles that the feeds give themselves where none is set."""
    from tui.feeds import write_opml

    titles = {status.feed.url: status.title for status in feeds.statuses(desk.store)}
    named = [replace(feed, title=feed.title or titles.get(feed.url, "")) for feed in desk.config.feeds]
    return write_opml(named, "khabar")


async def add(
    desk: Desk,
    url: str,
    *,
    title: str = "",
    tags: tuple[str, ...] = (),
    kind: FeedKind | None = None,
    transport: Transport | None = None,
) -> Feed | Choices | Imported:
    """Subscribe to a feed, or to the one feed that the page at ``url`` offers, and write it to feeds.toml.

    ``kind`` "article" watches the page itself.  Several feeds are only
    returned, as Choices; those of an OPML file are all subscribed to.  Raises
    SubscribeError, FetchError and ConfigError.
    """
    from tui.fetch import Client, FetchError, origin

    bare = "://" not in url
    url = f"https://{url}" if bare else url
    url, access = _without_password(url)
    if not is_web_url(url):
        raise SubscribeError(f"{url}: no web address; it must begin with https:// or http:// and name a host")
    async with Client(transport=transport) as client:
        try:
            found = await _find(client, url, kind, access)
        except SubscribeError as error:
            if not bare or not isinstance(error.__cause__, FetchError) or error.__cause__.status:
                raise
            # A name alone, and nobody answers there over TLS.
            url = f"http://{url.removeprefix('https://')}"
            found = await _find(client, url, kind, access)
    if isinstance(found, Choices):
        return found
    if isinstance(found, Page):
        return import_opml(desk, found.body, found.content_type, tags)
    feed = replace(found, title=title, tags=tags, access=access if origin(found.url) == origin(url) else Access())
    if any(known.url == feed.url for known in desk.config.feeds):
        raise SubscribeError(f"{feed.url}: already subscribed")
    add_feed(desk.config.path, feed)
    desk.reload_config()
    return feed


def _without_password(url: str) -> tuple[str, Access]:
    """``https://user:password@host/`` as an address and what goes with it: an address is shown, a password is not."""
    try:
        parts = urlsplit(url)
        user, password = parts.username, parts.password
    except ValueError:
        return url, Access()
    if not user:
        return url, Access()
    bare = parts._replace(netloc=parts.netloc.rpartition("@")[2])
    return urlunsplit(bare), Access(unquote(user), unquote(password or ""))


async def _find(client: Client, url: str, kind: FeedKind | None, access: Access) -> Feed | Choices | Page:
    """The feed, several, or a page that is an OPML file."""
    from tui.feeds import is_opml
    from tui.fetch import FetchError

    try:
        fetched = await client.get(url, access=access)
    except FetchError as error:
        # Some sites turn programs away from their pages, and keep the feeds of a page where its address says.
        known = await _offered(client, Page(url, b""), guess=False) if kind is None else ()
        if not known:
            raise SubscribeError(f"{url}: {error}") from error
        return _one_of(known)
    if fetched.page is None:
        raise SubscribeError(f"{url}: the server sent nothing")
    if kind == "article":
        return _watched(url, fetched.page)
    if _feed_title(fetched.page) is not None:
        return Feed(fetched.moved_to or url)
    if is_opml(fetched.page.body, fetched.page.content_type):
        return fetched.page
    choices = await _offered(client, fetched.page)
    if not choices:
        raise SubscribeError(f"{url}: no feed found there; watch the page itself with --kind article")
    return _one_of(choices)


def _one_of(choices: tuple[Choice, ...]) -> Feed | Choices:
    return Feed(choices[0].url) if len(choices) == 1 else Choices(choices)


def _watched(url: str, page: Page) -> Feed:
    from tui.articles import NoArticle, extract

    try:
        extract(page)
    except NoArticle as error:
        raise SubscribeError(f"{url}: {error}") from None
    return Feed(url, kind="article")


def _feed_title(page: Page) -> str | None:
    """The title of a page that is a feed; None for one that is not."""
    from tui.feeds import NotAFeed, parse

    try:
        return parse(page.body, page.content_type, page.url).title
    except NotAFeed:
        return None


async def _offered(client: Client, page: Page, *, guess: bool = True) -> tuple[Choice, ...]:
    """The feeds that a page names or, if ``guess``, that stand where they usually do; each was fetched and is one."""
    from tui.feeds import candidates
    from tui.fetch import FetchError

    found: dict[str, Choice] = {}
    for candidate in candidates(page):
        if not candidate.kind and (found or not guess):
            break  # what the page names comes first; guesses are for pages that name nothing
        try:
            fetched = await client.get(candidate.url, named_by=page.url)
        except FetchError:
            continue
        own_title = _feed_title(fetched.page) if fetched.page is not None else None
        if own_title is not None and candidate.url not in found:
            found[candidate.url] = Choice(candidate.url, candidate.title or own_title)
    return tuple(found.values())


def remove(desk: Desk, ref: str) -> Feed:
    """Take a feed out of feeds.toml; what was kept from it stays.  Raises SubscribeError and ConfigError."""
    matching = match(desk, [ref])
    if len(matching) > 1:
        raise SubscribeError(f"{ref}: several feeds match; give the number that khabar feeds shows")
    feed = matching[0].feed
    if not remove_feed(desk.config.path, feed.url):
        raise SubscribeError(f"{feed.url}: not in {desk.config.path}")
    desk.reload_config()
    return feed


def match(desk: Desk, refs: list[str]) -> list[FeedStatus]:
    """The subscribed feeds that these numbers, addresses or (parts of) titles name.  Raises SubscribeError."""
    from tui.text import fold

    known = feeds.statuses(desk.store)
    found: dict[int, FeedStatus] = {}
    for ref in refs:
        name = fold(ref)
        exact = [status for status in known if ref in (status.feed.url, str(status.id)) or fold(status.title) == name]
        matching = exact or [status for status in known if name and name in fold(status.title)]
        if not matching:
            raise SubscribeError(f"{ref}: no such feed; khabar feeds lists them")
        found.update((status.id, status) for status in matching)
    return list(found.values())
