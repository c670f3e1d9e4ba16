"""Dossiers over the demo's stories: what is said of somebody, and what the reader does about it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tui.config import Rule, View, load
from tui.newsroom import Desk, dossiers, following, reading, rules, triage, views
from tui.newsroom.demo import demo_desk
from tui.newsroom.merging import relabelled
from tui.newsroom.study import renew
from tui.store.dossiers import Name, set_state

NOW = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
LAB = 'company:"Google DeepMind"'
META_ARABIC = "\u0645\u064a\u062a\u0627"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with demo_desk(tmp_path, clock=lambda: NOW) as desk:
        yield desk


def test_somebody_is_found_in_any_script_and_by_id(desk: Desk) -> None:
    assert dossiers.resolve(desk, "Meta") == "meta"
    assert dossiers.resolve(desk, META_ARABIC) == "meta"
    assert dossiers.resolve(desk, "meta") == "meta"
    assert dossiers.resolve(desk, "zuckerb") == "mark-zuckerberg"


def test_nobody_and_too_many_are_told_in_one_line(desk: Desk) -> None:
    with pytest.raises(dossiers.DossierError, match=r"^Nobody At All: nobody in the cache"):
        dossiers.resolve(desk, "Nobody At All")
    with pytest.raises(dossiers.DossierError, match=r"^m: several are called so; give one of the ids: .*\(meta\)"):
        dossiers.resolve(desk, "m")
    with pytest.raises(dossiers.DossierError, match="nobody"):
        dossiers.dossier(desk, "company-nobody")


def test_a_dossier_tells_what_the_cache_says(desk: Desk) -> None:
    found = dossiers.dossier(desk, "meta")
    stories = reading.ids(desk, "company:Meta")
    assert found.stories == len(found.timeline) == len(stories)
    assert [one.headline.id for one in found.timeline] == list(stories)
    assert found.mentions == sum(one.mentions for one in found.timeline) > found.stories
    assert sum(found.days) == found.stories
    partners = {name.id: count for name, count in found.partners}
    assert partners["mark-zuckerberg"] >= 1
    assert "meta" not in partners
    assert {(one.kind, one.other.id if one.other else "", one.active) for one in found.relations} >= {
        ("ceo_of", "mark-zuckerberg", False),
        ("owns_stake_in", "scale-ai", True),
    }
    person = dossiers.dossier(desk, "mark-zuckerberg")
    assert person.roles
    assert all(role.first <= role.last for role in person.roles)
    assert person.roles[0].article in {one.headline.id for one in person.timeline}


def test_what_came_after_the_last_look_is_new(desk: Desk) -> None:
    assert not any(one.new for one in dossiers.dossier(desk, "meta").timeline)
    desk.clock = lambda: NOW - timedelta(days=300)
    dossiers.look(desk, "meta")
    assert all(one.new for one in dossiers.dossier(desk, "meta").timeline)
    assert any(one.new for one in dossiers.dossier(desk, "meta").relations)
    desk.clock = lambda: NOW
    dossiers.look(desk, "meta")
    assert not any(one.new for one in dossiers.dossier(desk, "meta").timeline)


def test_who_is_followed_is_a_view(desk: Desk) -> None:
    dossiers.follow(desk, "meta", on=True)
    shelf = next(shelf for shelf in views.sidebar(desk) if shelf.key == "view:Meta")
    assert shelf.title == "Meta"
    assert list(reading.ids(desk, shelf.query)) == list(reading.ids(desk, "company:Meta"))
    assert shelf.unread == len(reading.ids(desk, "company:Meta unread"))
    dossiers.follow(desk, "meta", on=False)
    assert all(shelf.key != "view:Meta" for shelf in views.sidebar(desk))


def test_following_is_a_line_of_the_history_and_a_view_of_the_file(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text('# mine\n[[view]]\ntitle = "Meta"\nquery = "unread meta"\n', encoding="utf-8")
    before = file.read_text(encoding="utf-8")
    with demo_desk(tmp_path / "data", clock=lambda: NOW) as desk:
        desk.config = load(file)
        dossiers.follow(desk, "meta", on=True)
        dossiers.follow(desk, "meta", on=True)
        made = View("Meta (2)", 'company:"meta"')
        assert load(file).views[1:] == (made,), "once, beside another of that name"
        assert dossiers.dossier(desk, "meta").state.followed == NOW
        done = triage.undo(desk, NOW)
        assert done is not None
        assert (done.verb, done.note) == ("follow", "Meta (2)")
        assert file.read_text(encoding="utf-8") == before
        assert dossiers.dossier(desk, "meta").state.followed is None
        triage.redo(desk, NOW)
        assert load(file).views[1:] == (made,)
        dossiers.follow(desk, "meta", on=False)
        assert file.read_text(encoding="utf-8") == before
        done = triage.undo(desk, NOW)
        assert done is not None
        assert done.verb == "unfollow"
        assert load(file).views[1:] == (made,)
        triage.redo(desk, NOW)
        assert file.read_text(encoding="utf-8") == before


def test_a_view_that_is_of_somebody_alone_is_following_him_whoever_wrote_it(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    file.write_text('[[view]]\ntitle = "Lab"\nquery = \'company:"google-deepmind"\'\n', encoding="utf-8")
    with demo_desk(tmp_path / "data", clock=lambda: NOW) as desk:
        desk.config = load(file)
        assert dossiers.dossier(desk, "google-deepmind").state.followed is not None
        dossiers.merge(desk, "google-deepmind", "alphabet")
        assert dossiers.dossier(desk, "alphabet").state.followed is not None
        dossiers.follow(desk, "alphabet", on=False)
        assert load(file).views == ()


def test_whom_an_older_version_followed_gets_a_view(tmp_path: Path) -> None:
    file = tmp_path / "feeds.toml"
    with demo_desk(tmp_path / "data", clock=lambda: NOW) as desk:
        set_state(desk.store, Name("meta", "company", "Meta"), "followed", 1000)
        set_state(desk.store, Name("openai", "company", "OpenAI"), "followed", 2000)
        assert [one.id for one in following.followed(desk)] == ["meta", "openai"]
        assert [shelf.title for shelf in views.sidebar(desk) if shelf.key.startswith("entity:")] == ["Meta", "OpenAI"]
        dossiers.follow(desk, "openai", on=False)
        assert following.adopt(desk) == 0, "there is no file to write it into"
        file.write_text("", encoding="utf-8")
        desk.config = load(file)
        assert desk.states_are_old()
        assert following.adopt(desk) == 1
        assert not desk.states_are_old()
        assert load(file).views == (View("Meta", 'company:"meta"'),)
        assert not [shelf for shelf in views.sidebar(desk) if shelf.key.startswith("entity:")]


def test_who_is_muted_is_dismissed_now_and_as_it_comes_and_comes_back(desk: Desk) -> None:
    stories = list(reading.ids(desk, LAB))
    triage.apply(desk, "star", stories[:1], NOW)
    _, change = dossiers.mute(desk, "google-deepmind", on=True)
    assert sorted(change.ids) == sorted(stories[1:])
    assert list(reading.ids(desk, LAB)) == stories[:1]
    assert rules.effective(desk) == (Rule('company:"google-deepmind"', ("dismiss",), "Mute Google DeepMind"),)
    assert dossiers.dossier(desk, "google-deepmind").state.muted == NOW
    triage.apply(desk, "undismiss", stories[1:2], NOW)
    assert rules.Round(desk).arrived(stories) == [], "what the reader brought back stays"
    undone = [triage.undo(desk, NOW), triage.undo(desk, NOW)]
    assert [change and change.verb for change in undone] == ["undismiss", "mute"]
    assert list(reading.ids(desk, LAB)) == stories
    assert not rules.effective(desk)
    triage.redo(desk, NOW)
    assert list(reading.ids(desk, LAB)) == stories[:1]
    dossiers.mute(desk, "google-deepmind", on=False)
    assert list(reading.ids(desk, LAB)) == stories
    assert dossiers.dossier(desk, "google-deepmind").state.muted is None
    assert rules.Round(desk).arrived(stories) == []


def test_two_are_made_one_and_two_again(desk: Desk) -> None:
    meta, apple = (len(reading.ids(desk, f"company:{name}")) for name in ("Meta", "Apple"))
    both = len(reading.ids(desk, "company:Meta OR company:Apple"))
    dossiers.merge(desk, "apple", "meta")
    assert len(reading.ids(desk, "company:Apple")) == len(reading.ids(desk, "company:Meta")) == both
    assert dossiers.dossier(desk, "apple").name.id == "meta"
    assert dossiers.dossier(desk, "meta").stories == both
    assert [name.id for name in dossiers.dossier(desk, "meta").merged] == ["apple"]
    shown = next(reading.story(desk, id) for id in reading.ids(desk, "company:Apple company:Meta"))
    assert "apple" not in {entity.id for entity in shown.recognition.entities}
    assert "apple" not in {mention.entity for mention in shown.recognition.mentions}
    dossiers.unmerge(desk, "apple")
    assert len(reading.ids(desk, "company:Apple")) == apple
    assert len(reading.ids(desk, "company:Meta")) == meta
    with pytest.raises(dossiers.DossierError, match="cannot be one"):
        dossiers.merge(desk, "mark-zuckerberg", "meta")


def test_one_story_is_split_off_and_put_back_and_a_new_reading_keeps_it(desk: Desk) -> None:
    stories = list(reading.ids(desk, LAB))
    dossiers.split(desk, "google-deepmind", stories[0])
    other = f"google-deepmind~{stories[0]}"
    assert dossiers.dossier(desk, "google-deepmind").stories == len(stories) - 1
    assert [one.headline.id for one in dossiers.dossier(desk, other).timeline] == stories[:1]
    with desk.store.write() as connection:
        connection.execute("DELETE FROM recognitions")
    renew(desk)
    assert dossiers.dossier(desk, "google-deepmind").stories == len(stories) - 1
    dossiers.split(desk, "google-deepmind", stories[0], apart=False)
    assert dossiers.dossier(desk, "google-deepmind").stories == len(stories)


def test_a_note_is_kept_and_taken_away(desk: Desk) -> None:
    dossiers.note(desk, "meta", "  watch the capex ")
    assert dossiers.dossier(desk, "meta").state.note == "watch the capex"
    dossiers.note(desk, "meta", "")
    assert dossiers.dossier(desk, "meta").state.note == ""


def test_the_most_mentioned_stand_beside_the_time_before(desk: Desk) -> None:
    found = dossiers.top(desk, NOW - timedelta(days=365))
    assert found[0].stories == max(one.stories for one in found)
    assert {one.name.kind for one in found} == {"company", "person"}
    assert {one.name.kind for one in dossiers.top(desk, NOW - timedelta(days=365), ("person",))} == {"person"}
    later = replace(found[0], before=found[0].stories)
    desk.clock = lambda: NOW + timedelta(days=365)
    assert dossiers.top(desk, NOW + timedelta(minutes=1)) == []
    assert later.before == found[0].stories


def test_cards_that_share_an_id_are_one_card(desk: Desk) -> None:
    story = next(reading.story(desk, id) for id in reading.ids(desk, "company:Apple company:Meta"))
    before = {entity.id: entity for entity in story.recognition.entities}
    after = {entity.id: entity for entity in relabelled(story.recognition, {"apple": "meta"}).entities}
    assert after["meta"].count == before["meta"].count + before["apple"].count
    assert set(after["meta"].names) == {*before["meta"].names, *before["apple"].names}
    assert relabelled(story.recognition, {"nobody": "meta"}) is story.recognition
