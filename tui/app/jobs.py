"""Work off the event loop: what a job finds is posted as a message, and only handlers change widgets."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

from textual.message import Message
from textual.widget import Widget
from textual.worker import Worker

Result = TypeVar("Result")


class Jobs:
    """Reads run in a few threads, the newest of a group wins; writes run one after another, in the order given."""

    def __init__(self, node: Widget) -> None:
        self._node = node
        self._readers = ThreadPoolExecutor(2, "khabar-read")
        self._writer = ThreadPoolExecutor(1, "khabar-write")

    def read(self, group: str, work: Callable[[], Result], done: Callable[[Result], Message]) -> None:
        """Run ``work`` and post ``done`` of its result; a newer job of the same group takes its place."""

        async def run() -> None:
            # Made when the job starts: one that is overtaken before leaves no coroutine behind.
            await self._run(self._readers, work, done)

        self._start(run, group, exclusive=True)

    def prepare(self, work: Callable[[], object]) -> None:
        """Run ``work`` in a thread and tell nobody: what the screen would otherwise wait for."""
        self._readers.submit(work)

    def write(self, work: Callable[[], Result], done: Callable[[Result], Message] | None = None) -> None:
        """Run ``work`` after every earlier write, and post ``done`` of its result."""
        # Handed over here and now, so that the order is that of the keys and nothing is lost at exit.
        followed = asyncio.wrap_future(self._writer.submit(work))

        async def run() -> None:
            await self._follow(followed, done)

        self._start(run, "write", exclusive=False)

    def _start(self, run: Callable[[], Coroutine[None, None, None]], group: str, *, exclusive: bool) -> None:
        """Start a worker whose failure the screen is told of."""
        _: Worker[None] = self._node.run_worker(run, group=group, exclusive=exclusive, exit_on_error=False)

    async def _run(
        self, pool: ThreadPoolExecutor, work: Callable[[], Result], done: Callable[[Result], Message]
    ) -> None:
        result = await asyncio.get_running_loop().run_in_executor(pool, work)
        self._node.post_message(done(result))

    async def _follow(self, future: asyncio.Future[Result], done: Callable[[Result], Message] | None) -> None:
        result = await future
        if done is not None:
            self._node.post_message(done(result))

    def stop(self) -> None:
        """Finish what was to be written; drop what was to be read."""
        self._readers.shutdown(wait=False, cancel_futures=True)
        self._writer.shutdown(wait=True)
