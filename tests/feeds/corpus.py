"""How far khabar agrees with feedparser's own test corpus: ``python -m tests.feeds.corpus FOLDER [--all]``.

FOLDER is ``tests`` of a copy of https://github.com/kurtmckee/feedparser, which
is not part of this project.  Its ``wellformed``, ``illformed`` and ``encoding``
hold feeds that say in a comment what feedparser makes of them.  Counted is each
comparison (``==``) that concerns a value which khabar keeps too:

- title and link of the feed; title, link, id, author and dates of an entry;
- content: khabar keeps one text an entry, the richest, so a summary beside a
  content is not counted.

Two texts agree if they show the same.  A title is compared as plain text, an
author without an address of mail, a date as a moment, content as the blocks
(text, links, headings ...) that the reader would show of it: feedparser takes
hostile markup out of the source, khabar never shows it.
"""

from __future__ import annotations

import ast
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from tui.articles import blocks_from_html
from tui.feeds import NotAFeed, parse
from tui.feeds.plain import plain_text
from tui.model import Entry, ParsedFeed
from tui.text.dates import parse_date

FOLDERS = ("wellformed", "illformed", "encoding")
ROOT = "http://127.0.0.1:8097/tests/"
FIELDS = {
    "title": "title",
    "link": "link",
    "id": "id",
    "guid": "id",
    "author": "author",
    "published": "published",
    "published_parsed": "published",
    "issued": "published",
    "issued_parsed": "published",
    "updated": "updated",
    "updated_parsed": "updated",
    "modified": "updated",
    "modified_parsed": "updated",
    "date": "updated",
    "date_parsed": "updated",
    "summary": "summary",
    "description": "summary",
    "content": "content",
}
_DETAILS = {"title_detail": "title", "summary_detail": "summary"}
_EXPECT = re.compile(r"Expect:\s*(.*?)\s*-->", re.DOTALL)
_HEADER = re.compile(r"^Header:\s+([^:]+):(.*)$", re.MULTILINE)
_MAIL = re.compile(r"\s*[(<]?[^\s()<>]+@[^\s()<>]+[)>]?\s*")


@dataclass(frozen=True)
class Assertion:
    """One comparison of a file: of the feed (entry -1) or an entry."""

    entry: int
    field: str
    expected: Any


@dataclass(frozen=True)
class Result:
    """What came of one."""

    file: str
    what: Assertion
    got: object
    agrees: bool


def assertions(expression: str) -> Iterator[Assertion]:
    """The comparisons of an expression that concern what khabar keeps."""
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError:
        return
    for term in tree.values if isinstance(tree, ast.BoolOp) and isinstance(tree.op, ast.And) else [tree]:
        if isinstance(term, ast.Compare) and len(term.ops) == 1 and isinstance(term.ops[0], ast.Eq):
            found = _path(term.left)
            try:
                expected = ast.literal_eval(term.comparators[0])
            except ValueError:
                continue
            if found is not None:
                yield Assertion(*found, expected)


def _path(node: ast.expr) -> tuple[int, str] | None:
    steps: list[Any] = []
    while not isinstance(node, ast.Name):
        if isinstance(node, ast.Subscript) and isinstance(node.slice, ast.Constant):
            steps.append(node.slice.value)
        elif isinstance(node, ast.Attribute):
            steps.append(node.attr)
        else:
            return None
        node = node.value
    match node.id, steps[::-1]:
        case "feed", ["title" | "link" as name]:
            return -1, name
        case "feed", ["title_detail", "value"]:
            return -1, "title"
        case "entries", [int() as entry, str() as name] if name in FIELDS and name != "content":
            return entry, FIELDS[name]
        case "entries", [int() as entry, str() as name, "value"] if name in _DETAILS:
            return entry, _DETAILS[name]
        case "entries", [int() as entry, "content", 0, "value"]:
            return entry, "content"
    return None


def _agrees(found: ParsedFeed, what: Assertion) -> tuple[object, bool]:
    if what.entry < 0:
        got = found.title if what.field == "title" else found.url
        return got, _same_title(got, what.expected) if what.field == "title" else got == what.expected
    if what.entry >= len(found.entries):
        return None, False
    entry = found.entries[what.entry]
    if what.field == "title":
        return entry.title, _same_title(entry.title, what.expected)
    if what.field == "author":
        return entry.author, _name(entry.author) == _name(what.expected)
    if what.field in ("published", "updated"):
        moment = entry.published if what.field == "published" else entry.updated or entry.published
        return moment, moment == _moment(what.expected)
    if what.field in ("summary", "content"):
        return entry.html, _shows_alike(entry, str(what.expected))
    got = entry.id if what.field == "id" else entry.url
    return got, got == what.expected


def _same_title(got: str, expected: object) -> bool:
    return got in (plain_text(str(expected)), plain_text(str(expected), markup=False))


def _name(author: object) -> str:
    """An author without the address of mail, unless there is nothing else."""
    name = str(author or "")
    return plain_text(_MAIL.sub("", name).strip(" ()")) or name


def _moment(expected: object) -> datetime | None:
    if isinstance(expected, tuple):
        year, month, day, hour, minute, second = expected[:6]
        return datetime(year, month, day, hour, minute, second, tzinfo=UTC)
    return parse_date(str(expected or ""))


def _shows_alike(entry: Entry, expected: str) -> bool:
    shown, wished = (blocks_from_html(markup, entry.base or entry.url) for markup in (entry.html, expected))
    # A construct of the type text is expected as it is, without being markup.
    return shown == wished or "\n".join(block.text for block in shown) == " ".join(expected.split())


def check(folder: Path) -> list[Result]:
    """Every assertion of the corpus that counts."""
    results = []
    for path in sorted(one for name in FOLDERS for one in (folder / name).rglob("*.xml")):
        body = path.read_bytes()
        text = _text(body)
        expected = _EXPECT.search(text)
        wanted = list(assertions(expected[1])) if expected else []
        if not wanted:
            continue
        headers = {name.lower(): value.strip() for name, value in _HEADER.findall(text)}
        url = ROOT + path.relative_to(folder).as_posix()
        moved = urljoin(url, headers.get("content-location", ""))
        url = moved if moved.startswith("http") else url
        try:
            found: ParsedFeed | str = parse(body, headers.get("content-type", "text/xml"), url)
        except NotAFeed as error:
            found = str(error)
        name = path.relative_to(folder).as_posix()
        for what in wanted:
            if what.field == "summary" and isinstance(found, ParsedFeed) and re.search("<(atom:)?content[ >]", text):
                continue
            got, agrees = (found, False) if isinstance(found, str) else _agrees(found, what)
            results.append(Result(name, what, got, agrees))
    return results


def _text(body: bytes) -> str:
    for start, coding in (
        (b"\x00\x00\xfe\xff", "utf-32be"),
        (b"\xff\xfe\x00\x00", "utf-32le"),
        (b"\xfe\xff", "utf-16be"),
    ):
        if body.startswith(start):
            return body.decode(coding, "ignore")
    if body.startswith((b"\xff\xfe", b"<\x00?\x00")):
        return body.decode("utf-16le", "ignore")
    if body.startswith(b"\x00\x00\x00<"):
        return body.decode("utf-32be", "ignore")
    if body.startswith(b"<\x00\x00\x00"):
        return body.decode("utf-32le", "ignore")
    return body.decode("utf-16be" if body.startswith(b"\x00<") else "utf-8", "ignore")


def main(arguments: list[str]) -> int:
    """Print the shares by field, and what does not agree."""
    if not arguments or not Path(arguments[0]).is_dir():
        sys.stderr.write("give the folder `tests` of a copy of feedparser\n")
        return 2
    results = check(Path(arguments[0]))
    total, right = Counter(one.what.field for one in results), Counter(one.what.field for one in results if one.agrees)
    for one in results:
        if not one.agrees:
            where = "feed" if one.what.entry < 0 else f"entries[{one.what.entry}]"
            sys.stdout.write(f"{one.file}: {where}.{one.what.field}\n    expected {one.what.expected!r}\n")
            sys.stdout.write(f"    got      {one.got!r:.300}\n")
    for field, count in sorted(total.items()):
        sys.stdout.write(f"{field:10} {right[field]:4} of {count:4}\n")
    share = 100 * right.total() / max(1, total.total())
    sys.stdout.write(f"{'all':10} {right.total():4} of {total.total():4}: {share:.1f} %\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
