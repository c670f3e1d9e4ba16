"""The model of the user's own, ``[neural]`` in feeds.toml: whether it can be used, loading it, reading with it.

The rules have read every article before a model does; it only adds to what they
found, newest first, a while at each refresh.  A model that cannot be used is a
reason in one line and nothing else.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import lru_cache
from pathlib import Path
from time import monotonic
from typing import TYPE_CHECKING

from tui.newsroom.desk import Desk

if TYPE_CHECKING:
    from tui.entities import Spotter
    from tui.entities.gliner import Files

SECONDS_A_REFRESH = 120.0
"""So long the model reads older articles at each refresh; the others follow at the next."""


def model_number(desk: Desk) -> int:
    """What tells this model from others, kept with every article it has read; 0 where none can be used."""
    if not desk.config.neural.model:
        return 0
    from tui.entities.gliner import fingerprint

    found = _files(desk)
    return 0 if isinstance(found, str) else fingerprint(found, desk.config.neural.threshold)


def complaint(desk: Desk) -> str:
    """Why the model of feeds.toml is not used, in one line; "" if it is, or if none is named."""
    if not desk.config.neural.model:
        return ""
    found = _files(desk)
    if isinstance(found, str):
        return found
    return _failures.get((found, desk.config.neural.threshold), "")


_failures: dict[tuple[Files, float], str] = {}


def _files(desk: Desk) -> Files | str:
    """The files of the model, or why there are none.  Nothing heavy is imported."""
    from tui.entities import NeuralError
    from tui.entities.gliner import locate, missing

    lacking = missing()
    if lacking:
        return f'[neural] needs {", ".join(lacking)}; install khabar with the extra: pip install "khabar[neural]"'
    try:
        return locate(Path(desk.config.neural.model).expanduser())
    except (NeuralError, OSError) as error:
        return f"[neural] is not used: {error}"


def spotter(desk: Desk) -> Spotter | None:
    """The model, loaded when it is first wanted; None where it cannot be used (see :func:`complaint`)."""
    found = _files(desk) if desk.config.neural.model else ""
    return None if isinstance(found, str) else _loaded(found, desk.config.neural.threshold, model_number(desk))


@lru_cache(maxsize=1)
def _loaded(files: Files, threshold: float, number: int) -> Spotter | None:
    """``number`` changes with the files, so that a model that was replaced is loaded anew."""
    from tui.entities.gliner import Gliner

    # The libraries raise exceptions of their own, and plain ones, for a file that they cannot read.
    with ThreadPoolExecutor(1) as thread:
        attempt = thread.submit(Gliner, files, threshold)
    failure = attempt.exception()
    if failure is None:
        _failures.pop((files, threshold), None)
        return attempt.result()
    reason = " ".join(str(failure).split())[:200] or type(failure).__name__
    _failures[files, threshold] = f"[neural] is not used: {reason}"
    return None


class Turn:
    """The time that a refresh has for the model."""

    def __init__(self, seconds: float = SECONDS_A_REFRESH) -> None:
        self._until = monotonic() + seconds

    @property
    def over(self) -> bool:
        """Whether it is used up."""
        return monotonic() >= self._until
