"""``khabar entities``: companies and people, as cards or as JSON with offsets into one text."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from tui.cli.commands import looking, refuse_usage
from tui.cli.faults import Refusal
from tui.cli.output import Surface, print_json
from tui.cli.speech import indented, said
from tui.model import BYLINE_BLOCK, TITLE_BLOCK, Article, Entity, Mention, Recognition
from tui.newsroom import reading
from tui.newsroom.reading import RefError

SHOWN_KINDS = ("company", "person")
BETWEEN = "\n\n"
UPDATE = "update"
"""In place of a REF: ask for facts."""
BOM = "\ufeff"


def run_entities(options: Namespace) -> int:
    """Companies and people of a cached article or of a file; with --top of everything cached; or an update of facts."""
    if options.ref == UPDATE:
        from tui.cli.facts import run_update

        return run_update(options)
    if options.address is not None or options.again:
        raise refuse_usage(said("cli.update.only"))
    if options.top is not None:
        from tui.cli.dossier import run_top

        return run_top(options)
    if options.ref is None:
        raise refuse_usage(said("cli.entities.what"))
    path = Path(options.ref)
    if path.suffix.lower() == ".txt" and not options.ref.startswith(("http://", "https://")):
        text, recognition = _of_text(path)
        # A byte order mark belongs to the text as decoded, but to no name.
        mentions = [_moved(mention, int(text.startswith(BOM))) for mention in recognition.mentions]
    else:
        with looking(options) as desk:
            try:
                story = reading.resolve_ref(desk, options.ref)
            except RefError as error:
                raise Refusal(str(error)) from None
        recognition = story.recognition
        text, starts = flatten(story.article)
        mentions = [
            _moved(mention, starts[mention.block]) for mention in recognition.mentions if mention.block in starts
        ]
    if options.json:
        print_json(as_json(text, recognition, mentions))
    else:
        _print_cards(Surface(options), recognition)
    return 0


def _of_text(path: Path) -> tuple[str, Recognition]:
    """A file's text exactly as decoded, and what is in it."""
    from tui.entities import recognise
    from tui.text import guess_language

    try:
        text = path.read_bytes().decode("utf-8")
    except UnicodeDecodeError as error:
        raise Refusal(said("cli.entities.encoding", path=str(path), byte=error.start)) from None
    except OSError as error:
        raise Refusal(f"{path}: {(error.strerror or said('cli.entities.unreadable')).lower()}") from None
    words = text.removeprefix(BOM)
    return text, recognise(words, guess_language(words))


def flatten(article: Article) -> tuple[str, dict[int, int]]:
    """Title, byline and blocks as one text with blank lines between, and where each block begins in it."""
    parts = [(TITLE_BLOCK, article.title), (BYLINE_BLOCK, article.byline)]
    parts += [(index, block.text) for index, block in enumerate(article.blocks)]
    starts: dict[int, int] = {}
    pieces: list[str] = []
    length = 0
    for block, piece in parts:
        if not piece:
            continue
        if pieces:
            pieces.append(BETWEEN)
            length += len(BETWEEN)
        starts[block] = length
        pieces.append(piece)
        length += len(piece)
    return "".join(pieces), starts


def _moved(mention: Mention, by: int) -> Mention:
    return Mention(mention.start + by, mention.end + by, mention.surface, mention.kind, mention.entity, mention.block)


def as_json(text: str, recognition: Recognition, mentions: Sequence[Mention]) -> dict[str, Any]:
    """The answer as in the manual: offsets are code points into ``text``, end exclusive."""
    return {
        "text": text,
        "language": recognition.language,
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "surface": mention.surface,
                "kind": mention.kind,
                "entity": mention.entity,
            }
            for mention in sorted(mentions, key=lambda mention: (mention.start, mention.end))
            if mention.kind in SHOWN_KINDS
        ],
        "entities": [_entity_json(entity) for entity in recognition.entities if entity.kind in SHOWN_KINDS],
    }


def _entity_json(entity: Entity) -> dict[str, Any]:
    return {
        "id": entity.id,
        "kind": entity.kind,
        "name": entity.name,
        "names": list(entity.names),
        "count": entity.count,
        "badge": entity.badge,
        "role": entity.role,
        "summary": " ".join(sentence.text for sentence in entity.sentences),
        "relations": [
            {
                "kind": relation.kind,
                "object": relation.object,
                "sentence": relation.sentence.text,
                "detail": relation.detail,
            }
            for relation in entity.relations
        ],
    }


def _print_cards(surface: Surface, recognition: Recognition) -> None:
    names = {entity.id: entity.name for entity in recognition.entities}
    for kind, title in (("company", said("cli.entities.companies")), ("person", said("cli.entities.people"))):
        found = [entity for entity in recognition.entities if entity.kind == kind]
        if not found:
            continue
        surface.say(title)
        for entity in found:
            _print_card(surface, entity, names)


def _print_card(surface: Surface, entity: Entity, names: dict[str, str]) -> None:
    other = next((name for name in (entity.native, entity.latin) if name and name != entity.name), "")
    mark = f" \u00b7 {said('cli.entities.neural')}" if entity.badge == "neural" else ""
    surface.say(f"  {entity.name}" + (f" \u00b7 {other}" if other else "") + f" \u00d7{entity.count}{mark}")
    if entity.role:
        surface.say(f"    {entity.role}")
    for relation in entity.relations:
        detail = f" ({relation.detail})" if relation.detail else ""
        told = said(f"cli.relation.{relation.kind}", name=names.get(relation.object, ""))
        indented(surface, f"{told}{detail}", 4)
    for sentence in entity.sentences:
        surface.paragraph(sentence.text, 4)
