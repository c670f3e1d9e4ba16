"""Dossiers of the companies and people at hand, and following and muting them without opening one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.app.hands import Room
from tui.app.mentions import Mentions
from tui.app.messages import DossierTurned
from tui.newsroom import reading

if TYPE_CHECKING:
    from tui.app.screens.reader import Reader


class Dossiers:
    """Opens the dossier of the card or the mention under the cursor."""

    def __init__(self, reader: Reader, room: Room, mentions: Mentions) -> None:
        self._reader, self._room, self._mentions = reader, room, mentions

    def do_dossier(self, count: int) -> None:
        """Open it."""
        entity = self._whom()
        if not entity:
            return
        from tui.app.screens.dossier import DossierScreen

        screen = DossierScreen(self._room, entity, self._changed, self._reader.post_message)
        self._reader.app.push_screen(screen, self._chosen)

    def _changed(self) -> None:
        """What the reader did in a dossier shows in the views and in the story that is open."""
        self._reader.shelves.count_shelves()
        self._reader.stories.reload_shown()

    def _whom(self) -> str:
        """The id of the card or mention under the cursor; "" after saying that there is none."""
        entity = self._mentions.entity()
        if not entity:
            story = self._room.panels.article.story
            self._room.say("toast.open_first" if story is None else "toast.no_mention")
        return entity

    def _chosen(self, name: str | None) -> None:
        if name:
            from tui.app.screens.dossier import STORY

            found = reading.headlines(self._room.desk, [int(name.removeprefix(STORY))])
            for headline in found:
                self._reader.stories.open_story(headline, focus=True)

    def do_follow(self, count: int) -> None:
        """Follow it, or stop."""
        self._turn("follow")

    def do_mute(self, count: int) -> None:
        """Mute it, or stop."""
        self._turn("mute")

    def do_note(self, count: int) -> None:
        """A note is written in the dossier."""
        self.do_dossier(count)

    def do_merge(self, count: int) -> None:
        """Merging too."""
        self.do_dossier(count)

    def do_split(self, count: int) -> None:
        """And splitting."""
        self.do_dossier(count)

    def _turn(self, what: str) -> None:
        entity, room = self._whom(), self._room
        if not entity:
            return
        desk = room.desk

        def turn() -> DossierTurned:
            from tui.newsroom import dossiers

            state = dossiers.dossier(desk, entity).state
            if what == "follow":
                on = state.followed is None
                name = dossiers.follow(desk, entity, on=on)
                return DossierTurned("followed" if on else "unfollowed", {"name": name.name})
            on = state.muted is None
            name, change = dossiers.mute(desk, entity, on=on)
            return DossierTurned("muted" if on else "unmuted", {"name": name.name, "count": change.count})

        room.jobs.write(turn, lambda message: message)
