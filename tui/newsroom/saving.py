"""A story as a file of its own: plain text as it would be typed, under a name that no system minds."""

from __future__ import annotations

import re
from itertools import count
from pathlib import Path
from unicodedata import category

from tui.model import Article

LONGEST_NAME = 80
"""Code points."""
MOST_BYTES = 240
"""In UTF-8; file systems take 255, and a number and an ending come to it."""
_FORBIDDEN = frozenset('<>:"/\\|?*')
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


class SavingError(OSError):
    """A file that cannot be written; ``str()`` is one line."""

    def __str__(self) -> str:
        return str(self.args[0])


def plain_text(article: Article) -> str:
    """Title, byline, address and paragraphs, logical text."""
    head = [article.title, article.byline, article.url]
    blocks = [block.text.replace("\t", " | ") for block in article.blocks if block.text.strip()]
    return "\n\n".join(["\n".join(one for one in head if one), *blocks]) + "\n"


def safe_name(title: str) -> str:
    """A file name for a title: nothing that is a path, a device, hidden, invisible or a change of direction.

    Feeds are hostile: what they call a story never decides where it is written.
    """
    kept = "".join(
        " " if character in _FORBIDDEN or category(character)[0] in "CZ" else character for character in title
    )
    name = " ".join(kept.split())[:LONGEST_NAME]
    name = name.encode()[:MOST_BYTES].decode("utf-8", "ignore").strip(". ")
    return f"_{name}" if _RESERVED.fullmatch(name) else name or "story"


def save(article: Article, path: Path) -> Path:
    """Write the text of an article to ``path``, and never over a file that is there: then to one with a number.

    Returns where it was written.  Raises SavingError.
    """
    path = path.expanduser()
    if path.is_dir():
        path /= f"{safe_name(article.title)}.txt"
    data = plain_text(article).encode("utf-8", "replace")
    for number in count(1):
        target = path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")
        try:
            with target.open("xb") as file:
                file.write(data)
        except FileExistsError:
            continue
        except (OSError, ValueError) as error:
            reason = getattr(error, "strerror", None) or "cannot be written"
            raise SavingError(f"{target}: {reason.lower()}") from None
        return target
    raise AssertionError
