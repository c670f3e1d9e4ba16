"""Finding words in the open story, and following its links inside it."""

from __future__ import annotations

from tui.app.asking import Asking, Question
from tui.app.hands import Room
from tui.app.looks import Looks
from tui.articles import within


class Inside:
    """What keys do inside an article beyond moving."""

    def __init__(self, room: Room, looks: Looks, asking: Asking) -> None:
        self._room, self._looks, self._asking = room, looks, asking

    def do_find(self, count: int) -> None:
        """Ask for words, and go to them while they are typed."""
        article = self._room.panels.article
        if article.story is None or "article" not in self._looks.plan.boxes:
            self._room.say("toast.open_first")
            return
        self._looks.focus("article")
        start, before, text = article.position, article.sought, article.story.article
        self._room.jobs.prepare(lambda: within.folded_texts(text))

        def left() -> None:
            article.find(before, start)
            article.go_to(*start)

        self._asking.ask("find", Question(self.find_told, lambda words: self.find(words, start), left))

    def find(self, words: str, start: tuple[int, int] | None = None) -> None:
        """Go to the first place of ``words`` from ``start`` on, by default from what is seen."""
        article = self._room.panels.article
        found = article.find(words, article.position if start is None else start)
        if not found and start is not None:
            article.go_to(*start)

    def find_told(self, words: str) -> None:
        """Go to the words, and say how many places there are."""
        self.find(words)
        if words.strip():
            self._tell()

    def _tell(self) -> None:
        article = self._room.panels.article
        if article.matches:
            self._room.say("toast.match", words=article.sought, index=article.match, count=len(article.matches))
        else:
            self._room.say("toast.no_match", words=article.sought)

    def do_footnote(self, count: int) -> None:
        """To footnote ``count``, or to the first that is referred to in what is seen; from there back."""
        article = self._room.panels.article
        if not self._looks.inside or (not count and article.jump_back()):
            return
        block = article.note(count)
        if block is None:
            self._room.say("toast.no_footnote")
        else:
            article.jump_to(block)
            self._room.say("toast.jumped", key=self._room.key("footnote"))

    def do_next_match(self, count: int) -> None:
        """The next place."""
        self._step(max(1, count))

    def do_previous_match(self, count: int) -> None:
        """The place before."""
        self._step(-max(1, count))

    def _step(self, step: int) -> None:
        article = self._room.panels.article
        if not article.sought:
            self._room.say("toast.find_first", key=self._room.key("find"))
            return
        article.go_to_match(step)
        self._tell()
