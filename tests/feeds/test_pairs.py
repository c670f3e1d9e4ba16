"""A feed of each dialect beside the values expected of it: by the fast path, and by the patient one as well.

``python -m tests.feeds.test_pairs`` writes the expected values anew; read the
difference before it is kept.
"""

from __future__ import annotations

import json
import re
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tui.feeds import parse
from tui.feeds.fallback import read_malformed
from tui.feeds.parsing import mended
from tui.model import ParsedFeed

FOLDER = Path(__file__).parents[1] / "data" / "feeds"
SOURCES = sorted(path for path in FOLDER.iterdir() if not path.name.endswith(".expected.json"))
XML = [path for path in SOURCES if path.suffix == ".xml"]


def url_of(path: Path) -> str:
    return f"https://feeds.test/{path.name}"


def values(feed: ParsedFeed) -> dict[str, Any]:
    """A feed as JSON has it; what is empty is left out."""
    entries = []
    for entry in feed.entries:
        row = {name: getattr(entry, name) for name in entry.__slots__}
        entries.append({name: _plain(value) for name, value in row.items() if value})
    return {"title": feed.title, "url": feed.url, "language": feed.language, "entries": entries}


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


def expected(path: Path) -> Any:
    return json.loads((FOLDER / f"{path.stem}.expected.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.name)
def test_a_feed_has_the_values_expected_of_it(path: Path) -> None:
    assert values(parse(path.read_bytes(), url=url_of(path))) == expected(path)


@pytest.mark.parametrize("path", XML, ids=lambda path: path.name)
def test_the_patient_reader_gives_the_same(path: Path) -> None:
    assert values(read_malformed(mended(path.read_bytes()), url_of(path))) == expected(path)


@pytest.mark.parametrize("share", [40, 60, 75, 90, 97])
@pytest.mark.parametrize("path", [path for path in XML if "utf16" not in path.name], ids=lambda path: path.name)
def test_what_is_whole_in_a_feed_that_was_cut_off_is_the_same(path: Path, share: int) -> None:
    body = path.read_bytes()
    body = body[: len(body) * share // 100]
    whole = len(re.findall(rb"</(?:item|entry)>", body))
    if whole:
        found = values(parse(body, url=url_of(path)))["entries"]
        assert found[:whole] == expected(path)["entries"][:whole]


def main() -> None:
    """Write the expected values."""
    for path in SOURCES:
        text = json.dumps(values(parse(path.read_bytes(), url=url_of(path))), ensure_ascii=False, indent=1)
        (FOLDER / f"{path.stem}.expected.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
