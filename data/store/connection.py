"""Open a DuckDB file for a moment, waiting a little for a neighbour that holds it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb
import polars as pl

#: One process at a time may hold the file for writing; commands are short, so a few seconds suffice.
PATIENCE_SECONDS = 10.0


class StoreBusy(Exception):
    """Another process kept the file for longer than a command takes."""


class StoreUnreadable(Exception):
    """The file is not a database, is truncated, or lacks what it should hold."""


@contextmanager
def opened(path: Path, *, read_only: bool = False) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection to `path`, closed afterwards.

    Raises:
        StoreBusy: another process holds the file.
        StoreUnreadable: the file cannot be read as a database.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            connection = duckdb.connect(str(path), read_only=read_only)
            break
        except duckdb.IOException as error:
            if "lock" not in str(error).lower():
                raise StoreUnreadable(f"{path.name}: {error}") from error
            if time.monotonic() > deadline:
                raise StoreBusy(path.name) from error
            time.sleep(0.05)
        except duckdb.Error as error:
            raise StoreUnreadable(f"{path.name}: {error}") from error
    try:
        yield connection
    finally:
        connection.close()


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
