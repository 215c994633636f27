"""Rows of many submissions kept together as one compressed Parquet beside their table, those of a few as rows in it.

A table of 34,000 submissions has millions of cells: a row each in the database costs more than reading the file does.
"""

import io
from collections.abc import Sequence
from typing import Literal

import duckdb
import polars as pl

from data.store.connection import insert, select

Held = Literal["cells", "answers"]
#: Fewer submissions than these are rows of the table, which a steward can look at with any tool.
LEAST = 200


def add_rows(connection: duckdb.DuckDBPyConnection, held: Held, rows: pl.DataFrame) -> None:
    """Add rows of submissions that `held` has none of yet, in their order."""
    if rows.is_empty():
        return
    whose = rows.select(pl.col("submission_id").unique(maintain_order=True))
    if whose.height < LEAST:
        insert(connection, held, rows)
        return
    last = connection.execute("SELECT coalesce(max(block_id), 0) FROM blocks").fetchall()
    block_id = last[0][0] + 1
    written = io.BytesIO()
    _by_submission(rows).write_parquet(written, compression="zstd")
    connection.execute("INSERT INTO blocks VALUES (?, ?, ?)", [block_id, held, written.getvalue()])
    insert(connection, "block_members", whose.with_columns(block_id=pl.lit(block_id), held=pl.lit(held)))


def forget_rows(connection: duckdb.DuckDBPyConnection, held: Held, submission_ids: Sequence[str]) -> None:
    """Drop the rows of these submissions; a block goes with its last one."""
    ids = list(submission_ids)
    connection.execute(f"DELETE FROM {held} WHERE submission_id IN (SELECT unnest(?))", [ids])
    connection.execute("DELETE FROM block_members WHERE held = ? AND submission_id IN (SELECT unnest(?))", [held, ids])
    connection.execute(
        "DELETE FROM blocks WHERE held = ? AND block_id NOT IN (SELECT block_id FROM block_members WHERE held = ?)",
        [held, held],
    )


def rows_of(connection: duckdb.DuckDBPyConnection, held: Held, submission_ids: Sequence[str]) -> pl.DataFrame:
    """The rows of these submissions, by submission id, those of one in the order in which they were kept."""
    ids = list(submission_ids)
    apart = select(
        connection,
        f"SELECT * FROM {held} WHERE submission_id IN (SELECT unnest(?)) ORDER BY submission_id, rowid",
        [ids],
    )
    asked = connection.execute(
        "SELECT block_id, list(submission_id) FROM block_members WHERE held = ? AND submission_id IN (SELECT "
        "unnest(?)) GROUP BY block_id ORDER BY block_id",
        [held, ids],
    ).fetchall()
    parts = [_members(connection, block_id, members) for block_id, members in asked]
    if not parts:
        return apart
    return _by_submission(pl.concat([apart, *parts], how="diagonal_relaxed"))


def _members(connection: duckdb.DuckDBPyConnection, block_id: int, members: list[str]) -> pl.DataFrame:
    """The rows of the members of a block that are asked for."""
    found = connection.execute("SELECT rows FROM blocks WHERE block_id = ?", [block_id]).fetchall()
    rows = pl.read_parquet(io.BytesIO(found[0][0]))
    return rows.filter(pl.col("submission_id").is_in(members))


def _by_submission(rows: pl.DataFrame) -> pl.DataFrame:
    if rows.get_column("submission_id").is_sorted():
        return rows
    return rows.sort("submission_id", maintain_order=True)
