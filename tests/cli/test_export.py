"""``khabar export`` as a user runs it: articles by query, in each format, to a pipe, a file and a folder."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.articles.books import checked
from tests.cli.running import Khabar
from tui.cli import exporting
from tui.model import Article, Headline
from tui.newsroom.demo import demo_desk


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    """The demo's stories, none of them to be fetched again."""
    demo_desk(tmp_path / "data").close()
    khabar = Khabar(tmp_path)
    assert khabar.run("mark", "1", "6", "--star").status == 0
    return khabar


def test_markdown_of_a_query(khabar: Khabar) -> None:
    done = khabar.run("export", "starred", "--format", "markdown")
    assert (done.status, done.err) == (0, "")
    assert done.out.count("\n# ") + done.out.startswith("# ") == 2
    assert '<div dir="rtl" lang="ar">' in done.out
    assert done.out == khabar.run("export", "markdown", "starred").out
    assert khabar.run("export", "markdown", "-starred", "--limit", "1").out.count("# ") >= 1


def test_json_of_a_query_is_what_show_says_and_more(khabar: Khabar) -> None:
    stories = khabar.run("export", "json", "starred").json()
    assert {story["id"] for story in stories} == {1, 6}
    for story in stories:
        shown = khabar.run("show", str(story["id"]), "--json").json()
        assert shown.items() <= story.items()
        assert story["starred"] is True
    assert khabar.run("export", "json", "title:nobodysaidthis").json() == []


def test_a_book_in_a_file_takes_the_place_of_the_one_before(khabar: Khabar, tmp_path: Path) -> None:
    target = tmp_path / "out" / "kept.epub"
    target.parent.mkdir()
    target.write_text("old", encoding="utf-8")
    done = khabar.run("export", "starred", "--format", "epub", "-o", str(target))
    assert (done.status, done.err) == (0, "")
    assert done.out == f"2 articles written to {target}\n"
    book = checked(target.read_bytes())
    assert {one.text for one in book["package"].findall(".//{*}language")} == {"ar", "en"}
    assert [path.name for path in target.parent.iterdir()] == ["kept.epub"], "nothing half written is left"


def test_a_book_in_a_pipe_is_a_book(khabar: Khabar, tmp_path: Path) -> None:
    import subprocess
    import sys

    done = subprocess.run(
        [sys.executable, "-m", "tui", "--config", str(khabar.config), "--data", str(khabar.data), "export", "epub"],
        capture_output=True,
        check=True,
        timeout=60,
    )
    assert len(checked(done.stdout)) == 3 + 14


def test_a_folder_gets_a_file_an_article_under_safe_names(khabar: Khabar, tmp_path: Path) -> None:
    with demo_desk(tmp_path / "data") as desk, desk.store.write() as connection:
        row = connection.execute("SELECT content FROM bodies WHERE article = 6").fetchone()
        content = json.loads(row[0])
        evil = json.dumps(content).replace(json.dumps(_title(content))[1:-1], "../../etc/pass\\u0000wd \\u202etxt.exe")
        connection.execute("UPDATE bodies SET content = ? WHERE article = 6", (evil,))
    folder = tmp_path / "out"
    folder.mkdir()
    assert khabar.run("export", "markdown", "starred", "-o", str(folder)).status == 0
    assert khabar.run("export", "markdown", "starred", "-o", str(folder)).status == 0
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 2, "the same article is the same file the next time"
    assert names[1] == "6 etc pass wd txt.exe.md"
    assert khabar.run("export", "epub", "starred", "-o", str(folder)).status == 0
    assert len(list(folder.glob("khabar*.epub"))) == 1


def _title(content: object) -> str:
    """The title of a kept article, wherever it stands in it."""
    assert isinstance(content, list | dict)
    found = content["title"] if isinstance(content, dict) else content[0]
    assert isinstance(found, str)
    return found


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("export",), 2, "say what to write: opml, markdown, json, epub"),
        (("export", "starred"), 2, "say what to write"),
        (("export", "opml", "starred"), 2, "opml holds the subscriptions"),
        (("export", "starred", "--format", "pdf"), 2, "invalid choice"),
        (("export", "epub", "title:nobodysaidthis"), 1, "nothing found, so nothing was written"),
        (("export", "markdown", "comp:x"), 2, "comp: is not known"),
        (("export", "markdown", "-o", "/nowhere/at/all.md"), 1, "no such file or directory"),
    ],
)
def test_what_cannot_be_written_is_one_line(khabar: Khabar, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = khabar.run(*arguments)
    assert done.status == status
    assert done.out == ""
    assert said in done.err
    assert done.err.count("\n") == 1


def test_arabic_says_it_in_arabic(khabar: Khabar, tmp_path: Path) -> None:
    done = khabar.run("export", "json", "starred", "-o", str(tmp_path / "a.json"), KHABAR_LANGUAGE="ar")
    assert done.out.startswith("\u0643\u064f\u062a\u0628 \u0645\u0642\u0627\u0644\u0627\u0646")


def test_how_far_it_is_stands_on_a_terminal_alone(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    article = Article("A")
    found = [(Headline(number, 1, "F", "A", "en", datetime.now(UTC)), article) for number in range(3)]
    assert list(exporting._counted(found, 3)) == found
    assert capsys.readouterr().err == "", "what takes a moment says nothing"
    monkeypatch.setattr(exporting, "A_MOMENT", -1.0)
    monkeypatch.setattr(exporting, "TOLD_EVERY", -1.0)
    assert list(exporting._counted(found, 3)) == found
    assert capsys.readouterr().err == "\r\x1b[K0/3\r\x1b[K1/3\r\x1b[K2/3\r\x1b[K"
