"""Dossiers in the reader: opened from a card, read, followed, muted, noted, merged, split; and left."""

from __future__ import annotations

from tests.app.conftest import Running, reading_on
from tui.app.screens.dossier import DossierScreen
from tui.app.screens.history import HistoryScreen
from tui.newsroom import Desk, dossiers, reading, views
from tui.text import width

LAB = 'company:"Google DeepMind"'


async def open_lab(reader: Running) -> DossierScreen:
    """The dossier of Google DeepMind, from its card in the newest story about it."""
    await reader.press("g", "a")
    ids = reading.ids(reader.app.reader.room.desk, LAB)
    row = reader.panels.headlines.listing.row_of(ids[0])
    assert row is not None
    reader.app.reader.stories.open_row(row)
    await reader.settle()
    await reader.press("c")
    cards = reader.panels.companies
    cards.point_at("google-deepmind")
    await reader.press("enter", "enter")
    screen = reader.app.screen
    assert isinstance(screen, DossierScreen)
    return screen


def said(screen: DossierScreen) -> str:
    """What stands in the dossier."""
    return "\n".join(line.words for line in screen.lines.entries)


async def test_enter_unfolds_a_card_and_then_opens_its_dossier(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        assert screen.found is not None
        assert screen.found.name.id == "google-deepmind"
        assert "in 3 stories, 10 mentions" in said(screen)
        assert "Demis Hassabis" in said(screen)
        assert any("DeepMind" in line for line in reader.lines())
        await reader.press("escape")
        assert reader.app.screen is reader.app.reader
        assert dossiers.dossier(desk, "google-deepmind").state.looked is not None


async def test_a_story_of_the_dossier_opens_in_the_reader(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        oldest = reading.ids(desk, LAB)[-1]
        at = [line.name for line in screen.lines.entries].index(f"story:{oldest}")
        screen.lines.move_to(at)
        await reader.press("enter")
        assert reader.app.screen is reader.app.reader
        story = reader.panels.article.story
        assert story is not None
        assert story.headline.id == oldest
        assert reader.focus == "article"


async def test_a_name_opens_its_own_dossier_over_it(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        screen.lines.move_to([line.name for line in screen.lines.entries].index("entity:demis-hassabis"))
        await reader.press("enter")
        other = reader.app.screen
        assert isinstance(other, DossierScreen)
        assert other.found is not None
        assert other.found.name.id == "demis-hassabis"
        await reader.press("escape")
        assert reader.app.screen is screen


async def test_plus_and_minus_in_a_dossier_and_on_a_card(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        await reader.press("+")
        assert "followed" in said(screen)
        assert [shelf.title for shelf in reader.panels.feeds.shelves if shelf.key == "view:Google DeepMind"]
        await reader.press("-")
        assert len(reading.ids(desk, LAB)) == 1  # the one that was opened is read, and stays
        await reader.press("-", "escape", "+")
        assert reader.toast == "Google DeepMind is not followed any more"
        assert all(shelf.key != "view:Google DeepMind" for shelf in views.sidebar(desk))
        await reader.press("u")
        assert reader.toast == "undone: follow \u201cGoogle DeepMind\u201d no more"
        assert [shelf.title for shelf in reader.panels.feeds.shelves if shelf.key == "view:Google DeepMind"]
        await reader.press("g", "f", "G")
        assert any("Google DeepMind" in line for line in reader.lines())
        await reader.press("g", "a", "c", "u")
        assert all(shelf.key != "view:Google DeepMind" for shelf in reader.panels.feeds.shelves)
        await reader.press("-")
        assert reader.toast == "Google DeepMind is muted, 2 stories dismissed"
        await reader.press("-")
        assert reader.toast == "Google DeepMind is heard again, 2 stories are back"


async def test_a_note_is_written_and_a_merge_is_named(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        await reader.press("e")
        await reader.type("watch them")
        await reader.press("enter")
        assert "note: watch them" in said(screen)
        await reader.press("=")
        await reader.type("alphabet")
        await reader.press("enter")
        assert "also counts: Alphabet" in said(screen)
        await reader.press("=")
        await reader.type("nobody at all")
        await reader.press("enter")
        assert screen.lines.entries[0].words.startswith("nobody at all: nobody in the cache is called so")
        await reader.press("e", "escape", "j")
        assert screen.lines.cursor == 1


async def test_a_story_is_split_off_under_the_cursor(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        oldest = reading.ids(desk, LAB)[-1]
        screen.lines.move_to([line.name for line in screen.lines.entries].index(f"story:{oldest}"))
        await reader.press("%")
        assert "in 2 stories" in said(screen)
        assert dossiers.dossier(desk, f"google-deepmind~{oldest}").stories == 1


async def test_a_dossier_in_arabic_on_a_small_screen(desk: Desk) -> None:
    async with reading_on(desk, (80, 24), environ={"LANG": "ar"}) as reader:
        screen = await open_lab(reader)
        assert "\u0641\u064a 3 \u0623\u062e\u0628\u0627\u0631" in said(screen)
        assert all(width(line) <= 80 for line in reader.lines())


def cards(reader: Running) -> set[str]:
    """Whose cards stand beside the story that is open."""
    story = reader.panels.article.story
    assert story is not None
    return {one.id for one in story.recognition.entities}


async def test_what_was_decided_in_a_dossier_is_taken_back_there_and_from_the_history(desk: Desk) -> None:
    async with reading_on(desk) as reader:
        screen = await open_lab(reader)
        await reader.press("e")
        await reader.type("watch them")
        await reader.press("enter", "u")
        assert "watch them" not in said(screen)
        await reader.press("ctrl+r")
        assert "note: watch them" in said(screen)
        open_story = reader.panels.article.story
        assert open_story is not None
        screen.lines.move_to([line.name for line in screen.lines.entries].index(f"story:{open_story.headline.id}"))
        await reader.press("%")
        other = f"google-deepmind~{open_story.headline.id}"
        assert "in 2 stories" in said(screen)
        assert other in cards(reader)
        await reader.press("u")
        assert "in 3 stories" in said(screen)
        assert other not in cards(reader)
        await reader.press("=")
        await reader.type("alphabet")
        await reader.press("enter")
        assert "also counts: Alphabet" in said(screen)
        await reader.press("escape", "U")
        history = reader.app.screen
        assert isinstance(history, HistoryScreen)
        told = [line.words.translate({0x2068: None, 0x2069: None}) for line in history.lines.entries]
        assert told[0] == "merge \u201cAlphabet\u201d into \u201cGoogle DeepMind\u201d"
        assert told[1].startswith("undone \u00b7 another \u201cGoogle DeepMind\u201d in \u201c")
        assert told[2] == "note on \u201cGoogle DeepMind\u201d: \u201cwatch them\u201d"
        history.lines.move_to(0)
        await reader.press("enter")
        assert history.lines.entries[0].words.startswith("undone")
        assert dossiers.dossier(desk, "google-deepmind").merged == ()
        assert dossiers.dossier(desk, "google-deepmind").state.note == "watch them"


async def test_a_merge_is_taken_back_in_the_reader_and_both_cards_are_there_again(desk: Desk) -> None:
    shown = next(id for id in reading.ids(desk, "company:Apple company:Meta"))
    async with reading_on(desk) as reader:
        await reader.press("g", "a")
        row = reader.panels.headlines.listing.row_of(shown)
        assert row is not None
        reader.app.reader.stories.open_row(row)
        await reader.settle()
        await reader.press("c")
        reader.panels.companies.point_at("meta")
        await reader.press("D", "=")
        await reader.type("apple")
        await reader.press("enter", "escape")
        assert "apple" not in cards(reader)
        await reader.press("u")
        assert {"apple", "meta"} <= cards(reader)
        assert reader.panels.companies.current is not None
        assert reader.panels.companies.current.id == "meta", "the cursor stays on its card"
        assert reader.toast.startswith("undone")
        await reader.press("ctrl+r")
        assert "apple" not in cards(reader)
