"""The tables of a release that come from the initiatives' workbooks, column by column; a release may lack them all.

An older release has none of them and is read with empty ones: nothing had been collected.
"""

import polars as pl

#: One row: a module × territory × setting at a time point, and one measure (`score`, or an item's id). An empty
#: territory or setting is all of them together. `suppressed` rows hold their key and nothing else.
RESULTS: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "initiative_id": pl.String(),
    "module_id": pl.String(),
    "territory_id": pl.String(),
    "setting_id": pl.String(),
    "month": pl.Int64(),
    "measure": pl.String(),
    "state": pl.String(),
    "invited": pl.Int64(),
    "enrolled": pl.Int64(),
    "started": pl.Int64(),
    "answered": pl.Int64(),
    "pairs": pl.Int64(),
    "response_share": pl.Float64(),
    "attrition_share": pl.Float64(),
    "level": pl.Float64(),
    "level_low": pl.Float64(),
    "level_high": pl.Float64(),
    "change": pl.Float64(),
    "change_low": pl.Float64(),
    "change_high": pl.Float64(),
    "change_state": pl.String(),
    "wilcoxon_p": pl.Float64(),
    "effect": pl.Float64(),
    "effect_low": pl.Float64(),
    "effect_high": pl.Float64(),
    "detectable": pl.Float64(),
    "file_labels": pl.String(),
    "file_rows": pl.Int64(),
    "collected_from": pl.Date(),
    "collected_to": pl.Date(),
    "destroyed_on": pl.Date(),
}
#: One row: a filled line of a sheet, without the columns that are never published. `cells` is a JSON object.
ROWS: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "sheet": pl.String(),
    "initiative_id": pl.String(),
    "sender": pl.String(),
    "position": pl.Int64(),
    "dated_on": pl.Date(),
    "cells": pl.String(),
    "file_label": pl.String(),
    "sheet_name": pl.String(),
    "file_row": pl.Int64(),
}
#: One row: a practice that somebody shares. `contact` is there only where it was agreed to share it;
#: `indicator_ids` is a `|` list.
PRACTICES: dict[str, pl.DataType] = {
    "kind": pl.String(),
    "practice_id": pl.String(),
    "establishment_id": pl.String(),
    "initiative_id": pl.String(),
    "title": pl.String(),
    "recommendation_id": pl.String(),
    "indicator_ids": pl.String(),
    "done": pl.String(),
    "conditions": pl.String(),
    "contact": pl.String(),
    "link": pl.String(),
    "dated_on": pl.Date(),
    "file_label": pl.String(),
    "sheet_name": pl.String(),
    "file_row": pl.Int64(),
}
INITIATIVE_TABLES: dict[str, dict[str, pl.DataType]] = {
    "initiative_results": RESULTS,
    "initiative_rows": ROWS,
    "practices": PRACTICES,
}


def empty_tables() -> dict[str, pl.DataFrame]:
    """Each table without a row, by name."""
    return {name: pl.DataFrame(schema=columns) for name, columns in INITIATIVE_TABLES.items()}
