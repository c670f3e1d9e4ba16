"""Processes that work for a refresh.

Where it is safe (Linux, and no thread runs yet) they are forked from this one,
which takes milliseconds; else they are started afresh.  They know nothing of
the store, and end with the process that started them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait


def pool(count: int) -> ProcessPoolExecutor:
    """So many processes; none runs before something is submitted."""
    # A fork copies one thread only; what the others held stays held for ever in the copy.
    safe = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if safe else "spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def ready() -> None:
    """Import what the first piece of work needs."""
    import tui.feeds
    import tui.newsroom.intake  # noqa: F401


def _begin() -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and ends when that has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
