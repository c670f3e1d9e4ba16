"""Evidence about the terminal -> display profile, and why.  Pure: the asking is done elsewhere.

Order: multiplexer, what the terminal answered, environment (it lies through ssh
and inside other terminals, so an answer wins over a variable), ``visual``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from tui.text.profiles import PROFILES, Profile

_VERSION = re.compile(r"\d+(?:\.\d+)*")
_KITTY_WITH_CELLS = (0, 40)


class Evidence(NamedTuple):
    """What is known of the terminal.

    ``xtversion`` is the answer to ``CSI > q`` (``kitty(0.41.1)``), ``mode8``
    the state in the answer to ``CSI 8 $ p`` ("1" and "2" mean that it reorders
    and can be told not to), ``tmux_client`` tmux's ``#{client_termname}
    #{client_termtype}``, ``passthrough`` whether tmux's ``allow-passthrough``
    is on, ``da2`` the answer to ``CSI > c`` without its frame (``0;115;0``),
    ``ground`` that to ``OSC 11 ; ?``, the colour behind the text (``1515/1717/1e1e``).
    """

    env: Mapping[str, str]
    xtversion: str = ""
    mode8: str = ""
    tmux_client: str = ""
    passthrough: bool = False
    da2: str = ""
    ground: str = ""


LAST_REQUEST = "\x1b[c"
"""DA1, which every terminal answers: it ends the answers."""
REQUEST = f"\x1b[>q\x1b[8$p\x1b[>c{LAST_REQUEST}"
"""XTVERSION, DECRQM of mode 8, DA2, DA1."""
GROUND_REQUEST = "\x1b]11;?\x1b\\"
"""OSC 11: the colour behind the text.  To be followed by another request."""
LAST_ANSWER = re.compile(rb"\x1b\[\?[\d;]*c")
"""The answer to the last part of :data:`REQUEST`."""
_XTVERSION = re.compile(rb"\x1bP>\|([^\x1b\x07]*)(?:\x1b\\|\x07)")
_MODE_8 = re.compile(rb"\x1b\[8;(\d)\$y")
_DA2 = re.compile(rb"\x1b\[>([\d;]*)c")
_GROUND = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F/]{5,24})(?:\x1b\\|\x07)")


def read_answers(evidence: Evidence, data: bytes) -> Evidence:
    """``evidence`` with what the terminal answered to :data:`REQUEST`; what is no answer is passed over."""

    def found(pattern: re.Pattern[bytes]) -> str:
        match = pattern.search(data)
        return "".join(char for char in match[1].decode("ascii", "replace") if char.isprintable()) if match else ""

    return evidence._replace(xtversion=found(_XTVERSION), mode8=found(_MODE_8), da2=found(_DA2), ground=found(_GROUND))


def is_dark(evidence: Evidence) -> bool | None:
    """Whether the terminal's ground is dark, by its answer, else by COLORFGBG; None where nothing is known."""
    shares: list[float] = [int(part, 16) / (16.0 ** len(part) - 1) for part in evidence.ground.split("/")[:3] if part]
    if len(shares) == 3:
        # The luma of Rec. 601 on the values as they are: how bright a ground looks beside mid-grey.
        return 0.299 * shares[0] + 0.587 * shares[1] + 0.114 * shares[2] < 0.5
    number = evidence.env.get("COLORFGBG", "").rpartition(";")[2]
    # rxvt, Konsole and others: the palette's number of the ground; 7 is light grey, 8 dark grey, 9 to 15 are bright.
    return int(number) in (*range(7), 8) if number.isascii() and number.isdigit() else None


def choose(evidence: Evidence) -> tuple[Profile, str]:
    """The profile for this terminal and one line that says why."""
    env = evidence.env
    # A terminal that was started from inside a multiplexer inherits its variables, but answers for itself.
    itself = bool(evidence.xtversion) and not evidence.xtversion.startswith("tmux")
    if not itself and (env.get("TMUX") or env.get("TERM", "").startswith("tmux") or evidence.xtversion):
        return _inside_tmux(evidence)
    if not itself and (env.get("STY") or env.get("TERM", "").startswith("screen")):
        return PROFILES["visual"], "screen: the terminal around it is not known"
    if env.get("ZELLIJ") and not evidence.xtversion:
        return PROFILES["visual"], "zellij: the terminal around it is not known"
    return (
        _by_answer(evidence.xtversion)
        or _by_mode(evidence)
        or _by_environment(env)
        or (PROFILES["visual"], "nothing says that this terminal reorders text")
    )


def _by_mode(evidence: Evidence) -> tuple[Profile, str] | None:
    if evidence.mode8 in ("1", "2"):
        return PROFILES["bdsm"], f"mode 8 is known to the terminal (state {evidence.mode8})"
    if evidence.da2.startswith("0;115;"):
        return PROFILES["sgr"], f"DA2 {evidence.da2}: QTerminal's engine"
    return None


def _version(text: str) -> tuple[int, ...]:
    found = _VERSION.search(text)
    return tuple(map(int, found[0].split("."))) if found else ()


def _kitty(version: tuple[int, ...], source: str) -> tuple[Profile, str]:
    if version >= _KITTY_WITH_CELLS:
        return PROFILES["kitty-cells"], f"{source}: each cell can be sent by itself"
    return PROFILES["kitty-runs"], f"{source}: no kitty 0.40 or later is known (force_ltr yes and visual is better)"


def _by_answer(answer: str) -> tuple[Profile, str] | None:
    """By the name in the answer to XTVERSION (or tmux's client_termtype, which holds the same)."""
    name = answer.lower()
    version = _version(answer)
    if not name:
        return None
    if "kitty" in name:
        return _kitty(version, answer)
    for start, profile, marks in (
        ("konsole", "konsole", True),
        ("vte", "bdsm", True),
        ("wezterm", "bdsm", True),
        ("otty", "bdsm", True),
        ("mintty", "mintty", True),
        ("xterm.js", "lrm", True),
        ("xterm(", "visual", True),
        ("foot", "visual", False),
        ("alacritty", "visual", False),
        ("terminology", "visual", False),
        ("ghostty", "visual", True),
        ("iterm2", "visual", True),
        ("windows terminal", "visual", True),
    ):
        if name.startswith(start):
            return _named(profile, marks), f"the terminal says {answer}"
    return None


def _named(name: str, marks: bool) -> Profile:
    if name == "mintty":  # older ones know only their own switch
        bdsm = PROFILES["bdsm"]
        return bdsm._replace(enter=bdsm.enter + "\x1b[?77096h", exit="\x1b[?77096l" + bdsm.exit)
    profile = PROFILES[name]
    return profile.with_marks(profile.marks and marks)


# Variable, pattern of its value, profile, marks; the first that fits wins.  The inner terminal sets TERM itself, so
# TERM stands before the variables that a terminal around it may have left behind.
_VARIABLES = (
    ("TERM", "mlterm", "mlterm", True),
    ("TERM", "foot", "visual", False),
    ("TERM", "alacritty", "visual", False),
    ("TERM", "rxvt", "visual", True),
    ("TERM", "(st|stterm)(-|$)", "visual", False),
    ("XTERM_VERSION", ".", "visual", True),
    ("ALACRITTY_WINDOW_ID", ".", "visual", False),
    ("TERM_PROGRAM", "(?i)vscode|hyper|tabby", "lrm", True),
    ("TERM_PROGRAM", "(?i)wezterm", "bdsm", True),
    ("TERM_PROGRAM", "(?i)mintty", "mintty", True),
    ("TERM_PROGRAM", "(?i)terminology", "visual", False),
    ("TERM_PROGRAM", "Apple_Terminal", "words-lrm", True),
    ("TERM_PROGRAM", "(?i)ghostty|iterm|warp", "visual", True),
    ("WT_SESSION", ".", "visual", True),
    ("KONSOLE_VERSION", ".", "konsole", True),
    ("VTE_VERSION", ".", "bdsm", True),
    ("MLTERM", ".", "mlterm", True),
    ("TEXTUAL_DRIVER", "(?i).*web", "lrm", True),
)


def _by_environment(env: Mapping[str, str]) -> tuple[Profile, str] | None:
    if env.get("TERM") == "xterm-kitty" or env.get("KITTY_WINDOW_ID"):
        own = env.get("TERM_PROGRAM", "").lower() == "kitty"
        return _kitty(_version(env.get("TERM_PROGRAM_VERSION", "")) if own else (), "kitty's environment")
    for variable, pattern, profile, marks in _VARIABLES:
        if re.match(pattern, env.get(variable, "")):
            return _named(profile, marks), f"{variable}={env[variable]}"
    return None


def _inside_tmux(evidence: Evidence) -> tuple[Profile, str]:
    """tmux does nothing itself; the terminal around it decides, and tmux keeps escapes from it."""
    name, _, answer = evidence.tmux_client.partition(" ")
    outer = {key: value for key, value in evidence.env.items() if key not in ("TERM", "TERM_PROGRAM", "TMUX")}
    known = _by_answer(answer.strip()) or _by_environment({"TERM": name} if answer.strip() else {**outer, "TERM": name})
    if known is None:
        return PROFILES["visual"], "tmux in a terminal that is not known"
    profile, reason = known
    if profile.enter:
        if evidence.passthrough:
            return _passed_through(profile), f"tmux with allow-passthrough; {reason}"
        instead = "words-lrm" if profile.name == "konsole" else "lrm"
        return PROFILES[instead], f"tmux keeps escapes from the terminal around it; {reason}"
    if profile.name == "kitty-cells":
        return PROFILES["kitty-runs"], f"tmux takes OSC 66 away; {reason}"
    return profile, f"tmux; {reason}"


def _passed_through(profile: Profile) -> Profile:
    def wrap(sequence: str) -> str:
        return "\x1bPtmux;" + sequence.replace("\x1b", "\x1b\x1b") + "\x1b\\"

    return profile._replace(enter=wrap(profile.enter), exit=wrap(profile.exit))


def hints(evidence: Evidence, profile: Profile) -> list[str]:
    """What the reader of this terminal could set to see right-to-left text better, one line each."""
    env, told = evidence.env, (evidence.xtversion or evidence.tmux_client).lower()
    program = env.get("TERM_PROGRAM", "")
    found: list[str] = []
    if profile.name == "kitty-runs":
        found.append('kitty before 0.40: `force_ltr yes` in kitty.conf and display = "visual" in feeds.toml are better')
    if profile.name in ("lrm", "words-lrm") and (env.get("TMUX") or evidence.xtversion.startswith("tmux")):
        found.append("tmux: `set -g allow-passthrough on` in tmux.conf lets the terminal around it be told")
    if program == "iTerm.app" or env.get("LC_TERMINAL") == "iTerm2" or told.startswith("iterm2"):
        found.append("iTerm2: Settings, Advanced, alternateScreenBidi = No (or switch right-to-left support off)")
    if program == "Apple_Terminal":
        found.append("Terminal.app reorders text and cannot be told not to: `khabar doctor --try` finds the best")
    if env.get("TERM", "").startswith("putty"):
        found.append("PuTTY: Terminal, Features: disable bidirectional text display and Arabic text shaping")
    if program == "vscode":
        found.append("VS Code: keep terminal.integrated.gpuAcceleration on")
    if env.get("TERM") == "linux":
        found.append("the Linux console has no Arabic letters: use a terminal of the desktop, or fbterm with a font")
    if not profile.marks:
        found.append("vowel marks are left out: this terminal loses letters over them (--marks keep shows them)")
    return found
