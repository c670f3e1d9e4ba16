"""Which stories of a list are selected: a range from an anchor to the cursor, and single ones.

Pure: the list's ids and the cursor's row go in.  What is kept are ids, so that
rows which come in above change nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from tui.app.listing import Listing


@dataclass(slots=True)
class Selection:
    """``anchor`` is the id where the range begins, None without one; ``single`` are ids selected one by one."""

    anchor: int | None = None
    single: set[int] = field(default_factory=set)

    def __bool__(self) -> bool:
        return self.anchor is not None or bool(self.single)

    def clear(self) -> None:
        """Select nothing."""
        self.anchor = None
        self.single.clear()

    def range(self, listing: Listing, cursor: int) -> tuple[int, int]:
        """The first row of the range and the one after its last; equal without a range."""
        row = listing.row_of(self.anchor) if self.anchor is not None else None
        return (cursor, cursor) if row is None else (min(row, cursor), max(row, cursor) + 1)

    def ids(self, listing: Listing, cursor: int) -> list[int]:
        """The selected ids in the order of the list."""
        first, end = self.range(listing, cursor)
        rows = {row for story in self.single if (row := listing.row_of(story)) is not None}
        return [listing.ids[row] for row in sorted(rows.union(range(first, end)))]

    def toggle(self, story: int) -> None:
        """Add one story, or take it out."""
        self.single.symmetric_difference_update((story,))
