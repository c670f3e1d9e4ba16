"""The annotated development articles: the small markup of tests/entities/gold/README.md, read into spans and names."""

import json
import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

GOLD = Path(__file__).parent / "gold"
HALVES = ("build", "learn", "kept")

COUNTED = ("company", "person")
KINDS = (*COUNTED, "other", "club", "product", "paper", "unit")
# In the words of the interchange format: "other" is an error for a company, the rest is neither right nor wrong.
FOREIGN = {"other": "org", "club": "org", "product": "product", "paper": "publication", "unit": "org_unit"}


@dataclass(frozen=True, slots=True)
class Named:
    """One entity of an article: ``name`` in its language, ``latin`` in Latin letters, ``names`` all it is called."""

    key: str
    kind: str
    name: str
    latin: str
    names: frozenset[str]
    required: bool
    famous: bool
    borderline: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A mention: code points ``start:end`` of the text; ``also`` are further spans that count as exact."""

    start: int
    end: int
    key: str
    kind: str
    required: bool
    also: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Trap:
    """Words that look like a name and are none: code points ``start:end``."""

    start: int
    end: int
    why: str


@dataclass(frozen=True, slots=True)
class Tie:
    """A relation that the text states; one that is not ``required`` may be shown and need not be."""

    kind: str
    subject: str
    object: str
    detail: str = ""
    required: bool = True


@dataclass(frozen=True, slots=True)
class GoldArticle:
    """One annotated article; ``half`` is ``build``, ``kept`` or empty for an article from elsewhere."""

    id: str
    half: str
    language: str
    style: str
    text: str
    entities: dict[str, Named]
    mentions: tuple[Marked, ...]
    traps: tuple[Trap, ...]
    ties: tuple[Tie, ...]


class GoldError(ValueError):
    """A source that breaks the rules of the markup; says file and place."""


MARK = re.compile(r"\{([^{}|]+)\|([^{}]+)\}")
INNER = re.compile(r"[<>\[\]]")


def load(half: str | None = None) -> list[GoldArticle]:
    """The articles of one of HALVES, or of all, in the order of their file names; raises GoldError."""
    halves = HALVES if half is None else (half,)
    return [read_source(path) for each in halves for path in sorted((GOLD / each).glob("*.txt"))]


def read_source(path: Path) -> GoldArticle:
    """Parse one source file; raises GoldError with the file's name."""
    head, line, body = path.read_text(encoding="utf-8").partition("\n===\n")
    if not line:
        raise GoldError(f"{path.name}: no line === between header and text")
    fields: dict[str, str] = {}
    entities: dict[str, Named] = {}
    ties: list[Tie] = []
    for row in head.splitlines():
        word, _, rest = row.partition(" ")
        if word.endswith(":"):
            fields[word[:-1]] = rest.strip()
        elif word in ("tie", "tie?"):
            ties.append(read_tie(rest, word == "tie"))
        elif word.rstrip("*") in KINDS:
            named = read_named(word, rest)
            if named.key in entities:
                raise GoldError(f"{path.name}: {named.key} is declared twice")
            entities[named.key] = named
        else:
            raise GoldError(f"{path.name}: {row!r} is no line of a header")
    try:
        text, mentions, traps = read_marks(body.strip() + "\n", entities)
    except GoldError as error:
        raise GoldError(f"{path.name}: {error}") from error
    for tie in ties:
        if tie.subject not in entities or tie.object not in entities:
            raise GoldError(f"{path.name}: {tie} names nobody")
    whole = {key: with_surfaces(named, text, mentions) for key, named in entities.items()}
    return GoldArticle(
        path.stem, path.parent.name, fields["language"], fields["style"], text, whole, mentions, traps, tuple(ties)
    )


def read_named(word: str, rest: str) -> Named:
    """``key | name | latin | further; names`` of a header line; ``*`` after the kind says that it is well known."""
    key, name, latin, *further = (part.strip() for part in rest.split("|"))
    kind = word.rstrip("*")
    names = {name, latin, *(part.strip() for part in ";".join(further).split(";"))} - {""}
    return Named(key, kind, name, latin, frozenset(names), kind in COUNTED, word.endswith("*"), kind == "club")


def read_tie(rest: str, required: bool) -> Tie:
    """``kind subject object : detail``."""
    ends, _, detail = rest.partition(" : ")
    kind, subject, target = ends.split()
    return Tie(kind, subject, target, detail.strip(), required)


def with_surfaces(named: Named, text: str, mentions: tuple[Marked, ...]) -> Named:
    """The entity, also known by every form in which the text names it."""
    forms = {text[mention.start : mention.end] for mention in mentions if mention.key == named.key}
    return replace(named, names=named.names | forms)


def read_marks(body: str, entities: dict[str, Named]) -> tuple[str, tuple[Marked, ...], tuple[Trap, ...]]:
    """The text without its marks, its mentions and its traps; raises GoldError for a key that no line declares."""
    text = ""
    mentions: list[Marked] = []
    traps: list[Trap] = []
    last = 0
    for mark in MARK.finditer(body):
        text += body[last : mark.start()]
        last = mark.end()
        key, inside = mark.groups()
        start = len(text)
        text += INNER.sub("", inside)
        if key.startswith("-"):
            traps.append(Trap(start, len(text), key[1:]))
            continue
        named = entities.get(key.lstrip("?"))
        if named is None:
            raise GoldError(f"{key!r} is declared nowhere")
        span, also = spans(inside, start)
        mentions.append(Marked(*span, named.key, named.kind, named.required and not key.startswith("?"), also))
    text += body[last:]
    if re.search(r"[{}|]", text):
        raise GoldError("a mark is not closed")
    return text, tuple(mentions), tuple(traps)


def spans(inside: str, start: int) -> tuple[tuple[int, int], tuple[tuple[int, int], ...]]:
    """The bare span and the others accepted: ``<x>`` is the bare one in the mark, ``[x]`` a shorter one."""
    place = {"<": -1, ">": -1, "[": -1, "]": -1}
    length = 0
    for character in inside:
        if character in place:
            place[character] = start + length
        else:
            length += 1
    outer = (start, start + length)
    if place["<"] >= 0:
        return (place["<"], place[">"]), (outer,)
    if place["["] >= 0:
        return outer, ((place["["], place["]"]),)
    return outer, ()


def read_json(path: Path) -> GoldArticle:
    """An article in the interchange format (offsets already counted)."""
    given: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    entities = {}
    for row in given["entities"]:
        names = {row["canonical"], *row.get("names", {}).values(), *row.get("aliases", []), *row.get("surfaces", [])}
        required = row["status"] == "required" and row["type"] in COUNTED
        entities[row["id"]] = Named(
            row["id"],
            row["type"],
            row["canonical"],
            row["names"].get("en", ""),
            frozenset(names),
            required,
            bool(row["famous"]),
            bool(row.get("borderline")),
        )
    mentions = tuple(
        Marked(
            row["start"],
            row["end"],
            row["entity"],
            row["type"],
            row["status"] == "required" and row["type"] in COUNTED,
            tuple((a, b) for a, b in row["alt"]),
        )
        for row in given["mentions"]
    )
    traps = tuple(Trap(row["start"], row["end"], row["why"]) for row in given["traps"])
    ties = tuple(Tie(row["type"], row["subj"], row["obj"], row.get("detail", "")) for row in given["relations"])
    return GoldArticle(given["id"], "", given["lang"], "", given["text"], entities, mentions, traps, ties)


def as_json(article: GoldArticle) -> dict[str, Any]:
    """The article in the interchange format, for another scorer to read."""
    panels = {key: named.kind if named.kind in COUNTED else None for key, named in article.entities.items()}
    return {
        "id": article.id,
        "lang": article.language,
        "text": article.text,
        "entities": [
            {
                "id": key,
                "canonical": named.latin or named.name,
                "names": {},
                "type": FOREIGN.get(named.kind, named.kind),
                "panel": panels[key],
                "status": "required" if named.required else "optional",
                "famous": named.famous,
                "borderline": named.borderline,
                "aliases": sorted(named.names),
            }
            for key, named in article.entities.items()
        ],
        "mentions": [
            {
                "start": mention.start,
                "end": mention.end,
                "surface": article.text[mention.start : mention.end],
                "entity": mention.key,
                "type": FOREIGN.get(mention.kind, mention.kind),
                "panel": panels[mention.key],
                "status": "required" if mention.required else "optional",
                "alt": [list(span) for span in mention.also],
            }
            for mention in article.mentions
        ],
        "traps": [{"start": trap.start, "end": trap.end, "why": trap.why} for trap in article.traps],
    }
