"""Below HTTP: a pool of connections for each host, the environment's proxies, and where a connection may lead.

httpcore, which httpx itself is built on, looks at every connection of a pool
for each request, so each host has a pool of its own.  Whether an address is
inside the reader's network is decided by the connection that was made, not by
looking its name up before: a name may lead elsewhere the second time.
"""

from __future__ import annotations

import ssl
from collections.abc import AsyncIterator, Iterable, Mapping
from typing import Any
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore
import httpx

from tui.fetch.addresses import is_inside
from tui.fetch.answers import FetchError
from tui.fetch.streams import Backend

CONNECTIONS = 8
"""Of one pool; how many requests run at once is decided above it."""
KEPT_SECONDS = 5.0

_ERRORS: tuple[tuple[type[Exception], type[httpx.TransportError]], ...] = (
    (httpcore.ConnectTimeout, httpx.ConnectTimeout),
    (httpcore.TimeoutException, httpx.ReadTimeout),
    (httpcore.ConnectError, httpx.ConnectError),
    (httpcore.NetworkError, httpx.ReadError),
    (httpcore.ProxyError, httpx.ProxyError),
    (httpcore.RemoteProtocolError, httpx.RemoteProtocolError),
    (httpcore.ProtocolError, httpx.LocalProtocolError),
    (httpcore.UnsupportedProtocol, httpx.UnsupportedProtocol),
)


class Outside(httpcore.AsyncNetworkBackend):
    """Connections to the open net alone: one that leads inside is closed before a byte is sent."""

    def __init__(self, *, only_outside: bool, peers: dict[str, str]) -> None:
        """``peers`` gets the address of each host that was connected to."""
        self._own = Backend()
        self._only_outside, self._peers = only_outside, peers

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        stream = await self._own.connect_tcp(host, port)
        address = str(stream.get_extra_info("server_addr")[0])
        if self._only_outside and is_inside(address):
            await stream.aclose()
            raise FetchError(f"redirected into a private network: {host}")
        self._peers[host] = address
        return stream

    async def sleep(self, seconds: float) -> None:
        await self._own.sleep(seconds)


class _Body(httpx.AsyncByteStream):
    def __init__(self, response: httpcore.Response) -> None:
        self._response = response

    async def __aiter__(self) -> AsyncIterator[bytes]:
        try:
            async for part in self._response.aiter_stream():
                yield part
        except _KINDS as error:
            raise _known(error) from error

    async def aclose(self) -> None:
        await self._response.aclose()


class Pools(httpx.AsyncBaseTransport):
    """A pool for each origin.  ``only_outside`` goes with a request as an extension of that name."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, bool], httpcore.AsyncConnectionPool] = {}
        self._tls: ssl.SSLContext | None = None
        self._proxies: Mapping[str, str] = getproxies()
        self.peers: dict[str, str] = {}
        """The address that each host was connected at; empty for those that a proxy connects to."""

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        url = request.url
        asked = httpcore.Request(
            request.method,
            httpcore.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        try:
            answer = await self._pool(url, bool(request.extensions.get("only_outside"))).handle_async_request(asked)
        except _KINDS as error:
            raise _known(error) from error
        return httpx.Response(answer.status, headers=answer.headers, stream=_Body(answer), request=request)

    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    def _pool(self, url: httpx.URL, only_outside: bool) -> httpcore.AsyncConnectionPool:
        key = (f"{url.scheme}://{url.netloc.decode('ascii')}", only_outside)
        if key not in self._pools:
            self._pools[key] = self._made(url, only_outside)
        return self._pools[key]

    def _made(self, url: httpx.URL, only_outside: bool) -> httpcore.AsyncConnectionPool:
        limits: dict[str, Any] = {"max_connections": CONNECTIONS, "keepalive_expiry": KEPT_SECONDS}
        proxy = self.proxy_of(url.scheme, url.host)
        if url.scheme == "https":  # httpcore needs none, and makes none, for plain HTTP
            limits["ssl_context"] = self._context()
        if not proxy:
            limits["network_backend"] = Outside(only_outside=only_outside, peers=self.peers)
            return httpcore.AsyncConnectionPool(**limits)
        limits["network_backend"] = Backend()
        parts = urlsplit(proxy)
        address = f"{parts.scheme}://{parts.hostname}:{parts.port or (443 if parts.scheme == 'https' else 80)}"
        login = (parts.username or "", parts.password or "") if parts.username else None
        if parts.scheme in ("http", "https"):
            tls = self._context() if parts.scheme == "https" else None
            return httpcore.AsyncHTTPProxy(proxy_url=address, proxy_auth=login, proxy_ssl_context=tls, **limits)
        if parts.scheme in ("socks5", "socks5h"):
            address = f"socks5://{parts.hostname}:{parts.port or 1080}"
            try:
                return httpcore.AsyncSOCKSProxy(proxy_url=address, proxy_auth=login, **limits)
            except (ImportError, RuntimeError):
                raise FetchError("a SOCKS proxy needs the package socksio; install it beside khabar") from None
        raise FetchError(f"not a proxy that can be used: {parts.scheme}; set HTTP_PROXY to an http address")

    def proxy_of(self, scheme: str, host: str) -> str:
        """The proxy that the environment has for a host (HTTP_PROXY, HTTPS_PROXY, ALL_PROXY, NO_PROXY), or ""."""
        proxy = self._proxies.get(scheme) or self._proxies.get("all") or ""
        if not proxy or proxy_bypass(host):
            return ""
        return proxy if "://" in proxy else f"http://{proxy}"

    def _context(self) -> ssl.SSLContext:
        """One TLS context for all hosts: making one reads every root certificate."""
        if self._tls is None:
            self._tls = httpx.create_ssl_context()
        return self._tls


_KINDS = tuple(kind for kind, _ in _ERRORS)


def _known(error: Exception) -> httpx.TransportError:
    """The same error as httpx has it; the request's side above knows httpx alone."""
    return next(own for kind, own in _ERRORS if isinstance(error, kind))(str(error))
