"""Reading feeds.toml."""

from __future__ import annotations

import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

from tui.config.check import Checker
from tui.config.values import Config, ConfigError


def load(path: Path) -> Config:
    """Read and check ``path``.

    Raises ConfigError for a file that is missing or unreadable, is no TOML, or
    holds an unknown key, a value of the wrong type, or a URL that is none.
    """
    return _known(read_text(path), path)


@lru_cache(maxsize=1)
def _known(text: str, path: Path) -> Config:
    """A command reads the file for its language first and for its feeds then."""
    return parse(text, path)


def parse(text: str, path: Path) -> Config:
    """Check the TOML ``text``; ``path`` is for messages.  Raises ConfigError."""
    document = _decode(text, path)
    return Checker(text, path).config(document)


def read_text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path}: no such file; `khabar` without --config writes a first one") from None
    except UnicodeDecodeError:
        raise ConfigError(f"{path}: not UTF-8 text; save it as UTF-8") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read: {error.strerror}") from None


def _decode(text: str, path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error)
        line = len(text.splitlines()) or 1
        if "(at line " in reason:
            reason, _, where = reason.rpartition(" (at line ")
            line = int(where.split(",")[0])
        reason = reason.removesuffix(" (at end of document)")
        raise ConfigError(f"{path.name}:{line}: not valid TOML: {reason[:1].lower()}{reason[1:]}") from None
