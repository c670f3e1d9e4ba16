"""``khabar summary``: what a language model that the user named makes of one article."""

from __future__ import annotations

import asyncio
import os
from argparse import Namespace
from typing import Any

from tui.cli.commands import looking
from tui.cli.faults import Refusal
from tui.cli.output import Surface, print_json
from tui.cli.speech import language, paragraph, said
from tui.model import Story, Summary
from tui.newsroom import reading
from tui.newsroom.reading import RefError
from tui.newsroom.summaries import SummaryError, check, summarise


def run_summary(options: Namespace) -> int:
    """A summary of a cached article, or of a file: the one that is kept, else a new one."""
    with looking(options) as desk:
        try:
            check(desk)
            story = reading.resolve_ref(desk, options.ref)
            summary, known = asyncio.run(summarise(desk, story, language(), os.environ, again=options.again))
        except (SummaryError, RefError) as error:
            raise Refusal(str(error)) from None
    if options.json:
        print_json(summary_json(story, summary, known))
    else:
        surface = Surface(options)
        paragraph(surface, said("cli.summary.by", model=summary.model), 0)
        for text in summary.text.split("\n"):
            surface.paragraph(text, 0)
    return 0


def summary_json(story: Story, summary: Summary, known: bool) -> dict[str, Any]:
    """A summary's values by name; ``cached`` says that nothing was sent for it."""
    return {
        "id": story.headline.id,
        "title": story.article.title,
        "summary": summary.text,
        "model": summary.model,
        "language": summary.language,
        "made": summary.made.isoformat(),
        "cached": known,
    }
