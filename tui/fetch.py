"""The only network: one polite HTTP client over httpx.

Conditional requests follow RFC 9110, section 13 (If-None-Match and
If-Modified-Since).  Redirects are followed here and not by httpx, because a
permanent one (301, 308) is to be reported, and because a host on the open net
must not lead into the reader's own network.  httpx is imported by the first
request, not with this module.
"""

from __future__ import annotations

import asyncio
import ipaddress
import os
import re
import socket
import ssl
from base64 import b64encode
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from http import HTTPStatus
from types import TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from tui import __version__
from tui.model import Access, Page

if TYPE_CHECKING:
    import httpx

    Transport = httpx.AsyncBaseTransport

USER_AGENT = f"khabar/{__version__} (news reader)"
MOST_REDIRECTS = 10
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_CODINGS = "gzip, deflate, br, zstd"


class FetchError(Exception):
    """A request failed; ``str()`` is one clear line.  ``status`` is the HTTP status, 0 where there was none.

    ``retry_after`` is for how many seconds the server wishes not to be asked, 0 where it says nothing.
    """

    def __init__(self, reason: str, status: int = 0, retry_after: int = 0) -> None:
        super().__init__(" ".join(reason.split()))
        self.status = status
        self.retry_after = retry_after


@dataclass(frozen=True, slots=True)
class Validators:
    """What a conditional request repeats to the server (RFC 9110, section 8.8)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer.  ``page`` is None when the server said 304; ``moved_to`` is where permanent redirects led, else "".

    ``fresh`` is for how many seconds the server calls its answer fresh.
    """

    page: Page | None
    validators: Validators
    status: int
    moved_to: str = ""
    fresh: int = 0


class Client:
    """An HTTP client for one refresh: ``async with Client() as client: await client.get(url)``.

    ``timeout`` is the deadline in seconds for one whole request, redirects and
    body included (waiting for a free place is not counted); ``max_bytes`` the
    most that a body may have *after* decoding; ``per_host`` and ``total`` how
    many requests run at once.  ``transport`` replaces the network in tests.
    """

    def __init__(
        self,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 20.0,
        max_bytes: int = 10_000_000,
        per_host: int = 2,
        total: int = 32,
    ) -> None:
        self._transport = transport
        self._timeout = timeout
        self._max_bytes = max_bytes
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._all = asyncio.Semaphore(total)
        self._clients: dict[str, httpx.AsyncClient] = {}
        self._tls: ssl.SSLContext | None = None

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        for client in self._clients.values():
            await client.aclose()
        self._clients.clear()

    async def get(self, url: str, validators: Validators | None = None, access: Access | None = None) -> Fetched:
        """Fetch ``url``, an absolute http or https address.

        ``access`` goes to the origin of ``url`` alone, wherever that redirects to.
        Raises FetchError, with one clear line, for everything that is neither a
        body nor "304 Not Modified".
        """
        known = validators or Validators()
        own = credentials(access, url, os.environ) if access is not None else {}
        target, moved_to, permanent = url, "", True
        seen = {url}
        for _ in range(MOST_REDIRECTS + 1):
            host = _checked_host(target)
            async with self._all, self._hosts[host]:
                answer = await self._ask(target, known, own if origin(target) == origin(url) else {})
            if isinstance(answer, Fetched):
                return replace(answer, moved_to=moved_to)
            status, location = answer
            target = await self._redirected(target, location)
            if target in seen:
                raise FetchError("redirects in a circle")
            seen.add(target)
            permanent = permanent and status in _PERMANENT
            moved_to = target if permanent else moved_to
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    async def post(self, url: str, body: bytes, *, key: str = "") -> bytes:
        """Send ``body``, which is JSON, to ``url`` and return the body of the answer.

        ``key`` goes as a bearer token (RFC 6750) and is in no reason.  A redirect
        is refused: what is sent is meant for this address alone.  Raises FetchError.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        async with (
            self._all,
            self._hosts[_checked_host(url)],
            self._in_one_line(url),
            self._client(url).stream("POST", url, headers=headers, content=body) as response,
        ):
            status = response.status_code
            if status != HTTPStatus.OK:
                raise FetchError(_status_line(status, response.headers.get("retry-after", "")), status)
            return await self._body(response)

    async def _ask(self, url: str, validators: Validators, own: Mapping[str, str]) -> Fetched | tuple[int, str]:
        """One request: an answer, or (status, Location) of a redirect."""
        async with self._in_one_line(url):
            return await self._stream(url, validators, own)

    @asynccontextmanager
    async def _in_one_line(self, url: str) -> AsyncIterator[None]:
        """The deadline for one request to ``url``; what goes wrong becomes a FetchError."""
        import httpx

        try:
            async with asyncio.timeout(self._timeout):
                yield
        except (TimeoutError, httpx.TimeoutException):
            raise FetchError(f"timed out after {self._timeout:g} s") from None
        except httpx.HTTPError as error:
            raise FetchError(_reason(error, url)) from None
        except (httpx.InvalidURL, UnicodeError):
            raise FetchError(f"not a usable address: {url}") from None
        except ValueError as error:  # a decoder met bytes that are not what Content-Encoding said
            raise FetchError(f"the answer cannot be decoded: {error}") from None

    async def _stream(self, url: str, validators: Validators, own: Mapping[str, str]) -> Fetched | tuple[int, str]:
        headers = dict(own)
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        async with self._client(url).stream("GET", url, headers=headers) as response:
            status = response.status_code
            if status in _REDIRECTS and "location" in response.headers:
                return status, response.headers["location"]
            if status == HTTPStatus.NOT_MODIFIED:
                return Fetched(None, validators, status, fresh=freshness(response.headers))
            if status != HTTPStatus.OK:
                retry = response.headers.get("retry-after", "")
                raise FetchError(_status_line(status, retry), status, seconds_until(retry, datetime.now(UTC)))
            body = await self._body(response)
            fresh = Validators(response.headers.get("etag", ""), response.headers.get("last-modified", ""))
            page = Page(url, body, response.headers.get("content-type", ""))
            return Fetched(page, fresh, status, fresh=freshness(response.headers))

    async def _body(self, response: httpx.Response) -> bytes:
        """The decoded body, as far as ``max_bytes`` allows."""
        body = bytearray()
        async for chunk in response.aiter_bytes(65_536):
            body += chunk
            if len(body) > self._max_bytes:
                raise FetchError(f"larger than {self._max_bytes / 1e6:g} MB")
        return bytes(body)

    def _client(self, url: str) -> httpx.AsyncClient:
        """The pool of this address's host: httpcore looks at every connection of a pool for each request."""
        import httpx

        parts = urlsplit(url)
        key = f"{parts.scheme}://{parts.netloc}"
        if key not in self._clients:
            self._clients[key] = httpx.AsyncClient(
                transport=self._transport,
                verify=self._context() if parts.scheme == "https" and self._transport is None else False,
                timeout=self._timeout,
                follow_redirects=False,
                headers={"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": _CODINGS},
                trust_env=True,
            )
        return self._clients[key]

    def _context(self) -> ssl.SSLContext:
        """One TLS context for all hosts: making one reads every root certificate."""
        if self._tls is None:
            import httpx

            self._tls = httpx.create_ssl_context()
        return self._tls

    async def _redirected(self, url: str, location: str) -> str:
        target = urljoin(url, location).partition("#")[0]
        if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
            raise FetchError(f"redirected from https to plain http: {target}")
        host, before = _checked_host(target), _checked_host(url)
        if host != before and await self._is_inside(host) and not await self._is_inside(before):
            raise FetchError(f"redirected into a private network: {host}")
        return target

    async def _is_inside(self, host: str) -> bool:
        """Whether ``host`` is loopback, private or link-local: by its address, or by what its name resolves to."""
        try:
            return not ipaddress.ip_address(host).is_global
        except ValueError:
            pass
        if host == "localhost" or host.endswith(".localhost"):
            return True
        if self._transport is not None:  # no names are looked up when the network is replaced
            return False
        try:
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError):
            return False  # the request itself will say that there is no such host
        return any(not ipaddress.ip_address(str(entry[4][0]).partition("%")[0]).is_global for entry in found)


def origin(url: str) -> tuple[str, str]:
    """Scheme and authority of an address (RFC 6454); ("", "") for what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.lower()


def credentials(access: Access, url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The headers of a feed that is not for everybody.  Raises FetchError if a password or cookies are not there.

    Basic authentication is RFC 7617; it says UTF-8 for names that are not ASCII.
    """
    headers = dict(access.headers)
    if access.user:
        password = environ.get(access.password_env, "") if access.password_env else access.password
        if access.password_env and not password:
            raise FetchError(f"the variable {access.password_env} is not set; put the password into it")
        coded = b64encode(f"{access.user}:{password}".encode()).decode("ascii")
        headers["Authorization"] = f"Basic {coded}"
    if access.cookies:
        from http.cookiejar import LoadError, MozillaCookieJar
        from urllib.request import Request

        jar = MozillaCookieJar(os.path.expanduser(access.cookies))
        try:
            jar.load(ignore_discard=True)
        except (OSError, LoadError, UnicodeError):
            raise FetchError(
                f"{access.cookies}: no cookies can be read there; export them in Netscape's format"
            ) from None
        request = Request(url)  # nothing is opened: it holds the address for the jar
        jar.add_cookie_header(request)
        if request.has_header("Cookie"):
            headers["Cookie"] = str(request.get_header("Cookie"))
    return headers


def freshness(headers: Mapping[str, str]) -> int:
    """For how many seconds an answer is fresh: max-age, else Expires less Date (RFC 9111, 4.2.1); 0 if not said."""
    control = headers.get("cache-control", "").lower()
    if re.search(r"\b(?:no-cache|no-store)\b", control):
        return 0
    found = re.search(r"\bmax-age=\"?([0-9]{1,9})", control)
    if found:
        age = headers.get("age", "")
        return max(0, int(found[1]) - (int(age[:9]) if age.isascii() and age.isdigit() else 0))
    sent = _http_date(headers.get("date", "")) or datetime.now(UTC)
    return seconds_until(headers.get("expires", ""), sent)


def seconds_until(value: str, now: datetime) -> int:
    """Seconds that a header gives as such, or as a date (RFC 9110, 10.2.3 and 5.6.7); 0 for the past and for none."""
    value = value.strip()
    if value.isascii() and value.isdigit():
        return int(value[:9])
    moment = _http_date(value)
    return max(0, round((moment - now).total_seconds())) if moment is not None else 0


def _http_date(value: str) -> datetime | None:
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _checked_host(url: str) -> str:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        raise FetchError(f"not a usable address: {url}") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"not http or https: {url}")
    if not host:
        raise FetchError(f"no host in the address: {url}")
    return host


def _status_line(status: int, retry_after: str) -> str:
    try:
        phrase = HTTPStatus(status).phrase.lower()
    except ValueError:
        phrase = "unexpected answer"
    wait = f"; the server asks to wait {retry_after} s" if retry_after.isdigit() else ""
    return f"{status} {phrase}{wait}"


def _reason(error: Exception, url: str) -> str:
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
    if "All connection attempts failed" in text:
        return f"cannot connect: {host}"
    return f"cannot be fetched: {text or type(error).__name__}"
