"""Pictures of stories, kept for reading offline where the reader wants them (``[reader] pictures``).

A picture is a file in the data folder under the digest of its address: what a
feed says never becomes part of a path.  What was not asked for is not fetched.
"""

from __future__ import annotations

import asyncio
import hashlib
import os
from collections.abc import Iterable
from contextlib import suppress
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from tui.model import Article, MarkKind
from tui.newsroom.desk import Desk
from tui.store import articles, headlines

if TYPE_CHECKING:
    from tui.fetch import Client

STORIES = 200
"""The newest stories, and as many of those starred or for later, whose pictures are kept."""
MOST_EACH = 6
"""Pictures of one story."""
MOST_AT_ONCE = 100
"""Pictures fetched in one refresh; the next one goes on."""
_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"RIFF")
"""How files begin that are looked at: PNG, JPEG, GIF, WebP."""
_PUT_ASIDE = headlines.Condition("h.id IN (SELECT article FROM states WHERE flags & 6)")
"""Starred, or for later."""


def addresses(article: Article) -> tuple[str, ...]:
    """The addresses of an article's pictures, the lead picture first."""
    marked = (mark.target for block in article.blocks for mark in block.marks if mark.kind is MarkKind.PICTURE)
    found = dict.fromkeys(one for one in (article.picture, *marked) if one)
    return tuple(islice(found, MOST_EACH))


def folder(desk: Desk) -> Path:
    """Where pictures are."""
    return desk.data / "pictures"


def kept(desk: Desk, url: str) -> Path | None:
    """The file of a picture, None if it is not kept."""
    path = _path(desk, url)
    return path if path.is_file() else None


def _path(desk: Desk, url: str) -> Path:
    return folder(desk) / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()


async def keep_pictures(desk: Desk, client: Client) -> int:
    """Fetch the pictures of the newest stories that are not kept yet, and drop those of older ones.

    Returns how many came.  One that cannot be had, or is none, is passed over.
    """
    wanted: dict[str, str] = {}
    keep: set[str] = set()
    for condition in (headlines.NOT_DISMISSED, _PUT_ASIDE):
        for number in headlines.ids(desk.store, condition, STORIES):
            article = articles.article(desk.store, number)
            if article is None:
                continue
            for url in addresses(article):
                keep.add(_path(desk, url).name)
                if kept(desk, url) is None:
                    wanted.setdefault(url, article.url)
    folder(desk).mkdir(parents=True, exist_ok=True)
    _drop(desk, keep)
    came = await asyncio.gather(*(_keep(desk, client, url, page) for url, page in islice(wanted.items(), MOST_AT_ONCE)))
    return sum(came)


async def _keep(desk: Desk, client: Client, url: str, named_by: str) -> bool:
    from tui.fetch import FetchError

    try:
        fetched = await client.get(url, named_by=named_by)
    except FetchError:
        return False
    body = fetched.page.body if fetched.page is not None else b""
    if not body.startswith(_SIGNATURES):
        return False
    path = _path(desk, url)
    part = path.with_suffix(f".{os.getpid()}")
    with suppress(OSError):
        part.write_bytes(body)
        part.replace(path)
        return True
    return False


def _drop(desk: Desk, keep: Iterable[str]) -> None:
    names = set(keep)
    for path in folder(desk).iterdir():
        if path.name not in names:
            with suppress(OSError):
                path.unlink()
