"""``khabar mark``."""

from __future__ import annotations

import sys
from argparse import Namespace
from datetime import UTC, datetime

from tui.cli.commands import looking
from tui.cli.faults import Refusal
from tui.newsroom import reading, triage
from tui.newsroom.reading import RefError


def run_mark(options: Namespace) -> int:
    """Do a verb to articles; all of the references must be good, or nothing is done."""
    with looking(options) as desk:
        try:
            ids = [reading.resolve_ref(desk, ref).headline.id for ref in options.refs]
        except RefError as error:
            raise Refusal(str(error)) from None
        if 0 in ids:
            raise Refusal("a file cannot be marked; give an article's number or URL")
        change = triage.apply(desk, options.verb, ids, datetime.now(UTC))
    sys.stdout.write(f"{options.verb}: {change.count} changed\n")
    return 0
