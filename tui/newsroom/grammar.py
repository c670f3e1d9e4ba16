"""The query language's words and their order: text -> tree.  Every complaint says where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

STATES = ("unread", "read", "starred", "later", "dismissed")
FIELDS = ("feed", "tag", "company", "person", "author", "title", "lang", "since", "before")
DEEPEST = 50
"""Parentheses inside one another; more is refused rather than left to the stack."""


class QueryError(ValueError):
    """A query that cannot be read.  ``message`` is one line, ``position`` the offset of what it is about."""

    def __init__(self, message: str, position: int) -> None:
        super().__init__(f"{message} (at {position + 1})")
        self.message, self.position = message, position


@dataclass(frozen=True, slots=True)
class Term:
    """A leaf: ``field`` is one of FIELDS, ``"state"``, ``"words"`` or ``"phrase"``."""

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
        return _Token("term", start, Term(name, value, start)), at
    if field and name not in _SCHEMES and not text[field.end() : field.end() + 1].isspace():
        raise QueryError(f"{name}: is not known; known are {', '.join(f'{known}:' for known in FIELDS)}", start)
    if text[at] == '"':
        value, at = _quoted(text, at)
        return _Token("term", start, Term("phrase", value, start)), at
    found = _PLAIN.match(text, at)
    assert found is not None
    word, at = found[0], found.end()
    if word in ("OR", "NOT", "AND"):
        return _Token(word.lower(), start), at
    kind = "state" if word in STATES else "words"
    return _Token("term", start, Term(kind, word, start)), at


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


def terms(node: Node) -> Iterator[Term]:
    """The leaves of a query."""
    if isinstance(node, Term):
        yield node
    elif isinstance(node, Not):
        yield from terms(node.inner)
    else:
        for part in node.parts:
            yield from terms(part)
