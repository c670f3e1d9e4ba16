"""Bytes to text where labels are missing or wrong."""

import pytest

from tui.text.charset import decode

ARABIC = (
    "\u0623\u0639\u0644\u0646\u062a \u0627\u0644\u0634\u0631\u0643\u0629 "
    "\u0627\u0644\u064a\u0648\u0645 \u0639\u0646 \u062e\u0637\u0629 \u062c\u062f\u064a\u062f\u0629"
)
HEBREW = (
    "\u05d4\u05e8\u05db\u05d1\u05ea \u05d4\u05e7\u05dc\u05d4 \u05ea\u05d9\u05e4\u05ea\u05d7 \u05d1\u05de\u05d0\u05d9"
)
RUSSIAN = (
    "\u041f\u043e\u0435\u0437\u0434 \u043e\u0442\u043f\u0440\u0430\u0432\u0438\u0442\u0441\u044f "
    "\u0443\u0442\u0440\u043e\u043c"
)
SPANISH = "La decisi\u00f3n del pr\u00f3ximo a\u00f1o ser\u00e1 m\u00e1s dif\u00edcil: habr\u00e1 alg\u00fan caf\u00e9"
GERMAN = "M\u00e4rz, K\u00e4se, \u00c4pfel: f\u00fcr gro\u00dfe L\u00e4den g\u00e4be es \u00e4hnliche Gr\u00fcnde"
XML = '<?xml version="1.0" encoding="{}"?><rss><title>{}</title></rss>'


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (ARABIC, "windows-1256"),
        (ARABIC, "iso-8859-6"),
        (HEBREW, "windows-1255"),
        (RUSSIAN, "windows-1251"),
        (SPANISH, "windows-1252"),
        (GERMAN, "windows-1252"),
        (ARABIC, "utf-8"),
        (GERMAN, "utf-8"),
        (ARABIC, "utf-16"),
    ],
)
@pytest.mark.parametrize("header", ["", "text/xml", "text/xml; charset=iso-8859-1", "text/xml; charset=us-ascii"])
def test_a_wrong_or_missing_label_is_seen_through(text: str, encoding: str, header: str) -> None:
    if not header.endswith("1") and encoding == "windows-1252":
        pytest.skip("a guess between the languages of Latin letters, by library")
    assert text in decode(f"<rss><title>{text}</title></rss>".encode(encoding), header)


@pytest.mark.parametrize("encoding", ["windows-1256", "iso-8859-6", "utf-8"])
def test_the_declaration_is_believed_before_a_servers_habit(encoding: str) -> None:
    body = XML.format(encoding, ARABIC).encode(encoding)
    assert ARABIC in decode(body, "application/rss+xml; charset=ISO-8859-1")


def test_the_header_wins_otherwise() -> None:
    body = XML.format("windows-1252", ARABIC).encode("windows-1256")
    assert ARABIC in decode(body, "text/xml; charset=windows-1256")


@pytest.mark.parametrize("body", [b"\xff\xfe<\0", b"\x81\x8d", b"<\0a", b"\0<", b"\xef\xbb\xbf\xff"])
def test_nothing_raises(body: bytes) -> None:
    assert isinstance(decode(body, "text/xml; charset=nonsense-99"), str)
