"""Who does the heavy steps, and what becomes of the others when one ends its process."""

from __future__ import annotations

import asyncio
import os

import pytest

from tui.newsroom.workers import LATER, WorkerEndedError, Workers


async def test_a_few_pieces_need_no_process() -> None:
    with Workers(soon=False) as workers:
        assert {await workers.run(os.getpid) for _ in range(3)} == {os.getpid()}


async def test_many_do() -> None:
    with Workers(soon=False) as workers:
        for _ in range(LATER - 1):
            await workers.run(abs, -1)
        assert await workers.run(os.getpid) != os.getpid()
    with Workers(soon=True) as workers:
        assert await workers.run(os.getpid) != os.getpid()
        assert await workers.run(int, "11", base=2) == 3
        with pytest.raises(ValueError, match="invalid literal"):
            await workers.run(int, "x")


async def test_one_that_ends_its_process_fails_alone() -> None:
    with Workers(soon=True) as workers:
        works = [workers.run(abs, -number) for number in range(8)]
        works.insert(3, workers.run(os._exit, 3))
        found = await asyncio.gather(*works, return_exceptions=True)
        assert isinstance(found.pop(3), WorkerEndedError)
        assert found == list(range(8))
        assert await workers.run(abs, -9) == 9
