"""``khabar --plain``: the reader as a dialogue, a line in and some lines out.

For screen readers, for terminals that cannot place a cursor, and for scripts:
no colours, no cursor, no toolkit.  The verbs are those of the registry
(:mod:`tui.app.verbs`), by their keys, their names and words of the language;
each is a method ``do_NAME`` of a hand, as in the reader.
"""

from __future__ import annotations

import sys
from argparse import Namespace

from tui.cli.plain.dialogue import Dialogue
from tui.cli.plain.entities import Entities
from tui.cli.plain.folding import Folding
from tui.cli.plain.looking import Looking
from tui.cli.plain.making import Making
from tui.cli.plain.moving import Moving
from tui.cli.plain.outside import Outside
from tui.cli.plain.reading import Reading
from tui.cli.plain.refreshing import Refreshing
from tui.cli.plain.sitting import Sitting
from tui.cli.plain.telling import Telling
from tui.cli.plain.triaging import Triaging
from tui.cli.plain.walking import Walking
from tui.newsroom import Desk

__all__ = ["converse"]


def converse(desk: Desk, options: Namespace, *, network: bool) -> int:
    """Hold the dialogue until its input ends or ``quit``; ``network``: feeds may be asked.

    Raises Refusal for a display mode that is none, and KeyboardInterrupt for Ctrl+C.
    """
    reconfigure = getattr(sys.stdin, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors="replace")
    dialogue = Dialogue(desk, Telling(options))
    reading = Reading(dialogue)
    looking = Looking(dialogue, reading)
    making = Making(dialogue)
    triaging = Triaging(dialogue, reading, making)
    sitting = Sitting(dialogue, looking)
    entities = Entities(dialogue)
    dialogue.hands = (
        Folding(dialogue, looking), Walking(dialogue, reading, entities), making,
        reading, looking, Moving(dialogue, reading, looking), sitting, triaging, entities,
        Outside(dialogue, triaging, network=network), Refreshing(dialogue, looking, options, network=network),
    )  # fmt: skip
    looking.begin(options.minutes)
    if options.minutes:
        sitting.begin_session(options.minutes)
    try:
        while not dialogue.ended:
            dialogue.telling.prompt(dialogue.place)
            line = sys.stdin.readline()
            if not line:
                dialogue.telling.end_of_input()
                break
            dialogue.answer(line)
            dialogue.follow_session()
    finally:
        reading.keep_position()
    return 0
