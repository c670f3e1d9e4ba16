"""Work that nobody waits for."""

from __future__ import annotations

import gc
import os
from typing import Final

NICENESS: Final = 10


def gently() -> None:
    """Let everybody else of this machine go first from now on, if this is a worker process of a refresh."""
    from multiprocessing import parent_process

    if parent_process() is None:
        return
    gc.enable()  # a fork has it as its parent had it, who is in haste
    step_back()


def step_back() -> None:
    """Let everybody else of this machine go first from now on; there is no way back for a process."""
    if hasattr(os, "nice") and os.nice(0) < NICENESS:
        os.nice(NICENESS)
