"""The Companies and People panels: one card an entity, the most salient first."""

from __future__ import annotations

from collections.abc import Mapping

from tui import text
from tui.app import paint
from tui.app.facts import facts_of
from tui.app.paint import Piece
from tui.app.panels.lines import Lines
from tui.app.sparkline import sparkline
from tui.app.stated import source, stated
from tui.app.words import Words
from tui.model import Entity, EntityKind, Facts, Recognition, Story

Seen = Mapping[str, tuple[int, tuple[int, ...]]]


def cards_of(story: Story, kind: EntityKind) -> list[Entity]:
    """The entities of one panel: by salience, then what only a model saw, the page's publisher and author last."""
    entities = [entity for entity in story.recognition.entities if entity.kind == kind]
    return sorted(entities, key=lambda entity: ("", "neural", entity.badge).index(entity.badge))


def _second_name(card: Entity) -> str:
    """The name in the article's script, if that is another than the first one shown."""
    return card.native if card.native != (card.latin or card.name) else ""


def _haystack(card: Entity) -> str:
    return text.fold(" ".join((card.name, card.latin, card.native, *card.names, card.role)))


def _set(line: text.Line, width: int, role: str) -> list[Piece]:
    """A wrapped line of an unfolded card, two cells from the side on which it begins."""
    edge = width - 4 - line.width
    before, after = (edge, 0) if line.base == 1 else (0, edge)
    return [*paint.blank(2 + before), *((words, (role,)) for words, _ in line.runs(())), *paint.blank(after + 2)]


class Cards(Lines):
    """Cards of one kind of entity.  Enter unfolds one and then opens its dossier, Esc folds it."""

    def __init__(self, kind: EntityKind, words: Words, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.kind = kind
        self._words = words
        self.cards: list[Entity] = []
        self._all: list[Entity] = []
        self._none = ""
        self._seen: Seen = {}
        self._public: Mapping[str, Facts] = {}
        self._facts: dict[str, tuple[str, ...]] = {}
        self._default = 0
        self._unfolded, self._number = "", 0
        self._starts: list[int] = [0]
        self._sentences: dict[tuple[str, int], list[list[Piece]]] = {}

    def show(self, story: Story | None, empty: str) -> None:
        """Show the entities of ``story``; ``empty`` is said when there are none.

        Of the story that was shown before, the cursor stays on its card and what is unfolded stays so.
        """
        number = story.headline.id if story else 0
        current = self.current if number == self._number else None
        self._number = number
        self.cards = self._all = cards_of(story, self.kind) if story else []
        self._seen = story.seen if story else {}
        self._public = story.facts if story else {}
        found = story.recognition if story else Recognition("")
        self._facts = {card.id: facts_of(card, found, self._words) for card in self.cards}
        self._default = 1 if story and story.article.direction == "rtl" else 0
        at = [item for item, card in enumerate(self.cards) if current is not None and card.id == current.id]
        self._unfolded = self._unfolded if at else ""
        self.cursor, self.empty = at[0] if at else 0, empty
        self._none = empty
        self._sentences.clear()
        self.repaint()
        if at:
            self.show_cursor()
        else:
            self.scroll_to(y=0, animate=False, force=True)

    @property
    def tally(self) -> str:
        """How many cards there are, and of how many; "" for none."""
        shown, every = len(self.cards), len(self._all)
        return "" if not every else str(every) if shown == every else f"{shown}/{every}"

    @property
    def narrowed(self) -> bool:
        """Whether not every card is shown."""
        return len(self.cards) < len(self._all)

    def narrow(self, typed: str) -> None:
        """Show the cards that have a name, in any script, or a role with every word that was typed; "" shows all."""
        wanted, current = text.fold(typed).split(), self.current
        self.cards = [card for card in self._all if all(word in _haystack(card) for word in wanted)]
        self.empty = self._words.say("empty.narrowed") if self._all and wanted else self._none
        self.cursor = self.cards.index(current) if current in self.cards else 0
        self.repaint()
        self.show_cursor()

    @property
    def current(self) -> Entity | None:
        """The entity under the cursor."""
        return self.cards[self.cursor] if self.cards else None

    def point_at(self, entity: str) -> None:
        """Put the cursor on an entity's card, if it has one here."""
        for item, card in enumerate(self.cards):
            if card.id == entity:
                self.move_to(item)

    def repaint(self) -> None:
        """Count the lines of every card anew."""
        self._sentences.clear()
        starts = [0]
        for item, card in enumerate(self.cards):
            starts.append(starts[-1] + self._height(item, card))
        self._starts = starts
        super().repaint()

    def _heading(self, item: int) -> str:
        """The line above a card that opens another group."""
        badge = self.cards[item].badge
        if not badge or (item and self.cards[item - 1].badge == badge):
            return ""
        return self._words.say(f"card.{badge}")

    def _height(self, item: int, card: Entity) -> int:
        height = 2 + self._breaks(card) + bool(self._told(card)) + bool(self._heading(item))
        if card.id == self._unfolded:
            height += len(self._unfold(card, max(8, self.size.width)))
        return height

    def _told(self, card: Entity) -> str:
        """The one line under a name: a person's role in the article's words, a firm's first stated relation."""
        facts = self._facts.get(card.id, ())
        return card.role or (facts[0] if facts else "")

    def _unfold(self, card: Entity, width: int) -> list[list[Piece]]:
        """The stated relations and the sentences of a card, wrapped, each in its own direction."""
        key = (card.id, width)
        if key not in self._sentences:
            facts = [fact for fact in self._facts.get(card.id, ()) if fact != self._told(card)]
            out = [self._indented(self._at_start(fact, width - 4, "role")) for fact in facts]
            for sentence in card.sentences:
                laid = text.lay_out(sentence.text, width - 4, default=self._default)
                out += [_set(line, width, "sentence") for line in laid]
                out.append(paint.blank(width))
            self._sentences[key] = [*out, *self._stated(card, width)]
        return self._sentences[key]

    def _stated(self, card: Entity, width: int) -> list[list[Piece]]:
        """What a public source says of it, wrapped, and where that comes from."""
        facts = self._public.get(card.id)
        if facts is None:
            return []
        rows = [(line, "role") for line in stated(facts, self._words.say, self._words.language)]
        out = []
        for told, role in [*rows, (source(facts, self._words.say), "hint")]:
            out += [_set(line, width, role) for line in text.lay_out(told, width - 4, base=self._words.base)]
        return [*out, paint.blank(width)]

    def item_count(self) -> int:
        """How many cards there are."""
        return len(self.cards)

    def line_count(self) -> int:
        """How many lines all cards have."""
        return self._starts[-1]

    def lines_of(self, item: int) -> tuple[int, int]:
        """The lines of one card."""
        return self._starts[item], self._starts[item + 1]

    def item_at(self, line: int) -> int:
        """The card at a line."""
        low, high = 0, len(self.cards) - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._starts[middle] <= line:
                low = middle
            else:
                high = middle - 1
        return low

    def marks(self, item: int) -> bool:
        """The bar is only drawn where the cursor is used."""
        return self.has_focus

    def pieces(self, line: int, width: int) -> list[Piece]:
        """One line of a card."""
        item = self.item_at(line)
        card = self.cards[item]
        row = line - self._starts[item]
        heading = self._heading(item)
        if heading:
            if row == 0:
                return paint.label(heading, width, "group", default=self._words.base, align="center")
            row -= 1
        if row == 0:
            return self._title_line(card, width)
        if self._breaks(card):
            if row == 1:
                return self._indented(self._at_start(card.native, width - 4, "native"))
            row -= 1
        if row == 1:
            return self._lately(card, width)
        told = self._told(card)
        if row == 2 and told:
            return self._indented(self._at_start(told, width - 4, "role"))
        unfolded = self._unfold(card, width)
        index = row - 2 - bool(told)
        return unfolded[index] if index < len(unfolded) else paint.blank(width)

    def _at_start(self, words: str, width: int, role: str) -> list[Piece]:
        """A line of a card: in its own direction, at the panel's start edge."""
        return paint.label(words, width, role, default=self._default, align="right" if self._words.mirrored else "left")

    def _breaks(self, card: Entity) -> bool:
        """Whether the two names of a card need a line each."""
        second = _second_name(card)
        room = self.size.width - len(str(card.count)) - 4
        return bool(second) and text.width(card.latin or card.name) + 2 + text.width(second) > room

    def _indented(self, inner: list[Piece]) -> list[Piece]:
        return [*paint.blank(3), *inner, *paint.blank(1)]

    def _title_line(self, card: Entity, width: int) -> list[Piece]:
        """The name in Latin letters, the one in the article's script, and how often it is named."""
        count = f"\u00d7{card.count}"
        first = card.latin or card.name
        second = _second_name(card) if not self._breaks(card) else ""
        room = width - len(count) - 3
        role = "company" if card.kind == "company" else "person"
        first_width = min(text.width(first), room)
        second_width = text.width(second)
        mirrored = self._words.mirrored
        parts = [
            paint.blank(1),
            paint.label(first, first_width, "name", role, align="right" if mirrored else "left"),
            paint.blank(2 if second else 0),
            paint.label(second, second_width, "native", align="right" if mirrored else "left"),
            paint.blank(max(0, room - first_width - (second_width + 2 if second else 0))),
            paint.blank(1),
            paint.label(count, len(count), "count", align="left"),
            paint.blank(1),
        ]
        return paint.columns(parts, mirrored=mirrored)

    def _lately(self, card: Entity, width: int) -> list[Piece]:
        """In how many stories of everything cached, and how that went over the last days."""
        stories, days = self._seen.get(card.id, (0, ()))
        bars = sparkline(days)
        told = self._words.say("card.story", count=stories)
        mirrored = self._words.mirrored
        parts = [
            paint.blank(3),
            paint.natural(told, "hint", limit=max(4, width - 6 - len(bars))) if stories else [],
            paint.blank(1),
            paint.label(bars, len(bars), "spark", align="left"),
        ]
        used = sum(paint.width_of(part) for part in parts)
        return paint.columns([*parts, paint.blank(width - used)], mirrored=mirrored)

    def do_enter(self, count: int) -> None:
        """Unfold the card under the cursor; enter one that is unfolded."""
        card = self.current
        if card is not None and self._unfolded != card.id:
            self._fold(card.id)
        else:
            super().do_enter(count)

    def do_out(self, count: int) -> None:
        """Fold what is unfolded, show all cards again, else leave."""
        if self._unfolded:
            self._fold("")
        elif self.narrowed:
            self.narrow("")
            self.post_message(self.Moved(self, self.cursor))
        else:
            super().do_out(count)

    def _fold(self, entity: str) -> None:
        self._unfolded = entity
        self.repaint()
        self.show_cursor()
