"""Decisions as objects and as the workbench's tables."""

from collections.abc import Mapping

import polars as pl

from data.store.workbench.decisions import DECISION_TABLES
from indicators.verdicts.decisions import Decisions


def decisions_of(tables: Mapping[str, pl.DataFrame]) -> Decisions:
    """The decisions that the workbench's tables hold."""
    return Decisions.model_validate({name: tables[name].to_dicts() for name in DECISION_TABLES})


def tables_of(decisions: Decisions) -> dict[str, pl.DataFrame]:
    """The tables that keep these decisions, by name."""
    return {
        name: pl.DataFrame([item.model_dump() for item in getattr(decisions, name)], schema=columns)
        for name, columns in DECISION_TABLES.items()
    }
