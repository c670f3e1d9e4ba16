"""What to send to which terminal so that it leaves our cells where we put them.

Text reaches the terminal in visual order, shaped, one letter a cell.  A
terminal that reorders or shapes by itself must be told not to: once on entry,
or by a rewriting of each piece of text on its way out.  ``encode`` takes what
the toolkit writes, escape sequences and all, and returns what to write; it
holds no state between calls, and data without right-to-left letters comes back
as the same object.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from itertools import takewhile
from types import MappingProxyType
from typing import NamedTuple
from unicodedata import bidirectional, category

from tui.text.colours import colour_after, near_colour
from tui.text.line import mirrored

LRM = "\u200e"
_RTL_RANGES = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL = re.compile(f"[{_RTL_RANGES}]")
# CSI, control strings (OSC, DCS, APC, PM, SOS), two-byte sequences, single controls.
_SEQUENCE = re.compile(
    "(\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[PX^_\\]].*?(?:\x07|\x1b\\\\)|\x1b[ -/]*[0-~]|[\x00-\x1f\x7f])", re.DOTALL
)
_SGR = re.compile("\x1b\\[([0-9;:]*)m")
_RESET = "\x1b[0m"
_COLOURS = re.compile("[34]8[;:](?:5[;:][0-9]+|2[;:][0-9]+[;:][0-9]+[;:][0-9]+)")
# What ends a run of text in kitty: blanks and box drawing.
_RUN = re.compile("([ \u00a0\u2500-\u259f]+)")


class Profile(NamedTuple):
    """How to treat one kind of terminal: what to send on entry and exit, and the rewriting of text between.

    ``marks`` says whether vowel marks are sent.
    """

    name: str
    enter: str
    exit: str
    rewrite: Callable[[str], str]
    marks: bool

    def encode(self, data: str) -> str:
        """What to write for ``data``: it may hold escape sequences, and its width never changes."""
        if not self.marks:
            data = _strip_marks(data)
        return data if self.rewrite is _as_is else self.rewrite(_seamless(data))

    def with_marks(self, marks: bool) -> Profile:
        """The same for a terminal that keeps vowel marks in place, or that loses letters over them."""
        return self if marks == self.marks else self._replace(marks=marks)


class _Patterns(NamedTuple):
    cell: re.Pattern[str]
    cells: re.Pattern[str]
    word: re.Pattern[str]
    marks: re.Pattern[str]
    any_cell: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    """Right-to-left cells (a letter and its marks), words of R and AL cells or of AN cells, marks."""
    ranges = ((0x590, 0x900), (0xFB1D, 0xFE00), (0xFE70, 0xFEFD), (0x10800, 0x11000), (0x1E800, 0x1F000))
    chars = [chr(code) for first, end in ranges for code in range(first, end)]
    marks = _as_class([char for char in chars if category(char) in ("Mn", "Me")])
    letters = _as_class([char for char in chars if bidirectional(char) in ("R", "AL")])
    numbers = _as_class([char for char in chars if bidirectional(char) == "AN"])
    bases = _as_class([char for char in chars if category(char) not in ("Mn", "Me", "Cf", "Cn")])
    every = f"\u0300-\u036f{marks}"
    return _Patterns(
        re.compile(f"[{bases}][{every}]*"),
        re.compile(f"((?:[{bases}][{every}]*)+)"),
        re.compile(f"(?:[{letters}][{every}]*)+|[{numbers}]+"),
        re.compile(f"(?<=[{bases}{marks}])[{every}]+"),
        re.compile(f".[{every}]*", re.DOTALL),
    )


def _as_class(chars: list[str]) -> str:
    """A character class's inside, as ranges."""
    out: list[tuple[int, int]] = []
    for code in map(ord, chars):
        if out and out[-1][1] == code - 1:
            out[-1] = (out[-1][0], code)
        else:
            out.append((code, code))
    return "".join(chr(first) + ("-" + chr(last) if last > first else "") for first, last in out)


def _by_text(rewrite: Callable[[str], str]) -> Callable[[str], str]:
    """Apply ``rewrite`` to what stands between escape sequences and controls."""

    def encode(data: str) -> str:
        if data.isascii() or not _RTL.search(data):
            return data
        parts = _SEQUENCE.split(data)
        parts[::2] = [rewrite(part) if _RTL.search(part) else part for part in parts[::2]]
        return "".join(parts)

    return encode


_strip_marks = _by_text(lambda text: _patterns().marks.sub("", text))


def _as_is(data: str) -> str:
    return data


def _seamless(data: str) -> str:
    """Without the seams that change nothing: a reset and the same SGR sequence over again.

    The toolkit cuts a word after a letter with marks and dresses each part
    anew; a rewriting that looks at neighbouring cells must see one word.
    Nothing is taken to be switched on where ``data`` begins.
    """
    if data.isascii() or f"{_RESET}\x1b[" not in data or not _RTL.search(data):
        return data
    parts = _SEQUENCE.split(data)
    out, active, index = [parts[0]], "", 1
    while index < len(parts):
        sequence, text = parts[index], parts[index + 1]
        if sequence == _RESET and active and not text and index + 2 < len(parts) and parts[index + 2] == active:
            out.append(parts[index + 3])
            index += 4
            continue
        if sequence == _RESET:
            active = ""
        elif _SGR.fullmatch(sequence):
            # Two without a reset between them add up: no single sequence says what is on then.
            active = "several" if active else sequence
        out += (sequence, text)
        index += 2
    return "".join(out)


def _fence(text: str) -> str:
    """lrm: each right-to-left cell is followed by a mark that pins it."""
    return _patterns().cell.sub(lambda found: found[0] + LRM, text)


def _turn_words(text: str) -> str:
    """words-lrm: each right-to-left word in logical order, a mark on either side; numbers only get the marks."""

    def turn(found: re.Match[str]) -> str:
        word = found[0]
        if bidirectional(word[0]) != "AN":
            word = "".join(reversed(_patterns().any_cell.findall(word)))
        return LRM + word + LRM

    return _patterns().word.sub(turn, text)


def _encode_sgr(data: str) -> str:
    """sgr: neighbouring right-to-left cells differ by one step of blue, so that none is drawn with another.

    What stands between them keeps its own colour, which is neither of theirs.
    """
    if data.isascii() or not _RTL.search(data):
        return data
    out: list[str] = []
    colour = None
    for number, part in enumerate(_SEQUENCE.split(data)):
        if number & 1:
            colour = colour_after(part, colour)
            out.append(part)
        else:
            own = "\x1b[39m" if colour is None else "\x1b[38;2;{};{};{}m".format(*colour)
            alternation = _Alternation(near_colour(colour))
            out += [
                _patterns().cell.sub(alternation, piece) + own if place & 1 else piece
                for place, piece in enumerate(_patterns().cells.split(part))
            ]
    return "".join(out)


class _Alternation:
    """Gives every other cell the other of two colours."""

    def __init__(self, colours: tuple[str, str]) -> None:
        self._colours, self._count = colours, 0

    def __call__(self, found: re.Match[str]) -> str:
        self._count += 1
        return self._colours[self._count & 1] + found[0]


def _encode_cells(data: str) -> str:
    """kitty-cells: each right-to-left cell by itself through OSC 66, its alignment unlike its neighbours'."""
    if data.isascii() or not _RTL.search(data):
        return data
    count = 0

    def alone(found: re.Match[str]) -> str:
        nonlocal count
        count += 1
        return f"\x1b]66;w=1:v={2 - count % 2};{found[0]}\x07"

    parts = _SEQUENCE.split(data)
    parts[::2] = [_patterns().cell.sub(alone, part) for part in parts[::2]]
    return "".join(parts)


def _encode_runs(data: str) -> str:
    """kitty-runs: what kitty hands to its shaper as one run goes out in the order in which it is read.

    Colours do not end a run, so a run is turned across them.  Bold and italic
    do, as does any other control.
    """
    if data.isascii() or not _RTL.search(data):
        return data
    out: list[str] = []
    run = _Run()
    for number, part in enumerate(_SEQUENCE.split(data)):
        sgr = _SGR.fullmatch(part) if number & 1 else None
        if sgr:
            run.dress(part, sgr[1])
        elif number & 1:
            out += (run.take(), part)
        else:
            for place, piece in enumerate(_RUN.split(part)):
                if place & 1:
                    out += (run.take(), piece)
                elif piece:
                    if run.font_changed:
                        out.append(run.take())
                    run.add(_patterns().any_cell.findall(piece))
    out.append(run.take())
    return "".join(out)


class _Run:
    """What stands together so far: cells with the colours over them, and everything as it came."""

    def __init__(self) -> None:
        self._cells: list[tuple[str, str]] = []
        self._raw: list[str] = []
        self._colours = ""
        self._font = self._font_of_run = (False, False)

    def dress(self, sequence: str, parameters: str) -> None:
        """An SGR sequence changes the colours or the font of what follows."""
        self._raw.append(sequence)
        self._colours = sequence if parameters in ("", "0") else self._colours + sequence
        bold, italic = self._font
        for value in _COLOURS.sub("", parameters).split(";"):
            if value in ("", "0"):
                bold = italic = False
            bold = value in ("1", "2") or (bold and value != "22")
            italic = value == "3" or (italic and value != "23")
        self._font = bold, italic

    @property
    def font_changed(self) -> bool:
        """Whether the next cell is set in another font than the run."""
        return bool(self._cells) and self._font != self._font_of_run

    def add(self, cells: list[str]) -> None:
        """The run goes on."""
        self._font_of_run = self._font
        self._cells += [(cell, self._colours) for cell in cells]
        self._raw += cells

    def take(self) -> str:
        """What to send for the run; it is empty afterwards."""
        specific = (cell for cell, _ in self._cells if bidirectional(cell[0]) in ("L", "R", "AL", "AN"))
        turned = _RTL.match(next(specific, "")) is not None
        sent = self._turned() if turned else "".join(self._raw)
        self._cells, self._raw = [], []
        return sent

    def _turned(self) -> str:
        """The cells in reading order, brackets mirrored back.

        The colours stay where they are: kitty draws the letters of a run from
        right to left, but each over the colours of the cell where it comes to
        stand.
        """
        table = mirrored()
        out: list[str] = []
        last = self._cells[0][1] if all(style == self._cells[0][1] for _, style in self._cells) else None
        styles = [style for _, style in self._cells]
        for (cell, _), style in zip(reversed(self._cells), styles, strict=True):
            if style != last:
                out.append(_from_reset(style))
                last = style
            out.append(table.get(cell[0], cell[0]) + cell[1:])
        if last != self._colours:
            out.append(_from_reset(self._colours))
        # Sequences that came before the first cell of a run of one colour still have to be sent.
        leading = takewhile(lambda item: item.startswith("\x1b"), self._raw)
        return "".join((*leading, *out))


def _from_reset(colours: str) -> str:
    return colours if colours.startswith(("\x1b[0m", "\x1b[m")) else "\x1b[0m" + colours


def _profile(
    name: str, encode: Callable[[str], str] = _as_is, enter: str = "", leave: str = "", *, marks: bool = True
) -> Profile:
    return Profile(name, enter, leave, encode, marks)


PROFILES: Mapping[str, Profile] = MappingProxyType(
    {
        profile.name: profile
        for profile in (
            _profile("visual"),
            _profile("bdsm", enter="\x1b[8l", leave="\x1b[8h"),
            _profile(
                "konsole", enter="\x1b]50;BidiRenderingEnabled=false\x07", leave="\x1b]50;BidiRenderingEnabled=true\x07"
            ),
            _profile("mlterm", enter="\x1b]5379;use_ctl=false\x07", leave="\x1b]5379;use_ctl=true\x07"),
            _profile("lrm", _by_text(_fence)),
            _profile("sgr", _encode_sgr, marks=False),
            _profile("kitty-cells", _encode_cells),
            _profile("kitty-runs", _encode_runs, marks=False),
            _profile("words-lrm", _by_text(_turn_words), marks=False),
            _profile("off"),
        )
    }
)
"""All profiles by name; ``off`` sends what it is given, for a terminal that nothing is known to help."""
