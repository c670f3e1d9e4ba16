"""Keeping what many tasks bring, in as few transactions as they allow."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

from tui.store import Store

MOST = 50
"""Pieces of work in one transaction: another process that waits to write waits for no more than these."""
GATHERING = 0.003
"""Seconds that are waited for others to come along: a transaction costs as much as what is done in it."""

Result = TypeVar("Result")
Work = Callable[[Any], Any]
"""Gets the connection, inside a transaction."""


class Writer:
    """Does pieces of writing in a thread; those that come while one transaction runs are done in the next together."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._thread = ThreadPoolExecutor(1, thread_name_prefix="write")
        self._waiting: list[tuple[Work, asyncio.Future[Any]]] = []
        self._running: asyncio.Task[None] | None = None

    async def do(self, work: Callable[[Any], Result]) -> Result:
        """What ``work`` returns, once it is kept.  Raises what it raises, with nothing of it kept, and StoreError."""
        future: asyncio.Future[Result] = asyncio.get_running_loop().create_future()
        self._waiting.append((work, future))
        if self._running is None:
            self._running = asyncio.create_task(self._run())
        return await future

    async def _run(self) -> None:
        loop = asyncio.get_running_loop()
        while self._waiting:
            await asyncio.sleep(GATHERING)
            batch, self._waiting = self._waiting[:MOST], self._waiting[MOST:]
            kept = loop.run_in_executor(self._thread, self._store.together, [work for work, _ in batch])
            await asyncio.wait([kept])
            failed = kept.exception()
            results = kept.result() if failed is None else [(None, failed)] * len(batch)
            for (_, future), (result, failure) in zip(batch, results, strict=True):
                if future.done():
                    continue  # nobody waits any more
                if failure is None:
                    future.set_result(result)
                else:
                    future.set_exception(failure)
        self._running = None

    def close(self) -> None:
        """End the thread, once what it is at is done."""
        self._thread.shutdown()
