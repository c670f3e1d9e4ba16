"""What every hand of the reader may hold on to.

The reader's screen only wires.  What keys do is split among hands, each with
one concern; a hand owns the verbs that it has a ``do_NAME(count)`` for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from tui.app.jobs import Jobs
from tui.app.keyboard import Keyboard
from tui.app.keys import shown
from tui.app.panels.bars import Footer, Status, Toast
from tui.app.panels.cards import Cards
from tui.app.panels.field import Field
from tui.app.panels.frame import Frame
from tui.app.panels.headlines import Headlines
from tui.app.panels.sidebar import Sidebar
from tui.app.panels.summarised import SummarisedView
from tui.app.reasons import translated
from tui.app.verbs import Verb, first_key
from tui.app.words import Words

if TYPE_CHECKING:
    from tui.newsroom import Desk


_FIRST_STRONG, _POP = "\u2068", "\u2069"
"""FSI and PDI (UAX#9): what stands between them is one thing to the text around it."""


class Opener(Protocol):
    """Opens an address in a browser; may block."""

    def __call__(self, url: str) -> object: ...


@dataclass(slots=True)
class Panels:
    """The widgets of the reader's screen."""

    frame: Frame
    status: Status
    feeds: Sidebar
    headlines: Headlines
    article: SummarisedView
    companies: Cards
    people: Cards
    footer: Footer
    field: Field
    toast: Toast


@dataclass(slots=True)
class Room:
    """The reader's surroundings, given to every hand.

    ``desk`` may be replaced by the demo's; ``fetching``: feeds are being asked.
    """

    desk: Desk
    jobs: Jobs
    panels: Panels
    words: Words
    verbs: tuple[Verb, ...]
    clock: Callable[[], datetime]
    fetching: bool = False
    keyboard: Keyboard = field(default_factory=Keyboard)

    def reason(self, text: str) -> str:
        """A reason that a deeper room gave, in the language of the interface."""
        return translated(text, self.words.say)

    def say(self, key: str, /, *, error: bool = False, **values: object) -> None:
        """Show a toast with a sentence of the catalogue; texts that are filled in keep their own direction."""
        isolated = {
            name: f"{_FIRST_STRONG}{value}{_POP}" if isinstance(value, str) and value else value
            for name, value in values.items()
        }
        self.panels.toast.say(self.words.say(key, **isolated), error=error)

    def key(self, name: str) -> str:
        """The first key of an action, as the help writes it."""
        return shown(first_key(self.verbs, name)) or name
