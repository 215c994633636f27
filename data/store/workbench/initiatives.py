"""The initiatives' workbooks in the workbench: versions by part and sender, and the rows in force.

A version is the whole of what its part and sender have in force from then on.
"""

import json
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import polars as pl

from data.store.connection import insert, select
from data.store.workbench.submissions import Workbench

ENTRY_COLUMNS: dict[str, pl.DataType] = {
    "sheet": pl.String(),
    "position": pl.Int64(),
    "dated_on": pl.Date(),
    "cells": pl.String(),
    "file_label": pl.String(),
    "sheet_name": pl.String(),
    "file_row": pl.Int64(),
}
IN_FORCE = (
    "SELECT e.* FROM initiative_entries e JOIN (SELECT part, sender, max(version) AS version FROM initiative_versions "
    "GROUP BY part, sender) v USING (part, sender, version)"
)


def initiative_versions(workbench: Workbench) -> pl.DataFrame:
    """Every version with its part, sender, file and destruction date, oldest first."""
    with workbench.session() as connection:
        return select(connection, "SELECT * FROM initiative_versions ORDER BY received_at, part, sender, version")


def version_of(workbench: Workbench, part: str, sender: str) -> int:
    """The version in force of a part and sender; 0 when nothing came."""
    with workbench.session() as connection:
        asked = "SELECT coalesce(max(version), 0) FROM initiative_versions WHERE part = ? AND sender = ?"
        return int(connection.execute(asked, [part, sender]).fetchall()[0][0])


def entries_in_force(workbench: Workbench, part: str | None = None, sender: str | None = None) -> pl.DataFrame:
    """The rows in force, of all or of one part and sender, in the order of their workbooks."""
    with workbench.session() as connection:
        return select(
            connection,
            f"{IN_FORCE} WHERE (? IS NULL OR part = ?) AND (? IS NULL OR sender = ?) "
            "ORDER BY part, sender, sheet, position",
            [part, part, sender, sender],
        )


def add_initiative_version(
    workbench: Workbench,
    part: str,
    sender: str,
    entries: pl.DataFrame,
    *,
    file_sha256: str,
    file_label: str,
    received_at: datetime,
    received_by: str,
    destroy_on: date | None = None,
) -> int:
    """The number of the version that `entries` (`ENTRY_COLUMNS`) become for a part and sender."""
    with workbench.session() as connection:
        version = version_of(workbench, part, sender) + 1
        connection.execute(
            "INSERT INTO initiative_versions VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            [part, sender, version, file_sha256, file_label, received_at, received_by, destroy_on],
        )
        same = (pl.lit(part).alias("part"), pl.lit(sender).alias("sender"), pl.lit(version).alias("version"))
        insert(connection, "initiative_entries", entries.select(*same, *ENTRY_COLUMNS))
    return version


def cells_frame(entries: pl.DataFrame, columns: Sequence[str]) -> pl.DataFrame:
    """The JSON cells of some rows as columns beside part, sender, file and row; null where a row has no such cell."""
    held = [json.loads(text) for text in entries["cells"]]
    opened: list[dict[str, Any]] = [{name: row.get(name) for name in columns} for row in held]
    schema = dict.fromkeys(columns, pl.String)
    texts = [{name: None if value is None else str(value) for name, value in row.items()} for row in opened]
    return entries.select("sender", "dated_on", "file_label", "file_row").hstack(pl.DataFrame(texts, schema=schema))
