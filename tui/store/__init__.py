"""The cache on disk: the only room that knows SQLite.

This is the room's door; the parts are ``feeds``, ``articles``, ``headlines``
(lists), ``journal`` (what the reader did) and ``findings`` (what can be made
again: recognitions and the word index).  Who needs a part imports it: the list
that is shown first needs few of them.
"""

from tui.store.connection import FILE_NAME, Store, StoreError

__all__ = ["FILE_NAME", "Store", "StoreError"]
