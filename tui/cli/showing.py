"""``khabar show``."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from tui.app.moments import heading_of
from tui.cli.commands import looking
from tui.cli.faults import Refusal
from tui.cli.output import Surface, print_json
from tui.cli.speech import said
from tui.model import Article, Block, Headline, Recognition, Story
from tui.newsroom import reading, revisions
from tui.newsroom.reading import RefError
from tui.newsroom.revisions import Change

UNWRAPPED = 1_000_000
"""The width for logical text in a pipe: a paragraph is a line."""


def run_show(options: Namespace) -> int:
    """One article, or what changed in it."""
    with looking(options) as desk:
        try:
            story = reading.resolve_ref(desk, options.ref)
        except RefError as error:
            raise Refusal(str(error)) from None
        found = revisions.changes(desk, story.headline.id) if options.changes else []
    if options.changes:
        return _show_changes(options, story, found)
    if options.json:
        print_json(article_json(story.headline, story.article))
    else:
        print_story(Surface(options), story)
    return 0


def _show_changes(options: Namespace, story: Story, found: Sequence[Change]) -> int:
    if options.json:
        print_json([_change_json(change) for change in found])
        return 0
    if not found:
        raise Refusal(said("cli.show.unchanged"))
    print_changes(Surface(options), story, found)
    return 0


def print_changes(surface: Surface, story: Story, found: Sequence[Change]) -> None:
    """What changed, newest first, each with what was taken away and what came."""
    from tui.articles.changes import as_article

    sections = [(heading_of(change, said), change.comparison) for change in found]
    shown = as_article(story.article, sections, signs=not surface.colours)
    print_story(surface, replace(story, article=shown, recognition=Recognition(story.article.language)))


def _change_json(change: Change) -> dict[str, Any]:
    return {
        "at": change.at.isoformat(),
        "added": change.comparison.added,
        "removed": change.comparison.removed,
        "blocks": _blocks_json(change.comparison.blocks),
    }


def print_story(surface: Surface, story: Story) -> None:
    """The article as the reader shows it, or wrapped in logical order for a pipe."""
    from tui.articles import layout

    if surface.visual:
        for row in layout.lay_out(story.article, story.recognition, surface.width):
            surface.write(layout.runs(row, surface.width))
        return
    width = surface.asked_width or (surface.width if surface.tty else UNWRAPPED)
    for row in layout.lay_out(story.article, story.recognition, width, measure=width):
        if row.line is None:
            sys.stdout.write("\n")
            continue
        text = layout.text_of(story.article, row)[row.line.start : row.line.end]
        prefix = f"{row.prefix.strip()} " if row.prefix.strip() else " " * row.indent
        sys.stdout.write(_harmless(f"{prefix}{text}").rstrip() + "\n")


def _harmless(text: str) -> str:
    from tui.text import sanitise

    return sanitise(text).replace("\n", " ").replace("\t", "    ")


def article_json(headline: Headline, article: Article) -> dict[str, Any]:
    """A story's values by name."""
    return {
        "id": headline.id,
        "title": article.title,
        "byline": article.byline,
        "published": None if article.published is None else article.published.isoformat(),
        "language": article.language,
        "direction": article.direction,
        "url": article.url,
        "site": article.site,
        "picture": article.picture,
        "feed": headline.feed_title,
        "blocks": _blocks_json(article.blocks),
    }


def _blocks_json(blocks: Sequence[Block]) -> list[dict[str, Any]]:
    return [
        {
            "kind": block.kind.value,
            "text": block.text,
            "level": block.level,
            "ordinal": block.ordinal,
            "marks": [
                {"start": mark.start, "end": mark.end, "kind": mark.kind.value, "target": mark.target}
                for mark in block.marks
            ],
        }
        for block in blocks
    ]
