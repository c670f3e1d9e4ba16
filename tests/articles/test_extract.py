"""The article as its site serves it, pieces of markup, and hostile ones."""

import pytest

from tests.shared import shared_path
from tui.articles import NoArticle, article_from_entry, article_from_text, blocks_from_html, extract, reading_minutes
from tui.model import BlockKind, Entry, MarkKind, Page

SLUG = "globalna-trka-za-ai-talente-meta-se-suocava-s-odlivom-strucnjaka-uprkos-velikim-bonusima"


def test_the_article_is_whole_and_alone() -> None:
    body = shared_path(f"standardprva/site/ar/novost/{SLUG}.html").read_bytes()
    article = extract(Page(f"https://standardprva.ba/ar/novost/{SLUG}", body, "text/html; charset=utf-8"))
    title, _, *rest = shared_path("standardprva/article.txt").read_text(encoding="utf-8").splitlines()
    assert article.title == title
    assert article.byline.split() == [
        "\u0645\u064a\u0644\u0648\u0634",
        "\u0633\u062a\u064a\u0641\u0627\u0646\u0648\u0641\u064a\u062a\u0634",
    ]
    assert article.published is not None
    assert (article.published.year, article.published.month, article.published.day) == (2025, 9, 4)
    assert (article.language, article.direction, article.site) == ("ar", "rtl", "StandardPrva")
    # article.txt joins the caption and the lead in one line
    caption, lead = article.blocks[0], article.blocks[1]
    assert caption.kind is BlockKind.CAPTION
    assert [f"{caption.text} {lead.text}", *(block.text for block in article.blocks[2:])] == rest
    assert [block.level for block in article.blocks if block.kind is BlockKind.HEADING] == [2] * 5
    assert [block.text for block in article.blocks if block.kind is BlockKind.RULE] == ["/ / /"]


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b"", "not a web page"),
        (b"words", "not a web page"),
        (b"<html></html>", "no article|empty"),
        (
            b"<html><body><ul><li><a href='/1'>One</a></li><li><a href='/2'>Two</a></li></ul></body></html>",
            "no article",
        ),
    ],
)
def test_a_page_without_an_article_says_so(body: bytes, says: str) -> None:
    with pytest.raises(NoArticle, match=says) as caught:
        extract(Page("https://site.example/", body))
    assert "\n" not in str(caught.value)


def test_marks_cover_their_words_and_links_are_absolute() -> None:
    markup = '<p>A <b>bold <i>and</i></b> <a href="x?a=1&amp;b=2"> link </a> and <code>code</code>.</p>'
    (block,) = blocks_from_html(markup, "https://site.example/sub/page")
    assert block.text == "A bold and link and code."
    assert [(block.text[mark.start : mark.end], mark.kind, mark.target) for mark in block.marks] == [
        ("bold and", MarkKind.STRONG, ""),
        ("and", MarkKind.EMPHASIS, ""),
        ("link", MarkKind.LINK, "https://site.example/sub/x?a=1&b=2"),
        ("code", MarkKind.CODE, ""),
    ]


@pytest.mark.parametrize("target", ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "http://["])
def test_only_web_and_mail_links_are_kept(target: str) -> None:
    (block,) = blocks_from_html(f'<p>Go <a href="{target}">there</a></p>', "https://site.example/")
    assert block.text == "Go there"
    assert block.marks == ()


def test_lists_keep_their_numbers_and_depth() -> None:
    blocks = blocks_from_html("<ol start=3><li><p>three</p><p>more</p><li>four<ul><li>inner</ul></ol>")
    assert [(block.kind, block.text, block.level, block.ordinal) for block in blocks] == [
        (BlockKind.ITEM, "three", 1, 3),
        (BlockKind.PARAGRAPH, "more", 0, None),
        (BlockKind.ITEM, "four", 1, 4),
        (BlockKind.ITEM, "inner", 2, None),
    ]


def test_breaks_code_and_pictures() -> None:
    markup = "one<br>two<br><br>three<pre>a\n  b</pre><img alt='A long view of it' src=x><figure><img alt='x'></figure>"
    assert [(block.kind, block.text) for block in blocks_from_html(markup)] == [
        (BlockKind.PARAGRAPH, "one two"),
        (BlockKind.PARAGRAPH, "three"),
        (BlockKind.CODE, "a\n  b"),
        (BlockKind.CAPTION, "A long view of it"),
    ]


def test_hostile_markup_is_text_or_nothing() -> None:
    markup = "<p>a&#27;[31m\u202eb\x9b</p><script>x</script><style>y</style>" + "<div>" * 5000 + "deep"
    text = "".join(block.text for block in blocks_from_html(markup))
    assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 or c == "\u202e" for c in text)
    assert "x" not in text


def test_an_entry_becomes_an_article_in_its_own_direction() -> None:
    arabic = (
        "\u0627\u0644\u0634\u0631\u0643\u0629 \u062a\u0639\u0644\u0646 "
        "\u0627\u0644\u064a\u0648\u0645 \u0639\u0646 \u062e\u0637\u0629"
    )
    article = article_from_entry(Entry(id="1", html=f"<p>{arabic}</p>", language="en", author="A"))
    assert (article.direction, article.title, article.byline) == ("rtl", arabic, "A")


def test_plain_text_is_paragraphs_under_its_first_line() -> None:
    article = article_from_text("Headline\n\nFirst line\nsecond line.\n\nLast.\n")
    assert article.title == "Headline"
    assert [block.text for block in article.blocks] == ["First line second line.", "Last."]
    assert reading_minutes(article) == 1
