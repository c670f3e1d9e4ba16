"""Servers on loopback that answer as a test says, byte for byte."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from tui.fetch import Client, FetchError

LIMIT = 100_000
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(answer: Answer, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """A server whose every connection is answered so; its address."""

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await reader.readuntil(b"\r\n\r\n")
            await answer(reader, writer)
        except (OSError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    server = await asyncio.start_server(answered, host, 0)
    try:
        yield f"http://{host}:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


def said(*lines: str, body: bytes = b"") -> Answer:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write("\r\n".join([*lines, f"Content-Length: {len(body)}", "", ""]).encode() + body)
        await writer.drain()

    return answer


def redirect(to: str) -> Answer:
    return said("HTTP/1.1 302 Found", f"Location: {to}")


async def refused(url: str, **settings: float) -> str:
    async with Client(max_bytes=LIMIT, **settings) as client:  # type: ignore[arg-type]
        with pytest.raises(FetchError) as caught:
            await client.get(url)
    return str(caught.value)
