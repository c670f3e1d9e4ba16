"""Commands as a user types them: what they print, what they refuse, and how quickly they start."""

import json
import re
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

import pytest

from tests.cli.running import ROOT, Khabar, run
from tests.newsroom.test_refresh import rss

ARABIC = "\u062e\u0628\u0631 \u0639\u0646 Meta \u0627\u0644\u064a\u0648\u0645"
PAGES = {
    "/local-feed": ("application/rss+xml", rss(("a", "Meta hires"), ("b", ARABIC), title="Local")),
    "/home": (
        "text/html",
        '<html><head><link rel="alternate" type="application/rss+xml" href="/local-feed"></head></html>',
    ),
    "/two": (
        "text/html",
        '<html><head><link rel="alternate" type="application/rss+xml" title="One" href="/local-feed">'
        '<link rel="alternate" type="application/rss+xml" title="Two" href="/local-feed?2"></head></html>',
    ),
    "/words": ("text/plain", "no feed at all"),
    "/empty": ("text/xml", ""),
}


class Handler(BaseHTTPRequestHandler):
    """Answers PAGES."""

    def do_GET(self) -> None:
        kind, body = PAGES.get(self.path.partition("?")[0], ("", ""))
        data = body.encode()
        self.send_response(200 if kind else 404)
        self.send_header("Content-Type", f"{kind or 'text/plain'}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def base() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    return Khabar(tmp_path)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory, base: str) -> Khabar:
    """Two stories: 1 in English, 2 in Arabic."""
    khabar = Khabar(tmp_path_factory.mktemp("filled"))
    khabar.configure(f'url = "{base}/local-feed"')
    assert khabar.run("fetch").status == 0
    return khabar


@pytest.mark.parametrize(
    ("command", "free_of"),
    [
        (("--help",), {"textual", "rich", "httpx", "lxml", "sqlite3", "asyncio"}),
        (("list",), {"textual", "httpx", "lxml", "asyncio", "feedparser"}),
        (("fetch",), {"textual", "trafilatura"}),
    ],
)
def test_a_command_loads_only_what_it_needs(khabar: Khabar, command: tuple[str, ...], free_of: set[str]) -> None:
    khabar.configure()
    code = (
        "import sys; from tui.cli import main; status = main(sys.argv[1:]); "
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr); sys.exit(status)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, "--config", str(khabar.config), "--data", str(khabar.data), *command],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    loaded = set(done.stderr.split())
    assert "tui" in loaded
    assert loaded & free_of == set()


def test_the_list_is_logical_in_a_pipe_and_finished_when_asked(filled: Khabar) -> None:
    assert f"\tLocal\t{ARABIC}\n" in filled.run("list").out
    finished = filled.run("list", "--display", "visual", "--width", "70").out
    assert ARABIC not in finished
    assert "\x1b" not in finished
    line = next(line for line in finished.splitlines() if "Meta hires" not in line)
    assert len(line) == 70, "an Arabic headline stands at the right edge"
    assert [headline["title"] for headline in filled.run("list", "--json", "--limit", "5").json()] == [
        ARABIC,
        "Meta hires",
    ]


def test_marks_are_kept_and_queried(filled: Khabar) -> None:
    assert filled.run("mark", "2", "--star").out == "star: 1 changed\n"
    assert filled.run("list", "starred").out.startswith("2\t*s\t")
    assert filled.run("list", "-starred").out.startswith("1\t")
    assert filled.run("mark", "2", "--unstar").status == 0
    assert filled.run("list", "starred").out == ""
    refused = filled.run("mark", "1", "99", "--read")
    assert (refused.status, refused.err) == (1, "khabar: no article 99; khabar list shows the numbers\n")
    assert filled.run("list", "read").out == "", "nothing is done when one reference is bad"


def test_search_finds_folded_words_and_shows_where(filled: Khabar) -> None:
    found = filled.run("search", "hired", "PEOPLE", "--json").json()
    assert sorted(hit["id"] for hit in found) == [1, 2]
    for hit in found:
        start, end = hit["spans"][0]
        assert hit["snippet"][start:end].lower() in ("hired", "people")


def test_places_stand_before_or_after_the_command(filled: Khabar) -> None:
    after = run("list", "--data", str(filled.data), "--config", str(filled.config))
    assert after.out == filled.run("list").out != ""
    assert run("list", KHABAR_DATA=str(filled.data), KHABAR_CONFIG=str(filled.config)).out == after.out


def test_a_missing_config_neither_fetches_nor_fails_where_one_only_looks(filled: Khabar, tmp_path: Path) -> None:
    missing = tmp_path / "none.toml"
    shown = run("--config", str(missing), "--data", str(filled.data), "show", "1")
    assert (shown.status, shown.err) == (0, "")
    assert "Meta hired people." in shown.out
    assert not missing.exists()


def test_the_first_fetch_writes_the_config_and_says_where(khabar: Khabar) -> None:
    done = khabar.run("feeds")
    assert done.status == 0
    assert f"wrote {khabar.config}" in done.err
    assert len(done.out.splitlines()) >= 10
    assert khabar.config.exists()


def test_bad_feeds_are_named_and_the_good_one_is_kept(khabar: Khabar, base: str) -> None:
    names = ("local-feed", "missing", "words", "empty")
    khabar.configure(*(f'url = "{base}/{name}"' for name in names), 'url = "http://127.0.0.1:1/rss"')
    done = khabar.run("fetch")
    assert done.status == 1
    outcomes = [line.split("\t") for line in done.out.splitlines()]
    assert [line[0] for line in outcomes] == ["updated", "failed", "failed", "failed", "failed"]
    assert all(line[2] for line in outcomes)
    assert "404" in outcomes[1][2]
    assert done.err.count("\n") == 1
    assert len(khabar.run("list").out.splitlines()) == 2
    assert khabar.run("fetch", "Local").status == 0
    assert khabar.run("fetch", "nobody").err == "khabar: nobody: no such feed; khabar feeds lists them\n"
    health = {feed["url"]: feed["error"] for feed in khabar.run("feeds", "--json").json()}
    assert [bool(error) for error in health.values()] == [False, True, True, True, True]


def test_events_are_json_lines(filled: Khabar) -> None:
    events = [json.loads(line) for line in filled.run("fetch", "--events").out.splitlines()]
    assert [event["event"] for event in events] == ["start", "result", "end"]
    assert events[0]["total"] == 1
    assert set(events[1]) == {"event", "url", "title", "outcome", "new", "reason"}
    assert events[2]["failed"] == 0


def test_a_typo_in_the_config_is_one_line_and_loses_nothing(khabar: Khabar, base: str) -> None:
    khabar.configure(f'url = "{base}/local-feed"')
    khabar.run("fetch")
    good = khabar.config.read_text(encoding="utf-8")
    khabar.configure(f'url = "{base}/local-feed"\nknd = "feed"')
    done = khabar.run("fetch")
    assert (done.status, done.err) == (1, "khabar: feeds.toml:3: feed.1.knd: unknown key; did you mean kind?\n")
    khabar.config.write_text(good, encoding="utf-8")
    assert len(khabar.run("list").out.splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("nonsense",), 2, r"khabar: .*nonsense.*; see khabar --help"),
        (("show",), 2, r"khabar: .*REF; see khabar show --help"),
        (("show", "1", "--width", "none"), 2, r"khabar: .*a width is a number of cells.*"),
        (("mark", "1"), 2, r"khabar: .*--read.*is required.*"),
        (("list", "(unread"), 2, r"khabar: query: this parenthesis is not closed \(character 1 of '\(unread'\)"),
        (("show", "12345"), 1, r"khabar: no article 12345; khabar list shows the numbers"),
        (("show", "nowhere.html"), 1, r"khabar: nowhere\.html: no such file or directory; give .*"),
        (("show", "https://nowhere.test/x"), 1, r"khabar: https://nowhere\.test/x: not in the cache; .*"),
        (("entities", "nowhere.txt"), 1, r"khabar: nowhere\.txt: no such file or directory"),
        (("cat", "nowhere"), 1, r"khabar: nowhere: no such file or directory"),
        ((), 1, r"khabar: the reader needs a terminal; .*"),
    ],
)
def test_what_cannot_be_done_is_one_line(khabar: Khabar, arguments: tuple[str, ...], status: int, said: str) -> None:
    khabar.configure()
    done = khabar.run(*arguments)
    assert (done.status, done.out) == (status, "")
    assert re.fullmatch(said + "\n", done.err), done.err


def test_a_damaged_or_newer_cache_is_one_line(khabar: Khabar) -> None:
    khabar.configure()
    khabar.data.mkdir()
    database = khabar.data / "khabar.db"
    database.write_bytes(b"no database " * 500)
    done = khabar.run("list")
    assert done.status == 1
    assert re.fullmatch(r"khabar: .*khabar\.db: damaged .*\n", done.err)
    database.unlink()
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    assert "newer khabar" in khabar.run("list").err


def test_a_fault_of_ours_goes_to_the_log_in_one_line(filled: Khabar) -> None:
    with sqlite3.connect(filled.data / "khabar.db") as connection:
        kept = connection.execute("SELECT content FROM bodies WHERE article = 1").fetchone()[0]
        connection.execute("UPDATE bodies SET content = 'x' WHERE article = 1")
    done = filled.run("show", "1")
    with connection:
        connection.execute("UPDATE bodies SET content = ? WHERE article = 1", (kept,))
    connection.close()
    assert done.status == 1
    assert re.fullmatch(
        r"khabar: a fault in khabar itself \(JSONDecodeError: .*khabar\.log has the details\n", done.err
    )
    assert "Traceback" in (filled.data / "khabar.log").read_text(encoding="utf-8")


def test_add_finds_the_feed_of_a_page_and_remove_takes_it_out(khabar: Khabar, base: str) -> None:
    khabar.configure()
    added = khabar.run("add", f"{base}/home", "--title", "Mine", "--tag", "x")
    assert (added.status, added.err) == (0, "")
    assert f'url = "{base}/local-feed"' in khabar.config.read_text(encoding="utf-8")
    assert "already subscribed" in khabar.run("add", f"{base}/local-feed").err
    several = khabar.run("add", f"{base}/two", "--json").json()
    assert [choice["title"] for choice in several["choices"]] == ["One", "Two"]
    assert khabar.run("add", f"{base}/two").status == 1
    none = khabar.run("add", f"{base}/words")
    assert none.status == 1
    assert "--kind article" in none.err
    assert khabar.run("remove", "Mine").status == 0
    assert khabar.run("feeds").out == ""


def test_entities_of_a_file_count_in_exactly_its_text(khabar: Khabar, tmp_path: Path) -> None:
    khabar.configure()
    text = "\ufeffMeta hired people.\r\n\r\nOpenAI said no.\rMicrosoft \U0001f600 Apple\n"
    path = tmp_path / "story.txt"
    path.write_bytes(text.encode())
    found = khabar.run("entities", str(path), "--json").json()
    assert set(found) == {"text", "language", "mentions", "entities"}
    assert found["text"] == text
    assert {"OpenAI", "Microsoft"} <= {text[mention["start"] : mention["end"]] for mention in found["mentions"]}
    assert all(text[mention["start"] : mention["end"]] == mention["surface"] for mention in found["mentions"])
    for entity in found["entities"]:
        assert set(entity) == {"id", "kind", "name", "names", "count", "badge", "role", "summary", "relations"}
        assert isinstance(entity["summary"], str)


def test_cat_lays_out_any_text_and_lets_no_control_through(khabar: Khabar) -> None:
    hostile = "a\x1b]0;title\x07b\u202ec\nsecond\tline\n".encode()
    assert "\x1b" not in khabar.run("cat", stdin=hostile).out
    assert khabar.run("cat", stdin=b"one\ntwo").out == "one\ntwo\n"
    laid = khabar.run("cat", "-", "--display", "visual", "--width", "30", stdin=ARABIC.encode()).out
    assert len(laid.rstrip("\n")) == 30
    assert laid != ARABIC


def test_a_reader_that_goes_away_is_no_error(filled: Khabar) -> None:
    command = [sys.executable, "-m", "tui", "--data", str(filled.data), "--config", str(filled.config), "cat"]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT
    ) as child:
        assert child.stdout is not None
        assert child.stdin is not None
        assert child.stderr is not None
        child.stdout.close()
        lines = b"line\n" * 100_000
        writer = threading.Thread(target=_feed, args=(child.stdin, lines))
        writer.start()
        writer.join()
        complaint = child.stderr.read()
    assert complaint == b""
    assert child.returncode == 141


def _feed(pipe: IO[bytes], data: bytes) -> None:
    with suppress(BrokenPipeError):
        pipe.write(data)
    with suppress(BrokenPipeError):
        pipe.close()


def test_doctor_reports(filled: Khabar) -> None:
    done = filled.run("doctor", "--json", TERM="xterm-256color")
    report = done.json()
    assert done.status == 0
    assert report["terminal"]["TERM"] == "xterm-256color"
    assert report["cache"]["articles"] == 2
    assert report["config"]["file"] == str(filled.config)
    assert "no problems found" in filled.run("doctor").out
