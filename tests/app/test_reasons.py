"""Every sentence that a deeper room can complain with is in the catalogues."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import tui
from tui.app.reasons import translated
from tui.app.words import Words, keys, sentence
from tui.newsroom.summaries import PROMPT

ROOT = Path(tui.__file__).parent
ROOMS = (
    "config/access.py",
    "config/check.py",
    "config/edit.py",
    "config/optional.py",
    "config/reading.py",
    "fetch/access.py",
    "fetch/addresses.py",
    "fetch/answers.py",
    "fetch/client.py",
    "fetch/coding.py",
    "fetch/network.py",
    "fetch/streams.py",
    "grammar.py",
    "config/themes.py",
    "feeds/xmlfeed.py",
    "feeds/fallback.py",
    "feeds/parsing.py",
    "feeds/jsonfeed.py",
    "articles/extraction.py",
    "store/connection.py",
    "entities/gliner.py",
    "entities/wikidata.py",
    "newsroom/neural.py",
    "newsroom/query.py",
    "newsroom/dossiers.py",
    "newsroom/facts.py",
    "newsroom/pages.py",
    "newsroom/reading.py",
    "newsroom/refresh.py",
    "newsroom/subscribe.py",
    "newsroom/summaries.py",
    "newsroom/views.py",
    "app/rebinding.py",
    "app/refreshing.py",
    "app/palettes.py",
    "text/detect.py",
)
PIECES = {
    " (at end of document)",
    "; the server asks to wait 7 s",
    "All connection attempts failed",
    "Name or service not known",
    "XML, but no RSS or Atom",
    "did you mean 7?",
    "gzip, deflate, br, zstd",
    "khabar/7 (news reader)",
    "known here: 7",
    "neither RSS, Atom nor JSON Feed",
    "nodename nor servname",
    "it ended before TLS began",
    "not a database",
    "7\n7\n7",
    "==== 7 ====",
    "the language of the article",
    "this is 7",
    "unable to open",
    "unknown key; 7",
    PROMPT,
}
"""Parts of reasons, which are tried as wholes below, what a library is heard to say, and headers."""
NO_SENTENCE = re.compile(r"PRAGMA|ROLLBACK|SELECT|EXPLAIN|^//|q=0|[&?:] |= \?|\?$|^\^\[")
"""SQL, XPath, patterns and headers."""
WHOLES = (
    "unknown key; did you mean title?",
    "unknown key; known here: a, b",
    "not valid TOML: expected a value (at end of document)",
    "404 not found; the server asks to wait 7 s",
    "this is XML, but no RSS or Atom",
    "this is neither RSS, Atom nor JSON Feed",
)


def arabic(text: str) -> str:
    """As the interface says it."""
    return translated(text, Words("ar").say)


def sentences(path: Path) -> Iterator[str]:
    """The texts of a module that read like sentences; docstrings and keys do not count, values are 7."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    inside = {id(part) for node in ast.walk(tree) if isinstance(node, ast.JoinedStr) for part in ast.walk(node)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr):
            inside.update(id(part) for part in ast.walk(node) if isinstance(node.value, ast.Constant))
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            text = "".join(str(part.value) if isinstance(part, ast.Constant) else "7" for part in node.values)
        elif isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in inside:
            text = node.value
        else:
            continue
        if len(text.split()) >= 3:
            yield text


@pytest.mark.parametrize("room", ROOMS)
def test_every_sentence_of_a_room_has_its_translation(room: str) -> None:
    missing = [text for text in sentences(ROOT / room) if arabic(text) == text]
    assert [text for text in missing if text not in PIECES and not NO_SENTENCE.search(text)] == []


@pytest.mark.parametrize("key", [key for key in keys("reason.") if key != "reason.at"])
def test_every_reason_is_found_again_by_its_own_sentence(key: str) -> None:
    values = dict.fromkeys(("line", "least", "most", "seconds", "megabytes", "status", "code", "place", "state"), "404")
    values["quoted"] = '"x"'
    open_places = sentence("en", key)
    filled = open_places.format_map(_Filled(values))
    assert arabic(filled) == sentence("ar", key).format_map(_Filled(values))


class _Filled(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return f"<{name}>"


def test_reasons_that_are_put_together_are_found_too() -> None:
    assert [text for text in WHOLES if arabic(text) == text] == []


def test_a_reason_inside_a_reason_and_behind_a_place_is_translated() -> None:
    inner = Words("ar").say("reason.os.denied")
    outer = Words("ar").say("reason.config.unreadable", reason=inner)
    assert arabic("/x/feeds.toml: cannot be read: permission denied") == Words("ar").say(
        "reason.at", where="/x/feeds.toml", reason=outer
    )


def test_a_quoted_value_is_the_value_alone() -> None:
    said = arabic('keys.preset: "x" is none of a, b')
    assert said.startswith("keys.preset: ")
    assert said.count("keys.preset") == 1


def test_what_is_in_no_catalogue_stays_as_it_is() -> None:
    for text in ("", "x", "ValueError: something else", "14.3 billion dollars: a lot"):
        assert arabic(text) == text


def test_english_stays_english_by_every_character() -> None:
    for text in (
        "feeds.toml:3: must be true or false, not a list",
        "more than 5 redirects",
        "tmux; the terminal says x",
    ):
        assert translated(text, Words("en").say) == text
