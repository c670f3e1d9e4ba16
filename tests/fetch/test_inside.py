"""Doors into the reader's own network, over real sockets."""

from __future__ import annotations

import asyncio
import socket

import httpx
import pytest

from tests.fetch.served import redirect, refused, said, serving
from tui.fetch import Client, FetchError
from tui.fetch.addresses import is_inside, literal, names_inside
from tui.fetch.streams import Backend, Stream

INSIDE = [
    "127.0.0.1", "127.8.8.8", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1",
    "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1", "ff02::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::7f00:1", "64:ff9b::10.0.0.1", "2002:7f00:1::1",
]  # fmt: skip
OUTSIDE = ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "::ffff:1.1.1.1", "64:ff9b::1.1.1.1"]


@pytest.mark.parametrize("address", INSIDE)
def test_an_address_of_the_inside(address: str) -> None:
    assert is_inside(address)


@pytest.mark.parametrize("address", OUTSIDE)
def test_an_address_of_the_open_net(address: str) -> None:
    assert not is_inside(address)


SPELLINGS = [
    "127.1", "127.0.1", "2130706433", "0x7f000001", "0x7f.1", "0177.0.0.1", "0177.0.1", "017700000001", "127.0.0.1.",
    "[::1]", "[::ffff:7f00:1]", "localhost", "LOCALHOST.", "feeds.localhost",
]  # fmt: skip


@pytest.mark.parametrize("host", SPELLINGS)
async def test_every_spelling_of_this_machine_is_refused(host: str) -> None:
    assert names_inside(host.strip("[]"))

    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"Location": f"http://{host}/secret"})

    async with Client(transport=httpx.MockTransport(handle)) as client:
        with pytest.raises(FetchError, match="redirected into a private network"):
            await client.get("http://site.example/feed")


@pytest.mark.parametrize("host", ["1.example", "127.0.0.1.example", "0x7f.example", "site.example", ""])
def test_a_name_is_no_address(host: str) -> None:
    assert literal(host) == ""
    assert not names_inside(host)


class Played(Backend):
    """A net in which names lead where a test says; each is this machine, and says that it is another address."""

    hosts: dict[str, list[str]]

    async def connect_tcp(self, host: str, port: int, *rest: object, **named: object) -> Stream:
        found = self.hosts[host]
        address = found.pop(0) if len(found) > 1 else found[0]
        stream = await super().connect_tcp("127.0.0.1", port)
        known = stream.get_extra_info
        shown = (address, port)
        stream.get_extra_info = lambda info: shown if info == "server_addr" else known(info)  # type: ignore[method-assign]
        return stream


@pytest.fixture
def hosts(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[str]]:
    """Name -> the addresses that it leads to, one after the other."""
    found: dict[str, list[str]] = {}

    async def looked_up(self: object, host: str, *rest: object, **named: object) -> list[object]:
        if host not in found:
            raise socket.gaierror(host)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, 0)) for address in found[host]]

    monkeypatch.setattr(Played, "hosts", found, raising=False)
    monkeypatch.setattr("tui.fetch.network.Backend", Played)
    monkeypatch.setattr(asyncio.BaseEventLoop, "getaddrinfo", looked_up)
    return found


async def test_a_name_that_leads_inside_when_it_is_connected_to(hosts: dict[str, list[str]]) -> None:
    """Nothing is sent there, whatever the name led to when it was looked up before (DNS rebinding)."""
    asked: list[bytes] = []

    async def inside(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        asked.append(b"asked")
        await said("HTTP/1.1 200 OK", body=b"secret")(reader, writer)

    async with serving(inside) as secret:
        port = secret.rpartition(":")[2]
        async with serving(redirect(f"http://rebound.example:{port}/")) as url:
            own = url.rpartition(":")[2]
            hosts.update({"site.example": ["93.184.216.34"], "rebound.example": ["10.0.0.8"]})
            assert await refused(f"http://site.example:{own}/") == "redirected into a private network: rebound.example"
            assert asked == []
            # The reader's own server may lead wherever it likes, and is asked itself.
            hosts["nas.example"] = ["192.168.1.5"]
            async with Client() as client:
                answer = await client.get(f"http://nas.example:{own}/")
            assert answer.page is not None
            assert asked == [b"asked"]


async def test_a_public_feed_names_no_page_inside(hosts: dict[str, list[str]]) -> None:
    async with serving(said("HTTP/1.1 200 OK", body=b"secret")) as url:
        port = url.rpartition(":")[2]
        hosts.update({"feed.example": ["93.184.216.34"], "router.example": ["192.168.1.1"], "127.0.0.1": ["127.0.0.1"]})
        hosts["nas.example"] = ["192.168.1.5"]
        async with Client() as client:
            for host in ("127.0.0.1", "router.example"):
                with pytest.raises(FetchError, match="private network"):
                    await client.get(f"http://{host}:{port}/", named_by="http://feed.example/rss")
            answer = await client.get(f"http://router.example:{port}/", named_by="http://nas.example/rss")
            assert answer.page is not None
