"""Pictures are kept by the refresh where the reader wants them, under names that no feed decides."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import httpx

from tests.newsroom.stories import NEWS, NOON, article, put
from tui.config import Config, ReaderSettings
from tui.fetch import Client
from tui.model import Article, Mark, MarkKind
from tui.newsroom import open_desk, pictures, reading, refresh, triage

PNG = b"\x89PNG\r\n\x1a\n" + b"x" * 20
LEAD, INNER, PAGE = "https://pics.test/lead.png", "https://pics.test/../../etc/x?a=b", "https://pics.test/page"


def pictured(title: str, *urls: str, hours: float = 0) -> Article:
    """An article with a lead picture and others in captions."""
    plain = article(title, *(f"Caption {url}" for url in urls[1:]), hours=hours)
    blocks = tuple(
        replace(block, marks=(Mark(0, 3, MarkKind.PICTURE, url),))
        for block, url in zip(plain.blocks, urls[1:], strict=True)
    )
    return replace(plain, blocks=blocks, picture=urls[0])


def answer(request: httpx.Request) -> httpx.Response:
    """Pictures, and a page that only says it is one."""
    asked.append(str(request.url))
    if request.url.path == "/page":
        return httpx.Response(200, content=b"<html>", headers={"content-type": "image/png"})
    return httpx.Response(200, content=PNG) if request.url.host == "pics.test" else httpx.Response(404)


asked: list[str] = []


async def test_pictures_of_the_newest_stories_are_kept_and_others_dropped(tmp_path: Path) -> None:
    asked.clear()
    config = Config(tmp_path / "feeds.toml", ReaderSettings(pictures=True), (NEWS,))
    with open_desk(config, tmp_path / "data") as desk:
        put(desk, NEWS, [pictured("A", LEAD, INNER, PAGE), article("B", "No picture.")])
        async with Client(transport=httpx.MockTransport(answer)) as client:
            assert await pictures.keep_pictures(desk, client) == 2
            assert await pictures.keep_pictures(desk, client) == 0
        assert asked.count(LEAD) == 1, "what is kept is not asked for again"
        lead, inner = pictures.kept(desk, LEAD), pictures.kept(desk, INNER)
        assert lead is not None
        assert inner is not None
        assert lead.read_bytes() == PNG
        assert pictures.kept(desk, PAGE) is None, "no picture, whatever it calls itself"
        names = [path.name for path in pictures.folder(desk).iterdir()]
        assert all(re.fullmatch(r"[0-9a-f]{64}", name) for name in names)
        triage.apply(desk, "dismiss", reading.ids(desk).tolist(), NOON)
        async with Client(transport=httpx.MockTransport(answer)) as client:
            await pictures.keep_pictures(desk, client)
        assert list(pictures.folder(desk).iterdir()) == []


async def test_a_refresh_fetches_none_that_nobody_wants(tmp_path: Path) -> None:
    for wanted in (False, True):
        asked.clear()
        config = Config(tmp_path / "feeds.toml", ReaderSettings(pictures=wanted), (NEWS,))
        with open_desk(config, tmp_path / f"data-{wanted}") as desk:
            put(desk, NEWS, [pictured("A", LEAD)])
            await refresh.refresh(
                desk, now=lambda: NOON, progress=lambda result: None, transport=httpx.MockTransport(answer)
            )
            assert (LEAD in asked) == wanted
            assert (pictures.kept(desk, LEAD) is not None) == wanted


def test_the_lead_picture_comes_first_and_once() -> None:
    assert pictures.addresses(pictured("A", LEAD, INNER, LEAD)) == (LEAD, INNER)
    assert pictures.addresses(article("B", "x")) == ()
    assert len(pictures.addresses(pictured("C", *(f"https://p.test/{n}" for n in range(40))))) == pictures.MOST_EACH
