"""The cards: narrowed by typing, and the colours of the marks told by the panels' titles."""

from __future__ import annotations

from tests.app.conftest import Running, reading_on
from tests.wikidata import furnish, wikidata
from tui.app.screens.dossier import DossierScreen
from tui.newsroom import Desk, reading
from tui.newsroom.facts import update

LAB = 'company:"Google DeepMind"'


async def open_lab(reader: Running) -> None:
    """The newest story about Google DeepMind, and its companies."""
    await reader.press("g", "a")
    row = reader.panels.headlines.listing.row_of(reading.ids(reader.app.reader.room.desk, LAB)[0])
    reader.app.reader.stories.open_row(row or 0)
    await reader.settle()
    await reader.press("c")


async def test_typing_narrows_the_cards_in_any_script(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await open_lab(reader)
        cards = reader.panels.companies
        every = len(cards.cards)
        await reader.press("f")
        await reader.type("\u0645\u064a\u062a\u0627")
        assert [card.id for card in cards.cards] == ["meta"]
        assert cards.tally == f"1/{every}"
        await reader.press("enter")
        assert reader.focus == "companies"
        assert cards.current is not None
        assert cards.current.id == "meta"
        await reader.press("escape")
        assert len(cards.cards) == every
        assert reader.focus == "companies"


async def test_a_card_is_found_by_its_other_script_and_nothing_is_said(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await open_lab(reader)
        cards = reader.panels.companies
        await reader.press("f")
        await reader.type("anthr")
        assert [card.id for card in cards.cards] == ["anthropic"]
        await reader.type("xyz")
        assert cards.cards == []
        assert any("no card has that" in line for line in reader.lines())
        await reader.press("down", "escape")
        assert cards.cards
        assert reader.focus == "companies"


async def test_people_are_narrowed_by_their_role_too(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await open_lab(reader)
        await reader.press("p", "f")
        await reader.type("zuck")
        assert [card.id for card in reader.panels.people.cards] == ["mark-zuckerberg"]
        await reader.press("escape", "escape", "h")
        await reader.press("f")
        assert reader.focus == "headlines"


async def test_the_titles_of_the_panels_are_the_legend_of_the_marks(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        await open_lab(reader)
        captions = reader.panels.frame._captions
        assert (captions["companies"].role, captions["people"].role) == ("company", "person")
        footer = [piece for piece in reader.panels.footer.pieces(160) if piece[1] in (("company",), ("person",))]
        assert [words for words, _ in footer] == ["companies", "people"]


async def test_an_unfolded_card_tells_what_a_public_source_says(desk: Desk) -> None:
    with wikidata() as source:
        furnish(source)
        await update(desk, address=source.url)
    async with reading_on(desk, (160, 70)) as reader:
        await open_lab(reader)
        cards = reader.panels.companies
        cards.point_at("meta")
        assert not any("Menlo Park" in line for line in reader.lines())
        before = cards.line_count()
        await reader.press("enter")
        assert cards.line_count() > before
        shown = "\n".join(reader.lines())
        for told in ("seat: Menlo Park", "shares: Nasdaq: META", "Wikidata, "):
            assert told in shown
        await reader.press("enter")
        assert any("Wikidata, " in line for line in reader.lines())
        screen = reader.app.screen
        assert isinstance(screen, DossierScreen)
        assert any("Menlo Park" in line.words for line in screen.lines.entries)
