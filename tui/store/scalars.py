"""Times, texts and small values as SQLite keeps them."""

from __future__ import annotations

import json
from datetime import UTC, datetime


def to_ms(moment: datetime) -> int:
    """An aware time as milliseconds since 1970 (UTC)."""
    return round(moment.timestamp() * 1000)


def from_ms(value: int) -> datetime:
    """Milliseconds since 1970 as an aware time in UTC."""
    return datetime.fromtimestamp(value / 1000, UTC)


def dump(value: object) -> str:
    """Compact JSON; every character stands for itself.  A lone surrogate, which SQLite cannot keep, becomes U+FFFD."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return storable(text)


def storable(text: str) -> str:
    """``text`` with lone surrogates replaced one for one, so that offsets stay."""
    if text.isascii():
        return text
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return "".join("\ufffd" if 0xD800 <= ord(character) <= 0xDFFF else character for character in text)
    return text
