"""Edits of feeds.toml that leave the user's comments and order alone."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

from tui.config.reading import parse, read_text
from tui.config.values import ConfigError
from tui.model import Feed


def add_feed(path: Path, feed: Feed) -> None:
    """Append ``feed`` to the file, keeping comments and order.

    Raises ConfigError if the file cannot be used, or has that URL already.
    """
    add_feeds(path, [feed])


def add_feeds(path: Path, feeds: Sequence[Feed]) -> None:
    """Append ``feeds`` to the file in one step, all or none.

    Raises ConfigError if the file cannot be used, or has one of the URLs already.
    """
    text = read_text(path)
    known = {feed.url for feed in parse(text, path).feeds}
    for feed in feeds:
        if feed.url in known:
            raise ConfigError(f"{path.name}: {feed.url}: already subscribed")
    # Appending text, not editing the tree: nothing that the user wrote can move.
    separator = "\n" if text.endswith("\n") or not text else "\n\n"
    edited = f"{text}{separator}" + "\n".join(f"[[feed]]\n{_table(feed)}" for feed in feeds)
    parse(edited, path)
    _replace(path, edited)


def _table(feed: Feed) -> str:
    import tomlkit

    table = tomlkit.table()
    if feed.title:
        table["title"] = feed.title
    table["url"] = feed.url
    if feed.kind != "feed":
        table["kind"] = feed.kind
    if feed.tags:
        table["tags"] = list(feed.tags)
    if feed.full_text:
        table["full_text"] = True
    for key in ("user", "password", "password_env", "cookies"):
        if getattr(feed.access, key):
            table[key] = getattr(feed.access, key)
    if feed.access.headers:
        headers = tomlkit.inline_table()
        headers.update(dict(feed.access.headers))
        table["headers"] = headers
    return table.as_string()


def remove_feed(path: Path, url: str) -> bool:
    """Take the feed with ``url`` out of the file; False if it is not there.  Raises ConfigError."""
    import tomlkit

    text = read_text(path)
    feeds = parse(text, path).feeds
    if all(feed.url != url for feed in feeds):
        return False
    document = tomlkit.parse(text)
    tables = document["feed"]
    del cast(Any, tables)[next(index for index, feed in enumerate(feeds) if feed.url == url)]
    edited = tomlkit.dumps(document)
    parse(edited, path)
    _replace(path, edited)
    return True


def move_feed(path: Path, old: str, new: str) -> bool:
    """Give the feed at ``old`` the address ``new``; False if there is no such feed, or ``new`` is there already.

    Raises ConfigError.
    """
    import tomlkit

    if not path.exists():
        return False
    text = read_text(path)
    urls = [feed.url for feed in parse(text, path).feeds]
    if old not in urls or new in urls:
        return False
    document = tomlkit.parse(text)
    cast(Any, document["feed"])[urls.index(old)]["url"] = new
    edited = tomlkit.dumps(document)
    parse(edited, path)
    _replace(path, edited)
    return True


def _replace(path: Path, text: str) -> None:
    """Write in one step, so that a full disk or a crash never leaves half a file."""
    target = path.resolve()  # a symlink into a dotfiles folder stays one
    descriptor, name = tempfile.mkstemp(dir=target.parent, prefix=".feeds-", suffix=".toml")
    temporary = Path(name)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(text)
        temporary.chmod(target.stat().st_mode)
        temporary.replace(target)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from None
