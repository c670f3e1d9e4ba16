"""Feeds that are not for everybody: what goes with a request, to whom, and what is refused."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import httpx
import pytest

from tests.cli.running import Khabar
from tui.config import ConfigError, load
from tui.fetch import Client, FetchError, credentials
from tui.model import Access

URL = "https://feeds.test/private"
COOKIES = """# Netscape HTTP Cookie File
.feeds.test\tTRUE\t/\tTRUE\t4102444800\tsession\tabc
.other.test\tTRUE\t/\tFALSE\t4102444800\tother\txyz
"""


async def asked(access: Access, *, to: str = "") -> list[httpx.Request]:
    """The requests for URL, which redirects to ``to`` if that is given."""
    seen: list[httpx.Request] = []

    def answer(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        moved = to and str(request.url) == URL
        return httpx.Response(302, headers={"Location": to}) if moved else httpx.Response(200, text="x")

    async with Client(transport=httpx.MockTransport(answer)) as client:
        await client.get(URL, access=access)
    return seen


async def test_a_name_and_a_password_in_any_letters() -> None:
    (request,) = await asked(Access("mona", "\u0633\u0631:x"))
    scheme, _, coded = request.headers["Authorization"].partition(" ")
    assert (scheme, b64decode(coded).decode()) == ("Basic", "mona:\u0633\u0631:x")


async def test_headers_and_cookies_of_that_site(tmp_path: Path) -> None:
    (tmp_path / "cookies.txt").write_text(COOKIES)
    access = Access(cookies=str(tmp_path / "cookies.txt"), headers=(("Accept-Language", "ar"), ("X-Key", "k")))
    (request,) = await asked(access)
    assert request.headers["Cookie"] == "session=abc"
    assert (request.headers["Accept-Language"], request.headers["X-Key"]) == ("ar", "k")


@pytest.mark.parametrize("to", ["https://evil.test/", "https://feeds.test:8443/x"])
async def test_nothing_goes_to_where_a_redirect_leads(to: str) -> None:
    first, second = await asked(Access("mona", "secret", headers=(("X-Key", "k"),)), to=to)
    assert "Authorization" in first.headers
    assert not {"authorization", "x-key", "cookie"} & set(second.headers)


async def test_on_the_same_site_it_does() -> None:
    _, second = await asked(Access("mona", "secret"), to="https://feeds.test/there")
    assert "Authorization" in second.headers


def test_a_password_from_the_environment() -> None:
    access = Access("mona", password_env="FEED_PASSWORD")
    assert credentials(access, URL, {"FEED_PASSWORD": "s"})["Authorization"] == "Basic bW9uYTpz"
    with pytest.raises(FetchError, match="the variable FEED_PASSWORD is not set"):
        credentials(access, URL, {})


def test_cookies_that_cannot_be_read_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "x").write_bytes(b"\xff\x00 no cookies")
    for path in (tmp_path / "x", tmp_path / "gone"):
        with pytest.raises(FetchError, match="no cookies can be read there"):
            credentials(Access(cookies=str(path)), URL, {})


def test_secrets_are_not_told() -> None:
    assert "secret" not in repr(Access("mona", "secret", headers=(("X-Key", "secret"),)))


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ('url = "https://a:b@feeds.test/"', "url: holds a name and a password"),
        ('url = "https://a.test/"\npassword = "x"', "password: needs a user"),
        ('url = "https://a.test/"\nuser = "a:b"\npassword = "x"', "user: must not hold a colon"),
        ('url = "https://a.test/"\nuser = "a"\npassword = "x"\npassword_env = "X"', "password: is given twice"),
        ('url = "https://a.test/"\nuser = "a"\npassword_env = "not a name"', "password_env: must be the name"),
        ('url = "https://a.test/"\nheaders = { Host = "b" }', 'headers: "Host" cannot be set'),
        ('url = "https://a.test/"\nheaders = { "X Y" = "b" }', 'headers: "X Y" cannot be set'),
        ('url = "https://a.test/"\nheaders = { X = "a\\r\\nEvil: 1" }', "headers: X must be printable ASCII"),
        ('url = "https://a.test/"\nheaders = ["X"]', "headers: must be a table of texts"),
        ('url = "https://a.test/"\ncookies = 7', "cookies: must be text in quotes"),
    ],
)
def test_what_cannot_be_is_refused_with_its_line(tmp_path: Path, lines: str, says: str) -> None:
    path = tmp_path / "feeds.toml"
    path.write_text(f"[[feed]]\n{lines}\n")
    with pytest.raises(ConfigError) as caught:
        load(path)
    assert says in str(caught.value)
    assert str(caught.value).startswith("feeds.toml:")


def test_what_stands_in_the_file_is_used_and_never_shown(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure('url = "http://127.0.0.1:9/x"\nuser = "mona"\npassword = "secret"\nheaders = { X-Key = "secret" }')
    assert load(khabar.config).feeds[0].access == Access("mona", "secret", headers=(("X-Key", "secret"),))
    for command in (["fetch"], ["feeds"], ["feeds", "--json"], ["export", "opml"], ["doctor"]):
        done = khabar.run(*command)
        assert "secret" not in done.out + done.err
