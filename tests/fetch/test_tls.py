"""HTTPS over real sockets: the certificate is checked, connections are used again, a proxy is tunnelled through.

The certificate in tests/data/tls is for these tests alone and is trusted by nobody:
``openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500 -subj /CN=site.example
-addext subjectAltName=DNS:site.example,IP:127.0.0.1 -keyout server.key -out server.pem``.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.fetch.served import listening
from tui.fetch import Client, FetchError

OWN = Path(__file__).parent.parent / "data" / "tls"
BODY = b"x" * 300_000


@asynccontextmanager
async def secure(connections: list[int] | None = None) -> AsyncIterator[int]:
    """A server under TLS that answers every request with BODY; its port."""

    async def answered(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if connections is not None:
            connections.append(1)
        while await reader.readuntil(b"\r\n\r\n"):
            writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(BODY) + BODY)
            await writer.drain()

    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(OWN / "server.pem", OWN / "server.key")
    async with listening(answered, tls=context) as port:
        yield port


async def test_a_certificate_that_nobody_vouches_for_is_refused() -> None:
    async with secure() as port, Client(timeout=5) as client:
        with pytest.raises(FetchError, match=r"bad TLS certificate: 127\.0\.0\.1: self.signed certificate"):
            await client.get(f"https://127.0.0.1:{port}/")


async def test_one_that_is_trusted_serves_many_requests_over_one_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(OWN / "server.pem"))
    connections: list[int] = []
    async with secure(connections) as port, Client(timeout=5) as client:
        for number in range(3):
            answer = await client.get(f"https://127.0.0.1:{port}/{number}")
            assert answer.page is not None
            assert answer.page.body == BODY
    assert len(connections) == 1


async def test_a_server_that_speaks_no_tls() -> None:
    async def plain(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    async with listening(plain) as port, Client(timeout=5) as client:
        with pytest.raises(FetchError, match=r"TLS failed: 127\.0\.0\.1"):
            await client.get(f"https://127.0.0.1:{port}/")


async def test_https_through_a_proxy_is_tunnelled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(OWN / "server.pem"))
    monkeypatch.delenv("no_proxy", raising=False)
    asked: list[str] = []
    async with secure() as port:

        async def copied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            while data := await reader.read(65_536):
                writer.write(data)
            writer.close()

        async def tunnel(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            asked.append((await reader.readuntil(b"\r\n\r\n")).decode())
            there = await asyncio.open_connection("127.0.0.1", port)
            writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
            try:
                await asyncio.gather(copied(reader, there[1]), copied(there[0], writer), return_exceptions=True)
            finally:
                there[1].transport.abort()

        async with listening(tunnel) as proxy, Client(timeout=5) as client:
            monkeypatch.setenv("https_proxy", f"127.0.0.1:{proxy}")
            answer = await client.get("https://site.example/feed")
            assert answer.page is not None
            assert answer.page.body == BODY
    assert asked[0].startswith("CONNECT site.example:443 HTTP/1.1\r\n")
