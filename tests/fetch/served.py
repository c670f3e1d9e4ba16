"""Servers on loopback that answer as a test says, byte for byte."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from tui.fetch import Client, FetchError

LIMIT = 100_000
Answer = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@asynccontextmanager
async def serving(answer: Answer, host: str = "127.0.0.1") -> AsyncIterator[str]:
    """A server whose every connection is answered so, when its first request has come; its address."""

    async def asked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        await answer(reader, writer)

    async with listening(asked, host) as port:
        yield f"http://{host}:{port}"


@asynccontextmanager
async def listening(answer: Answer, host: str = "127.0.0.1", tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A server whose every connection is answered so; its port."""
    tasks: set[asyncio.Task[None]] = set()

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            await answer(reader, writer)
            writer.close()
        except (OSError, asyncio.IncompleteReadError):
            writer.close()
        finally:
            if not writer.is_closing():
                writer.transport.abort()

    def accepted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.create_task(answered(reader, writer))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    server = await asyncio.start_server(accepted, host, 0, ssl=tls)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        for task in list(tasks):
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)


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
