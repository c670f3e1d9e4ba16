"""Which commands get the terminal."""

from __future__ import annotations

import pytest

from tui.newsroom.piping import wants_terminal

INTERACTIVE = (
    "less", "less -R", "/usr/bin/vim -", "LESS=R less", "tr a b | less", "cat && less", "! wc -l", "(cd /; less)",
    "a; vi -",
)  # fmt: skip
OTHERS = ("", "wc -l", "less | wc", "echo less", "cat > less", "grep 'a | less'", "it's", "x=less")


@pytest.mark.parametrize("command", INTERACTIVE)
def test_a_program_for_the_eye_wants_it(command: str) -> None:
    assert wants_terminal(command)


@pytest.mark.parametrize("command", OTHERS)
def test_others_do_not(command: str) -> None:
    assert not wants_terminal(command)


def test_the_reader_may_name_more() -> None:
    assert not wants_terminal("vd -f txt")
    assert wants_terminal("vd -f txt", ("vd",))
