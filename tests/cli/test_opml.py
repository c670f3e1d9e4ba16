"""``khabar import`` and ``export`` as a user runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tui.config import load
from tui.feeds import read_opml

LIST = """<opml version="2.0"><body><outline text="tech">
<outline type="rss" text="One" xmlUrl="https://one.test/rss" category="daily"/>
<outline type="rss" text="Two" xmlUrl="https://two.test/rss"/></outline></body></opml>"""


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    khabar = Khabar(tmp_path)
    khabar.config.write_text('# mine\n[[feed]]\nurl = "https://one.test/rss" # stays\n', encoding="utf-8")
    (tmp_path / "list.opml").write_text(LIST, encoding="utf-8")
    return khabar


@pytest.mark.parametrize("command", ["import", "add"])
def test_a_list_is_added_once_and_comments_stay(khabar: Khabar, command: str) -> None:
    done = khabar.run(command, str(khabar.folder / "list.opml"), "--tag", "new")
    assert (done.status, done.err) == (0, "")
    assert done.out == "1 feed added, 1 subscribed already; khabar fetch brings its stories\n"
    text = khabar.config.read_text(encoding="utf-8")
    assert text.startswith('# mine\n[[feed]]\nurl = "https://one.test/rss" # stays\n')
    assert [(feed.url, feed.title, feed.tags) for feed in load(khabar.config).feeds] == [
        ("https://one.test/rss", "", ()),
        ("https://two.test/rss", "Two", ("tech", "new")),
    ]
    again = khabar.run("import", "-", "--json", stdin=LIST.encode()).json()
    assert again == {"added": [], "known": 2}


def test_what_is_exported_can_be_imported(khabar: Khabar) -> None:
    khabar.run("import", str(khabar.folder / "list.opml"))
    done = khabar.run("export", "opml")
    assert done.status == 0
    assert [feed.url for feed in read_opml(done.out.encode())] == ["https://one.test/rss", "https://two.test/rss"] or [
        feed.url for feed in read_opml(done.out.encode())
    ] == ["https://two.test/rss", "https://one.test/rss"]
    other = Khabar(khabar.folder / "other")
    other.folder.mkdir()
    other.configure()
    assert other.run("import", "-", stdin=done.out.encode()).status == 0
    assert {feed.url: feed.tags for feed in load(other.config).feeds} == {
        "https://one.test/rss": (),
        "https://two.test/rss": ("tech",),
    }


def test_what_cannot_be_imported_is_one_line(khabar: Khabar) -> None:
    before = khabar.config.read_bytes()
    for file, body, said in (
        ("gone.opml", None, "no such file"),
        ("page.opml", "<html></html>", "this is no OPML; export one"),
        ("empty.opml", "<opml><body/></opml>", "no feeds in this OPML"),
    ):
        path = khabar.folder / file
        if body is not None:
            path.write_text(body, encoding="utf-8")
        done = khabar.run("import", str(path))
        assert (done.status, done.out) == (1, "")
        assert said in done.err
        assert done.err.count("\n") == 1
    assert khabar.config.read_bytes() == before
