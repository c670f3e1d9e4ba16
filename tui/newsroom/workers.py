"""Who does the heavy steps of a refresh: processes of their own, so that every core does, or a thread.

Processes take a while to start, so they are started when there is much to do.
"""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import TYPE_CHECKING, Final, ParamSpec, Self, TypeVar

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

MANY: Final = 12
"""So many feeds of which nothing is known yet are worth the work that it takes to start processes at once."""
LATER: Final = 60
"""So many pieces of work are worth to start them, where most feeds have nothing new."""
MOST: Final = 4

Given = ParamSpec("Given")
Result = TypeVar("Result")


class WorkerEndedError(Exception):
    """A piece of work ended its process, by a fault of a library or for want of memory."""


class Workers:
    """Runs plain functions of their arguments: ``with Workers(soon=True) as workers: await workers.run(f, x)``."""

    def __init__(self, *, soon: bool) -> None:
        """``soon``: there will be much to do at once, so they get ready meanwhile."""
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="parse")
        self._processes: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None
        self._careful = asyncio.Lock()
        self._asked, self._broken = 0, False
        self.count = 1
        if soon:
            self._start()

    def _start(self) -> None:
        from tui.newsroom.processes import pool, ready

        self.count = max(1, min(MOST, _processors()))
        self._processes = pool(self.count)
        for _ in range(self.count):  # forks must come before any thread does
            self._processes.submit(ready)

    async def run(self, work: Callable[Given, Result], *given: Given.args, **named: Given.kwargs) -> Result:
        """What ``work`` returns or raises, from another process if there are any."""
        loop = asyncio.get_running_loop()
        self._asked += 1
        if self._asked == LATER and self._processes is None and not self._broken:
            self._start()
        if self._processes is not None:
            from concurrent.futures.process import BrokenProcessPool

            try:
                return await loop.run_in_executor(self._processes, _call, work, given, named)
            except BrokenProcessPool:
                self._processes, self._broken = None, True
        if self._broken:
            return await self._alone(work, given, named)
        return await loop.run_in_executor(self._thread, lambda: work(*given, **named))

    async def _alone(self, work: Callable[..., Result], given: tuple[object, ...], named: dict[str, object]) -> Result:
        """After a process ended at its work: one piece at a time, so that the one which does that fails alone."""
        from concurrent.futures.process import BrokenProcessPool

        from tui.newsroom.processes import pool, ready

        loop = asyncio.get_running_loop()
        async with self._careful:
            if self._single is None:
                self._single = pool(1)
                try:
                    await loop.run_in_executor(self._single, ready)
                except BrokenProcessPool:  # none can be started here at all: a thread will do
                    self._single, self._broken = None, False
                    self._asked = LATER
                    return await loop.run_in_executor(self._thread, _call, work, given, named)
            try:
                return await loop.run_in_executor(self._single, _call, work, given, named)
            except BrokenProcessPool:
                self._single = None
                raise WorkerEndedError("reading it ended the process that did") from None

    def close(self) -> None:
        """End them, once what they are at is done."""
        self._thread.shutdown()
        for processes in (self._processes, self._single):
            if processes is not None:
                processes.shutdown(cancel_futures=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self.close()


def _call(work: Callable[..., Result], given: tuple[object, ...], named: dict[str, object]) -> Result:
    return work(*given, **named)


def _processors() -> int:
    """Those that this process may use, which can be fewer than the machine has."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
