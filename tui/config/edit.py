"""Edits of feeds.toml that leave the user's comments and order alone."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any, cast

from tui.config.reading import parse, read_text
from tui.config.values import ConfigError
from tui.model import Feed


def add_feed(path: Path, feed: Feed) -> None:
    """Append ``feed`` to the file, keeping comments and order.

    Raises ConfigError if the file cannot be used, or has that URL already.
    """
    import tomlkit

    text = read_text(path)
    if any(known.url == feed.url for known in parse(text, path).feeds):
        raise ConfigError(f"{path.name}: {feed.url}: already subscribed")
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
    # Appending text, not editing the tree: nothing that the user wrote can move.
    separator = "\n" if text.endswith("\n") or not text else "\n\n"
    edited = f"{text}{separator}[[feed]]\n{table.as_string()}"
    parse(edited, path)
    _replace(path, edited)


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
