"""What may stand next on a command line: the answer to ``khabar __complete``, which the shells' scripts ask for.

``khabar __complete bash LINE WORDBREAKS`` gets the line up to the cursor and
gives what readline is to put there; ``khabar __complete zsh|fish WORD…`` gets
the words behind ``khabar``, the last one unfinished, and gives candidates, each
with a tab and what it is.  The first line says what else may stand there:
``files``, ``folders`` or ``values`` (nothing else).
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import pairwise

from tui.newsroom import Desk

FILES, FOLDERS, VALUES = "files", "folders", "values"
MOST = 100
"""So many values of a field are offered."""
NEWEST = 20
"""So many articles are offered where a REF may stand."""
Answers = Callable[[str, str], Iterator[tuple[str, str]]]
"""The values of a kind (query, feed, tag, ref, entity, since) that begin with what is given, each with what it is."""

_KINDS = {
    "QUERY": "query", "WORDS": "query", "FEED": "feed", "TAG": "tag", "REF": "ref", "NUMBER": "ref", "NAME": "entity",
    "OTHER": "entity", "AGE": "since",
}  # fmt: skip
"""What stands for what on the command line, by the name that the help gives it."""
_PATHS = {"FILE": FILES, "FILE.opml": FILES, "PATH": FILES, "DIR": FOLDERS}
_SPECIAL = re.compile(r"""[\s"'\\$`!&;|<>()*?\[\]{}~#^]""")


@dataclass(frozen=True, slots=True)
class Found:
    """What may stand in place of the last word: (word, what it is), and whether a path may too."""

    words: tuple[tuple[str, str], ...] = ()
    paths: str = VALUES


def complete(parser: argparse.ArgumentParser, words: Sequence[str], answers: Answers) -> Found:
    """What may stand in place of the last of ``words`` (those behind ``khabar``).  Pure, but for ``answers``."""
    current = words[-1] if words else ""
    place = _Place(parser)
    for word in words[:-1]:
        place.take(word)
    option, equals, value = current.partition("=")
    if place.awaits is not None:
        return _values(place.awaits, current, answers)
    first = place.formats if place.first else ()
    if equals and option.startswith("--") and option in place.options:
        found = _values(place.options[option], value, answers)
        return Found(tuple((f"{option}={word}", told) for word, told in found.words), found.paths)
    if current.startswith("-") and not place.literal:
        told = {name: action.help or "" for name, action in place.options.items() if len(name) > 2}
        known = [(name, text) for name, text in told.items() if name.startswith(current) and text != argparse.SUPPRESS]
        if known:
            return Found(tuple(known))
    if place.positional is None:
        return Found()
    found = _values(place.positional, current, answers)
    formats = tuple((format, "") for format in first if format.startswith(current))
    return Found(formats + found.words, found.paths)


class _Place:
    """Where on the command line one is, word by word."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._enter(parser)
        self.awaits: argparse.Action | None = None
        self.literal, self.first = False, True

    def _enter(self, parser: argparse.ArgumentParser) -> None:
        self.options = {name: action for action in parser._actions for name in action.option_strings}
        self._positionals = [action for action in parser._actions if not action.option_strings]

    @property
    def formats(self) -> Sequence[str]:
        """What an export may begin with in place of --format."""
        action = self.options.get("--format")
        return [str(choice) for choice in action.choices or ()] if action is not None else ()

    @property
    def positional(self) -> argparse.Action | None:
        """What a word that is no option stands for now; None if there is no room for any."""
        return self._positionals[0] if self._positionals else None

    def take(self, word: str) -> None:
        """One more finished word."""
        if self.awaits is not None:
            self.awaits = None
        elif word == "--" and not self.literal:
            self.literal = True
        elif word.startswith("-") and len(word) > 1 and not self.literal:
            action = self.options.get(word)
            self.awaits = action if action is not None and action.nargs != 0 else None
        elif self.positional is not None:
            self._take_positional(self.positional, word)

    def _take_positional(self, action: argparse.Action, word: str) -> None:
        if isinstance(action, argparse._SubParsersAction):
            chosen = action.choices.get(word)
            self._positionals = []
            if chosen is not None:
                self._enter(chosen)
            return
        self.first = False
        if action.nargs not in ("*", "+"):
            self._positionals = self._positionals[1:]


def _values(action: argparse.Action, begun: str, answers: Answers) -> Found:
    """What an option or a place takes."""
    if isinstance(action, argparse._SubParsersAction):
        named = [(one.dest, one.help or "") for one in action._choices_actions]
        return Found(tuple((name, told) for name, told in named if name.startswith(begun)))
    if action.choices:
        return Found(tuple((str(choice), "") for choice in action.choices if str(choice).startswith(begun)))
    metavar = str(action.metavar or "")
    kind = _KINDS.get(metavar)
    found = list(answers(kind, begun)) if kind else []
    paths = _PATHS.get(metavar, FILES if metavar == "REF" else VALUES)
    return Found(tuple(found), paths)


def values_of(desk: Desk) -> Answers:
    """Answers with what the store knows."""
    from tui.grammar import FIELDS, STATES
    from tui.newsroom import completing, reading

    def answer(kind: str, begun: str) -> Iterator[tuple[str, str]]:
        if kind == "query":
            if not begun:
                yield from ((word, "") for word in (*STATES, *(f"{field}:" for field in FIELDS)))
            for one in completing.complete(desk, begun, len(begun), most=MOST):
                yield one.applied(begun)[0].rstrip(), ""
        elif kind == "feed":
            for source in reading.sources(desk):
                if any(name.casefold().startswith(begun.casefold()) for name in (source.title, source.feed.url)):
                    yield (source.title, source.feed.url) if source.title else (source.feed.url, "")
        elif kind == "ref":
            newest = reading.headlines(desk, reading.ids(desk, "", limit=NEWEST))
            yield from ((str(one.id), one.title) for one in newest if str(one.id).startswith(begun))
        elif kind == "entity":
            yield from ((name, "") for name in completing.entities(desk, begun))
        else:
            yield from ((value, "") for value in completing.values(desk, kind, begun))

    return answer


def split(line: str) -> tuple[list[str], str, str]:
    """The words of a line of a POSIX shell, quotes taken off, the last one unfinished (maybe empty).

    Beside them the last one as it was typed, and the quotation mark that is open in it, "" for none.
    """
    words: list[str] = []
    word, begun, quote, start = "", False, "", 0
    at = 0
    while at < len(line):
        character = line[at]
        if quote:
            if character == quote:
                quote = ""
            elif character == "\\" and quote == '"' and line[at + 1 : at + 2] in ('"', "\\", "$", "`"):
                at += 1
                word += line[at]
            else:
                word += character
        elif character in " \t\n":
            if begun:
                words.append(word)
            word, begun, start = "", False, at + 1
        else:
            begun = True
            if character in "'\"":
                quote = character
            elif character == "\\":
                at += 1
                word += line[at : at + 1]
            else:
                word += character
        at += 1
    return [*words, word], line[start:], quote


def for_readline(candidate: str, typed: str, quote: str, breaks: str) -> str:
    """A candidate as bash is to put it in place of what readline takes for the word.

    Inside quotes that is all behind the mark, else what follows the last of
    ``breaks`` (COMP_WORDBREAKS) in the word as it was ``typed``.
    """
    if quote:
        return candidate.replace("'", "'\\''") if quote == "'" else re.sub(r'(["\\$`])', r"\\\1", candidate)
    quoted = _SPECIAL.sub(lambda found: f"\\{found[0]}", candidate)
    head = max((typed.rfind(sign) for sign in ":=" if sign in breaks), default=-1) + 1
    return quoted[head:] if quoted.startswith(typed[:head]) else quoted


def run(arguments: Sequence[str]) -> int:
    """Answer a shell's script; whatever goes wrong, there is nothing to complete."""
    shell, *rest = arguments or [""]
    line, breaks = ((rest[0] if rest else ""), rest[1] if len(rest) > 1 else "") if shell == "bash" else ("", "")
    words, typed, quote = split(line) if shell == "bash" else (list(rest), "", "")
    found = _found(words[1:] if shell == "bash" else words)
    sys.stdout.write(f"{found.paths}\n")
    for word, told in dict(found.words).items():
        if shell == "bash":
            # A word that goes on (a field, an option with its sign) is no end: the script sees it by its last letter.
            sys.stdout.write(f"{for_readline(word, typed, quote, breaks)}\n")
        else:
            sys.stdout.write(f"{_plain(word)}\t{_plain(told)}\n")
    return 0


def _plain(text: str) -> str:
    from tui.cli.output import one_line

    return one_line(text)


def _found(words: Sequence[str]) -> Found:
    from tui.cli.arguments import make_parser
    from tui.cli.commands import looking, paths
    from tui.config import ConfigError
    from tui.newsroom import StoreError
    from tui.newsroom.query import QueryError

    options = argparse.Namespace()
    for name, value in pairwise(words):
        if name in ("--config", "--data"):
            setattr(options, name[2:], value)
    parser = make_parser()
    with suppress(StoreError, ConfigError, QueryError, OSError):
        if (paths(options).data / "khabar.db").is_file():
            with looking(options) as desk:
                return complete(parser, words, values_of(desk))
    return complete(parser, words, lambda kind, begun: iter(()))
