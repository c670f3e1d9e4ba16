"""The one SQLite file: opening it, one connection a thread, transactions."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

FILE_NAME = "khabar.db"
BUSY_MS = 10_000
"""So long a writer waits for another process (the refresh's child) to end its transaction."""

Work = Callable[[sqlite3.Connection], Any]
"""A piece of writing inside a transaction."""
Connection = sqlite3.Connection
Value = str | int | float | bytes | None


class StoreError(Exception):
    """The data folder cannot be used; ``str()`` is one line that says what to do."""


def migrations() -> tuple[str, ...]:
    """The SQL scripts in order; script n (from 1) brings version n - 1 to version n."""
    return tuple(script.read_text(encoding="utf-8") for script in _scripts())


def _scripts() -> list[Path]:
    """Their files, in order: a wheel is unpacked, and importlib.resources would be 4 ms of every start."""
    return sorted((Path(__file__).parent / "migrations").glob("*.sql"))


class Store:
    """A khabar.db.  Every thread gets a connection of its own; safe to share."""

    def __init__(self, folder: Path) -> None:
        """Open or make the file in ``folder`` (made when missing).  Raises StoreError."""
        self.path = folder / FILE_NAME
        self._local = threading.local()
        self._open: list[tuple[sqlite3.Connection, threading.RLock]] = []
        self._opening = threading.Lock()
        self._writing = threading.Lock()
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: cannot be made: {error.strerror}; name another with --data") from None
        try:
            self._migrate()
        except StoreError:
            self.close()
            raise

    def _connect(self) -> tuple[sqlite3.Connection, threading.RLock]:
        """This thread's connection, and the lock that is held while it is used."""
        known: tuple[sqlite3.Connection, threading.RLock] | None = getattr(self._local, "connection", None)
        if known is not None:
            return known
        # Closing happens from the thread that closes the store, hence no check; no connection is used by two threads.
        connection = sqlite3.connect(self.path, timeout=BUSY_MS / 1000, isolation_level=None, check_same_thread=False)
        mine = connection, threading.RLock()
        with self._opening:
            self._open.append(mine)
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA wal_autocheckpoint = 4000")  # pages: a first refresh writes as many, and goes on
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA temp_store = MEMORY")
        self._local.connection = mine
        return mine

    def _migrate(self) -> None:
        newest = len(_scripts())
        with self._told():
            connection, _ = self._connect()
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            if version == newest:
                return
        if version > newest:
            raise StoreError(
                f"{self.path}: written by a newer khabar; update khabar, or name another folder with --data"
            )
        with self.write() as connection:
            # Another process may have done it while this one waited.
            version = connection.execute("PRAGMA user_version").fetchone()[0]
            for script in migrations()[version:]:
                for statement in statements(script):
                    connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {newest}")

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except sqlite3.DatabaseError as error:
            raise StoreError(f"{self.path}: {_advice(error)}") from error

    @contextmanager
    def read(self) -> Iterator[sqlite3.Connection]:
        """A connection for reading; each statement sees one state.  Raises StoreError."""
        with self._told():
            connection, used = self._connect()
            with used:
                yield connection

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing.  Raises StoreError."""
        with self._writing, self._told():
            connection, used = self._connect()
            with used:
                connection.execute("BEGIN IMMEDIATE")
                done = False
                try:
                    yield connection
                    connection.execute("COMMIT")
                    done = True
                finally:
                    if not done and connection.in_transaction:
                        connection.execute("ROLLBACK")

    def together(self, works: Sequence[Work]) -> list[tuple[Any, Exception | None]]:
        """Several pieces of writing in one transaction: what each returned, or what it raised.

        One that fails is undone alone.  Raises StoreError, and then none of them is kept.
        """
        with self.write() as connection:
            return [_apart(connection, work) for work in works]

    def rows(self, sql: str, parameters: Sequence[Value] = ()) -> list[tuple[Value, ...]]:
        """All rows of one reading statement.  Raises StoreError."""
        with self.read() as connection:
            return connection.execute(sql, parameters).fetchall()

    def plan(self, sql: str, parameters: Sequence[Value] = ()) -> str:
        """How SQLite would run a statement, one step a line: for tests of the indexes."""
        return "\n".join(str(row[3]) for row in self.rows(f"EXPLAIN QUERY PLAN {sql}", parameters))

    def optimise(self) -> None:
        """Let SQLite look at what the tables hold now, so that its plans fit."""
        with self.read() as connection:
            connection.execute("PRAGMA analysis_limit = 400")
            connection.execute("PRAGMA optimize")

    def size(self) -> int:
        """Bytes on disk, the write-ahead log included."""
        files = (self.path, self.path.with_name(FILE_NAME + "-wal"))
        return sum(file.stat().st_size for file in files if file.exists())

    def close(self) -> None:
        """Close every thread's connection; the store cannot be used after.

        What is being written is waited for; what another thread is reading ends
        with an error, for SQLite may not lose a connection in the midst of a statement.
        """
        with self._writing, self._opening:
            for connection, used in self._open:
                connection.interrupt()
                with used:
                    connection.close()
            self._open.clear()
        self._local = threading.local()


def _apart(connection: sqlite3.Connection, work: Work) -> tuple[Any, Exception | None]:
    connection.execute("SAVEPOINT apart")
    try:
        result = work(connection)
    except Exception as error:  # noqa: BLE001 - it is handed to whoever asked for the work
        connection.execute("ROLLBACK TO apart")
        return None, error
    finally:
        connection.execute("RELEASE apart")
    return result, None


def statements(script: str) -> Iterator[str]:
    """The statements of a script, each whole (executescript would commit between them)."""
    held = ""
    for line in script.splitlines(keepends=True):
        held += line
        if sqlite3.complete_statement(held):
            yield held
            held = ""


def _advice(error: sqlite3.Error) -> str:
    """What went wrong with the file and what to do, in one line."""
    said = " ".join(str(error).split())
    if "not a database" in said or "malformed" in said:
        return f"damaged ({said}); move it away and run khabar fetch"
    if "locked" in said:
        return "in use by another khabar; try again when that is done"
    if "full" in said:
        return "the disk is full; make room and try again"
    if "readonly" in said or "unable to open" in said:
        return f"cannot be written ({said}); check its permissions or name another folder with --data"
    return said
