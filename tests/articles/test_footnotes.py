"""Footnotes as different programs write them: a small number in the text, the note at the end."""

import pytest

from tui.articles import blocks_from_html
from tui.model import BlockKind

MARKDOWN = """<p>The tide came early.<sup id="fnref:1"><a href="#fn:1" class="footnote-ref"
role="doc-noteref">1</a></sup>
It left late.<sup id="fnref:2"><a href="#fn:2" class="footnote-ref" role="doc-noteref">2</a></sup> So it goes.</p>
<div class="footnotes" role="doc-endnotes"><hr><ol>
<li id="fn:1"><p>By forty minutes.&#160;<a href="#fnref:1" class="footnote-backref"
role="doc-backlink">&#8617;&#65038;</a></p></li>
<li id="fn:2"><p>Says <a href="https://tides.example/log">the log</a>. <a
href="#fnref:2">&#8617;</a></p></li></ol></div>"""
ENCYCLOPEDIA = """<p>The tide came early.<sup id="cite_ref-a_1-0" class="reference"><a
href="#cite_note-a-1">[1]</a></sup>
It left late.<sup id="cite_ref-2" class="reference"><a href="#cite_note-2">[2]</a></sup> So it goes.</p>
<ol class="references"><li id="cite_note-a-1"><span class="mw-cite-backlink"><b><a
href="#cite_ref-a_1-0">^</a></b></span>
<span class="reference-text">By forty minutes.</span></li><li id="cite_note-2"><span class="mw-cite-backlink"><b><a
href="#cite_ref-2">^</a></b></span> <span class="reference-text">Says <a
href="https://tides.example/log">the log</a>.</span>
</li></ol>"""
LETTER = """<p>The tide came early.<a class="footnote-anchor" id="footnote-anchor-1"
href="#footnote-1" target="_self">1</a>
It left late.<a class="footnote-anchor" id="footnote-anchor-2" href="#footnote-2" target="_self">2</a> So it goes.</p>
<div class="footnote"><a id="footnote-1" href="#footnote-anchor-1" class="footnote-number">1</a><div
class="footnote-content"><p>By forty minutes.</p></div></div><div class="footnote"><a id="footnote-2"
href="#footnote-anchor-2" class="footnote-number">2</a><div class="footnote-content"><p>Says
<a href="https://tides.example/log">the log</a>.</p></div></div>"""
PLAIN = """<p>The tide came early.<a href="#n1"><sup>1</sup></a> It left late.<a
href="#n2"><sup>2</sup></a> So it goes.</p>
<p><a name="n1"></a>1. By forty minutes.</p><p id="n2">2. Says <a href="https://tides.example/log">the log</a>.</p>"""


@pytest.mark.parametrize("markup", [MARKDOWN, ENCYCLOPEDIA, LETTER], ids=["markdown", "encyclopedia", "letter"])
def test_notes_come_last_without_their_links_back(markup: str) -> None:
    blocks = blocks_from_html(markup, "https://site.example/post")
    assert [(block.kind, block.text, block.ordinal) for block in blocks if block.kind is not BlockKind.RULE] == [
        (BlockKind.PARAGRAPH, "The tide came early.\u00b9 It left late.\u00b2 So it goes.", None),
        (BlockKind.NOTE, "By forty minutes.", 1),
        (BlockKind.NOTE, "Says the log.", 2),
    ]
    (link,) = blocks[-1].marks
    assert (blocks[-1].text[link.start : link.end], link.target) == ("the log", "https://tides.example/log")


def test_numbers_written_by_hand() -> None:
    blocks = blocks_from_html(PLAIN, "https://site.example/post")
    assert blocks[0].text == "The tide came early.\u00b9 It left late.\u00b2 So it goes."
    assert [(block.kind, block.text.removeprefix(f"{block.ordinal}. ")) for block in blocks[1:]] == [
        (BlockKind.NOTE, "By forty minutes."),
        (BlockKind.NOTE, "Says the log."),
    ]


def test_a_table_of_contents_is_no_list_of_notes() -> None:
    markup = """<ul><li><a href="#one">1</a></li><li><a href="#two">Two</a></li></ul><h2 id="one">One</h2>
    <p>The first of them.</p><h2 id="two">Two</h2><p>The second of them.</p>"""
    kinds = [block.kind for block in blocks_from_html(markup)]
    assert BlockKind.NOTE not in kinds
    assert kinds.count(BlockKind.HEADING) == 2


def test_two_references_to_one_note_share_it() -> None:
    markup = """<p>Once<sup><a href="#n">1</a></sup> and again<sup><a href="#n">1</a></sup>.</p><p
id="n">A note.</p>"""
    assert [block.text for block in blocks_from_html(markup)] == ["Once\u00b9 and again\u00b9.", "A note."]
