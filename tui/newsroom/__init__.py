"""Headless use cases, cut by what a reader does; the command line and the reader stand on them.

A :class:`Desk` is a configuration and an open store.  The use cases are the
modules ``reading``, ``triage``, ``views``, ``refresh``, ``subscribe`` and
``demo``; import the one that is needed, the network stays out of the others.
"""

from tui.newsroom.desk import Desk, open_desk
from tui.store import StoreError

__all__ = ["Desk", "StoreError", "open_desk"]
