"""What each terminal is sent, byte for byte, and how a terminal is told from another."""

from collections.abc import Mapping

import pytest

from tui import text
from tui.text.detect import Evidence, choose
from tui.text.profiles import PROFILES

MEEM, ALEF, BEH_MARKED = "\ufee1", "\ufe8d", "\ufe91\u064e"
BOLD_RED, RESET = "\x1b[1;31m", "\x1b[0m"


def test_there_are_nine_profiles_and_off() -> None:
    assert list(PROFILES) == [
        "visual", "bdsm", "konsole", "mlterm", "lrm", "sgr", "kitty-cells", "kitty-runs", "words-lrm", "off",
    ]  # fmt: skip
    assert all(name == profile.name for name, profile in PROFILES.items())


@pytest.mark.parametrize(
    ("name", "enter", "leave"),
    [
        ("visual", "", ""),
        ("bdsm", "\x1b[8l", "\x1b[8h"),
        ("konsole", "\x1b]50;BidiRenderingEnabled=false\x07", "\x1b]50;BidiRenderingEnabled=true\x07"),
        ("mlterm", "\x1b]5379;use_ctl=false\x07", "\x1b]5379;use_ctl=true\x07"),
        ("lrm", "", ""),
        ("sgr", "", ""),
        ("kitty-cells", "", ""),
        ("kitty-runs", "", ""),
        ("words-lrm", "", ""),
    ],
)
def test_entry_and_exit(name: str, enter: str, leave: str) -> None:
    assert (PROFILES[name].enter, PROFILES[name].exit) == (enter, leave)


@pytest.mark.parametrize(
    ("name", "data", "sent"),
    [
        ("lrm", f"a{MEEM}{BEH_MARKED}(", f"a{MEEM}\u200e{BEH_MARKED}\u200e("),
        ("lrm", f"\x1b]0;{MEEM}\x07{MEEM}", f"\x1b]0;{MEEM}\x07{MEEM}\u200e"),  # a window title is no text
        ("kitty-cells", f"{MEEM}{BEH_MARKED}x", f"\x1b]66;w=1:v=1;{MEEM}\x07\x1b]66;w=1:v=2;{BEH_MARKED}\x07x"),
        (
            "kitty-cells",  # counted over colours: neighbours on the screen differ
            f"{MEEM}{BOLD_RED}{ALEF}{RESET}",
            f"\x1b]66;w=1:v=1;{MEEM}\x07{BOLD_RED}\x1b]66;w=1:v=2;{ALEF}\x07{RESET}",
        ),
        ("kitty-runs", f"({MEEM}{ALEF}) ab", f"({ALEF}{MEEM}) ab"),
        ("kitty-runs", f"ab{MEEM}", f"ab{MEEM}"),  # drawn left to right: begins with Latin
        (
            "kitty-runs",
            f"\x1b[31m{MEEM}\x1b[32m{ALEF}{RESET}",
            f"\x1b[31m{RESET}\x1b[31m{ALEF}{RESET}\x1b[31m\x1b[32m{MEEM}{RESET}",
        ),
        ("kitty-runs", f"{MEEM}{BOLD_RED}{ALEF}{RESET}", f"{MEEM}{RESET}{BOLD_RED}{ALEF}{RESET}"),  # another font
        ("words-lrm", f"{MEEM}{ALEF}\u060c {MEEM}", f"\u200e{ALEF}{MEEM}\u200e\u060c \u200e{MEEM}\u200e"),
        ("words-lrm", "\u0661\u0662", "\u200e\u0661\u0662\u200e"),
        (
            "sgr",
            f"\x1b[38;2;9;8;7m{MEEM}{BEH_MARKED}.",
            f"\x1b[38;2;9;8;7m\x1b[38;2;9;8;5m{MEEM}\x1b[38;2;9;8;6m\ufe91\x1b[38;2;9;8;7m.",
        ),
    ],
)
def test_encoding(name: str, data: str, sent: str) -> None:
    assert PROFILES[name].encode(data) == sent


@pytest.mark.parametrize("name", list(PROFILES))
def test_left_to_right_data_passes_untouched(name: str) -> None:
    data = f"{BOLD_RED}caf\u00e9 \u2500\u2500{RESET}\x1b[2;5H"
    assert PROFILES[name].encode(data) is data


@pytest.mark.parametrize("name", ["sgr", "words-lrm", "kitty-runs"])
def test_a_seam_that_changes_nothing_parts_no_word(name: str) -> None:
    whole = f"{BOLD_RED}{ALEF}{BEH_MARKED}{MEEM}{ALEF}{RESET}"
    cut = f"{BOLD_RED}{ALEF}{BEH_MARKED}{RESET}{BOLD_RED}{MEEM}{RESET}{BOLD_RED}{ALEF}{RESET}"
    assert PROFILES[name].encode(cut) == PROFILES[name].encode(whole)


@pytest.mark.parametrize("name", ["sgr", "words-lrm", "kitty-runs"])
def test_a_seam_that_changes_something_stays(name: str) -> None:
    blue = "\x1b[34m"
    for before in (f"{BOLD_RED}{ALEF}{RESET}{blue}{MEEM}{RESET}", f"{BOLD_RED}{blue}{ALEF}{RESET}{blue}{MEEM}{RESET}"):
        sent = PROFILES[name].encode(before)
        assert RESET in sent[sent.index(ALEF) : sent.index(MEEM)] or RESET in sent[sent.index(MEEM) : sent.index(ALEF)]


def test_marks_can_be_taken_out_without_changing_the_width() -> None:
    bare = PROFILES["visual"].with_marks(False)
    assert not bare.marks
    assert bare.encode(f"{BEH_MARKED}{MEEM} e\u0301") == f"\ufe91{MEEM} e\u0301"
    assert text.width(bare.encode(BEH_MARKED)) == text.width(BEH_MARKED)


@pytest.mark.parametrize(
    ("env", "answers", "name", "marks"),
    [
        ({"TERM": "xterm-256color", "XTERM_VERSION": "XTerm(379)"}, {}, "visual", True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, {"mode8": "1"}, "bdsm", True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, {}, "bdsm", True),
        ({"TERM": "xterm-256color", "KONSOLE_VERSION": "221203"}, {}, "konsole", True),
        ({"TERM": "xterm-kitty"}, {"xtversion": "kitty(0.26.5)"}, "kitty-runs", False),
        ({"TERM": "xterm-kitty"}, {"xtversion": "kitty(0.41.1)"}, "kitty-cells", True),
        ({"TERM": "xterm-kitty"}, {}, "kitty-runs", False),  # OSC 66 would swallow the text of an old one
        ({"TERM": "mlterm"}, {"mode8": "0"}, "mlterm", True),
        ({"TERM": "foot"}, {"xtversion": "foot(1.21.0)"}, "visual", False),
        ({"TERM": "alacritty"}, {}, "visual", False),
        ({"TERM": "rxvt-unicode-256color"}, {}, "visual", True),
        ({"TERM": "xterm-256color", "TERM_PROGRAM": "vscode"}, {}, "lrm", True),
        ({"TERM": "xterm-256color"}, {"da2": "0;115;0"}, "sgr", False),
        ({"TERM": "xterm-256color"}, {}, "visual", True),
        ({"TERM": "xterm-256color", "VTE_VERSION": "7006"}, {"xtversion": "XTerm(379)"}, "visual", True),  # nested
        ({"TERM": "foot", "VTE_VERSION": "7006"}, {}, "visual", False),
        ({"TERM": "tmux-256color", "TMUX": "x"}, {"tmux_client": "xterm-256color XTerm(379)"}, "visual", True),
        ({"TERM": "tmux-256color", "TMUX": "x", "VTE_VERSION": "7006"}, {"tmux_client": "xterm-256color"}, "lrm", True),
        ({"TERM": "tmux-256color", "TMUX": "x"}, {"tmux_client": "xterm Konsole 22.12.3"}, "words-lrm", False),
        ({"TERM": "tmux-256color", "TMUX": "x"}, {"tmux_client": "xterm-kitty"}, "kitty-runs", False),
        ({"TERM": "screen", "STY": "1.x"}, {}, "visual", True),
    ],
)
def test_choice(env: Mapping[str, str], answers: Mapping[str, str], name: str, marks: bool) -> None:
    profile, reason = choose(Evidence(env=env, **answers))  # type: ignore[arg-type]  # only its text fields are used
    assert (profile.name, profile.marks) == (name, marks)
    assert reason
    assert "\n" not in reason


def test_tmux_passes_the_switch_through_where_it_may() -> None:
    evidence = Evidence({"TMUX": "x"}, tmux_client="xterm-256color VTE(8001)", passthrough=True)
    profile, _ = choose(evidence)
    assert profile.enter == "\x1bPtmux;\x1b\x1b[8l\x1b\\"
    assert profile.exit == "\x1bPtmux;\x1b\x1b[8h\x1b\\"


def test_the_switch_of_konsole_goes_to_konsole_alone() -> None:
    """In xterm and urxvt OSC 50 sets the font."""
    for env in ({"TERM": "xterm"}, {"TERM": "rxvt"}, {"TERM": "xterm", "XTERM_VERSION": "XTerm(379)"}):
        assert "\x1b]50" not in choose(Evidence(env))[0].enter
