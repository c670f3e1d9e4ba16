"""The only network: one polite HTTP client over httpx.

httpx is imported by the first request, not with this module.
"""

from tui.fetch.access import credentials, origin
from tui.fetch.answers import Fetched, FetchError, Validators, freshness
from tui.fetch.client import USER_AGENT, Client, Transport
from tui.fetch.coding import unpacked

__all__ = [
    "USER_AGENT",
    "Client",
    "FetchError",
    "Fetched",
    "Transport",
    "Validators",
    "credentials",
    "freshness",
    "origin",
    "unpacked",
]
