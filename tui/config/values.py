"""What a feeds.toml holds, once it is checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from tui.model import Feed


class ConfigError(Exception):
    """feeds.toml cannot be used; ``str()`` is one line that says where and what to do."""


@dataclass(frozen=True, slots=True)
class ReaderSettings:
    """The ``[reader]`` table."""

    language: str = "auto"
    display: str = "auto"
    marks: str = "auto"
    refresh_minutes: int = 30
    keep_days: int = 90


@dataclass(frozen=True, slots=True)
class View:
    """A saved query (``[[view]]``)."""

    title: str
    query: str


@dataclass(frozen=True, slots=True)
class Config:
    """A whole feeds.toml.  ``keys`` maps an action's name to its keys, separated by commas."""

    path: Path
    reader: ReaderSettings = ReaderSettings()
    feeds: tuple[Feed, ...] = ()
    views: tuple[View, ...] = ()
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
