"""Where well-known sites keep the feeds of a page, by its address.  Pure.

Sources: help pages of YouTube, Reddit, GitHub and Substack on their feeds, the
Mastodon documentation ("RSS"), each as of 2026.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

Feeds = list[tuple[str, str]]
"""(address, what it is)"""

_NAME = r"[A-Za-z0-9_.~-]+"
_VIDEOS = "https://www.youtube.com/feeds/videos.xml"
_UC = "(UC[A-Za-z0-9_-]{22})"
_CHANNEL = re.compile(rf'itemprop="(?:channelId|identifier)" content="{_UC}"|"(?:externalId|channelId)":"{_UC}"')


def feeds_of_site(url: str) -> Feeds:
    """The feeds that a page of a well-known site has; none for other sites."""
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").removeprefix("www.").removeprefix("m.").removeprefix("old.")
        query = parse_qs(parts.query)
    except ValueError:
        return []
    site = _SITES.get(host) or (_substack if host.endswith(".substack.com") else _fediverse)
    return site(f"{parts.scheme}://{parts.netloc}", parts.path.rstrip("/"), query)


def feeds_in_page(url: str, text: str) -> Feeds:
    """The feeds that only the page of a well-known site tells: the channel of a video, or of a name."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.").removeprefix("m.")
    except ValueError:
        return []
    channel = _CHANNEL.search(text) if host in ("youtube.com", "youtu.be") else None
    return [(f"{_VIDEOS}?channel_id={channel[1] or channel[2]}", "videos")] if channel else []


def _youtube(root: str, path: str, query: dict[str, list[str]]) -> Feeds:
    channel = re.fullmatch(r"/channel/(UC[A-Za-z0-9_-]{22})(?:/.*)?", path)
    if channel:
        return [(f"{_VIDEOS}?channel_id={channel[1]}", "videos")]
    lists = [name for name in query.get("list", []) if re.fullmatch(r"[A-Za-z0-9_-]{2,64}", name)]
    return [(f"{_VIDEOS}?playlist_id={lists[0]}", "playlist")] if lists else []


def _github(root: str, path: str, query: dict[str, list[str]]) -> Feeds:
    found = re.match(rf"/({_NAME})(?:/({_NAME}))?(?:/|$)", path)
    if found is None or found[1] in ("topics", "trending", "explore", "about", "features", "orgs"):
        return []
    owner, name = found[1], found[2]
    if name is None:
        return [(f"{root}/{owner}.atom", f"{owner}: activity")]
    return [
        (f"{root}/{owner}/{name}/{what}.atom", f"{owner}/{name}: {what}") for what in ("releases", "commits", "tags")
    ]


def _reddit(root: str, path: str, query: dict[str, list[str]]) -> Feeds:
    found = re.match(rf"/(?:r|u|user)/{_NAME}", path)
    if found is None:
        return [(f"{root}/.rss", "reddit")] if not path else []
    whole = re.match(rf"/r/{_NAME}/comments/{_NAME}", path)
    place = (whole or found)[0]
    return [(f"{root}{place}/.rss", place.strip("/"))]


def _substack(root: str, path: str, query: dict[str, list[str]]) -> Feeds:
    return [(f"{root}/feed", "posts")]


def _fediverse(root: str, path: str, query: dict[str, list[str]]) -> Feeds:
    """A profile of Mastodon and its like, on any host: ``/@name``."""
    found = re.fullmatch(r"/@[A-Za-z0-9_.-]+", path)
    return [(f"{root}{path}.rss", path.strip("/"))] if found else []


_SITES: dict[str, Callable[[str, str, dict[str, list[str]]], Feeds]] = {
    "youtube.com": _youtube,
    "github.com": _github,
    "reddit.com": _reddit,
}
