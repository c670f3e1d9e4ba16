"""Rules: on arrivals, previewed, made and taken away from inside; feeds.toml stays as its owner wrote it."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from tests.newsroom.stories import NEWS, NOON, TECH, article, put
from tui.config import RULE_VERBS, ConfigError, Rule, load, parse
from tui.model import Entity, Recognition
from tui.newsroom import Desk, open_desk, reading, rules, settings, triage
from tui.newsroom.triage import VERBS
from tui.store import dossiers, findings
from tui.store.dossiers import Name

FILE = f"""# mine
[[feed]]
url = "{NEWS.url}"
title = "Daily News"
tags = ["world"]

# about technology
[[feed]]
url = "{TECH.url}"  # daily
title = "Tech"

[[rule]]
title = "No football"
when = "title:football -starred"
do = ["dismiss", "read"]

# rain is for later
[[rule]]
when = "rain dismissed OR rain"
do = ["later"]

# the end
"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Feeds and rules of FILE, and nothing in the store."""
    (tmp_path / "feeds.toml").write_text(FILE, encoding="utf-8")
    with open_desk(load(tmp_path / "feeds.toml"), tmp_path / "data") as desk:
        yield desk


def arrive(desk: Desk, *titles: str) -> Sequence[int]:
    return put(desk, NEWS, [article(title, "Text.") for title in titles], whole=False).new


def flags(desk: Desk, id: int) -> str:
    one = reading.headlines(desk, [id])[0]
    return "".join(
        sign for sign, on in zip("rsld", (one.read, one.starred, one.later, one.dismissed), strict=True) if on
    )


def test_rules_act_on_arrivals_in_order_and_are_one_line_each_a_refresh(desk: Desk) -> None:
    round_ = rules.Round(desk)
    first = arrive(desk, "Football in the rain", "Rain", "Elections")
    second = arrive(desk, "More football")
    changes = [*round_.arrived(first), *round_.arrived(second)]
    assert [flags(desk, id) for id in (*first, *second)] == ["rld", "l", "", "rd"]
    assert [(line.verb, line.note, line.count) for line in triage.history(desk, 10)] == [
        ("rule", "rain dismissed OR rain", 2),
        ("rule", "No football", 2),
    ]
    assert {change.id for change in changes} == {1, 2}
    assert triage.undo(desk, NOON) is None, "nobody pressed a key for it"
    triage.undo(desk, NOON, 1)
    assert [flags(desk, id) for id in (*first, *second)] == ["l", "l", "", ""]
    rules.Round(desk).arrived(first)
    assert [(each.rule.name, each.count) for each in rules.records(desk)] == [
        ("No football", 0),
        ("rain dismissed OR rain", 2),
    ]


def test_what_the_reader_touched_is_left_alone(desk: Desk) -> None:
    ids = arrive(desk, "Football one", "Football two", "Football three")
    triage.apply(desk, "star", ids[:1], NOON)
    triage.apply(desk, "toggle_read", ids[1:2], NOON)
    triage.apply(desk, "toggle_read", ids[1:2], NOON)
    rules.Round(desk).arrived(ids)
    assert [flags(desk, id) for id in ids] == ["s", "", "rd"]


def test_a_preview_changes_nothing_and_sees_all_as_it_came(desk: Desk) -> None:
    ids = arrive(desk, "Football in the rain", "Rain", "Football again")
    triage.apply(desk, "star", ids[:1], NOON)
    triage.apply(desk, "dismiss", ids[1:2], NOON)
    before = [flags(desk, id) for id in ids]
    assert [(each.rule.name, sorted(each.ids)) for each in rules.rehearse(desk)] == [
        ("No football", [1, 3]),
        ("rain dismissed OR rain", [1, 2]),
    ]
    assert [flags(desk, id) for id in ids] == before
    assert len(triage.history(desk, 10)) == 2
    assert rules.apply_now(desk, desk.config.rules[0]).ids == (3,)


def test_a_rule_made_inside_is_written_done_and_taken_back_as_one(desk: Desk) -> None:
    ids = arrive(desk, "Elections", "Elections again", "Rain")
    triage.apply(desk, "star", ids[:1], NOON)
    rule = Rule("title:elections", ("dismiss",), "No elections")
    change = rules.make(desk, rule)
    assert (change.verb, change.ids) == ("made_rule", tuple(ids[1:2]))
    text = desk.config.path.read_text(encoding="utf-8")
    assert text.startswith(FILE)
    assert load(desk.config.path).rules[-1] == rule
    undone = triage.undo(desk, NOON)
    assert undone is not None
    assert undone.ids == (ids[1],)
    assert desk.config.path.read_text(encoding="utf-8") == FILE
    triage.redo(desk, NOON)
    assert desk.config.rules[-1] == rule
    assert flags(desk, ids[1]) == "d"
    rules.Round(desk).arrived(arrive(desk, "New elections"))
    assert rules.take_away(desk, rule).count == 2
    assert desk.config.path.read_text(encoding="utf-8") == FILE
    assert not settings.take_away(desk, rule)


def test_taking_a_table_away_keeps_every_comment_around_it(desk: Desk) -> None:
    assert settings.take_away(desk, Rule("title:football -starred", ("dismiss", "read")))
    text = desk.config.path.read_text(encoding="utf-8")
    start, end = FILE.index("[[rule]]"), FILE.index("# rain is")
    assert text == FILE[:start] + FILE[end:]
    assert [rule.name for rule in desk.config.rules] == ["rain dismissed OR rain"]


def test_old_mutes_become_rules(desk: Desk) -> None:
    ids = arrive(desk, "Meta hires", "Rain")
    meta = Entity("meta", "company", "Meta", count=2)
    findings.keep_recognitions(desk.store, 1, [(ids[0], Recognition("en", (), (meta,)), [("meta", "company", "meta")])])
    dossiers.set_state(desk.store, Name("meta", "company", "Meta"), "muted", 1000)
    assert [rule.when for rule in rules.effective(desk)][2:] == ['company:"meta"']
    assert rules.adopt_mutes(desk) == 1
    assert rules.adopt_mutes(desk) == 0
    assert load(desk.config.path).rules[2:] == (Rule('company:"meta"', ("dismiss",), "Mute Meta"),)
    rules.Round(desk).arrived(ids)
    assert flags(desk, ids[0]) == "d"
    assert rules.muting(desk, "company", "meta") is not None
    assert rules.muting(desk, "person", "meta") is None


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ('do = ["read"]', "feeds.toml:1: rule.1: needs a query"),
        ('when = ""\ndo = ["read"]', "feeds.toml:2: rule.1.when: needs a query"),
        ('when = "x"', "feeds.toml:1: rule.1: needs a verb"),
        ('when = "x"\ndo = ["reed"]', 'feeds.toml:3: rule.1.do: "reed" is none of read, unread'),
        ('when = "x kompany:Meta"\ndo = ["read"]', "feeds.toml:2: rule.1.when: kompany: is not known"),
        ('when = "x since:soon"\ndo = ["read"]', "feeds.toml:2: rule.1.when: since: takes today"),
        ('when = "(x"\ndo = ["read"]', "feeds.toml:2: rule.1.when: this parenthesis is not closed (at 1)"),
        ('when = "x"\ndo = "read"', "feeds.toml:3: rule.1.do: must be a list"),
        ('wen = "x"\ndo = ["read"]', "feeds.toml:2: rule.1.wen: unknown key; did you mean when?"),
    ],
)
def test_a_mistake_in_a_rule_is_refused_with_its_place(rule: str, said: str) -> None:
    with pytest.raises(ConfigError) as caught:
        parse(f"[[rule]]\n{rule}\n", Path("feeds.toml"))
    assert str(caught.value).startswith(said)
    assert "\n" not in str(caught.value)


def test_a_view_that_cannot_be_read_is_refused_too() -> None:
    with pytest.raises(ConfigError, match=r"feeds.toml:3: view.1.query: is: takes unread, .* \(at 3\)"):
        parse('[[view]]\ntitle = "x"\nquery = "a is:new"\n', Path("feeds.toml"))


def test_rules_know_the_verbs_of_triage() -> None:
    assert set(RULE_VERBS) == {verb for verb in VERBS if not verb.startswith("toggle")}
