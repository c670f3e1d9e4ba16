"""Servers that take their time, and who has to wait for them."""

from __future__ import annotations

import asyncio
from itertools import islice

import pytest

from tests.fetch.served import redirect, refused, said, serving
from tui.fetch import Client


async def trickled(writer: asyncio.StreamWriter, text: bytes) -> None:
    for byte in islice(iter(text * 10_000), 100_000):
        writer.write(bytes([byte]))
        await writer.drain()
        await asyncio.sleep(0.01)


@pytest.mark.parametrize("head", [b"", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"])
async def test_one_that_trickles_meets_the_deadline(head: bytes) -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(head)
        await trickled(writer, b"1\r\nx\r\n" if head else b"HTTP/1.1 200 OK\r\nA: b\r\n")

    async with serving(answer) as url:
        assert await refused(url, timeout=0.3) == "timed out after 0.3 s"


async def test_slow_redirects_have_one_deadline_together() -> None:
    hops = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal hops
        hops += 1
        await asyncio.sleep(0.2)
        await redirect(f"/{hops}")(reader, writer)

    async with serving(answer) as url:
        assert await refused(url, timeout=0.5) == "timed out after 0.5 s"
    assert hops <= 3


async def test_endless_headers_and_statuses_that_are_none() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n")
        for number in range(100_000):
            writer.write(b"X-%d: %s\r\n" % (number, b"y" * 1000))
            await writer.drain()

    async with serving(answer) as url:
        assert (await refused(url, timeout=5)).startswith("cannot be fetched: ")
    async with serving(said("HTTP/1.1 2x0 OK\x1b[2J")) as url:
        assert (await refused(url, timeout=5)).startswith("cannot be fetched: ")


async def test_those_that_hang_do_not_keep_others_waiting() -> None:
    """A host that never answers holds the places of its own queue, and none of anybody else's."""

    async def silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()

    async with (
        serving(silent) as hanging,
        serving(said("HTTP/1.1 200 OK", body=b"ok"), "127.0.0.2") as quick,
        Client(timeout=600, total=4) as client,
    ):
        waiting = [asyncio.create_task(client.get(f"{hanging}/{n}")) for n in range(20)]
        await asyncio.sleep(0)
        assert (await client.get(quick)).page is not None
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)


async def test_two_at_once_for_a_host_and_the_others_in_a_queue() -> None:
    running, most = 0, 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal running, most
        running += 1
        most = max(most, running)
        await asyncio.sleep(0.02)
        running -= 1
        await said("HTTP/1.1 200 OK", "Connection: close", body=b"ok")(reader, writer)

    async with serving(answer) as url, Client() as client:
        await asyncio.gather(*(client.get(f"{url}/{n}") for n in range(9)))
    assert most == 2


async def test_waiting_in_the_queue_is_not_the_servers_time() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        await said("HTTP/1.1 200 OK", "Connection: close", body=b"ok")(reader, writer)

    async with serving(answer) as url, Client(timeout=0.6, per_host=1) as client:
        answers = await asyncio.gather(*(client.get(f"{url}/{n}") for n in range(12)))
    assert all(one.page is not None for one in answers)
