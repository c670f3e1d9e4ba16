"""Articles out of khabar: what a query finds, with its text, and files that are whole or not there."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from tui.model import Article, Headline
from tui.newsroom.desk import Desk
from tui.newsroom.texts import article_of
from tui.store import headlines

_CHUNK = 100


def texts(desk: Desk, ids: Sequence[int]) -> Iterator[tuple[Headline, Article]]:
    """The articles of ``ids`` in their order, from the cache alone; those that are gone meanwhile are left out."""
    for start in range(0, len(ids), _CHUNK):
        for headline in headlines.headlines(desk.store, ids[start : start + _CHUNK]):
            article = article_of(desk, headline.id)
            if article is not None:
                yield headline, article


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write, which takes the place of ``path`` when all is written; after an error ``path`` is as it was.

    Raises OSError.
    """
    number, name = tempfile.mkstemp(prefix=".khabar-", dir=path.parent)
    try:
        with os.fdopen(number, "wb") as file:
            yield file
        mask = os.umask(0)
        os.umask(mask)
        os.chmod(name, 0o666 & ~mask)
        os.replace(name, path)
    except BaseException:
        with suppress(OSError):
            os.unlink(name)
        raise
