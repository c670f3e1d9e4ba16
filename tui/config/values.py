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
    theme: str = "auto"
    refresh_minutes: int = 30
    keep_days: int = 90
    pictures: bool = False
    terminal_programs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeSettings:
    """A ``[theme.NAME]`` table: the built-in theme it starts from, and its own colours as ``#rrggbb`` by name."""

    name: str
    base: str
    colours: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class View:
    """A saved query (``[[view]]``)."""

    title: str
    query: str


RULE_VERBS = ("read", "unread", "star", "unstar", "later", "unlater", "dismiss", "undismiss")
"""What a rule can do."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A ``[[rule]]``: the verbs ``do`` are done to articles as they come, where the query ``when`` fits."""

    when: str
    do: tuple[str, ...]
    title: str = ""

    @property
    def name(self) -> str:
        """What the rule is called: its title, else its query."""
        return self.title or self.when


@dataclass(frozen=True, slots=True)
class SummarySettings:
    """The ``[summaries]`` table; without a ``url`` nothing is ever sent anywhere.

    ``url`` is the base of an OpenAI-compatible service, without a slash at its
    end.  ``key_env`` names the environment variable that holds the key, and is
    never the key itself.  ``language`` is ``auto`` (the interface's) or a
    language of SUMMARY_LANGUAGES.
    """

    url: str = ""
    model: str = ""
    key_env: str = ""
    language: str = "auto"
    max_words: int = 120


@dataclass(frozen=True, slots=True)
class NeuralSettings:
    """The ``[neural]`` table: the folder of a model ("" for none), and the lowest score (0 to 1) that counts."""

    model: str = ""
    threshold: float = 0.5


@dataclass(frozen=True, slots=True)
class Config:
    """A whole feeds.toml.  ``keys`` maps an action's name to its keys, separated by commas."""

    path: Path
    reader: ReaderSettings = ReaderSettings()
    feeds: tuple[Feed, ...] = ()
    views: tuple[View, ...] = ()
    rules: tuple[Rule, ...] = ()
    keys: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    summaries: SummarySettings = SummarySettings()
    neural: NeuralSettings = NeuralSettings()
    themes: tuple[ThemeSettings, ...] = ()
