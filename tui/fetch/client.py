"""The client: conditional requests, redirects, a queue for each host, one deadline and one size for everything.

Conditional requests follow RFC 9110, section 13 (If-None-Match and
If-Modified-Since).  Redirects are followed here and not by httpx, because a
permanent one (301, 308) is to be reported, and because a host on the open net
must not lead into the reader's own network.
"""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import UTC, datetime
from http import HTTPStatus
from importlib.util import find_spec
from types import ModuleType, TracebackType
from typing import TYPE_CHECKING, Self
from urllib.parse import urljoin, urlsplit

from tui import __version__
from tui.fetch.access import credentials, origin
from tui.fetch.addresses import checked_host, is_inside, names_inside
from tui.fetch.answers import Fetched, FetchError, Validators, freshness, reason_of, seconds_until, status_line
from tui.fetch.coding import CODINGS, too_large, unpacked
from tui.model import Access, Page

if TYPE_CHECKING:
    import httpx

    from tui.fetch.network import Answer, Pools
    from tui.fetch.played import Played

    Transport = httpx.AsyncBaseTransport
else:
    Transport = object

USER_AGENT = f"khabar/{__version__} (news reader)"
MOST_REDIRECTS = 10
AT_ONCE = 128
"""Requests in all: one to a host that does not answer holds its place until the deadline, and the others go on."""
_ACCEPT = "application/atom+xml, application/rss+xml, application/feed+json, text/html;q=0.9, */*;q=0.5"
_PERMANENT = (301, 308)
_REDIRECTS = (301, 302, 303, 307, 308)
_HEADERS = {"User-Agent": USER_AGENT, "Accept": _ACCEPT, "Accept-Encoding": CODINGS}


class Client:
    """An HTTP client for one refresh: ``async with Client() as client: await client.get(url)``.

    ``timeout`` is the deadline in seconds for one answer, redirects and body
    included (waiting for a free place is not counted); ``max_bytes`` the most
    that a body may have, as it comes and decoded; ``per_host`` and ``total`` how
    many requests run at once.  ``transport`` replaces the network in tests.
    """

    def __init__(
        self,
        *,
        transport: httpx.AsyncBaseTransport | None = None,
        timeout: float = 20.0,
        max_bytes: int = 10_000_000,
        per_host: int = 2,
        total: int = AT_ONCE,
    ) -> None:
        self._given = transport
        self._pools: Pools | Played | None = None
        self._timeout = timeout
        self.max_bytes = max_bytes
        self._hosts: defaultdict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(per_host))
        self._all = asyncio.Semaphore(total)
        self._looked_up: dict[str, bool] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._pools is not None:
            await self._pools.aclose()
            self._pools = None

    async def get(
        self,
        url: str,
        validators: Validators | None = None,
        access: Access | None = None,
        *,
        named_by: str = "",
        packed: bool = False,
    ) -> Fetched:
        """Fetch ``url``, an absolute http or https address.

        ``access`` goes to the origin of ``url`` alone, wherever that redirects to.
        ``named_by`` is the address of the feed or page in which ``url`` stands, if
        the reader did not give it himself: one of the open net names none that is
        inside.  ``packed`` leaves the body in its content coding.  Raises
        FetchError, with one clear line, for everything that is neither a body nor
        "304 Not Modified".
        """
        known = validators or Validators()
        own = credentials(access, url, os.environ) if access is not None else {}
        target, moved_to, permanent = url, "", True
        seen = {url}
        left = self._timeout
        checked_host(url)
        self._below()  # what is imported now is not the server's time
        outside = bool(named_by) and not await self._is_inside(checked_host(named_by))
        if outside:
            await self._refuse_inside(url)
        for _ in range(MOST_REDIRECTS + 1):
            async with self._place(target):
                start = time.monotonic()
                answer = await self._ask(target, known, own if origin(target) == origin(url) else {}, left, outside)
                left -= time.monotonic() - start
            if isinstance(answer, Fetched):
                return self._finished(answer, moved_to, packed)
            status, location = answer
            outside = outside or not await self._is_inside(checked_host(target))
            target = await self._redirected(target, location, outside)
            if target in seen:
                raise FetchError("redirects in a circle")
            seen.add(target)
            permanent = permanent and status in _PERMANENT
            moved_to = target if permanent else moved_to
        raise FetchError(f"more than {MOST_REDIRECTS} redirects")

    def _finished(self, answer: Fetched, moved_to: str, packed: bool) -> Fetched:
        page = answer.page
        if page is None or packed:
            return replace(answer, moved_to=moved_to) if moved_to else answer
        body = unpacked(page.body, answer.coding, self.max_bytes)
        return replace(answer, page=replace(page, body=body), moved_to=moved_to, coding="")

    async def post(self, url: str, body: bytes, *, key: str = "") -> bytes:
        """Send ``body``, which is JSON, to ``url`` and return the body of the answer.

        ``key`` goes as a bearer token (RFC 6750) and is in no reason.  A redirect
        is refused: what is sent is meant for this address alone.  Raises FetchError.
        """
        headers = {"Content-Type": "application/json", "Accept": "application/json"}
        if key:
            headers["Authorization"] = f"Bearer {key}"
        checked_host(url)
        async with (
            self._place(url),
            self._in_one_line(url, self._timeout),
            self._sent("POST", url, headers, body) as response,
        ):
            status = response.status
            if status != HTTPStatus.OK:
                raise FetchError(status_line(status, response.headers.get("retry-after", "")), status)
            found = await self._body(response)
            return unpacked(found, response.headers.get("content-encoding", ""), self.max_bytes)

    @asynccontextmanager
    async def _place(self, url: str) -> AsyncIterator[None]:
        """A place in the queue of this address's host, then one of all: who waits for a host is in nobody's way."""
        async with self._hosts[checked_host(url)], self._all:
            yield

    async def _ask(
        self, url: str, validators: Validators, own: Mapping[str, str], seconds: float, outside: bool
    ) -> Fetched | tuple[int, str]:
        """One request: an answer as it comes, or (status, Location) of a redirect."""
        async with self._in_one_line(url, seconds):
            return await self._stream(url, validators, own, outside)

    @asynccontextmanager
    async def _in_one_line(self, url: str, seconds: float) -> AsyncIterator[None]:
        """The deadline for one request to ``url``; what goes wrong becomes a FetchError."""
        network = _network()
        try:
            async with asyncio.timeout(seconds):
                yield
        except (TimeoutError, network.TIMED_OUT):
            raise FetchError(f"timed out after {self._timeout:g} s") from None
        except (*network.FAILED, OSError) as error:
            raise FetchError(reason_of(error, url)) from None
        except UnicodeError:
            raise FetchError(f"not a usable address: {url}") from None

    async def _stream(
        self, url: str, validators: Validators, own: Mapping[str, str], outside: bool
    ) -> Fetched | tuple[int, str]:
        headers = dict(own)
        if validators.etag:
            headers["If-None-Match"] = validators.etag
        if validators.last_modified:
            headers["If-Modified-Since"] = validators.last_modified
        async with self._sent("GET", url, headers, outside=outside) as response:
            status = response.status
            if status in _REDIRECTS and "location" in response.headers:
                return status, response.headers["location"]
            if status == HTTPStatus.NOT_MODIFIED:
                return Fetched(None, validators, status, fresh=freshness(response.headers))
            if status != HTTPStatus.OK:
                retry = response.headers.get("retry-after", "")
                raise FetchError(status_line(status, retry), status, seconds_until(retry, datetime.now(UTC)))
            body = await self._body(response)
            found = response.headers
            fresh = Validators(found.get("etag", ""), found.get("last-modified", ""))
            page = Page(url, body, found.get("content-type", ""))
            return Fetched(page, fresh, status, fresh=freshness(found), coding=found.get("content-encoding", ""))

    async def _body(self, response: Answer) -> bytes:
        """The body as it comes, as far as ``max_bytes`` allows."""
        length = response.headers.get("content-length", "")
        if length.isascii() and length.isdigit() and int(length[:19]) > self.max_bytes:
            raise too_large(self.max_bytes)
        body = bytearray()
        async for chunk in response.body:
            body += chunk
            if len(body) > self.max_bytes:
                raise too_large(self.max_bytes)
        return bytes(body)

    @asynccontextmanager
    async def _sent(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None = None, *, outside: bool = False
    ) -> AsyncIterator[Answer]:
        async with self._below().sent(method, url, {**_HEADERS, **headers}, body, only_outside=outside) as answer:
            yield answer

    def _below(self) -> Pools | Played:
        if self._pools is None:
            network = _network()
            if self._given is None:
                self._pools = network.Pools()
            else:
                from tui.fetch.played import Played

                self._pools = Played(self._given)
        return self._pools

    async def _redirected(self, url: str, location: str, outside: bool) -> str:
        try:
            target = urljoin(url, location).partition("#")[0]
        except ValueError:
            raise FetchError(f"redirected to no usable address: {location[:200]}") from None
        if urlsplit(url).scheme == "https" and urlsplit(target).scheme == "http":
            raise FetchError(f"redirected from https to plain http: {target}")
        if checked_host(target) != checked_host(url) and outside:
            await self._refuse_inside(target)
        return target

    async def _refuse_inside(self, url: str) -> None:
        """Refuse what is inside by its name.  Where it leads is decided by the connection, but for a proxy's."""
        host = checked_host(url)
        proxied = self._pools is not None and self._pools.proxy_of(urlsplit(url).scheme, host)
        if names_inside(host) or (proxied and await self._is_inside(host)):
            raise FetchError(f"redirected into a private network: {host}")

    async def _is_inside(self, host: str) -> bool:
        """Whether ``host`` is inside: by its name, by what it was connected at, or by what its name resolves to."""
        if names_inside(host):
            return True
        if self._given is not None:  # no names are looked up when the network is replaced
            return False
        peer = self._pools.peers.get(host) if self._pools is not None else None
        if peer is not None:
            return is_inside(peer)
        if host not in self._looked_up:
            try:
                found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
            except (OSError, UnicodeError):
                return False  # the request itself will say that there is no such host
            self._looked_up[host] = any(is_inside(str(entry[4][0])) for entry in found)
        return self._looked_up[host]


def _network() -> ModuleType:
    """The room below, with httpcore, without what is not used of that."""
    if "httpcore" not in sys.modules:
        if find_spec("sniffio") is None:
            # httpcore looks for it six times a request and takes its absence for asyncio; the search is half the cost.
            sys.modules["sniffio"] = None  # type: ignore[assignment]  # as the import system has it: not to be found
        without = [name for name in _UNUSED if name not in sys.modules]
        sys.modules.update(dict.fromkeys(without))  # type: ignore[arg-type]
        try:
            import httpcore  # noqa: F401
        finally:
            for name in without:
                del sys.modules[name]
    from tui.fetch import network

    return network


_UNUSED = ("h2", "trio")
"""HTTP/2, from which two requests at once to a host gain nothing: 10 ms of each start."""
