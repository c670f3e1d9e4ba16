"""What happened: the facts that workers post and the screen acts on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.message import Message

if TYPE_CHECKING:
    from PIL.Image import Image

    from tui.app.listing import Listing
    from tui.app.opening import Opening
    from tui.model import Headline, Story
    from tui.newsroom.completing import Completion
    from tui.newsroom.learning import Suggestion
    from tui.newsroom.triage import Change
    from tui.newsroom.views import Shelf


@dataclass(eq=False, repr=False)
class ShelvesCounted(Message):
    """The side bar was read again."""

    shelves: Sequence[Shelf]


@dataclass(eq=False, repr=False)
class Opened(Message):
    """What the reader shows first was read."""

    opening: Opening


@dataclass(eq=False, repr=False)
class ViewLoaded(Message):
    """A view's stories are known.  ``row`` is where the cursor goes; ``focus`` whether the list gets the focus."""

    listing: Listing
    row: int = 0
    focus: bool = False
    open_row: bool = False


@dataclass(eq=False, repr=False)
class ViewGrew(Message):
    """What the view that is shown would hold now; ``key`` says which view was asked about.

    ``revised`` are the stories anywhere whose watched page has changed and was not read since.
    """

    listing: Listing
    key: str
    revised: Sequence[Headline] = ()


@dataclass(eq=False, repr=False)
class HitsRead(Message):
    """The texts of some hits of a list were read."""

    listing: Listing


@dataclass(eq=False, repr=False)
class StoryLoaded(Message):
    """A story was read.  ``focus`` says whether it was opened or is only a preview.

    ``again``: somebody in the story that is open may have another name or card
    now; it is nothing new to a screen that shows another one by then.
    """

    story: Story
    focus: bool
    again: bool = False


@dataclass(eq=False, repr=False)
class PageFetched(Message):
    """The page of a story was fetched and kept; or not, and ``reason`` says why."""

    story: int
    reason: str = ""


@dataclass(eq=False, repr=False)
class ChangesRead(Message):
    """What changed in a watched page was read: a story whose article is just that."""

    story: Story


@dataclass(eq=False, repr=False)
class TriageDone(Message):
    """A change went to the journal, or was taken back (``how``: done, undone, redone); ``change`` None: there was none.

    ``headlines`` are the new values of the stories concerned, None when they
    are too many to name.
    """

    change: Change | None
    how: str
    headlines: Sequence[Headline] | None
    unread: Sequence[int] | None = None


@dataclass(eq=False, repr=False)
class SettingsMade(Message):
    """A rule or a view (``what``) stands in feeds.toml now; ``change`` is its line in the history."""

    what: str
    name: str
    change: Change


@dataclass(eq=False, repr=False)
class Suggested(Message):
    """The journal was looked through for a rule."""

    suggestion: Suggestion | None


@dataclass(eq=False, repr=False)
class Completed(Message):
    """What may stand at the caret of what was typed."""

    typed: str
    found: Sequence[Completion]


@dataclass(eq=False, repr=False)
class RefreshStarted(Message):
    """A refresh began, of ``total`` feeds."""

    total: int


@dataclass(eq=False, repr=False)
class FeedRefreshed(Message):
    """One feed is done."""

    url: str
    title: str
    outcome: str
    new: int
    reason: str


@dataclass(eq=False, repr=False)
class RefreshEnded(Message):
    """The refresh is over.  ``reason`` is one line when it could not run at all."""

    failed: int
    total: int
    new: int
    reason: str = ""


@dataclass(eq=False, repr=False)
class HistoryRead(Message):
    """The journal was read, newest first."""

    changes: Sequence[Change]


@dataclass(eq=False, repr=False)
class PictureRead(Message):
    """A picture was read from its file; None if it is none."""

    picture: Image | None


@dataclass(eq=False, repr=False)
class Browsed(Message):
    """What became of an address (``how``: as in :mod:`tui.app.browsing`); ``told``: say that it is open."""

    url: str
    how: str
    told: bool


@dataclass(eq=False, repr=False)
class Saved(Message):
    """A story was written to ``path``; or not, and ``reason`` says why."""

    path: str
    reason: str = ""


@dataclass(eq=False, repr=False)
class Piped(Message):
    """A command of the user's ended: what it wrote, and its exit status."""

    command: str
    output: str
    status: int


@dataclass(eq=False, repr=False)
class DossierTurned(Message):
    """Somebody is followed, unfollowed, muted or unmuted (``what``); ``values`` go into the sentence that says so."""

    what: str
    values: Mapping[str, object]
