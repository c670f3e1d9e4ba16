"""The dossier of a company or person: what everything cached says of it, over the reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.message import Message

from tui.app import journal
from tui.app.hands import Room
from tui.app.jobs import Jobs
from tui.app.keys import KeyParser
from tui.app.messages import TriageDone
from tui.app.moments import short_date
from tui.app.panels.field import Field
from tui.app.panels.lines import Lines
from tui.app.screens.sheet import Line, Sheet, SheetScreen
from tui.app.sparkline import sparkline
from tui.app.stated import source, stated
from tui.app.verbs import DOSSIER, LOCAL
from tui.config import ConfigError
from tui.newsroom import dossiers
from tui.newsroom.dossiers import Dossier, DossierError, Saying

STORY, ENTITY = "story:", "entity:"
_FIRST_STRONG, _POP = "\u2068", "\u2069"  # FSI and PDI: a name keeps its own direction inside the sentence


@dataclass
class DossierRead(Message):
    """A dossier was read, or could not be: then ``reason`` says why."""

    found: Dossier | None
    reason: str = ""


class DossierScreen(SheetScreen):
    """A dossier.  It is left with ``story:ID`` for a story to open, or ``""``."""

    def __init__(self, room: Room, id: str, changed: Callable[[], None], tell: Callable[[TriageDone], object]) -> None:
        """``changed`` is called when what was done here may show elsewhere; ``tell`` is told of what was taken back."""
        hint = room.words.say("hint.dossier", **{name: room.key(name) for name in ("follow", "mute", "note", "merge")})
        super().__init__("", room.words, room.verbs, lambda typed: (), hint=hint, mark_width=8)
        self._parser = KeyParser((verb for verb in room.verbs if verb.name in LOCAL | DOSSIER), room.keyboard)
        self._room, self._who, self._changed, self._tell = room, id, changed, tell
        self._jobs = Jobs(self)
        self._asked = ""
        self.answer = Field(base=room.words.base)
        self.found: Dossier | None = None

    def compose(self) -> ComposeResult:
        """Title, list, and a field that is only seen while something is asked."""
        with Sheet():
            yield self.bar
            yield self.lines
            yield self.answer

    def on_mount(self) -> None:
        """Read the dossier; the base class has shown an empty list by then, or will."""
        self.answer.display = False
        self.lines.empty = self._words.say("dossier.reading")
        self._read()

    def on_unmount(self) -> None:
        """What was to be written is written."""
        self._jobs.stop()

    def _read(self, work: Callable[[], object] | None = None) -> None:
        """Do ``work`` and read the dossier as it is then."""
        desk, id = self._room.desk, self._who

        def read() -> DossierRead:
            reason = ""
            try:
                if work is not None:
                    work()
            except (DossierError, ConfigError) as error:
                reason = str(error)
            try:
                return DossierRead(dossiers.dossier(desk, id), reason)
            except DossierError as error:
                return DossierRead(None, str(error))

        self._jobs.write(read, lambda message: message)

    def on_dossier_read(self, message: DossierRead) -> None:
        """Show what was read; from now on it was looked at."""
        message.stop()
        wrong = [Line("", self._room.reason(message.reason), role="error")] if message.reason else []
        if message.found is None:
            self.lines.show(wrong)
            return
        first = self.found is None
        self.found = message.found
        self._who = message.found.name.id
        self.bar.entitle(_title(message.found))
        cursor = self.lines.cursor
        self.lines.show([*wrong, *self._lines(message.found)])
        self.lines.move_to(cursor)
        if first:
            desk, id = self._room.desk, self._who
            self._jobs.write(lambda: dossiers.look(desk, id))
        else:
            self._changed()

    # What it says

    def _lines(self, found: Dossier) -> list[Line]:
        words, state = self._words, found.state
        lines = [Line("", words.say("dossier.seen", count=found.stories, mentions=found.mentions), role="title")]
        bars = sparkline(found.days)
        lines += [Line("", words.say("dossier.days", count=len(found.days), bars=bars), role="spark")] if bars else []
        if state.looked is not None:
            new = sum(one.new for one in found.timeline)
            lines.append(Line("", words.say("dossier.new", count=new), role="unread" if new else "hint"))
        lines += [
            Line("", words.say(f"dossier.{what}"), role="star")
            for what in ("followed", "muted")
            if getattr(state, what)
        ]
        lines += [Line("", words.say("dossier.note", text=state.note), role="sentence")] if state.note else []
        lines += [Line("", words.say("dossier.merged", name=one.name), role="hint") for one in found.merged]
        lines += self._stated(found)
        lines += self._said("dossier.roles", [(one, one.words) for one in found.roles])
        lines += self._said("dossier.relations", [(one, self._told(one)) for one in found.relations])
        if found.partners:
            lines.append(Line("", words.say("dossier.with"), role="group"))
            lines += [Line(f"\u00d7{count}", one.name, f"{ENTITY}{one.id}", one.kind) for one, count in found.partners]
        if found.timeline:
            lines.append(Line("", words.say("dossier.stories"), role="group"))
        lines += [
            Line(
                short_date(one.headline.date, self._room.clock()),
                one.headline.title,
                f"{STORY}{one.headline.id}",
                "unread" if one.new or not one.headline.read else "read",
            )
            for one in found.timeline
        ]
        return lines

    def _stated(self, found: Dossier) -> list[Line]:
        if found.facts is None:
            return []
        words = self._words
        lines = [Line("", source(found.facts, words.say), role="group")]
        return lines + [Line("", told, role="role") for told in stated(found.facts, words.say, words.language)]

    def _said(self, title: str, rows: list[tuple[Saying, str]]) -> list[Line]:
        if not rows:
            return []
        now = self._room.clock()
        lines = [Line("", self._words.say(title), role="group")]
        for one, told in rows:
            first, last = short_date(one.first, now), short_date(one.last, now)
            span = "" if first == last else f" \u00b7 {first}\u2013{last}"
            role = "unread" if one.new else "role"
            lines.append(Line(last, f"{told}{span}", f"{STORY}{one.article}", role))
            if one.sentence and one.kind != "role":
                lines.append(Line("", one.sentence, f"{STORY}{one.article}", "hint"))
        return lines

    def _told(self, one: Saying) -> str:
        side = "fact" if one.active else "by"
        name = f"{_FIRST_STRONG}{one.other.name}{_POP}" if one.other else ""
        told = self._words.say(f"{side}.{one.kind}", name=name)
        return f"{told} ({_FIRST_STRONG}{one.words}{_POP})" if one.words else told

    # What is done

    def on_lines_chosen(self, message: Lines.Chosen) -> None:
        """A story is opened in the reader, a name opens its own dossier over this one."""
        _ours(message)
        name = self.lines.entries[message.item].name
        if name.startswith(ENTITY):
            other = DossierScreen(self._room, name.removeprefix(ENTITY), self._changed, self._tell)
            self.app.push_screen(other, self._left)
        elif name:
            self.dismiss(name)

    def _left(self, name: str | None) -> None:
        """The other dossier is closed: a story chosen there closes this one too."""
        if name:
            self.dismiss(name)

    def do_follow(self, count: int) -> None:
        """Make a view of it, or take that away."""
        desk, id = self._room.desk, self._who
        if self.found is not None:
            on = self.found.state.followed is None
            self._read(lambda: dossiers.follow(desk, id, on=on))

    def do_mute(self, count: int) -> None:
        """Dismiss its stories as they come, or stop that."""
        desk, id = self._room.desk, self._who
        if self.found is not None:
            on = self.found.state.muted is None
            self._read(lambda: dossiers.mute(desk, id, on=on))

    def do_split(self, count: int) -> None:
        """In the story under the cursor it is another one of the same name; or there, the same after all."""
        name = self.lines.entries[self.lines.cursor].name if self.lines.entries else ""
        if not name.startswith(STORY):
            return
        desk, story = self._room.desk, int(name.removeprefix(STORY))
        own = self._who.removesuffix(f"~{story}")
        apart, self._who = own == self._who, own
        self._read(lambda: dossiers.split(desk, own, story, apart=apart))

    def do_undo(self, count: int) -> None:
        """Take back what was done last, here or elsewhere."""
        desk, now = self._room.desk, self._room.clock()
        for _ in range(max(1, count)):
            self._jobs.write(lambda: journal.undo(desk, now), lambda done: done)

    def do_redo(self, count: int) -> None:
        """Do it again."""
        desk, now = self._room.desk, self._room.clock()
        for _ in range(max(1, count)):
            self._jobs.write(lambda: journal.redo(desk, now), lambda done: done)

    def on_triage_done(self, message: TriageDone) -> None:
        """Something was taken back or done again: the reader is told, and the dossier is read anew."""
        message.stop()
        self._tell(TriageDone(message.change, message.how, message.headlines, message.unread))
        if message.change is not None:
            own, _, story = self._who.rpartition("~")
            if own == message.change.about and story.isdecimal():
                self._who = own  # One that was split off may be no more.
            self._read()

    def do_note(self, count: int) -> None:
        """Write a note."""
        self._ask("note", self.found.state.note if self.found is not None else "")

    def do_merge(self, count: int) -> None:
        """Name one that is the same."""
        self._ask("merge", "")

    def _ask(self, what: str, value: str) -> None:
        self._asked = what
        self.answer.display = True
        self.answer.start(self._words.say(f"field.{what}"), value)
        self.answer.focus()

    def on_field_submitted(self, message: Field.Submitted) -> None:
        """Keep the note, or merge with whoever was named."""
        _ours(message)
        desk, id, typed, asked = self._room.desk, self._who, message.value, self._asked
        self._close_field()
        if asked == "note":
            self._read(lambda: dossiers.note(desk, id, typed))
        elif typed.strip():
            self._read(lambda: dossiers.merge(desk, dossiers.resolve(desk, typed.strip()), id))

    def on_field_cancelled(self, message: Field.Cancelled) -> None:
        """Neither."""
        _ours(message)
        self._close_field()

    def on_field_changed(self, message: Field.Changed) -> None:
        """Nothing is looked for while one types."""
        _ours(message)

    def on_field_steered(self, message: Field.Steered) -> None:
        """Nor moved."""
        _ours(message)

    def _close_field(self) -> None:
        self._asked = ""
        self.answer.display = False
        self.lines.focus()


def _ours(message: Message) -> None:
    """The toolkit would call the base class's handler of the same name as well."""
    message.stop()
    message.prevent_default()


def _title(found: Dossier) -> str:
    other = next((one for one in (found.name.native, found.name.latin) if one and one != found.name.name), "")
    name = f"{_FIRST_STRONG}{found.name.name}{_POP}"
    return f"{name} \u00b7 {_FIRST_STRONG}{other}{_POP}" if other else name
