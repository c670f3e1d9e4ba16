"""Who does the heavy steps of a refresh: processes of their own, so that every core does, or a thread.

Where it is safe (Linux, and no thread runs yet) they are forked from this
process, which takes milliseconds; else they are started afresh.  They know
nothing of the store, and end with the process that started them, however that
ends.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import os
import signal
import sys
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing.connection import wait
from types import TracebackType
from typing import Final, ParamSpec, Self, TypeVar

MANY: Final = 12
"""So many feeds are worth the work that it takes to start processes."""
MOST: Final = 4

Given = ParamSpec("Given")
Result = TypeVar("Result")


class Workers:
    """Runs plain functions of their arguments: ``with Workers(many=True) as workers: await workers.run(f, x)``."""

    def __init__(self, *, many: bool, soon: bool = False) -> None:
        """``many``: there is enough to do for processes.  ``soon``: and at once, so they get ready meanwhile."""
        self.count = max(1, min(MOST, _processors())) if many else 1
        self._processes = _processes(self.count) if many else None
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="parse")
        if self._processes is not None:
            for _ in range(self.count):  # forks must come before any thread does
                self._processes.submit(_ready if soon else _nothing)

    async def run(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
        """What ``work`` returns or raises, from another process if there are any."""
        loop = asyncio.get_running_loop()
        if self._processes is not None:
            try:
                return await loop.run_in_executor(self._processes, _call, work, given, named)
            except BrokenProcessPool:
                self._processes = None  # one was killed, or none can be started here: a thread will do
        return await loop.run_in_executor(self._thread, lambda: work(*given, **named))

    def close(self) -> None:
        """End them, once what they are at is done."""
        self._thread.shutdown()
        if self._processes is not None:
            self._processes.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _call(work: Callable[..., Result], given: tuple[object, ...], named: dict[str, object]) -> Result:
    return work(*given, **named)


def _nothing() -> None:
    pass


def _ready() -> None:
    """Import what the first piece of work needs."""
    import tui.feeds
    import tui.newsroom.intake  # noqa: F401


def _processors() -> int:
    """Those that this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _processes(count: int) -> ProcessPoolExecutor:
    # A fork copies one thread only; what the others held stays held for ever in the copy.
    safe = sys.platform == "linux" and threading.active_count() == 1
    context = multiprocessing.get_context("fork" if safe else "spawn")
    return ProcessPoolExecutor(count, mp_context=context, initializer=_begin)


def _begin() -> None:
    """What a worker does first: it leaves Ctrl-C to its parent, and ends when that has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_watch, args=(parent.sentinel,), daemon=True).start()


def _watch(sentinel: int) -> None:
    wait([sentinel])
    os._exit(0)
