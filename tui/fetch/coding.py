"""Content-Encoding (RFC 9110, 8.4) undone, and never further than is allowed: a small body may unfold to gigabytes."""

from __future__ import annotations

import io
import zlib
from collections.abc import Callable
from typing import Final

from tui.fetch.answers import FetchError

CODINGS: Final = "gzip, deflate, br, zstd"
"""What is asked for, and undone here."""
MOST_CODINGS: Final = 3
"""RFC 9110 sets no bound to how often a body may be coded; two are unheard of."""


def unpacked(body: bytes, coding: str, limit: int) -> bytes:
    """``body`` without its content codings, of ``limit`` bytes at most.

    Raises FetchError for what is larger, for a coding that is not known and for
    bytes that are not what it says.
    """
    names = [name for part in coding.lower().split(",") if (name := part.strip()) not in ("", "identity")]
    if len(names) > MOST_CODINGS:
        raise FetchError(f"the answer is coded {len(names)} times over")
    for name in reversed(names):
        undo = _KNOWN.get(name)
        if undo is None:
            raise FetchError(f"the answer is in a coding that was not asked for: {name[:20]}")
        if body:  # HEAD, and servers that say gzip of nothing
            body = undo(body, limit)
    if len(body) > limit:
        raise too_large(limit)
    return body


def too_large(limit: int) -> FetchError:
    """The refusal of a body of more than ``limit`` bytes."""
    return FetchError(f"larger than {limit / 1e6:g} MB")


def _inflated(body: bytes, limit: int, bits: int) -> bytes:
    found, members = bytearray(), 0
    while body:
        inflating = zlib.decompressobj(bits)
        try:
            found += inflating.decompress(body, limit + 1 - len(found))
        except zlib.error as error:
            if members:
                break  # padding after the last member of a gzip file
            raise FetchError(f"the answer cannot be decoded: {error}") from None
        if len(found) > limit:
            raise too_large(limit)
        if not inflating.eof:
            raise FetchError("the answer cannot be decoded: it ends too early")
        body, members = inflating.unused_data, members + 1
    return bytes(found)


def _gunzipped(body: bytes, limit: int) -> bytes:
    return _inflated(body, limit, 16 + zlib.MAX_WBITS)


def _deflated(body: bytes, limit: int) -> bytes:
    """The zlib format, as RFC 9110, 8.4.1.2 says, or bare deflate, as some servers have it."""
    bare = body[0] & 15 != 8 or int.from_bytes(body[:2], "big") % 31 != 0  # RFC 1950, 2.2
    return _inflated(body, limit, -zlib.MAX_WBITS if bare else zlib.MAX_WBITS)


def _unbrotlied(body: bytes, limit: int) -> bytes:
    import brotli

    found, reading = bytearray(), brotli.Decompressor()
    try:
        found += reading.process(body, output_buffer_limit=limit + 1)
        while len(found) <= limit and not reading.is_finished():
            more = reading.process(b"", output_buffer_limit=limit + 1 - len(found))
            if not more:
                raise FetchError("the answer cannot be decoded: it ends too early")
            found += more
    except brotli.error as error:
        raise FetchError(f"the answer cannot be decoded: {error}") from None
    if len(found) > limit:
        raise too_large(limit)
    return bytes(found)


def _unzstded(body: bytes, limit: int) -> bytes:
    import zstandard

    # RFC 8878, 3.1.1.1.2 and RFC 9659: what goes over HTTP needs a window of 8 MB at most.
    reading = zstandard.ZstdDecompressor(max_window_size=8 << 20)
    try:
        with reading.stream_reader(io.BytesIO(body), read_across_frames=True) as stream:
            found = stream.read(limit + 1)
        whole = zstandard.frame_content_size(body)  # -1 where the frame does not say
    except zstandard.ZstdError as error:
        raise FetchError(f"the answer cannot be decoded: {error}") from None
    if len(found) > limit:
        raise too_large(limit)
    if len(found) < whole:
        raise FetchError("the answer cannot be decoded: it ends too early")
    return bytes(found)


_KNOWN: Final[dict[str, Callable[[bytes, int], bytes]]] = {
    "gzip": _gunzipped,
    "x-gzip": _gunzipped,
    "deflate": _deflated,
    "br": _unbrotlied,
    "zstd": _unzstded,
}
