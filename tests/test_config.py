"""feeds.toml: what is accepted, what is refused and how, and edits that move nothing."""

from pathlib import Path

import pytest

from tui import config
from tui.config import ConfigError, load, locate
from tui.config.check import line_of
from tui.model import Feed

FIRST = """\
# mine
[reader]
refresh_minutes = 15   # quick

[[feed]]
title = "One"
url = "https://one.example/feed"   # keep me
tags = [
    "a",
    "b",
]

# about two
[[feed]]
url = "https://two.example/feed"

[[view]]
title = "Lately"
query = "since:7d"

[[feed]]
url = "https://three.example/page"
kind = "article"
"""


def write(tmp_path: Path, text: str) -> Path:
    path = tmp_path / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_good_file_is_read_whole(tmp_path: Path) -> None:
    read = load(write(tmp_path, FIRST))
    assert read.reader.refresh_minutes == 15
    assert read.reader.keep_days == 90
    assert read.feeds[0] == Feed("https://one.example/feed", "One", tags=("a", "b"))
    assert read.feeds[2].kind == "article"
    assert read.views == (config.View("Lately", "since:7d"),)


def test_the_packaged_file_is_valid_and_has_the_article_and_a_dozen_feeds(tmp_path: Path) -> None:
    path = tmp_path / "sub" / "feeds.toml"
    config.write_default(path)
    read = load(path)
    pages = [feed for feed in read.feeds if feed.kind == "article"]
    assert [page.title for page in pages] == ["StandardPrva"]
    assert pages[0].url.startswith("https://standardprva.ba/ar/novost/globalna-trka-za-ai-talente-")
    assert len(read.feeds) - len(pages) >= 12
    assert all(feed.tags for feed in read.feeds)
    with pytest.raises(FileExistsError):
        config.write_default(path)


@pytest.mark.parametrize(
    ("text", "line", "parts"),
    [
        ('[[feed]]\nurl = "https://a.example"\n\nknd = "article"\n', 4, ["feed.1.knd", "did you mean kind?"]),
        ("[raeder]\n", 1, ["raeder", "did you mean reader?"]),
        ('[reader]\nrefresh_minutes = "30"\n', 2, ["reader.refresh_minutes", "whole number", "text"]),
        ("[reader]\nrefresh_minutes = true\n", 2, ["whole number", "true/false"]),
        ("[reader]\nrefresh_minutes = 3\n", 2, ["at least 10"]),
        ("[reader]\nkeep_days = -1\n", 2, ["whole number"]),
        ("[reader]\nkeep_days = 0\n", 2, ["at least 1"]),
        ('[reader]\nlanguage = "fr"\n', 2, ['"fr"', "auto, en, ar"]),
        ('[reader]\ndisplay = "vusial"\n', 2, ['"vusial"', "visual"]),
        ('[[feed]]\ntitle = "no address"\n', 1, ["feed.1", "has no url"]),
        ('[[feed]]\nurl = "https://a.example"\n[[feed]]\nurl = "file:///etc/passwd"\n', 4, ["feed.2.url", "https://"]),
        ('[[feed]]\nurl = "https://"\n', 2, ["no web address"]),
        ('[[feed]]\nurl = "https://a b.example"\n', 2, ["no web address"]),
        ('[[feed]]\nurl = "https://a.example:99999999"\n', 2, ["no web address"]),
        ('[[feed]]\nurl = "https://a.example"\ntags = "ai"\n', 3, ["feed.1.tags", "list of texts"]),
        ('[[feed]]\nurl = "https://a.example"\nfull_text = 1\n', 3, ["true or false"]),
        ('[[feed]]\nurl = "https://a.example"\nkind = "podcast"\n', 3, ['"podcast"', "feed, article"]),
        ('[[feed]]\nurl = "https://a.example"\n\n\n[[feed]]\nurl = "https://a.example"\n', 6, ["line 2"]),
        ('[feed]\nurl = "https://a.example"\n', 1, ["[[feed]]", "two brackets"]),
        ('[[view]]\ntitle = "x"\n', 1, ["view.1", "needs a query"]),
        ("reader = 1\n", 1, ["[reader]"]),
        ("[keys]\nstar = 4\n", 2, ["keys.star", "in quotes"]),
        ('[[feed]]\nurl = "https://a.example\n', 2, ["not valid TOML"]),
        ("[[feed]\n", 1, ["not valid TOML"]),
        ('[[feed]]\ntags = [\n  "a",\n', 3, ["not valid TOML"]),
        ('a = """\nx\n"""\n', 1, ["unknown key"]),
        ('[summaries]\nmodel = "m"\n', 1, ["summaries", "has no url"]),
        ('[summaries]\nurl = "http://localhost:1/v1"\n', 1, ["needs a model"]),
        ('[summaries]\nurl = "http://localhost:1/v1"\nmodel = "a\\u001b[2J"\n', 3, ["needs a model"]),
        ('[summaries]\nurl = "localhost:1/v1"\nmodel = "m"\n', 2, ["no web address"]),
        ('[summaries]\nurl = "https://me:secret@a.example"\nmodel = "m"\n', 2, ["bare address"]),
        ('[summaries]\nurl = "https://a.example"\nmodel = "m"\nkey_env = "sk-12345"\n', 4, ["not the key itself"]),
        ('[summaries]\nurl = "http://a.example"\nmodel = "m"\nkey_env = "KEY"\n', 2, ["must begin with https"]),
        ('[summaries]\nurl = "https://a.example"\nmodel = "m"\nlanguage = "xx"\n', 4, ['"xx"', "auto, ar"]),
        ('[summaries]\nurl = "https://a.example"\nmodel = "m"\nmax_words = 3\n', 4, ["20 to 1000"]),
        ("[neural]\nthreshold = 1\n", 2, ["between 0 and 1"]),
        ('[neural]\nthreshold = "0.5"\n', 2, ["between 0 and 1"]),
        ("[neural]\nmodel = true\n", 2, ["text in quotes"]),
    ],
)
def test_a_mistake_is_named_with_file_line_and_key(tmp_path: Path, text: str, line: int, parts: list[str]) -> None:
    with pytest.raises(ConfigError) as caught:
        load(write(tmp_path, text))
    message = str(caught.value)
    assert message.startswith(f"feeds.toml:{line}: ")
    assert "\n" not in message
    for part in parts:
        assert part in message


def test_the_optional_tables_are_off_by_default_and_read_when_they_are_there(tmp_path: Path) -> None:
    plain = load(write(tmp_path, FIRST))
    assert (plain.summaries.url, plain.neural.model) == ("", "")
    told = load(
        write(
            tmp_path,
            '[summaries]\nurl = "http://127.0.0.1:11434/v1/"\nmodel = "small"\nkey_env = "MY_KEY"\nlanguage = "ar"\n'
            'max_words = 60\n[neural]\nmodel = "~/gliner"\nthreshold = 0.4\n',
        )
    )
    assert told.summaries == config.SummarySettings("http://127.0.0.1:11434/v1", "small", "MY_KEY", "ar", 60)
    assert told.neural == config.NeuralSettings("~/gliner", 0.4)


def test_the_line_of_a_key_after_long_values_is_exact() -> None:
    lines = [
        "[[feed]]",
        'url = "https://a.example"',
        "tags = [",
        *['  "tag",'] * 40,
        "]",
        "",
        "[reader]",
        "keep_days = 4",
    ]
    text = "\n".join(lines)
    assert line_of(text, ("feed", 0, "tags")) == 3
    assert line_of(text, ("reader", "keep_days")) == len(lines)
    assert line_of(text, ("reader",)) == len(lines) - 1


def test_a_missing_or_undecodable_file_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load(tmp_path / "none.toml")
    path = tmp_path / "feeds.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ConfigError, match="UTF-8"):
        load(path)
    with pytest.raises(ConfigError, match="cannot be read"):
        load(tmp_path)


def test_adding_keeps_every_byte_that_was_there(tmp_path: Path) -> None:
    path = write(tmp_path, FIRST)
    config.add_feed(path, Feed("https://four.example", 'Quote " and \u0639\u0631\u0628\u064a', "article", ("x",), True))
    assert path.read_text(encoding="utf-8").startswith(FIRST)
    assert load(path).feeds[-1] == Feed(
        "https://four.example", 'Quote " and \u0639\u0631\u0628\u064a', "article", ("x",), True
    )
    with pytest.raises(ConfigError, match="already subscribed"):
        config.add_feed(path, Feed("https://four.example"))


def test_removing_keeps_comments_and_order(tmp_path: Path) -> None:
    path = write(tmp_path, FIRST)
    before = load(path)
    assert config.remove_feed(path, "https://two.example/feed")
    text = path.read_text(encoding="utf-8")
    assert "# mine" in text
    assert "# quick" in text
    assert "# keep me" in text
    after = load(path)
    assert [feed.url for feed in after.feeds] == [before.feeds[0].url, before.feeds[2].url]
    assert after.views == before.views
    assert not config.remove_feed(path, "https://two.example/feed")


def test_an_edit_of_a_linked_file_leaves_the_link(tmp_path: Path) -> None:
    target = write(tmp_path, FIRST)
    link = tmp_path / "link.toml"
    link.symlink_to(target)
    config.add_feed(link, Feed("https://four.example"))
    assert link.is_symlink()
    assert len(load(target).feeds) == 4


def test_the_option_wins_over_the_environment(tmp_path: Path) -> None:
    environ = {"KHABAR_CONFIG": str(tmp_path / "env.toml"), "KHABAR_DATA": str(tmp_path / "env")}
    assert locate(None, None, environ) == config.Paths(tmp_path / "env.toml", tmp_path / "env")
    assert locate("c.toml", None, environ).config == Path("c.toml")
    assert locate(None, None, {}).config.name == "feeds.toml"
