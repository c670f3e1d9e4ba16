"""Feeds that are not for everybody: whose headers they are, and which."""

from __future__ import annotations

import os
from base64 import b64encode
from collections.abc import Mapping
from urllib.parse import urlsplit

from tui.fetch.answers import FetchError
from tui.model import Access


def origin(url: str) -> tuple[str, str]:
    """Scheme and authority of an address (RFC 6454); ("", "") for what is none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return "", ""
    return parts.scheme, parts.netloc.lower()


def credentials(access: Access, url: str, environ: Mapping[str, str]) -> dict[str, str]:
    """The headers of a feed that is not for everybody.  Raises FetchError if a password or cookies are not there.

    Basic authentication is RFC 7617; it says UTF-8 for names that are not ASCII.
    """
    headers = dict(access.headers)
    if access.user:
        password = environ.get(access.password_env, "") if access.password_env else access.password
        if access.password_env and not password:
            raise FetchError(f"the variable {access.password_env} is not set; put the password into it")
        coded = b64encode(f"{access.user}:{password}".encode()).decode("ascii")
        headers["Authorization"] = f"Basic {coded}"
    if access.cookies:
        from http.cookiejar import LoadError, MozillaCookieJar
        from urllib.request import Request

        jar = MozillaCookieJar(os.path.expanduser(access.cookies))
        try:
            jar.load(ignore_discard=True)
        except (OSError, LoadError, UnicodeError):
            raise FetchError(
                f"{access.cookies}: no cookies can be read there; export them in Netscape's format"
            ) from None
        request = Request(url)  # nothing is opened: it holds the address for the jar
        jar.add_cookie_header(request)
        if request.has_header("Cookie"):
            headers["Cookie"] = str(request.get_header("Cookie"))
    return headers
