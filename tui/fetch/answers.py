"""What a server said: values, and one clear line for everything that is no answer."""

from __future__ import annotations

import re
import socket
import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from urllib.parse import urlsplit

from tui.model import Page


class FetchError(Exception):
    """A request failed; ``str()`` is one clear line.  ``status`` is the HTTP status, 0 where there was none.

    ``retry_after`` is for how many seconds the server wishes not to be asked, 0 where it says nothing.
    """

    def __init__(self, reason: str, status: int = 0, retry_after: int = 0) -> None:
        super().__init__(" ".join(reason.split()))
        self.status = status
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[type[FetchError], tuple[str, int, int]]:
        """Exceptions cross from a process that unpacks and parses."""
        return FetchError, (str(self), self.status, self.retry_after)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request repeats to the server (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.  ``page`` is None when the server said 304; ``moved_to`` is where permanent redirects led, else "".

    ``fresh`` is for how many seconds the server calls its answer fresh;
    ``coding`` the Content-Encoding that the page's body still has, if it was asked for as it came.
    """

    page: Page | None
    validators: Validators
    status: int
    moved_to: str = ""
    fresh: int = 0
    coding: str = ""


def freshness(headers: Mapping[str, str]) -> int:
    """For how many seconds an answer is fresh: max-age, else Expires less Date (RFC 9111, 4.2.1); 0 if not said."""
    control = headers.get("cache-control", "").lower()
    if control:
        if re.search(r"\b(?:no-cache|no-store)\b", control):
            return 0
        found = re.search(r"\bmax-age=\"?([0-9]{1,9})", control)
        if found:
            age = headers.get("age", "")
            return max(0, int(found[1]) - (int(age[:9]) if age.isascii() and age.isdigit() else 0))
    expires = headers.get("expires", "")
    return seconds_until(expires, _http_date(headers.get("date", "")) or datetime.now(UTC)) if expires else 0


def seconds_until(value: str, now: datetime) -> int:
    """Seconds that a header gives as such, or as a date (RFC 9110, 10.2.3 and 5.6.7); 0 for the past and for none."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return int(value[:9])
    moment = _http_date(value) if value else None
    return max(0, round((moment - now).total_seconds())) if moment is not None else 0


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def status_line(status: int, retry_after: str = "") -> str:
    """A status in words, and the wait that the server asks for."""
    try:
        phrase = HTTPStatus(status).phrase.lower()
    except ValueError:
        phrase = "unexpected answer"
    wait = f"; the server asks to wait {retry_after} s" if retry_after.isdigit() else ""
    return f"{status} {phrase}{wait}"


def reason_of(error: Exception, url: str) -> str:
    """One line for what went wrong below HTTP: the interesting part is the innermost cause."""
    host = urlsplit(url).hostname or url
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, socket.gaierror):
            return f"no such host: {host}"
        if isinstance(cause, ConnectionRefusedError):
            return f"connection refused: {host}"
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"bad TLS certificate: {host}: {cause.verify_message}"
        if isinstance(cause, ssl.SSLError):
            return f"TLS failed: {host}"
        cause = cause.__cause__ or cause.__context__
    text = str(error)
    if "Name or service not known" in text or "nodename nor servname" in text or "name resolution" in text:
        return f"no such host: {host}"
    if "All connection attempts failed" in text or text.startswith("Multiple exceptions"):
        return f"cannot connect: {host}"
    return f"cannot be fetched: {text or type(error).__name__}"
