"""Targets, milestone statuses and rebases decided by stewards, in versions.

A version is the whole of what is in force from then on; nothing is ever changed or removed.
"""

from collections.abc import Mapping
from datetime import datetime

import polars as pl

from data.store.connection import insert, select
from data.store.workbench.submissions import Workbench

#: The columns of each table as a caller gives and reads them, in order.
DECISION_TABLES: dict[str, dict[str, pl.DataType]] = {
    "targets": {
        "subject_id": pl.String(),
        "place_kind": pl.String(),
        "place_id": pl.String(),
        "low": pl.Float64(),
        "high": pl.Float64(),
        "reason": pl.String(),
        "decided_on": pl.Date(),
        "author": pl.String(),
    },
    "milestone_statuses": {
        "milestone_id": pl.String(),
        "place_id": pl.String(),
        "status": pl.String(),
        "evidence": pl.String(),
        "dated_on": pl.Date(),
        "author": pl.String(),
    },
    "rebases": {
        "subject_id": pl.String(),
        "place_kind": pl.String(),
        "place_id": pl.String(),
        "period": pl.String(),
        "reason": pl.String(),
        "decided_on": pl.Date(),
        "author": pl.String(),
    },
}
TARGET_KEY = ("subject_id", "place_kind", "place_id")


def decision_versions(workbench: Workbench) -> pl.DataFrame:
    """Every version with its file, when it came and who brought it, oldest first."""
    with workbench.session() as connection:
        return select(connection, "SELECT * FROM decision_versions ORDER BY version")


def decisions_in_force(workbench: Workbench, version: int | None = None) -> tuple[int, dict[str, pl.DataFrame]]:
    """The newest version (0 when there is none) or the one asked for, and its tables by name."""
    with workbench.session() as connection:
        if version is None:
            newest = "SELECT coalesce(max(version), 0) FROM decision_versions"
            version = int(connection.execute(newest).fetchall()[0][0])
        tables = {
            name: select(
                connection,
                f"SELECT {', '.join(columns)} FROM {name} WHERE version = ? ORDER BY rowid",
                [version],
            )
            for name, columns in DECISION_TABLES.items()
        }
    return version, tables


def add_decisions(
    workbench: Workbench,
    tables: Mapping[str, pl.DataFrame],
    *,
    file_sha256: str,
    file_label: str,
    received_at: datetime,
    received_by: str,
) -> int:
    """The number of the version that `tables` (one a name of `DECISION_TABLES`) become, all of them or none."""
    with workbench.session() as connection:
        version = decisions_in_force(workbench)[0] + 1
        connection.execute(
            "INSERT INTO decision_versions VALUES (?, ?, ?, ?, ?)",
            [version, file_sha256, file_label, received_at, received_by],
        )
        for name, columns in DECISION_TABLES.items():
            rows = tables[name].select(pl.lit(version).alias("version"), *columns)
            if name == "targets":
                rows = rows.with_columns(target_id=pl.concat_str(TARGET_KEY, separator="/"))
            insert(connection, name, rows)
    return version
