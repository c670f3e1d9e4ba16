"""The desk: a configuration and the store that goes with it."""

from __future__ import annotations

import shutil
import weakref
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

from tui.config import Config, load
from tui.store import Store, dossiers, feeds

LOG_NAME = "khabar.log"

Clock = Callable[[], datetime]
"""Gives the time, aware; what "today" is follows from it."""


def now() -> datetime:
    """The machine's clock."""
    return datetime.now().astimezone()


class Desk:
    """What every use case works on.  Safe from several threads; close it, or use it as a context manager."""

    def __init__(self, config: Config, data: Path, *, throw_away: bool = False, clock: Clock = now) -> None:
        """Open the store in ``data`` (made when missing).  ``throw_away``: the folder goes when the desk is closed.

        Raises StoreError.
        """
        self.config = config
        self.data = data
        self.clock = clock
        self.store = Store(data)
        # At the latest when the program ends: the reader may leave a demo open behind its own desk.
        self._throw_away = weakref.finalize(self, shutil.rmtree, data, ignore_errors=True) if throw_away else None

    def states_are_old(self) -> bool:
        """Whether somebody was muted or followed by an older version, which knew no rules and views for it."""
        return dossiers.any_turned(self.store)

    def subscribe(self) -> None:
        """Make the store's subscriptions those of the configuration."""
        feeds.subscribe(self.store, self.config.feeds)

    def reload_config(self) -> Config:
        """Read feeds.toml again.  Raises ConfigError, and then the last good settings stay in use."""
        self.config = load(self.config.path)
        self.subscribe()
        return self.config

    def log(self, about: str, failure: BaseException | str) -> None:
        """Write a fault of ours into the data folder's log; what it happened to is passed over, the rest goes on."""
        import traceback

        report = failure if isinstance(failure, str) else "".join(traceback.format_exception(failure))
        with (self.data / LOG_NAME).open("a", encoding="utf-8", errors="backslashreplace") as log:
            log.write(f"{datetime.now(UTC).isoformat()} {about}\n{report}\n")

    def close(self) -> None:
        """Close the store; a throw-away folder is removed."""
        self.store.close()
        if self._throw_away is not None:
            self._throw_away()

    def __enter__(self) -> Desk:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open_desk(config: Config, data: Path, *, subscribe: bool = True) -> Desk:
    """Open the store in ``data``; ``subscribe`` makes its feeds those of ``config``.  Raises StoreError.

    Commands that only look pass False: they must not unsubscribe what another
    configuration put into this folder.
    """
    desk = Desk(config, data)
    if subscribe:
        desk.subscribe()
    return desk
