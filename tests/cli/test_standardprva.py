"""From feeds.toml to the whole article and its companies, over loopback, then without the network."""

import re
from pathlib import Path

import pytest

from tests.cli.running import Done, Khabar, serving
from tests.shared import shared_path
from tui.text import width

REQUIRED = ("Meta", "OpenAI", "Google DeepMind", "Anthropic", "Microsoft", "Apple", "Alphabet", "Scale AI")
BYLINE = "\u0628\u0642\u0644\u0645"
PEOPLE = ("Mark Zuckerberg", "Alexandr Wang")
SLUG = "globalna-trka-za-ai-talente-meta-se-suocava-s-odlivom-strucnjaka-uprkos-velikim-bonusima"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def furniture(folder: Path) -> list[str]:
    """What stands in the page and not in its article: the texts of navigation, footer, aside, form and buttons."""
    page = (folder / "site" / "ar" / "novost" / f"{SLUG}.html").read_text(encoding="utf-8")
    parts = re.findall(r"<(nav|footer|aside|form|button)\b[^>]*>(.*?)</\1>", page, re.DOTALL)
    words = [re.sub(r"<[^>]+>", "\n", inside) for _, inside in parts]
    lines = {squeezed(line).strip() for text in words for line in text.splitlines()}
    article = squeezed((folder / "article.txt").read_text(encoding="utf-8"))
    return [line for line in lines if len(line) > 12 and line not in article]


@pytest.fixture(scope="module")
def fetched(tmp_path_factory: pytest.TempPathFactory) -> tuple[Khabar, Done]:
    """Fetched once; the server has stopped when the tests run."""
    khabar = Khabar(tmp_path_factory.mktemp("standardprva"))
    with serving(shared_path("standardprva/serve.py")) as base:
        khabar.configure(f'url = "{base}/ar/novost/{SLUG}"\ntitle = "StandardPrva"\nkind = "article"\ntags = ["ai"]\n')
        return khabar, khabar.run("fetch")


def test_fetch_says_one_line(fetched: tuple[Khabar, Done]) -> None:
    assert fetched[1] == Done(0, "updated\tStandardPrva\t1 new\n", "")


def test_show_prints_every_sentence_and_no_furniture(fetched: tuple[Khabar, Done]) -> None:
    khabar, _ = fetched
    shown = khabar.run("show", "1", "--width", "80", "--display", "off")
    assert shown.status == 0
    assert shown.err == ""
    assert max(width(line) for line in shown.out.splitlines()) <= 80
    out = squeezed(shown.out)
    folder = shared_path("standardprva")
    lines = (folder / "article.txt").read_text(encoding="utf-8").splitlines()
    byline = next(place for place, line in enumerate(lines) if BYLINE in line)
    lines = lines[byline + 1 :]
    sentences = [squeezed(sentence).strip() for line in lines for sentence in re.split(r"(?<=[.!?\u061f])\s", line)]
    missing = [sentence for sentence in sentences if len(sentence) > 25 and sentence not in out]
    assert missing == []
    unwanted = furniture(folder)
    assert unwanted
    assert [text for text in unwanted if text in out] == []


def test_entities_have_the_companies_and_exact_offsets(fetched: tuple[Khabar, Done]) -> None:
    khabar, _ = fetched
    found = khabar.run("entities", "1", "--json").json()
    names = {entity["name"] for entity in found["entities"]}
    assert set(REQUIRED) <= names
    assert set(PEOPLE) <= names
    assert found["language"] == "ar"
    ids = {entity["id"] for entity in found["entities"]}
    for mention in found["mentions"]:
        assert found["text"][mention["start"] : mention["end"]] == mention["surface"]
        assert mention["kind"] in ("company", "person")
        assert mention["entity"] in ids
    assert found["mentions"] == sorted(found["mentions"], key=lambda mention: mention["start"])


def test_visual_output_fills_the_right_edge_and_has_no_control(fetched: tuple[Khabar, Done]) -> None:
    shown = fetched[0].run("show", "1", "--width", "80", "--display", "visual", "--no-color")
    assert shown.status == 0
    assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f]", shown.out)
    lines = [line for line in shown.out.splitlines() if re.search("[\ufe70-\ufefc]", line)]
    assert len(lines) > 40
    right_edges = [line for line in lines if len(line) >= 79]
    assert len(right_edges) > len(lines) // 2


def test_it_is_all_there_without_the_network(fetched: tuple[Khabar, Done]) -> None:
    khabar, _ = fetched
    before = khabar.run("show", "1").out
    again = khabar.run("fetch")
    assert again.status == 1
    assert re.fullmatch(r"failed\tStandardPrva\t(connection refused|cannot connect): 127\.0\.0\.1\n", again.out)
    assert again.err.count("\n") == 1
    assert khabar.run("show", "1").out == before
    assert khabar.run("list", "company:Meta").out.startswith("1\t")
    assert khabar.run("search", "\u0632\u0648\u0643\u0631\u0628\u064a\u0631\u063a").out.startswith("1\t")
