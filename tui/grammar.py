"""The query language: text -> tree.  Every complaint says where.

One language for lists, views, rules, search and the command line::

    unread read starred later dismissed revised is:unread … is:story story:#12
    feed:… feed:#3 tag:… company:… person:… author:… title:… lang:ar
    since:7d since:today before:2026-01-31 words begin* *inside* "a phrase" -not NOT OR AND ( )

Pure, and below everything that keeps or uses queries: feeds.toml is checked
with it before there is a store.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from tui.text import query_form

STATES = ("unread", "read", "starred", "later", "dismissed", "revised")
FIELDS = ("feed", "tag", "company", "person", "author", "title", "lang", "since", "before", "is", "story")
STORY = "story"
"""The value of ``is:`` that is no state: what several sources tell."""
DAYS = ("today", "yesterday")
AGE = re.compile(r"(\d{1,4})([hdwmy])")
_NUMBER = re.compile(r"#([0-9]{1,17})")
DEEPEST = 50
"""Parentheses inside one another; more is refused rather than left to the stack."""


class QueryError(ValueError):
    """A query that cannot be read.

    ``message`` is one line, ``position`` the offset of what it is about;
    ``final``: whatever is typed behind it, it stays wrong.
    """

    def __init__(self, message: str, position: int, *, final: bool = False) -> None:
        super().__init__(f"{message} (at {position + 1})")
        self.message, self.position, self.final = message, position, final


@dataclass(frozen=True, slots=True)
class Term:
    """A leaf: ``field`` is one of FIELDS, ``"state"``, ``"words"`` or ``"phrase"``.

    ``is:unread`` is the state ``unread``; ``is`` has the value STORY alone.
    """

    field: str
    value: str
    position: int


@dataclass(frozen=True, slots=True)
class Not:
    """What does not fulfil ``inner``."""

    inner: Node


@dataclass(frozen=True, slots=True)
class All:
    """What fulfils every part; no part: everything."""

    parts: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Any:
    """What fulfils one of the parts."""

    parts: tuple[Node, ...]


Node = Term | Not | All | Any


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str  # "(", ")", "or", "and", "not", "term", "end"
    position: int
    term: Term | None = None


_QUOTED = re.compile(r'"([^"]*)"')
_PLAIN = re.compile(r'[^\s()"]+')
_FIELD = re.compile(r"([A-Za-z]+):")
_SCHEMES = ("http", "https")
_LAST = re.compile(r"\S+\s*$")


def _tokens(text: str) -> Iterator[_Token]:
    at = 0
    while at < len(text):
        character = text[at]
        if character.isspace():
            at += 1
        elif character in "()":
            yield _Token(character, at)
            at += 1
        elif character == "-" and at + 1 < len(text) and not text[at + 1].isspace():
            yield _Token("not", at)
            at += 1
        else:
            token, at = _term(text, at)
            yield token
    yield _Token("end", len(text))


def _term(text: str, at: int) -> tuple[_Token, int]:
    start = at
    field = _FIELD.match(text, at)
    name = field[1].lower() if field else ""
    if field and name in FIELDS:
        value, at = _value(text, field.end(), start, name)
        return _Token("term", start, _checked(Term(name, value, start))), at
    if field and name not in _SCHEMES and not text[field.end() : field.end() + 1].isspace():
        names = ", ".join(f"{known}:" for known in FIELDS)
        raise QueryError(f"{name}: is not known; known are {names}", start, final=True)
    if text[at] == '"':
        value, at = _quoted(text, at)
        return _Token("term", start, _checked(Term("phrase", value, start))), at
    found = _PLAIN.match(text, at)
    assert found is not None
    word, at = found[0], found.end()
    if word in ("OR", "NOT", "AND"):
        return _Token(word.lower(), start), at
    kind = "state" if word in STATES else "words"
    return _Token("term", start, _checked(Term(kind, word, start))), at


def _checked(term: Term) -> Term:
    """The term, if its value can be one of its field's."""
    if term.field == "is":
        value = term.value.lower()
        if value == STORY:
            return Term("is", STORY, term.position)
        if value not in STATES:
            raise QueryError(f"is: takes {', '.join(STATES)} or {STORY}", term.position)
        return Term("state", value, term.position)
    if term.field in ("feed", STORY) and (term.value.startswith("#") or term.field == STORY):
        number_of(term)
    elif term.field in ("since", "before"):
        _check_date(term)
    elif term.field in ("words", "phrase", "title", "author") and not query_form(term.value).strip():
        raise QueryError("no letter or digit to look for", term.position)
    return term


def number_of(term: Term) -> int:
    """The number of ``feed:#3`` or ``story:#12``.  Raises QueryError."""
    found = _NUMBER.fullmatch(term.value)
    if found is None:
        raise QueryError(f"{term.field}:# needs a number", term.position)
    return int(found[1])


def _check_date(term: Term) -> None:
    value = term.value.lower()
    if value in DAYS or AGE.fullmatch(value):
        return
    try:
        datetime.fromisoformat(term.value)
    except ValueError:
        raise bad_date(term) from None


def bad_date(term: Term) -> QueryError:
    """The complaint about a date that is none, or that no calendar has."""
    return QueryError(
        f"{term.field}: takes today, yesterday, an age such as 7d or 12h, or a date such as 2026-01-31", term.position
    )


def _quoted(text: str, at: int) -> tuple[str, int]:
    found = _QUOTED.match(text, at)
    if found is None:
        raise QueryError("this quotation mark has no partner", at)
    return found[1], found.end()


def _value(text: str, at: int, start: int, name: str) -> tuple[str, int]:
    if text[at : at + 1] == '"':
        value, at = _quoted(text, at)
    else:
        found = _PLAIN.match(text, at)
        value, at = (found[0], found.end()) if found else ("", at)
    if not value.strip():
        raise QueryError(f"{name}: needs a value right after it", start)
    return value, at


class _Parser:
    def __init__(self, text: str) -> None:
        self._tokens = list(_tokens(text))
        self._next = 0

    @property
    def _token(self) -> _Token:
        return self._tokens[self._next]

    def query(self) -> Node:
        node = All(()) if self._token.kind == "end" else self._any(0)
        if self._token.kind == ")":
            raise QueryError("this parenthesis closes nothing", self._token.position)
        return node

    def _any(self, depth: int) -> Node:
        parts = [self._all(depth)]
        while self._token.kind == "or":
            self._next += 1
            parts.append(self._all(depth))
        return parts[0] if len(parts) == 1 else Any(tuple(parts))

    def _all(self, depth: int) -> Node:
        parts: list[Node] = []
        while True:
            if self._token.kind == "and":
                if not parts:
                    raise QueryError("AND needs something on its left", self._token.position)
                self._next += 1
                parts.append(self._one(depth))
            elif self._token.kind in ("not", "(", "term"):
                parts.append(self._one(depth))
            else:
                break
        if not parts:
            what = {"or": "OR needs something on both sides", ")": "nothing stands in these parentheses"}
            raise QueryError(what.get(self._token.kind, "the query ends too early"), self._token.position)
        return parts[0] if len(parts) == 1 else All(tuple(parts))

    def _one(self, depth: int) -> Node:
        negative = False
        while self._token.kind == "not":
            negative = not negative
            self._next += 1
        token = self._token
        node: Node
        if token.kind == "(":
            if depth >= DEEPEST:
                raise QueryError("too many parentheses inside one another", token.position)
            self._next += 1
            node = self._any(depth + 1)
            if self._token.kind != ")":
                raise QueryError("this parenthesis is not closed", token.position)
            self._next += 1
        elif token.term is not None:
            self._next += 1
            node = token.term
        else:
            raise QueryError("something must follow here", token.position)
        return Not(node) if negative else node


def parse(text: str) -> Node:
    """Read a query.  Raises QueryError with the offset in ``text``."""
    return _Parser(text).query()


def parse_unfinished(text: str) -> Node:
    """Read a query that is still being typed: what is not finished at its end is closed, or left out.

    Raises QueryError for a mistake before that, and for a field that is not known, which no more letters make right.
    """
    while True:
        opened = max(0, text.count("(") - text.count(")"))
        failed = None
        for end in ("", ")" * opened, '"' + ")" * opened):
            try:
                return parse(text + end)
            except QueryError as error:
                failed = failed or error
        last = _LAST.search(text)
        assert failed is not None
        if last is None or failed.position < last.start() or failed.final:
            raise failed
        text = text[: last.start()]


def terms(node: Node) -> Iterator[Term]:
    """The leaves of a query."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Not):
        yield from terms(node.inner)
    else:
        for part in node.parts:
            yield from terms(part)
