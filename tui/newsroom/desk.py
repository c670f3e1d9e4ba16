"""The desk: a configuration and the store that goes with it."""

from __future__ import annotations

import shutil
from pathlib import Path
from types import TracebackType

from tui.config import Config, load
from tui.store import Store, feeds


class Desk:
    """What every use case works on.  Safe from several threads; close it, or use it as a context manager."""

    def __init__(self, config: Config, data: Path, *, throw_away: bool = False) -> None:
        """Open the store in ``data`` (made when missing).  ``throw_away``: the folder goes when the desk is closed.

        Raises StoreError.
        """
        self.config = config
        self.data = data
        self.store = Store(data)
        self._throw_away = throw_away

    def subscribe(self) -> None:
        """Make the store's subscriptions those of the configuration."""
        feeds.subscribe(self.store, self.config.feeds)

    def reload_config(self) -> Config:
        """Read feeds.toml again.  Raises ConfigError, and then the last good settings stay in use."""
        self.config = load(self.config.path)
        self.subscribe()
        return self.config

    def close(self) -> None:
        """Close the store; a throw-away folder is removed."""
        self.store.close()
        if self._throw_away:
            shutil.rmtree(self.data, ignore_errors=True)

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
