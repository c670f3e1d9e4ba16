"""The language in which a command speaks, and how its sentences reach a terminal or a pipe.

A sentence that holds right-to-left letters is laid out before it goes to a
terminal; a pipe gets it as logical text.
"""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING

from tui.app.words import LANGUAGES, VARIABLE, Words, choose_language

if TYPE_CHECKING:
    from tui.cli.output import Surface
    from tui.config import ReaderSettings
    from tui.text.profiles import Profile

_FIRST_STRONG, _POP = "\u2068", "\u2069"  # FSI and PDI: a value keeps its own direction inside the sentence
_ISOLATES = dict.fromkeys(map(ord, (_FIRST_STRONG, _POP)))
_PIPE_WIDTH = 80


class _Now:
    """The language of this run, and its options once they are parsed."""

    def __init__(self) -> None:
        self.words, self.options = Words(), Namespace()


_now = _Now()


def begin(environ: Mapping[str, str]) -> None:
    """Speak the language of the environment, until the configuration is known."""
    _now.words, _now.options = Words(choose_language("auto", environ)), Namespace()


def settle(options: Namespace, environ: Mapping[str, str]) -> None:
    """Speak the language that feeds.toml wishes.  Raises Refusal for a variable that names no language."""
    from tui.cli.faults import WRONG_USAGE, Refusal

    _now.options = options
    wished, choices = environ.get(VARIABLE, ""), ("auto", *LANGUAGES)
    if wished and wished not in choices:
        raise Refusal(said("cli.wrong.variable", name=VARIABLE, value=wished, choices=", ".join(choices)), WRONG_USAGE)
    _now.words = Words(choose_language(_settings().language, environ))


def _settings() -> ReaderSettings:
    """What feeds.toml wishes; a file that cannot be read is complained of where it is needed."""
    from tui.cli.commands import paths
    from tui.config import ConfigError, ReaderSettings, load

    try:
        where = paths(_now.options).config
        return load(where).reader if where.exists() else ReaderSettings()
    except (ConfigError, OSError):
        return ReaderSettings()


def language() -> str:
    """The language of this run."""
    return _now.words.language


def mirrored() -> bool:
    """Whether the language runs from right to left."""
    return _now.words.mirrored


def said(key: str, /, **values: object) -> str:
    """The sentence of ``key``; in a right-to-left one each value of text keeps its own direction."""
    if mirrored():
        values = {
            name: f"{_FIRST_STRONG}{value}{_POP}" if isinstance(value, str) else value for name, value in values.items()
        }
    return _now.words.say(key, **values)


def explained(reason: str) -> str:
    """What a deeper room gave as a reason or a complaint, in the language of the run."""
    if _now.words.language == "en":
        return reason
    from tui.app.reasons import translated

    return translated(reason, said)


def logical(text: str) -> str:
    """``text`` for a pipe: without the marks that :func:`said` puts around values."""
    return text.translate(_ISOLATES) if mirrored() else text


def tell(options: Namespace, text: str) -> None:
    """One line on standard output, over as many rows of a terminal as it takes."""
    if not text.isascii():
        from tui.cli.output import Surface
        from tui.text import has_rtl, lay_out

        surface = Surface(options)
        if surface.visual and has_rtl(text):
            for line in lay_out(text, surface.width, base=_now.words.base):
                surface.write([(line.padded(surface.width), ())])
            return
    sys.stdout.write(logical(text) + "\n")


def indented(surface: Surface, text: str, indent: int) -> None:
    """One line of a listing, as :meth:`Surface.say` prints it."""
    surface.say(" " * indent + (text if surface.visual else logical(text)))


def paragraph(surface: Surface, text: str, indent: int) -> None:
    """One line of a listing over as many rows as it takes, from the side at which the language begins."""
    if not (surface.visual and mirrored()):
        surface.paragraph(logical(text), indent)
        return
    from tui.text import lay_out, sanitise

    room = max(1, surface.width - indent)
    for line in lay_out(sanitise(text), room, base=_now.words.base):
        surface.write([(line.padded(room), ())])


def ask(surface: Surface, question: str) -> str:
    """Put a question on a terminal and return the answer."""
    if surface.profile is not None and not question.isascii():
        from tui.text import fit

        line = surface.profile.encode(fit(question, surface.width - 10, base=_now.words.base).text)
        question = f"{surface.profile.enter}{line}{surface.profile.exit} "
    sys.stdout.write(logical(question))
    sys.stdout.flush()
    return sys.stdin.readline().strip()


def write_error(line: str) -> None:
    """One line on standard error."""
    shown = finished(line) if sys.stderr.isatty() and not line.isascii() else logical(line)
    sys.stderr.write(shown + "\n")


def finished(line: str) -> str:
    """A line for a terminal's standard error, laid out if it holds right-to-left letters."""
    from tui.text import has_rtl, lay_out, sanitise

    profile = _profile()
    if profile is None or not has_rtl(line):
        return logical(line)
    try:
        width = os.get_terminal_size(sys.stderr.fileno()).columns or _PIPE_WIDTH
    except OSError:
        width = _PIPE_WIDTH
    rows = [laid.padded(width).rstrip(" ") for laid in lay_out(sanitise(line), width, base=_now.words.base)]
    return "\n".join(f"{profile.enter}{profile.encode(row)}{profile.exit}" for row in rows)


def _profile() -> Profile | None:
    """The terminal's display profile; None for logical text.  A wish that cannot be met is complained of elsewhere."""
    from tui.app.terminal import DisplayError, Wishes, choose_profile, gather, wishes

    settings = _settings()
    wish = Wishes(settings.display, settings.marks)
    display, marks = (getattr(_now.options, name, None) for name in ("display", "marks"))
    with suppress(DisplayError):
        wish = wishes(display, marks, wish, os.environ)
    return None if wish.display == "off" else choose_profile(wish, gather(os.environ, ask=False))[0]
