"""A network that is played: a transport of httpx's in place of the connections, for tests."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import cast

import httpx

from tui.fetch.answers import FetchError
from tui.fetch.network import Answer


class Played:
    """Has what :class:`tui.fetch.network.Pools` has; no name is looked up."""

    def __init__(self, transport: httpx.AsyncBaseTransport) -> None:
        self._transport = transport
        self.peers: dict[str, str] = {}

    @asynccontextmanager
    async def sent(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, *, only_outside: bool
    ) -> AsyncIterator[Answer]:
        """One exchange."""
        try:
            request = httpx.Request(method, url, headers=headers, content=body)
        except (httpx.InvalidURL, UnicodeError):
            raise FetchError(f"not a usable address: {url}") from None
        try:
            response = await self._transport.handle_async_request(request)
        except httpx.TimeoutException as error:
            raise TimeoutError from error
        except httpx.HTTPError as error:
            raise OSError(str(error)) from error
        try:
            yield Answer(response.status_code, response.headers, cast(AsyncIterable[bytes], response.stream))
        finally:
            await response.aclose()

    async def aclose(self) -> None:
        """Nothing is open."""

    def proxy_of(self, scheme: str, host: str) -> str:
        """There is none."""
        return ""
