"""Companies and people: those of a story, and what everything cached says of one."""

from __future__ import annotations

from tui.app.facts import facts_of
from tui.app.words import Words
from tui.cli.dossier import print_dossier
from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.typed import rows
from tui.cli.speech import language
from tui.model import Entity, EntityKind, Headline
from tui.newsroom import dossiers, reading


class Entities:
    """Tells of companies and people; a number means a card of the last list of them."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._here = dialogue
        self._cards: list[Entity] = []
        self._shown = ""

    def do_companies(self, count: int, rest: str) -> None:
        """The companies of the story."""
        self._entities("company", "empty.companies")

    def do_people(self, count: int, rest: str) -> None:
        """The people of the story."""
        self._entities("person", "empty.people")

    def _entities(self, kind: EntityKind, none: str) -> None:
        here, story = self._here, self._here.story
        if story is None:
            here.say("empty.no_story")
            return
        found = [one for one in story.recognition.entities if one.kind == kind]
        self._cards = sorted(found, key=lambda one: ("", "neural", one.badge).index(one.badge))
        if not self._cards:
            here.say(none)
        words = Words(language())
        for number, card in enumerate(self._cards, 1):
            other = next((name for name in (card.native, card.latin) if name and name != card.name), "")
            here.say(
                "plain.card", number=number, name=f"{card.name} ({other})" if other else card.name, mentions=card.count,
                count=story.seen.get(card.id, (1, ()))[0],
            )  # fmt: skip
            for line in (card.role, *facts_of(card, story.recognition, words)):
                if line:
                    here.telling.text(line)
            for sentence in card.sentences[:1]:
                here.telling.text(sentence.text)

    def named(self, count: int, rest: str) -> str:
        """The entity that is meant: a number of the last cards, a name, or the most prominent of the story."""
        number = count or (int(rest) if rest.isdecimal() and len(rest) < 7 else 0)
        if number and number <= len(self._cards):
            return self._cards[number - 1].id
        if rest and not number:
            return dossiers.resolve(self._here.desk, rest)
        story = self._here.story
        shown = story.recognition.entities if story is not None and not number else ()
        return next((one.id for one in shown if one.kind in dossiers.KINDS and not one.badge), "")

    def do_dossier(self, count: int, rest: str) -> None:
        """Everything cached about a company or person."""
        here = self._here
        entity = self.named(count, rest)
        if not entity:
            here.say("plain.who", key=here.key("dossier"))
            return
        print_dossier(here.telling.surface, dossiers.dossier(here.desk, entity), here.desk.clock())
        dossiers.look(here.desk, entity)
        self._shown = entity

    # In a dossier

    def _told(self, verb: str) -> str:
        """Whose dossier was told last; "" for nobody's, which is said."""
        if not self._shown:
            self._here.say("plain.dossier_first", key=self._here.key("dossier"), verb=self._here.key(verb))
        return self._shown

    def do_note(self, count: int, rest: str) -> None:
        """Write a note on whom the dossier is about; ``-`` takes it away; without words it is told."""
        here, entity = self._here, self._told("note")
        if not entity:
            return
        if rest:
            dossiers.note(here.desk, entity, "" if rest == "-" else rest)
        note = dossiers.dossier(here.desk, entity).state.note
        if note:
            here.say("dossier.note", text=note)
        else:
            here.say("plain.no_note", key=here.key("note"))

    def do_merge(self, count: int, rest: str) -> None:
        """Whoever is named, or a number of the last cards, is the same as whom the dossier is about."""
        here, entity = self._here, self._told("merge")
        if not entity:
            return
        other = self.named(count, rest) if count or rest else ""
        if not other or other == entity:
            here.say("plain.who", key=here.key("merge"))
            return
        target = dossiers.merge(here.desk, other, entity)
        here.renamed()
        found = dossiers.dossier(here.desk, entity)
        here.say("plain.merged", name=target.name, count=found.stories)

    def do_split(self, count: int, rest: str) -> None:
        """In the story of that row, or in the open one, it is another one of the same name; again: the same."""
        here, entity = self._here, self._told("split")
        if not entity:
            return
        story = self._story_meant(rest or (str(count) if count else ""))
        if story is None:
            here.say("plain.split_where", key=here.key("split"))
            return
        own = entity.removesuffix(f"~{story.id}")
        there = {one.id for one in reading.story(here.desk, story.id).recognition.entities}
        apart = f"{own}~{story.id}" not in there
        if apart and own not in there:
            here.say("toast.no_mention")
            return
        name = dossiers.dossier(here.desk, own).name.name
        dossiers.split(here.desk, own, story.id, apart=apart)
        self._shown = own
        here.renamed()
        here.say("plain.split" if apart else "plain.joined", name=name, title=story.title)

    def _story_meant(self, row: str) -> Headline | None:
        """The story of a row by its number, else the open one."""
        here = self._here
        if not row:
            return here.story.headline if here.story is not None else None
        asked = rows(row, len(here.listing))
        return here.listing.headline(asked[0]) if asked else None

    # Following and muting

    def do_follow(self, count: int, rest: str) -> None:
        """Make a company or person a view, or stop."""
        here, entity = self._here, self.named(count, rest)
        if not entity:
            here.say("plain.who", key=here.key("follow"))
            return
        on = not dossiers.dossier(here.desk, entity).state.followed
        name = dossiers.follow(here.desk, entity, on=on)
        here.say("toast.followed" if on else "toast.unfollowed", name=name.name)

    def do_mute(self, count: int, rest: str) -> None:
        """Dismiss the stories of a company or person, also those to come, or stop."""
        here, entity = self._here, self.named(count, rest)
        if not entity:
            here.say("plain.who", key=here.key("mute"))
            return
        on = not dossiers.dossier(here.desk, entity).state.muted
        name, change = dossiers.mute(here.desk, entity, on=on)
        here.learn(change.ids)
        here.say("toast.muted" if on else "toast.unmuted", name=name.name, count=change.count)
