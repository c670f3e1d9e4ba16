"""Facts from Wikidata, asked of a loopback server: who is asked for, what is taken, kept and left out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.newsroom.stories import NEWS, article, desk_in, put
from tests.wikidata import META_AR, Wikidata, claim, furnish, item, wikidata
from tui.newsroom import Desk, dossiers, reading
from tui.newsroom.facts import FRESH, PAUSES, Answered, FactsError, update, wanted
from tui.newsroom.study import study

NOW = datetime(2026, 3, 10, 21, 0, tzinfo=UTC)
BUSY = json.dumps({"error": {"code": "maxlag", "info": "Waiting for db: 7 seconds lagged."}}).encode()
META, ZUCKERBERG = "meta", "mark-zuckerberg"


@pytest.fixture
def source() -> Iterator[Wikidata]:
    with wikidata() as source:
        furnish(source)
        yield source


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """Three stories: of a famous firm and its head, of a firm in no list, of a person in no list."""
    with desk_in(tmp_path) as desk:
        desk.clock = lambda: NOW
        head = "Mark Zuckerberg, the CEO of Meta, said on Monday that Meta will hire."
        firm = "Brimwell Foods Ltd. said its profit rose. Shares of Brimwell Foods fell."
        painter = "Ms Darinka Volnik, the director of the museum, said on Sunday: I paint. Ms Volnik smiled."
        stories = [article("Meta hires", head), article("A firm grows", firm), article("An opening", painter)]
        study(desk, put(desk, NEWS, stories).new)
        yield desk


class Pauses:
    """Waits for nothing and remembers for how long it should have."""

    def __init__(self) -> None:
        self.taken: list[float] = []

    async def __call__(self, seconds: float) -> None:
        self.taken.append(seconds)


async def ask(desk: Desk, source: Wikidata, *, top: int = 100, again: bool = False) -> dict[str, Answered]:
    found = await update(desk, top=top, address=source.url, again=again, pause=Pauses())
    return {one.name.name: one for one in found}


async def test_a_famous_firm_gets_its_facts_without_what_ended_or_is_hostile(desk: Desk, source: Wikidata) -> None:
    found = await ask(desk, source)
    assert (found["Meta"].verdict, found["Meta"].item) == ("kept", "Q380")
    facts = dossiers.dossier(desk, META).facts
    assert facts is not None
    assert (facts.source, facts.item, facts.taken) == ("Wikidata", "Q380", NOW)
    assert facts.names == {"en": "Meta Platforms", "ar": META_AR}
    assert facts.aliases == {"en": ("Meta", "Facebook, Inc.")}
    assert facts.descriptions["en"] == "American technology company"
    told = {what: [(value.text, dict(value.names)) for value in values] for what, values in facts.stated.items()}
    assert list(told) == ["ceo", "founded", "seat", "ticker", "site"]
    assert told["founded"] == [("2004-02-04", {})]
    assert told["seat"][0][1]["en"] == "Menlo Park"
    assert told["ticker"] == [("META", {"en": "Nasdaq"})]
    assert told["site"] == [("https://about.meta.com/", {})]


async def test_who_shares_a_name_gets_nothing(desk: Desk, source: Wikidata) -> None:
    found = await ask(desk, source)
    assert found["Mark Zuckerberg"].item == "Q36215"
    painter = next(one for name, one in found.items() if "Volnik" in name)
    assert (painter.verdict, painter.item) == ("doubtful", "")
    firm = next(one for name, one in found.items() if "Brimwell" in name)
    assert (firm.verdict, firm.item) == ("kept", "Q601")
    assert dossiers.dossier(desk, painter.name.id).facts is None


async def test_somebody_in_no_list_is_told_by_what_the_news_and_the_source_both_link(
    desk: Desk, source: Wikidata
) -> None:
    text = "Oskar Brandel, chief executive of Brimwell Foods, said on Friday that Brimwell Foods would grow."
    study(desk, put(desk, NEWS, [article("A head", text)], whole=False).new)
    source.put(
        item("Q701", {"en": "Oskar Brandel"}, claim("P31", "Q5"), claim("P108", "Q601"), wikis=1),
        item("Q702", {"en": "Oskar Brandel"}, claim("P31", "Q5"), wikis=9),
    )
    found = await ask(desk, source)
    assert found["Oskar Brandel"].item == "Q701"


async def test_one_is_asked_for_once_in_thirty_days_and_again_when_wished(desk: Desk, source: Wikidata) -> None:
    first = await ask(desk, source)
    assert len(first) >= 4
    asked = len(source.asked)
    assert await ask(desk, source) == {}
    assert len(source.asked) == asked
    assert len(await ask(desk, source, again=True)) == len(first)
    desk.clock = lambda: NOW + FRESH + timedelta(minutes=1)
    assert len(wanted(desk)) == len(first)


async def test_the_service_is_asked_one_thing_at_a_time_and_told_who_asks(desk: Desk, source: Wikidata) -> None:
    await ask(desk, source)
    assert source.most_at_once == 1
    assert all(agent.startswith("khabar/") for agent in source.agents)
    assert {one["maxlag"] for one in source.asked} == {"5"}
    assert len(source.asked) < 15


async def test_a_busy_service_is_given_time_and_then_let_be(desk: Desk, source: Wikidata) -> None:
    source.trouble = [(200, BUSY), (503, b"")]
    pauses = Pauses()
    found = await update(desk, address=source.url, pause=pauses)
    assert pauses.taken == list(PAUSES[:2])
    assert {one.verdict for one in found} == {"kept", "doubtful"}

    source.trouble = [(200, BUSY)] * 4
    pauses = Pauses()
    found = await update(desk, address=source.url, again=True, pause=pauses)
    assert pauses.taken == list(PAUSES)
    assert {(one.verdict, one.reason) for one in found} == {
        ("failed", "Wikidata does not answer: Waiting for db: 7 seconds lagged.")
    }
    assert dossiers.dossier(desk, META).facts is not None, "what was kept before stays"


@pytest.mark.parametrize(
    ("status", "body", "reason"),
    [
        (200, b"<html>hello</html>", "the answer is not one of Wikidata's API; see --from"),
        (200, b'["a list"]', "the answer is not one of Wikidata's API; see --from"),
        (200, b"[" * 100_000, "the answer is not one of Wikidata's API; see --from"),
        (404, b"", "404 not found"),
        (200, b'{"error": {"info": "go\\u001b[2J away"}}', "Wikidata does not answer: go away"),
    ],
)
async def test_no_answer_fails_them_all_with_one_reason(
    desk: Desk, source: Wikidata, status: int, body: bytes, reason: str
) -> None:
    source.trouble = [(status, body)]
    found = await ask(desk, source)
    assert {(one.verdict, one.reason) for one in found.values()} == {("failed", reason)}
    assert len(source.asked) == 1
    assert await ask(desk, source), "who could not be asked for is asked for the next time"


@pytest.mark.parametrize(
    "body", [b"{}", b'{"search": [1, {"id": "Q1; DROP"}, {"id": 7}]}', b'{"search": {"a": 1}}', b'{"search": null}']
)
async def test_an_answer_of_odd_shape_is_nobody(desk: Desk, source: Wikidata, body: bytes) -> None:
    source.trouble = [(200, body)] * 100
    found = await ask(desk, source, top=1)
    assert {one.verdict for one in found.values()} == {"unknown"}


async def test_no_address_is_refused_before_anybody_is_asked(desk: Desk) -> None:
    for address in ("wikidata.org", "file:///etc/passwd", "http://", "http://[::1"):
        with pytest.raises(FactsError, match="not an address"):
            await update(desk, address=address)


async def test_a_story_brings_the_facts_of_its_cards(desk: Desk, source: Wikidata) -> None:
    before = reading.story(desk, 1)
    assert before.facts == {}
    await ask(desk, source)
    story = reading.story(desk, 1)
    assert {META, ZUCKERBERG} <= story.facts.keys()
    assert story.facts[META].item == "Q380"


async def test_followed_ones_come_first_and_split_ones_are_left_alone(desk: Desk, source: Wikidata) -> None:
    painter = next(name for name in wanted(desk) if "Volnik" in name.name)
    dossiers.follow(desk, painter.id, on=True)
    assert [name.id for name in wanted(desk, top=0)] == [painter.id]
    dossiers.split(desk, META, 1)
    assert f"{META}~1" in {entity.id for entity in reading.story(desk, 1).recognition.entities}
    assert not [name for name in wanted(desk) if name.id.startswith(META)]
    assert [name for name in await ask(desk, source, top=1) if "Volnik" in name]
