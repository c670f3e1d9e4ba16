"""Bodies that are larger than they should be, or than they look."""

from __future__ import annotations

import asyncio
import gzip
import zlib

import brotli
import pytest
import zstandard

from tests.fetch.served import LIMIT, refused, said, serving
from tui.fetch import FetchError, unpacked

BOMB = b"\0" * 50_000_000


@pytest.mark.parametrize(
    ("coding", "bomb"),
    [
        ("gzip", gzip.compress(BOMB)),
        ("gzip", gzip.compress(BOMB[:60_000]) * 2),  # each member alone is small enough
        ("deflate", zlib.compress(BOMB)),
        ("br", brotli.compress(BOMB)),
        ("zstd", zstandard.ZstdCompressor().compress(BOMB)),
        ("gzip, gzip", gzip.compress(gzip.compress(BOMB))),
        ("br, gzip", gzip.compress(brotli.compress(BOMB))),
    ],
)
async def test_a_bomb_is_cut_off_in_every_coding(coding: str, bomb: bytes) -> None:
    assert len(bomb) < LIMIT
    async with serving(said("HTTP/1.1 200 OK", f"Content-Encoding: {coding}", body=bomb)) as url:
        assert await refused(url) == "larger than 0.1 MB"


def test_a_bomb_is_never_unfolded_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is asked for beyond the limit, whatever the size that the body itself gives."""
    import tracemalloc

    bombs = {
        "gzip": gzip.compress(BOMB),
        "deflate": zlib.compress(BOMB),
        "br": brotli.compress(BOMB),
        "zstd": zstandard.ZstdCompressor().compress(BOMB),
    }
    for coding, bomb in bombs.items():
        tracemalloc.start()
        with pytest.raises(FetchError, match="larger"):
            unpacked(bomb, coding, LIMIT)
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 5_000_000, coding


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_what_is_no_such_coding_or_ends_too_early(coding: str) -> None:
    whole = {
        "gzip": gzip.compress(b"text" * 99),
        "deflate": zlib.compress(b"text" * 99),
        "br": brotli.compress(b"text" * 99),
        "zstd": zstandard.ZstdCompressor().compress(b"text" * 99),
    }[coding]
    assert unpacked(whole, coding, LIMIT) == b"text" * 99
    assert unpacked(b"", coding, LIMIT) == b""
    for broken in (b"\xff" * 30, whole[:5] + b"\x17\x99" * 9 + whole[9:], whole[:-1]):
        with pytest.raises(FetchError, match="cannot be decoded"):
            unpacked(broken, coding, LIMIT)


def test_bare_deflate_padding_and_codings_over_codings() -> None:
    assert unpacked(zlib.compress(b"text")[2:-4], "deflate", LIMIT) == b"text"
    assert unpacked(gzip.compress(b"te") + gzip.compress(b"xt") + b"\0" * 9, "gzip", LIMIT) == b"text"
    assert unpacked(brotli.compress(gzip.compress(b"text")), "x-gzip, BR", LIMIT) == b"text"
    assert unpacked(b"text", "identity", LIMIT) == b"text"
    with pytest.raises(FetchError, match="not asked for: compress"):
        unpacked(b"text", "compress", LIMIT)
    with pytest.raises(FetchError, match="4 times over"):
        unpacked(b"text", "gzip,gzip,gzip,gzip", LIMIT)


async def test_a_gigabyte_is_refused_by_what_it_says_of_itself() -> None:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000000000\r\n\r\n")
        await reader.read()  # nothing is sent: it must not be waited for

    async with serving(answer) as url:
        assert await refused(url) == "larger than 0.1 MB"


async def test_a_gigabyte_that_does_not_say_so_is_cut_off() -> None:
    sent = 0

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(20_000):
            writer.write(b"C350\r\n" + b"x" * 50_000 + b"\r\n")
            await writer.drain()
            sent += 50_000

    async with serving(answer) as url:
        assert await refused(url) == "larger than 0.1 MB"
    assert sent < 50_000_000
