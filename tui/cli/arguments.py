"""The commands and their options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

from tui import __version__

DISPLAYS = (
    "auto", "visual", "bdsm", "konsole", "mlterm", "lrm", "sgr", "kitty-cells", "kitty-runs", "words-lrm", "off",
)  # fmt: skip
REF = "an article's number as list shows it, a URL, or an .html or .txt file"
MARKS = (
    ("read", "read"),
    ("unread", "not read"),
    ("star", "starred"),
    ("unstar", "not starred"),
    ("later", "to be read later"),
    ("unlater", "not to be read later"),
    ("dismiss", "done with"),
    ("undismiss", "not done with"),
)
QUERY_HELP = (
    "unread read starred later dismissed feed:NAME tag:T company:C person:P author:A title:T lang:ar since:7d "
    'before:2026-01-31 words "a phrase" -not OR ( )'
)


Add = Callable[[str, str], argparse.ArgumentParser]
"""Makes a command with this name and help."""


class Parser(argparse.ArgumentParser):
    """argparse with one line on standard error."""

    def error(self, message: str) -> NoReturn:
        name = self.prog.partition(" ")[2]
        advice = f"see khabar {name} --help" if name else "see khabar --help"
        sys.stderr.write(f"khabar: {' '.join(message.split())}; {advice}\n")
        sys.exit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line.  Exits (SystemExit) for --help, --version and wrong usage."""
    return _parser().parse_args(_query_dash(list(arguments)))


def _query_dash(arguments: list[str]) -> list[str]:
    """``list -starred`` is a query, not an option."""
    if "list" not in arguments or "--" in arguments:
        return arguments
    at = arguments.index("list")
    names = ("unread", "read", "starred", "later", "dismissed", "feed:", "tag:", "company:", "person:", "author:",
             "title:", "lang:", "since:", "before:", "(", '"')  # fmt: skip
    for place in range(at + 1, len(arguments)):
        word = arguments[place]
        if word.startswith("-") and not word.startswith("--") and word[1:].startswith(names):
            arguments[place] = f" {word}"
    return arguments


def _places() -> Parser:
    """--config and --data, which stand before or after the command."""
    places = Parser(add_help=False, argument_default=argparse.SUPPRESS)
    places.add_argument("--config", metavar="FILE", help="feeds.toml (else KHABAR_CONFIG, else the platform's folder)")
    places.add_argument("--data", metavar="DIR", help="data folder (else KHABAR_DATA, else the platform's folder)")
    return places


def _parser() -> Parser:
    places = _places()
    parser = Parser(
        prog="khabar",
        description="A news reader for the terminal that sets right-to-left text right. Without a command: the reader.",
        parents=[places],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"khabar {__version__}")
    parser.add_argument("--display", choices=DISPLAYS, help="how to send right-to-left text to this terminal")
    parser.add_argument("--offline", action="store_true", help="do not touch the network")
    parser.set_defaults(command="read")
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def add(name: str, text: str) -> argparse.ArgumentParser:
        command = commands.add_parser(name, help=text, description=text, parents=[places], allow_abbrev=False)
        command.set_defaults(command=name)
        return command

    _add_reading(add)
    _add_feeds(add)
    return parser


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help="print JSON")


def _display(command: argparse.ArgumentParser) -> None:
    command.add_argument("--width", type=_width, metavar="N", help="cells to lay out for")
    command.add_argument(
        "--display", choices=DISPLAYS, default=None, help="display mode; without it a pipe gets logical text"
    )
    command.add_argument("--no-color", action="store_true", help="no colours")


def _width(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 2000:
        raise argparse.ArgumentTypeError(f"{text}: a width is a number of cells from 1 to 2000")
    return int(text)


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:10]) < 1:
        raise argparse.ArgumentTypeError(f"{text}: a limit is a whole number from 1 on")
    return int(text[:10])


def _add_reading(add: Add) -> None:
    command = add("list", "Headlines, newest first.")
    command.add_argument("query", nargs="*", metavar="QUERY", help=QUERY_HELP)
    command.add_argument("--limit", type=_limit, metavar="N", help="at most so many")
    _json(command)
    _display(command)

    command = add("show", "One article, laid out for this terminal.")
    command.add_argument("ref", metavar="REF", help=REF)
    _json(command)
    _display(command)

    command = add("entities", "Companies and people of an article, with mentions, roles, relations and key sentences.")
    command.add_argument("ref", metavar="REF", help=REF)
    _json(command)
    _display(command)

    command = add("search", "Full-text search over everything cached; Arabic spelling variants are the same word.")
    command.add_argument("words", nargs="+", metavar="WORDS")
    command.add_argument("--limit", type=_limit, default=200, metavar="N", help="at most so many (200)")
    _json(command)
    _display(command)

    command = add("mark", "Triage from scripts; khabar's undo takes it back.")
    command.add_argument("refs", nargs="+", metavar="REF", help="numbers as list shows them, or URLs")
    verbs = command.add_mutually_exclusive_group(required=True)
    for verb, text in MARKS:
        verbs.add_argument(f"--{verb}", dest="verb", action="store_const", const=verb, help=text)

    command = add("cat", "Any text, laid out right for this terminal.")
    command.add_argument("file", nargs="?", default="-", metavar="FILE", help="- or none: standard input")
    _display(command)


def _add_feeds(add: Add) -> None:
    command = add("fetch", "Refresh all feeds, or those named by title, URL or number.")
    command.add_argument("feeds", nargs="*", metavar="FEED")
    _json(command)
    command.add_argument("--events", action="store_true", help=argparse.SUPPRESS)

    command = add("add", "Subscribe; finds the feed of any page.")
    command.add_argument("url", metavar="URL")
    command.add_argument("--title", default="", help="the name to show")
    command.add_argument("--tag", action="append", default=[], metavar="TAG", help="a tag; may be repeated")
    command.add_argument("--kind", choices=("feed", "article"), help="article: watch this one page for changes")
    _json(command)

    command = add("remove", "Unsubscribe; what was starred or kept for later stays.")
    command.add_argument("feed", metavar="FEED", help="title, URL or number")

    command = add("feeds", "The feeds and their health.")
    _json(command)
    _display(command)

    command = add("demo", "Open the reader on bundled stories, without the network, in a throw-away folder.")
    command.add_argument("--display", choices=DISPLAYS, default=None, help="display mode")

    command = add("doctor", "What this terminal does to right-to-left text, and the health of feeds and cache.")
    _json(command)
    _display(command)
