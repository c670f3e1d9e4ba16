"""The stories of one view: ids and a byte each in memory, the rest read by the window.

Articles that tell the same event are one row, until it is unfolded.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from tui.app.folds import Folds
from tui.model import Headline

if TYPE_CHECKING:
    from tui.newsroom.finding import Hit

WINDOW = 64
"""How many headlines are read at once around one that is asked for."""
_KEPT = 1024

ReadHeadlines = Callable[[Sequence[int]], Sequence[Headline]]


class Listing:
    """What one view holds: its shelf key, title and query, its ids in order, and which of them are unread.

    Ids never move while the view stands: what arrives waits in ``waiting``
    until :meth:`bring_in`.  A ``partial`` listing is what a search or a
    narrowing found: nothing arrives for it.  ``groups`` are rows that stand for
    several articles, by the first of each.  ``hits``: what a search found, by article, each shown with a piece
    of its text.
    """

    def __init__(
        self,
        key: str,
        title: str,
        query: str,
        ids: array[int],
        unread: Iterable[int],
        read: ReadHeadlines,
        *,
        partial: bool = False,
        groups: Mapping[int, tuple[int, ...]] = MappingProxyType({}),
        hits: Mapping[int, Hit] = MappingProxyType({}),
    ) -> None:
        self.key, self.title, self.query, self.partial = key, title, query, partial
        self.ids, self.hits = ids, hits
        self.folds = Folds(groups)
        self.waiting: array[int] = array("q")
        self._waiting_groups: dict[int, tuple[int, ...]] = {}
        self._read = read
        self._known: dict[int, Headline] = {}
        self._unread = bytearray(len(ids))
        self.mark_unread(unread)

    def __len__(self) -> int:
        return len(self.ids)

    def mark_unread(self, unread: Iterable[int]) -> None:
        """Say which ids are unread; all others count as read."""
        wanted = set(unread)
        self.folds.learn_unread(wanted)
        if len(wanted) == len(self.ids) and wanted.issuperset(self.ids):
            self._unread = bytearray(b"\1") * len(self.ids)
            return
        self._unread = bytearray(map(self.folds.unread_rows(wanted).__contains__, self.ids))

    def headline(self, row: int) -> Headline | None:
        """The headline of row ``row``; None for one that the store no longer has."""
        story = self.ids[row]
        known = self._known.get(story)
        if known is None:
            start = max(0, row - WINDOW // 2)
            wanted = [item for item in self.ids[start : start + WINDOW] if item not in self._known]
            if len(self._known) > _KEPT:
                self._known.clear()
                wanted = list(self.ids[start : start + WINDOW])
            self.learn(self._read(wanted))
            known = self._known.get(story)
        return known

    def learn(self, headlines: Iterable[Headline]) -> None:
        """Take newer values of some headlines."""
        for headline in headlines:
            self._known[headline.id] = headline

    def forget(self) -> None:
        """Read the headlines again when they are asked for."""
        self._known.clear()

    def updated(self, headlines: Iterable[Headline]) -> None:
        """Some stories were changed: take their new values and whether they are unread."""
        for headline in headlines:
            if headline.revised:
                self.folds.revised.add(headline.id)
            unread = not (headline.read or headline.dismissed)
            folded = self.folds.is_folded(headline.id)
            row = self.row_of(self.folds.lead(headline.id) if folded else headline.id)
            if row is not None:
                self._known[headline.id] = headline
                self._unread[row] = self.folds.set_unread(headline.id, unread) if folded else unread

    def is_stale(self, headline: Headline) -> bool:
        """Whether the list shows a story whose page changed as one that is read or did not change."""
        row = self.row_of(self.folds.lead(headline.id))
        if row is None:
            return False
        known = self._known.get(headline.id)
        shown = self.folds.tells_revised(self.ids[row]) or (known is not None and known.revised)
        return not (shown and self.is_unread(row))

    def row_of(self, story: int) -> int | None:
        """The row of a story, or None."""
        try:
            return self.ids.index(story)
        except ValueError:
            return None

    def is_unread(self, row: int) -> bool:
        """Whether the story in ``row`` is unread and not dismissed."""
        return bool(self._unread[row])

    def unread_count(self) -> int:
        """How many rows are unread."""
        return self._unread.count(1)

    def unread_after(self, row: int) -> int | None:
        """The next unread row below ``row``, or None."""
        found = self._unread.find(1, row + 1)
        return None if found < 0 else found

    def unread_before(self, row: int) -> int | None:
        """The unread row above ``row``, or None."""
        found = self._unread.rfind(1, 0, max(0, row))
        return None if found < 0 else found

    def wait_for(self, now: Listing) -> int:
        """Compare with the view as it would be now: what is new waits.  Returns how many rows wait."""
        have = {*self.ids, *self.folds.hidden()}
        self.waiting, self._waiting_groups = array("q"), {}
        for lead in now.ids:
            fresh = tuple(story for story in now.folds.targets(lead) if story not in have)
            if fresh:
                self.waiting.append(fresh[0])
            if len(fresh) > 1:
                self._waiting_groups[fresh[0]] = fresh
        return len(self.waiting)

    def bring_in(self) -> int:
        """Put what waits on top, as unread, and say how many rows that were."""
        count = len(self.waiting)
        self.ids = self.waiting + self.ids
        self._unread = bytearray(b"\1" * count) + self._unread
        self.folds.add(self._waiting_groups)
        self.waiting, self._waiting_groups = array("q"), {}
        return count

    # Folding

    def targets(self, story: int) -> tuple[int, ...]:
        """All that a verb on a row acts on."""
        return self.folds.targets(story)

    def everything(self) -> array[int]:
        """All ids, those without a row of their own too, in the order of the rows."""
        return array("q", (story for lead in self.ids for story in self.folds.targets(lead)))

    def unfold(self, row: int) -> bool:
        """Give each article of a folded row a row of its own, below it; False if it stands for one alone."""
        lead = self.ids[row]
        if self.folds.size(lead) < 2 or self.folds.is_open(lead):
            return False
        members, unread = self.folds.unfold(lead)
        self.ids[row + 1 : row + 1] = array("q", members[1:])
        self._unread[row : row + 1] = bytearray(1 if story in unread else 0 for story in members)
        return True

    def fold(self, row: int) -> int | None:
        """Fold the story to which a row belongs; returns the row that stands for it, None if it is not unfolded."""
        lead = self.folds.lead(self.ids[row])
        first = self.row_of(lead) if self.folds.is_open(lead) else None
        if first is None:
            return None
        end = first + self.folds.size(lead)
        unread = [self.ids[at] for at in range(first, end) if self._unread[at]]
        self.folds.fold(lead, unread)
        del self.ids[first + 1 : end]
        self._unread[first:end] = bytearray([1 if unread else 0])
        return first
