"""Sources as they are configured, and their health."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Literal

FeedKind = Literal["feed", "article"]


@dataclass(frozen=True, slots=True)
class Access:
    """What goes with a request to a feed that is not for everybody.

    ``password`` is the password itself, or the variable ``password_env`` holds
    it; ``cookies`` is the path of a file in Netscape's format; ``headers`` are
    (name, value).  Secrets are in no text that this makes of itself.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    password_env: str = ""
    cookies: str = ""
    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)


@dataclass(frozen=True, slots=True)
class Feed:
    """A source as the user configured it.

    ``kind`` is ``"feed"`` (RSS, Atom, JSON Feed) or ``"article"`` (one page,
    watched for changes).  ``title`` may be empty: then the source's own title
    is shown.
    """

    url: str
    title: str = ""
    kind: FeedKind = "feed"
    tags: tuple[str, ...] = ()
    full_text: bool = False
    access: Access = Access()


@dataclass(frozen=True, slots=True)
class FeedStatus:
    """A source and its health, as the store knows it.

    ``next`` is when it is asked the next time (aware; None: at once) and ``why``
    a word of :mod:`tui.newsroom.schedule`; ``rhythm`` the time between its
    articles; ``failures`` how often in a row it failed.
    """

    id: int
    feed: Feed
    title: str
    unread: int = 0
    total: int = 0
    fetched: datetime | None = None
    error: str = ""
    next: datetime | None = None
    why: str = ""
    rhythm: timedelta = timedelta()
    failures: int = 0
