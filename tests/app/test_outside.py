"""The browser and the clipboard."""

from __future__ import annotations

import webbrowser

import pytest

from tests.app.conftest import reading_on
from tui.app.browsing import open_address
from tui.app.outside import may_open
from tui.newsroom import Desk, reading


@pytest.mark.parametrize("url", ["https://a.test/x", "http://a.test", "mailto:a@b.test"])
def test_web_and_mail_may_be_opened(url: str) -> None:
    assert may_open(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "-h",
        "https:///x",
        "ftp://a.test/",
        "http://a.test/\n--x",
        "http://[",
    ],
)
def test_nothing_else_may(url: str) -> None:
    assert not may_open(url)


async def test_o_opens_the_story_and_capital_o_dismisses_it_too(desk: Desk) -> None:
    opened: list[str] = []
    async with reading_on(desk, opener=opened.append) as reader:
        await reader.press("g", "a", "g", "g")
        story = reading.story(desk, reader.panels.headlines.listing.ids[0])
        await reader.press("o")
        assert opened == [story.article.url]
        await reader.press("O")
        assert opened == [story.article.url] * 2
        assert "d" in reader.flags(0)
        assert reader.toast == "1 dismissed, u undoes"


async def test_where_no_browser_is_that_is_said(desk: Desk) -> None:
    async with reading_on(desk, opener=lambda url: "none") as reader:
        await reader.press("g", "a", "o")
        assert reader.toast == "no browser can be opened here; y copies the link"


async def test_a_command_for_the_eye_is_not_run_without_a_terminal(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "|")
        await reader.type("!exit 3")
        await reader.press("enter")
        assert reader.toast == "there is no terminal here to give to exit 3"


async def test_digits_and_enter_open_a_link(desk: Desk) -> None:
    opened: list[str] = []
    async with reading_on(desk, opener=opened.append) as reader:
        await reader.press("g", "a", "g", "g")
        rows = list(reader.panels.headlines.listing.ids)
        row = next(row for row, story in enumerate(rows) if "link" in _marks(desk, story))
        reader.reader.stories.open_row(row)
        await reader.settle()
        await reader.press("1", "enter")
        assert opened == [reader.panels.article.links[0]]
        assert any("[1]" in line for line in reader.lines()) or reader.panels.article.virtual_size.height > 20
        await reader.press("9", "9", "enter")
        assert reader.toast == "no such link"


async def test_copying_gives_logical_text(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await reader.press("g", "a", "g", "g")
        story = reading.story(desk, reader.panels.headlines.listing.ids[0])
        await reader.press("y")
        assert reader.app.clipboard == story.article.url
        await reader.press("Y")
        assert reader.app.clipboard.startswith(story.article.title)
        assert story.article.blocks[-1].text in reader.app.clipboard


def _marks(desk: Desk, story: int) -> set[str]:
    return {str(mark.kind) for block in reading.story(desk, story).article.blocks for mark in block.marks}


class Fake:
    """A browser of Python's: what it opened, and what it says of itself."""

    def __init__(self, answer: bool) -> None:
        self.answer, self.opened = answer, list[str]()

    def open(self, url: str) -> bool:
        self.opened.append(url)
        return self.answer


class BackgroundBrowser(Fake):
    """One that is started and let go."""


class Mozilla(Fake):
    """One that says whether it took the address."""


class GenericBrowser(Fake):
    """One that is waited for."""


@pytest.mark.parametrize(
    ("browser", "how", "times"),
    [
        (BackgroundBrowser(True), "opened", 1),
        (BackgroundBrowser(False), "opened", 1),
        (Mozilla(True), "opened", 1),
        (Mozilla(False), "none", 1),
        (GenericBrowser(True), "terminal", 0),
    ],
)
def test_only_the_browser_that_stands_first_is_started(
    browser: Fake, how: str, times: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("webbrowser.get", lambda: browser)
    assert open_address("https://a.test/") == how
    assert browser.opened == ["https://a.test/"] * times


def test_no_browser_at_all_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> Fake:
        raise webbrowser.Error("could not locate runnable browser")

    monkeypatch.setattr("webbrowser.get", missing)
    assert open_address("https://a.test/") == "none"
