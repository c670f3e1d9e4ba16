"""Below HTTP: a pool of connections for each host, the environment's proxies, and where a connection may lead.

This is httpcore, httpx's own engine, without what httpx puts around it for
sessions (cookies, redirects, authentication), which is not used here and costs
as much again.  httpcore looks at every connection of a pool for each request,
so each host has a pool of its own.  Whether an address is inside the reader's
network is decided by the connection that was made, not by looking its name up
before: a name may lead elsewhere the second time.
"""

from __future__ import annotations

import os
import re
import ssl
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpcore

from tui.fetch.addresses import is_inside
from tui.fetch.answers import FetchError
from tui.fetch.streams import Backend

CONNECTIONS = 8
"""Of one pool; how many requests run at once is decided above it."""
KEPT_SECONDS = 5.0

TIMED_OUT = httpcore.TimeoutException
FAILED = (httpcore.NetworkError, httpcore.ProtocolError, httpcore.ProxyError, httpcore.UnsupportedProtocol)
"""What httpcore raises for a request that came to nothing."""

_PLAIN = re.compile(r"(https?)://([a-z0-9.-]+|\[[0-9a-fA-F:.]+\])(?::([0-9]{1,5}))?(/[!-~]*)?")
"""Addresses that go out as they stand."""
_DEFAULT_PORTS = {"http": 80, "https": 443}


class _Outside(httpcore.AsyncNetworkBackend):
    """Connections to the open net alone, if wished: one that leads inside is closed before a byte is sent."""

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


@dataclass(frozen=True, slots=True)
class Answer:
    """The beginning of an answer: names of headers are in lower case, the body is still to come."""

    status: int
    headers: Mapping[str, str]
    body: AsyncIterable[bytes]


class Pools:
    """A pool for each origin."""

    def __init__(self) -> None:
        self._pools: dict[tuple[str, str, int, bool], httpcore.AsyncConnectionPool] = {}
        self._tls: ssl.SSLContext | None = None
        self._proxies: Mapping[str, str] = getproxies()
        self.peers: dict[str, str] = {}
        """The address that each host was connected at; empty for those that a proxy connects to."""

    @asynccontextmanager
    async def sent(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, only_outside: bool
    ) -> AsyncIterator[Answer]:
        """One exchange.  Raises TIMED_OUT, FAILED, OSError, and FetchError for an address that cannot be used."""
        scheme, host, port, target = _parts(url)
        authority = host if port == _DEFAULT_PORTS[scheme] else f"{host}:{port}"
        lines = [("Host", authority), *headers.items()]
        if body is not None:
            lines.append(("Content-Length", str(len(body))))
        request = httpcore.Request(
            method,
            httpcore.URL(
                scheme=scheme.encode(),
                host=host.strip("[]").encode(),
                port=None if authority == host else port,
                target=target.encode(),
            ),
            headers=[(name.encode(), value.encode()) for name, value in lines],
            content=body,
        )
        answer = await self._pool(scheme, host.strip("[]"), port, only_outside).handle_async_request(request)
        try:
            found: dict[str, str] = {}
            for raw, value in answer.headers:
                name, text = raw.decode("latin-1").lower(), value.decode("latin-1")
                found[name] = f"{found[name]}, {text}" if name in found else text
            yield Answer(answer.status, found, cast(AsyncIterable[bytes], answer.stream))
        finally:
            await answer.aclose()

    async def aclose(self) -> None:
        """Close all connections."""
        for pool in self._pools.values():
            await pool.aclose()
        self._pools.clear()

    def _pool(self, scheme: str, host: str, port: int, only_outside: bool) -> httpcore.AsyncConnectionPool:
        key = (scheme, host, port, only_outside)
        if key not in self._pools:
            self._pools[key] = self._made(scheme, host, only_outside)
        return self._pools[key]

    def _made(self, scheme: str, host: str, only_outside: bool) -> httpcore.AsyncConnectionPool:
        limits: dict[str, Any] = {"max_connections": CONNECTIONS, "keepalive_expiry": KEPT_SECONDS}
        proxy = self.proxy_of(scheme, host)
        if scheme == "https":  # httpcore needs none, and makes none, for plain HTTP
            limits["ssl_context"] = self._context()
        if not proxy:
            limits["network_backend"] = _Outside(only_outside=only_outside, peers=self.peers)
            return httpcore.AsyncConnectionPool(**limits)
        limits["network_backend"] = Backend()
        parts = urlsplit(proxy)
        login = (parts.username or "", parts.password or "") if parts.username else None
        if parts.scheme in _DEFAULT_PORTS:
            address = f"{parts.scheme}://{parts.hostname}:{parts.port or _DEFAULT_PORTS[parts.scheme]}"
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
            file, folder = os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")
            if not file and not folder:
                import certifi

                file = certifi.where()
            self._tls = ssl.create_default_context(cafile=file, capath=folder)
        return self._tls


def _parts(url: str) -> tuple[str, str, int, str]:
    """Scheme, host in ASCII, port and target of an http or https address.  Raises FetchError."""
    plain = _PLAIN.fullmatch(url.partition("#")[0])
    if plain is not None:
        scheme, host, port, target = plain.groups()
        return scheme, host, int(port or _DEFAULT_PORTS[scheme]), target or "/"
    import httpx  # names in other scripts (IDNA, RFC 5891) and letters that are to be escaped (RFC 3986, 2.1)

    try:
        found = httpx.URL(url)
    except (httpx.InvalidURL, UnicodeError):
        raise FetchError(f"not a usable address: {url}") from None
    host = found.raw_host.decode("ascii")
    return (
        found.scheme,
        f"[{host}]" if ":" in host else host,
        found.port or _DEFAULT_PORTS[found.scheme],
        found.raw_path.decode("ascii"),
    )
