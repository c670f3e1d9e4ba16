"""Where the dialogue is, and which hand answers."""

from __future__ import annotations

from array import array
from collections.abc import Sequence

from tui.app.listing import Listing
from tui.app.rebinding import rebound
from tui.app.session import Session
from tui.app.verbs import GROUPS
from tui.app.words import sentence
from tui.cli.plain.telling import Telling
from tui.cli.plain.typed import EXTRA, NoVerb, Vocabulary
from tui.cli.speech import explained, language, said
from tui.config import ConfigError
from tui.model import Headline, Story
from tui.newsroom import Desk, reading
from tui.newsroom.dossiers import DossierError
from tui.newsroom.query import QueryError
from tui.newsroom.reading import RefError
from tui.newsroom.views import Shelf


class Dialogue:
    """The state: the list, the first row of the page that was told, the row in hand, the story that is open."""

    def __init__(self, desk: Desk, telling: Telling) -> None:
        self.desk, self.telling = desk, telling
        self.verbs, self.complaints = rebound(desk.config.keys)
        self.hands: tuple[object, ...] = ()
        self.listing = Listing("", "", "", array("q"), (), lambda ids: ())
        self.shelves: list[Shelf] = []
        self.cursor = self.top = 0
        self.story: Story | None = None
        self.session: Session | None = None
        self.ended = False
        self._vocabulary: Vocabulary | None = None

    def say(self, key: str, /, **values: object) -> None:
        """A sentence of the catalogue."""
        self.telling.say(key, **values)

    @property
    def place(self) -> str:
        """Which row of how many, and of a session the minutes that are left."""
        row = f"{self.cursor + 1}/{len(self.listing)}" if len(self.listing) else "0"
        if self.session is None or self.session.ended is not None:
            return row
        return f"{row} {self.session.minutes_left(self.desk.clock())}m"

    @property
    def current(self) -> Headline | None:
        """The headline in hand."""
        return self.listing.headline(self.cursor) if len(self.listing) else None

    def learn(self, ids: Sequence[int]) -> None:
        """Some stories were changed: the list knows them anew."""
        self.listing.updated(reading.headlines(self.desk, ids))

    def renamed(self) -> None:
        """Somebody is merged or split off, or is not any more: the open story is told with the names of now."""
        if self.story is not None:
            self.story = reading.story(self.desk, self.story.headline.id)

    def key(self, name: str) -> str:
        """The first key of a verb that can be typed here, else its name."""
        return next(iter(self.vocabulary.called(name)), name)

    @property
    def vocabulary(self) -> Vocabulary:
        """The words that are understood."""
        if self._vocabulary is None:
            names = [name for name in (*(verb.name for verb in self.verbs), *EXTRA) if self._method(name)]
            words = {name: ",".join(sentence(one, f"word.{name}") for one in ("en", language())) for name in names}
            self._vocabulary = Vocabulary(self.verbs, names, words, language())
        return self._vocabulary

    def _method(self, name: str) -> object:
        return next((getattr(hand, f"do_{name}") for hand in (self, *self.hands) if hasattr(hand, f"do_{name}")), None)

    def answer(self, line: str) -> None:
        """Do what a line asks for; what cannot be done is one line too."""
        typed = self.vocabulary.read(line)
        if isinstance(typed, NoVerb):
            key = "plain.unknown_near" if typed.near else "plain.unknown"
            self.say(key, word=typed.word, near=typed.near, key=self.key("help"))
            return
        method = self._method(typed.name)
        try:
            method(typed.count, typed.rest)  # type: ignore[operator]  # found by name; all have this signature
        except QueryError as error:
            self.say("plain.query", message=explained(error.message), place=error.position + 1)
        except (RefError, DossierError, ConfigError) as error:
            self.say("plain.failed", reason=explained(str(error)))

    def follow_session(self) -> None:
        """Say once that the session is done, or that its time is over."""
        session, now = self.session, self.desk.clock()
        if session is None or session.ended is not None:
            return
        if session.done and self.story is None:
            session.ended = now
            self.tell_session("done", session)
        elif not session.time_told and not session.minutes_left(now):
            session.time_told = True
            self.tell_session("time", session)

    def tell_session(self, what: str, session: Session) -> None:
        """A sentence with the figures of the session."""
        self.say(f"session.{what}", key=self.key("session"), **session.account(self.desk.clock()))

    def do_quit(self, count: int, rest: str) -> None:
        """Leave."""
        self.ended = True

    def do_help(self, count: int, rest: str) -> None:
        """Every verb: what it does and how it is called."""
        self.say("plain.help")
        for group in GROUPS:
            listed = [verb for verb in self.verbs if verb.group == group and self._method(verb.name)]
            if not listed:
                continue
            self.say("plain.group", title=said(f"group.{group}"))
            for verb in listed:
                self._explain(verb.name, said(f"verb.{verb.name}"))
        self.say("plain.group", title=said("plain.extra"))
        for name in EXTRA:
            self._explain(name, said(f"plain.verb.{name}"))

    def _explain(self, name: str, what: str) -> None:
        self.say("plain.verb", words=", ".join(self.vocabulary.called(name)), what=what)
