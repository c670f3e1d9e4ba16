"""Completion in real shells: what is typed with Tab, and what the program is then given."""

from __future__ import annotations

import argparse
import os
import pty
import select
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import ROOT, Khabar, run
from tui.cli.arguments import make_parser
from tui.cli.completing import complete, for_readline, split
from tui.newsroom.demo import demo_desk

PAPER = "\u0635\u062d\u064a\u0641\u0629 \u0627\u0644\u0645\u062f\u0627\u0631"
"""A feed of the demo: two words."""
BREAKS = " \t\n\"'><=;|&(:"
SHELLS = {
    "bash": ("bash", "--norc", "--noprofile", "-i"),
    "zsh": ("zsh", "-f", "-i"),
    "fish": ("fish", "--no-config", "-i"),
}
START = {
    "bash": "bind 'set bell-style none'; bind 'set enable-bracketed-paste off'; eval \"$(khabar completion bash)\"",
    "zsh": "autoload -U compinit; compinit -u -D; setopt no_beep no_prompt_cr; unsetopt zle_bracketed_paste;"
    ' eval "$(khabar completion zsh)"',
    "fish": "khabar completion fish | source",
}


OWN_TERMINAL = (
    "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0); os.execvp(sys.argv[1], sys.argv[1:])"
)
"""fish wants a terminal that is its own."""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the demo's stories."""
    data = tmp_path_factory.mktemp("completion") / "data"
    demo_desk(data).close()
    return data


def nothing(kind: str, begun: str) -> Iterator[tuple[str, str]]:
    return iter([(f"<{kind}>", "")])


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("sea", ["search"]),
        ("--disp", ["--display"]),
        ("list --un", ["--unfold"]),
        ("list --display=kitty-", ["--display=kitty-cells", "--display=kitty-runs"]),
        ("list --display kitty-", ["kitty-cells", "kitty-runs"]),
        ("list --limit 3 x", ["<query>"]),
        ("fetch x", ["<feed>"]),
        ("--data /tmp list x", ["<query>"]),
        ("add --tag x", ["<tag>"]),
        ("add --kind a", ["article"]),
        ("mark 1 --st", ["--story", "--star"]),
        ("show 1", ["<ref>"]),
        ("show 1 2", []),
        ("entity --merge x", ["<entity>"]),
        ("export js", ["json", "<query>"]),
        ("export x js", ["<query>"]),
        ("export starred --format e", ["epub"]),
        ("completion z", ["zsh"]),
        ("list -- --un", ["<query>"]),
        ("fetch --ev", ["<feed>"]),
        ("nosuch x", []),
    ],
)
def test_what_may_stand_next(typed: str, words: list[str]) -> None:
    assert [word for word, _ in complete(make_parser(), typed.split(" "), nothing).words] == words


def test_every_option_and_command_is_offered_with_what_it_does() -> None:
    parser = make_parser()
    (commands,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))
    offered = dict(complete(parser, [""], nothing).words)
    assert set(offered) == set(commands.choices)
    assert all(offered.values())
    for name, command in commands.choices.items():
        names = {option for action in command._actions for option in action.option_strings if len(option) > 2}
        offered = dict(complete(parser, [name, "-"], nothing).words)
        assert names - set(offered) <= {"--events"}
        assert all(offered.values()), "each says what it does"


@pytest.mark.parametrize(
    ("line", "words", "typed", "quote"),
    [
        ("khabar list ", ["khabar", "list", ""], "", ""),
        ("khabar list a\\ b", ["khabar", "list", "a b"], "a\\ b", ""),
        ("khabar 'a b' \"c d", ["khabar", "a b", "c d"], '"c d', '"'),
        ("khabar feed:'x", ["khabar", "feed:x"], "feed:'x", "'"),
        ('khabar "a\\"b', ["khabar", 'a"b'], '"a\\"b', '"'),
        ("khabar a\\", ["khabar", "a"], "a\\", ""),
    ],
)
def test_a_line_is_read_as_a_shell_reads_it(line: str, words: list[str], typed: str, quote: str) -> None:
    assert split(line) == (words, typed, quote)


def test_what_readline_is_given() -> None:
    assert for_readline("tag:ai", "tag:a", "", BREAKS) == "ai"
    assert for_readline("tag:ai", "tag:a", "", " \t\n") == "tag:ai"
    assert for_readline('feed:"a b"', "feed:", "", BREAKS) == '\\"a\\ b\\"'
    assert for_readline('feed:"a b"', "'feed:a", "'", BREAKS) == 'feed:"a b"'
    assert for_readline("$(x)", "", "", BREAKS) == "\\$\\(x\\)"


def test_completion_makes_nothing_and_fails_never(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    done = run("__complete", "zsh", "--data", str(khabar.data), "--config", str(khabar.config), "list", "tag:")
    assert (done.status, done.out, done.err) == (0, "values\n", "")
    assert not khabar.data.exists()
    khabar.data.mkdir()
    (khabar.data / "khabar.db").write_text("no database at all, but long enough to look at" * 9, encoding="utf-8")
    done = run("__complete", "zsh", "--data", str(khabar.data), "list", "tag:")
    assert (done.status, done.err) == (0, "")
    for arguments in (("__complete",), ("__complete", "bash"), ("__complete", "fish", "-", "--")):
        assert run(*arguments).status == 0


class Shell:
    """A shell in a pseudo-terminal; ``khabar`` there writes down what it is given, and completes for real."""

    def __init__(self, name: str, folder: Path, data: Path) -> None:
        self.given = folder / "given"
        program, self.given = folder / "khabar", folder / "given"
        given = f'"{self.given}.new"'
        program.write_text(
            f"""#!/bin/sh
case "$1" in __complete | completion) exec "{sys.executable}" -m tui "$@" ;; esac
for word in "$@"; do printf '%s\\n' "$word"; done > {given}
mv {given} "{self.given}"
""",
            encoding="utf-8",
        )
        program.chmod(0o755)
        environ = {
            "PATH": f"{folder}:{os.environ['PATH']}",
            "TERM": "xterm" if name == "fish" else "dumb",
            "HOME": str(folder),
            "LC_ALL": "C.UTF-8",  # Arabic letters are letters in a locale of UTF-8 alone
            "KHABAR_DATA": str(data),
            "KHABAR_CONFIG": str(folder / "none.toml"),
            "PYTHONPATH": str(ROOT),
        }
        self._terminal, inner = pty.openpty()
        self._process = subprocess.Popen(
            (sys.executable, "-c", OWN_TERMINAL, *SHELLS[name]),
            stdin=inner,
            stdout=inner,
            stderr=inner,
            env=environ,
            cwd=folder,
            start_new_session=True,
        )
        os.close(inner)
        self.screen = b""
        try:
            self.send(f"{START[name]}\n")
            self.wait_for_word("ready")
        except (AssertionError, OSError):
            self.close()
            raise

    def send(self, typed: str) -> None:
        os.write(self._terminal, typed.encode())

    def wait_for_word(self, word: str) -> list[str]:
        """Type one more command and wait until it was run; what khabar was given then."""
        self.send(f"khabar {word}\n")
        return self.wait_for_given()

    def wait_for_given(self) -> list[str]:
        """Read what the shell writes, and answer what fish asks the terminal, until khabar was run."""
        end = time.monotonic() + 30
        while not self.given.exists():
            assert time.monotonic() < end, self.screen.decode(errors="replace")
            if select.select([self._terminal], [], [], 0.05)[0]:
                read = os.read(self._terminal, 65536)
                self.screen += read
                if b"\x1b[c" in read or b"\x1b[0c" in read:
                    self.send("\x1b[?62c")
        given = self.given.read_text(encoding="utf-8").splitlines()
        self.given.unlink()
        return given

    def close(self) -> None:
        self._process.kill()
        self._process.wait()
        os.close(self._terminal)


@pytest.fixture(params=SHELLS)
def shell(request: pytest.FixtureRequest, tmp_path: Path, demo: Path) -> Iterator[Shell]:
    if shutil.which(request.param) is None:
        pytest.skip(f"{request.param} is not installed")
    shell = Shell(request.param, tmp_path, demo)
    yield shell
    shell.close()


def test_a_shell_completes_for_real(shell: Shell) -> None:
    for typed, given in (
        ("khabar sear\t", ["search"]),
        ("khabar list --unf\t", ["list", "--unfold"]),
        ("khabar list --limit 3 tag:ara\t", ["list", "--limit", "3", "tag:arabic"]),
        ("khabar list compa\tmet\t", ["list", "company:Meta"]),
        (f"khabar list feed:{PAPER[:3]}\t", ["list", f'feed:"{PAPER}"']),
        (f"khabar fetch {PAPER[:3]}\t", ["fetch", PAPER]),
        ("khabar export epu\t starr\t", ["export", "epub", "starred"]),
        ("khabar add --kind art\t", ["add", "--kind", "article"]),
    ):
        shell.send(f"{typed}\n")
        assert shell.wait_for_given() == given, typed


def test_a_path_is_completed_where_one_may_stand(shell: Shell, tmp_path: Path) -> None:
    (tmp_path / "feeds-of-mine.opml").write_text("", encoding="utf-8")
    shell.send("khabar import feeds-of\t\n")
    assert shell.wait_for_given() == ["import", "feeds-of-mine.opml"]
