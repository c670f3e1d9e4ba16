"""The commands and their options."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

from tui import __version__
from tui.cli.helping import Formatter, Help
from tui.cli.speech import said, write_error
from tui.cli.wrong import translated

DISPLAYS = (
    "auto", "visual", "bdsm", "konsole", "mlterm", "lrm", "sgr", "kitty-cells", "kitty-runs", "words-lrm", "off",
)  # fmt: skip
VOWEL_MARKS = ("auto", "keep", "strip")
KINDS = ("company", "person")
SHELLS = ("bash", "zsh", "fish")
FORMATS = ("opml", "markdown", "json", "epub")
MARKS = ("read", "unread", "star", "unstar", "later", "unlater", "dismiss", "undismiss")

Add = Callable[[str], argparse.ArgumentParser]
"""Makes a command with this name."""


class Parser(argparse.ArgumentParser):
    """argparse in the language of the run, with one line on standard error."""

    def __init__(self, **settings: Any) -> None:
        super().__init__(**{"formatter_class": Formatter, "add_help": False, "allow_abbrev": False, **settings})

    def format_help(self) -> str:
        """The help, under our headings."""
        # Not before: the arguments of a parent go by the headings of argparse.
        self._positionals.title, self._optionals.title = said("cli.help.positionals"), said("cli.help.options")
        return super().format_help()

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and exit."""
        name = self.prog.partition(" ")[2]
        advice = said("cli.wrong.see_command", command=name) if name else said("cli.wrong.see")
        line = said("cli.wrong.line", message=translated(" ".join(message.split())), advice=advice)
        write_error(f"khabar: {line}")
        sys.exit(2)


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Read the command line.  Exits (SystemExit) for --help, --version and wrong usage."""
    words = _query_dash(list(arguments))
    if not {"-h", "--help"}.intersection(words):
        # The reader itself does not wait until the options of two dozen commands are made.
        try:
            return _reader(_ReaderAlone).parse_args(words)
        except _Other:
            pass
    return make_parser().parse_args(words)


def _query_dash(arguments: list[str]) -> list[str]:
    """``list -starred`` and ``search rain -harbour`` are queries, not options: short options are -h and -o alone."""
    queried = next((at for at, word in enumerate(arguments) if word in ("list", "search", "export")), None)
    if queried is None or "--" in arguments:
        return arguments
    for place in range(queried + 1, len(arguments)):
        word = arguments[place]
        if word.startswith("-") and len(word) > 1 and word[1] != "-" and word not in ("-h", "-o"):
            arguments[place] = f" {word}"
    return arguments


def _places() -> Parser:
    """--help, --config and --data, which stand before or after the command."""
    places = Parser(argument_default=argparse.SUPPRESS)
    places.add_argument("-h", "--help", action=Help, nargs=0, help=said("cli.help.help"))
    places.add_argument("--config", metavar="FILE", help=said("cli.help.config"))
    places.add_argument("--data", metavar="DIR", help=said("cli.help.data"))
    return places


class _Other(Exception):
    """A command line that is not the reader's."""


class _ReaderAlone(Parser):
    """The options of the reader, without the commands."""

    def error(self, message: str) -> NoReturn:
        """Leave it to the parser of all commands, which knows what is wrong."""
        raise _Other(message)


def make_parser() -> Parser:
    """Everything that may be typed."""
    places = _places()
    parser = _reader(Parser)
    commands = parser.add_subparsers(title=said("cli.help.commands"), metavar="COMMAND", parser_class=Parser)

    def add(name: str) -> argparse.ArgumentParser:
        text = said(f"cli.help.{name}")
        command = commands.add_parser(name, help=text, description=text, parents=[places])
        command.set_defaults(command=name)
        return command

    _add_reading(add)
    _add_triage(add)
    _add_feeds(add)
    return parser


def _reader(kind: type[Parser]) -> Parser:
    """A parser with the options that the reader has."""
    parser = kind(prog="khabar", description=said("cli.help.description"), parents=[_places()])
    version = f"khabar {__version__}"
    parser.add_argument("--version", action="version", version=version, help=said("cli.help.version"))
    parser.add_argument("--display", choices=DISPLAYS, help=said("cli.help.terminal"))
    parser.add_argument("--marks", choices=VOWEL_MARKS, help=said("cli.help.marks"))
    parser.add_argument("--offline", action="store_true", help=said("cli.help.offline"))
    parser.add_argument("--plain", action="store_true", help=said("cli.help.plain"))
    parser.add_argument("--minutes", type=_minutes, default=0, metavar="N", help=said("cli.help.minutes"))
    parser.set_defaults(command="read")
    return parser


def _json(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=said("cli.help.json"))


def _display(command: argparse.ArgumentParser) -> None:
    command.add_argument("--width", type=_width, metavar="N", help=said("cli.help.width"))
    command.add_argument("--display", choices=DISPLAYS, default=None, help=said("cli.help.display_or_pipe"))
    command.add_argument("--marks", choices=VOWEL_MARKS, help=said("cli.help.marks"))
    command.add_argument("--no-color", action="store_true", help=said("cli.help.no_color"))


def _width(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 2000:
        raise argparse.ArgumentTypeError(said("cli.wrong.width", value=text))
    return int(text)


def _minutes(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:5]) <= 600:
        raise argparse.ArgumentTypeError(said("cli.wrong.minutes", value=text))
    return int(text)


def _limit(text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text[:10]) < 1:
        raise argparse.ArgumentTypeError(said("cli.wrong.limit", value=text))
    return int(text[:10])


def _add_reading(add: Add) -> None:
    command = add("list")
    command.add_argument("query", nargs="*", metavar="QUERY", help=said("cli.help.query"))
    command.add_argument("--unfold", action="store_true", help=said("cli.help.unfold"))
    command.add_argument("--limit", type=_limit, metavar="N", help=said("cli.help.limit"))
    _json(command)
    _display(command)

    command = add("show")
    command.add_argument("ref", metavar="REF", help=said("cli.help.ref"))
    command.add_argument("--changes", action="store_true", help=said("cli.help.changes"))
    _json(command)
    _display(command)

    command = add("entities")
    command.add_argument("ref", nargs="?", metavar="REF", help=f"{said('cli.help.ref')}; {said('cli.help.update')}")
    command.add_argument("--from", dest="address", metavar="URL", help=said("cli.help.update_from"))
    command.add_argument("--again", action="store_true", help=said("cli.help.update_again"))
    command.add_argument("--top", type=_limit, metavar="N", help=said("cli.help.top"))
    command.add_argument("--since", default="7d", metavar="AGE", help=said("cli.help.since"))
    command.add_argument("--kind", choices=KINDS, help=said("cli.help.entity_kind"))
    _json(command)
    _display(command)

    _add_entity(add("entity"))

    command = add("summary")
    command.add_argument("ref", metavar="REF", help=said("cli.help.ref"))
    command.add_argument("--again", action="store_true", help=said("cli.help.again"))
    _json(command)
    _display(command)

    command = add("search")
    command.add_argument("words", nargs="+", metavar="WORDS")
    command.add_argument("--limit", type=_limit, default=200, metavar="N", help=said("cli.help.limit_of_search"))
    _json(command)
    _display(command)

    command = add("cat")
    command.add_argument("file", nargs="?", default="-", metavar="FILE", help=said("cli.help.file"))
    _display(command)


def _add_triage(add: Add) -> None:
    command = add("mark")
    command.add_argument("refs", nargs="+", metavar="REF", help=said("cli.help.refs"))
    command.add_argument("--story", action="store_true", help=said("cli.help.whole_story"))
    verbs = command.add_mutually_exclusive_group(required=True)
    for verb in MARKS:
        told = said(f"cli.help.mark_{verb}")
        verbs.add_argument(f"--{verb}", dest="verb", action="store_const", const=verb, help=told)

    command = add("rules")
    acts = command.add_mutually_exclusive_group()
    acts.add_argument("--preview", action="store_true", help=said("cli.help.preview"))
    acts.add_argument("--apply", action="store_true", help=said("cli.help.apply"))
    _json(command)
    _display(command)

    command = add("history")
    command.add_argument("--limit", type=_limit, default=50, metavar="N", help=said("cli.help.lines"))
    _json(command)
    _display(command)

    for name in ("undo", "redo"):
        add(name).add_argument("line", type=_limit, nargs="?", metavar="LINE", help=said("cli.help.line"))


def _add_entity(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help=said("cli.help.entity_name"))
    actions = command.add_mutually_exclusive_group()
    for action in ("follow", "unfollow", "mute", "unmute"):
        told = said(f"cli.help.entity_{action}")
        actions.add_argument(f"--{action}", dest="action", action="store_const", const=action, help=told)
    actions.add_argument("--note", metavar="TEXT", help=said("cli.help.entity_note"))
    actions.add_argument("--merge", metavar="OTHER", help=said("cli.help.entity_merge"))
    actions.add_argument("--unmerge", metavar="OTHER", help=said("cli.help.entity_unmerge"))
    actions.add_argument("--split", type=_limit, metavar="NUMBER", help=said("cli.help.entity_split"))
    actions.add_argument("--join", type=_limit, metavar="NUMBER", help=said("cli.help.entity_join"))
    _json(command)
    _display(command)


def _add_feeds(add: Add) -> None:
    command = add("fetch")
    command.add_argument("feeds", nargs="*", metavar="FEED")
    _json(command)
    command.add_argument("--page", type=_limit, metavar="NUMBER", help=said("cli.help.page"))
    command.add_argument("--due", action="store_true", help=said("cli.help.due"))
    command.add_argument("--events", action="store_true", help=argparse.SUPPRESS)

    command = add("add")
    command.add_argument("url", metavar="URL")
    command.add_argument("--title", default="", help=said("cli.help.title"))
    command.add_argument("--tag", action="append", default=[], metavar="TAG", help=said("cli.help.tag"))
    command.add_argument("--kind", choices=("feed", "article"), help=said("cli.help.kind"))
    _json(command)

    command = add("remove")
    command.add_argument("feed", metavar="FEED", help=said("cli.help.feed"))

    command = add("feeds")
    _json(command)
    _display(command)

    command = add("import")
    command.add_argument("file", metavar="FILE.opml", help=said("cli.help.opml"))
    command.add_argument("--tag", action="append", default=[], metavar="TAG", help=said("cli.help.tag"))
    _json(command)

    command = add("export")
    command.add_argument("query", nargs="*", metavar="QUERY", help=said("cli.help.export_query"))
    command.add_argument("--format", choices=FORMATS, help=said("cli.help.format"))
    command.add_argument("-o", "--output", metavar="PATH", help=said("cli.help.output"))
    command.add_argument("--limit", type=_limit, metavar="N", help=said("cli.help.limit"))

    command = add("demo")
    command.add_argument("--plain", action="store_true", default=argparse.SUPPRESS, help=said("cli.help.plain"))
    command.add_argument(
        "--minutes", type=_minutes, default=argparse.SUPPRESS, metavar="N", help=said("cli.help.minutes")
    )
    command.add_argument("--display", choices=DISPLAYS, default=None, help=said("cli.help.display"))
    command.add_argument("--marks", choices=VOWEL_MARKS, help=said("cli.help.marks"))

    add("completion").add_argument("shell", choices=SHELLS, help=said("cli.help.shell"))

    command = add("doctor")
    command.add_argument("--try", dest="try_profiles", action="store_true", help=said("cli.help.try"))
    _json(command)
    _display(command)
