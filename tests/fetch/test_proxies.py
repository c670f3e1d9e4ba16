"""Proxies of the environment."""

from __future__ import annotations

import asyncio

import pytest

from tests.fetch.served import listening, said, serving
from tui.fetch import Client, FetchError


async def test_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    async def proxied(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        seen.append((await reader.readuntil(b"\r\n\r\n")).decode())
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\nby proxy\n")
        await writer.drain()

    async with listening(proxied) as port, serving(said("HTTP/1.1 200 OK", body=b"direct")) as own:
        monkeypatch.setenv("http_proxy", f"http://name:pass@127.0.0.1:{port}")
        monkeypatch.setenv("no_proxy", "127.0.0.1,.inner.example")
        async with Client(timeout=5) as client:
            answer = await client.get("http://far.example/feed?x=1")
            assert answer.page is not None
            assert answer.page.body == b"by proxy\n"
            assert seen[0].startswith("GET http://far.example/feed?x=1 HTTP/1.1\r\n")
            assert "proxy-authorization: basic bmftztpwyxnz" in seen[0].lower()
            direct = await client.get(own)
            assert direct.page is not None
            assert direct.page.body == b"direct"
            with pytest.raises(FetchError, match=r"no such host: a\.inner\.example|cannot connect"):
                await client.get("http://a.inner.example/")
    assert len(seen) == 1


@pytest.mark.parametrize(
    ("proxy", "says"),
    [("socks5://127.0.0.1:9", "package socksio"), ("gopher://127.0.0.1", "cannot be used|can be used")],
)
async def test_a_proxy_that_cannot_be_used_is_one_line(monkeypatch: pytest.MonkeyPatch, proxy: str, says: str) -> None:
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.delenv("no_proxy", raising=False)
    async with Client() as client:
        with pytest.raises(FetchError, match=says):
            await client.get("http://far.example/")
