"""The field at the bottom: one question at a time, and who is told what was typed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tui.app.hands import Room
from tui.app.looks import Looks

_KEPT = 50


def _nothing() -> None:
    return None


@dataclass(frozen=True, slots=True)
class Question:
    """``answered`` gets what was typed at Enter, ``typed`` what stands there after every key; ``left`` is for Esc.

    ``complete`` makes of what stands there what Tab makes of it.
    """

    answered: Callable[[str], None]
    typed: Callable[[str], None] = lambda value: None
    left: Callable[[], None] = _nothing
    complete: Callable[[str], str] = lambda value: value


class Asking:
    """Opens the field for the hands that ask something; remembers the answers of each kind for the arrow keys."""

    def __init__(self, room: Room, looks: Looks) -> None:
        self._room, self._looks = room, looks
        self._question: Question | None = None
        self._kind = ""
        self._focus = ""
        self._answers: dict[str, list[str]] = {}
        self._back = 0

    @property
    def asks(self) -> bool:
        """Whether a question stands."""
        return self._question is not None

    def ask(self, kind: str, question: Question, value: str = "") -> None:
        """Ask; the prompt is the sentence ``field.KIND``."""
        self._question, self._kind, self._back = question, kind, 0
        self._focus = self._looks.shown.focus
        field = self._room.panels.field
        field.display = True
        field.start(self._room.words.say(f"field.{kind}"), value)
        field.focus(scroll_visible=False)

    def typed(self, value: str) -> None:
        """The text in the field changed."""
        if self._question is not None:
            self._question.typed(value)

    def submitted(self, value: str) -> None:
        """Enter: the answer is kept for the next time."""
        question = self._close()
        if question is not None:
            kept = [one for one in self._answers.get(self._kind, []) if one != value]
            self._answers[self._kind] = [*kept, value][-_KEPT:] if value.strip() else kept
            question.answered(value)

    def cancelled(self) -> None:
        """Esc."""
        question = self._close()
        if question is not None:
            question.left()

    def steered(self, key: str) -> None:
        """Up and down go through earlier answers."""
        answers = self._answers.get(self._kind, [])
        self._back = max(0, min(len(answers), self._back + {"up": 1, "down": -1}.get(key, 0)))
        self._room.panels.field.replace(answers[-self._back] if self._back else "")

    def complete(self) -> None:
        """Tab."""
        field = self._room.panels.field
        if self._question is not None:
            field.replace(self._question.complete(field.value))

    def _close(self) -> Question | None:
        question, self._question = self._question, None
        if question is not None:
            self._room.panels.field.display = False
            self._looks.focus(self._focus)
        return question
