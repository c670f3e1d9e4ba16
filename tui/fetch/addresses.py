"""Which addresses are inside: this machine, the reader's own network, and what only looks like the open net."""

from __future__ import annotations

import socket
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from tui.fetch.answers import FetchError

_NAT64: Final = IPv6Network("64:ff9b::/96")
"""RFC 6052: an IPv4 address in the last four bytes, which a gateway of the network translates to."""


def is_inside(address: str) -> bool:
    """Whether an IP address, as a socket has it (a zone may follow), is not one of the open net.

    An IPv6 address that carries one of IPv4 (mapped, 6to4, Teredo, NAT64) is where that leads to.
    """
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner = _carried(ip)
        if inner is not None:
            ip = inner
    return not ip.is_global or ip.is_multicast


def _carried(ip: IPv6Address) -> IPv4Address | None:
    if ip in _NAT64:
        return IPv4Address(ip.packed[-4:])
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


def literal(host: str) -> str:
    """The IP address that ``host`` spells, in any form that the system's resolver reads; "" if it is a name.

    127.1, 2130706433, 0x7f.0.0.1 and 0177.0.0.1 are all 127.0.0.1 (inet_aton).
    """
    bare = host.strip("[]").rstrip(".")
    try:
        return str(ip_address(bare.partition("%")[0]))
    except ValueError:
        pass
    try:
        return socket.inet_ntoa(socket.inet_aton(bare)) if bare and bare[0].isdigit() and " " not in bare else ""
    except (OSError, UnicodeError):
        return ""


def names_inside(host: str) -> bool:
    """Whether a host is inside by how it is written: a literal address, or a name that means this machine."""
    address = literal(host)
    if address:
        return is_inside(address)
    name = host.rstrip(".").lower()
    return name == "localhost" or name.endswith(".localhost")


def checked_host(url: str) -> str:
    """The host of an http or https address.  Raises FetchError for anything else."""
    try:
        parts = urlsplit(url)
        host = parts.hostname
        _ = parts.port  # out of range, or no number
    except ValueError:
        raise FetchError(f"not a usable address: {url}") from None
    if parts.scheme not in ("http", "https"):
        raise FetchError(f"not http or https: {url}")
    if not host:
        raise FetchError(f"no host in the address: {url}")
    return host
