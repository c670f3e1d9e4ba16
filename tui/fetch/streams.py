"""Connections for httpcore over asyncio's own transports: half the cost of its general ones over anyio.

They know no timeouts of their own, since every request here has one deadline.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Iterable
from typing import Any, Final

import httpcore

AHEAD: Final = 1 << 18
"""Bytes that are held before a server is made to wait."""
SECOND_FAMILY: Final = 0.25
"""Seconds after which the next address of a host is tried beside the first (RFC 8305, 5)."""


class _Wire(asyncio.Protocol):
    """Holds what came until it is read."""

    def __init__(self) -> None:
        self.transport: asyncio.Transport | None = None
        self.ended = False
        self.held = bytearray()
        self._error: Exception | None = None
        self._came = asyncio.Event()
        self._goes = asyncio.Event()
        self._goes.set()
        self._waits = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.Transport)
        self.transport = transport

    def data_received(self, data: bytes) -> None:
        self.held += data
        self._came.set()
        if len(self.held) > AHEAD and self.transport is not None and not self._waits:
            self.transport.pause_reading()
            self._waits = True

    def eof_received(self) -> bool:
        self.ended = True
        self._came.set()
        return False

    def connection_lost(self, error: Exception | None) -> None:
        self.ended, self._error = True, error
        self._came.set()
        self._goes.set()

    def pause_writing(self) -> None:
        self._goes.clear()

    def resume_writing(self) -> None:
        self._goes.set()

    async def read(self, most: int) -> bytes:
        """What came, as much as ``most`` bytes; b"" at the end.  Raises OSError."""
        while not self.held:
            if self._error is not None:
                raise self._error
            if self.ended:
                return b""
            self._came.clear()
            await self._came.wait()
        found = bytes(self.held[:most])
        del self.held[:most]
        if self._waits and len(self.held) < AHEAD and self.transport is not None:
            self._waits = False
            self.transport.resume_reading()
        return found

    async def write(self, data: bytes) -> None:
        """Send ``data``; waits while the server takes nothing.  Raises OSError."""
        if self._error is not None or self.transport is None or self.transport.is_closing():
            raise self._error or BrokenPipeError("closed")
        self.transport.write(data)
        await self._goes.wait()


class Stream(httpcore.AsyncNetworkStream):
    """One connection, plain or under TLS."""

    def __init__(self, wire: _Wire) -> None:
        self._wire = wire

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ASYNC109 - httpcore's
        try:
            return await self._wire.read(max_bytes)
        except OSError as error:
            raise httpcore.ReadError(str(error)) from error

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ASYNC109 - httpcore's
        if buffer:
            try:
                await self._wire.write(buffer)
            except OSError as error:
                raise httpcore.WriteError(str(error)) from error

    async def aclose(self) -> None:
        transport = self._wire.transport
        if transport is not None and not transport.is_closing():
            # TLS would say good-bye and wait for the answer; HTTP has said already where its message ends.
            transport.abort() if self.get_extra_info("ssl_object") is not None else transport.close()
            await asyncio.sleep(0)

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's
    ) -> Stream:
        wire = self._wire
        assert wire.transport is not None
        try:
            wire.transport = await asyncio.get_running_loop().start_tls(
                wire.transport, wire, ssl_context, server_hostname=server_hostname
            )
        except (OSError, ssl.SSLError) as error:
            await self.aclose()
            raise httpcore.ConnectError(str(error)) from error
        if wire.transport is None:
            raise httpcore.ConnectError("it ended before TLS began")
        return self

    def get_extra_info(self, info: str) -> Any:
        if info == "is_readable":  # a connection at rest on which something comes is at its end
            return self._wire.ended or bool(self._wire.held)
        names = {"server_addr": "peername", "client_addr": "sockname"}
        return self._wire.transport.get_extra_info(names.get(info, info)) if self._wire.transport is not None else None


class Backend(httpcore.AsyncNetworkBackend):
    """Makes connections."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ASYNC109 - httpcore's
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> Stream:
        try:
            _, wire = await asyncio.get_running_loop().create_connection(
                _Wire, host, port, happy_eyeballs_delay=SECOND_FAMILY
            )
        except OSError as error:
            raise httpcore.ConnectError(str(error)) from error
        return Stream(wire)

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)
