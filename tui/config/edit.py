"""Edits of feeds.toml that leave the user's comments and order alone."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from tui.config.check import KeyPath, line_of
from tui.config.reading import parse, read_text
from tui.config.values import ConfigError, Rule, View
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
    text = read_text(path)
    feeds = parse(text, path).feeds
    index = next((index for index, feed in enumerate(feeds) if feed.url == url), None)
    if index is None:
        return False
    _replace(path, _without(text, path, "feed", index))
    return True


def add_rule(path: Path, rule: Rule) -> None:
    """Append a rule; the file is made if it is missing.  Raises ConfigError, also for a rule that cannot be."""
    import tomlkit

    table = tomlkit.table()
    if rule.title:
        table["title"] = _text(rule.title)
    table["when"] = _text(rule.when)
    table["do"] = list(rule.do)
    _append(path, f"[[rule]]\n{table.as_string()}")


def remove_rule(path: Path, rule: Rule) -> bool:
    """Take the first rule that does so out of the file; False if it is not there.  Raises ConfigError."""
    text = read_text(path)
    rules = [(each.when, each.do) for each in parse(text, path).rules]
    if (rule.when, rule.do) not in rules:
        return False
    _replace(path, _without(text, path, "rule", rules.index((rule.when, rule.do))))
    return True


def add_view(path: Path, view: View) -> None:
    """Append a view; the file is made if it is missing.  Raises ConfigError, also for a view that cannot be."""
    import tomlkit

    table = tomlkit.table()
    table["title"], table["query"] = _text(view.title), _text(view.query)
    _append(path, f"[[view]]\n{table.as_string()}")


def remove_view(path: Path, view: View) -> bool:
    """Take a view out of the file; False if it is not there.  Raises ConfigError."""
    text = read_text(path)
    views = parse(text, path).views
    if view not in views:
        return False
    _replace(path, _without(text, path, "view", views.index(view)))
    return True


def _text(value: str) -> Any:
    """A string as one would write it: one with quotation marks in it between apostrophes, without escapes."""
    import tomlkit

    return tomlkit.string(value, literal='"' in value and "'" not in value and value.isprintable())


def _append(path: Path, table: str) -> None:
    text = read_text(path) if path.exists() else ""
    edited = text + ("\n" if text.endswith("\n") or not text else "\n\n") + table
    parse(edited, path)
    if path.exists():
        _replace(path, edited)
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(edited.lstrip("\n"), encoding="utf-8", newline="\n")
    except OSError as error:
        raise ConfigError(f"{path}: cannot be written: {error.strerror}") from None


def _without(text: str, path: Path, name: str, index: int) -> str:
    """The file without a table of an array; comments around it stay, those among its keys go.  Raises ConfigError.

    Lines are cut, for a parsed document counts what stands below a table, such as the heading of
    the next, as that table's own.  Where cutting would change anything else the document is edited.
    """
    lines = text.splitlines(keepends=True)
    heads = [at for at, line in enumerate(lines) if re.match(r"\s*\[", line)]
    tables = [at for at in heads if re.match(rf"\s*\[\[\s*{name}\s*\]\]", lines[at])]
    if index < len(tables):
        start = tables[index]
        end = next((at for at in heads if at > start), len(lines))
        while end > start + 1 and re.match(r"\s*(#.*)?$", lines[end - 1]):
            end -= 1
        while start and end < len(lines) and not lines[end].strip() and not lines[start - 1].strip():
            end += 1
        if end == len(lines) and start and not lines[start - 1].strip():
            start -= 1
        edited = "".join(lines[:start] + lines[end:])
        if _same_but(text, edited, path, name, index):
            return edited
    import tomlkit

    document = tomlkit.parse(text)
    del cast(Any, document[name])[index]
    edited = tomlkit.dumps(document)
    parse(edited, path)
    return edited


def _same_but(text: str, edited: str, path: Path, name: str, index: int) -> bool:
    """Whether ``edited`` says what ``text`` says, but for one table."""
    try:
        before, after = parse(text, path), parse(edited, path)
    except ConfigError:
        return False
    kept: dict[str, Any] = {f"{name}s": tuple(v for at, v in enumerate(getattr(before, f"{name}s")) if at != index)}
    return replace(before, **kept) == after


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


def set_reader(path: Path, key: str, value: str) -> None:
    """Set a text of the ``[reader]`` table, which is made if it is missing.  Raises ConfigError."""
    import tomlkit

    text = read_text(path)
    parse(text, path)
    document = cast(Any, tomlkit.parse(text))
    if key in document.get("reader", {}):
        document["reader"][key] = value
        edited = tomlkit.dumps(document)
    else:
        row = " ".join((key, "=", tomlkit.item(value).as_string())) + "\n"
        lines = text.splitlines(keepends=True)
        header = next((at for at, line in enumerate(lines, 1) if line.split("#")[0].strip() == "[reader]"), 0)
        # tomlkit would put a new key below the comment that belongs to the table after it.
        edited = "".join((*lines[:header], row, *lines[header:])) if header else "\n".join(("[reader]", row, text))
    parse(edited, path)
    _replace(path, edited)


def place_of(path: Path, at: KeyPath) -> str:
    """``feeds.toml:12: theme.sea.company``: where a value stands, for a complaint about it."""
    return f"{path.name}:{line_of(read_text(path), at)}: {'.'.join(map(str, at))}"


def _replace(path: Path, text: str) -> None:
    """Write in one step, so that a full disk or a crash never leaves half a file."""
    target = path.resolve()  # a symlink into a dotfiles folder stays one
    import tempfile  # 3 ms that a start does not pay

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
