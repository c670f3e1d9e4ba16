"""``khabar summary`` as a user runs it, against a chat service on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat import Chat, chatting
from tests.cli.running import Khabar

PAGE = "Ships meet\n\nTwo ships met off the coast on Sunday and went on to the harbour of the old town.\n"


@pytest.fixture
def chat() -> Iterator[Chat]:
    with chatting() as chat:
        yield chat


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    (tmp_path / "ships.txt").write_text(PAGE, encoding="utf-8")
    return Khabar(tmp_path)


def ships(khabar: Khabar) -> str:
    return str(khabar.folder / "ships.txt")


def test_off_by_default_with_a_line_that_says_what_to_do(khabar: Khabar) -> None:
    done = khabar.run("summary", ships(khabar))
    assert (done.status, done.out) == (1, "")
    assert done.err.startswith("khabar: no summaries are set up; put [summaries] with url")
    assert done.err.count("\n") == 1


def test_a_summary_is_marked_as_the_models(khabar: Khabar, chat: Chat) -> None:
    khabar.config.write_text(f'[summaries]\nurl = "{chat.url}"\nmodel = "small:1b"\n', encoding="utf-8")
    done = khabar.run("summary", ships(khabar))
    assert (done.status, done.out, done.err) == (0, "AI, small:1b\nTwo ships met.\n", "")
    assert "went on to the harbour" in chat.asked[0][2]["messages"][1]["content"]


def test_json_and_the_language_of_the_interface(khabar: Khabar, chat: Chat) -> None:
    chat.content = "\u0627\u0644\u062a\u0642\u062a\x1b[2J \u0633\u0641\u064a\u0646\u062a\u0627\u0646"
    khabar.config.write_text(f'[summaries]\nurl = "{chat.url}"\nmodel = "m"\n', encoding="utf-8")
    done = khabar.run("summary", ships(khabar), "--json", KHABAR_LANGUAGE="ar")
    told = done.json()
    assert told["summary"] == "\u0627\u0644\u062a\u0642\u062a \u0633\u0641\u064a\u0646\u062a\u0627\u0646"
    assert (told["language"], told["model"], told["cached"]) == ("ar", "m", False)
    assert "Arabic" in chat.asked[0][2]["messages"][0]["content"]


def test_a_failure_is_one_line_and_holds_no_key(khabar: Khabar, chat: Chat) -> None:
    chat.status = 401
    settings = f'[summaries]\nurl = "{chat.url}"\nmodel = "m"\nkey_env = "CHAT_KEY"\n'
    khabar.config.write_text(settings, encoding="utf-8")
    done = khabar.run("summary", ships(khabar), CHAT_KEY="k-secret")
    assert (done.status, done.out) == (1, "")
    assert done.err == "khabar: the key is refused; see key_env under [summaries]\n"
