"""The second half of a refresh: what came is read, indexed and recognised, and the rules act on it.

Nothing of this is needed to list headlines, so it is imported when that is done.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import TypeVar, cast

from tui.newsroom import gathering, neural
from tui.newsroom.desk import Desk
from tui.newsroom.rules import Round as Rules
from tui.newsroom.schedule import LAST_REFRESH
from tui.newsroom.study import Step, deepen, phases, reading
from tui.newsroom.workers import Workers
from tui.store import arrivals, feeds, findings, modelled

Result = TypeVar("Result")


class Studying:
    """Takes the steps of :mod:`tui.newsroom.study`, as many at once as there are workers."""

    def __init__(self, desk: Desk, workers: Workers, thread: ThreadPoolExecutor, new: Collection[int]) -> None:
        """``thread`` is for the store; ``new`` are the articles that came in this round, as they come."""
        self._desk, self._workers, self._thread, self._new = desk, workers, thread, new
        self._rules = Rules(desk)

    async def changed(self, answer: int) -> set[int]:
        """Read an answer at once; returns the articles whose text is another now."""
        found: set[int] = set()
        for step in await self._kept(lambda: list(reading(self._desk, answer))):
            found.update(cast(list[int], await self._taken(step)))
        return found

    async def all(self) -> None:
        """Take all steps that there are."""
        # What another model had a hand in is not what the rules and this one say.
        await self._kept(lambda: modelled.forget_others(self._desk.store, neural.model_number(self._desk)))
        for phase in phases(self._desk, self._arrived):
            await self._through(phase)

    async def finish(self, at: datetime, *, answered: bool) -> None:
        """Let a model of the reader's own read for a while, drop what is too old, remember when this was."""
        await self._kept(lambda: self._finish(at, answered=answered))

    def _finish(self, at: datetime, *, answered: bool) -> None:
        gathering.renew(self._desk)
        deepen(self._desk, neural.Turn())
        with self._desk.store.write() as connection:
            before = at - timedelta(days=self._desk.config.reader.keep_days)
            findings.prune(connection, round(before.timestamp() * 1000))
            arrivals.forget(connection)
            gathering.forget(connection, at)
        if answered:
            feeds.remember(self._desk.store, LAST_REFRESH, at.isoformat())
        self._desk.store.optimise()

    async def _through(self, phase: Iterator[Step]) -> None:
        running: set[asyncio.Task[object]] = set()
        while (step := await self._kept(lambda: next(phase, None))) is not None:
            running.add(asyncio.create_task(self._taken(step)))
            if len(running) > self._workers.count:
                done, running = await asyncio.wait(running, return_when=asyncio.FIRST_COMPLETED)
                for task in done:
                    task.result()
        await asyncio.gather(*running)

    def _arrived(self, numbers: Collection[int]) -> None:
        """Let the rules act on what came in this round."""
        new = [number for number in numbers if number in self._new]
        if new:
            self._rules.arrived(new)

    async def _taken(self, step: Step) -> object:
        """Do one step; what ``keep`` of it returns."""
        result = await self._workers.run(step.work, *step.given)
        return await self._kept(lambda: step.keep(result))

    async def _kept(self, work: Callable[[], Result]) -> Result:
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)
