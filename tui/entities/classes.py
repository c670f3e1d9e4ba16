"""Classes of meaning that a word belongs to: trades, goods, verbs of business, kinds of places, family names.

The lists, ``data/classes_*.tsv``, were written for this project from knowledge of the languages, not from any text.
A word is looked up as it is, then without particles, article and common endings.
"""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files

from tui.entities.normalise import keyed
from tui.entities.rules import cuts_of
from tui.entities.tokens import Token

_ARTICLES = {"ar": "\u0627\u0644", "he": "\u05d4"}
_ENDINGS = {
    "ar": "\u0627\u062a|\u0648\u0646|\u064a\u0646|\u064a\u0647|\u0647\u0627|\u0647\u0645|\u0647|\u062a|\u064a|\u0627",
    "he": "\u05d9\u05dd|\u05d5\u05ea|\u05d4|\u05d9",
    "fa": "\u0647\u0627\u064a|\u0647\u0627|\u0627\u0646|\u064a",
    "ur": "\u0648\u06ba|\u064a\u06ba|\u064a|\u0648|\u0627",
}
_LEAST = 3


class Classes:
    """The classes of one language's words."""

    def __init__(self, language: str, text: str) -> None:
        """``text`` holds a line for each class: its name, TAB, the words parted by ``|``."""
        self._article = _ARTICLES.get(language, "")
        self._endings = tuple(keyed(_ENDINGS[language]).split("|")) if language in _ENDINGS else ()
        rows: dict[str, tuple[str, ...]] = {}
        for line, keys in zip(text.split("\n"), keyed(text).split("\n"), strict=True):
            name, tab, _ = line.partition("\t")
            if tab and name[0] != "#":
                alone = (name,)
                for word in keys[len(name) + 1 :].split("|"):
                    held = rows.get(word)
                    if held is None:
                        rows[word] = alone
                    elif name not in held:
                        rows[word] = (*held, name)
        self._rows = rows

    def of(self, token: Token) -> tuple[str, ...]:
        """The classes of a word; () if it is in none."""
        rows = self._rows
        if not rows:
            return ()
        for form in (token.key, *[rest for _, rest in cuts_of(token)]):
            found = self._bare(form)
            if found:
                return found
            if self._article and form.startswith(self._article) and len(form) > len(self._article) + 1:
                found = self._bare(form[len(self._article) :])
                if found:
                    return found
        return ()

    def whole(self, word_key: str) -> tuple[str, ...]:
        """The classes of a word as it is, by key."""
        return self._rows.get(word_key, ())

    def _bare(self, form: str) -> tuple[str, ...]:
        rows = self._rows
        found = rows.get(form)
        if found is not None:
            return found
        for ending in self._endings:
            if form.endswith(ending) and len(form) - len(ending) >= _LEAST:
                stem = form[: -len(ending)]
                found = rows.get(stem) or rows.get(stem + "\u0647" if self._article == "\u0627\u0644" else stem)
                if found is not None:
                    return found
        return ()


@lru_cache(maxsize=16)
def classes_in(language: str) -> Classes:
    """The classes of a language's words; without a file of it, none."""
    source = files("tui.entities") / "data" / f"classes_{language}.tsv"
    return Classes(language, source.read_text("utf-8") if source.is_file() else "")
