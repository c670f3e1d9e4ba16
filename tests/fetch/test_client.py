"""The client: over a mock transport for what a server may answer, over loopback for what a socket may do."""

import gzip
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import brotli
import httpx
import pytest
import zstandard

from tui.fetch import Client, Fetched, FetchError, Validators, freshness

Handle = Callable[[httpx.Request], httpx.Response]
BODY = b"<rss/>" * 100


async def fetch(
    handle: Handle, url: str = "https://site.example/feed", validators: Validators | None = None
) -> Fetched:
    async with Client(transport=httpx.MockTransport(handle), max_bytes=100_000) as client:
        return await client.get(url, validators)


async def refusal(handle: Handle, url: str = "https://site.example/feed") -> str:
    with pytest.raises(FetchError) as caught:
        await fetch(handle, url)
    assert "\n" not in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize(
    ("coding", "body"),
    [
        ("identity", BODY),
        ("gzip", gzip.compress(BODY)),
        ("br", brotli.compress(BODY)),
        ("zstd", zstandard.ZstdCompressor().compress(BODY)),
    ],
)
async def test_a_body_in_every_coding(coding: str, body: bytes) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert "zstd" in request.headers["accept-encoding"]
        assert request.headers["user-agent"].startswith("khabar/")
        headers = {"content-encoding": coding, "content-type": "text/xml", "etag": '"1"', "last-modified": "then"}
        return httpx.Response(200, content=body, headers=headers)

    answer = await fetch(handle)
    assert answer.page is not None
    assert (answer.page.body, answer.page.content_type) == (BODY, "text/xml")
    assert answer.validators == Validators('"1"', "then")


async def test_a_conditional_request_and_its_304() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert request.headers["if-none-match"] == '"1"'
        assert request.headers["if-modified-since"] == "then"
        return httpx.Response(304)

    answer = await fetch(handle, validators=Validators('"1"', "then"))
    assert (answer.page, answer.validators) == (None, Validators('"1"', "then"))


async def test_only_a_chain_of_permanent_redirects_moves_the_feed() -> None:
    hops = {"/feed": (301, "/a"), "/a": (308, "/b"), "/b": (302, "/c")}

    def handle(request: httpx.Request) -> httpx.Response:
        status, location = hops.get(request.url.path, (200, ""))
        return httpx.Response(status, headers={"location": location} if location else {}, content=b"x")

    answer = await fetch(handle)
    assert answer.page is not None
    assert answer.page.url == "https://site.example/c"
    assert answer.moved_to == "https://site.example/b"


@pytest.mark.parametrize(
    ("location", "says"),
    [
        ("/feed", "circle"),
        ("file:///etc/passwd", "not http"),
        ("http://site.example/plain", "plain http"),
        ("https://127.0.0.1/", "private network"),
        ("https://[::1]/", "private network"),
        ("https://10.0.0.8/", "private network"),
        ("https://169.254.169.254/latest", "private network"),
        ("https://localhost/", "private network"),
    ],
)
async def test_redirects_that_are_refused(location: str, says: str) -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": location})

    assert says in await refusal(handle)


async def test_endless_redirects_end() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        return httpx.Response(302, headers={"location": f"{request.url.path}x"})

    assert "more than 10 redirects" in await refusal(handle)


@pytest.mark.parametrize(
    ("status", "says"),
    [(404, "404 not found"), (410, "410 gone"), (500, "500 internal server error"), (799, "799 unexpected answer")],
)
async def test_a_status_is_named(status: int, says: str) -> None:
    assert await refusal(lambda request: httpx.Response(status)) == says


async def test_a_server_that_asks_to_wait() -> None:
    answer = httpx.Response(429, headers={"retry-after": "120"})
    assert await refusal(lambda request: answer) == "429 too many requests; the server asks to wait 120 s"


async def test_a_decompression_bomb_is_cut_off() -> None:
    bomb = gzip.compress(b"\0" * 50_000_000)
    assert len(bomb) < 100_000
    headers = {"content-encoding": "gzip"}
    assert "larger than 0.1 MB" in await refusal(lambda request: httpx.Response(200, content=bomb, headers=headers))


async def test_bytes_that_belie_their_coding() -> None:
    headers = {"content-encoding": "gzip"}
    message = await refusal(lambda request: httpx.Response(200, content=b"not gzip", headers=headers))
    assert "cannot be" in message


@pytest.mark.parametrize("url", ["ftp://site.example/", "https://", "http://[bad", "nonsense"])
async def test_addresses_that_are_none(url: str) -> None:
    await refusal(lambda request: httpx.Response(200), url)


class Quiet(BaseHTTPRequestHandler):
    """Answers /ok; keeps every other request waiting until the test is over."""

    over = threading.Event()

    def do_GET(self) -> None:
        if self.path != "/ok":
            self.over.wait(30)
            return
        self.send_response(200)
        self.send_header("Content-Length", "2")
        self.end_headers()
        self.wfile.write(b"ok")

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture
def loopback() -> Iterator[str]:
    Quiet.over.clear()
    server = ThreadingHTTPServer(("127.0.0.1", 0), Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    Quiet.over.set()
    server.shutdown()
    server.server_close()
    thread.join()


async def test_a_users_own_loopback_feed_is_allowed(loopback: str) -> None:
    async with Client() as client:
        answer = await client.get(f"{loopback}/ok")
    assert answer.page is not None
    assert answer.page.body == b"ok"


async def test_a_silent_server_meets_the_deadline(loopback: str) -> None:
    async with Client(timeout=0.2) as client:
        with pytest.raises(FetchError, match=r"timed out after 0\.2 s"):
            await client.get(f"{loopback}/silent")


async def test_nobody_listens_and_no_such_host() -> None:
    async with Client(timeout=5) as client:
        with pytest.raises(FetchError, match=r"connection refused|cannot connect"):
            await client.get("http://127.0.0.1:9/")
        with pytest.raises(FetchError, match=r"no such host: nowhere\.invalid"):
            await client.get("http://nowhere.invalid/")


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"cache-control": "max-age=60"}, 60),
        ({"cache-control": 'public, Max-Age="60"', "age": "20"}, 40),
        ({"cache-control": "no-cache, max-age=60"}, 0),
        ({"cache-control": "s-maxage=5"}, 0),
        ({"cache-control": "max-age=99999999999"}, 999_999_999),
        ({"date": "Tue, 10 Mar 2026 12:00:00 GMT", "expires": "Tue, 10 Mar 2026 13:00:00 GMT"}, 3600),
        ({"date": "Tue, 10 Mar 2026 12:00:00 GMT", "expires": "0"}, 0),
        ({"date": "nonsense", "expires": "Thu, 01 Jan 1970 00:00:00 GMT"}, 0),
    ],
)
def test_how_long_an_answer_is_fresh(headers: dict[str, str], seconds: int) -> None:
    assert freshness(headers) == seconds
