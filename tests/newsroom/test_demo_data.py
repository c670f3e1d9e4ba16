"""The bundled stories: whole, our own, and without an address on the real network."""

import json
import re
import tomllib
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from importlib.resources import files
from typing import Any
from urllib.parse import urlsplit

from tests.shared import shared_path

DATA = files("tui.newsroom") / "demo_data"
TAG = re.compile(r"<(/?)([a-z0-9]+)([^>]*)>")
ALLOWED = frozenset(
    ["p", "h2", "h3", "ul", "ol", "li", "blockquote", "strong", "em", "code", "a", "table", "tr", "th", "td"]
)


@lru_cache
def sources() -> Sequence[Mapping[str, Any]]:
    """The entries of sources.toml."""
    return tuple(tomllib.loads((DATA / "sources.toml").read_text("utf-8"))["source"])


@lru_cache
def feed(file: str) -> Mapping[str, Any]:
    """One bundled JSON Feed."""
    found: Mapping[str, Any] = json.loads((DATA / file).read_text("utf-8"))
    return found


def stories() -> list[Mapping[str, Any]]:
    """Every story of every source."""
    return [item for source in sources() for item in feed(source["file"])["items"]]


def words(text: str) -> list[str]:
    """The bare words of a text: no tags, marks or punctuation."""
    plain = unicodedata.normalize("NFD", TAG.sub(" ", text))
    plain = "".join(c for c in plain if not unicodedata.combining(c) and c != "\u0640")
    return re.findall(r"\w+", plain.casefold())


def test_the_sources_name_the_files_that_are_there() -> None:
    there = {path.name for path in DATA.iterdir() if path.name.endswith(".json")}
    assert {source["file"] for source in sources()} == there
    for source in sources():
        assert set(source) == {"file", "title", "url", "tags"}
        assert source["url"] == feed(source["file"])["feed_url"]
        assert source["title"] == feed(source["file"])["title"]
        assert source["tags"]


def test_every_feed_is_a_whole_json_feed() -> None:
    for source in sources():
        found = feed(source["file"])
        assert found["version"] == "https://jsonfeed.org/version/1.1"
        for item in found["items"]:
            assert item["id"] == item["url"]
            assert item["title"].strip()
            assert [author["name"] for author in item["authors"]]
            assert datetime.fromisoformat(item["date_published"]).tzinfo is not None
            assert item["language"] == found["language"]
            assert item["tags"]
    ids = [item["id"] for item in stories()]
    assert len(set(ids)) == len(ids)


def test_enough_stories_in_each_language() -> None:
    count = Counter(item["language"] for item in stories())
    assert len(stories()) >= 14
    least = {"ar": 5, "en": 3, "he": 2, "fa": 2, "ur": 1, "sr": 1}
    assert {code: count[code] for code in least if count[code] < least[code]} == {}
    long = Counter(item["language"] for item in stories() if len(words(item["content_html"])) >= 180)
    assert all(long[code] for code in ("ar", "en", "he", "fa", "ur"))


def test_markup_is_balanced_and_plain() -> None:
    for item in stories():
        open_tags: list[str] = []
        for closing, name, rest in TAG.findall(item["content_html"]):
            assert name in ALLOWED, (item["id"], name)
            assert not rest or (name == "a" and rest.startswith(" href=")), (item["id"], rest)
            if closing:
                assert open_tags.pop() == name, (item["id"], name)
            else:
                open_tags.append(name)
        assert open_tags == [], item["id"]
        assert "<" not in TAG.sub("", item["content_html"]), item["id"]


def test_the_stories_show_what_a_story_can_hold() -> None:
    everything = "".join(item["content_html"] for item in stories())
    for name in ALLOWED - {"h3"}:
        assert f"<{name}" in everything, name
    arabic = "".join(item["content_html"] for item in stories() if item["language"] == "ar")
    assert any("\u064b" <= c <= "\u0652" for c in arabic)
    assert "\u00ab" in arabic
    assert "%" in arabic
    assert "Meta Superintelligence Labs" in arabic
    assert any("\u0660" <= c <= "\u0669" for c in arabic)


def test_no_address_leads_to_the_real_network() -> None:
    for source in sources():
        found = feed(source["file"])
        addresses = [found["home_page_url"], found["feed_url"]]
        for item in found["items"]:
            addresses += [item["url"], *re.findall(r'(?:href|src)="([^"]*)"', item["content_html"])]
            assert "://" not in re.sub(r'href="[^"]*"', "", item["content_html"])
        for address in addresses:
            parts = urlsplit(address)
            assert (parts.scheme, parts.netloc) == ("https", "demo.invalid"), address


def test_no_invisible_characters() -> None:
    for path in DATA.iterdir():
        if path.name.endswith((".json", ".toml")):
            text = path.read_text("utf-8")
            bad = {hex(ord(c)) for c in text if unicodedata.category(c) in ("Cc", "Cf") and c not in "\n\u200c"}
            assert not bad, path.name


def test_one_event_is_told_in_two_languages() -> None:
    telling = [item for item in stories() if "HL-7" in item["content_html"] and "35%" in item["content_html"]]
    assert {item["language"] for item in telling} == {"ar", "en"}


def test_the_report_on_talent_names_who_is_in_the_story() -> None:
    report = next(item for item in stories() if item["id"].endswith("/ai-talent"))
    text = report["title"] + report["content_html"]
    for name in (
        "\u0645\u064a\u062a\u0627",
        "\u0623\u0648\u0628\u0646 AI",
        "\u0623\u0648\u0628\u0646 \u0625\u064a\u0647 \u0622\u064a",
        "\u063a\u0648\u063a\u0644 \u062f\u064a\u0628 \u0645\u0627\u064a\u0646\u062f",
        "\u0623\u0646\u062b\u0631\u0648\u0628\u064a\u0643",
        "\u0645\u0627\u064a\u0643\u0631\u0648\u0633\u0648\u0641\u062a",
        "\u0622\u0628\u0644",
        "\u0623\u0644\u0641\u0627\u0628\u062a",
        "Scale AI",
        "MSL",
        "PyTorch",
        "14.3",
        "\u0645\u0627\u0631\u0643 \u0632\u0648\u0643\u0631\u0628\u064a\u0631\u063a",
        "\u0623\u0644\u0643\u0633\u0646\u062f\u0631 \u0648\u0627\u0646\u063a",
    ):
        assert name in text, name


def test_no_six_words_in_a_row_are_from_the_real_article() -> None:
    article = words(shared_path("standardprva/article.txt").read_text("utf-8"))
    theirs = {tuple(article[i : i + 6]) for i in range(len(article) - 5)}
    assert len(theirs) > 500
    for item in stories():
        own = words(f"{item['title']} {item['content_html']}")
        ours = {tuple(own[i : i + 6]) for i in range(len(own) - 5)}
        assert not ours & theirs, item["id"]
