"""A rule that is offered, in words, and after which verbs one may be.  Knows nothing of the toolkit."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.newsroom.learning import Suggestion

TRIAGED = frozenset({"dismiss", "undismiss", "toggle_star", "toggle_later", "star", "later"})
"""The verbs that say what a reader wants no more of, or does."""


def against(found: Suggestion, say: Callable[..., str]) -> str:
    """What a suggested rule is against; ``say`` gives the sentences of the catalogue."""
    about = found.trait.shown or found.trait.value
    feed = found.feed.shown if found.feed is not None else ""
    return say(f"suggest.{found.trait.field}{'_in_feed' if feed else ''}", about=about, feed=feed)
