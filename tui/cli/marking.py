"""``khabar mark``."""

from __future__ import annotations

from argparse import Namespace
from datetime import UTC, datetime

from tui.cli.commands import looking
from tui.cli.faults import Refusal
from tui.cli.speech import said, tell
from tui.newsroom import reading, stories, triage
from tui.newsroom.reading import RefError


def run_mark(options: Namespace) -> int:
    """Do a verb to articles; all of the references must be good, or nothing is done."""
    with looking(options) as desk:
        try:
            ids = [reading.resolve_ref(desk, ref).headline.id for ref in options.refs]
        except RefError as error:
            raise Refusal(str(error)) from None
        if 0 in ids:
            raise Refusal(said("cli.mark.file"))
        if options.story:
            ids = [one.id for number in ids for one in stories.members(desk, number)]
        change = triage.apply(desk, options.verb, ids, datetime.now(UTC))
    tell(options, said("cli.mark.changed", verb=options.verb, count=change.count))
    return 0
