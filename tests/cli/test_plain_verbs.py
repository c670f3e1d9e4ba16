"""``khabar --plain``: what the reader does in sheets and fields is a line here too."""

from __future__ import annotations

import json
import re
import signal
from pathlib import Path

from tests.chat import chatting
from tests.cli.running import Khabar
from tests.cli.test_plain import talk
from tests.cli.test_terminal import running
from tests.newsroom.stories import NEWS, NOON, article, put
from tui.config import load
from tui.newsroom import open_desk
from tui.newsroom.demo import demo_desk

META = "\u0645\u064a\u062a\u0627"


def test_words_are_found_in_the_story_paragraph_by_paragraph() -> None:
    done = talk(
        "ga",
        "\\ x",
        "1",
        "\\",
        ";",
        f"\\ {META}",
        ";",
        ",",
        ", ",
        "\\ qqqqq",
        "find Meta Super",
        "",
        KHABAR_LANGUAGE="en",
    )
    said = done.out.splitlines()
    assert said.count("open a story first") == 1
    assert "Which words to find in this story? For example: \\ meta" in said
    assert "\\ finds something first" in said
    places = [line for line in said if line.startswith(f"\u201c{META}\u201d: ")]
    first, second, third, last = (int(re.findall(r": (\d+) of", line)[0]) for line in places)
    assert first == 1, "the title is looked through too"
    assert second > first
    assert third == first
    assert last > second, "before the first is the last"
    told = said[said.index(places[1]) + 1]
    assert META in told
    assert "not in this story: qqqqq" in said
    at = next(at for at, line in enumerate(said) if line.startswith("\u201cMeta Super\u201d: 1 of 1"))
    assert "Meta Superintelligence Labs" in said[at + 1]
    assert len(said[at + 2]) > 100, "Enter reads on behind it"


def test_mentions_are_walked_by_number_by_name_and_on() -> None:
    done = talk("ga", "1", "c", "* 3", "*", "#", "* Meta", "next mention", "* nobody-at-all", "h", "*")
    walked = re.findall(r"^(\S+): (\d+) of (\d+)$", done.out, re.M)
    assert [name for name, _, _ in walked] == ["OpenAI"] * 3 + ["Meta"] * 2
    assert int(walked[0][1]) < int(walked[1][1])
    assert walked[2] == walked[0]
    assert "nobody in the cache is called so" in done.out
    assert done.out.rstrip().endswith("open a story first")


def test_notes_and_who_is_the_same_are_told_in_a_dossier(tmp_path: Path) -> None:
    demo_desk(tmp_path / "data").close()
    khabar = Khabar(tmp_path)
    lines = (
        "e words",
        "D Google DeepMind",
        "e",
        "e Ask them about May",
        "e",
        "= Alphabet",
        "= Mark Zuckerberg",
        "=",
        "D",
    )
    done = khabar.run("--offline", "--plain", stdin="\n".join((*lines, "")).encode())
    assert "Of whom? Open a dossier first: D Meta, then e" in done.out
    assert "No note. e and words write one" in done.out
    assert done.out.count("note: Ask them about May") >= 2
    assert "Google DeepMind has both names now, in 3 stories" in done.out
    assert "is a person and Google DeepMind a company; they cannot be one" in done.out
    kept = khabar.run("entity", "Google DeepMind", "--json").json()
    assert kept["note"] == "Ask them about May"
    assert [one["name"] if isinstance(one, dict) else one for one in kept["merged"]] == ["Alphabet"]
    assert "No note" in khabar.run("--offline", "--plain", stdin=b"D Google DeepMind\ne -\n").out


def test_a_namesake_is_told_apart_in_one_story_and_joined_again() -> None:
    done = talk("ga", "1", "% 1", "D Meta", "% 99", "%", "D Meta", "%", "h", "%", "%2")
    assert "Of whom? Open a dossier first" in done.out
    assert done.out.count("In which story? Open it, or give its number: % 3") == 2
    assert done.out.count("Meta is another one in: ") == 1
    assert done.out.count("Meta is the same again in: ") == 1
    assert "not named in this story" in done.out


def test_a_story_goes_to_a_command_and_its_answer_comes_in_its_place() -> None:
    done = talk("|", "view nothing:", "ga", "| cat | head -1", "2", "| wc -l", "|exit 3", "s")
    said = done.out.splitlines()
    assert "Which command shall get the text? For example: | less" in said
    assert "exit 3 ended with status 3" in said
    assert any(line.strip().isdigit() for line in said)
    title = next(line for line in said if line.startswith("1. ")).rpartition(": ")[2]
    assert any(line.endswith(title) and not line.startswith("1. ") for line in said), "the row in hand without opening"
    assert said[-1] != "", "and the dialogue went on"


def test_a_program_of_the_terminal_has_it_and_ctrl_c_is_its_own(tmp_path: Path) -> None:
    with running(tmp_path, "demo", "--plain") as terminal:
        terminal.until(b"1/2> ")
        terminal.send(b"| cat >/dev/null; echo rea''dy; read answer </dev/tty; test -t 1 && echo got-$answer-screen\n")
        at = terminal.until(b"ready\r\n")  # what is typed before is the reader's
        terminal.send(b"word\n")
        at = terminal.until(b"got-word-screen", at)
        at = terminal.until(b"> ", at)
        terminal.send(b"| cat >/dev/null; echo began; exec sleep 60\n")  # no fork in which it could be lost
        at = terminal.until(b"began\r\n", at)
        terminal.send(b"\x03")
        at = terminal.until(b"> ", at)
        terminal.send(b"Q\n")
        whole = terminal.rest()
        assert terminal.child.returncode == 0
    assert b"Traceback" not in whole
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler


def test_a_list_is_kept_as_a_view(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure()
    demo_desk(tmp_path / "data").close()
    said = khabar.run("--offline", "--plain", stdin=b"ga\ngv\nview unread lang:ar\ngv Mine\nviews\nu\nviews\n").out
    assert "This list has no query to keep" in said
    assert "View \u201cMine\u201d is kept, u undoes" in said
    assert len(re.findall(r"^\d+\. Mine, ", said, re.M)) == 1, "and undo takes it away"
    khabar.run("--offline", "--plain", stdin=b"view unread lang:ar\nkeep view Mine\n")
    assert [(view.title, view.query) for view in load(khabar.config).views] == [("Mine", "unread lang:ar")]
    again = khabar.run("--offline", "--plain", stdin=b"view unread\ngv Mine\n").out
    assert "there is a view of that name already" in again


def test_like_dismissals_are_offered_as_a_rule(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    khabar.configure(f'url = "{NEWS.url}"\ntitle = "News"')
    with open_desk(load(khabar.config), tmp_path / "data") as desk:
        desk.clock = lambda: NOON
        titles = [*(f"Lottery number {word}" for word in "abcdef"), "Elections", "Harbour"]
        put(desk, NEWS, [article(title, "Text.", hours=at) for at, title in enumerate(titles, 1)])
    lines = ("!", "ga", "x", "x", "x", "x", "s 8", "!", "ga", "u", "ga")
    said = khabar.run("--offline", "--plain", stdin="\n".join((*lines, "")).encode()).out
    assert "No rule is offered now" in said
    assert said.count("!: a rule against \u201clottery\u201d in titles in News? 4 dismissed") == 1
    assert "Rule \u201cNot lottery in News\u201d: 2 dismissed, u undoes" in said
    assert re.findall(r"^All: (\d+) stor", said, re.M) == ["8", "8", "2", "4"]


def test_a_summary_is_asked_for_and_kept(tmp_path: Path) -> None:
    khabar = Khabar(tmp_path)
    feed = f'[[feed]]\nurl = "{NEWS.url}"\n'
    khabar.config.write_text(feed, encoding="utf-8")
    with open_desk(load(khabar.config), tmp_path / "data") as desk:
        put(desk, NEWS, [article("Two ships", "They met.", hours=1)])
    assert "no summaries are set up" in khabar.run("--plain", "--offline", stdin=b"ga\ni\n").out
    with chatting() as chat:
        chat.content = "Short and true."
        khabar.config.write_text(f'{feed}[summaries]\nurl = "{chat.url}"\nmodel = "tiny"\n', encoding="utf-8")
        assert "offline: only what is stored is shown" in khabar.run("--plain", "--offline", stdin=b"ga\ni\n").out
        assert chat.asked == []
        said = khabar.run("--plain", stdin=b"ga\n1\nsummary\n").out
        assert "asking tiny for a summary\nAI, tiny\nShort and true.\n" in said
        assert json.dumps(chat.asked[0][2])
        assert "Short and true." in khabar.run("--plain", "--offline", stdin=b"ga\n1\ni\n").out
        assert len(chat.asked) == 1


def test_footnotes_are_told_by_number() -> None:
    done = talk("'", "ga", "8", "' 9", "footnote")
    assert "open a story first" in done.out
    assert "no such footnote here" in done.out


def test_who_was_merged_and_noted_is_taken_back_in_the_dialogue() -> None:
    done = talk(
        "view company:Apple company:Meta", "1", "c", "D Meta", "= Apple", "c", "e watch", "u", "u", "c", "D Meta"
    )
    told = done.out.translate({0x2068: None, 0x2069: None})
    assert "undone: note on \u201cMeta\u201d: \u201cwatch\u201d" in told
    assert "undone: merge \u201cApple\u201d into \u201cMeta\u201d" in told
    cards = re.findall(r"^\d+\. (Apple|Meta)\b.*, mentions: ", told, re.M)
    assert (cards.count("Meta"), cards.count("Apple")) == (3, 2), "Apple has no card while it is Meta"
    assert told.count("note: watch") == 1
