"""Processes that parse, so that two cores do, when there is much to parse.

They are started afresh (spawn) when the first answer comes, know nothing of the
store, and end with the process that started them, however that ends.
"""

from __future__ import annotations

import multiprocessing
import os
import threading
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.connection import wait
from typing import Final

MANY: Final = 12
"""So many feeds are worth the quarter of a second of work that it takes to start a process."""
MOST: Final = 4


def parsing_processes() -> ProcessPoolExecutor:
    """As many as there are processors, four at most; none runs before something is submitted."""
    count = max(1, min(MOST, os.cpu_count() or 1))
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_end_with_parent)


def _end_with_parent() -> None:
    """A worker waits for work for ever; one whose parent was killed would never know."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
