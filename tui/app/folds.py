"""Which rows of a list stand for several articles of one event: folded to one, or unfolded below it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence


class Folds:
    """Groups of ids by the first of each, which is the row that stands for all while the group is folded."""

    def __init__(self, groups: Mapping[int, tuple[int, ...]]) -> None:
        self._folded: dict[int, tuple[int, ...]] = dict(groups)
        self._unfolded: dict[int, tuple[int, ...]] = {}
        self._lead = {member: lead for lead, members in groups.items() for member in members}
        self._unread: dict[int, set[int]] = {}
        self.revised: set[int] = set()
        """Articles whose watched pages have changed."""

    def tells_revised(self, story: int) -> bool:
        """Whether an article that a row stands for has changed."""
        return any(member in self.revised for member in self.targets(story))

    def add(self, groups: Mapping[int, tuple[int, ...]]) -> None:
        """More groups, all of whose articles are unread."""
        for lead, members in groups.items():
            self._folded[lead] = members
            self._lead.update(dict.fromkeys(members, lead))
            self._unread[lead] = set(members)

    def targets(self, story: int) -> tuple[int, ...]:
        """All that a row stands for: the article alone, or its whole group while that is folded."""
        return self._folded.get(story, (story,))

    def hidden(self) -> Iterable[int]:
        """The articles that have no row of their own now."""
        return (member for members in self._folded.values() for member in members[1:])

    def size(self, story: int) -> int:
        """How many articles the group has whose first this is; 0 for any other."""
        return len(self._folded.get(story) or self._unfolded.get(story) or ())

    def is_open(self, story: int) -> bool:
        """Whether the group whose first this is stands unfolded."""
        return story in self._unfolded

    def below(self, story: int) -> bool:
        """Whether this is an article of an unfolded group, but not its first."""
        lead = self._lead.get(story)
        return lead is not None and lead != story and lead in self._unfolded

    def lead(self, story: int) -> int:
        """The first of an article's group; itself without one."""
        return self._lead.get(story, story)

    def learn_unread(self, wanted: Collection[int]) -> None:
        """Say which articles are unread."""
        self._unread = {
            lead: unread for lead, members in self._folded.items() if (unread := {m for m in members if m in wanted})
        }

    def unread_rows(self, wanted: set[int]) -> set[int]:
        """The rows of which anything is unread, given which articles are."""
        return wanted.union(lead for lead, unread in self._unread.items() if unread)

    def set_unread(self, story: int, unread: bool) -> bool:
        """One article of a folded group changed; returns whether anything of the group is unread."""
        found = self._unread.setdefault(self._lead[story], set())
        (found.add if unread else found.discard)(story)
        return bool(found)

    def is_folded(self, story: int) -> bool:
        """Whether an article is in a group that is folded."""
        return self._lead.get(story) in self._folded

    def unfold(self, lead: int) -> tuple[Sequence[int], Collection[int]]:
        """Open a folded group; returns its articles and which of them are unread."""
        members = self._unfolded[lead] = self._folded.pop(lead)
        return members, self._unread.pop(lead, set())

    def fold(self, lead: int, unread: Iterable[int]) -> int:
        """Close an unfolded group of which these are unread; returns how many rows go."""
        members = self._folded[lead] = self._unfolded.pop(lead)
        self._unread[lead] = set(unread)
        return len(members) - 1
