"""Pages that we composed after the mark-up of many publishers: floors for the text, and what a page says of itself.

Beside each ``NAME.html`` stands ``NAME.json`` with title, byline, day,
language, direction and lead picture; ``text`` is all that a reader should get,
a block a line; ``must`` and ``must_not`` are pieces of text, ``kinds`` what
kind of block some of it is.
"""

from __future__ import annotations

import json
import re
import statistics
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.shared import shared_path
from tui.articles import extract
from tui.model import Article, Page

FOLDER = Path(__file__).resolve().parents[1] / "data" / "pages"
PAGES = sorted(path.stem for path in FOLDER.glob("*.html"))
FLOOR_OF_ALL = 0.99
"""Mean F1 over the words of all pages.  It only rises."""
FLOOR_OF_EACH = 0.88
"""F1 of the worst: a layout of 1999, whose columns are all one table."""
WITH_TEXT = 24
SLUG = "globalna-trka-za-ai-talente-meta-se-suocava-s-odlivom-strucnjaka-uprkos-velikim-bonusima"


def expected(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return found


@cache
def extracted(name: str) -> Article:
    # The header says nothing of the encoding: it is the page's own word, or its bytes, that must do.
    return extract(Page(f"https://site.example/{name}", (FOLDER / f"{name}.html").read_bytes(), "text/html"))


def text_of(article: Article) -> str:
    return "\n".join(block.text for block in article.blocks)


def f1(found: str, wanted: str) -> float:
    """Of the words of both, each as often as it occurs."""
    have, want = (Counter(re.findall(r"\w+", text)) for text in (found, wanted))
    return 2 * (have & want).total() / max(1, have.total() + want.total())


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_itself(name: str) -> None:
    wanted, article = expected(name), extracted(name)
    said = {
        "title": article.title,
        "byline": article.byline,
        "published": article.published.date().isoformat() if article.published else None,
        "language": article.language,
        "direction": article.direction,
        "picture": article.picture,
    }
    assert said == {"picture": "", **{key: wanted[key] for key in said if key in wanted}}
    assert article.title not in [block.text for block in article.blocks]


@pytest.mark.parametrize("name", PAGES)
def test_the_story_and_nothing_else(name: str) -> None:
    wanted, text = expected(name), text_of(extracted(name))
    assert [part for part in wanted.get("must", ()) if part not in text] == []
    assert [part for part in wanted["must_not"] if part in text] == []
    kinds = {block.text: block.kind.value for block in extracted(name).blocks}
    assert {part: kinds.get(part) for part in wanted["kinds"]} == wanted["kinds"]


def test_the_floor() -> None:
    wanted = {name: "\n".join(found["text"]) for name in PAGES if "text" in (found := expected(name))}
    assert len(wanted) == WITH_TEXT
    scores = {name: f1(text_of(extracted(name)), text) for name, text in wanted.items()}
    assert {name: score for name, score in scores.items() if score < FLOOR_OF_EACH} == {}
    assert statistics.mean(scores.values()) >= FLOOR_OF_ALL


def test_the_loopback_article_word_by_word() -> None:
    body = shared_path(f"standardprva/site/ar/novost/{SLUG}.html").read_bytes()
    article = extract(Page(f"https://standardprva.ba/ar/novost/{SLUG}", body, "text/html; charset=utf-8"))
    _, _, *rest = shared_path("standardprva/article.txt").read_text(encoding="utf-8").splitlines()
    assert f1(text_of(article), "\n".join(rest)) >= 0.999
