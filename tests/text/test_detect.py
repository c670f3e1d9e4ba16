"""What the terminal says of its ground."""

from __future__ import annotations

import pytest

from tui.text.detect import Evidence, is_dark, read_answers


@pytest.mark.parametrize(
    ("answer", "env", "dark"),
    [
        (b"\x1b]11;rgb:1515/1717/1e1e\x1b\\\x1b[?62c", {}, True),
        (b"\x1b]11;rgb:ff/ff/f0\x07\x1b[?62c", {"COLORFGBG": "15;0"}, False),
        (b"\x1b]11;rgba:0000/0000/0000/ffff\x07", {}, True),
        (b"\x1b]11;rgb:zz/0/0\x07", {}, None),
        (b"\x1b[?62c", {"COLORFGBG": "0;default;15"}, False),
        (b"", {"COLORFGBG": "15;8"}, True),
        (b"", {"COLORFGBG": "0;7"}, False),
        (b"", {"COLORFGBG": "default;default"}, None),
        (b"", {}, None),
    ],
)
def test_the_ground_is_dark_or_light_or_not_known(answer: bytes, env: dict[str, str], dark: bool | None) -> None:
    assert is_dark(read_answers(Evidence(env), answer)) is dark
