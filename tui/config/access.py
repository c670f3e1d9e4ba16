"""What a feed that is not for everybody may be given: a name, a password, cookies, headers."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from tui.model import Access

_TOKEN = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
"""A field name: RFC 9110, 5.6.2."""
_OURS = frozenset({"host", "content-length", "transfer-encoding", "connection", "te", "upgrade", "accept-encoding"})
"""What belongs to the connection and not to the feed."""
_VARIABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")


def wrong_access(access: Access, url: str) -> tuple[str, str] | None:
    """The key of a feed that cannot stay as it is, and why; None if all can."""
    try:
        parts = urlsplit(url)
        named = bool(parts.username or parts.password)
    except ValueError:
        named = False
    if named:
        return "url", "holds a name and a password; put them into keys of their own: user and password"
    if access.password and access.password_env:
        return "password", "is given twice; keep password or password_env"
    if (access.password or access.password_env) and not access.user:
        return "password", "needs a user"
    if ":" in access.user:
        return "user", "must not hold a colon"
    if access.password_env and not _VARIABLE.fullmatch(access.password_env):
        return "password_env", "must be the name of an environment variable, not the password itself"
    for name, value in access.headers:
        if not _TOKEN.fullmatch(name) or name.lower() in _OURS:
            return "headers", f'"{name}" cannot be set as a header'
        if not value.isprintable() or not value.isascii():
            return "headers", f"{name} must be printable ASCII on one line"
    return None
