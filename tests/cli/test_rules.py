"""``khabar rules``, and muting as a rule."""

from pathlib import Path

import pytest

from tests.cli.running import Khabar
from tests.newsroom.stories import NEWS, article, desk_in, put
from tui.model import Entity, Recognition
from tui.store import findings

RULES = (
    '[[feed]]\nurl = "https://news.test/rss"\n\n[[rule]]\ntitle = "No football"\nwhen = "football"\ndo = ["dismiss"]\n'
)


@pytest.fixture
def khabar(tmp_path: Path) -> Khabar:
    """Three stories, the third of which is about Meta, and a rule."""
    with desk_in(tmp_path) as desk:
        put(desk, NEWS, [article(title, "Text.") for title in ("Football", "More football", "Meta hires")])
        meta = Entity("meta", "company", "Meta", count=2)
        names = [("meta", "company", "meta")]
        findings.keep_recognitions(desk.store, 1, [(3, Recognition("en", (), (meta,)), names)])
    khabar = Khabar(tmp_path)
    khabar.config.write_text(RULES, encoding="utf-8")
    return khabar


def test_rules_are_listed_previewed_applied_and_taken_back(khabar: Khabar) -> None:
    assert khabar.run("rules").out == "No football\tfootball\tdismiss\t0\t\n"
    assert khabar.run("rules", "--preview").out == "No football\t2\tMore football\tFootball\n"
    assert khabar.run("list", "dismissed", "--json").json() == []
    assert khabar.run("rules", "--apply").out == "rule “No football”: 2\n"
    assert khabar.run("rules", "--json").json()[0]["count"] == 2
    assert khabar.run("undo").out == "taken back: rule “No football”: 2\n"
    assert khabar.run("rules", "--display", "visual").out.splitlines() == [
        "No football",
        "  dismiss, where football",
        "  0 stories so far",
    ]
    khabar.config.write_text(RULES.split("[[rule]]")[0], encoding="utf-8")
    assert "no rules" in khabar.run("rules").out


def test_a_mistake_in_a_rule_names_file_line_and_key(khabar: Khabar) -> None:
    khabar.config.write_text(RULES.replace('"football"', '"feed:"'), encoding="utf-8")
    done = khabar.run("rules")
    assert (done.status, done.out) == (1, "") or done.status == 2
    assert "feeds.toml:6: rule.1.when: feed: needs a value right after it (at 1)" in done.err
    arabic = khabar.run("rules", KHABAR_LANGUAGE="ar").err
    assert "needs" not in arabic


def test_muting_writes_a_rule_and_undo_takes_it_away(khabar: Khabar) -> None:
    khabar.run("entity", "Meta", "--mute")
    added = khabar.config.read_text(encoding="utf-8").removeprefix(RULES)
    assert added == '\n[[rule]]\ntitle = "Mute Meta"\nwhen = \'company:"meta"\'\ndo = ["dismiss"]\n'
    assert khabar.run("list", "--json", "dismissed").json()[0]["title"] == "Meta hires"
    assert khabar.run("undo").out == "taken back: new rule “Mute Meta”: “Meta hires”\n"
    assert khabar.config.read_text(encoding="utf-8") == RULES
    khabar.config.unlink()
    first = khabar.run("entity", "Meta", "--mute")
    assert first.status == 0
    assert khabar.config.read_text(encoding="utf-8").startswith("# feeds.toml")
