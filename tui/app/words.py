"""Every sentence of the interface, by key and language (``data/words.tsv``).

Sentences are logical text; they go to the screen through :mod:`tui.app.paint`
like any other text.  Numbers are filled in with ``str.format``.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

from tui.model import RTL_LANGUAGES

LANGUAGES = ("en", "ar")


@cache
def catalogue() -> dict[str, dict[str, str]]:
    """Language -> key -> sentence."""
    file = resources.files("tui.app") / "data" / "words.tsv"
    tables: dict[str, dict[str, str]] = {language: {} for language in LANGUAGES}
    for row in file.read_text(encoding="utf-8").splitlines():
        if row and not row.startswith("#"):
            key, *sentences = row.split("\t")
            for language, sentence in zip(LANGUAGES, sentences, strict=True):
                tables[language][key] = sentence
    return tables


def choose_language(setting: str, environ: Mapping[str, str]) -> str:
    """The interface's language: ``setting`` unless it is ``auto``, then that of the locale, else English."""
    if setting in LANGUAGES:
        return setting
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    tag = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return tag if tag in LANGUAGES else "en"


class Words:
    """The sentences of one language."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._table = catalogue()[language]

    @property
    def mirrored(self) -> bool:
        """Whether the interface runs from right to left."""
        return self.language in RTL_LANGUAGES

    @property
    def base(self) -> int:
        """The embedding level of a line of the interface that has no strong letter."""
        return 1 if self.mirrored else 0

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of ``key`` with ``values`` filled in.  Raises KeyError for a key that is in no catalogue."""
        sentence = self._table[key]
        return sentence.format(**values) if values else sentence
