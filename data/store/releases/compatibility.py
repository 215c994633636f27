"""Releases of earlier code, read today: what they were made without, and what that stood for."""

from typing import Any

import polars as pl

from data.model.survey import Wave
from data.store.releases.initiative_tables import INITIATIVE_TABLES

#: The columns of each table but the verdicts, whose own are in `indicators/verdicts/model.py`; absent ones are null.
COLUMNS: dict[str, dict[str, pl.DataType]] = {
    "answers": {
        "establishment_id": pl.String(),
        "wave_id": pl.String(),
        "question_id": pl.String(),
        "state": pl.String(),
        "value_text": pl.String(),
        "value_number": pl.Float64(),
        "file_label": pl.String(),
        "sheet": pl.String(),
        "cell": pl.String(),
        "received_on": pl.Date(),
        "explanation": pl.String(),
    },
    "submissions": {
        "establishment_id": pl.String(),
        "wave_id": pl.String(),
        "status": pl.String(),
        "received_on": pl.Date(),
        "first_received_on": pl.Date(),
        "file_label": pl.String(),
        "named": pl.Boolean(),
        "explanation": pl.String(),
    },
    "waves": {
        **{name: pl.String() for name in Wave.model_fields},
        **dict.fromkeys(("start", "end", "opens_on", "due_on"), pl.Date()),
    },
    "definitions": {"name": pl.String(), "json": pl.String()},
    "comments": {
        "establishment_id": pl.String(),
        "wave_id": pl.String(),
        "question_id": pl.String(),
        "comment": pl.String(),
        "is_redacted": pl.Boolean(),
    },
    **INITIATIVE_TABLES,
}
#: What an absent column stood for, where that is not « nothing was kept ». Every wave was yearly at first.
MEANT: dict[tuple[str, str], Any] = {
    ("waves", name): field.default for name, field in Wave.model_fields.items() if not field.is_required()
} | {("submissions", "named"): False}


def with_current_columns(tables: dict[str, pl.DataFrame]) -> dict[str, pl.DataFrame]:
    """The tables of a release, each with the columns that pages read; columns that no page reads any more are kept."""
    found = dict(tables)
    for name, columns in COLUMNS.items():
        held = tables.get(name, pl.DataFrame(schema=columns))
        absent = [
            pl.lit(MEANT.get((name, column)), dtype=kind).alias(column)
            for column, kind in columns.items()
            if column not in held.columns
        ]
        found[name] = held.with_columns(absent) if absent else held
    return found
