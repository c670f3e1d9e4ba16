"""Turning a decoded feeds.toml into a Config, or saying in one line where it is wrong."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Any, cast
from urllib.parse import urlsplit

from tui.config.access import wrong_access
from tui.config.optional import SUMMARY_LANGUAGES, wrong_endpoint
from tui.config.themes import AUTO, BUILT_IN, six_digits, wrong_theme
from tui.config.values import (
    RULE_VERBS,
    Config,
    ConfigError,
    NeuralSettings,
    ReaderSettings,
    Rule,
    SummarySettings,
    ThemeSettings,
    View,
)
from tui.model import Access, Feed, FeedKind

LANGUAGES = ("auto", "en", "ar")
VOWEL_MARKS = ("auto", "keep", "strip")
DISPLAYS = (
    "auto",
    "visual",
    "bdsm",
    "konsole",
    "mlterm",
    "lrm",
    "sgr",
    "kitty-cells",
    "kitty-runs",
    "words-lrm",
    "off",
)
KINDS = ("feed", "article")
FEED_KEYS = (
    "title", "url", "kind", "tags", "full_text", "user", "password", "password_env", "cookies", "headers",
)  # fmt: skip
READER_KEYS = ("language", "display", "marks", "theme", "refresh_minutes", "keep_days", "pictures", "terminal_programs")
SHORTEST_REFRESH_MINUTES = 10
"""Asking a site more often than this is impolite (0 switches the timer off)."""

KeyPath = tuple[str | int, ...]
"""Where a value stands: table name, index in an array of tables, key."""


class Checker:
    """Turns a decoded document into a Config, or says where it is wrong."""

    def __init__(self, text: str, path: Path) -> None:
        self._text = text
        self._path = path

    def config(self, document: Mapping[str, Any]) -> Config:
        self._known((), document, ("reader", "feed", "view", "rule", "keys", "summaries", "neural", "theme"))
        themes = self._themes(self._table(document, "theme"))
        return Config(
            path=self._path,
            reader=self._reader(self._table(document, "reader"), themes),
            feeds=self._feeds(self._tables(document, "feed")),
            views=self._views(self._tables(document, "view")),
            rules=self._rules(self._tables(document, "rule")),
            keys=self._keys(self._table(document, "keys")),
            summaries=self._summaries(self._table(document, "summaries")),
            neural=self._neural(self._table(document, "neural")),
            themes=themes,
        )

    def _reader(self, table: Mapping[str, Any], themes: Sequence[ThemeSettings]) -> ReaderSettings:
        self._known(("reader",), table, READER_KEYS)
        own = [theme.name for theme in themes]
        settings = ReaderSettings(
            language=self._choice(("reader", "language"), table, LANGUAGES, "auto"),
            display=self._choice(("reader", "display"), table, DISPLAYS, "auto"),
            marks=self._choice(("reader", "marks"), table, VOWEL_MARKS, "auto"),
            theme=self._choice(("reader", "theme"), table, (AUTO, *BUILT_IN, *own), AUTO),
            refresh_minutes=self._whole(("reader", "refresh_minutes"), table, 30),
            keep_days=self._whole(("reader", "keep_days"), table, 90),
            pictures=self._flag(("reader", "pictures"), table),
            terminal_programs=self._strings(("reader", "terminal_programs"), table),
        )
        if 0 < settings.refresh_minutes < SHORTEST_REFRESH_MINUTES:
            self._refuse(("reader", "refresh_minutes"), f"must be 0 (never) or at least {SHORTEST_REFRESH_MINUTES}")
        if settings.keep_days < 1:
            self._refuse(("reader", "keep_days"), "must be at least 1")
        return settings

    def _themes(self, tables: Mapping[str, Any]) -> tuple[ThemeSettings, ...]:
        found = []
        for name, table in tables.items():
            wrong = wrong_theme(name, table)
            if wrong is not None:
                self._refuse(("theme", name, wrong[0]) if wrong[0] else ("theme", name), wrong[1])
            colours = {key: six_digits(value) for key, value in table.items() if key != "base"}
            found.append(ThemeSettings(name, table.get("base", BUILT_IN[0]), MappingProxyType(colours)))
        return tuple(found)

    def _feeds(self, tables: Sequence[Mapping[str, Any]]) -> tuple[Feed, ...]:
        feeds: list[Feed] = []
        seen: dict[str, int] = {}
        for index, table in enumerate(tables):
            at: KeyPath = ("feed", index)
            self._known(at, table, FEED_KEYS)
            if "url" not in table:
                self._refuse(at, 'has no url; add url = "https://…"')
            feed = Feed(
                url=self._url((*at, "url"), table),
                title=self._string((*at, "title"), table),
                kind=cast(FeedKind, self._choice((*at, "kind"), table, KINDS, "feed")),
                tags=self._strings((*at, "tags"), table),
                full_text=self._flag((*at, "full_text"), table),
                access=self._access(at, table),
            )
            if feed.url in seen:
                first = self._line(("feed", seen[feed.url], "url"))
                self._refuse((*at, "url"), f"the same as in line {first}; remove one of them")
            seen[feed.url] = index
            feeds.append(feed)
        return tuple(feeds)

    def _access(self, at: KeyPath, table: Mapping[str, Any]) -> Access:
        headers = table.get("headers", {})
        if not isinstance(headers, dict) or not all(isinstance(value, str) for value in headers.values()):
            self._refuse((*at, "headers"), 'must be a table of texts, such as { Accept-Language = "ar" }')
        words = {key: self._string((*at, key), table) for key in ("user", "password", "password_env", "cookies")}
        access = Access(**words, headers=tuple(headers.items()))
        wrong = wrong_access(access, str(table.get("url", "")))
        if wrong is not None:
            self._refuse((*at, wrong[0]) if wrong[0] in table else at, wrong[1])
        return access

    def _views(self, tables: Sequence[Mapping[str, Any]]) -> tuple[View, ...]:
        views = []
        for index, table in enumerate(tables):
            at: KeyPath = ("view", index)
            self._known(at, table, ("title", "query"))
            for key in ("title", "query"):
                if not self._string((*at, key), table).strip():
                    self._refuse((*at, key) if key in table else at, f"needs a {key}")
            self._query((*at, "query"), table)
            views.append(View(table["title"], table["query"]))
        return tuple(views)

    def _rules(self, tables: Sequence[Mapping[str, Any]]) -> tuple[Rule, ...]:
        rules = []
        for index, table in enumerate(tables):
            at: KeyPath = ("rule", index)
            self._known(at, table, ("title", "when", "do"))
            # A rule without a query would do it to everything that ever comes.
            if not self._string((*at, "when"), table).strip():
                self._refuse((*at, "when") if "when" in table else at, 'needs a query: when = "feed:… title:…"')
            verbs = self._strings((*at, "do"), table)
            if not verbs:
                self._refuse((*at, "do") if "do" in table else at, 'needs a verb: do = ["dismiss"]')
            for verb in verbs:
                if verb not in RULE_VERBS:
                    self._refuse((*at, "do"), f'"{verb}" is none of {", ".join(RULE_VERBS)}')
            self._query((*at, "when"), table)
            rules.append(Rule(table["when"], verbs, self._string((*at, "title"), table)))
        return tuple(rules)

    def _query(self, at: KeyPath, table: Mapping[str, Any]) -> None:
        from tui.grammar import QueryError, parse  # not before there is a query: it loads the text room

        try:
            parse(table[str(at[-1])])
        except QueryError as error:
            self._refuse(at, str(error))

    def _keys(self, table: Mapping[str, Any]) -> Mapping[str, str]:
        keys = {}
        for action, value in table.items():
            if isinstance(value, list) and all(isinstance(key, str) for key in value):
                keys[action] = ",".join(value)
            elif isinstance(value, str):
                keys[action] = value
            else:
                self._refuse(("keys", action), 'must be a key in quotes, such as "j", or a list of them')
        return MappingProxyType(keys)

    def _summaries(self, table: Mapping[str, Any]) -> SummarySettings:
        at = ("summaries",)
        self._known(at, table, ("url", "model", "key_env", "language", "max_words"))
        if not table:
            return SummarySettings()
        if "url" not in table:
            self._refuse(at, 'has no url; add url = "http://localhost:11434/v1"')
        settings = SummarySettings(
            url=self._url((*at, "url"), table).rstrip("/"),
            model=self._string((*at, "model"), table).strip(),
            key_env=self._string((*at, "key_env"), table),
            language=self._choice((*at, "language"), table, ("auto", *SUMMARY_LANGUAGES), "auto"),
            max_words=self._whole((*at, "max_words"), table, 120),
        )
        wrong = wrong_endpoint(settings)
        if wrong is not None:
            key, reason = wrong
            self._refuse((*at, key) if key in table else at, reason)
        return settings

    def _neural(self, table: Mapping[str, Any]) -> NeuralSettings:
        at = ("neural",)
        self._known(at, table, ("model", "threshold"))
        threshold = table.get("threshold", 0.5)
        if isinstance(threshold, bool) or not isinstance(threshold, int | float) or not 0 < threshold < 1:
            self._refuse((*at, "threshold"), "must be a number between 0 and 1")
        return NeuralSettings(self._string((*at, "model"), table).strip(), float(threshold))

    def _table(self, document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
        value = document.get(name, {})
        if not isinstance(value, dict):
            self._refuse((name,), f"must be a table: write [{name}] on a line of its own")
        return cast(Mapping[str, Any], value)

    def _tables(self, document: Mapping[str, Any], name: str) -> Sequence[Mapping[str, Any]]:
        value = document.get(name, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            self._refuse((name,), f"must be a list of tables: write [[{name}]] with two brackets")
        return cast(Sequence[Mapping[str, Any]], value)

    def _known(self, at: KeyPath, table: Mapping[str, Any], names: Sequence[str]) -> None:
        for key in table:
            if key not in names:
                import difflib  # only where there is something to complain of

                near = difflib.get_close_matches(key, names, n=1, cutoff=0.5)
                hint = f"did you mean {near[0]}?" if near else f"known here: {', '.join(names)}"
                self._refuse((*at, key), f"unknown key; {hint}")

    def _string(self, at: KeyPath, table: Mapping[str, Any], default: str = "") -> str:
        value = table.get(str(at[-1]), default)
        if not isinstance(value, str):
            self._refuse(at, f"must be text in quotes, not {_type_name(value)}")
        return cast(str, value)

    def _strings(self, at: KeyPath, table: Mapping[str, Any]) -> tuple[str, ...]:
        value = table.get(str(at[-1]), [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            self._refuse(at, 'must be a list of texts, such as ["ai", "world"]')
        return tuple(value)

    def _flag(self, at: KeyPath, table: Mapping[str, Any]) -> bool:
        value = table.get(str(at[-1]), False)
        if not isinstance(value, bool):
            self._refuse(at, f"must be true or false, not {_type_name(value)}")
        return bool(value)

    def _whole(self, at: KeyPath, table: Mapping[str, Any], default: int) -> int:
        value = table.get(str(at[-1]), default)
        if isinstance(value, bool) or not isinstance(value, int) or value < 0:
            self._refuse(at, f"must be a whole number, not {_type_name(value)}")
        return int(value)

    def _choice(self, at: KeyPath, table: Mapping[str, Any], choices: Sequence[str], default: str) -> str:
        value = self._string(at, table, default)
        if value not in choices:
            self._refuse(at, f'"{value}" is none of {", ".join(choices)}')
        return value

    def _url(self, at: KeyPath, table: Mapping[str, Any]) -> str:
        value = self._string(at, table)
        if not is_web_url(value):
            self._refuse(at, f'"{value}" is no web address; it must begin with https:// or http:// and name a host')
        return value

    def _refuse(self, at: KeyPath, reason: str) -> None:
        # The value may hold line breaks; the complaint is one line whatever it holds.
        one_line = " ".join(f"{_dotted(at)}: {reason}".split())
        raise ConfigError(f"{self._path.name}:{self._line(at)}: {one_line}")

    def _line(self, at: KeyPath) -> int:
        return line_of(self._text, at)


def is_web_url(value: str) -> bool:
    """True for an absolute http or https URL with a host and no blanks or control characters (RFC 3986)."""
    if any(character.isspace() or not character.isprintable() for character in value):
        return False
    try:
        parts = urlsplit(value)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port is None or parts.port > 0)
    except ValueError:
        return False


def line_of(text: str, at: KeyPath) -> int:
    """The 1-based line of ``text`` (valid TOML) on which the value at ``at`` begins.

    tomllib keeps no positions.  But among the prefixes of a document that parse,
    those that hold the value are exactly the longer ones: the line before the
    shortest of them ends where the value's line begins.
    """
    lines = text.splitlines(keepends=True)

    def holds(count: int) -> bool | None:
        try:
            value: Any = tomllib.loads("".join(lines[:count]))
        except tomllib.TOMLDecodeError:
            return None
        for step in at:
            try:
                value = value[step]
            except (KeyError, IndexError, TypeError):
                return False
        return True

    without, with_it = 0, len(lines)
    while with_it - without > 1:
        middle = (without + with_it) // 2
        probe = middle
        while probe > without and (found := holds(probe)) is None:
            probe -= 1
        if probe == without:
            # Everything between is the inside of one value: look above it.
            without_next = next((n for n in range(middle + 1, with_it) if holds(n) is not None), None)
            if without_next is None:
                break
            probe, found = without_next, holds(without_next)
        if found:
            with_it = probe
        else:
            without = probe
    return without + 1


def _dotted(at: KeyPath) -> str:
    return ".".join(f"{step + 1}" if isinstance(step, int) else step for step in at)


def _type_name(value: object) -> str:
    names = {bool: "true/false", int: "a number", float: "a number", str: "text", list: "a list", dict: "a table"}
    return (
        f"{names.get(type(value), 'a date')} ({value!r})" if not isinstance(value, dict | list) else names[type(value)]
    )
