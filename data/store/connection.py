"""Connections to DuckDB files: short, one writer at a time, with a wait for a file that another process holds."""

import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

#: One process at a time may hold the file for writing; commands are short, so a few seconds suffice.
PATIENCE_SECONDS = 20.0
#: The longest pause between two attempts; random, so that two processes do not try at the same moments.
LONGEST_PAUSE_SECONDS = 0.05
#: Threads of this process take turns as well: DuckDB would let them in together and fail the second to write.
_turns: dict[str, threading.RLock] = {}


class StoreBusy(Exception):
    """Another process kept the file for longer than a command takes."""


class StoreFull(Exception):
    """The disk is full; the transaction under way was undone."""


class StoreUnreadable(Exception):
    """The file is not a database, is truncated, or lacks what it should hold."""


@contextmanager
def open_database(
    path: Path, *, read_only: bool = False, patience: float = PATIENCE_SECONDS
) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to `path`, closed afterwards; threads and processes wait for each other, `patience` seconds at most.

    Raises:
        StoreBusy: another process or thread holds the file.
        StoreFull: there is no room left on the disk.
        StoreUnreadable: the file cannot be read as a database.
    """
    deadline = time.monotonic() + patience
    turn = _turns.setdefault(str(path.absolute()), threading.RLock())
    if not turn.acquire(timeout=patience):
        raise StoreBusy(path.name)
    try:
        connection = _connect(path, read_only, deadline)
        try:
            yield connection
        except duckdb.Error as error:
            if _is_full(error):
                raise StoreFull(path.name) from error
            raise
        finally:
            connection.close()
    finally:
        turn.release()


def _connect(path: Path, read_only: bool, deadline: float) -> duckdb.DuckDBPyConnection:
    while True:
        try:
            return duckdb.connect(str(path), read_only=read_only)
        except duckdb.Error as error:
            if _is_full(error):
                raise StoreFull(path.name) from error
            if not isinstance(error, duckdb.IOException) or "lock" not in str(error).lower():
                raise StoreUnreadable(f"{path.name}: {error}") from error
            if time.monotonic() > deadline:
                raise StoreBusy(path.name) from error
            time.sleep(random.uniform(0.001, LONGEST_PAUSE_SECONDS))


def _is_full(error: duckdb.Error) -> bool:
    return "no space left" in str(error).lower()


def select(connection: duckdb.DuckDBPyConnection, query: str, params: list | None = None) -> pl.DataFrame:
    """The rows of a query as a polars frame."""
    # Not through a cursor: that would be another transaction, blind to what this one has written.
    return connection.sql(query, params=params or []).pl()


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: pl.DataFrame) -> None:
    """Append the rows of a frame to a table, matching columns by name."""
    if rows.is_empty():
        return
    connection.register("rows_to_insert", rows.to_arrow())
    connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM rows_to_insert")
    connection.unregister("rows_to_insert")
