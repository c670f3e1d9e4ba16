"""feeds.toml: the only TOML.

Reading goes through :mod:`tomllib` (quick); editing goes through tomlkit, which
keeps comments and order and is imported only then.  Every complaint is one
:class:`ConfigError` whose text is a single line ``FILE:LINE: KEY: what is wrong``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from tui.config.check import DISPLAYS, LANGUAGES, is_web_url
from tui.config.edit import (
    add_feed,
    add_feeds,
    add_rule,
    add_view,
    move_feed,
    place_of,
    remove_feed,
    remove_rule,
    remove_view,
    set_reader,
)
from tui.config.optional import SUMMARY_LANGUAGES
from tui.config.reading import load, parse
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

__all__ = [
    "DISPLAYS",
    "LANGUAGES",
    "RULE_VERBS",
    "SUMMARY_LANGUAGES",
    "Config",
    "ConfigError",
    "NeuralSettings",
    "Paths",
    "ReaderSettings",
    "Rule",
    "SummarySettings",
    "ThemeSettings",
    "View",
    "add_feed",
    "add_feeds",
    "add_rule",
    "add_view",
    "default_text",
    "is_web_url",
    "load",
    "locate",
    "move_feed",
    "parse",
    "place_of",
    "remove_feed",
    "remove_rule",
    "remove_view",
    "set_reader",
    "write_default",
]


@dataclass(frozen=True, slots=True)
class Paths:
    """Where the configuration file and the data folder are."""

    config: Path
    data: Path


def locate(config: str | None, data: str | None, environ: Mapping[str, str]) -> Paths:
    """Say which feeds.toml and which data folder to use.

    The option wins over KHABAR_CONFIG and KHABAR_DATA, and those over the
    platform's own folders (the XDG base directories on Linux).  Nothing is
    created here.
    """
    config_path = config or environ.get("KHABAR_CONFIG")
    data_path = data or environ.get("KHABAR_DATA")
    if config_path and data_path:
        return Paths(Path(config_path).expanduser(), Path(data_path).expanduser())
    import platformdirs  # 5 ms that a caller who names both paths does not pay

    return Paths(
        Path(config_path).expanduser() if config_path else platformdirs.user_config_path("khabar") / "feeds.toml",
        Path(data_path).expanduser() if data_path else platformdirs.user_data_path("khabar"),
    )


def default_text() -> str:
    """The packaged feeds.toml, comments included."""
    from importlib import resources  # 4 ms that only the first start pays

    packaged = resources.files("tui") / "feeds.toml"
    if packaged.is_file():
        return packaged.read_text(encoding="utf-8")
    # A checkout that was installed in place keeps the file at its top level only.
    return (Path(__file__).resolve().parents[2] / "feeds.toml").read_text(encoding="utf-8")


def write_default(path: Path) -> None:
    """Write the packaged feeds.toml to ``path``; an existing file is left alone (FileExistsError)."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8", newline="\n") as file:
        file.write(default_text())
