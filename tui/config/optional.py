"""What ``[summaries]`` must keep to: an article and a key leave this machine by it."""

from __future__ import annotations

import ipaddress
import re
from types import MappingProxyType
from urllib.parse import urlsplit

from tui.config.values import SummarySettings

SUMMARY_LANGUAGES = MappingProxyType(
    {
        "ar": "Arabic",
        "bs": "Bosnian",
        "de": "German",
        "en": "English",
        "es": "Spanish",
        "fa": "Persian",
        "fr": "French",
        "he": "Hebrew",
        "it": "Italian",
        "nl": "Dutch",
        "pt": "Portuguese",
        "ru": "Russian",
        "sr": "Serbian",
        "tr": "Turkish",
        "ur": "Urdu",
    }
)
"""The languages a summary can be asked for in, with their English names."""

_VARIABLE = re.compile("[A-Za-z_][A-Za-z0-9_]*")
_FEWEST_WORDS, _MOST_WORDS = 20, 1000


def wrong_endpoint(settings: SummarySettings) -> tuple[str, str] | None:
    """The key of ``[summaries]`` that cannot stay as it is, and why; None if all can.

    ``settings.url`` is an http or https address.
    """
    parts = urlsplit(settings.url)
    if parts.username or parts.password or parts.query or parts.fragment:
        return "url", "must be a bare address, without a name, a password or a question mark"
    if not settings.model or not settings.model.isprintable():
        return "model", "needs a model"
    if settings.key_env and not _VARIABLE.fullmatch(settings.key_env):
        return "key_env", "must be the name of an environment variable, not the key itself"
    if settings.key_env and parts.scheme == "http" and not _is_here(parts.hostname or ""):
        return "url", "must begin with https where a key goes with it"
    if not _FEWEST_WORDS <= settings.max_words <= _MOST_WORDS:
        return "max_words", f"must be {_FEWEST_WORDS} to {_MOST_WORDS}"
    return None


def _is_here(host: str) -> bool:
    """Whether a host is this machine by its name or number; no name is looked up."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
