"""``khabar --plain``: the reader as a dialogue through a pipe."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Done, Khabar, run
from tests.cli.test_terminal import running
from tui.app.verbs import VERBS
from tui.cli.plain.typed import EXTRA, NoVerb, Typed, Vocabulary, rows

FEED = """<rss version="2.0"><channel><title>News</title>{items}</channel></rss>"""
ITEM = "<item><guid>{n}</guid><title>Story {n}</title><description>{text}</description></item>"


def talk(*lines: str, **environ: str) -> Done:
    """What the demo answers to these lines."""
    return run("demo", "--plain", stdin="\n".join((*lines, "")).encode(), **environ)


def vocabulary(**words: str) -> Vocabulary:
    return Vocabulary(VERBS, [verb.name for verb in VERBS] + list(EXTRA), words, "ar")


@pytest.mark.parametrize(
    ("line", "verb"),
    [
        ("", Typed("read_on")),
        ("   \n", Typed("read_on")),
        ("12", Typed("enter", 12)),
        ("\u0663", Typed("enter", 3)),
        ("x", Typed("dismiss")),
        ("3x", Typed("dismiss", 3)),
        ("3 x", Typed("dismiss", 3)),
        ("x 3 5-7", Typed("dismiss", 0, "3 5-7")),
        ("Dismiss 3", Typed("dismiss", 0, "3")),
        ("n", Typed("next_unread")),
        ("N", Typed("previous_unread")),
        ("next unread", Typed("next_unread")),
        ("next_unread", Typed("next_unread")),
        ("gt", Typed("go_today")),
        ("g t", Typed("go_today")),
        ("/meta money", Typed("search", 0, "meta money")),
        ("search  meta", Typed("search", 0, "meta")),
        ("+", Typed("follow")),
        ("+ Meta", Typed("follow", 0, "Meta")),
        ("\u062a\u062c\u0627\u0647\u0644 2", Typed("dismiss", 0, "2")),
        ("\u062a\u064e\u062c\u0627\u0647\u064f\u0644", Typed("dismiss")),
        ("\u0621", Typed("dismiss")),
        ("histo", Typed("history")),
        ("view unread lang:ar", Typed("view", 0, "unread lang:ar")),
        ("dismis!", NoVerb("dismis!", "dismiss")),
        ("zzzz", NoVerb("zzzz", "")),
    ],
)
def test_a_line_is_a_verb(line: str, verb: Typed | NoVerb) -> None:
    assert vocabulary(dismiss="\u062a\u062c\u0627\u0647\u0644").read(line) == verb


@pytest.mark.parametrize(
    ("words", "found"),
    [("1", [0]), ("3 5-7", [2, 4, 5, 6]), ("1,2", [0, 1]), ("0", None), ("8", None), ("5-3", None), ("x", None)],
)
def test_rows_are_numbers_and_ranges(words: str, found: list[int] | None) -> None:
    assert rows(words, 7) == found


def test_the_whole_newspaper_with_enter_and_everything_back() -> None:
    done = talk("ga", "x 1 3", "list 1", "u", "list 1", "1", "s", "history", "undo 3", "history")
    assert done.status == 0
    assert done.err == ""
    said = done.out.splitlines()
    assert "All: 13 stories, 13 unread." in said
    assert "2 dismissed, u undoes" in said
    firsts = [line for line in said if (line.startswith("1. ") and "12:" in line) or line.startswith("1. ")]
    assert sum("dismissed" in line for line in firsts) == 1
    assert any(line.startswith("undone: dismiss: 2") for line in said)
    assert "1 starred, u undoes" in said
    changes = [line for line in said if re.match(r"\d+\. \d\d\.\d\d\. \d\d:\d\d, ", line)]
    assert ["star" in changes[0], "read" in changes[1], "dismiss" in changes[2]] == [True, True, True]
    assert changes[2].endswith("undone")
    assert changes[3].endswith("undone")  # the star was line 3


def test_enter_goes_on_into_the_next_view_that_has_something_unread() -> None:
    done = talk("gt", "A", "", *[""] * 6)
    views = re.findall(r"^(.+): \d+ stor(?:y|ies), (\d+) unread\.$", done.out, re.M)
    assert views[0][0] == views[1][0] == "Today"
    assert views[2][0] == "All"
    assert int(views[2][1]) > 0


def test_a_story_is_read_in_portions_and_goes_on_where_it_was_left() -> None:
    done = talk("ga", "view lang:en", "1", "", "b", "h", "1", "", "", "c", "p", "dossier 1", "links")
    said = done.out.splitlines()
    assert any(re.fullmatch(r"\d+ percent. Enter or space reads on.", line) for line in said)
    assert "The end. Enter or space opens the next unread story." in said
    assert any(line.startswith("You left it at ") for line in said) or done.out.count("The Harbour Post, ") >= 2
    assert any(re.match(r"1\. .+, mentions: \d+, in \d+ stor", line) for line in said)
    assert done.err == ""


def test_what_one_verb_did_another_takes_away(tmp_path: Path) -> None:
    target = tmp_path / "story.txt"
    done = talk(
        "ga", "x 1", "X 1", "s 3", "unstar 3", "unstar 3", "filter harbour", "filter", f"S {target}", "d", "- Meta"
    )
    assert "1 brought back, u undoes" in done.out
    assert "1 unstarred, u undoes" in done.out
    assert "nothing changed" in done.out
    views = re.findall(r"^All(?: \u00b7 harbour)?: (\d+) stor", done.out, re.M)
    assert int(views[1]) < int(views[0]) == int(views[2])
    assert f"saved: {target}" in done.out
    assert target.read_text(encoding="utf-8").strip()
    assert "it has not changed" in done.out
    assert "Meta is muted" in done.out


def test_search_views_and_what_is_not_there() -> None:
    done = talk(
        "/meta", "/qqqqqq", "views", "view 4", "view 99", "view company:", "x 99", "bogus", "o 7", "D nobody-at-all"
    )
    said = done.out
    assert "Search: meta: " in said
    assert "nothing found for qqqqqq" in said
    assert re.search(r"^2\. All, \d+ unread$", said, re.M)
    assert "Starred: no stories." in said
    assert "There is no 99: the numbers go from 1 to " in said
    assert re.search(r"at character \d+$", said, re.M)
    assert "bogus: no such command" in said
    assert "nobody in the cache is called so" in said
    assert done.status == 0


def test_the_help_lists_every_verb_with_its_keys_and_words() -> None:
    said = talk("?").out
    assert "x, dismiss: dismiss: done with it" in said
    assert re.search(r"^U, history: ", said, re.M)
    assert "g" not in re.findall(r"^(\S+), dismiss", said, re.M)


def test_arabic_speaks_arabic_in_logical_order_without_controls() -> None:
    done = talk("\u0627\u0644\u0643\u0644", "1", "\u0627\u0644\u0634\u0631\u0643\u0627\u062a", KHABAR_LANGUAGE="ar")
    assert (
        "\u0627\u0644\u0646\u0647\u0627\u064a\u0629" in done.out or "\u0628\u0627\u0644\u0645\u0626\u0629" in done.out
    )
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2066-\u2069\ufb50-\ufdff\ufe70-\ufefc]", done.out)


def test_no_network_in_the_demo_and_no_feed_is_no_dead_end(tmp_path: Path) -> None:
    assert "no refresh here: these are demo stories" in talk("R").out
    khabar = Khabar(tmp_path)
    khabar.configure()
    said = khabar.run("--plain", stdin=b"R\n").out
    assert "All: no stories." in said
    assert said.count("khabar add URL") == 2


def test_a_feed_that_fails_is_told_with_its_reason(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure('url = "http://127.0.0.1:9/feed.xml"\ntitle = "Broken"')
    done = khabar.run("--plain", stdin=b"R\nlist\n")
    assert "Broken: failed: " in done.out
    assert "1 of 1 failed" in done.out
    assert khabar.run("--offline", "--plain", stdin=b"R\n").out.endswith("offline: only what is stored is shown\n")


def test_without_a_terminal_the_reader_says_what_there_is() -> None:
    done = run("demo")
    assert done.status == 1
    assert "--plain" in done.err


def test_nothing_of_the_toolkit_is_loaded() -> None:
    code = (
        "import sys; from tui.cli import main; main(['demo', '--plain']);"
        "print(sorted(n for n in ('textual', 'httpx') if n in sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], input=b"1\nc\n", capture_output=True, cwd=ROOT, check=False)
    assert done.stderr.strip() == b"[]"


def test_a_dumb_terminal_gets_the_dialogue_by_itself(tmp_path: Path) -> None:
    with running(tmp_path, "demo", TERM="dumb") as terminal:
        terminal.until(b"1/2> ")
        terminal.send(b"\n")
        terminal.until(b"percent")
        terminal.send(b"\x04")
        whole = terminal.rest()
        assert terminal.child.returncode == 0
    assert b"\x1b" not in whole


def test_ctrl_c_ends_it_without_a_word(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--plain") as terminal:
        terminal.until(b"> ")
        terminal.send(b"\x03")
        whole = terminal.rest()
        assert terminal.child.returncode == 128 + signal.SIGINT
    assert b"Traceback" not in whole


def test_a_display_mode_that_is_asked_for_is_used(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--plain", "--display", "visual") as terminal:
        terminal.until(b"> ")
        terminal.send(b"Q\n")
        whole = terminal.rest().decode()
    assert re.search("[\ufe70-\ufefc]", whole)
