"""The command line in Arabic: help, complaints and labels; what other programs read is the same in every language."""

import os
import pty
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Khabar, run
from tests.cli.test_commands import Handler
from tui.cli.commands import MODULES
from tui.text import width

ARABIC = "ar_EG.UTF-8"
COMMANDS = sorted(set(MODULES) - {"read"})
LETTER = re.compile("[\u0621-\u064a]")
PRESENTED = re.compile("[\ufe70-\ufefc]")
ISOLATE = re.compile("[\u2066-\u2069]")


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
def filled(tmp_path: Path, base: str) -> Khabar:
    """Two stories, and a feed that fails."""
    khabar = Khabar(tmp_path)
    khabar.configure(f'url = "{base}/local-feed"', f'url = "{base}/missing"')
    assert khabar.run("fetch").status == 1
    return khabar


def on_terminal(*arguments: str, **environ: str) -> str:
    """What a terminal gets on both streams."""
    parent, child = pty.openpty()
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("KHABAR_", "LC_", "TMUX"))}
    with subprocess.Popen(
        [sys.executable, "-m", "tui", *arguments],
        stdin=subprocess.DEVNULL, stdout=child, stderr=child, cwd=ROOT,
        env={**clean, "TERM": "xterm-256color", "KHABAR_DISPLAY": "visual", "LANG": ARABIC, **environ},
    ) as process:  # fmt: skip
        os.close(child)
        told = bytearray()
        while True:
            try:
                data = os.read(parent, 65536)
            except OSError:  # Linux says so when the other end is closed
                break
            if not data:
                break
            told += data
        process.wait(timeout=60)
    os.close(parent)
    return told.decode("utf-8").replace("\r\n", "\n")


def test_help_is_arabic_and_logical_in_a_pipe() -> None:
    done = run("--help", LANG=ARABIC)
    assert (done.status, done.err) == (0, "")
    assert LETTER.search(done.out)
    assert not PRESENTED.search(done.out)
    assert not ISOLATE.search(done.out)
    for command in COMMANDS:
        assert re.search(rf"^    {command} .*{LETTER.pattern}", done.out, re.MULTILINE), command
    assert not re.search(r"usage|options:|positional|show this", done.out)


@pytest.mark.parametrize("command", COMMANDS)
def test_every_help_is_arabic_to_the_last_option(command: str) -> None:
    arabic, english = run(command, "--help", LANG=ARABIC), run(command, "--help")
    assert arabic.status == english.status == 0
    assert not PRESENTED.search(arabic.out)
    option = re.compile(r"(?<![\w-])--?[a-z][a-z-]*")
    assert set(option.findall(arabic.out)) == set(option.findall(english.out))
    texts = [re.split(r" {2,}", line.strip(), maxsplit=1)[-1] for line in english.out.splitlines()[1:]]
    same = {text for text in texts if len(text.split()) > 3} & set(arabic.out.splitlines())
    assert same == set()


def test_on_a_terminal_help_runs_from_the_right_edge() -> None:
    told = on_terminal("--help", COLUMNS="90", LINES="30")
    assert PRESENTED.search(told)
    assert not LETTER.search(told), "no letter is left for the terminal to shape"
    for command in COMMANDS:
        assert re.search(rf"^.*{PRESENTED.pattern}.* {command}$", told, re.MULTILINE), command
    assert all(width(line) <= 90 for line in told.splitlines())


def test_a_complaint_on_a_terminal_is_laid_out() -> None:
    told = on_terminal("nonsense")
    assert PRESENTED.search(told)
    assert not LETTER.search(told)
    assert told.splitlines()[0].endswith(":khabar"), "from right to left the name comes first too"


@pytest.mark.parametrize(
    ("arguments", "status", "untranslated"),
    [
        (("nonsense",), 2, "invalid|choose|argument "),
        (("show",), 2, "following|required"),
        (("show", "1", "--nonsense"), 2, "unrecognized"),
        (("show", "1", "--width"), 2, "expected"),
        (("show", "1", "--width", "none"), 2, "cells"),
        (("list", "--json=yes"), 2, "ignored"),
        (("list", "--limit", "0"), 2, "whole"),
        (("mark", "1"), 2, "required"),
        (("mark", "1", "--read", "--star"), 2, "allowed"),
        (("list", "(unread"), 2, "character"),
        ((), 1, "terminal"),
    ],
)
def test_what_cannot_be_done_is_said_in_arabic(
    tmp_path: Path, arguments: tuple[str, ...], status: int, untranslated: str
) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure()
    arabic, english = khabar.run(*arguments, LANG=ARABIC), khabar.run(*arguments)
    assert (arabic.status, arabic.out) == (english.status, english.out) == (status, "")
    assert re.fullmatch(rf"khabar: .*{LETTER.pattern}.*\n", arabic.err)
    assert re.search(untranslated, english.err)
    assert not re.search(untranslated, arabic.err)
    assert not ISOLATE.search(arabic.err)


def test_what_programs_read_is_the_same_in_both_languages(filled: Khabar) -> None:
    reading = [("list",), ("list", "--json"), ("show", "1", "--json"), ("entities", "1", "--json"),
               ("search", "hired", "--json"), ("feeds",), ("feeds", "--json"), ("cat",)]  # fmt: skip
    for command in reading:
        assert filled.run(*command, LANG=ARABIC) == filled.run(*command), command
    arabic, english = filled.run("fetch", LANG=ARABIC), filled.run("fetch")
    assert arabic.status == english.status == 1
    assert [line.split("\t")[0] for line in arabic.out.splitlines()] == ["unchanged", "failed"]
    assert arabic.out == english.out
    assert LETTER.search(arabic.err)
    assert arabic.err.startswith("khabar: ")


def test_what_is_done_is_counted_in_arabic(filled: Khabar) -> None:
    one, two = (
        filled.run("mark", "1", "--star", LANG=ARABIC).out,
        filled.run("mark", "1", "2", "--later", LANG=ARABIC).out,
    )
    assert one == "\u062a\u063a\u064a\u0631 \u062e\u0628\u0631 \u0648\u0627\u062d\u062f (star)\n"
    assert two == "\u062a\u063a\u064a\u0631 \u062e\u0628\u0631\u0627\u0646 (later)\n"
    assert filled.run("entities", "1", LANG=ARABIC).out.startswith("\u0627\u0644\u0634\u0631\u0643\u0627\u062a\n")


def test_relations_have_words_and_no_marks_in_a_pipe(tmp_path: Path) -> None:
    story = tmp_path / "story.txt"
    story.write_text("Mark Zuckerberg, chief executive of Meta, spoke on Monday.\n", encoding="utf-8")
    khabar = Khabar(tmp_path)
    english, arabic = (khabar.run("entities", str(story), LANG=language).out for language in ("C", ARABIC))
    assert "    ceo of Meta" in english
    assert "\u0627\u0644\u0631\u0626\u064a\u0633 \u0627\u0644\u062a\u0646\u0641\u064a\u0630\u064a" in arabic
    assert not ISOLATE.search(arabic)


def test_subscribing_speaks_arabic(tmp_path: Path, base: str) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure()
    added = khabar.run("add", f"{base}/home", LANG=ARABIC)
    assert added.status == 0
    assert f" {base}/local-feed\u061b " in added.out
    refused = khabar.run("add", f"{base}/two", LANG=ARABIC)
    assert refused.status == 1
    assert "\u0645\u0635\u062f\u0631\u0627\u0646" in refused.err
    removed = khabar.run("remove", "Local", LANG=ARABIC)
    assert (removed.status, bool(LETTER.search(removed.out))) == (0, True)


def test_the_variable_wins_over_the_setting_and_that_over_the_locale(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    khabar.config.write_text('[reader]\nlanguage = "ar"\n', encoding="utf-8")
    assert LETTER.search(khabar.run("fetch").err)
    assert not LETTER.search(khabar.run("fetch", KHABAR_LANGUAGE="en").err)
    assert not LETTER.search(khabar.run("fetch", KHABAR_LANGUAGE="auto").err)
    khabar.config.write_text('[reader]\nlanguage = "en"\n', encoding="utf-8")
    assert not LETTER.search(khabar.run("fetch", LANG=ARABIC).err)
    assert LETTER.search(khabar.run("--help", KHABAR_LANGUAGE="ar").out)
    done = khabar.run("fetch", KHABAR_LANGUAGE="xx")
    assert (done.status, done.err) == (2, "khabar: KHABAR_LANGUAGE=xx: must be one of auto, en, ar\n")
