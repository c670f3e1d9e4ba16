"""The walk from one mention of an entity to the next."""

from __future__ import annotations

from tui.app.hands import Room
from tui.app.looks import Looks


class Mentions:
    """Walks the entity under the cursor: a card's, or in the article that of the current mention."""

    def __init__(self, room: Room, looks: Looks) -> None:
        self._room, self._looks = room, looks

    def entity(self) -> str:
        """The id of the card or mention under the cursor; "" if there is none."""
        panels = self._room.panels
        if self._looks.shown.focus in ("companies", "people"):
            cards = panels.companies if self._looks.shown.focus == "companies" else panels.people
            return cards.current.id if cards.current else ""
        return panels.article.current_entity or panels.article.first_entity()

    def _walk(self, step: int, count: int) -> None:
        panels = self._room.panels
        if panels.article.story is None:
            self._room.say("toast.open_first")
            return
        entity = self.entity()
        for _ in range(max(1, count)):
            found = panels.article.go_to_mention(entity, step) if entity else None
        if found is None:
            self._room.say("toast.no_mention")
            return
        index, total = found
        if not self._looks.plan.boxes.get("article"):
            self._looks.focus("article")
        for cards in (panels.companies, panels.people):
            cards.point_at(entity)
        self._room.say("toast.mention", name=panels.article.name_of(entity), index=index, count=total)

    def show(self, entity: str) -> None:
        """Go to the card of a company or person."""
        panels = self._room.panels
        for name, cards in (("companies", panels.companies), ("people", panels.people)):
            if any(card.id == entity for card in cards.cards):
                cards.point_at(entity)
                self._looks.change(zen=False, **{name: True})
                self._looks.focus(name)

    def do_next_mention(self, count: int) -> None:
        """The next mention."""
        self._walk(1, count)

    def do_previous_mention(self, count: int) -> None:
        """The mention before."""
        self._walk(-1, count)
