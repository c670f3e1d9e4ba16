"""Every sentence of khabar, of the reader and of the command line, by key and language (``locale/``).

Sentences are logical text; they go to the screen through :mod:`tui.app.paint`
like any other text, or through :mod:`tui.cli.speech`.  The catalogues are
gettext's, with a key in place of the sentence to translate; a sentence that
counts has a form for each plural of its language.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from io import BytesIO
from pathlib import Path
from unicodedata import bidirectional

LANGUAGES = ("en", "ar")
VARIABLE = "KHABAR_LANGUAGE"
"""The environment variable that wins over the setting."""


class _Missing(NullTranslations):
    """What is asked for a key that a catalogue lacks."""

    def gettext(self, message: str) -> str:
        raise KeyError(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        raise KeyError(msgid1)


@cache
def catalogue(language: str) -> GNUTranslations:
    """The sentences of a language; a key that is not among them raises KeyError."""
    # A wheel is unpacked; importlib.resources would be 10 ms, of `khabar --help` too.
    data = (Path(__file__).parent / "locale" / language / "LC_MESSAGES" / "khabar.mo").read_bytes()
    sentences = GNUTranslations(BytesIO(data))
    sentences.add_fallback(_Missing())
    return sentences


def keys(prefix: str) -> list[str]:
    """The keys of all sentences that begin with ``prefix`` and have no plural."""
    # gettext has no door to a catalogue's keys; a plural's are pairs.
    return [key for key in vars(catalogue("en"))["_catalog"] if isinstance(key, str) and key.startswith(prefix)]


def sentence(language: str, key: str) -> str:
    """The sentence of ``key`` with its places still open.  Raises KeyError for a key that is in no catalogue."""
    return catalogue(language).gettext(key)


def choose_language(setting: str, environ: Mapping[str, str]) -> str:
    """The interface's language: KHABAR_LANGUAGE, else ``setting``; if that is ``auto`` the locale's, else English."""
    wished = environ.get(VARIABLE) or setting
    if wished in LANGUAGES:
        return wished
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or ""
    tag = locale.replace("-", "_").partition("_")[0].partition(".")[0].lower()
    return tag if tag in LANGUAGES else "en"


class Words:
    """The sentences of one language."""

    def __init__(self, language: str = "en") -> None:
        self.language = language
        self._sentences = catalogue(language)

    @cached_property
    def mirrored(self) -> bool:
        """Whether the interface runs from right to left."""
        return bidirectional(self.say("panel.feeds")[0]) in ("R", "AL")

    @property
    def base(self) -> int:
        """The embedding level of a line of the interface that has no strong letter."""
        return 1 if self.mirrored else 0

    def say(self, key: str, /, **values: object) -> str:
        """The sentence of ``key`` with ``values`` filled in, in the plural form that ``count`` asks for.

        Raises KeyError for a key that is in no catalogue.
        """
        count = values.get("count")
        if isinstance(count, int):
            return self._sentences.ngettext(key, key, count).format(**values)
        sentence = self._sentences.gettext(key)
        return sentence.format(**values) if values else sentence
